/** Hyperbolic functions, their inverses, and the smooth steps made of them. */

import { cases, eq, gt, le, lt, select } from '../branches/compare.js';
import { abs, isFar, magnitude, max } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, type Binary, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import { times } from '../scalar/parts.js';
import { type BinaryRule, binary, type UnaryRule } from '../scalar/rule.js';
import { arcus, oscillation, tangent } from '../taylor/recurrences/circular.js';
import { logistic, logSumOf, softplusOf } from '../taylor/recurrences/exponential.js';
import { head } from '../taylor/series.js';
import { twoSum } from './double-double.js';
import { exp, log, log1p, notNegative, RANGE } from './exponential.js';
import { hypot, scaled } from './lengths.js';
import { sqrt, square } from './roots.js';
import { oneMinusSquare, onePlusSquareBelow, SQUARES } from './trigonometric.js';

/**
 * Hyperbolic sine. Any x.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(sinh, 0); // => { value: 0, derivative: 1 }
 */
export const sinh: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.sinh(x) : active('sinh', x).unary(SINH)) as Unary;

export const SINH: UnaryRule = {
  name: 'sinh',
  facts: { flops: 8, zero: 'odd' },
  value: Math.sinh,
  slope: (x) => cosh(x),
  curvature: (_, y) => y,
  third: (_x, _y, slope) => slope,
  series: (x, y, slope) => oscillation(x, y, slope, 1),
  beside: (x, s) => (Math.abs(s) < RANGE ? undefined : mul(0.5, sub(exp(x), exp(neg(x))))),
};

/**
 * Hyperbolic cosine. Any x; 1 or more.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * secondDerivative(cosh, 0); // => 1
 */
export const cosh: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.cosh(x) : active('cosh', x).unary(COSH)) as Unary;

export const COSH: UnaryRule = {
  name: 'cosh',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: Math.cosh,
  slope: (x) => sinh(x),
  curvature: (_, y) => y,
  third: (_x, _y, slope) => slope,
  series: (x, y, slope) => oscillation(x, y, slope, 1),
  beside: (x, s) => (Math.abs(s) < RANGE ? undefined : mul(0.5, add(exp(x), exp(neg(x))))),
};

/**
 * Hyperbolic tangent. Any x; from -1 to 1. The slope keeps its digits where the value is 1.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(tanh, 0); // => { value: 0, derivative: 1 }
 * derivative(tanh, 40); // => 7.2...e-35
 */
export const tanh: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.tanh(x) : active('tanh', x).unary(TANH)) as Unary;

export const TANH: UnaryRule = {
  name: 'tanh',
  facts: { flops: 8, zero: 'odd' },
  value: Math.tanh,
  // 1/cosh²: 1 - y² is 0 from x = 19 on.
  slope: (x) => square(div(1, cosh(x))),
  curvature: (_x, y, slope) => mul(mul(-2, y), slope),
  third: (_x, y, slope) => mul(mul(2, slope), sub(mul(2, square(y)), slope)),
  series: (x, y, slope) => tangent(x, y, slope, -1),
  beside: (x, s) => (Math.abs(s) < TAIL ? undefined : s > 0 ? risen(x) : neg(risen(neg(x)))),
};

/**
 * Inverse hyperbolic sine. Any x.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(asinh, 0.75); // => 0.8
 */
export const asinh: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.asinh(x) : active('asinh', x).unary(ASINH)) as Unary;

export const ASINH: UnaryRule = {
  name: 'asinh',
  facts: { flops: 8, zero: 'odd' },
  value: Math.asinh,
  slope: (x) => div(1, hypot(1, x)),
  ratio: (x) => ({ factor: 1, divisor: hypot(1, x) }),
  // -x/(1+x²)^(3/2); x·s stays below 1.
  curvature: (x, _, slope) => neg(mul(mul(timesSlope(x, slope), slope), slope)),
  // (2x²-1)/(1+x²)^(5/2)
  third: (x, _y, slope) => mul(mul(slope, square(slope)), sub(mul(2, square(timesSlope(x, slope))), square(slope))),
  series: (x, y, slope) => onePlusSquareBelow(x, y, slope, -0.5),
  beside: (x, s) => (Math.abs(s) < SQUARES ? undefined : s > 0 ? rising(x, 1) : neg(rising(neg(x), 1))),
};

/** x·slope, ±1 far out. */
function timesSlope(x: Scalar, slope: Scalar): Scalar {
  return cases([[isFar(x, 1e8), () => cases([[gt(x, 0), 1]], -1)]], () => mul(x, slope));
}

/**
 * Inverse hyperbolic cosine of x >= 1, NaN below. 0 with slope +Infinity at 1.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(acosh, 1.25); // => 1.333...
 */
export const acosh: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.acosh(x) : active('acosh', x).unary(ACOSH)) as Unary;

