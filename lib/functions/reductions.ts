/** Functions of a list of numbers. */

import { abs } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { describe, isScalar, notAScalar } from '../scalar/scalar.js';
import { lengthOf } from './lengths.js';
import { logOfSum } from './log-of-sum.js';
import { square } from './roots.js';

/** A list of numbers to one number: plain numbers in, a plain number out. */
export interface Reduction {
  (xs: readonly number[]): number;
  (xs: readonly Scalar[]): Scalar;
}

/**
 * x₁ + x₂ + ..., from left to right; 0 of nothing.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * sum([1, 2, 3]); // => 6
 */
export const sum: Reduction = ((xs: readonly Scalar[]): Scalar => listOf('sum', xs).reduce(add, 0)) as Reduction;

/**
 * x₁ · x₂ · ..., from left to right; 1 of nothing.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * gradient(prod, [2, 3, 4]); // => [12, 8, 6]
 */
export const prod: Reduction = ((xs: readonly Scalar[]): Scalar => listOf('prod', xs).reduce(mul, 1)) as Reduction;

/**
 * x₁² + x₂² + ... : norm² with its derivatives right at the origin too; 0 of nothing.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * gradient(sumOfSquares, [1, 2]); // => [2, 4]
 */
export const sumOfSquares: Reduction = ((xs: readonly Scalar[]): Scalar =>
  listOf('sumOfSquares', xs).reduce((total, x) => add(total, square(x)), 0 as Scalar)) as Reduction;

/**
 * Euclidean length, without overflow or underflow; 0 of nothing. Slope 0 at the origin. Use sumOfSquares for its square.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * gradient(norm, [3, 4]); // => [0.6, 0.8]
 */
export const norm: Reduction = ((xs: readonly Scalar[]): Scalar => {
  const list = listOf('norm', xs);
  if (list.length === 1) return abs(list[0]);
  return lengthOf(list);
}) as Reduction;

/**
 * log(e^x₁ + e^x₂ + ...) without overflow; -Infinity of nothing.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * gradient(logSumExp, [1000, 1000]); // => [0.5, 0.5]
 */
export const logSumExp: Reduction = ((xs: readonly Scalar[]): Scalar => logOfSum(listOf('logSumExp', xs))) as Reduction;

/**
 * x₁·y₁ + x₂·y₂ + ..., from left to right; 0 of nothing.
 *
 * @throws {TypeError} when xs or ys is no array of numbers and Scalars.
 * @throws {RangeError} when the lengths differ.
 * @example
 * dot([1, 2], [3, 4]); // => 11
 */
export function dot(xs: readonly number[], ys: readonly number[]): number;
export function dot(xs: readonly Scalar[], ys: readonly Scalar[]): Scalar;
export function dot(xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
  const n = listOf('dot', xs).length;
  if (listOf('dot', ys).length !== n) {
    throw new RangeError(
      `dot: expected two arrays of one length, got lengths ${n} and ${ys.length}. Check the shapes.`,
    );
  }
  let total: Scalar = 0;
  for (let i = 0; i < n; i++) total = add(total, mul(xs[i], ys[i]));
  return total;
}

/** The argument as a list of numbers: typed arrays too, and a message for everything else. */
export function listOf(name: string, xs: unknown): readonly Scalar[] {
  const typed = ArrayBuffer.isView(xs) && !(xs instanceof DataView);
  const list: unknown = typed ? Array.from(xs as unknown as ArrayLike<unknown>) : xs;
  if (!Array.isArray(list)) {
    throw new TypeError(`${name}: expected an array of numbers, got ${describe(xs)}. Put the numbers in brackets.`);
  }
  // By index: a hole counts, which forEach would pass over.
  for (let i = 0; i < list.length; i++) if (!isScalar(list[i])) throw notAScalar(name, list[i]);
  return list;
}
