/** How many numbers a structure holds. */
import type { Shape } from './shape.js';

export function sizeOf(shape: Shape): number {
  if (shape.kind === 'tensor') return shape.dims.reduce((product, n) => product * n, 1);
  return shape.items.reduce((total, item) => total + sizeOf(item), 0);
}
