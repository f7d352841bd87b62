/**
 * Comparisons and decisions. They look at values; while a function is compiled, a comparison of numbers that are not known
 * as yet has the answer of the example, and the program says so where it meets another one (`decideAnyCourse`).
 */

import { eq as equals, lt as less, le as lessOrEqual } from '../branches/branch.js';
import { type Condition, decideAnyCourse, select } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { innermost } from '../scalar/scalar.js';
import { isActive, plainOf } from './brand.js';
import { singledOut } from './notes.js';
import { numeric, primitive, toNumber } from './operators.js';

type Any = unknown;
type Native = (x: never, y: never) => boolean;

const isLess: Native = (x: number, y: number) => x < y;
const isGreater: Native = (x: number, y: number) => x > y;
const isAtMost: Native = (x: number, y: number) => x <= y;
const isAtLeast: Native = (x: number, y: number) => x >= y;

const lessThan = (x: Scalar, y: Scalar): Condition => less(x, y);
const greaterThan = (x: Scalar, y: Scalar): Condition => less(y, x);
const atMost = (x: Scalar, y: Scalar): Condition => lessOrEqual(x, y);
const atLeast = (x: Scalar, y: Scalar): Condition => lessOrEqual(y, x);

/** x < y. */
export function lt(x: Any, y: Any): boolean {
  return typeof x === 'number' && typeof y === 'number' ? x < y : decideAnyCourse(order(lessThan, isLess, x, y));
}

/** x > y. */
export function gt(x: Any, y: Any): boolean {
  return typeof x === 'number' && typeof y === 'number' ? x > y : decideAnyCourse(order(greaterThan, isGreater, x, y));
}

/** x <= y. */
export function le(x: Any, y: Any): boolean {
  return typeof x === 'number' && typeof y === 'number' ? x <= y : decideAnyCourse(order(atMost, isAtMost, x, y));
}

/** x >= y. */
export function ge(x: Any, y: Any): boolean {
  return typeof x === 'number' && typeof y === 'number' ? x >= y : decideAnyCourse(order(atLeast, isAtLeast, x, y));
}

// The same as conditions for `pick`, where both branches are free of effects: a compiled program then has both.

/** x < y, as a condition. */
export function clt(x: Any, y: Any): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x < y : order(lessThan, isLess, x, y);
}

/** x > y, as a condition. */
export function cgt(x: Any, y: Any): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x > y : order(greaterThan, isGreater, x, y);
}

/** x <= y, as a condition. */
export function cle(x: Any, y: Any): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x <= y : order(atMost, isAtMost, x, y);
}

/** x >= y, as a condition. */
export function cge(x: Any, y: Any): Condition {
  return typeof x === 'number' && typeof y === 'number' ? x >= y : order(atLeast, isAtLeast, x, y);
}

function order(relation: (x: Scalar, y: Scalar) => Condition, native: Native, x: Any, y: Any): Condition {
  if (isActive(x) ? isActive(y) || typeof y === 'number' : isActive(y) && typeof x === 'number') {
    return relation(x as Scalar, y as Scalar);
  }
  const a = primitive(x, 'number');
  const b = primitive(y, 'number');
  if (!isActive(a) && !isActive(b)) return native(a as never, b as never);
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    return native(plainIfActive(a) as never, plainIfActive(b) as never);
  }
  return relation(numeric(a) as Scalar, numeric(b) as Scalar);
}

function plainIfActive(x: Any): Any {
  return isActive(x) ? plainOf(x, 'beside a BigInt') : x;
}

/** One of two results that are both there: by a node of the program while it is compiled, where both are numbers. */
export function pick(condition: Exclude<Condition, boolean>, then: Any, otherwise: Any): Any {
  if (!isNumber(then) || !isNumber(otherwise)) return decideAnyCourse(condition) ? then : otherwise;
  return select(
    condition,
    () => then as Scalar,
    () => otherwise as Scalar,
  );
}

