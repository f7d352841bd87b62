/**
 * The field operations on numbers and active numbers of any kind.
 *
 * Each is a few bytes of bytecode on purpose: V8 copies it into the caller's loop, and its budget for that is small.
 */
import type { Active, Scalar } from './active.js';
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
  typeof x === 'number'
    ? typeof y === 'number'
      ? x + y
      : active('add', y).add(x)
    : active('add', x).add(y)) as Binary;

/** x - y. */
export const sub: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number'
    ? typeof y === 'number'
      ? x - y
      : active('sub', y).rsub(x)
    : active('sub', x).sub(y)) as Binary;

/** x · y. */
export const mul: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number'
    ? typeof y === 'number'
      ? x * y
      : active('mul', y).mul(x)
    : active('mul', x).mul(y)) as Binary;

/** x / y. */
export const div: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof x === 'number'
    ? typeof y === 'number'
      ? x / y
      : active('div', y).rdiv(x)
    : active('div', x).div(y)) as Binary;

/** -x. */
export const neg: Unary = ((x: Scalar): Scalar => (typeof x === 'number' ? -x : active('neg', x).neg())) as Unary;

/**
 * The argument itself when it is an active number; the message that says so when it is not.
 *
 * It looks for a level and not for the class: `instanceof` walks the prototypes, and doubled the time of a derivative.
 */
export function active(name: string, x: unknown): Active {
  if ((x as Active | null | undefined)?.level === undefined) throw notAScalar(name, x);
  return x as Active;
}
