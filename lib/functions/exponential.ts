/** Exponentials and logarithms. */

import { cases, eq, gt, lt, select } from '../branches/compare.js';
import { isFar, magnitude } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, byRule, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import { jets, type UnaryRule } from '../scalar/rule.js';
import { exponential, exponentialPlus, logarithm, timesLogarithm } from '../taylor/recurrences/exponential.js';
import { exprelSeries, log1prelSeries } from '../taylor/recurrences/removable.js';
import { head } from '../taylor/series.js';

/**
 * e^x. Any x; 0 from -746 down, Infinity from 710 on.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(exp, 0); // => { value: 1, derivative: 1 }
 */
export const exp: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.exp(x) : x?.applyExp === undefined ? anyExp(x) : x.applyExp()) as Unary;

export const EXP: UnaryRule = {
  name: 'exp',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: Math.exp,
  slope: (_, y) => y,
  curvature: (_, y) => y,
  third: (_, y) => y,
  series: (x, y) => exponential(x, y),
};

const anyExp = /* @__PURE__ */ byRule(EXP);

/**
 * 2^x. Any x; exact for whole x in range.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * exp2(10); // => 1024
 */
export const exp2: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? 2 ** x : active('exp2', x).unary(EXP2)) as Unary;

export const EXP2: UnaryRule = {
  name: 'exp2',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  base: 2,
  value: (x) => 2 ** x,
  slope: (x, y) => timesExp2(Math.LN2, x, y),
  curvature: (x, y) => timesExp2(LN2_SQUARED, x, y),
  third: (x, y) => timesExp2(LN2_CUBED, x, y),
  series: (x, y) => exponential(x, y, Math.LN2),
};

/** Past this, e^x leaves the doubles. */
export const RANGE = 700;

/** c·2^x: from 2^1024 on in two halves, to the end of its own range. */
function timesExp2(c: number, x: Scalar, y: Scalar): Scalar {
  return select(
    lt(y, Number.POSITIVE_INFINITY),
    () => mul(c, y),
    () => {
      const half = exp2(div(x, 2));
      return mul(mul(c, half), half);
    },
  );
}

const LN2_SQUARED = 0.4804530139182014;
const LN2_CUBED = 0.3330246519889295;

/**
 * e^x - 1, exact near 0. Any x.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * expm1(1e-20); // => 1e-20
 */
export const expm1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.expm1(x) : active('expm1', x).unary(EXPM1)) as Unary;

export const EXPM1: UnaryRule = {
  name: 'expm1',
  facts: { flops: 8, zero: 'odd' },
  value: Math.expm1,
  // e^x anew: y + 1 has lost its digits at x = -40.
  slope: (x) => exp(x),
  curvature: (_x, _y, slope) => slope,
  third: (_x, _y, slope) => slope,
  series: (x, y, slope) => exponentialPlus(x, y, slope),
  beside: (x, s) => (Math.abs(s) < RANGE ? undefined : sub(exp(x), 1)),
};

/**
 * Natural logarithm of x >= 0, NaN below. -Infinity with slope +Infinity at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(log, 0.5); // => { value: -0.6931471805599453, derivative: 2 }
 * derivative(log, -1); // => NaN
 */
export const log: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.log(x) : x?.applyLog === undefined ? anyLog(x) : x.applyLog()) as Unary;

export const LOG: UnaryRule = {
  name: 'log',
  facts: { flops: 8, zero: 'even' },
  value: Math.log,
  slope: (x) => div(1, notNegative(x)),
  ratio: (x) => ({ factor: 1, divisor: notNegative(x) }),
  curvature: (_x, _y, slope) => neg(mul(slope, slope)),
  third: (_x, _y, slope) => mul(mul(2, slope), mul(slope, slope)),
  series: (x, y) => logarithm(x, y, notNegative(head(x))),
};

/** x where x >= 0, as +0 where it is -0: the slope there is +Infinity too. NaN below, outside the domain. */
export function notNegative(x: Scalar): Scalar {
  const zero = select(
    lt(x, 0),
    () => Number.NaN,
    () => 0,
  );
  return add(x, zero);
}

const anyLog = /* @__PURE__ */ byRule(LOG);

/**
 * Logarithm to base 2 of x >= 0, NaN below. -Infinity with slope +Infinity at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * log2(8); // => 3
 */
export const log2: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.log2(x) : active('log2', x).unary(LOG2)) as Unary;

/**
 * Logarithm to base 10 of x >= 0, NaN below. -Infinity with slope +Infinity at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * log10(1000); // => 3
 */
export const log10: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.log10(x) : active('log10', x).unary(LOG10)) as Unary;

