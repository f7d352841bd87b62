/** Composition with a function whose Taylor coefficients at one point are known. */
import type { Scalar } from '../scalar/active.js';
import { mul } from '../scalar/arithmetic.js';
import { plus, scale } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';
import { complete, convolution } from '../scalar/series.js';

/**
 * y = F₀ + F₁·(x-x₀) + F₂·(x-x₀)² + ...
 *
 * By Horner's rule, which needs one coefficient more at each step: n³/6 products, n for an x that is linear in t.
 */
export function compose(f: Series, x: Series, y: Scalar[]): void {
  if (x.every((c, k) => k < 2 || c === 0)) {
    const powers: Scalar[] = [1];
    for (let k = 1; k < x.length; k++) powers[k] = mul(powers[k - 1], x[1]);
    complete(x, y, (k) => scale(f[k], powers[k]));
    return;
  }
  const order = x.length - 1;
  let inner: Series = [f[order]];
  for (let m = order - 1; m >= 0; m--) {
    const lower = inner;
    inner = Array.from({ length: order - m + 1 }, (_, k) => (k === 0 ? f[m] : convolution(x, lower, k, 1, k)));
  }
  const composed = inner;
  complete(x, y, (k) => composed[k]);
}

/**
 * Taylor coefficients of f = g/x for the functions with a removable singularity at 0, from x₀·fₖ + fₖ₋₁ = gₖ.
 *
 * Upwards the error of fₖ₋₁ is multiplied by 1/x₀ at each step, downwards that of fₖ by x₀: so the recurrence runs
 * upwards as long as that is harmless, and downwards for the rest, from an order so high that starting with 0 is right.
 *
 * @param g - the coefficients of the numerator, as many as the recurrence runs down from.
 * @param upTo - the last order to find upwards.
 */
export function overX(x: Series, f0: Scalar, g: Series, upTo: number): Series {
  const f = [f0];
  for (let k = 1; k <= upTo && k < x.length; k++) f[k] = unscaledDifference(g[k], f[k - 1], x[0]);
  let above: Scalar = 0;
  for (let k = g.length - 1; k > upTo + 1; k--) {
    above = difference(g[k], x[0], above);
    if (k - 1 < x.length) f[k - 1] = above;
  }
  return f;
}
