/** The sums that every recurrence of power series is made of; a coefficient that is absent takes no part in them. */
import type { Scalar } from '../scalar/active.js';
import { type Content, over, plus, times } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';

/** The constant coefficient, which is never absent. */
export function head(x: Series): Scalar {
  return x[0] as Scalar;
}

/** Product of two coefficients. */
export function both(a: Content, b: Content): Content {
  return a === null ? null : times(a, b);
}

/** Σ a[j]·b[k-j] for j = from ... to: coefficient k of a product, or a part of it. */
export function convolution(a: Series, b: Series, k: number, from = 0, to: number = k): Content {
  let total: Content = null;
  for (let j = from; j <= to; j++) total = plus(total, both(a[j] ?? null, b[k - j] ?? null));
  return total;
}

/** Σ j·a[j]·b[k-j] for j = 1 ... to: coefficient k-1 of a'·b, or a part of it. */
export function slopeTimes(a: Series, b: Series, k: number, to: number = k): Content {
  let total: Content = null;
  for (let j = 1; j <= to; j++) total = plus(total, both(times(j, a[j] ?? null), b[k - j] ?? null));
  return total;
}

/** Coefficient k of the y with y' = x'·g. */
export function integral(x: Series, g: Series, k: number): Content {
  return over(slopeTimes(x, g, k), k);
}

/** Appends to y the coefficients up to those of x: coefficient k by `next(k)`, which may use the ones before. */
export function complete(x: Series, y: Content[], next: (k: number) => Content): void {
  for (let k = y.length; k < x.length; k++) y.push(next(k));
}

/** Number of coefficients of a result made of two series; a series of one coefficient is a constant. */
export function lengthOf(a: Series, b: Series): number {
  if (a.length === 1) return b.length;
  return b.length === 1 ? a.length : Math.min(a.length, b.length);
}
