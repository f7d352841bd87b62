/** Softmax and its logarithm. */
import type { Scalar } from '../scalar/active.js';
import { add, div, sub } from '../scalar/arithmetic.js';
import { log1p } from './exponential.js';
import { sharesOf } from './log-of-sum.js';
import { listOf } from './reductions.js';

/** A list of numbers to one of the same length. */
export interface ListFunction {
  (xs: readonly number[]): number[];
  (xs: readonly Scalar[]): Scalar[];
}

/**
 * The shares e^xᵢ/Σ e^xⱼ, without overflow. Their derivatives wᵢ·(1 - wᵢ) and -wᵢ·wⱼ keep all digits, however small wᵢ or 1 - wᵢ is.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @remarks Cost: an exponential for each number; -Infinity has the share 0, and beside +Infinity all are NaN.
 * @example
 * softmax([1000, 1000]); // => [0.5, 0.5]
 * jacobian((x) => softmax(x), [0, 0]); // => [[0.25, -0.25], [-0.25, 0.25]]
 */
export const softmax: ListFunction = ((xs: readonly Scalar[]): Scalar[] => {
  const list = listOf('softmax', xs);
  return list.length === 0 ? [] : sharesOf(list, (_, term, rest) => div(term, add(1, rest)));
}) as ListFunction;

/**
 * The logarithms xᵢ - log Σ e^xⱼ of softmax, without overflow, and exact where a share is nearly 1.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @remarks Cost: an exponential for each number.
 * @example
 * logSoftmax([0, 50]); // => [-50, -1.928...e-22]
 * gradient((x) => logSoftmax(x)[0], [1000, 1000]); // => [0.5, -0.5]
 */
export const logSoftmax: ListFunction = ((xs: readonly Scalar[]): Scalar[] => {
  const list = listOf('logSoftmax', xs);
  return list.length === 0 ? [] : sharesOf(list, (difference, _, rest) => sub(difference, log1p(rest)));
}) as ListFunction;
