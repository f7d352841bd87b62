/** The direction of a look: fixed, with all components positive and different, so that it meets no kink by chance. */
import type { Scalar } from '../scalar/active.js';
import { innermost } from '../scalar/scalar.js';

/** 1 - ¾·{i/φ²}: between ¼ and 1, no two alike. */
const step = 0.3819660112501051;

/** How an input moves: by sign·size·ε^power. */
export interface Move {
  readonly sign: 1 | -1;
  readonly size: number;
  readonly power: 1 | 2;
}

export function directionOf(leaves: readonly Scalar[]): Move[] {
  return leaves.map((x, i) => ({ sign: 1, size: (1 - 0.75 * ((i * step) % 1)) * magnitudeOf(x), power: 1 }));
}

/** A power of two, so that far from 1 the terms of x + size·ε, and of its powers, are of one size. */
function magnitudeOf(x: Scalar): number {
  const inner = innermost(x);
  const size = typeof inner === 'number' ? Math.abs(inner) : 1;
  if (size === 0 || size === Number.POSITIVE_INFINITY || size !== size) return 1;
  return size < 1e-50 || size > 1e50 ? 2 ** Math.max(-1022, Math.min(1000, Math.round(Math.log2(size)))) : 1;
}
