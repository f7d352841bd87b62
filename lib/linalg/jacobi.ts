/** Eigenvalues of symmetric matrices of plain numbers by Jacobi's method, and which of them are equal but for rounding errors. */

/** A·x = λ·x: the eigenvalues upwards, and orthonormal vectors in their order. */
export interface PlainSpectrum {
  readonly values: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

/** Far more than are ever taken: a sweep squares what is left beside the diagonal. */
const MOST_SWEEPS = 60;

/**
 * By rotations of two axes each, sweep by sweep (Golub and Van Loan, Matrix Computations, section 8.5; Rutishauser, Numerische
 * Mathematik 9, 1966, for the threshold). Of all methods it is the most exact: of a matrix whose entries are graded the small
 * eigenvalues too (Demmel and Veselić, SIAM J. Matrix Anal. Appl. 13, 1992).
 *
 * NaN for all where an entry is not finite.
 *
 * @param tolerance - eigenvalues are given as equal whose distance is within this part of their rounding errors' scale.
 */
export function jacobi(A: readonly (readonly number[])[], tolerance: number = toleranceFor(A.length)): PlainSpectrum {
  const n = A.length;
  const largest = largestOf(A);
  if (!Number.isFinite(largest)) return unknownSpectrum(n);
  // Squares stay in range.
  const unit = largest === 0 ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
  const a = A.map((row) => row.map((x) => x / unit));
  const V = A.map((_, i) => A.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < MOST_SWEEPS && sweepOver(a, V, sweep > 3); sweep++);
  const values = a.map((row, i) => row[i]);
  const order = values.map((_, i) => i).sort((i, j) => values[i] - values[j] || i - j);
  return withTies(
    A,
    order.map((i) => values[i] * unit + 0),
    order.map((i) => withSign(V.map((row) => row[i]))),
    tolerance,
  );
}

/** The largest size of an entry; NaN where one is. */
export function largestOf(A: readonly (readonly number[])[]): number {
  let largest = 0;
  for (const row of A) for (const x of row) largest = Math.max(largest, Math.abs(x));
  return largest;
}

export function unknownSpectrum(n: number): PlainSpectrum {
  const unknown = new Array<number>(n).fill(Number.NaN);
  return { values: unknown, vectors: unknown.map(() => unknown) };
}

/** Rotates each pair of axes once; false when nothing was left beside the diagonal. V holds the vectors in its columns. */
function sweepOver(a: number[][], V: number[][], isLate: boolean): boolean {
  const n = a.length;
  let isDone = true;
  for (let p = 0; p < n; p++) {
    for (let q = p + 1; q < n; q++) {
      const x = a[p][q];
      if (x === 0) continue;
      isDone = false;
      const size = 100 * Math.abs(x);
      const isNothingBeside = (d: number): boolean => Math.abs(d) + size === Math.abs(d);
      if (isLate && isNothingBeside(a[p][p]) && isNothingBeside(a[q][q])) {
        a[p][q] = 0;
        a[q][p] = 0;
      } else rotate(a, V, p, q);
    }
  }
  return !isDone;
}

/** The rotation in the plane of two axes that makes a[p][q] 0, by the smaller of its two angles. */
function rotate(a: number[][], V: number[][], p: number, q: number): void {
  const x = a[p][q];
  const distance = a[q][q] - a[p][p];
  const cotangent = distance / (2 * x);
  // Where its square leaves the range the 1 beside it is nothing.
  const t = 1 / (cotangent + (cotangent < 0 ? -1 : 1) * Math.hypot(1, cotangent));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  const tau = s / (1 + c);
  a[p][p] -= t * x;
  a[q][q] += t * x;
  a[p][q] = 0;
  a[q][p] = 0;
  for (let i = 0; i < a.length; i++) {
    const row = V[i];
    turn(row, p, row, q, s, tau);
    if (i === p || i === q) continue;
    turn(a[i], p, a[i], q, s, tau);
    a[p][i] = a[i][p];
    a[q][i] = a[i][q];
  }
}

function turn(x: number[], p: number, y: number[], q: number, s: number, tau: number): void {
  const [g, h] = [x[p], y[q]];
  x[p] = g - s * (h + g * tau);
  y[q] = h + s * (g - h * tau);
}

/** Of a vector and its opposite the one whose largest number is positive, of equal ones the first. Without negative zeros. */
export function withSign(v: readonly number[]): number[] {
  let top = 0;
  for (const x of v) if (Math.abs(x) > Math.abs(top) * (1 + 2 ** -40)) top = x;
  return v.map((x) => (top < 0 ? -x : x) + 0);
}

/** How far eigenvalues of an n x n matrix may be off, in relation to `scaleOf`. */
export function toleranceFor(n: number): number {
  return (8 + 2 * n) * 2 ** -53;
}

/**
 * Eigenvalues, upwards, whose distance is a rounding error all get their mean: that of equal ones is exact, and sums and products
 * of them come out as if they were.
 */
export function withTies(
  A: readonly (readonly number[])[],
  values: readonly number[],
  vectors: readonly (readonly number[])[],
  tolerance: number,
): PlainSpectrum {
  const scales = vectors.map((v) => scaleOf(A, v));
  const isTie = (i: number): boolean => values[i + 1] - values[i] <= tolerance * (scales[i] + scales[i + 1]);
  const tied = values.slice();
  for (let start = 0, end = 1; start < values.length; start = end++) {
    while (end < values.length && isTie(end - 1)) end++;
    if (values[start] === values[end - 1]) continue;
    let mean = 0;
    for (let i = start; i < end; i++) mean += values[i] / (end - start);
    for (let i = start; i < end; i++) tied[i] = mean;
  }
  return { values: tied, vectors };
}

/** |v|ᵀ·|A|·|v|: in relation to this rounding errors of A move an eigenvalue. */
function scaleOf(A: readonly (readonly number[])[], v: readonly number[]): number {
  let total = 0;
  A.forEach((row, i) => {
    if (v[i] === 0) return;
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += Math.abs(row[j] * v[j]);
    total += Math.abs(v[i]) * sum;
  });
  return total;
}
