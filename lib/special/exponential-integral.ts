/** Exponential integrals; values in exponential-integral-values.ts. */
import { cases, eq, lt, select } from '../branches/compare.js';
import { exp, notNegative } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import * as values from './exponential-integral-values.js';

/**
 * E₁(x) = ∫ e^-t/t dt from x to Infinity (Abramowitz and Stegun 5.1.1, DLMF 6.2.1).
 *
 * x >= 0, NaN below; Infinity at 0 (slope -Infinity), 0 at Infinity. Within 3 ulp; derivatives within 4.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(expIntegralE1, 1); // => { value: 0.21938393439552..., derivative: -0.36787944117144233 }
 */
export const expIntegralE1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.expIntegralE1(x) : active('expIntegralE1', x).unary(EXP_INTEGRAL_E1)) as Unary;

/**
 * Ei(x), the principal value of ∫ e^t/t dt from -Infinity to x (Abramowitz and Stegun 5.1.2, DLMF 6.2.5); -E₁(-x) for x < 0.
 *
 * Any x; -Infinity at 0, where the slope is Infinity on the right and -Infinity on the left. Within 3 ulp to x = 10, also
 * beside the root 0.3725, and within 10 beyond; derivatives within 4.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(expIntegralEi, 1); // => { value: 1.89511781635593..., derivative: 2.71828182845904... }
 */
export const expIntegralEi: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.expIntegralEi(x) : active('expIntegralEi', x).unary(EXP_INTEGRAL_EI)) as Unary;

/** factor·e^x/x in halves: e^x may leave the range where that does not. */
function over(x: Scalar, exponent: Scalar, factor: Scalar): Scalar {
  return cases([[eq(exponent, Number.POSITIVE_INFINITY), exponent]], () => {
    const half = exp(mul(0.5, exponent));
    return mul(mul(half, div(factor, x)), half);
  });
}

/** A derivative with e^exponent for a factor: 0 where that is far below the smallest number. */
function fading(exponent: Scalar, derivative: () => Scalar): Scalar {
  return select(lt(exponent, -800), () => 0, derivative);
}

export const EXP_INTEGRAL_E1: UnaryRule = {
  name: 'expIntegralE1',
  value: values.expIntegralE1,
  slope: (x) => fading(neg(x), () => over(notNegative(x), neg(x), -1)),
  // e^-x·(1 + 1/x)/x
  curvature: (x) => fading(neg(x), () => over(notNegative(x), neg(x), add(1, div(1, notNegative(x))))),
  third: (x) =>
    fading(neg(x), () => {
      const r = div(1, notNegative(x));
      return over(notNegative(x), neg(x), neg(add(1, mul(mul(2, r), add(1, r)))));
    }),
};

export const EXP_INTEGRAL_EI: UnaryRule = {
  name: 'expIntegralEi',
  value: values.expIntegralEi,
  slope: (x) => fading(x, () => over(x, x, 1)),
  curvature: (x) => fading(x, () => over(x, x, sub(1, div(1, x)))),
  // e^x·((1 - 1/x)² + 1/x²)/x
  third: (x) =>
    fading(x, () => {
      const r = div(1, x);
      const s = sub(1, r);
      return over(x, x, add(mul(s, s), mul(r, r)));
    }),
};
