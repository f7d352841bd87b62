'use derivatives';
/** The models of the data sets, in ordinary code: y = model(b, x). */

/** The fitted value for parameters b at the predictors x (two for Nelson, else one). */
export type Model = (b: readonly number[], x: number, z: number) => number;

const adsorption: Model = ([b1, b2], x) => b1 * (1 - decay(1, b2, x));
const chwirut: Model = ([b1, b2, b3], x) => decay(1, b1, x) / (b2 + b3 * x);
const cubics: Model = (b, x) => polynomial(b.slice(0, 4), x) / polynomial([1, ...b.slice(4)], x);
const decays: Model = ([b1, b2, b3, b4, b5, b6], x) => decay(b1, b2, x) + decay(b3, b4, x) + decay(b5, b6, x);
const peaks: Model = ([b1, b2, b3, b4, b5, b6, b7, b8], x) =>
  decay(b1, b2, x) + peak(b3, b4, b5, x) + peak(b6, b7, b8, x);

export const MODELS: Readonly<Record<string, Model>> = {
  Bennett5: ([b1, b2, b3], x) => b1 * (b2 + x) ** (-1 / b3),
  BoxBOD: adsorption,
  Chwirut1: chwirut,
  Chwirut2: chwirut,
  DanWood: ([b1, b2], x) => b1 * x ** b2,
  ENSO: ([b1, b2, b3, b4, b5, b6, b7, b8, b9], x) =>
    b1 + wave(b2, b3, 12, x) + wave(b5, b6, b4, x) + wave(b8, b9, b7, x),
  Eckerle4: ([b1, b2, b3], x) => (b1 / b2) * Math.exp(-0.5 * square((x - b3) / b2)),
  Gauss1: peaks,
  Gauss2: peaks,
  Gauss3: peaks,
  Hahn1: cubics,
  Kirby2: (b, x) => polynomial(b.slice(0, 3), x) / polynomial([1, ...b.slice(3)], x),
  Lanczos1: decays,
  Lanczos2: decays,
  Lanczos3: decays,
  MGH09: ([b1, b2, b3, b4], x) => (b1 * (x * x + x * b2)) / (x * x + x * b3 + b4),
  MGH10: ([b1, b2, b3], x) => b1 * Math.exp(b2 / (x + b3)),
  MGH17: ([b1, b2, b3, b4, b5], x) => b1 + decay(b2, b4, x) + decay(b3, b5, x),
  Misra1a: adsorption,
  Misra1b: ([b1, b2], x) => b1 * (1 - (1 + b2 * (x / 2)) ** -2),
  Misra1c: ([b1, b2], x) => b1 * (1 - (1 + b2 * (2 * x)) ** -0.5),
  Misra1d: ([b1, b2], x) => (b1 * (b2 * x)) / (1 + b2 * x),
  // Of log(y).
  Nelson: ([b1, b2, b3], x, z) => b1 - b2 * x * Math.exp(-(b3 * z)),
  Rat42: ([b1, b2, b3], x) => b1 / (1 + Math.exp(b2 - b3 * x)),
  Rat43: ([b1, b2, b3, b4], x) => b1 / (1 + Math.exp(b2 - b3 * x)) ** (1 / b4),
  Roszman1: ([b1, b2, b3, b4], x) => b1 - b2 * x - Math.atan(b3 / (x - b4)) / Math.PI,
  Thurber: cubics,
};

/** a·exp(-k·x). */
function decay(a: number, k: number, x: number): number {
  return a * Math.exp(-(k * x));
}

/** h·exp(-((x - c)/w)²). */
function peak(h: number, c: number, w: number, x: number): number {
  return h * Math.exp(-square((x - c) / w));
}

/** a·cos(2πx/T) + b·sin(2πx/T). */
function wave(a: number, b: number, period: number, x: number): number {
  const angle = (2 * Math.PI * x) / period;
  return a * Math.cos(angle) + b * Math.sin(angle);
}

/** c₀ + c₁x + c₂x² + ..., by Horner's rule. */
function polynomial(c: readonly number[], x: number): number {
  return c.reduceRight((total, coefficient) => total * x + coefficient);
}

function square(x: number): number {
  return x * x;
}
