/** The error function and its complement; values in values.ts. */
import { lt, select } from '../branches/compare.js';
import { twoProduct } from '../functions/double-double.js';
import { exp } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { active, mul, sub, type Unary } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import * as values from './values.js';

/**
 * The error function, erf(x) = 2/√π ∫ e^(-t²) dt from 0 to x (Abramowitz and Stegun 7.1.1, DLMF 7.2.1).
 *
 * Any x; odd, values in [-1, 1]. Within 1 ulp; derivatives (DLMF 7.10.1) within 5.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(erf, 0); // => { value: 0, derivative: 1.1283791670955126 }
 */
export const erf: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.erf(x) : active('erf', x).unary(ERF)) as Unary;

/**
 * The complement of the error function, erfc(x) = 1 - erf(x) without the cancellation for large x (DLMF 7.2.2).
 *
 * Any x; from 2 at -Infinity to 0 at Infinity, subnormal from 26.54 and 0 from 27.23 on. Within 2 ulp; derivatives within 5.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * erfc(0); // => 1
 */
export const erfc: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.erfc(x) : active('erfc', x).unary(ERFC)) as Unary;

/** 2/√π. */
const AT_0 = 1.1283791670955126;

/**
 * factor·e^(-c·x²), c = 1 or ½. x² is taken in two pieces, because its rounding would be hundreds of ulp of the result for
 * large x, and the exponential in two halves, because it may be subnormal where its product with the factor is not.
 */
export function timesGaussian(factor: Scalar, x: Scalar, c: 1 | 0.5 = 1): Scalar {
  return select(
    lt(mul(x, x), 1600 / c),
    () => {
      const { high, low } = twoProduct(x, x);
      const half = exp(mul(-0.5 * c, high));
      return mul(mul(mul(factor, sub(1, c === 1 ? low : mul(c, low))), half), half);
    },
    // Far below the smallest number, and all derivatives with it.
    () => 0,
  );
}

/** The row of ±erf. */
function row(name: string, value: (x: number) => number, sign: 1 | -1): UnaryRule {
  const c = sign * AT_0;
  return {
    name,
    value,
    slope: (x) => timesGaussian(c, x),
    curvature: (x) => timesGaussian(mul(-2 * c, x), x),
    third: (x) => timesGaussian(mul(c, sub(mul(4, mul(x, x)), 2)), x),
  };
}

export const ERF: UnaryRule = /* @__PURE__ */ row('erf', values.erf, 1);
export const ERFC: UnaryRule = /* @__PURE__ */ row('erfc', values.erfc, -1);
