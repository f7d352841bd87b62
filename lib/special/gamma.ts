/** The gamma function and its family; values in values.ts. */
import type { Scalar } from '../scalar/active.js';
import { active, add, type Binary, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import { type BinaryRule, binary, type UnaryRule } from '../scalar/rule.js';
import { polygammaDifference } from './polygamma-difference.js';
import * as values from './values.js';

/** Γ(x). NaN at the negative integers, ±Infinity at ±0. */
export const gamma: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.gamma(x) : active('gamma', x).unary(GAMMA)) as Unary;

export const GAMMA: UnaryRule = {
  name: 'gamma',
  value: values.gamma,
  slope: (x, y) => mul(y, digamma(x)),
  // Γ'' = Γ·(ψ² + ψ'), a sum of positive terms.
  curvature: (x, y) => {
    const psi = digamma(x);
    return mul(y, add(mul(psi, psi), trigamma(x)));
  },
  third: (x, y, slope, curvature) =>
    add(mul(digamma(x), curvature), add(mul(mul(2, slope), trigamma(x)), mul(y, polygamma(2, x)))),
};

/** log|Γ(x)|. Infinity at 0 and the negative integers. */
export const logGamma: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.logGamma(x) : active('logGamma', x).unary(LOGGAMMA)) as Unary;

export const LOGGAMMA: UnaryRule = {
  name: 'logGamma',
  value: values.logGamma,
  slope: (x) => digamma(x),
  curvature: (x) => trigamma(x),
  third: (x) => polygamma(2, x),
};

/** ψ(x) = Γ'(x)/Γ(x). NaN at the negative integers. */
export const digamma: Unary = ((x: Scalar): Scalar => polygamma(0, x)) as Unary;

/** ψ'(x). Infinity at 0 and the negative integers. */
export const trigamma: Unary = ((x: Scalar): Scalar => polygamma(1, x)) as Unary;

/** The nth derivative of ψ, n = 0, 1, 2 ... a plain number. */
export function polygamma(n: number, x: number): number;
export function polygamma(n: number, x: Scalar): Scalar;
export function polygamma(n: number, x: Scalar): Scalar {
  return typeof x === 'number' ? values.polygamma(n, x) : active('polygamma', x).unary(polygammaRule(n));
}

const polygammaRules: UnaryRule[] = [];

/** The row of ψ⁽ⁿ⁾: each slope is the next one's value. */
export function polygammaRule(n: number): UnaryRule {
  polygammaRules[n] ??= {
    name: ['digamma', 'trigamma'][n] ?? `polygamma(${n})`,
    value: (x) => values.polygamma(n, x),
    slope: (x) => polygamma(n + 1, x),
    curvature: (x) => polygamma(n + 2, x),
    third: (x) => polygamma(n + 3, x),
  };
  return polygammaRules[n];
}

/** B(a, b) = Γ(a)Γ(b)/Γ(a+b), for a, b > 0. */
export const beta: Binary = ((a: Scalar, b: Scalar): Scalar =>
  typeof a === 'number' && typeof b === 'number' ? values.beta(a, b) : binary(BETA, a, b)) as Binary;

export const BETA: BinaryRule = {
  name: 'beta',
  value: values.beta,
  fx: (a, b, f) => neg(mul(f, polygammaDifference(0, a, b))),
  fy: (a, b, f) => neg(mul(f, polygammaDifference(0, b, a))),
  fxx: (a, b, f) => betaSecond(a, b, f),
  fxy: (a, b, f) => mul(f, sub(mul(polygammaDifference(0, a, b), polygammaDifference(0, b, a)), trigamma(add(a, b)))),
  fyy: (a, b, f) => betaSecond(b, a, f),
};

/** ∂²B/∂a² = B·((ψ(a+b)-ψ(a))² + ψ'(a) - ψ'(a+b)): both terms positive. */
function betaSecond(a: Scalar, b: Scalar, f: Scalar): Scalar {
  const first = polygammaDifference(0, a, b);
  return mul(f, sub(mul(first, first), polygammaDifference(1, a, b)));
}

/** log B(a, b), for a, b > 0. */
export const logBeta: Binary = ((a: Scalar, b: Scalar): Scalar =>
  typeof a === 'number' && typeof b === 'number' ? values.logBeta(a, b) : binary(LOGBETA, a, b)) as Binary;

export const LOGBETA: BinaryRule = {
  name: 'logBeta',
  value: values.logBeta,
  fx: (a, b) => neg(polygammaDifference(0, a, b)),
  fy: (a, b) => neg(polygammaDifference(0, b, a)),
  fxx: (a, b) => neg(polygammaDifference(1, a, b)),
  fxy: (a, b) => neg(trigamma(add(a, b))),
  fyy: (a, b) => neg(polygammaDifference(1, b, a)),
};
