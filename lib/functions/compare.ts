/** Comparisons, which look at values only, and the branch that every mode understands. */
import type { Scalar } from '../scalar/active.js';
import { describe, value } from '../scalar/scalar.js';

/** The answer of a comparison: a boolean, or (while a function is traced) a condition for `select`. */
export type Condition = boolean | TracedCondition;

/** A comparison whose answer is known only when the traced program runs. */
export interface TracedCondition {
  select(then: () => Scalar, otherwise: () => Scalar): Scalar;
}

/** x < y, by value. */
export function lt(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x < y : value(x) < value(y);
}

/** x <= y, by value. */
export function le(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x <= y : value(x) <= value(y);
}

/** x > y, by value. */
export function gt(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x > y : value(x) > value(y);
}

/** x >= y, by value. */
export function ge(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x >= y : value(x) >= value(y);
}

/** x = y, by value (so 0 equals -0, and NaN equals nothing). */
export function eq(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x === y : value(x) === value(y);
}

/**
 * One of two branches. Only the one taken is evaluated, so the other cannot spoil the derivative.
 *
 * @example
 * derivative((x) => select(gt(x, 0), () => sqrt(x), () => 0), 0); // => 0
 */
export function select(condition: Condition, then: () => number, otherwise: () => number): number;
export function select(condition: Condition, then: () => Scalar, otherwise: () => Scalar): Scalar;
export function select(condition: Condition, then: () => Scalar, otherwise: () => Scalar): Scalar {
  if (typeof then !== 'function' || typeof otherwise !== 'function') throw notAThunk(then, otherwise);
  if (typeof condition === 'boolean') return condition ? then() : otherwise();
  if (typeof condition?.select === 'function') return condition.select(then, otherwise);
  throw new TypeError(
    `select: expected a comparison (lt, le, gt, ge, eq) or a boolean, got ${describe(condition)}. Compare with an operator first.`,
  );
}

function notAThunk(then: unknown, otherwise: unknown): TypeError {
  const wrong = typeof then === 'function' ? otherwise : then;
  return new TypeError(
    `select: expected two functions for the branches, got ${describe(wrong)}. Write () => before the branch: only one is evaluated.`,
  );
}
