/** The gamma function, its logarithm and the derivatives of that; values in values.ts. */
import { cases, eq, lt, select } from '../branches/compare.js';
import { abs, isClose, isFar } from '../branches/kinks.js';
import { log } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import { jets, type Ratio, type UnaryRule } from '../scalar/rule.js';
import { isPlainParameter, ofParameter } from './parameter.js';
import * as values from './values.js';

/**
 * Γ(x), the gamma function (Abramowitz and Stegun 6.1.1, DLMF 5.2.1).
 *
 * Any x but the poles: ±Infinity at ±0 (slope -Infinity), NaN at -1, -2, ..., where the one-sided limits differ, and at
 * -Infinity. Infinity from 171.6243769563027 on. Within 5 ulp.
 * Γ' = Γψ (A&S 6.3.1), Γ'' = Γ·(ψ² + ψ').
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(gamma, 1); // => { value: 1, derivative: -0.5772156649015329 }
 */
export const gamma: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.gamma(x) : active('gamma', x).unary(GAMMA)) as Unary;

/** The rows of functions proportional to Γ: `times` gives Γ·factor. */
function gammaRow(
  called: string,
  value: (x: number) => number,
  times: (x: Scalar, y: Scalar, factor: Scalar) => Scalar,
): UnaryRule {
  const rule: UnaryRule = {
    name: 'gamma',
    facts: { flops: 8, called },
    value,
    // Γ(1+x)/x
    beside: (x, s) => (isBeside(s) ? div(gamma(add(1, x)), x) : undefined),
    slope: (x, y) => times(x, y, digamma(x)),
    ratio: (x, y) =>
      besidePole(
        x,
        () => [neg(y), x],
        () => [jets(rule, x, 1)[1], 1],
      ),
    // A sum of positive terms.
    curvature: (x, y) => {
      const psi = digamma(x);
      return times(x, y, add(mul(psi, psi), trigamma(x)));
    },
    // Γ·(ψ³ + 3ψψ' + ψ''), the factor first: Γ may be infinite.
    third: (x, y) => {
      const psi = digamma(x);
      return times(x, y, add(mul(psi, add(mul(psi, psi), mul(3, trigamma(x)))), polygamma(2, x)));
    },
  };
  return rule;
}

/** 2⁵⁰⁰·Γ(x), for x where Γ is subnormal and its derivatives are not. */
const GAMMA_SCALED: UnaryRule = /* @__PURE__ */ gammaRow('gamma scaled', values.gammaScaled, (_, y, factor) =>
  mul(y, factor),
);

export const GAMMA: UnaryRule = /* @__PURE__ */ gammaRow('gamma', values.gamma, (x, y, factor) =>
  select(
    lt(x, values.GAMMA_SCALED_BELOW),
    () => {
      const scaled = typeof x === 'number' ? values.gammaScaled(x) : x.unary(GAMMA_SCALED);
      return mul(2 ** -500, mul(scaled, factor));
    },
    () => mul(y, factor),
  ),
);

/**
 * log|Γ(x)| (Abramowitz and Stegun 6.1.41, DLMF 5.9.10).
 *
 * Any x; Infinity at 0, -1, -2, ... and ±Infinity. Within 2 ulp for x > 0; for x < 0 the absolute error beside a zero is
 * below 1e-15. The slope is ψ: -Infinity at 0, Infinity at -0, NaN at -1, -2, ...
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(logGamma, 1); // => { value: 0, derivative: -0.5772156649015329 }
 */
export const logGamma: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.logGamma(x) : active('logGamma', x).unary(LOGGAMMA)) as Unary;

export const LOGGAMMA: UnaryRule = {
  name: 'logGamma',
  value: values.logGamma,
  slope: (x) => digamma(x),
  ratio: (x) =>
    besidePole(
      x,
      () => [-1, x],
      () => [digamma(x), 1],
    ),
  // log|Γ(1+x)| - log|x|; far out Stirling's formula
  beside: (x, s) => {
    if (isDistant(s)) return add(sub(mul(sub(x, 0.5), log(x)), x), HALF_LOG_TWO_PI);
    return isBeside(s) ? sub(logGamma(add(1, x)), log(abs(x))) : undefined;
  },
  curvature: (x, _, slope) => unlessNaN(slope, () => trigamma(x)),
  third: (x) => polygamma(2, x),
};

/** Nearer to 0 than this only the pole counts, and farther out than its inverse only the leading power of x. */
const NEAR_POLE = 1e-60;

function isBeside(s: number): boolean {
  return Math.abs(s) < NEAR_POLE;
}

/** So far out, but not infinite: there all powers of 1/x are of finite order. */
function isDistant(s: number): boolean {
  return s > 1 / NEAR_POLE && s < Number.POSITIVE_INFINITY;
}

const HALF_LOG_TWO_PI = 0.9189385332046728;

type Pair = readonly [factor: Scalar, divisor: Scalar];

/** A slope by quotients so near to the pole 0 that it may leave the range, and otherwise. */
function besidePole(x: Scalar, near: () => Pair, otherwise: () => Pair): Ratio {
  const isNear = isClose(x, NEAR_POLE);
  const part = (i: 0 | 1): Scalar =>
    select(
      isNear,
      () => near()[i],
      () => otherwise()[i],
    );
  return { factor: part(0), divisor: part(1) };
}

