/** What is compared with the certified values: parameters, their standard deviations, and the residual sum of squares. */
import { jacobian } from 'hyperdual/plain';
import { inverse, Matrix, QrDecomposition } from 'ml-matrix';
import type { Problem } from './problem.js';

export interface Digits {
  readonly parameters: number;
  readonly standardDeviations: number;
  readonly rss: number;
}

/** How many digits of the certified values a fit has: of the worst parameter, and of the worst standard deviation. */
export function digitsOf(problem: Problem, b: readonly number[]): Digits {
  const { certified } = problem;
  return {
    parameters: agreement(b, certified.parameters),
    standardDeviations: agreement(standardDeviations(problem, b), certified.standardDeviations),
    rss: agreement([problem.rss(b)], [certified.rss]),
  };
}

/** The certified values have 11 digits: no agreement can be told beyond. */
const CERTIFIED = 11;

/** -log10 of the largest relative error, not above 11; negative where not even the size is right. */
export function agreement(actual: readonly number[], certified: readonly number[]): number {
  return Math.min(CERTIFIED, -Math.log10(largestError(actual, certified)));
}

export function largestError(actual: readonly number[], certified: readonly number[]): number {
  return Math.max(...actual.map((x, i) => Math.abs(x - certified[i]) / Math.abs(certified[i])));
}

/**
 * σ·√((JᵀJ)⁻¹_jj), with σ² = RSS/(m - n) and J the Jacobian of the curve.
 *
 * With J = QR it is σ times the length of row j of R⁻¹: forming JᵀJ would lose twice as many digits. The columns of J are
 * brought to length 1 before.
 */
export function standardDeviations({ curve, rss, observed }: Problem, b: readonly number[]): number[] {
  const rows = jacobian(curve, b);
  const lengths = b.map((_, j) => Math.hypot(...rows.map((row) => row[j])));
  const sigma = Math.sqrt(rss(b) / (observed.length - b.length));
  const scaled = new Matrix(rows.map((row) => row.map((slope, j) => slope / lengths[j])));
  const inverted = inverse(new QrDecomposition(scaled).upperTriangularMatrix).to2DArray();
  return inverted.map((row, j) => (sigma * Math.hypot(...row)) / lengths[j]);
}
