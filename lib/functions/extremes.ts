/** The row of max, and extremes of numbers without derivatives. */
import type { Scalar } from '../scalar/active.js';
import { neg } from '../scalar/arithmetic.js';
import { plus, scale } from '../scalar/parts.js';
import { type BinaryRule, binary, type Partials, type Series } from '../scalar/rule.js';
import { complete } from '../scalar/series.js';
import { eq, gt, select } from './compare.js';

export const MAX: BinaryRule = {
  name: 'max',
  value: (x, y) => Math.max(x, y),
  fx: (x, y) => share(x, y),
  fy: (x, y) => share(y, x),
  fxx: () => 0,
  fxy: () => 0,
  fyy: () => 0,
  series: straightInBoth,
};

/** 1 above, 0 below, ½ at a tie. */
function share(x: Scalar, y: Scalar): Scalar {
  return select(
    gt(x, y),
    () => 1,
    () =>
      select(
        eq(x, y),
        () => 0.5,
        () => 0,
      ),
  );
}

/** The recurrence of a function of two numbers without curvature. */
export function straightInBoth(x: Series, y: Series, f: Scalar[], { fx, fy }: Partials): void {
  complete(x, f, (k) => plus(scale(fx, x[k]), scale(fy, y[k])));
}

/** The greatest of plain numbers, known or not. */
export function greatest(numbers: readonly Scalar[]): Scalar {
  return numbers.reduce((x, y) =>
    typeof x === 'number' && typeof y === 'number' ? Math.max(x, y) : binary(MAX, x, y),
  );
}

/** The least of plain numbers, known or not. */
export function least(numbers: readonly Scalar[]): Scalar {
  return neg(greatest(numbers.map(neg)));
}
