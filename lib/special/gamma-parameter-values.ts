// Derivatives of the incomplete gamma function by its parameter: plain numbers in, plain numbers out.
//
// They are integrals of the density times a polynomial in log t - ψ(a), of which the first has one root, where the whole
// integral vanishes: taken from the argument away from the root there is no cancellation. With t = x·e^-s the density is that at
// x times e^-E(s), where E is convex.
import { belowLogarithm, exponentialRest, FAR, lifted, TINY } from './parameter-rests.js';
import { integral } from './quadrature.js';
import { gammaPrefix } from './stdlib.js';
import { exponentialOf, factorial, product } from './truncated-series.js';
import { gammaDensity, polygamma } from './values.js';

/** log x - ψ(a). */
function logarithmAbove(a: number, x: number): number {
  if (a < FAR) return Math.log(x) - polygamma(0, a);
  const d = (x - a) / a;
  return (Math.abs(d) < 0.5 ? Math.log1p(d) : Math.log(x / a)) + belowLogarithm(a);
}

/**
 * The terms in δ of t^δ·Γ(a)/Γ(a+δ), from log t - ψ. For a < 1, where they cancel, by way of Γ(a) = Γ(1+a)/a: with 1 + a for a,
 * and a factor 1 + δ/a.
 */
interface Shape {
  /** log x - ψ, of a or of 1 + a. */
  readonly first: number;
  /** 1/a, or 0. */
  readonly shift: number;
  /** The terms of the logarithm, but the first of them. */
  readonly higher: readonly number[];
}

function shapeOf(a: number, x: number, n: number): Shape {
  const isSmall = a < 1;
  const base = isSmall ? 1 + a : a;
  const higher = Array.from({ length: n + 1 }, (_, k) => (k < 2 ? 0 : -polygamma(k - 1, base) / factorial(k)));
  return { first: logarithmAbove(base, x), shift: isSmall ? 1 / a : 0, higher };
}

/** The terms at t with log t = log x + s. */
function termsOf({ first, shift, higher }: Shape, s: number, n: number): number[] {
  const c = [...higher];
  c[1] = first + s;
  const e = exponentialOf(1, c, n);
  return shift === 0 ? e : e.map((term, k) => term + (k > 0 ? shift * e[k - 1] : 0));
}

/** ∂ʲP(a, x)/∂aʲ, j >= 1. */
export function gammaByShape(j: number, shapeOfGamma: number, x: number): number {
  if (!(shapeOfGamma > 0 && x >= 0 && shapeOfGamma < Infinity)) return Number.NaN;
  // Derivatives by a have a limit at 0.
  const a = Math.max(shapeOfGamma, TINY);
  const density = x > 0 && x < Infinity ? gammaPrefix(a, x) : 0;
  if (density === 0) return 0;
  const shape = shapeOf(a, x, j);
  const first = shape.first + shape.shift;
  const side = first < 0 ? -1 : 1;
  const polynomial = (s: number): number =>
    j === 1 ? first + side * s : factorial(j) * termsOf(shape, side * s, j)[j];
  // t = x·e^(±s): x·(e^(±s) - 1) ∓ a·s
  const slope = side * (x - a);
  const tail = side > 0 ? -Math.log(x) : 0;
  // e^s alone may leave the range.
  const e = (s: number): number =>
    slope * s + (side * s > 600 ? Math.exp(s - tail) - x - x * s : x * exponentialRest(side * s));
  const value = integral(e, polynomial, 40 + Math.max(tail, 0), tail - 42);
  return -side * density * value;
}

/**
 * ∂ʲ/∂aʲ of the mth derivative of P by x, j >= 0, m >= 1: of x^(a-1)·e^-x/Γ(a), differentiated m - 1 times (Leibniz). The factor
 * x^(a-m) is common to all terms.
 */
export function gammaDensityByShape(j: number, m: number, shapeOfGamma: number, x: number): number {
  if (!(shapeOfGamma > 0 && x >= 0 && shapeOfGamma < Infinity)) return Number.NaN;
  if (x === Infinity) return 0;
  if (x === 0) return shapeOfGamma > m ? 0 : m === 1 && j > 0 ? (j % 2 === 0 ? Infinity : -Infinity) : Number.NaN;
  const a = j > 0 ? Math.max(shapeOfGamma, TINY) : shapeOfGamma;
  const factor = new Array<number>(j + 1).fill(0);
  let falling: number[] = [1];
  let binomial = m % 2 === 0 ? -1 : 1;
  for (let i = 0; i < m; i++) {
    const power = x ** (m - 1 - i);
    for (let k = 0; k <= j; k++) factor[k] += binomial * (falling[k] ?? 0) * power;
    falling = product(falling, [a - i - 1, 1], j);
    binomial *= -(m - 1 - i) / (i + 1);
  }
  const terms = product(termsOf(shapeOf(a, x, j), 0, j), factor, j);
  return lifted((scale) => gammaDensity(a, m, x, scale), factorial(j) * terms[j]);
}
