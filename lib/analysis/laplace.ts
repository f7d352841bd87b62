/** Laplace's approximation: a density by the Gaussian that has its mode and its curvature there. */
import { secondOrderOf } from '../forward/hessian.js';
import { checkFunction, numberOutput } from '../forward/seed.js';
import { dot } from '../functions/reductions.js';
import { inverse, logdet } from '../linalg/elimination.js';
import { matvec } from '../linalg/products.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import { describe, value } from '../scalar/scalar.js';
import { type Flattened, fill, flatten, leafPaths, rebuild } from '../shape/shape.js';
import type { Checked, Hessian, Input, LeafOf, Lifted, Like } from '../shape/types.js';
import { leastPivot } from './definite.js';
import { short } from './text-table.js';

/** What `laplace` may be told. */
export interface LaplaceOptions {
  /** Newton steps to take from the point given before anything else; 0 when left out. */
  readonly refine?: number;
}

/** The Gaussian of Laplace's approximation. */
export interface LaplaceApproximation<X> {
  /** The mean: the mode of the density. */
  readonly mode: Like<X>;
  /** The inverse Hessian of -log p at the mode, of the structure of the mode twice. */
  readonly covariance: Hessian<Scalar, X>;
  /** log ∫ p(x) dx: the logarithm of the evidence when p is prior times likelihood. */
  readonly logEvidence: LeafOf<X>;
  /** How far the next Newton step would go, in standard deviations of the approximation (the Newton decrement). */
  readonly decrement: number;
}

/** A mode missed by this many standard deviations moves log ∫ p by half of its square, 5e-7. */
const NEAR = 1e-3;

/**
 * Laplace's approximation of a density p that is known but for a factor, from f = -log p at its mode m:
 *
 *     p(x) ≈ p(m)·exp(-½·(x - m)ᵀ·H·(x - m)),   H = ∇²f(m)
 *     covariance = H⁻¹,   log ∫ p(x) dx ≈ -f(m) + n/2·log 2π - ½·log det H
 *
 * Exact for a Gaussian. The error depends on the coordinates: a density on x > 0 is mostly closer to a Gaussian in log x.
 *
 * A mode that an optimiser found to a few digits becomes exact by `refine`. With `refine: 1` the result also carries the
 * first derivatives by whatever else f depends on (with 2 the second ones too), those of the mode included: so it can be
 * differentiated by the parameters of a prior, say.
 *
 * @param negLogDensity - f: ℝⁿ → ℝ, the negative logarithm of p, without the constant or with it.
 * @param mode - m, where f has its minimum: a number, an array of any depth, or a record.
 * @param options - `refine`: the number of Newton steps from m, 0 when left out.
 * @throws {RangeError} when the Hessian is not positive definite, or m is 0.001 standard deviations or more from the
 * minimum of the parabola there; for a `refine` that is no whole number >= 0, or a mode without numbers.
 * @throws {TypeError} when f returns something other than one number, or the mode holds something that is not a number.
 * @remarks Cost: one Hessian of f for each Newton step and for the result, and n³ products each.
 * @see C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 4.4, (4.135)
 * @example
 * const negLogGamma = (x) => sub(x, mul(9, log(x))); // x⁹·exp(-x), whose integral is 9! = exp(12.80...)
 * laplace(negLogGamma, 9); // => { mode: 9, covariance: 9, logEvidence: 12.79..., decrement: 0 }
 */
