/**
 * The field operations on numbers and active numbers of any kind.
 *
 * Each is a few bytes of bytecode on purpose: V8 copies it into the caller's loop, and its budget for that is small.
 */
import type { Active, Scalar, UnaryRule } from './active.js';
import { literals, minusItself, timesLiteral, timesZero, zeroOver } from './constant.js';
import { notAScalar, operand, tooMany } from './scalar.js';

/** A function of one variable: plain numbers in, a plain number out. */
export interface Unary {
  (x: number): number;
  (x: Scalar): Scalar;
}

/** A function of two variables: plain numbers in, a plain number out. */
export interface Binary {
  (x: number, y: number): number;
  (x: Scalar, y: Scalar): Scalar;
}

/**
 * x + y. Any x and y.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar, or when there is a third argument.
 * @example
 * gradient(([x, y]) => add(x, y), [2, 3]); // => [1, 1]
 * add(1, 2, 3); // throws TypeError: add: expected ...
 */
export const add: Binary = ((x: Scalar, y: Scalar, ...more: unknown[]): Scalar => {
  if (more.length > 0) checkExtra('add', more);
  return typeof x === 'number' ? (typeof y === 'number' ? x + y : active('add', y).add(x)) : sum(x, y);
}) as Binary;

/**
 * x - y. Any x and y; of one number with itself the constant 0.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar, or when there is a third argument.
 * @example
 * gradient(([x, y]) => sub(x, y), [2, 3]); // => [1, -1]
 */
export const sub: Binary = ((x: Scalar, y: Scalar, ...more: unknown[]): Scalar => {
  if (more.length > 0) checkExtra('sub', more);
  return typeof x === 'number' ? (typeof y === 'number' ? x - y : differenceFrom(x, y)) : differenceOf(x, y);
}) as Binary;

/**
 * x · y. Any x and y; with the plain number 0 the constant 0.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar, or when there is a third argument.
 * @example
 * gradient(([x, y]) => mul(x, y), [2, 3]); // => [3, 2]
 */
export const mul: Binary = ((x: Scalar, y: Scalar, ...more: unknown[]): Scalar => {
  if (more.length > 0) checkExtra('mul', more);
  return typeof x === 'number' ? (typeof y === 'number' ? x * y : productWith(y, x)) : productOf(x, y);
}) as Binary;

/**
 * x / y. Any x and y; for the plain number 0 as x the constant 0.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar, or when there is a third argument.
 * @example
 * gradient(([x, y]) => div(x, y), [6, 2]); // => [0.5, -1.5]
 */
export const div: Binary = ((x: Scalar, y: Scalar, ...more: unknown[]): Scalar => {
  if (more.length > 0) checkExtra('div', more);
  return typeof x === 'number' ? (typeof y === 'number' ? x / y : quotientFrom(x, y)) : quotientOf(x, y);
}) as Binary;

/**
 * A third argument would be lost without a word. That of `xs.reduce(add)`, an index with its list behind it, may be.
 *
 * Asking for the length of the rest costs 2 to 4 %; two named parameters more made derivatives of sums and products a
 * fifth slower.
 */
function checkExtra(name: string, [z, list]: readonly unknown[]): void {
  if (typeof z === 'number' && typeof list === 'object' && (list as Partial<Active> | null)?.level === undefined)
    return;
  throw tooMany(name, z);
}

/**
 * -x. Any x.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(neg, 3); // => -1
 */
export const neg: Unary = ((x: Scalar): Scalar => (typeof x === 'number' ? -x : active('neg', x).neg())) as Unary;

// Two numbers of one number-only class, first of all: nothing has to be looked at but that they are. y may be anything as
// yet, and so may an x that is not a plain number. A plain number has no level.

function sum(x: Active, y: Scalar): Scalar {
  return typeof y === 'number' || x?.addPeer === undefined || x.level !== y?.level ? mixedSum(x, y) : x.addPeer(y);
}

function differenceOf(x: Active, y: Scalar): Scalar {
  return typeof y === 'number' || x?.subPeer === undefined || x.level !== y?.level || x === y
    ? mixedDifference(x, y)
    : x.subPeer(y);
}

function productOf(x: Active, y: Scalar): Scalar {
  return typeof y === 'number' || x?.mulPeer === undefined || x.level !== y?.level ? mixedProduct(x, y) : x.mulPeer(y);
}

function quotientOf(x: Active, y: Scalar): Scalar {
  return typeof y === 'number' || x?.divPeer === undefined || x.level !== y?.level ? mixedQuotient(x, y) : x.divPeer(y);
}

// All other pairs, in functions of their own: where they do not come up V8 does not spend its budget on them.

function mixedSum(x: Scalar, y: Scalar): Scalar {
  return active('add', x).add(operand('add', y));
}

function mixedDifference(x: Scalar, y: Scalar): Scalar {
  return x === y ? minusItself(active('sub', x)) : active('sub', x).sub(operand('sub', y));
}

function differenceFrom(x: Scalar, y: Scalar): Scalar {
  return active('sub', y).rsub(operand('sub', x));
}

function productWith(x: Scalar, y: number): Scalar {
  if (literals.areKept) return timesLiteral(active('mul', x), y);
  return y === 0 ? timesZero(active('mul', x), y) : active('mul', x).mul(y);
}

function mixedProduct(x: Scalar, y: Scalar): Scalar {
  return typeof y === 'number' ? productWith(x, y) : active('mul', x).mul(operand('mul', y));
}

function mixedQuotient(x: Scalar, y: Scalar): Scalar {
  return active('div', x).div(operand('div', y));
}

function quotientFrom(x: Scalar, y: Scalar): Scalar {
  return x === 0 ? zeroOver(x, active('div', y)) : active('div', y).rdiv(operand('div', x));
}

// The operations as they are, without constants: what derivative parts are computed with.

/** a + b. */
export function total(a: Scalar, b: Scalar): Scalar {
  if (typeof a !== 'number') return a.add(b);
  return typeof b === 'number' ? a + b : b.add(a);
}

/** a - b. */
export function difference(a: Scalar, b: Scalar): Scalar {
  if (typeof a !== 'number') return a.sub(b);
  return typeof b === 'number' ? a - b : b.rsub(a);
}

/** a · b. */
export function product(a: Scalar, b: Scalar): Scalar {
  if (typeof a !== 'number') return a.mul(b);
  return typeof b === 'number' ? a * b : b.mul(a);
}

/** a / b. */
export function quotient(a: Scalar, b: Scalar): Scalar {
  if (typeof a !== 'number') return a.div(b);
  return typeof b === 'number' ? a / b : b.rdiv(a);
}

/** A function by its row of the table, for numbers of any class: what an operator with short ways falls back on. */
export function byRule(rule: UnaryRule): (x: unknown) => Scalar {
  return (x) => active(rule.name, x).unary(rule);
}

/**
 * The argument itself when it is an active number; the message that says so when it is not.
 *
 * It looks for a method and not for the class: `instanceof` walks the prototypes, and doubled the time of a derivative.
 */
export function active(name: string, x: unknown): Active {
  if ((x as Active | null | undefined)?.unary === undefined) throw notAScalar(name, x);
  return x as Active;
}
