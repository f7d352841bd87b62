/** Sums and products of the beginnings of a list. */
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { listOf } from './reductions.js';
import type { ListFunction } from './softmax.js';

/**
 * x₁, x₁ + x₂, x₁ + x₂ + x₃, ...
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * cumulativeSum([1, 2, 3]); // => [1, 3, 6]
 * jacobian((x) => cumulativeSum(x), [1, 2]); // => [[1, 0], [1, 1]]
 */
export const cumulativeSum: ListFunction = ((xs: readonly Scalar[]): Scalar[] =>
  scan(listOf('cumulativeSum', xs), add)) as ListFunction;

/**
 * x₁, x₁ · x₂, x₁ · x₂ · x₃, ...
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * cumulativeProduct([2, 3, 4]); // => [2, 6, 24]
 * jacobian((x) => cumulativeProduct(x), [0, 3]); // => [[1, 0], [3, 0]]
 */
export const cumulativeProduct: ListFunction = ((xs: readonly Scalar[]): Scalar[] =>
  scan(listOf('cumulativeProduct', xs), mul)) as ListFunction;

function scan(list: readonly Scalar[], join: (x: Scalar, y: Scalar) => Scalar): Scalar[] {
  const all: Scalar[] = [];
  for (const x of list) all.push(all.length === 0 ? x : join(all[all.length - 1], x));
  return all;
}
