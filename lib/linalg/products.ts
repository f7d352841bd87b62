/** Products and rearrangements of vectors and matrices. */

import { dot, norm as euclidean } from '../functions/reductions.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import {
  describeSize,
  matrixOf,
  type NumberMatrix,
  type NumberVector,
  type ScalarMatrix,
  type ScalarVector,
  squareOf,
  tensorOf,
  vectorOf,
} from './shapes.js';

export { dot };

/**
 * Outer product x·yᵀ, the matrix of all products x_i·y_j.
 *
 * @param x - m numbers.
 * @param y - n numbers.
 * @returns m x n.
 * @throws {RangeError} when x or y is not a vector.
 * @see Mathematics for Machine Learning, figure 5.13
 * @example
 * outer([1, 2], [3, 4]); // => [[3, 4], [6, 8]]
 */
export function outer(x: NumberVector, y: NumberVector): number[][];
export function outer(x: ScalarVector, y: ScalarVector): Scalar[][];
export function outer(x: unknown, y: unknown): Scalar[][] {
  const right = vectorOf('outer', 'y', y);
  return vectorOf('outer', 'x', x).map((a) => right.map((b) => mul(a, b)));
}

/**
 * Product of a matrix and a vector: y_i = Σ_j A_ij·x_j.
 *
 * @param A - m x n.
 * @param x - n numbers.
 * @returns m numbers.
 * @throws {RangeError} when A has not as many columns as x has numbers.
 * @see Mathematics for Machine Learning, (5.66)
 * @example
 * matvec([[1, 2], [3, 4]], [1, 1]); // => [3, 7]
 */
export function matvec(A: NumberMatrix, x: NumberVector): number[];
export function matvec(A: ScalarMatrix, x: ScalarVector): Scalar[];
export function matvec(A: unknown, x: unknown): Scalar[] {
  const rows = matrixOf('matvec', 'A', A);
  const vector = vectorOf('matvec', 'x', x);
  if (rows[0].length !== vector.length) {
    throw new RangeError(
      `matvec: expected x to have as many numbers as A has columns, ${rows[0].length}, got ${vector.length}. Check the shapes.`,
    );
  }
  return rows.map((row) => sumOfProducts(row, vector));
}

/**
 * Product of two matrices: C_ik = Σ_j A_ij·B_jk.
 *
 * @param A - m x n.
 * @param B - n x p.
 * @returns m x p.
 * @throws {RangeError} when B has not as many rows as A has columns.
 * @see Mathematics for Machine Learning, (5.92)
 * @example
 * matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]]); // => [[2, 1], [4, 3]]
 */
export function matmul(A: NumberMatrix, B: NumberMatrix): number[][];
export function matmul(A: ScalarMatrix, B: ScalarMatrix): Scalar[][];
export function matmul(A: unknown, B: unknown): Scalar[][] {
  const left = matrixOf('matmul', 'A', A);
  const right = matrixOf('matmul', 'B', B);
  if (left[0].length !== right.length) {
    throw new RangeError(
      `matmul: expected B to have as many rows as A has columns, ${left[0].length}, got ${describeSize(right)}. Check the order of the factors.`,
    );
  }
  const columns = turned(right);
  return left.map((row) => columns.map((column) => sumOfProducts(row, column)));
}

/** Left to right, so that the same numbers give the same bits as `dot`. */
function sumOfProducts(x: readonly Scalar[], y: readonly Scalar[]): Scalar {
  let total: Scalar = 0;
  for (let i = 0; i < x.length; i++) total = add(total, mul(x[i], y[i]));
  return total;
}

/**
 * Transpose: B_ji = A_ij.
 *
 * @param A - m x n.
 * @returns n x m.
 * @throws {RangeError} when A is not a matrix.
 * @example
 * transpose([[1, 2, 3], [4, 5, 6]]); // => [[1, 4], [2, 5], [3, 6]]
 */
