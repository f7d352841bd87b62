/** How far a symmetric matrix is from being positive definite. */

/** What is left of a diagonal entry when it is compared with 0 in doubles. */
const ROUNDING = 1e-14;

/** The least pivot of a matrix. */
export interface LeastPivot {
  /** 1 for a diagonal matrix, 0 for a singular one, below 0 for an indefinite one; NaN where an entry is. */
  readonly share: number;
  /** The row it belongs to. */
  readonly row: number;
}

/**
 * The least pivot of Cholesky's method with the largest pivot first, for the matrix scaled to ones on its diagonal.
 *
 * For a covariance it is the share of a variance that the variables before it leave unexplained, 1 - R². It does not
 * depend on the units of the variables, as the least eigenvalue would.
 *
 * @param A - n x n, symmetric, no diagonal entry negative.
 */
export function leastPivot(A: readonly (readonly number[])[]): LeastPivot {
  const scale = A.map((row, i) => (row[i] === 0 ? 1 : 1 / Math.sqrt(row[i])));
  const rest = A.map((row, i) => row.map((entry, j) => entry * scale[i] * scale[j]));
  const left = new Set(A.keys());
  let least: LeastPivot = { share: 1, row: 0 };
  while (left.size > 0) {
    const row = largest(rest, left);
    const pivot = rest[row][row];
    left.delete(row);
    if (!(pivot > ROUNDING)) {
      // In a semidefinite matrix |a_ij|² <= a_ii·a_jj: beside a diagonal of 0 there is nothing but 0.
      const beside = Math.max(0, ...[...left].map((i) => Math.abs(rest[row][i])));
      least = smaller(least, { share: beside > ROUNDING ? Math.min(pivot, -beside) : pivot, row });
      continue;
    }
    least = smaller(least, { share: pivot, row });
    for (const i of left) for (const j of left) rest[i][j] -= (rest[i][row] * rest[row][j]) / pivot;
  }
  return least;
}

function smaller(a: LeastPivot, b: LeastPivot): LeastPivot {
  return b.share >= a.share || Number.isNaN(a.share) ? a : b;
}

function largest(rest: readonly (readonly number[])[], left: ReadonlySet<number>): number {
  let [best] = left;
  for (const i of left) if (rest[i][i] > rest[best][best]) best = i;
  return best;
}