export function laplace<const X extends Input>(
  negLogDensity: (x: Lifted<X>) => Scalar,
  mode: Checked<X>,
  options?: LaplaceOptions,
): LaplaceApproximation<X>;
export function laplace(
  negLogDensity: (x: never) => Scalar,
  mode: unknown,
  { refine = 0 }: LaplaceOptions = {},
): LaplaceApproximation<unknown> {
  checkFunction('laplace', negLogDensity, 'laplace(negLogDensity, mode)');
  if (!(Number.isInteger(refine) && refine >= 0)) {
    throw new RangeError(
      `laplace: expected refine to be a whole number >= 0, got ${describe(refine)}. Give the number of Newton steps.`,
    );
  }
  let point = flatten('laplace', 'mode', mode);
  if (point.leaves.length === 0) {
    throw new RangeError('laplace: expected mode to hold at least one number, got none. Give the parameters of p.');
  }
  for (let step = 0; step < refine; step++) {
    const { newtonStep } = parabola(negLogDensity, point);
    point = { shape: point.shape, leaves: point.leaves.map((x, i) => sub(x, newtonStep[i])) };
  }
  const { least, covariance, logDeterminant, decrement } = parabola(negLogDensity, point);
  if (!(decrement < NEAR)) {
    throw new RangeError(
      `laplace: expected mode to be the minimum of negLogDensity, got a point from which a Newton step goes ` +
        `${short(decrement, 3)} standard deviations further. Minimise first, or pass { refine: ${refine + 5} } for Newton steps.`,
    );
  }
  const { shape, leaves } = point;
  let i = 0;
  const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
  return {
    mode: fill(shape, leaves),
    covariance: rebuild(shape, () => fill(shape, covariance[i++])),
    logEvidence: sub(leaves.length * halfLogTwoPi, add(least, mul(0.5, logDeterminant))),
    decrement,
  } as LaplaceApproximation<unknown>;
}

type Matrix = readonly (readonly Scalar[])[];

interface Parabola {
  readonly least: Scalar;
  /** H⁻¹·∇f, to be subtracted. */
  readonly newtonStep: readonly Scalar[];
  readonly covariance: Matrix;
  /** log det H. */
  readonly logDeterminant: Scalar;
  /** √(∇fᵀ·H⁻¹·∇f). */
  readonly decrement: number;
}

/**
 * f to second order at a point. The Hessian is scaled to a diagonal near 1, by powers of two, which round nothing: pivoting
 * chooses among entries of one size then, and no digit depends on the units of the parameters.
 */
function parabola(f: (x: never) => Scalar, point: Flattened): Parabola {
  const x = fill(point.shape, point.leaves);
  const { values, gradients, hessians } = secondOrderOf(
    'laplace',
    f,
    x,
    numberOutput('laplace', 'the sum of its parts'),
  );
  const [gradient, H] = [gradients[0], hessians[0]];
  checkDefinite(H, leafPaths(point.shape));
  const exponents = H.map((row, i) => -Math.round(Math.log2(value(row[i])) / 2));
  const scaled = (A: Matrix): Scalar[][] =>
    A.map((row, i) => row.map((entry, j) => mul(mul(entry, 2 ** exponents[i]), 2 ** exponents[j])));
  const unit = scaled(H);
  const inverted = scaled(inverse(unit));
  const covariance = inverted.map((row, i) => row.map((entry, j) => mul(0.5, add(entry, inverted[j][i]))));
  const newtonStep = matvec(covariance, gradient);
  const shift = 2 * Math.LN2 * exponents.reduce((total, exponent) => total + exponent, 0);
  return {
    least: values[0],
    newtonStep,
    covariance,
    logDeterminant: sub(logdet(unit), shift),
    decrement: Math.sqrt(Math.max(0, value(dot(gradient, newtonStep)))),
  };
}

/** A pivot this small is a rounding error of the Hessian, and below the other one mostly of the model's making. */
const SINGULAR = 1e-14;
const FLAT = 1e-8;

function checkDefinite(hessian: Matrix, paths: readonly string[]): void {
  const H = hessian.map((row) => row.map(value));
  const low = H.findIndex((row, i) => !(row[i] > 0));
  const { share, row } = low >= 0 ? { share: H[low][low], row: low } : leastPivot(H);
  if (share > SINGULAR) return;
  const curvature = low >= 0 ? `${short(share)} by` : `${short(share * H[row][row])} of the profile along`;
  throw new RangeError(
    `laplace: expected the Hessian of negLogDensity to be positive definite, got the second derivative ${curvature} ` +
      `mode${paths[row]}. ${remedy(share)}`,
  );
}

function remedy(share: number): string {
  if (!Number.isFinite(share)) return 'Give a mode inside the domain of the density.';
  if (Math.abs(share) <= FLAT) return 'Fix a parameter that the density leaves open, or give it a prior.';
  return 'Pass -log p, not log p, and its minimum, not a saddle.';
}
