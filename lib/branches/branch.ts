/**
 * The comparisons that users write. They are those of compare.ts, and tell a germ that f itself goes one way or another there:
 * between the branches of f there may be a jump, between those of max or sqrt is none.
 */
import type { Active, Relation, Scalar } from '../scalar/active.js';
import { innermost, operand } from '../scalar/scalar.js';
import { type Condition, related } from './compare.js';

/**
 * x < y, by value; false for NaN.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * lt(1, 2); // => true
 */
export function lt(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x < y : branch('lt', operand('lt', x), operand('lt', y));
}

/**
 * x <= y, by value; false for NaN.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * le(2, 2); // => true
 */
export function le(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x <= y : branch('le', operand('le', x), operand('le', y));
}

/**
 * x > y, by value; false for NaN.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * derivative((x) => select(gt(x, 1), () => square(x), () => x), 3); // => 6
 */
export function gt(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x > y : branch('lt', operand('gt', y), operand('gt', x));
}

/**
 * x >= y, by value; false for NaN.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * ge(1, 2); // => false
 */
export function ge(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x >= y : branch('le', operand('ge', y), operand('ge', x));
}

/**
 * x = y, by value (so 0 equals -0, and NaN equals nothing).
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * eq(0, -0); // => true
 */
export function eq(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x === y : branch('eq', operand('eq', x), operand('eq', y));
}

function branch(relation: Relation, x: Scalar, y: Scalar): Condition {
  const a = innermost(x);
  const b = innermost(y);
  const germ = (typeof a === 'number' ? b : a) as Active;
  if (germ.oracle?.branches !== undefined) germ.oracle.branches(a, b);
  return related(relation, x, y);
}
