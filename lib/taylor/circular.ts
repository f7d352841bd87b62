/** Recurrences of circular and hyperbolic functions and of their inverses. */
import { decide, eq, lt } from '../functions/compare.js';
import type { Scalar } from '../scalar/active.js';
import { mul, neg } from '../scalar/arithmetic.js';
import { plus, scale, unscale } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';
import { innermost } from '../scalar/scalar.js';
import { complete, convolution, integral } from '../scalar/series.js';
import { compose } from './compose.js';

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
 * scaled for their squares to stay in range. At an end of the domain d₀ = 0 and all derivatives of y are infinite: of the
 * sign of the slope where d falls, by turns where it grows.
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
  if (decide(eq(d0, 0))) {
    const falls = decide(lt(mul(sign, innermost(x[0])), 0));
    const infinite = x.map((_, k) => (falls || k % 2 === 1 ? slope : neg(slope)));
    compose(infinite, x, y);
    return;
  }
  const u = x.map((c) => scale(s, c));
  const d = u.map((_, k) => (k === 0 ? d0 : scale(sign, convolution(u, u, k))));
  const g = [slope];
  const term = (j: number, k: number): Scalar => scale(scale(2 * a * j - 2 * (k - j), d[j]), g[k - j]);
  complete(x, g, (k) => {
    let total: Scalar = 0;
    for (let j = 1; j <= k; j++) total = plus(total, term(j, k));
    return unscale(total, mul(2 * k, d0));
  });
  complete(x, y, (k) => integral(x, g, k));
}
