/** Recurrences of circular and hyperbolic functions and of their inverses. */
import type { Scalar } from '../../scalar/active.js';
import { mul } from '../../scalar/arithmetic.js';
import { type Content, over, plus, times } from '../../scalar/parts.js';
import type { Series } from '../../scalar/rule.js';
import { both, complete, convolution, integral } from '../series.js';

/** y'' = sign·y along x: y' = x'·p and p' = sign·x'·y, where p₀ is the slope. */
export function oscillation(x: Series, y: Content[], slope: Scalar, sign: 1 | -1): void {
  const p: Content[] = [slope];
  for (let k = 1; k < x.length; k++) {
    if (k === y.length) y.push(integral(x, p, k));
    p[k] = times(sign, integral(x, y, k));
  }
}

/** y' = x'·(1 + sign·y²): w = 1 + sign·y² starts from the slope, which does not cancel. */
export function tangent(x: Series, y: Content[], slope: Scalar, sign: 1 | -1): void {
  const w: Content[] = [slope];
  for (let k = 1; k < x.length; k++) {
    if (k === y.length) y.push(integral(x, w, k));
    w[k] = times(sign, convolution(y, y, k));
  }
}

/**
 * y' = x'·g with g = c/d or g = c/√d, where d = ±1 ± x².
 *
 * d·g' = a·d'·g, so k·d₀·gₖ = Σ (a·j - (k-j))·dⱼ·gₖ₋ⱼ with a = -1 or -1/2; only the ratios of the dⱼ count, so x may be
 * scaled by s for their squares to stay in range, and g by 1/s, for the slope itself may be below it.
 *
 * @param g0 - the slope divided by s.
 * @param d0 - d at the scaled point, without cancellation.
 * @param sign - of x² in d.
 */
export function arcus(x: Series, y: Content[], g0: Scalar, a: -1 | -0.5, d0: Scalar, sign: 1 | -1, s: Scalar): void {
  const u = x.map((c) => times(s, c));
  const d = u.map((_, k) => (k === 0 ? d0 : times(sign, convolution(u, u, k))));
  const g: Content[] = [g0];
  const term = (j: number, k: number): Content => both(times(2 * a * j - 2 * (k - j), d[j]), g[k - j]);
  complete(x, g, (k) => {
    let total: Content = null;
    for (let j = 1; j <= k; j++) total = plus(total, term(j, k));
    return over(total, mul(2 * k, d0));
  });
  complete(x, y, (k) => integral(u, g, k));
}
