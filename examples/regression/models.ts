/** The models of the data sets, written with operator functions: y = model(b, x). */
import { add, atan, cos, div, exp, mul, neg, pow, type Scalar, sin, square, sub, sum } from 'hyperdual';

/** The fitted value for parameters b at the predictors x (two for Nelson, else one). */
export type Model = (b: readonly Scalar[], x: number, z: number) => Scalar;

const adsorption: Model = ([b1, b2], x) => mul(b1, sub(1, decay(1, b2, x)));
const chwirut: Model = ([b1, b2, b3], x) => div(decay(1, b1, x), add(b2, mul(b3, x)));
const cubics: Model = (b, x) => div(polynomial(b.slice(0, 4), x), polynomial([1, ...b.slice(4)], x));
const decays: Model = ([b1, b2, b3, b4, b5, b6], x) => sum([decay(b1, b2, x), decay(b3, b4, x), decay(b5, b6, x)]);
const peaks: Model = ([b1, b2, b3, b4, b5, b6, b7, b8], x) =>
  sum([decay(b1, b2, x), peak(b3, b4, b5, x), peak(b6, b7, b8, x)]);

export const MODELS: Readonly<Record<string, Model>> = {
  Bennett5: ([b1, b2, b3], x) => mul(b1, pow(add(b2, x), div(-1, b3))),
  BoxBOD: adsorption,
  Chwirut1: chwirut,
  Chwirut2: chwirut,
  DanWood: ([b1, b2], x) => mul(b1, pow(x, b2)),
  ENSO: ([b1, b2, b3, b4, b5, b6, b7, b8, b9], x) =>
    sum([b1, wave(b2, b3, 12, x), wave(b5, b6, b4, x), wave(b8, b9, b7, x)]),
  Eckerle4: ([b1, b2, b3], x) => mul(div(b1, b2), exp(mul(-0.5, square(div(sub(x, b3), b2))))),
  Gauss1: peaks,
  Gauss2: peaks,
  Gauss3: peaks,
  Hahn1: cubics,
  Kirby2: (b, x) => div(polynomial(b.slice(0, 3), x), polynomial([1, ...b.slice(3)], x)),
  Lanczos1: decays,
  Lanczos2: decays,
  Lanczos3: decays,
  MGH09: ([b1, b2, b3, b4], x) => div(mul(b1, add(x * x, mul(x, b2))), sum([x * x, mul(x, b3), b4])),
  MGH10: ([b1, b2, b3], x) => mul(b1, exp(div(b2, add(x, b3)))),
  MGH17: ([b1, b2, b3, b4, b5], x) => sum([b1, decay(b2, b4, x), decay(b3, b5, x)]),
  Misra1a: adsorption,
  Misra1b: ([b1, b2], x) => mul(b1, sub(1, pow(add(1, mul(b2, x / 2)), -2))),
  Misra1c: ([b1, b2], x) => mul(b1, sub(1, pow(add(1, mul(b2, 2 * x)), -0.5))),
  Misra1d: ([b1, b2], x) => div(mul(b1, mul(b2, x)), add(1, mul(b2, x))),
  // Of log(y).
  Nelson: ([b1, b2, b3], x, z) => sub(b1, mul(mul(b2, x), exp(neg(mul(b3, z))))),
  Rat42: ([b1, b2, b3], x) => div(b1, add(1, exp(sub(b2, mul(b3, x))))),
  Rat43: ([b1, b2, b3, b4], x) => div(b1, pow(add(1, exp(sub(b2, mul(b3, x)))), div(1, b4))),
  Roszman1: ([b1, b2, b3, b4], x) => sub(sub(b1, mul(b2, x)), div(atan(div(b3, sub(x, b4))), Math.PI)),
  Thurber: cubics,
};

/** a·exp(-k·x). */
function decay(a: Scalar, k: Scalar, x: number): Scalar {
  return mul(a, exp(neg(mul(k, x))));
}

/** h·exp(-((x - c)/w)²). */
function peak(h: Scalar, c: Scalar, w: Scalar, x: number): Scalar {
  return mul(h, exp(neg(square(div(sub(x, c), w)))));
}

/** a·cos(2πx/T) + b·sin(2πx/T). */
function wave(a: Scalar, b: Scalar, period: Scalar, x: number): Scalar {
  const angle = div(2 * Math.PI * x, period);
  return add(mul(a, cos(angle)), mul(b, sin(angle)));
}

/** c₀ + c₁x + c₂x² + ..., by Horner's rule. */
function polynomial(c: readonly Scalar[], x: number): Scalar {
  return c.reduceRight((total, coefficient) => add(mul(total, x), coefficient));
}