/** At the poles -1, -2, ... an even derivative has a limit where the one before has none: it is NaN all the same. */
function unlessNaN(lower: Scalar, derivative: () => Scalar): Scalar {
  return cases([[eq(lower, lower), derivative]], lower);
}

/**
 * ψ(x) = Γ'(x)/Γ(x), the digamma function (Abramowitz and Stegun 6.3.1, DLMF 5.2.2).
 *
 * Any x but the poles: -Infinity at 0, Infinity at -0, NaN at -1, -2, ..., where the one-sided limits differ, and at
 * -Infinity. Within 2 ulp for x > 0, also beside the root 1.4616; for x < 0 the absolute error beside a root is below 1e-14.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * digamma(1); // => -0.5772156649015329
 */
export const digamma: Unary = ((x: Scalar): Scalar => psi('digamma', 0, x)) as Unary;

/**
 * ψ'(x), the trigamma function (Abramowitz and Stegun 6.4.1, DLMF 5.15.1).
 *
 * Any x; Infinity at 0, -1, -2, ..., NaN at -Infinity. Within 3 ulp.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * trigamma(1); // => 1.6449340668482264
 */
export const trigamma: Unary = ((x: Scalar): Scalar => psi('trigamma', 1, x)) as Unary;

/**
 * ψ⁽ⁿ⁾(x), the nth derivative of the digamma function (Abramowitz and Stegun 6.4.1, DLMF 5.15).
 *
 * n = 0, 1, 2, ... 100 a plain number; any x but the poles 0, -1, -2, ...: there Infinity for odd n; for even n NaN, and at
 * ±0 ∓Infinity. Within 5 ulp for x > 0, 10 for x < 0 away from roots (even n has one between any two poles).
 *
 * @param n - the order, a plain number, in a compiled program also an input; NaN results when it is not a whole number >= 0.
 * @throws {TypeError} when n carries derivatives, or x is neither a number nor a Scalar.
 * @example
 * polygamma(2, 1); // => -2.4041138063191885
 */
export function polygamma(n: number, x: number): number;
export function polygamma(n: Scalar, x: Scalar): Scalar;
export function polygamma(n: Scalar, x: Scalar): Scalar {
  if (isPlainParameter('polygamma', 'n', n)) return psi('polygamma', n, x);
  ofAnyOrder ??= ofParameter('polygamma', (k, order, t) => values.polygamma(order + k, t));
  return ofAnyOrder(n, x);
}

/** With orders that are known when a program runs. */
let ofAnyOrder: ((n: Scalar, x: Scalar) => Scalar) | undefined;

function psi(name: string, n: number, x: Scalar): Scalar {
  return typeof x === 'number' ? values.polygamma(n, x) : active(name, x).unary(polygammaRule(n));
}

/** ψ⁽ⁿ⁾ far out: log x - 1/(2x), and the derivatives of that, (-1)^(n+1)·((n-1)!/xⁿ)·(1 + n/(2x)). */
function asymptotic(n: number, x: Scalar): Scalar {
  if (n === 0) return sub(log(x), div(0.5, x));
  let power: Scalar = 1;
  for (let k = 1; k <= n; k++) power = div(mul(Math.max(1, k - 1), power), x);
  const y = mul(power, add(1, div(n / 2, x)));
  return n % 2 === 0 ? neg(y) : y;
}

const polygammaRules: UnaryRule[] = [];

/** The row of ψ⁽ⁿ⁾: each slope is the next one's value. */
export function polygammaRule(n: number): UnaryRule {
  polygammaRules[n] ??= {
    name: ['digamma', 'trigamma'][n] ?? `polygamma(${n})`,
    value: (x) => values.polygamma(n, x),
    // ψ⁽ⁿ⁾(1+x) - (-1)ⁿ·n!/x^(n+1)
    beside: (x, s) => {
      if (isDistant(s)) return asymptotic(n, x);
      if (!isBeside(s)) return undefined;
      let pole = div(n % 2 === 0 ? -1 : 1, x);
      for (let k = 1; k <= n; k++) pole = div(mul(k, pole), x);
      return add(polygamma(n, add(1, x)), pole);
    },
    slope: (x) => polygamma(n + 1, x),
    // ψ⁽ⁿ⁾ is a multiple of x^-(n+1) beside the pole, and of x^-n (of log x) far out.
    ratio: (x, y) => {
      const isOut = isFar(x, 1 / NEAR_POLE);
      const far = (): Pair => [n === 0 ? 1 : mul(-n, y), x];
      const between = (): Pair => [jets(polygammaRule(n), x, 1)[1], 1];
      const part = (i: 0 | 1): Scalar =>
        select(
          isOut,
          () => far()[i],
          () => between()[i],
        );
      return besidePole(
        x,
        () => [mul(-(n + 1), y), x],
        () => [part(0), part(1)],
      );
    },
    curvature: (x, _, slope) => unlessNaN(slope, () => polygamma(n + 2, x)),
    third: (x) => polygamma(n + 3, x),
  };
  return polygammaRules[n];
}
