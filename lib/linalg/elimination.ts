/** Elimination with partial pivoting, and what is read off it. */
import { decide, eq, gt, lt } from '../branches/compare.js';
import { abs, clamp, max, round, sign as signOf } from '../branches/kinks.js';
import { exp2, log, log2 } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { innermost, specialised } from '../scalar/scalar.js';
import { determinant } from './determinant.js';
import {
  describeSize,
  type NumberMatrix,
  type NumberVector,
  rightHandSidesOf,
  rowsFromColumns,
  type ScalarMatrix,
  type ScalarVector,
  squareOf,
} from './shapes.js';

/** P·A = L·U: U and the multipliers below it in one table of rows, the rows in the order given. */
export interface Factors {
  readonly rows: readonly (readonly Scalar[])[];
  readonly order: readonly number[];
  /** The first column without a pivot, or -1. */
  readonly singular: number;
}

/**
 * The largest pivot of each column, in relation to its row, by value: the only place where a value decides. A column all of
 * whose candidates have the value 0 ends the elimination, whatever their derivatives are.
 */
export function factor(A: readonly (readonly Scalar[])[]): Factors {
  const rows = A.map((row) => row.slice());
  const order = A.map((_, i) => i);
  const weights = A.map(weightOf);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const weighted = (i: number): Scalar => mul(size(rows[i][k]), weights[order[i]]);
    let best = k;
    for (let i = k + 1; i < n; i++) {
      if (decide(gt(weighted(i), weighted(best)))) best = i;
    }
    [rows[k], rows[best]] = [rows[best], rows[k]];
    [order[k], order[best]] = [order[best], order[k]];
    if (decide(eq(rows[k][k], 0))) return { rows, order, singular: k };
    for (let i = k + 1; i < n; i++) {
      const factor = div(rows[i][k], rows[k][k]);
      rows[i][k] = factor;
      for (let j = k + 1; j < n; j++) rows[i][j] = sub(rows[i][j], mul(factor, rows[k][j]));
    }
  }
  // A rounding error in place of a 0: the determinant, without quotients, tells.
  const doubtful = rows.findIndex((row, k) => decide(lt(mul(size(row[k]), weights[order[k]]), 2 ** -40)));
  return { rows, order, singular: doubtful >= 0 && hasNoDeterminant(A, weights) ? doubtful : -1 };
}

/**
 * The power of two that brings the largest entry of a row to about 1. Pivots are compared as if all rows were of this size
 * (implicit equilibration: Golub and Van Loan, Matrix Computations, section 3.5.2), the entries stay as they are.
 */
function weightOf(row: readonly Scalar[]): Scalar {
  const largest = row.reduce((m: Scalar, x) => max(m, size(x)), 0);
  return exp2(neg(round(log2(clamp(largest, 2 ** -1000, 2 ** 1000)))));
}

/** True when the determinant of the values is 0; rows and columns are brought to one size for it not to underflow. */
function hasNoDeterminant(A: readonly (readonly Scalar[])[], weights: readonly Scalar[]): boolean {
  const rows = A.map((row, i) => row.map((x) => mul(innermost(x), weights[i])));
  const columns = rows.map((_, j) => weightOf(rows.map((row) => row[j])));
  return decide(eq(determinant(rows.map((row) => row.map((x, j) => mul(x, columns[j])))), 0));
}

/** |x|, by value. */
function size(x: Scalar): Scalar {
  return abs(innermost(x));
}

/** The x with L·U·x = P·b. */
export function substitute({ rows, order }: Factors, b: readonly Scalar[]): Scalar[] {
  const n = rows.length;
  const x = order.map((i) => b[i]);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) x[i] = sub(x[i], mul(rows[i][j], x[j]));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] = sub(x[i], mul(rows[i][j], x[j]));
    x[i] = div(x[i], rows[i][i]);
  }
  return x;
}

function invertible(name: string, A: readonly (readonly Scalar[])[]): Factors {
  const factors = factor(A);
  if (factors.singular >= 0) {
    throw new RangeError(
      `${name}: expected A to be invertible, got a singular ${describeSize(A).slice(2)} (column ${factors.singular} depends on the ones before it). ` +
        'Check it for rows or columns that are multiples or sums of others.',
    );
  }
  return factors;
}

