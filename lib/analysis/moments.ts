/** Mean and covariance of a function of random inputs, from its derivatives at the mean. */
import { columnsOf } from '../forward/columns.js';
import { secondOrderOf } from '../forward/hessian.js';
import { anyOutput, checkFunction } from '../forward/seed.js';
import { dot } from '../functions/reductions.js';
import type { Active, Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { describe } from '../scalar/scalar.js';
import { fill, flatten, rebuild, type Shape } from '../shape/shape.js';
import type { Checked, Direction, Input, Jacobian, Lifted, NumberArray, Output, Valued } from '../shape/types.js';
import { type Covariance, covarianceOf } from './covariance.js';

/** What `moments` may be told. */
export interface MomentsOptions {
  /** 1: f is replaced by its tangent at the mean. 2: by its parabola, and the inputs are taken as Gaussian. */
  readonly order?: 1 | 2;
}

/** Mean and covariance of an output of structure Y; the covariance has that structure twice. */
export interface Moments<Y, X> {
  /** The mean of f(x). */
  readonly mean: Valued<Y, X>;
  /** The covariance of the numbers of f(x) with each other. */
  readonly covariance: Jacobian<Y, Valued<Y, X>>;
}

/** A covariance of numbers in the structure X: a variance, a matrix, or the structure at each number of itself. */
export type CovarianceOf<X> = X extends number | Active
  ? Scalar
  : X extends NumberArray | readonly Scalar[]
    ? readonly (NumberArray | readonly Scalar[])[]
    : Rows<X, X>;

/** The structure Row at each number of X. */
type Rows<X, Row> = X extends number | Active
  ? Direction<Row>
  : X extends NumberArray
    ? readonly Direction<Row>[]
    : { readonly [K in keyof X]: Rows<X[K], Row> };

/**
 * Propagation of uncertainty: mean and covariance of f(x), for random inputs x of known mean m and covariance Σ.
 *
 * With J and H_i the Jacobian of f and the Hessian of f_i at m:
 *
 *     first order    E f_i = f_i(m)                       cov(f_i, f_j) = J_i·Σ·J_jᵀ
 *     second order   E f_i = f_i(m) + ½·tr(H_i·Σ)         cov(f_i, f_j) = J_i·Σ·J_jᵀ + ½·tr(H_i·Σ·H_j·Σ)
 *
 * The first order is exact for linear f, whatever the distribution of x; the second for quadratic f of Gaussian x. For
 * other f both leave an error of the fourth power of the spread in the covariance, the first also one of the second power in
 * the mean. Where the two differ by much, f bends within the spread of x.
 *
 * An input of variance 0 is a constant: its slope, finite or not, does not matter.
 *
 * @param f - f: ℝⁿ → ℝᵐ, numbers in any structure to numbers in any structure.
 * @param mean - m: a number, an array of any depth, or a record.
 * @param covariance - Σ, the structure of the mean twice: a variance for a number, n x n for an array, a record of records
 * for a record. Symmetric and positive semidefinite.
 * @param options - `order`: 1 when left out.
 * @returns `mean` of the structure of f(x), and `covariance` with that structure twice, symmetric to the last bit. Numbers
 * that carry derivatives may stand in both arguments.
 * @throws {RangeError} when Σ has another shape, or is not symmetric or not positive semidefinite, or for an unknown order.
 * @throws {TypeError} when an argument or f(x) holds something that is not a number.
 * @remarks Cost: one call of f for every 16 inputs (first order), or one Hessian (second order).
 * @see A. Gelb (editor), Applied Optimal Estimation (1974), section 6.1
 * @example
 * const area = ({ width, height }) => mul(width, height);
 * const covariance = { width: { width: 0.25, height: 0 }, height: { width: 0, height: 1 } };
 * moments(area, { width: 3, height: 4 }, covariance); // => { mean: 12, covariance: 13 }
 * moments((x) => square(x), 3, 0.25, { order: 2 }); // => { mean: 9.25, covariance: 9.125 }
 */
export function moments<const X extends Input, const Y extends Output, const C extends CovarianceOf<X>>(
  f: (x: Lifted<X>) => Y,
  mean: Checked<X>,
  covariance: C,
  options?: MomentsOptions,
): Moments<Y, readonly [X, C]>;
export function moments(
  f: (x: never) => unknown,
  mean: unknown,
  covariance: unknown,
  { order = 1 }: MomentsOptions = {},
): { mean: unknown; covariance: unknown } {
  checkFunction('moments', f, 'moments(f, mean, covariance)');
  if (order !== 1 && order !== 2) {
    throw new RangeError(`moments: expected the order 1 or 2, got ${describe(order)}. Choose one.`);
  }
  const known = covarianceOf('moments', flatten('moments', 'mean', mean).shape, covariance);
  if (order === 1) {
    const { output, values, rows } = columnsOf('moments', f, mean, anyOutput('moments'));
    return inShape(output, values, linearPart(rows, known));
  }
  const { output, values, gradients, hessians } = secondOrderOf('moments', f, mean, anyOutput('moments'));
  const linear = linearPart(gradients, known);
  const bend = bendingPart(hessians, known);
  return inShape(
    output,
    values.map((y, i) => add(y, mul(0.5, bend.traces[i]))),
    linear.map((row, i) => row.map((c, j) => add(c, mul(0.5, bend.products[i][j])))),
  );
}

type Vector = readonly Scalar[];
type Matrix = readonly Vector[];

/** J_i·Σ·J_jᵀ. */
function linearPart(rows: Matrix, { sigma, uncertain }: Covariance): Matrix {
  const slopes = rows.map((row) => uncertain.map((k) => row[k]));
  const weighted = slopes.map((slope) => sigma.map((row) => dot(row, slope)));
  return symmetric(rows.length, (i, j) => dot(weighted[i], slopes[j]));
}

/** tr(H_i·Σ) and tr(H_i·Σ·H_j·Σ). */
function bendingPart(
  hessians: readonly Matrix[],
  { sigma, uncertain }: Covariance,
): { traces: Vector; products: Matrix } {
  // Row r, column c of H·Σ. Σ is symmetric: its rows serve as columns.
  const spread = hessians.map((H) =>
    uncertain.map((r) => {
      const row = uncertain.map((k) => H[r][k]);
      return sigma.map((column) => dot(row, column));
    }),
  );
  const transposed = spread.map((HS) => uncertain.map((_, c) => HS.map((row) => row[c])));
  return {
    traces: spread.map((HS) => HS.reduce((total: Scalar, row, k) => add(total, row[k]), 0)),
    products: symmetric(hessians.length, (i, j) => dot(spread[i].flat(), transposed[j].flat())),
  };
}

/** The matrix with the same number at [i][j] and [j][i], computed once. */
function symmetric(n: number, entry: (i: number, j: number) => Scalar): Matrix {
  const rows: Scalar[][] = Array.from({ length: n }, () => new Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      rows[i][j] = entry(i, j);
      rows[j][i] = rows[i][j];
    }
  }
  return rows;
}

function inShape(output: Shape, mean: Vector, covariance: Matrix): { mean: unknown; covariance: unknown } {
  let i = 0;
  return { mean: fill(output, mean), covariance: rebuild(output, () => fill(output, covariance[i++])) };
}
