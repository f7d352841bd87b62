/**
 * Functions f = g/x with a removable singularity at 0: sin(x)/x, (e^x - 1)/x, log(1 + x)/x.
 *
 * Dividing the series g(x(t)) by x(t) loses all digits near x = 0. So the Taylor coefficients of f are found at x₀, from
 * x₀·fₖ + fₖ₋₁ = gₖ, and composed with x(t).
 */
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg } from '../scalar/arithmetic.js';
import { scale, unscale } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { less } from '../scalar/series.js';
import { compose } from './compose.js';

/**
 * Upwards, each step multiplies the error of fₖ₋₁ by 1/x₀; downwards, that of fₖ by x₀. So the recurrence runs upwards as
 * long as that is harmless, and for the rest downwards, from an order so high that starting from 0 is right.
 *
 * @param g - coefficient k of g at x₀.
 * @param upTo - the last order to find upwards.
 * @param last - the order to come down from.
 */
function overX(x: Series, f0: Scalar, g: readonly Scalar[], upTo: number): Series {
  const f = [f0];
  for (let k = 1; k <= upTo && k < x.length; k++) f[k] = unscale(less(g[k], f[k - 1]), x[0]);
  let above: Scalar = 0;
  for (let k = g.length - 1; k > upTo + 1; k--) {
    above = less(g[k], scale(x[0], above));
    if (k <= x.length) f[k - 1] = above;
  }
  return f;
}

/** For an entire f: fₖ shrinks faster than x₀ᵏ from k = |x₀| on, and by 2^-60 from there to the last order. */
function orders(x: Series): { upTo: number; last: number } {
  const size = Math.abs(value(x[0]));
  const upTo = Math.min(Math.floor(size), x.length - 1);
  return { upTo, last: x.length + 40 + Math.ceil(10 * Math.sqrt(Math.min(size, x.length))) };
}

/** sin(x)/x, given sin x₀ and cos x₀. */
export function composeSinc(x: Series, y: Scalar[], sine: Scalar, cosine: Scalar): void {
  const { upTo, last } = orders(x);
  const circle = [sine, cosine, neg(sine), neg(cosine)];
  const inverse = inverseFactorials(last);
  const g = inverse.map((c, k) => scale(circle[k % 4], c));
  compose(atInfinity(x, y[0]) ?? overX(x, y[0], g, upTo), x, y);
}

/**
 * (e^x - 1)/x.
 *
 * @param f0 - the value, for x₀ > 0 divided by e^x₀.
 * @param e - e^x₀ as two factors: in g for x₀ <= 0, put on at the end for x₀ > 0, where the product may be out of range.
 */
export function composeExprel(x: Series, y: Scalar[], f0: Scalar, [e1, e2]: readonly [Scalar, Scalar]): void {
  const { upTo, last } = orders(x);
  const positive = value(x[0]) > 0;
  const inverse = inverseFactorials(last);
  const g = positive ? inverse : inverse.map((c) => scale(mul(e1, e2), c));
  const f = overX(x, f0, g, upTo);
  compose(atInfinity(x, y[0]) ?? (positive ? f.map((c) => mul(mul(c, e1), e2)) : f), x, y);
}

/** log(1 + x)/x: fₖ and gₖ shrink as (1 + x₀)^-k, the error of an upward step grows as x₀^-k. */
export function composeLog1prel(x: Series, y: Scalar[]): void {
  const n = x.length - 1;
  const x0 = value(x[0]);
  const upwards = x0 <= -0.499 || x0 >= n;
  const steps = Math.max(1, Math.ceil(42 / -Math.log(Math.abs(x0) / (1 + x0))));
  const u = add(1, x[0]);
  const g: Scalar[] = [0];
  let power: Scalar = -1;
  for (let k = 1; k <= (upwards ? n : n + steps); k++) {
    power = neg(div(power, u));
    g[k] = div(power, k);
  }
  compose(atInfinity(x, y[0]) ?? overX(x, y[0], g, upwards ? n : 0), x, y);
}

/** At an infinite x₀ all coefficients are what the value is, 0 or infinite. */
function atInfinity(x: Series, f0: Scalar): Series | undefined {
  return Math.abs(value(x[0])) === Number.POSITIVE_INFINITY ? x.map(() => f0) : undefined;
}

/** 1/k! for k = 0 ... last. */
function inverseFactorials(last: number): number[] {
  let factorial = 1;
  return Array.from({ length: last + 1 }, (_, k) => {
    if (k > 0) factorial *= k;
    return 1 / factorial;
  });
}
