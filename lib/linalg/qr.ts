/** QR factors by reflections, and least squares. */
import { decide, decideRare, le, lt } from '../branches/compare.js';
import { norm } from '../functions/reductions.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';
import { unknownParts } from '../scalar/unknown.js';
import { matrixOf, type NumberMatrix, type ScalarMatrix } from './shapes.js';

type Rows = readonly (readonly Scalar[])[];

/** A = Q·R. */
export interface Qr<T> {
  /** Orthonormal columns. */
  readonly Q: T[][];
  /** An upper triangle. */
  readonly R: T[][];
}

/**
 * A = Q·R with orthonormal columns in Q and an upper triangular R whose diagonal is not negative: so it is one and the same way for all
 * A whose columns are independent, and smooth in A.
 *
 * Where a column depends on those before it (to rounding errors) R has a 0 on its diagonal, and from there on Q and R have no derivative:
 * NaN.
 *
 * @param A - m x n.
 * @returns `Q`, m x k, and `R`, k x n, with k = min(m, n).
 * @throws {RangeError} when A is not a matrix.
 * @remarks Cost: 2mn² products, by reflections (Golub and Van Loan, Matrix Computations, section 5.2).
 * @example
 * qr([[3, 1], [4, 2]]).R; // => [[5, 2.2...], [0, 0.39...]]
 */
export function qr(A: NumberMatrix): Qr<number>;
export function qr(A: ScalarMatrix): Qr<Scalar>;
export function qr(A: unknown): Qr<Scalar> {
  const rows = matrixOf('qr', 'A', A);
  const k = Math.min(rows.length, rows[0].length);
  const { R, reflections } = triangular(rows);
  const Q = reflected(reflections.slice().reverse(), unitColumns(rows.length, k));
  const signs = R.slice(0, k).map((row, i) => signOf(row[i]));
  const unknown = unknownFrom(reflections, rows, k);
  return {
    Q: rows.map((_, i) => Q.map((column, j) => add(mul(signs[j], column[i]), unknown[j]))),
    R: R.slice(0, k).map((row, i) => row.map((x, j) => (j < i ? 0 : add(mul(signs[i], x), unknown[i])))),
  };
}

/** x ↦ x - 2·v·(vᵀx)/(vᵀv), for the numbers from `start` on; none where these were 0 but for rounding errors. */
interface Reflection {
  readonly start: number;
  readonly v: readonly Scalar[] | undefined;
  /** 2/(vᵀv). */
  readonly factor: Scalar;
}

/** How small the rest of a column is when it depends on those before it, in relation to the column. */
const DEPENDENT = 2 ** -48;

function triangular(A: Rows): { R: Scalar[][]; reflections: Reflection[] } {
  let columns: Scalar[][] = A[0].map((_, j) => A.map((row) => row[j]));
  const sizes = columns.map((column) => norm(column.map(groundOf)));
  const reflections: Reflection[] = [];
  const m = A.length;
  for (let k = 0; k < Math.min(m, columns.length); k++) {
    const x = columns[k].slice(k);
    const isDependent = decideRare(le(norm(x.map(groundOf)), mul(DEPENDENT, sizes[k])));
    if (isDependent) {
      columns[k] = columns[k].map((y, i) => (i < k ? y : 0));
      reflections.push({ start: k, v: undefined, factor: 0 });
      continue;
    }
    if (k === m - 1) continue;
    // Away from the axis, so that nothing cancels.
    const length = norm(x);
    const isNegative = decide(lt(groundOf(x[0]), 0));
    const v = [isNegative ? sub(x[0], length) : add(x[0], length), ...x.slice(1)];
    // vᵀv/2 = |x|·(|x| + |x₁|)
    const reflection: Reflection = { start: k, v, factor: div(1, mul(length, isNegative ? neg(v[0]) : v[0])) };
    reflections.push(reflection);
    const turned = columns.slice(k + 1).map((column) => reflect(reflection, column));
    const axis = columns[k].map((y, i) => (i < k ? y : i > k ? 0 : isNegative ? length : neg(length)));
    columns = [...columns.slice(0, k), axis, ...turned];
  }
  return { R: A.map((_, i) => columns.map((column) => column[i])), reflections };
}