/**
 * The solution x of A·x = b.
 *
 * LU factorization with partial pivoting, rows compared as if they were of one size: backward stable, so the error is about
 * the condition number of A times 1e-16, also where rows, or rows and columns, are in units of very different size. Nothing is
 * refined or regularized: a nearly singular A gives an answer as uncertain as the problem.
 *
 * @param A - n x n.
 * @param b - n numbers, or an n x p matrix of right-hand sides.
 * @returns x, of the shape of b.
 * @throws {RangeError} when A is not square or singular (a pivot or the determinant is 0), or b has not as many rows as A.
 * @remarks Cost: n³/3 products, and n² for each right-hand side.
 * @example
 * solve([[2, 1], [1, 3]], [3, 5]); // => [0.8, 1.4]
 */
export function solve(A: NumberMatrix, b: NumberVector): number[];
export function solve(A: NumberMatrix, b: NumberMatrix): number[][];
export function solve(A: ScalarMatrix, b: ScalarVector): Scalar[];
export function solve(A: ScalarMatrix, b: ScalarMatrix): Scalar[][];
export function solve(A: unknown, b: unknown): Scalar[] | Scalar[][] {
  const rows = squareOf('solve', 'A', A);
  const { columns, like } = rightHandSidesOf('solve', b, rows.length);
  const factors = invertible('solve', rows);
  return like(columns.map((column) => substitute(factors, column)));
}

/**
 * The inverse of a matrix. To solve equations use `solve`: it is cheaper and more exact.
 *
 * @param A - n x n.
 * @returns n x n.
 * @throws {RangeError} when A is not square, or singular (a pivot or the determinant is 0).
 * @remarks Cost: 4n³/3 products.
 * @see Mathematics for Machine Learning, (5.101)
 * @example
 * inverse([[4, 0], [0, 2]]); // => [[0.25, 0], [0, 0.5]]
 */
export function inverse(A: NumberMatrix): number[][];
export function inverse(A: ScalarMatrix): Scalar[][];
export function inverse(A: unknown): Scalar[][] {
  const rows = squareOf('inverse', 'A', A);
  const unit = rows.map((_, i) => rows.map((_, j) => (i === j ? 1 : 0)));
  const factors = invertible('inverse', rows);
  return rowsFromColumns(
    unit.map((column) => substitute(factors, column)),
    rows.length,
  );
}

/**
 * Logarithm of the determinant, without overflow: log det A.
 *
 * @param A - n x n.
 * @returns a number: NaN for a negative determinant, -Infinity for a singular A.
 * @throws {RangeError} when A is not square.
 * @remarks Cost: n³/3 products. Its derivative by A is the transposed inverse.
 * @example
 * logdet([[Math.E, 0], [0, 1]]); // => 1
 */
export function logdet(A: NumberMatrix): number;
export function logdet(A: ScalarMatrix): Scalar;
export function logdet(A: unknown): Scalar {
  const { sign, logAbs } = signAndLog('logdet', A, log);
  return sign < 0 ? mul(Number.NaN, logAbs) : logAbs;
}

/** det A = sign·e^logAbs. */
export interface SignAndLog<T> {
  /** -1, 0 or 1. */
  readonly sign: number;
  /** log|det A|, -Infinity for a singular A. */
  readonly logAbs: T;
}

/**
 * Sign and logarithm of the determinant, without overflow: det A = sign·e^logAbs.
 *
 * @param A - n x n.
 * @returns `sign`, 1, -1 or 0, and `logAbs`, -Infinity for a singular A.
 * @throws {RangeError} when A is not square.
 * @remarks Cost: n³/3 products. The derivative of logAbs by A is the transposed inverse.
 * @example
 * slogdet([[0, 2], [1, 0]]); // => { sign: -1, logAbs: 0.6931... }
 */
export function slogdet(A: NumberMatrix): SignAndLog<number>;
export function slogdet(A: ScalarMatrix): SignAndLog<Scalar>;
export function slogdet(A: unknown): SignAndLog<Scalar> {
  return signAndLog('slogdet', A, (d) => log(abs(d)));
}

function signAndLog(name: string, A: unknown, logOf: (singular: Scalar) => Scalar): SignAndLog<Scalar> {
  const matrix = squareOf(name, 'A', A);
  const { rows, order, singular } = factor(matrix);
  if (singular >= 0) return { sign: 0, logAbs: logOf(determinant(matrix)) };
  let sign = isEven(order) ? 1 : -1;
  let total: Scalar = 0;
  for (let i = 0; i < rows.length; i++) {
    total = add(total, log(abs(rows[i][i])));
    sign *= specialised(signOf(innermost(rows[i][i])));
  }
  return { sign, logAbs: total };
}

/** True for a permutation that is an even number of exchanges. */
function isEven(order: readonly number[]): boolean {
  let inversions = 0;
  for (let i = 0; i < order.length; i++) for (let j = 0; j < i; j++) if (order[j] > order[i]) inversions++;
  return inversions % 2 === 0;
}
