/** Recurrences of exponentials, logarithms and the logistic function. */
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { less, scale, unscale } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';
import { complete, convolution, integral, slopeTimes } from '../scalar/series.js';

/** y' = rate·x'·y. */
export function exponential(x: Series, y: Scalar[], rate = 1): void {
  complete(x, y, (k) => scale(rate, integral(x, y, k)));
}

/** y = e^x + constant, for the value e of e^x. */
export function exponentialPlus(x: Series, y: Scalar[], e: Scalar): void {
  const powers = [e];
  exponential(x, powers);
  complete(x, y, (k) => powers[k]);
}

/** x·y' = rate·x', with x₀ as the rule takes it. */
export function logarithm(x: Series, y: Scalar[], x0: Scalar, rate = 1): void {
  complete(x, y, (k) => unscale(less(scale(rate * k, x[k]), slopeTimes(y, x, k, k - 1)), mul(k, x0)));
}

/** y' = x'·(1 + log x), with the slope 1 + log x₀. */
export function timesLogarithm(x: Series, y: Scalar[], slope: Scalar, x0: Scalar): void {
  const slopes = [slope];
  logarithm(x, slopes, x0);
  complete(x, y, (k) => integral(x, slopes, k));
}

/**
 * y' = x'·w with w = y·(1-y), for y = 1/(1 + e^-x): w₀ is the slope and m = 1 - 2y₀, each without cancellation.
 *
 * wₖ = m·yₖ - Σ yⱼ·yₖ₋ⱼ over 0 < j < k.
 */
export function logistic(x: Series, y: Scalar[], w0: Scalar, m: Scalar): void {
  const w = [w0];
  for (let k = 1; k < x.length; k++) {
    if (k === y.length) y.push(integral(x, w, k));
    w[k] = less(scale(m, y[k]), convolution(y, y, k, 1, k - 1));
  }
}

/** y' = x'·p for y = log(1 + e^x), where p is the logistic function with slope w₀. */
export function softplusOf(x: Series, y: Scalar[], p0: Scalar, w0: Scalar, m: Scalar): void {
  const p = [p0];
  logistic(x, p, w0, m);
  complete(x, y, (k) => integral(x, p, k));
}

/** f' = p·x' + q·y' for f = log(e^x + e^y), where p is the logistic function of x - y and q = 1 - p. */
export function logSumOf(x: Series, y: Series, f: Scalar[], p0: Scalar, q0: Scalar, w0: Scalar, m: Scalar): void {
  const difference = x.map((c, k) => less(c, y[k]));
  const p = [p0];
  logistic(difference, p, w0, m);
  const q = p.map((c, k) => (k === 0 ? q0 : scale(-1, c)));
  complete(x, f, (k) => add(integral(x, p, k), integral(y, q, k)));
}

/**
 * x^y as x^(y₀)·e^z with z = (y - y₀)·log x: what a whole power has near x = 0, or at it, is not lost in the logarithm.
 *
 * @param power - x^(y₀).
 */
export function generalPower(x: Series, y: Series, f: Scalar[], power: Series, logOfX: Scalar): void {
  const log = [logOfX];
  logarithm(x, log, x[0]);
  const z = x.map((_, k) => convolution(y, log, k, 1, k));
  const e: Scalar[] = [1];
  exponential(z, e);
  complete(x, f, (k) => convolution(power, e, k));
}
