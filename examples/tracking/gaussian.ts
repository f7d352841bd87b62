/**
 * The Kalman filter for nonlinear models, with the way Gaussians go through functions left open.
 *
 * A filter of this kind keeps a mean and a covariance. To predict it sends them through the motion; to take in a scan it
 * sends them through x ↦ (x, h(x)), which tells how the state and what the radar should see vary together, and conditions
 * on what it did see.
 */
import { matmul, matvec, solve, transpose } from 'hyperdual/linalg';
import {
  type Matrix,
  move,
  observed,
  PROCESS_NOISE,
  RADAR_NOISE,
  type Scan,
  seenFrom,
  type Vector,
  type VectorFunction,
} from './model.js';

/** A Gaussian. */
export interface Belief {
  readonly mean: Vector;
  readonly covariance: Matrix;
}

/** Mean and covariance of f(x), for x with those of a belief: to some approximation. */
export type Transform = (f: VectorFunction, belief: Belief) => Belief;

/** A belief after a scan, and how surprising the scan was. */
export interface Step extends Belief {
  /** Normalised innovation squared, νᵀ·S⁻¹·ν: χ² with 2 degrees of freedom if all is right. */
  readonly nis: number;
}

/** One period: prediction, and correction by the scan. */
export type Filter = (belief: Belief, scan: Scan) => Step;

export function gaussianFilter(transform: Transform): Filter {
  return (belief, scan) => {
    const moved = transform(move, belief);
    const predicted = { mean: moved.mean, covariance: symmetric(plus(moved.covariance, PROCESS_NOISE)) };
    const n = predicted.mean.length;
    const see = seenFrom(scan.bearing);
    const joint = transform((x) => [...x, ...see(x)], predicted);
    const expected = joint.mean.slice(n);
    const S = plus(
      joint.covariance.slice(n).map((row) => row.slice(n)),
      RADAR_NOISE,
    );
    const cross = joint.covariance.slice(0, n).map((row) => row.slice(n));
    const gain = transpose(solve(S, transpose(cross)));
    const innovation = observed(scan).map((z, i) => z - expected[i]);
    const step = matvec(gain, innovation);
    return {
      mean: predicted.mean.map((m, i) => m + step[i]),
      covariance: symmetric(plus(predicted.covariance, matmul(gain, transpose(cross)), -1)),
      nis: squaredLength(innovation, S),
    };
  };
}

/** A + factor·B. */
export function plus(A: Matrix, B: Matrix, factor = 1): Matrix {
  return A.map((row, i) => row.map((a, j) => a + factor * B[i][j]));
}

/** The mean of A and Aᵀ: what rounding takes from symmetry must not add up over the scans. */
export function symmetric(A: Matrix): Matrix {
  return A.map((row, i) => row.map((a, j) => 0.5 * (a + A[j][i])));
}

/** vᵀ·C⁻¹·v: the square of v measured in standard deviations. */
export function squaredLength(v: Vector, C: Matrix): number {
  const weighted = solve(C, v);
  return v.reduce((sum, x, i) => sum + x * weighted[i], 0);
}
