/** Eigenvalues and eigenvectors of symmetric matrices. */
import { decide, gt } from '../branches/compare.js';
import { magnitude, max } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';
import { innermost, specialised } from '../scalar/scalar.js';
import { jacobi } from './jacobi.js';
import { type NumberMatrix, rowsFromColumns, type ScalarMatrix, squareOf } from './shapes.js';
import { type Problem, spectrum } from './spectrum.js';

/** How far two mirrored entries may lie apart, in relation to the largest entry. */
const TOLERANCE = 1e-10;

/** Eigenvalues upwards, and the matrix whose columns are the eigenvectors in their order. */
export interface Eigen<T> {
  /** Eigenvalues, ascending. */
  readonly values: T[];
  /** Eigenvectors of length 1, as columns. */
  readonly vectors: T[][];
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix, A = V·diag(λ)·Vᵀ.
 *
 * The mean of A and Aᵀ is taken, so that the derivative by A is symmetric: ∂λᵢ/∂A = vᵢ·vᵢᵀ. Of v and -v it is the one whose largest
 * number is positive. Eigenvalues that differ by rounding errors only are given as equal. Each of k equal ones has the mean slope
 * of all, and symmetric functions of them have their true derivatives of any order; eigenvectors of
 * equal eigenvalues are any basis and have no derivative (NaN), but V·f(Λ)·Vᵀ has, to the third order; from the fourth on it is NaN,
 * which steps of second order cannot tell. Where two are only nearly equal, second derivatives
 * lose digits: their relative error is 2⁻⁵³ over the relative gap.
 *
 * @param A - n x n, symmetric.
 * @returns `values`, n numbers upwards, and `vectors`, n x n, the i-th column for the i-th value. NaN where A is not finite.
 * @throws {RangeError} when A is not square, or not symmetric (to 1e-10 of its largest entry).
 * @remarks Cost: Jacobi's method on plain numbers, about 30n³ products; then 4n³ products on numbers with derivatives for each
 * step, one for first derivatives, two for second ones. Compiled, the program calls Jacobi's method as it calls sin.
 * @see Ogita and Aishima, Japan J. Indust. Appl. Math. 35, 2018
 * @example
 * eigh([[2, 1], [1, 2]]).values; // => [1, 3]
 * eigh([[3, 0], [0, 2]]).vectors; // => [[0, 1], [1, 0]]
 */
export function eigh(A: NumberMatrix): Eigen<number>;
export function eigh(A: ScalarMatrix): Eigen<Scalar>;
export function eigh(A: unknown): Eigen<Scalar> {
  const rows = symmetricOf('eigh', A);
  const { values, vectors } = spectrum(problemOf('eigh', rows), true);
  return { values: values.slice(), vectors: rowsFromColumns(vectors, rows.length) };
}

/**
 * The eigenvalues of a symmetric matrix, upwards, without the vectors: see `eigh`.
 *
 * Equal ones are kinks: each of k has the mean slope of all. Symmetric functions of them have their true derivatives.
 *
 * @param A - n x n, symmetric.
 * @returns n numbers.
 * @throws {RangeError} when A is not square, or not symmetric (to 1e-10 of its largest entry).
 * @remarks Cost: as `eigh`, but n³/2 products for first derivatives and one step for second ones.
 * @example
 * eigvalsh([[2, 1], [1, 2]]); // => [1, 3]
 * const squares = ([a, b, c]) => sumOfSquares(eigvalsh([[a, b], [b, c]]));
 * hessian(squares, [1, 0, 1]).map((row) => row.map((h) => Math.round(h) + 0)); // => [[2, 0, 0], [0, 4, 0], [0, 0, 2]]
 */
export function eigvalsh(A: NumberMatrix): number[];
export function eigvalsh(A: ScalarMatrix): Scalar[];
export function eigvalsh(A: unknown): Scalar[] {
  const rows = symmetricOf('eigvalsh', A);
  return spectrum(problemOf('eigvalsh', rows), false).values.slice();
}

function problemOf(name: string, rows: readonly (readonly Scalar[])[]): Problem {
  const n = rows.length;
  const entries = rows.flatMap((row, i) => row.slice(0, i + 1));
  const start = (i: number): number => (i * (i + 1)) / 2;
  return {
    name,
    rows,
    entries,
    solve: (list) => {
      const at = (i: number, j: number): number => list[start(Math.max(i, j)) + Math.min(i, j)];
      return jacobi(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => at(i, j))));
    },
  };
}

/**
 * The mean of A and Aᵀ.
 *
 * @throws {RangeError} when the two differ.
 */
function symmetricOf(name: string, A: unknown): Scalar[][] {
  const rows = squareOf(name, 'A', A);
  const symmetric: Scalar[][] = rows.map((row) => row.slice());
  const pairs = rows.flatMap((_, i) => Array.from({ length: i }, (_, j) => [i, j] as const));
  const apart = pairs.filter(([i, j]) => rows[i][j] !== rows[j][i]);
  if (apart.length === 0) return symmetric;
  const largest = rows.flat().reduce<Scalar>((m, x) => max(m, magnitude(groundOf(x))), 0);
  for (const [i, j] of apart) {
    const [below, above] = [rows[i][j], rows[j][i]];
    const [a, b] = [innermost(below), innermost(above)];
    if (decide(gt(magnitude(sub(a, b)), mul(TOLERANCE, largest)))) {
      throw new RangeError(
        `${name}: expected A to be symmetric, got ${specialised(a)} at [${i}][${j}] and ${specialised(b)} at [${j}][${i}]. ` +
          `Use ${name} of the mean of A and its transpose where these are rounding errors, or svd.`,
      );
    }
    symmetric[i][j] = mul(0.5, add(below, above));
    symmetric[j][i] = symmetric[i][j];
  }
  return symmetric;
}
