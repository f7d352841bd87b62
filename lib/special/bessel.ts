/** Bessel functions of order 0 and 1; values in bessel-values.ts. */
import { cases, eq } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, mul, type Unary } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import * as values from './bessel-values.js';

/**
 * J₀(x), the Bessel function of the first kind of order 0.
 *
 * Any x; values in [-0.403, 1], 0 at ±Infinity. As a rule within 2 ulp; absolute error below 5e-16, from 8 on below 1e-16.
 * J₀' = -J₁ (Abramowitz and Stegun 9.1.28), J₀'' = (J₂ - J₀)/2 (DLMF 10.6.7).
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * secondDerivative(besselJ0, 0); // => -0.5
 */
export const besselJ0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselJ(0, x) : active('besselJ0', x).unary(J(0))) as Unary;

/**
 * J₁(x), the Bessel function of the first kind of order 1.
 *
 * Any x; odd, values in [-0.582, 0.582], 0 at ±Infinity. Accurate as besselJ0.
 * J₁' = (J₀ - J₂)/2, J₁'' = (J₃ - 3J₁)/4 (DLMF 10.6.1, 10.6.7).
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(besselJ1, 0); // => { value: 0, derivative: 0.5 }
 */
export const besselJ1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselJ(1, x) : active('besselJ1', x).unary(J(1))) as Unary;

/**
 * Y₀(x), the Bessel function of the second kind of order 0.
 *
 * x >= 0, NaN below; -Infinity at 0 (slope +Infinity, second derivative -Infinity), 0 at Infinity. As a rule within 2 ulp;
 * beside zeros an absolute error below 5e-16, from 8 on below 1e-16. Y₀' = -Y₁ (Abramowitz and Stegun 9.1.28), Y₀'' = (Y₂ - Y₀)/2 (DLMF 10.6.7).
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(besselY0, 0); // => Infinity
 */
export const besselY0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselY(0, x) : active('besselY0', x).unary(Y(0))) as Unary;

/**
 * Y₁(x), the Bessel function of the second kind of order 1.
 *
 * x >= 0, NaN below; -Infinity at 0 (slope +Infinity, second derivative -Infinity), 0 at Infinity. Accurate as besselY0.
 * Y₁' = (Y₀ - Y₂)/2, Y₁'' = (Y₃ - 3Y₁)/4 (DLMF 10.6.1, 10.6.7).
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(besselY1, 0); // => { value: -Infinity, derivative: Infinity }
 */
export const besselY1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselY(1, x) : active('besselY1', x).unary(Y(1))) as Unary;

/**
 * I₀(x), the modified Bessel function of the first kind of order 0.
 *
 * Any x; even, values from 1 to Infinity, which it reaches at |x| = 713.987. Within 4 ulp.
 * I₀' = I₁ (Abramowitz and Stegun 9.6.27), I₀'' = (I₀ + I₂)/2 (DLMF 10.29.5).
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * secondDerivative(besselI0, 0); // => 0.5
 */
export const besselI0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselI(0, x) : active('besselI0', x).unary(I(0))) as Unary;

/**
 * I₁(x), the modified Bessel function of the first kind of order 1.
 *
 * Any x; odd, ±Infinity from |x| = 713.987 on. Within 4 ulp.
 * I₁' = (I₀ + I₂)/2, I₁'' = (3I₁ + I₃)/4 (DLMF 10.29.1, 10.29.5).
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(besselI1, 0); // => 0.5
 */
export const besselI1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselI(1, x) : active('besselI1', x).unary(I(1))) as Unary;

/** The row of order n. */
type Family = (n: number) => UnaryRule;

/** An order and the weight of its function in a sum. */
type Term = readonly [order: number, weight: number];

/**
 * The rows of a family C, for σ = 1 (J and Y) and σ = -1 (I), from
 *
 *     Cₙ' = (Cₙ₋₁ - σCₙ₊₁)/2      C₋ₙ = (-σ)ⁿCₙ
 *
 * applied m times (DLMF 10.6.7, 10.29.5; 10.4.1, 10.27.1). The forms with 1/x, fewer functions, cancel or leave the range
 * near 0; here the terms are of one size, or one outweighs the others.
 */
function family(letter: string, sigma: 1 | -1, value: (n: number, x: number) => number): Family {
  const rows: UnaryRule[] = [];
  const row: Family = (n) => {
    rows[n] ??= {
      name: `bessel${letter}${n}`,
      value: (x) => value(n, x),
      slope: derivative(n, 1),
      curvature: derivative(n, 2),
      third: derivative(n, 3),
    };
    return rows[n];
  };
  const derivative = (n: number, m: number): UnaryRule['slope'] => {
    const terms = termsOf(n, m, sigma);
    return (x, y) => {
      const of = (k: number): Scalar => (k === n ? y : typeof x === 'number' ? value(k, x) : x.unary(row(k)));
      return total(terms, of);
    };
  };
  return row;
}

/** The mth derivative of Cₙ as a sum of Cₖ, the highest order first. */
function termsOf(n: number, m: number, sigma: 1 | -1): readonly Term[] {
  const weights = new Map<number, number>();
  let binomial = 1;
  for (let j = 0; j <= m; j++) {
    const order = n - m + 2 * j;
    const odd = order < 0 ? j - order : j;
    const weight = (sigma === 1 && odd % 2 !== 0 ? -binomial : binomial) / 2 ** m;
    weights.set(Math.abs(order), (weights.get(Math.abs(order)) ?? 0) + weight);
    binomial = (binomial * (m - j)) / (j + 1);
  }
  return [...weights].filter(([, weight]) => weight !== 0).sort(([a], [b]) => b - a);
}

/**
 * The sum. Where Cₖ of the highest order is -Infinity (Y near 0), it outweighs the rest, of which some may be infinite too.
 */
function total([[order, weight], ...others]: readonly Term[], of: (k: number) => Scalar): Scalar {
  const highest = of(order);
  const first = mul(weight, highest);
  return cases([[eq(highest, Number.NEGATIVE_INFINITY), first]], () =>
    others.reduce((sum: Scalar, [k, w]) => add(sum, mul(w, of(k))), first),
  );
}

const J: Family = /* @__PURE__ */ family('J', 1, values.besselJ);
const Y: Family = /* @__PURE__ */ family('Y', 1, values.besselY);
const I: Family = /* @__PURE__ */ family('I', -1, values.besselI);
