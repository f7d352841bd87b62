/**
 * The field operations on numbers and active numbers of any kind.
 *
 * Each is a few bytes of bytecode on purpose: V8 copies it into the caller's loop, and its budget for that is small.
 */
import type { Active, Scalar } from './active.js';
import type { UnaryRule } from './rule.js';
import { notAScalar } from './scalar.js';

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

/** x + y. */
export const add: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number' && typeof y === 'number' ? x + y : sum(x as Active, y as Active)) as Binary;

/** x - y. */
export const sub: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number' && typeof y === 'number' ? x - y : difference(x as Active, y as Active)) as Binary;

/** x · y. */
export const mul: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number' && typeof y === 'number' ? x * y : product(x as Active, y as Active)) as Binary;

/** x / y. */
export const div: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number' && typeof y === 'number' ? x / y : quotient(x as Active, y as Active)) as Binary;

/** -x. */
export const neg: Unary = ((x: Scalar): Scalar => (typeof x === 'number' ? -x : active('neg', x).neg())) as Unary;

// Two numbers of one number-only class, first of all: nothing has to be looked at but that they are. x and y may still be
// anything here, also plain numbers, which have no level.

function sum(x: Active, y: Active): Scalar {
  return x?.addPeer === undefined || x.level !== y?.level ? mixedSum(x, y) : x.addPeer(y);
}

function difference(x: Active, y: Active): Scalar {
  return x?.subPeer === undefined || x.level !== y?.level ? mixedDifference(x, y) : x.subPeer(y);
}

function product(x: Active, y: Active): Scalar {
  return x?.mulPeer === undefined || x.level !== y?.level ? mixedProduct(x, y) : x.mulPeer(y);
}

function quotient(x: Active, y: Active): Scalar {
  return x?.divPeer === undefined || x.level !== y?.level ? mixedQuotient(x, y) : x.divPeer(y);
}

function mixedSum(x: Scalar, y: Scalar): Scalar {
  return typeof x === 'number' ? active('add', y).add(x) : active('add', x).add(y);
}

function mixedDifference(x: Scalar, y: Scalar): Scalar {
  return typeof x === 'number' ? active('sub', y).rsub(x) : active('sub', x).sub(y);
}

function mixedProduct(x: Scalar, y: Scalar): Scalar {
  return typeof x === 'number' ? active('mul', y).mul(x) : active('mul', x).mul(y);
}

function mixedQuotient(x: Scalar, y: Scalar): Scalar {
  return typeof x === 'number' ? active('div', y).rdiv(x) : active('div', x).div(y);
}

/** f(x) by its row of the table. */
export function byRule(rule: UnaryRule, x: Scalar): Scalar {
  return active(rule.name, x).unary(rule);
}

/**
 * The argument itself when it is an active number; the message that says so when it is not.
 *
 * It looks for a level and not for the class: `instanceof` walks the prototypes, and doubled the time of a derivative.
 */
export function active(name: string, x: unknown): Active {
  if ((x as Active | null | undefined)?.level === undefined) throw notAScalar(name, x);
  return x as Active;
}
