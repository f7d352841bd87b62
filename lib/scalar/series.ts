/** The sums that every recurrence of power series is made of; zeros are strong, as in all products of parts. */
import type { Scalar } from './active.js';
import { div } from './arithmetic.js';
import { nanPart, plus, scale, unlessNaN } from './parts.js';
import type { Series } from './rule.js';
import { innermost } from './scalar.js';

/** Σ a[j]·b[k-j] for j = from ... to: coefficient k of a product, or a part of it. */
export function convolution(a: Series, b: Series, k: number, from = 0, to: number = k): Scalar {
  let total: Scalar = 0;
  for (let j = from; j <= to; j++) total = plus(total, scale(a[j], b[k - j]));
  return total;
}

/** Σ j·a[j]·b[k-j] for j = 1 ... to: coefficient k-1 of a'·b, or a part of it. */
export function slopeTimes(a: Series, b: Series, k: number, to: number = k): Scalar {
  let total: Scalar = 0;
  for (let j = 1; j <= to; j++) total = plus(total, scale(scale(j, a[j]), b[k - j]));
  return total;
}

/** Coefficient k of the y with y' = x'·g. */
export function integral(x: Series, g: Series, k: number): Scalar {
  return div(slopeTimes(x, g, k), k);
}

/** Appends to y the coefficients up to those of x: coefficient k by `next(k)`, which may use the ones before. */
export function complete(x: Series, y: Scalar[], next: (k: number) => Scalar): void {
  for (let k = y.length; k < x.length; k++) y.push(next(k));
}

/** Number of coefficients of a result made of two series; a series of one coefficient is a constant. */
export function lengthOf(a: Series, b: Series): number {
  if (a.length === 1) return b.length;
  return b.length === 1 ? a.length : Math.min(a.length, b.length);
}

/** The series, or where its value is NaN one whose coefficients are NaN if they depend on a or on b. */
export function underNaN(c: Series, a: Series, b: Series): Series {
  const inner = innermost(c[0]);
  if (inner === inner && typeof inner === 'number') return c;
  const nan: Scalar[] = [c[0]];
  for (let k = 1; k < c.length; k++) {
    nan[k] = nanPart(c[0], a[k] ?? 0, b[k] ?? 0);
    // A power of the lower coefficients.
    for (let j = 1; j < k; j++) nan[k] = plus(nan[k], nanPart(nan[j], a[k - j] ?? 0, b[k - j] ?? 0));
  }
  return c.map((coefficient, k) => unlessNaN(c[0], coefficient, () => nan[k]));
}

/** True for a number all of whose parts are 0. */
export function isZero(x: Scalar): boolean {
  if (typeof x !== 'number' && x.unknown !== undefined) return false;
  return typeof x === 'number' ? x === 0 : x.parts().every(({ part }) => isZero(part));
}