export const ACOSH: UnaryRule = {
  name: 'acosh',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: Math.acosh,
  // Two roots: their product under one root overflows.
  slope: (x) => div(1, mul(sqrt(sub(x, 1)), sqrt(add(x, 1)))),
  ratio: (x) => ({ factor: 1, divisor: mul(sqrt(sub(x, 1)), sqrt(add(x, 1))) }),
  curvature: (x, _, slope) => neg(mul(mul(timesSlope(x, slope), slope), slope)),
  third: (x, _y, slope) => mul(mul(slope, square(slope)), add(mul(2, square(timesSlope(x, slope))), square(slope))),
  series: (x, y, slope) => {
    const { s, x: u } = scaled(head(x), 1);
    arcus(x, y, div(slope, s), -0.5, mul(sub(u, s), add(u, s)), 1, s);
  },
  beside: (x, s) => (s > 1 && s < SQUARES ? undefined : s === 1 ? acoshNearOne(x) : rising(x, -1)),
};

/**
 * Inverse hyperbolic tangent of -1 <= x <= 1, NaN elsewhere. ±Infinity with slope +Infinity at ±1.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(atanh, 0.5); // => { value: 0.549..., derivative: 1.333... }
 */
export const atanh: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.atanh(x) : active('atanh', x).unary(ATANH)) as Unary;

export const ATANH: UnaryRule = {
  name: 'atanh',
  facts: { flops: 8, zero: 'odd' },
  value: Math.atanh,
  // NaN outside the domain.
  slope: (x) =>
    select(
      le(magnitude(x), 1),
      () => div(1, oneMinusSquare(x)),
      () => mul(Number.NaN, x),
    ),
  curvature: (x, _, slope) => mul(mul(2, x), square(slope)),
  third: (x, _y, slope) => mul(add(2, mul(6, square(x))), mul(slope, square(slope))),
  series: (x, y, slope) => arcus(x, y, slope, -1, oneMinusSquare(head(x)), -1, 1),
  beside: (x, s) => (Math.abs(s) !== 1 ? undefined : mul(0.5, sub(log(add(1, x)), log(sub(1, x))))),
};

/**
 * Logistic function 1/(1 + e^-x). Any x; from 0 to 1, with relative accuracy in both tails.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(sigmoid, 0); // => { value: 0.5, derivative: 0.25 }
 */
export const sigmoid: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? valueOfSigmoid(x) : active('sigmoid', x).unary(SIGMOID)) as Unary;

function valueOfSigmoid(x: number): number {
  const h = Math.exp(-Math.abs(x));
  return x < 0 ? h / (1 + h) : 1 / (1 + h);
}

export const SIGMOID: UnaryRule = {
  name: 'sigmoid',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: valueOfSigmoid,
  // y·(1-y), where 1-y = sigmoid(-x) without cancellation.
  slope: (x, y) => mul(y, sigmoid(neg(x))),
  // s·(1 - 2y), where 1 - 2y = -tanh(x/2)
  curvature: (x, _, slope) => neg(mul(slope, tanh(div(x, 2)))),
  third: (_x, _y, slope) => mul(slope, sub(1, mul(6, slope))),
  series: (x, y, slope) => logistic(x, y, slope, neg(tanh(div(head(x), 2)))),
  beside: (x, s) => (Math.abs(s) < TAIL ? undefined : tailOfSigmoid(x, s)),
  formula: (x) => {
    const h = exp(neg(abs(x)));
    return select(
      lt(x, 0),
      () => div(h, add(1, h)),
      () => div(1, add(1, h)),
    );
  },
};

/**
 * log(x/(1 - x)), the inverse of sigmoid, of 0 <= x <= 1. -Infinity at 0, Infinity at 1, with slope +Infinity; relative accuracy
 * about its root ½ too.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(logit, 0.5); // => { value: 0, derivative: 4 }
 */
export const logit: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? (logOfOdds(x) as number) : active('logit', x).unary(LOGIT)) as Unary;

/** 2·artanh(2x - 1) about ½, where 2x - 1 is exact. */
function logOfOdds(x: Scalar): Scalar {
  return cases([[lt(magnitude(sub(x, 0.5)), 0.25), () => mul(2, atanh(sub(mul(2, x), 1)))]], () =>
    log(div(x, sub(1, x))),
  );
}

export const LOGIT: UnaryRule = {
  name: 'logit',
  facts: { flops: 8, zero: 'even' },
  value: (x) => logOfOdds(x) as number,
  slope: (x) => div(1, variance(x)),
  ratio: (x) => ({ factor: 1, divisor: variance(x) }),
  // (2x-1)/(x(1-x))²
  curvature: (x, _, slope) => mul(mul(sub(mul(2, x), 1), slope), slope),
  // 2s³ - 6s², where s is 4 or more.
  third: (_x, _y, slope) => mul(mul(2, square(slope)), sub(slope, 3)),
  // Of 2·artanh(u) with u = 2x - 1, where 1 - u² = 4x(1-x).
  series: (x, y, slope) => {
    const u = x.map((c, k) => (k === 0 ? sub(mul(2, head(x)), 1) : times(2, c)));
    arcus(u, y, div(slope, 2), -1, mul(4, variance(head(x))), -1, 1);
  },
  beside: (x, s) => (s > 1e-290 && s < 1 ? undefined : sub(log(x), log(sub(1, x)))),
  formula: logOfOdds,
};

