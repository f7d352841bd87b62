/** Composition with a function whose Taylor coefficients at one point are known. */
import type { Scalar } from '../scalar/active.js';
import { mul } from '../scalar/arithmetic.js';
import { scale } from '../scalar/parts.js';
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
