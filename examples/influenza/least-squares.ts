/**
 * Least squares with the exact Jacobian, and the statistics that come from the same Jacobian.
 *
 * The optimiser is ml-levenberg-marquardt: maintained, small, and it takes the Jacobian as an option.
 */
import { jacobian } from 'hyperdual/plain';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { inverse, Matrix } from 'ml-matrix';

/** The model's values at the data's points, 0, 1, 2, ..., for a list of parameters. */
export type Model = (parameters: readonly number[]) => number[];

/** What the optimiser asks for, at a list of plain parameters. */
export interface Curve {
  values(parameters: readonly number[]): readonly number[];
  /** J[point][parameter]. */
  jacobian(parameters: readonly number[]): readonly number[][];
}

export interface Fit {
  readonly parameters: readonly number[];
  readonly fitted: readonly number[];
  /** Data minus fit. */
  readonly residuals: readonly number[];
  /** J[point][parameter]. */
  readonly jacobian: readonly (readonly number[])[];
  /** Σ residual². */
  readonly rss: number;
  /** Points minus parameters. */
  readonly degreesOfFreedom: number;
  /** σ = √(RSS / degrees of freedom), the residual standard deviation. */
  readonly sigma: number;
  /** Of the parameters: σ²·(JᵀJ)⁻¹. */
  readonly covariance: readonly (readonly number[])[];
  /** The largest |cos| of an angle between the residuals and a column of J: 0 where ∇RSS = -2Jᵀr is, in any units. */
  readonly cosine: number;
}

/** The model as it stands: run on numbers, and differentiated by the driver at every call. */
export function eager(model: Model): Curve {
  return { values: model, jacobian: (p) => jacobian(model, p) };
}

export function leastSquares(curve: Curve, data: readonly number[], start: readonly number[]): Fit {
  // The optimiser asks for one point after the other; all of them come from one run of the model.
  const values = (p: readonly number[]): ((point: number) => number) => {
    const all = curve.values(p);
    return (point) => all[point];
  };
  const slopes = (p: readonly number[]): ((point: number) => number[]) => {
    const rows = curve.jacobian(p);
    return (point) => rows[point];
  };
  const { parameterValues } = levenbergMarquardt({ x: [...data.keys()], y: data }, values, {
    initialValues: start,
    jacobianFunction: slopes,
    damping: 1,
    // It stops early only where RSS itself is small, which the least RSS is not. The gradient is 0 to rounding after 15.
    maxIterations: 16,
    errorTolerance: 0,
  });
  return summary(data, parameterValues, curve.values(parameterValues), curve.jacobian(parameterValues));
}

function summary(
  data: readonly number[],
  parameters: readonly number[],
  fitted: readonly number[],
  rows: readonly number[][],
): Fit {
  const residuals = data.map((y, i) => y - fitted[i]);
  const rss = dot(residuals, residuals);
  const degreesOfFreedom = data.length - parameters.length;
  const J = new Matrix([...rows]);
  const columns = J.transpose().to2DArray();
  return {
    parameters,
    fitted,
    residuals,
    jacobian: rows,
    rss,
    degreesOfFreedom,
    sigma: Math.sqrt(rss / degreesOfFreedom),
    covariance: inverse(J.transpose().mmul(J))
      .mul(rss / degreesOfFreedom)
      .to2DArray(),
    cosine: Math.max(...columns.map((c) => Math.abs(dot(c, residuals)) / Math.sqrt(dot(c, c) * rss))),
  };
}

/**
 * The standard error of a quantity q(p) computed from the fitted parameters, to first order (the delta method):
 *
 *     se(q)² = gᵀ·C·g,   g = ∇q at the fit, C the covariance of the parameters.
 */
export function standardError({ covariance }: Fit, g: readonly number[]): number {
  const cg = covariance.map((row) => dot(row, g));
  return Math.sqrt(dot(g, cg));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, x, i) => total + x * b[i], 0);
}
