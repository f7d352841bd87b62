/** Least squares. */
import type { Scalar } from '../scalar/active.js';
import {
  matrixOf,
  type NumberMatrix,
  type NumberVector,
  rightHandSidesOf,
  type ScalarMatrix,
  type ScalarVector,
} from './shapes.js';
import { shortest } from './svd.js';

/**
 * The x for which the sum of squares |A·x - b|² is least; of several the shortest.
 *
 * The derivatives are those of the exact solution by A and b, where A has full rank; where it has not, see `pinv`.
 *
 * @param A - m x n, m observations of n unknowns.
 * @param b - m numbers, or an m x p matrix of right-hand sides.
 * @returns n numbers, or n x p.
 * @throws {RangeError} when A is not a matrix, or b has not as many rows as A.
 * @remarks Cost: 2mn² products and 4mn for each right-hand side, by QR; that of `svd` where A has not full rank.
 * @example
 * leastSquares([[1, 0], [1, 1], [1, 2]], [1, 3, 5]).map((x) => x.toFixed(6)); // => ['1.000000', '2.000000']
 */
export function leastSquares(A: NumberMatrix, b: NumberVector): number[];
export function leastSquares(A: NumberMatrix, b: NumberMatrix): number[][];
export function leastSquares(A: ScalarMatrix, b: ScalarVector): Scalar[];
export function leastSquares(A: ScalarMatrix, b: ScalarMatrix): Scalar[][];
export function leastSquares(A: unknown, b: unknown): Scalar[] | Scalar[][] {
  const rows = matrixOf('leastSquares', 'A', A);
  const { columns, like } = rightHandSidesOf('leastSquares', b, rows.length);
  return like(shortest(rows, 'leastSquares', columns));
}
