/** Singular values and vectors, and what is made of them. */
import { decide, gt } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';
import { unknownParts } from '../scalar/unknown.js';
import { spectrumOfBoth } from './one-sided-jacobi.js';
import { leastSquaresBy, reduced } from './qr.js';
import { matrixOf, type NumberMatrix, rowsFromColumns, type ScalarMatrix } from './shapes.js';
import { type Problem, type Spectrum, spectrum } from './spectrum.js';

type Rows = readonly (readonly Scalar[])[];

/** A = U·diag(s)·Vᵀ. */
export interface Svd<T> {
  /** Left singular vectors, as columns. */
  readonly U: T[][];
  /** Singular values, from the largest. */
  readonly s: T[];
  /** Right singular vectors, as columns. */
  readonly V: T[][];
}

/**
 * Singular values and vectors, A = U·diag(s)·Vᵀ, with k = min(m, n) columns in U and V.
 *
 * Values within rounding errors of each other, or of 0, are given as equal. There each has the mean slope of all (at 0: 0, as |x|), and
 * functions that are symmetric in them, and even at 0, have their true derivatives of any order; vectors of equal
 * values have none (NaN). Of (u, v) and (-u, -v) it is the pair in which the largest number of v is positive.
 *
 * @param A - m x n.
 * @returns `U`, m x k, `s`, k numbers downwards, `V`, n x k. NaN where A is not finite.
 * @throws {RangeError} when A is not a matrix.
 * @remarks Cost: QR where A is not square, Jacobi's method on plain numbers; then 32k³ products on numbers with derivatives for each step, one
 * for first derivatives, two for second ones (4(m + n)³ where columns depend on each other).
 * @example
 * svd([[3, 0], [0, 4]]).s; // => [4, 3]
 * svd([[3, 0], [0, 4]]).U; // => [[0, 1], [1, 0]]
 */
export function svd(A: NumberMatrix): Svd<number>;
export function svd(A: ScalarMatrix): Svd<Scalar>;
export function svd(A: unknown): Svd<Scalar> {
  return parts(matrixOf('svd', 'A', A), 'svd', true);
}

/**
 * The singular values of a matrix, downwards: see `svd`.
 *
 * @param A - m x n.
 * @returns min(m, n) numbers, downwards.
 * @throws {RangeError} when A is not a matrix.
 * @remarks Cost: as `svd`, but 4k³ products for first derivatives and one step for second ones.
 * @example
 * singularValues([[3, 0], [4, 0]]); // => [5, 0]
 * secondDerivative((x) => sumOfSquares(singularValues([[x, 0], [0, 1]])), 0); // => 2
 */
export function singularValues(A: NumberMatrix): number[];
export function singularValues(A: ScalarMatrix): Scalar[];
export function singularValues(A: unknown): Scalar[] {
  return parts(matrixOf('singularValues', 'A', A), 'singularValues', false).s;
}

/**
 * The Moore-Penrose inverse: A⁺·b is the shortest of all x for which |A·x - b| is least.
 *
 * Where A has full rank its derivatives are those of (AᵀA)⁻¹Aᵀ or Aᵀ(AAᵀ)⁻¹. Elsewhere it has a derivative only along ways on which the rank
 * stays, and there it is right; on others it jumps.
 *
 * @param A - m x n.
 * @returns n x m.
 * @throws {RangeError} when A is not a matrix.
 * @remarks Cost: 2·m·n·(m + n) products at full rank, by QR; elsewhere that of `svd`.
 * @example
 * pinv([[1, 0], [0, 2], [0, 0]]); // => [[1, 0, 0], [0, 0.5, 0]]
 * pinv([[1, 1], [1, 1]])[0].map((x) => x.toFixed(2)); // => ['0.25', '0.25']
 */
export function pinv(A: NumberMatrix): number[][];
export function pinv(A: ScalarMatrix): Scalar[][];
export function pinv(A: unknown): Scalar[][] {
  const rows = matrixOf('pinv', 'A', A);
  const unit = rows.map((_, i) => rows.map((__, j) => (i === j ? 1 : 0)));
  const columns = shortest(rows, 'pinv', unit);
  // + 0: without negative zeros.
  return rowsFromColumns(columns, rows[0].length).map((row) => row.map((x) => add(x, 0)));
}

/** The shortest of all x for which |A·x - b| is least, for several b. */
export function shortest(rows: Rows, name: string, columns: Rows): Scalar[][] {
  const solved = leastSquaresBy(rows, columns);
  if (solved !== undefined) return solved;
  const { U, s, V } = parts(rows, name, true);
  let unknown: Scalar = 0;
  const kept = s.flatMap((sigma, i) => {
    if (decide(gt(sigma, 0))) return [i];
    // A value that leaves 0 jumps to infinity: whether it does is seen beside the point.
    if (typeof groundOf(sigma) === 'number') unknown = add(unknown, unknownParts(sigma));
    return [];
  });
  const u = rowsFromColumns(U, s.length);
  return columns.map((b) => {
    const weights = kept.map((i) =>
      div(
        u[i].reduce<Scalar>((sum, x, k) => add(sum, mul(x, b[k])), 0),
        s[i],
      ),
    );
    return V.map((row) => kept.reduce<Scalar>((sum, i, k) => add(sum, mul(row[i], weights[k])), add(unknown, 0)));
  });
}

/** A that is not square is reduced to R first: the vectors of the larger of the two bases that are beside A need not be found. */
function parts(rows: Rows, name: string, needsVectors: boolean): Svd<Scalar> {
  const [m, n] = [rows.length, rows[0].length];
  if (m < n) {
    const turned = rows[0].map((_, j) => rows.map((row) => row[j]));
    const { U, s, V } = parts(turned, name, needsVectors);
    return { U: V, s, V: U };
  }
  const factors = m > n ? reduced(rows) : undefined;
  const square = factors === undefined ? rows : factors.R;
  const { values, vectors } = downwards(spectrum(problemOf(name, square), needsVectors), n);
  const left = vectors.map((x) => x.slice(0, square.length).map((xi) => div(xi, Math.SQRT1_2)));
  const right = vectors.map((x) => x.slice(square.length).map((xi) => div(xi, Math.SQRT1_2)));
  const U = factors === undefined ? left : factors.times(left);
  return { U: rowsFromColumns(U, m), s: values.slice(), V: rowsFromColumns(right, n) };
}

function downwards({ values, vectors }: Spectrum, k: number): Spectrum {
  return { values: values.slice(-k).reverse(), vectors: vectors.slice(-k).reverse() };
}

/** [[0, A], [Aᵀ, 0]]: its eigenvalues are the singular values of A and their opposites. */
function problemOf(name: string, A: Rows): Problem {
  const [m, n] = [A.length, A[0].length];
  const rows = Array.from({ length: m + n }, (_, i) =>
    Array.from({ length: m + n }, (__, j) => (i < m ? (j < m ? 0 : A[i][j - m]) : j < m ? A[j][i - m] : 0)),
  );
  return {
    name,
    rows,
    entries: A.flat(),
    solve: (list) => spectrumOfBoth(Array.from({ length: m }, (_, i) => list.slice(n * i, n * (i + 1)))),
  };
}
