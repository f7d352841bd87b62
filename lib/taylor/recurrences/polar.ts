/** Length and angle of a curve in the plane. */
import type { Scalar } from '../../scalar/active.js';
import { type Content, less, opposite, over, plus, times } from '../../scalar/parts.js';
import type { Series } from '../../scalar/rule.js';
import { complete, integral, slopeTimes } from '../series.js';

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
 * with u = cos θ and v = sin θ. Nothing cancels when x or y is small beside the other. θ₀ is left out.
 */
function polar(x: Series, y: Series, start: PolarPoint): { length: Series; angle: Series } {
  const a = x.map((c) => times(start.s, c));
  const b = y.map((c) => times(start.s, c));
  const r: Content[] = [start.length];
  const u: Content[] = [start.cosine];
  const v: Content[] = [start.sine];
  const angle: Content[] = [null];
  for (let k = 1; k < x.length; k++) {
    const turn = less(integral(b, u, k), integral(a, v, k));
    angle[k] = over(less(turn, over(slopeTimes(angle, r, k, k - 1), k)), start.length);
    r[k] = plus(integral(a, u, k), integral(b, v, k));
    u[k] = opposite(integral(angle, v, k));
    v[k] = integral(angle, u, k);
  }
  return { length: r, angle };
}

/** f = hypot(x, y). */
export function lengthSeries(x: Series, y: Series, f: Content[], start: PolarPoint): void {
  const { length } = polar(x, y, start);
  complete(x, f, (k) => over(length[k], start.s));
}

/** f = atan2(y, x). */
export function angleSeries(x: Series, y: Series, f: Content[], start: PolarPoint): void {
  const { angle } = polar(x, y, start);
  complete(x, f, (k) => angle[k]);
}