/** x·(1 - x), about ½ as ¼ - (x-½)², whose derivatives do not cancel there. NaN outside the domain. */
function variance(x: Scalar): Scalar {
  const centred = sub(x, 0.5);
  return cases([[lt(magnitude(centred), 0.25), () => sub(0.25, square(centred))]], () =>
    mul(notNegative(x), notNegative(sub(1, x))),
  );
}

/**
 * log(1 + e^x), a smooth max(x, 0). Any x.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(softplus, 0); // => { value: 0.693..., derivative: 0.5 }
 */
export const softplus: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? valueOfSoftplus(x) : active('softplus', x).unary(SOFTPLUS)) as Unary;

function valueOfSoftplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export const SOFTPLUS: UnaryRule = {
  name: 'softplus',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: valueOfSoftplus,
  slope: (x) => sigmoid(x),
  curvature: (x, _, slope) => mul(slope, sigmoid(neg(x))),
  third: (x, y, _s, curvature) => SIGMOID.curvature(x, y, curvature),
  series: (x, y, slope) => softplusOf(x, y, slope, mul(slope, sigmoid(neg(head(x)))), neg(tanh(div(head(x), 2)))),
  beside: (x, s) => (Math.abs(s) < TAIL ? undefined : s > 0 ? add(x, log1p(exp(neg(x)))) : log1p(exp(x))),
  formula: (x) => add(max(x, 0), log1p(exp(neg(abs(x))))),
};

/**
 * log(e^x + e^y) without overflow. Any x and y.
 *
 * Within 1 ulp, but where the result is near 0: there two terms cancel, and the absolute error is 2^-53. So in ulp of the result it is
 * about its condition number, (|x|·fx + |y|·fy)/|f|: no more than what one ulp of x or y does.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * logAddExp(1000, 1000); // => 1000.693...
 * gradient(([x, y]) => logAddExp(x, y), [1000, 1000]); // => [0.5, 0.5]
 */
export const logAddExp: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number' && typeof y === 'number' ? valueOfLogAddExp(x, y) : binary(LOGADDEXP, x, y)) as Binary;

function valueOfLogAddExp(x: number, y: number): number {
  return x === y ? x + Math.LN2 + LN2_REST : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
}

/** What log 2 is beyond its double: seen where x is near -log 2 and the result near 0. */
const LN2_REST = 2.3190468138462996e-17;

export const LOGADDEXP: BinaryRule = {
  name: 'logAddExp',
  facts: { flops: 8, zero: 'even' },
  value: valueOfLogAddExp,
  fx: (x, y) => weight(x, y),
  fy: (x, y) => weight(y, x),
  fxx: (x, y) => mul(weight(x, y), weight(y, x)),
  fxy: (x, y) => neg(mul(weight(x, y), weight(y, x))),
  fyy: (x, y) => mul(weight(x, y), weight(y, x)),
  series: (x, y, f, { fx, fy, fxx }) => {
    const d = sub(head(y), head(x));
    // The difference of two infinite values of one sign is NaN, and their logistic function 1/2.
    const m = cases([[eq(d, d), () => tanh(div(d, 2))]], 0);
    logSumOf(x, y, f, fx, fy, fxx, m);
  },
  formula: (x, y) =>
    select(
      eq(x, y),
      () => add(add(x, Math.LN2), LN2_REST),
      () => add(max(x, y), log1p(exp(neg(abs(sub(x, y)))))),
    ),
};

/**
 * e^x/(e^x + e^y) = sigmoid(x - y).
 *
 * The rounding error e of x - y shifts a tail by a factor e^e, many ulp when x and y are large, so it is made good:
 * sigmoid(d + e) = sigmoid(d)·(1 + e·sigmoid(-d)) to first order.
 */
function weight(x: Scalar, y: Scalar): Scalar {
  const { high: d, low: e } = twoSum(x, neg(y));
  const s = sigmoid(d);
  return cases(
    [
      [lt(magnitude(d), Number.POSITIVE_INFINITY), () => add(s, mul(s, mul(e, sigmoid(neg(d)))))],
      [() => eq(x, y), 0.5],
    ],
    s,
  );
}

/** Past this, e^-2x is nothing beside 1. */
const TAIL = 300;

function acoshNearOne(x: Scalar): Scalar {
  return mul(2, asinh(sqrt(mul(0.5, sub(x, 1)))));
}

/** log(x + √(x² ± 1)), for large x: asinh and acosh. */
function rising(x: Scalar, c: 1 | -1): Scalar {
  return log(add(x, sqrt(add(square(x), c))));
}

/** tanh of a large positive x. */
function risen(x: Scalar): Scalar {
  const e = exp(mul(-2, x));
  return div(sub(1, e), add(1, e));
}

function tailOfSigmoid(x: Scalar, s: number): Scalar {
  if (s > 0) return div(1, add(1, exp(neg(x))));
  const e = exp(x);
  return div(e, add(1, e));
}
