/**
 * Drivers inside of others.
 *
 * Where the inputs of an inner driver move with an outer one, the outer driver looks: on its germs the inner one is beside the
 * singular point. Its own first answer stays as it is, and is counted. Where an outer driver then finds nothing to look at,
 * something has swallowed such an answer (a comparison, a division by Infinity): it calls f once more, and this time the
 * inner drivers look by themselves. They do so too where their inputs do not move with an outer driver.
 */
import type { Scalar } from '../scalar/active.js';
import { rankOf } from '../scalar/level.js';
import { met } from '../scalar/met.js';

let isEager = false;

/** An inner driver leaves its answer to an outer one, if it may. */
export function leaveOpen(leaves: readonly Scalar[]): boolean {
  if (isEager || !leaves.some(movesWithOuter)) return false;
  met.open++;
  return true;
}

/** An input that an outer driver has turned on, at a plain number: not beside a point. Behind parts made by hand nobody looks. */
function movesWithOuter(x: Scalar): boolean {
  let isMoved = false;
  let inner = x;
  while (typeof inner !== 'number') {
    if (inner.oracle !== undefined) return false;
    isMoved ||= rankOf(inner.level) < 0;
    inner = inner.primal;
  }
  return isMoved;
}

/** Calls f with inner drivers that look by themselves. */
export function eagerly<T>(call: () => T): T {
  const before = isEager;
  isEager = true;
  try {
    return call();
  } finally {
    isEager = before;
  }
}
