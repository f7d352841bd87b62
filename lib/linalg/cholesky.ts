/** The Cholesky factor of a positive definite matrix. */
import { decide, gt, le } from '../branches/compare.js';
import { abs, max } from '../branches/kinks.js';
import { sqrt } from '../functions/roots.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, sub } from '../scalar/arithmetic.js';
import { innermost, specialised } from '../scalar/scalar.js';
import { type NumberMatrix, type ScalarMatrix, squareOf } from './shapes.js';

/** How far two mirrored entries may lie apart, in relation to their size or that of the diagonal, √(Aᵢᵢ·Aⱼⱼ). */
const TOLERANCE = 1e-10;

/**
 * The lower triangular L with A = L·Lᵀ of a symmetric positive definite matrix.
 *
 * The mean of A and Aᵀ is factored, so that the derivative by A is symmetric.
 *
 * @param A - n x n, symmetric.
 * @returns n x n, zeros above the diagonal.
 * @throws {RangeError} when A is not square, not symmetric (to 1e-10 of an entry, or of the diagonal), or not positive definite.
 * @remarks Cost: n³/6 products and n square roots.
 * @example
 * cholesky([[4, 2], [2, 5]]); // => [[2, 0], [1, 2]]
 */
export function cholesky(A: NumberMatrix): number[][];
export function cholesky(A: ScalarMatrix): Scalar[][];
export function cholesky(A: unknown): Scalar[][] {
  const rows = squareOf('cholesky', 'A', A);
  const L: Scalar[][] = rows.map((row) => row.map(() => 0));
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = mirrored(rows, i, j);
      for (let k = 0; k < j; k++) rest = sub(rest, mul(L[i][k], L[j][k]));
      L[i][j] = i === j ? root(rest, i) : div(rest, L[j][j]);
    }
  }
  return L;
}

function mirrored(rows: readonly (readonly Scalar[])[], i: number, j: number): Scalar {
  const below = rows[i][j];
  const above = rows[j][i];
  if (i === j) return below;
  const [a, b] = [innermost(below), innermost(above)];
  // A positive definite matrix has no entry larger than this. NaN where the diagonal is negative: an error of its own.
  const largest = mul(sqrt(innermost(rows[i][i])), sqrt(innermost(rows[j][j])));
  if (decide(gt(abs(sub(a, b)), mul(TOLERANCE, max(abs(a), abs(b), largest))))) {
    throw new RangeError(
      `cholesky: expected A to be symmetric, got ${specialised(a)} at [${i}][${j}] and ${specialised(b)} at [${j}][${i}]. Use solve or det for other matrices.`,
    );
  }
  return mul(0.5, add(below, above));
}

function root(rest: Scalar, i: number): Scalar {
  if (decide(le(rest, 0))) {
    throw new RangeError(
      `cholesky: expected A to be positive definite, got ${specialised(rest)} for the square of L[${i}][${i}]. ` +
        'Check the signs, or use solve for a matrix that is only invertible.',
    );
  }
  return sqrt(rest);
}