function reflect({ start, v, factor }: Reflection, x: readonly Scalar[]): Scalar[] {
  if (v === undefined) return x.slice();
  let product: Scalar = 0;
  for (let i = 0; i < v.length; i++) product = add(product, mul(v[i], x[start + i]));
  const share = mul(factor, product);
  return x.map((xi, i) => (i < start ? xi : sub(xi, mul(share, v[i - start]))));
}

function reflected(reflections: readonly Reflection[], columns: Rows): Scalar[][] {
  return columns.map((column) => reflections.reduce<Scalar[]>((x, one) => reflect(one, x), column.slice()));
}

function unitColumns(m: number, k: number): number[][] {
  return Array.from({ length: k }, (_, j) => Array.from({ length: m }, (__, i) => (i === j ? 1 : 0)));
}

function signOf(x: Scalar): number {
  return decide(lt(groundOf(x), 0)) ? -1 : 1;
}

/** NaN for the derivatives from the first dependent column on. */
function unknownFrom(reflections: readonly Reflection[], rows: Rows, k: number): Scalar[] {
  const first = reflections.find(({ v }) => v === undefined)?.start ?? k;
  const unknown = first === k ? 0 : rows.flat().reduce<Scalar>((sum, x) => add(sum, unknownParts(x)), 0);
  return Array.from({ length: k }, (_, i) => (i < first ? 0 : unknown));
}

/** A tall A as Q·R, undefined where columns depend on each other. */
export interface Reduced {
  /** n x n, upper triangular. */
  readonly R: Scalar[][];
  /** Q times columns of n numbers. */
  times(columns: Rows): Scalar[][];
  /** Qᵀ times columns of m numbers. */
  transposedTimes(columns: Rows): Scalar[][];
}

export function reduced(A: Rows): Reduced | undefined {
  const [m, n] = [A.length, A[0].length];
  const { R, reflections } = triangular(A);
  if (reflections.some(({ v }) => v === undefined)) return undefined;
  const back = reflections.slice().reverse();
  const rest = new Array<Scalar>(m - n).fill(0);
  return {
    R: R.slice(0, n),
    times: (columns) =>
      reflected(
        back,
        columns.map((x) => [...x, ...rest]),
      ),
    transposedTimes: (columns) => reflected(reflections, columns).map((x) => x.slice(0, n)),
  };
}

/** The shortest of all x for which |A·x - b| is least, for several b; undefined for an A that has not full rank. */
export function leastSquaresBy(A: Rows, columns: Rows): Scalar[][] | undefined {
  if (A.length >= A[0].length) {
    const factors = reduced(A);
    return factors?.transposedTimes(columns).map((b) => backwards(factors.R, b));
  }
  // Aᵀ = Q·R: x = Q·R⁻ᵀ·b
  const factors = reduced(A[0].map((_, j) => A.map((row) => row[j])));
  return factors?.times(columns.map((b) => forwards(factors.R, b)));
}

/** The solution of R·x = b, for the upper triangle. */
function backwards(R: Rows, b: readonly Scalar[]): Scalar[] {
  const n = b.length;
  const x = b.slice();
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] = sub(x[i], mul(R[i][j], x[j]));
    x[i] = div(x[i], R[i][i]);
  }
  return x;
}

/** The solution of Rᵀ·x = b. */
function forwards(R: Rows, b: readonly Scalar[]): Scalar[] {
  const x = b.slice();
  for (let i = 0; i < b.length; i++) {
    for (let j = 0; j < i; j++) x[i] = sub(x[i], mul(R[j][i], x[j]));
    x[i] = div(x[i], R[i][i]);
  }
  return x;
}
