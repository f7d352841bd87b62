/** The beta function and its logarithm; values in values.ts. */
import { cases, eq, ge, le, lt, select } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { add, type Binary, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { type BinaryRule, binary } from '../scalar/rule.js';
import { betaPartial, logBetaPartial } from './beta-partials.js';
import { digamma, trigamma } from './gamma.js';
import { logBeta as logBetaValue } from './log-beta-values.js';
import { BEND, FALL, SLOPE, weighted } from './polygamma-difference.js';
import * as values from './values.js';

/**
 * B(a, b) = Γ(a)Γ(b)/Γ(a+b), the beta function (Abramowitz and Stegun 6.2.2, DLMF 5.12.1).
 *
 * a, b >= 0, NaN elsewhere; Infinity where one is 0, and 0 where one is infinite. Within 8 ulp, and so are the derivatives,
 * ∂B/∂a = B·(ψ(a) - ψ(a+b)) without the cancellation of the two.
 *
 * @throws {TypeError} when a or b is neither a number nor a Scalar.
 * @example
 * gradient(([a, b]) => beta(a, b), [1, 1]); // => [-1, -1]
 */
export const beta: Binary = ((a: Scalar, b: Scalar): Scalar =>
  typeof a === 'number' && typeof b === 'number' ? values.beta(a, b) : binary(BETA, a, b)) as Binary;

export const BETA: BinaryRule = {
  name: 'beta',
  value: values.beta,
  fx: (a, b, f) => neg(timesRise(a, b, f)),
  fy: (a, b, f) => neg(timesRise(b, a, f)),
  fxx: (a, b, f) => second(a, b, f),
  fxy: (a, b, f) => mixed(a, b, f),
  fyy: (a, b, f) => second(b, a, f),
  partial: betaPartial,
};

/**
 * log|B(a, b)| (Abramowitz and Stegun 6.2.2).
 *
 * a, b >= 0, NaN elsewhere; Infinity where one is 0, and -Infinity where one is infinite. Within 3 ulp; beside the zeros
 * (B = 1) the absolute error is below 1e-15, and about (1, 1) it is 2 ulp. ∂/∂a = ψ(a) - ψ(a+b), without the cancellation of the two, within 3 ulp.
 *
 * @throws {TypeError} when a or b is neither a number nor a Scalar.
 * @example
 * gradient(([a, b]) => logBeta(a, b), [1, 1]); // => [-1, -1]
 */
export const logBeta: Binary = ((a: Scalar, b: Scalar): Scalar =>
  typeof a === 'number' && typeof b === 'number' ? logBetaValue(a, b) : binary(LOGBETA, a, b)) as Binary;

export const LOGBETA: BinaryRule = {
  name: 'logBeta',
  value: logBetaValue,
  fx: (a, b) => neg(rise(a, b)),
  fy: (a, b) => neg(rise(b, a)),
  fxx: (a, b) => fall(a, b),
  fxy: (a, b) => neg(trigamma(add(a, b))),
  fyy: (a, b) => fall(b, a),
  partial: logBetaPartial,
};

/** ψ(a+b) - ψ(a). */
function rise(a: Scalar, b: Scalar): Scalar {
  return select(
    lt(b, Number.POSITIVE_INFINITY),
    () => weighted(SLOPE, b, a, b),
    () => sub(digamma(add(a, b)), digamma(a)),
  );
}

/** ψ'(a) - ψ'(a+b). */
function fall(a: Scalar, b: Scalar): Scalar {
  return select(
    lt(b, Number.POSITIVE_INFINITY),
    () => weighted(FALL, b, a, b),
    () => sub(trigamma(a), trigamma(add(a, b))),
  );
}

/** B·(ψ(a+b) - ψ(a)): for small b, where the difference is about b and B about 1/b, by way of b·B. */
function timesRise(a: Scalar, b: Scalar, f: Scalar): Scalar {
  return offOrigin(a, b, () =>
    select(
      le(b, 1),
      () => weighted(SLOPE, timesFirst(b, a, f), a, b),
      () => mul(f, rise(a, b)),
    ),
  );
}

/** ∂²B/∂a² = B·((ψ(a+b)-ψ(a))² + ψ'(a) - ψ'(a+b)): both terms positive. */
function second(a: Scalar, b: Scalar, f: Scalar): Scalar {
  return offOrigin(a, b, () => {
    const linear = select(
      le(b, 1),
      () => weighted(FALL, timesFirst(b, a, f), a, b),
      () => mul(f, fall(a, b)),
    );
    return add(mul(timesRise(a, b, f), rise(a, b)), linear);
  });
}

/** About (0, 0) B is 1/a + 1/b, and its derivatives by one argument are infinite however it is approached. */
function offOrigin(a: Scalar, b: Scalar, derivative: () => Scalar): Scalar {
  return cases([[eq(add(a, b), 0), Number.POSITIVE_INFINITY]], derivative);
}

/** a·B(a, b) for 0 <= a <= 1, finite where B is not: (a+b)/b·(1+a+b)·B(1+a, 1+b). */
function timesFirst(a: Scalar, b: Scalar, f: Scalar): Scalar {
  return select(
    lt(a, 1e-290),
    () => mul(div(add(a, b), b), mul(add(1, add(a, b)), beta(add(1, a), add(1, b)))),
    () => mul(f, a),
  );
}

/**
 * ∂²B/∂a∂b = B·((ψ(a+b)-ψ(a))·(ψ(a+b)-ψ(b)) - ψ'(a+b)), which cancels for a small argument; the integral of
 * log t·log(1-t)·t^(a-1)·(1-t)^(b-1) shows that it is positive.
 */
function mixed(a: Scalar, b: Scalar, f: Scalar): Scalar {
  return select(
    le(b, a),
    () => mixedOrdered(a, b, f),
    () => mixedOrdered(b, a, f),
  );
}

/**
 * The same for a >= b >= 0.
 *
 * With b < 1 <= a it is b·B·(-ψ[a, s, s] + ψ[a, s]·(ψ(s) - ψ(1+b))), s = a+b: all terms positive. With both below 1 the
 * recurrence B(a, b) = B(a+1, b) + B(a, b+1) (DLMF 5.12.1) leads there, and all terms are positive again.
 */
function mixedOrdered(a: Scalar, b: Scalar, f: Scalar): Scalar {
  const plain = (): Scalar => mul(f, sub(mul(rise(a, b), rise(b, a)), trigamma(add(a, b))));
  const oneSmall = (): Scalar => mixedSmall(a, b, timesFirst(b, a, f), sub(a, 1));
  const bothSmall = (): Scalar => {
    // b·B(1+a, b) = a·B(a, 1+b) = (1+a+b)·B(1+a, 1+b)
    const weight = mul(add(1, add(a, b)), beta(add(1, a), add(1, b)));
    return add(mixedSmall(add(1, a), b, weight, a), mixedSmall(add(1, b), a, weight, b));
  };
  return cases(
    [
      [ge(b, 1), plain],
      [() => ge(a, 1), oneSmall],
    ],
    bothSmall,
  );
}

/** ∂²B/∂a∂b for 0 <= b <= 1 <= a, from weight = b·B(a, b) and above = a - 1. */
function mixedSmall(a: Scalar, b: Scalar, weight: Scalar, above: Scalar): Scalar {
  const factor = rise(add(1, b), above);
  return add(weighted(BEND, weight, a, b), mul(weighted(SLOPE, weight, a, b), factor));
}
