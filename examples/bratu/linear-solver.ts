/**
 * Sparse linear equations, by math.js: the LU decomposition of CSparse with the columns in the order of least degree.
 *
 * Its matrices are compressed columns, so the Jacobian is handed over as it is.
 */

import type { Csc } from 'hyperdual/sparse';
import * as mathjs from 'mathjs';

/** Not among the types of math.js. */
const { SparseMatrix } = mathjs as unknown as { SparseMatrix: new (data: object) => mathjs.Matrix };

/** A for A + Aᵀ: the pattern is symmetric. */
const ORDER = 1;
/** A pivot on the diagonal is taken when it is no smaller than this share of the largest. */
const THRESHOLD = 0.1;

/**
 * x of A·x = b.
 *
 * math.js takes what is below 1e-15 for 0, so the right side is scaled to 1.
 */
export function solveSparse({ values, indices, pointers, rows, columns }: Csc, b: readonly number[]): number[] {
  const A = new SparseMatrix({ values: [...values], index: [...indices], ptr: [...pointers], size: [rows, columns] });
  const size = b.reduce((most, bi) => Math.max(most, Math.abs(bi)), 0) || 1;
  const x = mathjs.lusolve(
    mathjs.slu(A, ORDER, THRESHOLD) as never,
    b.map((bi) => bi / size),
  ) as unknown as mathjs.Matrix;
  return (x.valueOf() as number[][]).map(([xi]) => size * xi);
}
