/** Singular values of matrices of plain numbers by Jacobi's method from one side. */
import { largestOf, type PlainSpectrum, toleranceFor, unknownSpectrum, withSign, withTies } from './jacobi.js';

/** Orthonormal vectors with A·vᵢ = σᵢ·uᵢ, as lists of columns, σ downwards. The rest of the basis of U stands behind. */
interface Factors {
  readonly U: readonly (readonly number[])[];
  readonly s: readonly number[];
  readonly V: readonly (readonly number[])[];
}

const MOST_SWEEPS = 60;
/** Products of unit vectors that are orthogonal. */
const ORTHOGONAL = 2 ** -44;

/**
 * The spectrum of the symmetric [[0, A], [Aᵀ, 0]]: the eigenvalues ±σᵢ with the vectors (uᵢ, ±vᵢ)/√2, and 0 for the rest (Golub and Van
 * Loan, Matrix Computations, section 8.6.1). Singular values within rounding errors of 0 or of each other are given as equal.
 *
 * @param A - with as many rows as columns, or more.
 */
export function spectrumOfBoth(A: readonly (readonly number[])[]): PlainSpectrum {
  const [m, n] = [A.length, A[0].length];
  const size = m + n;
  if (!A.every((row) => row.every(Number.isFinite))) return unknownSpectrum(size);
  const { U, s, V } = factored(A);
  const zero = (length: number): number[] => new Array<number>(length).fill(0);
  const both = (i: number, sign: number): number[] =>
    [...U[i], ...V[i].map((x) => sign * x)].map((x) => x * Math.SQRT1_2);
  const rest = U.slice(n).map((u) => [...u, ...zero(n)]);
  const upwards = s.map((_, i) => s.length - 1 - i);
  const H = Array.from({ length: size }, (_, i) =>
    i < m ? [...zero(m), ...A[i]] : [...A.map((row) => row[i - m]), ...zero(n)],
  );
  const values = [...s.map((x) => -x), ...rest.map(() => 0), ...upwards.map((i) => s[i])];
  const vectors = [...s.map((_, i) => both(i, -1)), ...rest, ...upwards.map((i) => both(i, 1))];
  const tied = withTies(H, values, vectors, toleranceFor(size));
  return { values: tied.values.map((x, i) => mirrored(tied.values, x, i)), vectors };
}

/** The values below 0 are to the bit those above it, and what ties with its opposite is 0. */
function mirrored(values: readonly number[], x: number, i: number): number {
  const opposite = values[values.length - 1 - i];
  if (x === opposite) return 0;
  return 2 * i < values.length ? -opposite : x;
}

/**
 * Rotates the columns of a tall A until they are orthogonal: their lengths are the singular values (Hestenes, J. SIAM 6, 1958; more exact
 * than any other method, Demmel and Veselić, SIAM J. Matrix Anal. Appl. 13, 1992).
 */
function factored(A: readonly (readonly number[])[]): Factors {
  const n = A[0].length;
  const largest = largestOf(A);
  const unit = largest === 0 ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
  const a = A[0].map((_, j) => A.map((row) => row[j] / unit));
  const V = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < MOST_SWEEPS && sweepOver(a, V); sweep++);
  const lengths = a.map((x) => Math.hypot(...x));
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j] - lengths[i] || i - j);
  const U: number[][] = [];
  const right: number[][] = [];
  let isSure = true;
  for (const j of order) {
    const v = withSign(V[j]);
    right.push(v);
    const isOpposite = v.some((x, i) => x !== V[j][i] && x !== 0);
    const u = a[j].map((x) => (isOpposite ? -x : x) / lengths[j] + 0);
    // Of a column that is nothing but rounding errors the direction is none; those behind it are smaller still.
    isSure &&= lengths[j] > 0 && U.every((other) => Math.abs(dot(other, u)) < ORTHOGONAL);
    if (isSure) U.push(u);
  }
  complete(U, A.length);
  return { U, s: order.map((j) => lengths[j] * unit), V: right.slice(0, n) };
}

/** Makes each pair of columns orthogonal once; false when all were. */
function sweepOver(a: number[][], V: number[][]): boolean {
  let isDone = true;
  for (let p = 0; p < a.length; p++) {
    for (let q = p + 1; q < a.length; q++) {
      const [x, y] = [a[p], a[q]];
      const product = dot(x, y);
      const [xx, yy] = [dot(x, x), dot(y, y)];
      if (Math.abs(product) <= 2 ** -53 * Math.sqrt(xx) * Math.sqrt(yy)) continue;
      isDone = false;
      const cotangent = (yy - xx) / (2 * product);
      const t = 1 / (cotangent + (cotangent < 0 ? -1 : 1) * Math.hypot(1, cotangent));
      const c = 1 / Math.sqrt(1 + t * t);
      turn(x, y, c, c * t);
      turn(V[p], V[q], c, c * t);
    }
  }
  return !isDone;
}

function turn(x: number[], y: number[], c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const [g, h] = [x[i], y[i]];
    x[i] = c * g - s * h;
    y[i] = s * g + c * h;
  }
}

function dot(x: readonly number[], y: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] * y[i];
  return total;
}

/** Fills up orthonormal vectors to a basis, each from the axis that is farthest from those there are. */
function complete(U: number[][], m: number): void {
  const outside = Array.from({ length: m }, (_, i) => 1 - U.reduce((sum, u) => sum + u[i] ** 2, 0));
  while (U.length < m) {
    const axis = outside.reduce((best, x, i) => (x > outside[best] ? i : best), 0);
    let x: number[] = outside.map((_, i) => (i === axis ? 1 : 0));
    // Twice is enough (Kahan).
    for (let pass = 0; pass < 2; pass++) {
      for (const u of U) {
        const part = dot(u, x);
        x = x.map((xi, i) => xi - part * u[i]);
      }
    }
    const length = Math.hypot(...x);
    const u = x.map((xi) => xi / length + 0);
    U.push(u);
    u.forEach((ui, i) => {
      outside[i] -= ui * ui;
    });
  }
}
