/** Covariances as they come in, checked. */
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { value } from '../scalar/scalar.js';
import { inOrderOf } from '../shape/order.js';
import { describeShape, type Flattened, fill, flatten, leafPaths, rebuild, type Shape } from '../shape/shape.js';
import { leastPivot } from './definite.js';
import { short } from './text-table.js';

/** What may be missing to symmetry, or to a pivot of 0, in relation to the variances: covariances are often rounded. */
const TOLERANCE = 1e-10;

/** A covariance without the rows and columns of the inputs that have no variance. */
export interface Covariance {
  /** The inputs that have a variance, by their place in the list of all. */
  readonly uncertain: readonly number[];
  /** Of those: symmetric to the last bit. */
  readonly sigma: readonly (readonly Scalar[])[];
}

/**
 * @param shape - of the mean.
 * @throws {RangeError} when the covariance has not this shape twice, is not symmetric, or not positive semidefinite.
 */
export function covarianceOf(name: string, shape: Shape, covariance: unknown): Covariance {
  const paths = leafPaths(shape);
  const n = paths.length;
  const given = flatten(name, 'covariance', covariance);
  const leaves = inShapeTwice(name, shape, given, n);
  const rows = paths.map((_, i) => leaves.slice(i * n, (i + 1) * n));
  const values = rows.map((row) => row.map(value));
  const at = (i: number, j: number): string => `covariance${paths[i]}${paths[j]}`;
  values.forEach((row, i) => {
    const j = row.findIndex((entry, k) => !Number.isFinite(entry) || (k === i && entry < 0));
    if (j < 0) return;
    throw new RangeError(
      `${name}: expected covariance to hold finite numbers, and variances that are not negative, got ${row[j]} at ${at(i, j)}. ` +
        'Give variances, the squares of standard deviations.',
    );
  });
  values.forEach((row, i) => {
    for (let j = 0; j < i; j++) {
      const [below, above] = [row[j], values[j][i]];
      if (Math.abs(below - above) <= TOLERANCE * Math.sqrt(row[i] * values[j][j])) continue;
      throw new RangeError(
        `${name}: expected covariance to be symmetric, got ${below} at ${at(i, j)} and ${above} at ${at(j, i)}. ` +
          'Give the same covariance at both places.',
      );
    }
  });
  const least = leastPivot(values);
  if (!(least.share >= -TOLERANCE)) {
    throw new RangeError(
      `${name}: expected covariance to be positive semidefinite, got one that leaves ${short(least.share)} of the variance at ` +
        `${at(least.row, least.row)} when the other inputs are known. ` +
        'Look for a correlation beyond 1, or for correlations that contradict each other.',
    );
  }
  const uncertain = [...rows.keys()].filter((i) => rows[i][i] !== 0);
  const mean = (a: Scalar, b: Scalar): Scalar => (a === b ? a : mul(0.5, add(a, b)));
  return { uncertain, sigma: uncertain.map((i) => uncertain.map((j) => mean(rows[i][j], rows[j][i]))) };
}

function inShapeTwice(name: string, shape: Shape, { leaves, shape: given }: Flattened, n: number): readonly Scalar[] {
  const part = fill(shape, new Array(n).fill(0));
  const due = flatten(
    name,
    'covariance',
    rebuild(shape, () => part),
  ).shape;
  const ordered = inOrderOf(due, given, leaves);
  if (ordered !== undefined) return ordered;
  const paths = leafPaths(given);
  const missing = leafPaths(due).find((path, i) => path !== paths[i]) ?? paths[n * n];
  throw new RangeError(
    `${name}: expected covariance to have the shape of mean twice, ${describeShape(due)}, got ${describeShape(given)} ` +
      `that differs at covariance${missing}. Give for each number of mean a part of the shape of mean.`,
  );
}
