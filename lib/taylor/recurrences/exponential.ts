/** Recurrences of exponentials, logarithms and the logistic function. */
import type { Scalar } from '../../scalar/active.js';
import { type Content, less, over, plus, times } from '../../scalar/parts.js';
import type { Series } from '../../scalar/rule.js';
import { both, complete, convolution, integral, slopeTimes } from '../series.js';

/** y' = rate·x'·y. */
export function exponential(x: Series, y: Content[], rate = 1): void {
  complete(x, y, (k) => times(rate, integral(x, y, k)));
}

/** y = e^x + constant, for the value e of e^x. */
export function exponentialPlus(x: Series, y: Content[], e: Scalar): void {
  const powers: Content[] = [e];
  exponential(x, powers);
  complete(x, y, (k) => powers[k]);
}

/** x·y' = rate·x' by the quotients of x' and x₀, with x₀ as the rule takes it. */
export function logarithm(x: Series, y: Content[], x0: Scalar, rate = 1): void {
  const r = x.map((c, k) => (k === 0 ? null : over(c, x0)));
  complete(x, y, (k) => less(times(rate, r[k]), over(slopeTimes(y, r, k, k - 1), k)));
}

/** y' = x'·(1 + log x), with the slope 1 + log x₀. */
export function timesLogarithm(x: Series, y: Content[], slope: Scalar, x0: Scalar): void {
  const slopes: Content[] = [slope];
  logarithm(x, slopes, x0);
  complete(x, y, (k) => integral(x, slopes, k));
}

/**
 * y' = x'·w with w = y·(1-y), for y = 1/(1 + e^-x): w₀ is the slope and m = 1 - 2y₀, each without cancellation.
 *
 * wₖ = m·yₖ - Σ yⱼ·yₖ₋ⱼ over 0 < j < k.
 */
export function logistic(x: Series, y: Content[], w0: Scalar, m: Scalar): void {
  const w: Content[] = [w0];
  for (let k = 1; k < x.length; k++) {
    if (k === y.length) y.push(integral(x, w, k));
    w[k] = less(both(m, y[k]), convolution(y, y, k, 1, k - 1));
  }
}

/** y' = x'·p for y = log(1 + e^x), where p is the logistic function with slope w₀. */
export function softplusOf(x: Series, y: Content[], p0: Scalar, w0: Scalar, m: Scalar): void {
  const p: Content[] = [p0];
  logistic(x, p, w0, m);
  complete(x, y, (k) => integral(x, p, k));
}

/** y' = x'·p for y = log(1 - e^-x), p = 1/(e^x - 1) with p' = -p·(1 + p)·x'. */
export function logOfRise(x: Series, y: Content[], p0: Scalar): void {
  const p: Content[] = [p0];
  const w: Content[] = [];
  for (let k = 1; k < x.length; k++) {
    if (k === y.length) y.push(integral(x, p, k));
    w.push(times(-1, plus(p[k - 1], convolution(p, p, k - 1))));
    p[k] = integral(x, w, k);
  }
}

/** f' = p·x' + q·y' for f = log(e^x + e^y), where p is the logistic function of x - y and q = 1 - p. */
export function logSumOf(x: Series, y: Series, f: Content[], p0: Scalar, q0: Scalar, w0: Scalar, m: Scalar): void {
  const difference = x.map((c, k) => less(c, y[k]));
  const p: Content[] = [p0];
  logistic(difference, p, w0, m);
  const q = p.map((c, k) => (k === 0 ? q0 : times(-1, c)));
  complete(x, f, (k) => plus(integral(x, p, k), integral(y, q, k)));
}

/**
 * x^y as x^(y₀)·e^z with z = (y - y₀)·log x: what a whole power has near x = 0, or at it, is not lost in the logarithm.
 *
 * @param power - x^(y₀).
 */
export function generalPower(x: Series, y: Series, f: Content[], power: Series, logOfX: Scalar): void {
  const log: Content[] = [logOfX];
  logarithm(x, log, x[0] as Scalar);
  const z = x.map((_, k) => convolution(y, log, k, 1, k));
  const e: Content[] = [1];
  exponential(z, e);
  complete(x, f, (k) => convolution(power, e, k));
}
