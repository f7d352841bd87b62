/** Mean and spread of a list. */
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, sub } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';
import { describe } from '../scalar/scalar.js';
import { listOf, norm, type Reduction } from './reductions.js';
import { square } from './roots.js';

/** Mean, as a number without derivatives, and what the list differs by from it: exactly 0 where all are equal. */
function centred(list: readonly Scalar[]): { centre: Scalar; differences: Scalar[] } {
  const values = list.map(groundOf);
  const first = values[0];
  const centre = add(first, over(values.map((x) => sub(x, first))));
  return { centre, differences: list.map((x) => sub(x, centre)) };
}

/** The mean as it stands. */
function over(terms: readonly Scalar[]): Scalar {
  return div(total(terms), terms.length);
}

function total(terms: readonly Scalar[]): Scalar {
  return terms.reduce<Scalar>((sum, x) => add(sum, x), 0);
}

/**
 * The mean (x₁ + ... + xₙ)/n of finite numbers, in two passes: exact where all are equal; NaN of nothing.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @example
 * mean([1, 2, 6]); // => 3
 * gradient(mean, [1, 2]); // => [0.5, 0.5]
 */
export const mean: Reduction = ((xs: readonly Scalar[]): Scalar => {
  const list = listOf('mean', xs);
  if (list.length === 0) return Number.NaN;
  const { centre, differences } = centred(list);
  return add(centre, over(differences));
}) as Reduction;

/**
 * The variance Σ (xᵢ - mean)²/(n - lost), in two passes. Its gradient and Hessian are right also where all numbers are equal.
 *
 * @param lost - degrees of freedom that are lost: 1, when left out, for a sample, 0 for all there is.
 * @returns NaN where n is not above lost.
 * @throws {TypeError} when xs is no array of numbers and Scalars, or lost no plain number.
 * @example
 * variance([1, 2, 6]); // => 7
 * hessian((x) => variance(x), [5, 5]); // => [[1, -1], [-1, 1]]
 */
export function variance(xs: readonly number[], lost?: number): number;
export function variance(xs: readonly Scalar[], lost?: number): Scalar;
export function variance(xs: readonly Scalar[], lost = 1): Scalar {
  const list = listOf('variance', xs);
  const degrees = degreesOf('variance', list, lost);
  if (degrees !== degrees) return Number.NaN;
  const { differences } = centred(list);
  // Whatever the centre is: its rounding error goes out (Chan, Golub and LeVeque, The American Statistician 37, 1983).
  const rest = div(square(total(differences)), list.length);
  return div(sub(total(differences.map((d) => square(d))), rest), degrees);
}

/**
 * The standard deviation, the root of `variance`, without overflow. Slope 0 where all numbers are equal, as that of `norm` at 0.
 *
 * @param lost - degrees of freedom that are lost: 1, when left out, for a sample, 0 for all there is.
 * @returns NaN where n is not above lost.
 * @throws {TypeError} when xs is no array of numbers and Scalars, or lost no plain number.
 * @example
 * standardDeviation([1, 3, 5]); // => 2
 * gradient((x) => standardDeviation(x), [5, 5]); // => [0, 0]
 */
export function standardDeviation(xs: readonly number[], lost?: number): number;
export function standardDeviation(xs: readonly Scalar[], lost?: number): Scalar;
export function standardDeviation(xs: readonly Scalar[], lost = 1): Scalar {
  const list = listOf('standardDeviation', xs);
  const degrees = degreesOf('standardDeviation', list, lost);
  if (degrees !== degrees) return Number.NaN;
  const { differences } = centred(list);
  const rest = over(differences);
  return mul(1 / Math.sqrt(degrees), norm(differences.map((d) => sub(d, rest))));
}

/** How many numbers are free; NaN where none is. */
function degreesOf(name: string, list: readonly Scalar[], lost: unknown): number {
  if (typeof lost !== 'number') {
    throw new TypeError(
      `${name}: expected the degrees of freedom that are lost as a plain number, got ${describe(lost)}. Leave it out for 1.`,
    );
  }
  const degrees = list.length - lost;
  return list.length > 0 && degrees > 0 ? degrees : Number.NaN;
}
