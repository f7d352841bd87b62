/** A power series put into another one. */
import type { Scalar } from '../../scalar/active.js';
import { product } from '../../scalar/arithmetic.js';
import type { Content } from '../../scalar/parts.js';
import type { Series } from '../../scalar/rule.js';
import { both, complete, convolution } from '../series.js';

/**
 * y = F₀ + F₁·(x-x₀) + F₂·(x-x₀)² + ...
 *
 * By Horner's rule, which needs one coefficient more at each step: n³/6 products, n for an x that is linear in t.
 */
export function compose(f: Series, x: Series, y: Content[]): void {
  const step = x[1] ?? null;
  if (step !== null && x.every((c, k) => k < 2 || c === null)) {
    const powers: Scalar[] = [1];
    for (let k = 1; k < x.length; k++) powers[k] = product(powers[k - 1], step);
    complete(x, y, (k) => both(f[k], powers[k]));
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
