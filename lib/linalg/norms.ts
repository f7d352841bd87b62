/** Norms of vectors and matrices besides `norm`. */
import { greatest } from '../branches/extremes.js';
import { abs, clamp, magnitude, max, round } from '../branches/kinks.js';
import { exp2, log2 } from '../functions/exponential.js';
import { pow } from '../functions/powers.js';
import { norm as euclidean, sum } from '../functions/reductions.js';
import type { Scalar } from '../scalar/active.js';
import { div, mul } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';
import { describe } from '../scalar/scalar.js';
import {
  matrixOf,
  type NumberMatrix,
  type NumberVector,
  type ScalarMatrix,
  type ScalarVector,
  vectorOf,
} from './shapes.js';
import { singularValues } from './svd.js';

/**
 * The p-norm of a vector, (Σ |xᵢ|^p)^(1/p), without overflow or underflow.
 *
 * p = 1 is the sum of sizes, 2 the Euclidean length, Infinity the largest size. The slope is 0 where all is 0; for p = 1 also where one number
 * is 0, and of k largest numbers for Infinity each has the share 1/k.
 *
 * @param x - n numbers.
 * @param p - a plain number, 1 or greater, or Infinity; 2 when left out.
 * @throws {RangeError} when x is not a vector, or p is less than 1.
 * @example
 * vectorNorm([3, -4], 1); // => 7
 * vectorNorm([3, -4]); // => 5
 * vectorNorm([3, -4], Infinity); // => 4
 * gradient((x) => vectorNorm(x, 1), [3, -4]); // => [1, -1]
 */
export function vectorNorm(x: NumberVector, p?: number): number;
export function vectorNorm(x: ScalarVector, p?: number): Scalar;
export function vectorNorm(x: unknown, p = 2): Scalar {
  const list = vectorOf('vectorNorm', 'x', x);
  if (!(typeof p === 'number' && p >= 1)) {
    throw new RangeError(
      `vectorNorm: expected p to be a plain number, 1 or greater, got ${describe(p)}. Use 1, 2, or Infinity.`,
    );
  }
  if (p === 2) return euclidean(list);
  const sizes = list.map((xi) => abs(xi));
  if (p === 1) return sum(sizes);
  if (p === Number.POSITIVE_INFINITY) return sizes.length === 0 ? 0 : greatest('vectorNorm', sizes);
  // A power of two, so that nothing is rounded by it.
  const unit = unitOf(list);
  const powers = sizes.map((xi) => pow(div(xi, unit), p));
  return mul(unit, pow(sum(powers), 1 / p));
}

function unitOf(list: readonly Scalar[]): Scalar {
  const largest = list.reduce<Scalar>((m, x) => max(m, magnitude(groundOf(x))), 0);
  return exp2(round(log2(clamp(largest, 2 ** -1000, 2 ** 1000))));
}

/**
 * The greatest sum of sizes in a column: the matrix norm of the 1-norm. Of k greatest columns each has the share 1/k of the slope.
 *
 * @param A - m x n.
 * @throws {RangeError} when A is not a matrix.
 * @example
 * oneNorm([[1, -2], [3, 4]]); // => 6
 */
export function oneNorm(A: NumberMatrix): number;
export function oneNorm(A: ScalarMatrix): Scalar;
export function oneNorm(A: unknown): Scalar {
  const rows = matrixOf('oneNorm', 'A', A);
  return greatest(
    'oneNorm',
    rows[0].map((_, j) => sum(rows.map((row) => abs(row[j])))),
  );
}

/**
 * The greatest sum of sizes in a row: the matrix norm of the largest size. Of k greatest rows each has the share 1/k of the slope.
 *
 * @param A - m x n.
 * @throws {RangeError} when A is not a matrix.
 * @example
 * infinityNorm([[1, -2], [3, 4]]); // => 7
 */
export function infinityNorm(A: NumberMatrix): number;
export function infinityNorm(A: ScalarMatrix): Scalar;
export function infinityNorm(A: unknown): Scalar {
  const rows = matrixOf('infinityNorm', 'A', A);
  return greatest(
    'infinityNorm',
    rows.map((row) => sum(row.map((x) => abs(x)))),
  );
}

/**
 * The greatest singular value: how much A lengthens a vector at most. Its slope is u·vᵀ, the mean of several where they tie.
 *
 * @param A - m x n.
 * @throws {RangeError} when A is not a matrix.
 * @remarks Cost: that of `singularValues`.
 * @example
 * spectralNorm([[0, 3], [4, 0]]); // => 4
 */
export function spectralNorm(A: NumberMatrix): number;
export function spectralNorm(A: ScalarMatrix): Scalar;
export function spectralNorm(A: unknown): Scalar {
  matrixOf('spectralNorm', 'A', A);
  return singularValues(A as ScalarMatrix)[0];
}

/**
 * The sum of the singular values. Its slope is U·Vᵀ, of the values that are not 0.
 *
 * @param A - m x n.
 * @throws {RangeError} when A is not a matrix.
 * @remarks Cost: that of `singularValues`.
 * @example
 * nuclearNorm([[0, 3], [4, 0]]); // => 7
 */
export function nuclearNorm(A: NumberMatrix): number;
export function nuclearNorm(A: ScalarMatrix): Scalar;
export function nuclearNorm(A: unknown): Scalar {
  matrixOf('nuclearNorm', 'A', A);
  return sum(singularValues(A as ScalarMatrix));
}
