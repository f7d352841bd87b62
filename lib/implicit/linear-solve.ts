/** Linear equations, differentiated as a solution: one elimination of plain numbers. */

import {
  describeSize,
  type NumberMatrix,
  type NumberVector,
  rightHandSidesOf,
  type ScalarMatrix,
  type ScalarVector,
  squareOf,
} from '../linalg/shapes.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';
import { inverseBy } from './point.js';
import { carried } from './solution.js';

/**
 * The solution x of A·x = b, as `solve` of hyperdual/linalg gives it, with derivatives by A and b that cost less.
 *
 * The elimination runs on plain numbers, once: dx = A⁻¹·(db - dA·x). `solve` does it on numbers with derivatives.
 *
 * @param A - n x n.
 * @param b - n numbers, or an n x q matrix of right-hand sides.
 * @returns x, of the shape of b.
 * @throws {RangeError} when A is not square or singular, or b has not as many rows as A.
 * @remarks Cost: n³/3 products of plain numbers; then, for each order of derivatives and each right-hand side, n² products on
 * numbers that carry them (a tape holds 2n², that of `solve` n³/3) and n² by plain numbers.
 * @example
 * const A = (a) => [[a, 1], [1, 3]];
 * jacobian((a) => linearSolve(A(a), [3, 5]), 2); // => [-0.48..., 0.16...]
 */
export function linearSolve(A: NumberMatrix, b: NumberVector): number[];
export function linearSolve(A: NumberMatrix, b: NumberMatrix): number[][];
export function linearSolve(A: ScalarMatrix, b: ScalarVector): Scalar[];
export function linearSolve(A: ScalarMatrix, b: ScalarMatrix): Scalar[][];
export function linearSolve(A: unknown, b: unknown): Scalar[] | Scalar[][] {
  const rows = squareOf('linearSolve', 'A', A);
  const { columns, like } = rightHandSidesOf('linearSolve', b, rows.length);
  const plain = rows.map((row) => row.map(groundOf));
  const inverse = inverseBy(plain);
  if (inverse === undefined) {
    throw new RangeError(
      `linearSolve: expected A to be invertible, got a singular ${describeSize(rows).slice(2)}. Check it for rows or columns that are ` +
        'multiples or sums of others.',
    );
  }
  const solved = columns.map((column) => {
    const x = inverse(column.map(groundOf));
    const residual = (at: readonly Scalar[]): Scalar[] =>
      rows.map((row, i) =>
        sub(
          row.reduce<Scalar>((total, a, j) => add(total, mul(a, at[j])), 0),
          column[i],
        ),
      );
    return carried({ x, inverse }, residual, [...rows.flat(), ...column]).slice();
  });
  return like(solved);
}