/** What a branch ends with: see `joined` of active numbers. In a compiled program the choice is a node, so it is one here. */
export function branched(x: Any): Any {
  return typeof x === 'number' ? x : isActive(x) ? x.joined() : x;
}

function isNumber(x: Any): boolean {
  return typeof x === 'number' || isActive(x);
}

/** x === y. */
export function seq(x: Any, y: Any): boolean {
  return typeof x === 'object' || typeof y === 'object' ? seqAny(x, y) : x === y;
}

function seqAny(x: Any, y: Any): boolean {
  if (isActive(x) ? isNumber(y) : isActive(y) && typeof x === 'number') return sameValue('===', x, y);
  return !isActive(x) && !isActive(y) && x === y;
}

/** x == y. */
export function eq(x: Any, y: Any): boolean {
  return typeof x === 'object' || typeof y === 'object' ? eqAny(x, y) : looseEqual(x, y);
}

function looseEqual(x: Any, y: Any): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: it is the operator that is meant.
  return x == y;
}

function isReference(x: Any): boolean {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

function eqAny(x: Any, y: Any): boolean {
  if (!isActive(x) && !isActive(y)) {
    // Only an object beside something that is none is converted.
    const isConverted =
      isReference(x) !== isReference(y) && x !== null && y !== null && x !== undefined && y !== undefined;
    if (!isConverted) return looseEqual(x, y);
    const [a, b] = [primitive(x, 'default'), primitive(y, 'default')];
    return isActive(a) || isActive(b) ? eqAny(a, b) : looseEqual(a, b);
  }
  if (x === null || x === undefined || y === null || y === undefined) return false;
  const a = primitive(x, 'default');
  const b = primitive(y, 'default');
  if (typeof a === 'symbol' || typeof b === 'symbol') return false;
  if (typeof a === 'bigint' || typeof b === 'bigint') return looseEqual(plainIfActive(a), plainIfActive(b));
  return sameValue('==', toNumber(a), toNumber(b));
}

function sameValue(operation: string, x: Any, y: Any): boolean {
  const holds = decideAnyCourse(equals(x as Scalar, y as Scalar));
  if (holds) singledOut(operation, x, y);
  return holds;
}

/** Object.is(x, y). */
export function is(x: Any, y: Any): boolean {
  if (!isActive(x) && !isActive(y)) return Object.is(x, y);
  if (!isNumber(x) || !isNumber(y)) return false;
  const [a, b] = [plainOr(x, 'Object.is'), plainOr(y, 'Object.is')];
  return Object.is(a, b);
}

function plainOr(x: Any, what: string): Any {
  return isActive(x) ? plainOf(x, what) : x;
}

/** SameValueZero, as includes and Set compare. */
export function same(x: Any, y: Any): boolean {
  if (seq(x, y)) return true;
  return isNumber(x) && isNumber(y) && isNaNValue(x) && isNaNValue(y);
}

export function isNaNValue(x: Any): boolean {
  if (typeof x === 'number') return x !== x;
  return isActive(x) && !decideAnyCourse(equals(x, x));
}

/** True where an `if` on x takes the first branch. */
export function truth(x: Any): boolean {
  return typeof x === 'object' && x !== null ? truthOf(x) : Boolean(x);
}

function truthOf(x: object): boolean {
  if (!isActive(x)) return true;
  const inner = innermost(x);
  if (typeof inner === 'number') return Boolean(inner);
  return !decideAnyCourse(equals(inner, 0)) && decideAnyCourse(equals(inner, inner));
}

/** What `switch` compares: of an active number, the value. */
export function switched(x: Any): Any {
  return isActive(x) ? plainOf(x, 'switch') : x;
}

/** typeof x. */
export function type(x: Any): string {
  return isActive(x) ? 'number' : typeof x;
}

/** x instanceof C. */
export function instance(x: Any, C: Any): boolean {
  const object = (isActive(x) ? 0 : x) as object;
  return object instanceof (C as () => void);
}