/** A row for log x / log b, with 1 / log b correctly rounded. */
function logarithmTo(name: string, value: (x: number) => number, inverseLogOfBase: number): UnaryRule {
  return {
    name,
    facts: { flops: 8, zero: 'even' },
    value,
    slope: (x) => div(inverseLogOfBase, notNegative(x)),
    ratio: (x) => ({ factor: inverseLogOfBase, divisor: notNegative(x) }),
    curvature: (x, _, slope) => neg(div(slope, notNegative(x))),
    third: (x, _y, _s, curvature) => div(mul(-2, curvature), notNegative(x)),
    series: (x, y) => logarithm(x, y, notNegative(head(x)), inverseLogOfBase),
    beside: (x, s) => (s > 1e-290 && s < 1e290 ? undefined : mul(inverseLogOfBase, log(x))),
  };
}

export const LOG2: UnaryRule = /* @__PURE__ */ logarithmTo('log2', Math.log2, Math.LOG2E);
export const LOG10: UnaryRule = /* @__PURE__ */ logarithmTo('log10', Math.log10, Math.LOG10E);

/**
 * log(1 + x), exact near 0, of x >= -1, NaN below. -Infinity with slope +Infinity at -1.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * log1p(1e-20); // => 1e-20
 * derivative(log1p, 3); // => 0.25
 */
export const log1p: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.log1p(x) : active('log1p', x).unary(LOG1P)) as Unary;

export const LOG1P: UnaryRule = {
  name: 'log1p',
  facts: { flops: 8, zero: 'odd' },
  value: Math.log1p,
  slope: (x) => div(1, notNegative(add(1, x))),
  ratio: (x) => ({ factor: 1, divisor: notNegative(add(1, x)) }),
  curvature: (_x, _y, slope) => neg(mul(slope, slope)),
  third: (_x, _y, slope) => mul(mul(2, slope), mul(slope, slope)),
  series: (x, y) => logarithm(x, y, notNegative(add(1, head(x)))),
  beside: (x, s) => (s > -1 && s < 1e290 ? undefined : log(add(1, x))),
};

/**
 * x·log x of x >= 0, NaN below. 0 with slope -Infinity at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(xlogx, 1); // => { value: 0, derivative: 1 }
 * xlogx(0); // => 0
 */
export const xlogx: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? valueOfXlogx(x) : active('xlogx', x).unary(XLOGX)) as Unary;

function valueOfXlogx(x: number): number {
  return x === 0 ? 0 : x * Math.log(x);
}

export const XLOGX: UnaryRule = {
  name: 'xlogx',
  facts: { flops: 8, zero: 'even' },
  value: valueOfXlogx,
  slope: (x) => {
    // 1 + log x vanishes at 1/e: there as log(1 + e·(x - 1/e)), with 1/e in two pieces.
    const offset = sub(sub(x, INVERSE_E), INVERSE_E_REST);
    return select(
      lt(magnitude(offset), 0.15),
      () => log1p(mul(Math.E, offset)),
      () => add(1, log(x)),
    );
  },
  curvature: (x) => div(1, notNegative(x)),
  third: (_x, _y, _s, curvature) => neg(mul(curvature, curvature)),
  series: (x, y, slope) => timesLogarithm(x, y, slope, notNegative(head(x))),
  formula: (x) => cases([[eq(x, 0), 0]], () => mul(x, log(x))),
};

const INVERSE_E = 0.36787944117144233;
const INVERSE_E_REST = -1.2428753672788363e-17;

/**
 * (e^x - 1)/x, 1 at 0, smooth everywhere. Any x.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(exprel, 0); // => { value: 1, derivative: 0.5 }
 */
export const exprel: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? (exprelDerivative(0, x) as number) : active('exprel', x).unary(EXPREL)) as Unary;

export const EXPREL: UnaryRule = {
  name: 'exprel',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: (x) => exprelDerivative(0, x) as number,
  slope: (x) => exprelDerivative(1, x),
  // -1/x far below.
  ratio: (x, y) => {
    const isFar = lt(x, -1e8);
    return {
      factor: cases([[isFar, () => neg(y)]], () => jets(EXPREL, x, 1)[1]),
      divisor: cases([[isFar, x]], 1),
    };
  },
  curvature: (x) => exprelDerivative(2, x),
  third: (x) => exprelDerivative(3, x),
  series: (x, y) => {
    const reduced = (): Scalar => div(neg(expm1(neg(head(x)))), head(x));
    exprelSeries(
      x,
      y,
      exp(div(head(x), 2)),
      select(gt(head(x), 0), reduced, () => 1),
    );
  },
  beside: (x, s) => (Math.abs(s) < RANGE ? undefined : div(expm1(x), x)),
  formula: (x) => exprelDerivative(0, x),
};

/**
 * The kth derivative of (e^x - 1)/x: f₀ = (e^x - 1)/x, fₖ = (e^x - k·fₖ₋₁)/x.
 *
 * The recurrence cancels near 0, so there it is the series Σ x^i / (i!·(i+k+1)); past 700 e^x leaves the range before fₖ
 * does, so there it runs on fₖ·e^-x (e^-x itself is nothing beside 1) and e^x is multiplied on in two halves.
 */
