/** Comparisons, which look at values only, as rules and drivers use them (branch.ts has those of users), and `select`. */
import { type Active, join, type Oracle, type Relation, type Scalar, type UnknownCondition } from '../scalar/active.js';
import { describe, innermost } from '../scalar/scalar.js';
import { joinedAll } from '../shape/branches.js';
import type { Direction, Fixed, Lifted, Output } from '../shape/types.js';

/** The answer of a comparison: a boolean, or (while a function is compiled) a condition for `select`. */
export type Condition = boolean | UnknownCondition;

/** x < y, by value. */
export function lt(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x < y : related('lt', x, y);
}

/** x <= y, by value. */
export function le(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x <= y : related('le', x, y);
}

/** x > y, by value. */
export function gt(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x > y : related('lt', y, x);
}

/** x >= y, by value. */
export function ge(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x >= y : related('le', y, x);
}

/** x = y, by value (so 0 equals -0, and NaN equals nothing). */
export function eq(x: Scalar, y: Scalar): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x === y : related('eq', x, y);
}

const RELATIONS: { readonly [R in Relation]: (a: number, b: number) => boolean } = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  eq: (a, b) => a === b,
};

/** Whether x and y are so related, by value. */
export function related(relation: Relation, x: Scalar, y: Scalar): Condition {
  const a = innermost(x);
  const b = innermost(y);
  if (typeof a === 'number' && typeof b === 'number') return RELATIONS[relation](a, b);
  const outer = typeof a === 'number' || (typeof b !== 'number' && b.level.id > a.level.id) ? b : a;
  return ((outer as Active).oracle as Oracle).compare(relation, a, b);
}

/** The answer of a comparison, for a course of computation that cannot be a `select`: see `settled`. */
export function decide(condition: Condition): boolean {
  return typeof condition === 'boolean' ? condition : condition.decide();
}

/** The same for ordinary code, in which an equality of two numbers is a course like any other. */
export function decideAnyCourse(condition: Condition): boolean {
  return typeof condition === 'boolean' ? condition : condition.decideAnyCourse();
}

/** The same for a condition that holds at single points only: a compiled program never holds the course taken there. */
export function decideRare(condition: Condition): boolean {
  if (typeof condition === 'boolean') return condition;
  condition.exclude();
  return false;
}

/** True where comparisons of x are answered at once: everywhere but in a program that is being compiled. */
export function isKnown(x: Scalar): boolean {
  const inner = innermost(x);
  return typeof inner === 'number' || inner.oracle?.demandFinite === undefined;
}

/**
 * One of two branches: numbers, or arrays and records of them. Only the one taken is evaluated, so the other cannot spoil the
 * derivative.
 *
 * @throws {RangeError} while a function is compiled, when the branches have not one shape.
 * @example
 * derivative((x) => select(gt(x, 0), () => sqrt(x), () => 0), 0); // => 0
 * select(lt(1, 2), () => ({ low: 1, high: 2 }), () => ({ low: 2, high: 1 })); // => { low: 1, high: 2 }
 */
export function select(condition: Condition, then: () => number, otherwise: () => number): number;
export function select(condition: Condition, then: () => Scalar, otherwise: () => Scalar): Scalar;
export function select<const Y extends Output>(
  condition: Condition,
  then: () => Y,
  otherwise: () => Direction<Fixed<Y>>,
): Lifted<Y>;
export function select(condition: Condition, then: () => unknown, otherwise: () => unknown): unknown {
  if (typeof then !== 'function' || typeof otherwise !== 'function') throw notAThunk(then, otherwise);
  if (typeof condition === 'boolean') {
    const taken = condition ? then() : otherwise();
    return typeof taken === 'number' ? taken : joinedAll(taken);
  }
  if (typeof condition?.select === 'function') return condition.select(then as () => Scalar, otherwise as () => Scalar);
  throw new TypeError(
    `select: expected a comparison (lt, le, gt, ge, eq) or a boolean, got ${describe(condition)}. Compare with an operator first.`,
  );
}

/** What to give where a condition holds; the conditions behind the first in functions, for they are asked only if due. */
export type Case = readonly [when: Condition | (() => Condition), then: Scalar | (() => Scalar)];

/** The first case that holds: a tower of `select`s, which asks the same comparisons in the same order. For rules. */
export function cases(table: readonly Case[], otherwise: Scalar | (() => Scalar)): Scalar {
  return casesFrom(0, table, otherwise);
}

function casesFrom(start: number, table: readonly Case[], otherwise: Scalar | (() => Scalar)): Scalar {
  for (let i = start; i < table.length; i++) {
    const [when, then] = table[i];
    const condition = typeof when === 'function' ? when() : when;
    if (condition === true) return join(due(then));
    if (condition === false) continue;
    return condition.select(
      () => due(then),
      () => casesFrom(i + 1, table, otherwise),
    );
  }
  return join(due(otherwise));
}

function due(branch: Scalar | (() => Scalar)): Scalar {
  return typeof branch === 'function' ? branch() : branch;
}

function notAThunk(then: unknown, otherwise: unknown): TypeError {
  const wrong = typeof then === 'function' ? otherwise : then;
  return new TypeError(
    `select: expected two functions for the branches, got ${describe(wrong)}. Write () => before the branch: only one is evaluated.`,
  );
}