export function transpose(A: NumberMatrix): number[][];
export function transpose(A: ScalarMatrix): Scalar[][];
export function transpose(A: unknown): Scalar[][] {
  return turned(matrixOf('transpose', 'A', A));
}

function turned(rows: readonly (readonly Scalar[])[]): Scalar[][] {
  return rows[0].map((_, j) => rows.map((row) => row[j]));
}

/**
 * Trace: the sum of the diagonal.
 *
 * @param A - n x n.
 * @throws {RangeError} when A is not square.
 * @see Mathematics for Machine Learning, (5.99)
 * @example
 * trace([[1, 2], [3, 4]]); // => 5
 */
export function trace(A: NumberMatrix): number;
export function trace(A: ScalarMatrix): Scalar;
export function trace(A: unknown): Scalar {
  return squareOf('trace', 'A', A).reduce((total: Scalar, row, i) => add(total, row[i]), 0);
}

/**
 * Kronecker product: each entry of A times all of B.
 *
 * @param A - m x n.
 * @param B - p x q.
 * @returns mp x nq.
 * @throws {RangeError} when A or B is not a matrix.
 * @example
 * kron([[1, 2]], [[3], [4]]); // => [[3, 6], [4, 8]]
 */
export function kron(A: NumberMatrix, B: NumberMatrix): number[][];
export function kron(A: ScalarMatrix, B: ScalarMatrix): Scalar[][];
export function kron(A: unknown, B: unknown): Scalar[][] {
  const right = matrixOf('kron', 'B', B);
  return matrixOf('kron', 'A', A).flatMap((row) =>
    right.map((other) => row.flatMap((a) => other.map((b) => mul(a, b)))),
  );
}

/**
 * Length of a vector, or Frobenius norm of a matrix: the root of the sum of all squares, without overflow or underflow.
 *
 * Slope 0 where all is 0.
 *
 * @param x - a vector, a matrix, or an array of more dimensions.
 * @throws {TypeError} when x is not an array of numbers.
 * @example
 * linalg.norm([3, 4]); // => 5
 */
export function norm(x: NumberVector | NumberMatrix): number;
export function norm(x: ScalarVector | ScalarMatrix): Scalar;
export function norm(x: unknown): Scalar {
  const { dims, leaves } = tensorOf('norm', 'x', x);
  if (dims.length === 0) {
    throw new TypeError(
      'norm: expected x to be an array of numbers, got a number. Use abs for the size of one number.',
    );
  }
  return euclidean(leaves);
}

/**
 * The n x n identity.
 *
 * @throws {RangeError} when n is not a whole number >= 0.
 * @example
 * identity(2); // => [[1, 0], [0, 1]]
 */
export function identity(n: number): number[][] {
  if (!(Number.isInteger(n) && n >= 0)) {
    throw new RangeError(`identity: expected a whole number >= 0, got ${String(n)}. Give the number of rows.`);
  }
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
}

/**
 * The diagonal matrix of a vector; the diagonal of a matrix.
 *
 * @param x - n numbers, or an m x n matrix.
 * @returns n x n with zeros beside the diagonal, or the min(m, n) numbers A_ii.
 * @throws {RangeError} when x is neither a vector nor a matrix.
 * @example
 * diag([1, 2]); // => [[1, 0], [0, 2]]
 * diag([[1, 2], [3, 4]]); // => [1, 4]
 */
export function diag(x: NumberVector): number[][];
export function diag(x: NumberMatrix): number[];
export function diag(x: ScalarVector): Scalar[][];
export function diag(x: ScalarMatrix): Scalar[];
export function diag(x: unknown): Scalar[][] | Scalar[] {
  const { dims, leaves } = tensorOf('diag', 'x', x);
  if (dims.length === 1) return leaves.map((a, i) => leaves.map((_, j) => (i === j ? a : 0)));
  const rows = matrixOf('diag', 'x', x);
  return rows.slice(0, rows[0].length).map((row, i) => row[i]);
}
