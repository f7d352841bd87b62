/** Length and angle of a curve in the plane. */
import { decide, eq } from '../functions/compare.js';
import type { Scalar } from '../scalar/active.js';
import { div, neg } from '../scalar/arithmetic.js';
import { less, plus, scale, unscale } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';
import { complete, integral, slopeTimes, underNaN } from '../scalar/series.js';

/** Where a curve starts: the length scaled by s, which keeps squares in range, and the direction. */
export interface PolarPoint {
  readonly s: Scalar;
  readonly length: Scalar;
  readonly cosine: Scalar;
  readonly sine: Scalar;
}

/**
 * The recurrence of polar coordinates, for x and y scaled by s:
 *
 *     r' = u·x' + v·y'     r·θ' = u·y' - v·x'     u' = -v·θ'     v' = u·θ'
 *
 * with u = cos θ and v = sin θ. Nothing cancels when x or y is small beside the other. θ₀ is left 0.
 */
function polar(x: Series, y: Series, start: PolarPoint): { length: Series; angle: Series } {
  const a = x.map((c) => scale(start.s, c));
  const b = y.map((c) => scale(start.s, c));
  const r = [start.length];
  const u = [start.cosine];
  const v = [start.sine];
  const angle: Scalar[] = [0];
  for (let k = 1; k < x.length; k++) {
    const turn = less(integral(b, u, k), integral(a, v, k));
    angle[k] = unscale(less(turn, div(slopeTimes(angle, r, k, k - 1), k)), start.length);
    r[k] = plus(integral(a, u, k), integral(b, v, k));
    u[k] = neg(integral(angle, v, k));
    v[k] = integral(angle, u, k);
  }
  return { length: r, angle };
}

/** f = hypot(x, y). At the origin the slopes are 0, in whatever way the curve passes. */
export function lengthSeries(x: Series, y: Series, f: Scalar[], start: PolarPoint): void {
  const { length } = polar(x, y, start);
  complete(x, f, (k) => div(length[k], start.s));
}

/** f = atan2(y, x). The origin has no angle: NaN. */
export function angleSeries(x: Series, y: Series, f: Scalar[], start: PolarPoint): void {
  const atOrigin = decide(eq(start.length, 0));
  const { angle } = polar(x, y, start);
  const nan = underNaN([Number.NaN, ...angle.slice(1)], x, y);
  complete(x, f, (k) => (atOrigin ? nan : angle)[k]);
}