function exprelDerivative(k: number, x: Scalar): Scalar {
  const near = (): Scalar => {
    let sum: Scalar = 0;
    for (let i = k === 0 ? 1 : 26; i >= 0; i--) sum = add(div(mul(sum, x), i + 1), 1 / (i + k + 1));
    return sum;
  };
  const inHalves = (): Scalar => {
    const half = exp(div(x, 2));
    return mul(mul(reduced(k, x, 1, div(1, x)), half), half);
  };
  return cases(
    [
      [lt(magnitude(x), k === 0 ? 1e-300 : 2), near],
      [() => gt(x, 700), () => cases([[eq(x, Number.POSITIVE_INFINITY), x]], inHalves)],
    ],
    () => reduced(k, x, exp(x), div(expm1(x), x)),
  );
}

/** fₖ by the recurrence from f₀, with e standing for e^x. */
function reduced(k: number, x: Scalar, e: Scalar, f0: Scalar): Scalar {
  let f = f0;
  for (let i = 1; i <= k; i++) f = div(sub(e, mul(i, f)), x);
  return f;
}

/**
 * log(1 + x)/x of x >= -1, NaN below. 1 at 0, smooth there; Infinity with slope -Infinity at -1.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(log1prel, 0); // => { value: 1, derivative: -0.5 }
 */
export const log1prel: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? valueOfLog1prel(x) : active('log1prel', x).unary(LOG1PREL)) as Unary;

function valueOfLog1prel(x: number): number {
  return x === 0 ? 1 : x === Number.POSITIVE_INFINITY ? 0 : Math.log1p(x) / x;
}

export const LOG1PREL: UnaryRule = {
  name: 'log1prel',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: valueOfLog1prel,
  slope: (x, y) => log1prelDerivative(1, x, y),
  // Far out (1/(1+x) - y)·(t/x): x² may leave the range.
  ratio: (x, y) => {
    const far = isFar(x, 1e8);
    return {
      factor: cases([[far, () => sub(div(1, add(1, x)), y)]], () => jets(LOG1PREL, x, 1)[1]),
      divisor: cases([[far, x]], 1),
    };
  },
  curvature: (x, _, slope) => log1prelDerivative(2, x, slope),
  third: (x, _y, _s, curvature) => log1prelDerivative(3, x, curvature),
  series: (x, y) => log1prelSeries(x, y, log),
  beside: (x, s) => (s > -1 && s < 1e290 ? undefined : div(log1p(x), x)),
  formula: (x) =>
    cases(
      [
        [eq(x, 0), 1],
        [() => eq(x, Number.POSITIVE_INFINITY), 0],
      ],
      () => div(log1p(x), x),
    ),
};

/**
 * The kth derivative of log(1 + x)/x: fₖ = ((-1)^(k-1)·(k-1)!/(1+x)^k - k·fₖ₋₁)/x.
 *
 * The recurrence cancels near 0. There f is a series in u = x/(2+x), as log(1+x) = 2·artanh(u):
 * f = (1-u)·(1 + u²/3 + u⁴/5 + ...), which converges on both sides of 0 alike.
 */
function log1prelDerivative(k: number, x: Scalar, lower: Scalar): Scalar {
  const recurrence = (): Scalar => {
    const u = add(1, x);
    let power: Scalar = 1;
    for (let i = 0; i < k; i++) power = div(mul(power, i === 0 ? 1 : -i), u);
    return div(sub(power, mul(k, lower)), x);
  };
  const atPole = k === 2 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return cases(
    [
      [gt(x, -0.6), () => cases([[lt(x, 1.5), () => log1prelNear(k, x)]], recurrence)],
      [() => eq(x, -1), atPole],
    ],
    recurrence,
  );
}

/** The series differentiated by x. With w = 1 - u = 2/(2+x) the derivatives of u are w²/2, -w³/2, 3w⁴/4. */
function log1prelNear(k: number, x: Scalar): Scalar {
  const w = div(2, add(2, x));
  const u = div(x, add(2, x));
  const first = log1prelInU(1, u);
  const w2 = mul(w, w);
  if (k === 1) return mul(mul(0.5, w2), first);
  const second = log1prelInU(2, u);
  if (k === 2) return mul(mul(0.25, mul(w2, w)), sub(mul(w, second), mul(2, first)));
  const third = log1prelInU(3, u);
  const inner = add(sub(mul(w2, third), mul(6, mul(w, second))), mul(6, first));
  return mul(mul(0.125, mul(w2, w2)), inner);
}

/** The kth derivative by u of Σ c_j u^j, where c_j = 1/(j+1) for even j and -1/j for odd j. */
function log1prelInU(k: number, u: Scalar): Scalar {
  let sum: Scalar = 0;
  for (let j = 46; j >= k; j--) {
    let c = j % 2 === 0 ? 1 / (j + 1) : -1 / j;
    for (let i = 0; i < k; i++) c *= j - i;
    sum = add(mul(sum, u), c);
  }
  return sum;
}
