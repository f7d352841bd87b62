/** Determinants that are right, with their derivatives, at singular matrices too. */
import { decide, eq, gt, lt } from '../branches/compare.js';
import { abs, round } from '../branches/kinks.js';
import { log2 } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { innermost, specialised } from '../scalar/scalar.js';
import { type NumberMatrix, type ScalarMatrix, squareOf } from './shapes.js';

type Rows = readonly (readonly Scalar[])[];

/**
 * Determinant.
 *
 * Exact for whole numbers, as long as no product of two minors exceeds 2^53, so a singular one has determinant 0. The
 * derivative is the adjugate, at singular matrices of any rank too, and the higher derivatives are as good.
 *
 * @param A - n x n. Up to n = 3 it is multiplied out, and products of n entries must be in range; for larger n only the
 * result must.
 * @throws {RangeError} when A is not square.
 * @remarks Cost: 2n³/3 products.
 * @see Mathematics for Machine Learning, (5.100)
 * @example
 * det([[1, 2, 3], [4, 5, 6], [7, 8, 9]]); // => 0
 */
export function det(A: NumberMatrix): number;
export function det(A: ScalarMatrix): Scalar;
export function det(A: unknown): Scalar {
  // + 0: the determinant of a singular matrix is 0, not -0.
  return add(determinant(squareOf('det', 'A', A)), 0);
}

/** Up to 3 rows written out, without a branch. */
export function determinant(rows: Rows): Scalar {
  if (rows.length > 3) return byElimination(rows);
  if (rows.length === 1) return rows[0][0];
  const [[a, b], [c, d]] = rows;
  if (rows.length === 2) return minor(a, b, c, d);
  const [[, , e], [, , f], [g, h, i]] = rows;
  return add(sub(mul(e, minor(c, d, g, h)), mul(f, minor(a, b, g, h))), mul(i, minor(a, b, c, d)));
}

function minor(a: Scalar, b: Scalar, c: Scalar, d: Scalar): Scalar {
  return sub(mul(a, d), mul(b, c));
}

/**
 * Elimination without fractions (Bareiss, Math. Comp. 22, 1968): with pivot p and the one before it, p', every entry
 *
 *     (p·mᵢⱼ - mᵢₖ·mₖⱼ)/p'
 *
 * is a minor of A, a whole number where A is whole, and the last one is the determinant. The pivot is the largest entry
 * left, by value. LU with its quotients would miss the 0 of a singular matrix by a rounding error, and partial pivoting
 * would divide by a pivot 0; with the largest entry for a pivot, one that is 0 means that nothing but zeros is left. Then
 * the m rows that are left, whose derivatives need not be 0, are multiplied out: det A = det M / p^(m-1) (Sylvester).
 */
function byElimination(A: Rows): Scalar {
  let rows = A.map((row) => row.slice());
  let previous: Scalar = 1;
  let sign = 1;
  // Minors leave the range of doubles long before n = 100: the rows are 2^exponent times minors, the pivot before them was
  // 2^before times one.
  let exponent = 0;
  let before = 0;
  while (rows.length > 1) {
    const { row, column, size } = largest(rows);
    if (decide(eq(size, 0))) break;
    const tooLarge = decide(gt(size, 2 ** BAND));
    if (tooLarge || decide(lt(size, 2 ** -BAND))) {
      // To the next end of the band, no further: entries far smaller than the largest must not underflow.
      const shift = (tooLarge ? BAND : -BAND) - specialised(round(log2(size)));
      exponent += shift;
      rows = rows.map((entries) => entries.map((entry) => timesPowerOfTwo(entry, shift)));
    }
    if (row !== 0) sign = -sign;
    if (column !== 0) sign = -sign;
    [rows[0], rows[row]] = [rows[row], rows[0]];
    for (const entries of rows) [entries[0], entries[column]] = [entries[column], entries[0]];
    const [first, ...others] = rows;
    const [pivot, ...top] = first;
    const divisor = previous;
    rows = others.map(([left, ...rest]) =>
      rest.map((entry, j) => exactQuotient(sub(mul(pivot, entry), mul(left, top[j])), divisor)),
    );
    previous = pivot;
    [exponent, before] = [2 * exponent - before, exponent];
  }
  const m = rows.length;
  let result = mul(multipliedOut(rows), sign);
  for (let i = 1; i < m; i++) result = div(result, previous);
  return timesPowerOfTwo(result, (m - 1) * before - m * exponent);
}

/** Exponents of the sizes between which entries are left as they are: products of two, divided by a third, stay in range. */
const BAND = 200;

/** x·2^e in steps, because 2^e alone may be out of range. */
function timesPowerOfTwo(x: Scalar, e: number): Scalar {
  let y = x;
  let rest = e;
  // After three steps every number has left the range, or is 0.
  for (let step = 0; step < 3 && rest !== 0; step++) {
    const part = Math.max(-1000, Math.min(1000, rest));
    y = mul(y, 2 ** part);
    rest -= part;
  }
  return y;
}

/**
 * x / y, where of whole numbers also the derivatives are whole: the quotient cut to 26 bits, each derivative part by itself
 * (Veltkamp's splitting is linear), and what it leaves over, which is exact, divided once more.
 */
function exactQuotient(x: Scalar, y: Scalar): Scalar {
  const q = div(x, y);
  if (y === 1 || typeof q === 'number') return q;
  const large = mul(q, 2 ** 27 + 1);
  const high = sub(large, sub(large, q));
  return add(high, div(sub(x, mul(high, y)), y));
}

/** The place of the entry with the largest value, and its size; 0 when all values are 0 or NaN. */
function largest(rows: Rows): { row: number; column: number; size: Scalar } {
  const best: { row: number; column: number; size: Scalar } = { row: 0, column: 0, size: 0 };
  rows.forEach((entries, row) => {
    entries.forEach((entry, column) => {
      const size = abs(innermost(entry));
      if (decide(gt(size, best.size))) Object.assign(best, { row, column, size });
    });
  });
  return best;
}

/**
 * Determinant without division, n⁴ products (Bird, Information Processing Letters 111, 2011): with F(X) = μ(X)·A, where
 * μ keeps what is above the diagonal of X and has -Σ X_jj over j > i on it, det A = (-1)^(n-1)·F^(n-1)(A)₁₁.
 */
function multipliedOut(A: Rows): Scalar {
  let X: Rows = A;
  for (let step = 1; step < A.length; step++) {
    const current = X;
    const onDiagonal = current.map((_, i) =>
      neg(current.slice(i + 1).reduce((total: Scalar, row, k) => add(total, row[i + 1 + k]), 0)),
    );
    X = current.map((row, i) =>
      A[0].map((_, j) => {
        let total = mul(onDiagonal[i], A[i][j]);
        for (let k = i + 1; k < A.length; k++) total = add(total, mul(row[k], A[k][j]));
        return total;
      }),
    );
  }
  return A.length % 2 === 0 ? neg(X[0][0]) : X[0][0];
}
