/** Recurrences of circular and hyperbolic functions and of their inverses. */
import type { Scalar } from '../scalar/active.js';
import { mul } from '../scalar/arithmetic.js';
import { plus, scale, unscale } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';
import { complete, convolution, integral } from '../scalar/series.js';

/** y'' = sign·y along x: y' = x'·p and p' = sign·x'·y, where p₀ is the slope. */
export function oscillation(x: Series, y: Scalar[], slope: Scalar, sign: 1 | -1): void {
  const p = [slope];
  for (let k = 1; k < x.length; k++) {
    if (k === y.length) y.push(integral(x, p, k));
    p[k] = scale(sign, integral(x, y, k));
  }
}

/** y' = x'·(1 + sign·y²): w = 1 + sign·y² starts from the slope, which does not cancel. */
export function tangent(x: Series, y: Scalar[], slope: Scalar, sign: 1 | -1): void {
  const w = [slope];
  for (let k = 1; k < x.length; k++) {
    if (k === y.length) y.push(integral(x, w, k));
    w[k] = scale(sign, convolution(y, y, k));
  }
}

/**
 * y' = x'·g with g = c/d or g = c/√d, where d = ±1 ± x².
 *
 * d·g' = a·d'·g, so k·d₀·gₖ = Σ (a·j - (k-j))·dⱼ·gₖ₋ⱼ with a = -1 or -1/2; only the ratios of the dⱼ count, so x may be
 * scaled for their squares to stay in range.
 *
 * @param d0 - d at the scaled point, without cancellation.
 * @param sign - of x² in d.
 */
export function inverse(
  x: Series,
  y: Scalar[],
  slope: Scalar,
  a: -1 | -0.5,
  d0: Scalar,
  sign: 1 | -1,
  s: Scalar,
): void {
  const u = x.map((c) => scale(s, c));
  const d = u.map((_, k) => (k === 0 ? d0 : scale(sign, convolution(u, u, k))));
  const g = [slope];
  complete(x, g, (k) => {
    let total: Scalar = 0;
    for (let j = 1; j <= k; j++) total = plus(total, scale(scale(2 * a * j - 2 * (k - j), d[j]), g[k - j]));
    return unscale(total, mul(2 * k, d0));
  });
  complete(x, y, (k) => integral(x, g, k));
}
