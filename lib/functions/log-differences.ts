/** Logarithms of differences of exponentials, and x·log y. */
import { cases, eq, ge, lt, select } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, type Binary, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import { type BinaryRule, binary, type UnaryRule } from '../scalar/rule.js';
import { innermost, operand } from '../scalar/scalar.js';
import { logOfRise } from '../taylor/recurrences/exponential.js';
import { twoSum } from './double-double.js';
import { exp, expm1, log, log1p, notNegative, RANGE } from './exponential.js';

/**
 * log(1 - e^-x) of x >= 0, NaN below, without cancellation at both ends. -Infinity with slope Infinity at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * log1mexp(1e-20); // => -46.051701859880...
 * derivative(log1mexp, Math.LN2); // => 1
 */
export const log1mexp: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? (logOfOneMinusExp(x) as number) : active('log1mexp', x).unary(LOG1MEXP)) as Unary;

/** By expm1 up to log 2, by log1p beyond (Maechler 2012). */
function logOfOneMinusExp(x: Scalar): Scalar {
  return select(
    lt(x, Math.LN2),
    () => log(neg(expm1(neg(x)))),
    () => log1p(neg(exp(neg(x)))),
  );
}

export const LOG1MEXP: UnaryRule = {
  name: 'log1mexp',
  facts: { flops: 8, zero: 'even' },
  value: (x) => logOfOneMinusExp(x) as number,
  // 1/(e^x - 1)
  slope: (x) => div(exp(neg(x)), rise(x)),
  ratio: (x) => ({ factor: exp(neg(x)), divisor: rise(x) }),
  curvature: (_x, _y, slope) => neg(mul(slope, add(1, slope))),
  third: (_x, _y, slope) => mul(mul(slope, add(1, slope)), add(1, mul(2, slope))),
  series: (x, y, slope) => logOfRise(x, y, slope),
  beside: (x, s) => (s > 0 && s < RANGE ? undefined : s > 0 ? log1p(neg(exp(neg(x)))) : log(neg(expm1(neg(x))))),
  formula: logOfOneMinusExp,
};

/** 1 - e^-x, NaN for x < 0. */
function rise(x: Scalar): Scalar {
  return neg(expm1(neg(notNegative(x))));
}

/**
 * log(e^x - e^y) of x >= y, NaN for x < y, without overflow and without cancellation of the powers: x + log1mexp(x - y).
 * -Infinity where x = y. Where e^x - e^y is next to 1 the absolute error is 2^-53·max(1, |x|).
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * logDiffExp(1000, 999); // => 999.541...
 * gradient(([x, y]) => logDiffExp(x, y), [Math.LN2, 0]); // => [2, -1]
 */
export const logDiffExp: Binary = ((x: Scalar, y: Scalar): Scalar => {
  operand('logDiffExp', x);
  operand('logDiffExp', y);
  return cases([[eq(y, Number.NEGATIVE_INFINITY), x]], () => {
    const d = sub(x, y);
    return select(
      lt(d, 1),
      () => add(x, log1mexp(d)),
      // The rounding of x - y is a factor of e^(y-x), many ulp of it where both are large.
      () => add(x, log1p(neg(mul(exp(neg(d)), sub(1, lost(x, y)))))),
    );
  });
}) as Binary;

/** What the rounded difference of the values lacks, a constant. */
function lost(x: Scalar, y: Scalar): Scalar {
  const { high, low } = twoSum(innermost(x), neg(innermost(y)));
  return select(
    lt(high, Number.POSITIVE_INFINITY),
    () => low,
    () => 0,
  );
}

/**
 * x·log y, 0 where x is 0, also for y = 0. Any x, y >= 0; NaN for y < 0.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * xlogy(0, 0); // => 0
 * gradient(([x, y]) => xlogy(x, y), [2, 1]); // => [0, 2]
 */
export const xlogy: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number' && typeof y === 'number' ? XLOGY.value(x, y) : binary(XLOGY, x, y)) as Binary;

const XLOGY: BinaryRule = {
  name: 'xlogy',
  facts: { flops: 8 },
  value: (x, y) => (x === 0 && y >= 0 ? 0 : x * Math.log(y)),
  fx: (_, y) => log(y),
  // x/y, and at the origin, where the slope in x is infinite, what leaves that as it is.
  fy: (x, y) => {
    const quotient = (): Scalar => div(x, notNegative(y));
    return cases([[eq(y, 0), () => cases([[eq(x, 0), 0]], quotient)]], quotient);
  },
  fxx: (_, y) => mul(0, notNegative(y)),
  fxy: (_, y) => div(1, notNegative(y)),
  fyy: (x, y) => neg(div(div(x, notNegative(y)), y)),
  formula: (x, y) => {
    const product = (): Scalar => mul(x, log(y));
    return cases([[eq(x, 0), () => cases([[ge(y, 0), 0]], product)]], product);
  },
};
