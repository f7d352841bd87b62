/**
 * For context: Gauss's and Newton's method with Levenberg's and Marquardt's damping, from ml-levenberg-marquardt.
 *
 * It knows that the function is a sum of squares and takes JᵀJ for half the Hessian, which leaves out Σ r_i·∇²r_i. The
 * Jacobian is the library's.
 */
import { jacobian } from 'hyperdual/plain';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { Path } from './path.js';
import type { Problem } from './problem.js';

export function gaussNewton({ curve, observed }: Problem, start: readonly number[], limit = 500): Path<unknown> {
  const path = new Path(curve, start, () => {});
  // Its damping is a plain number added to JᵀJ: y is measured so that the largest entry of that is 1 at the start.
  const first = jacobian(path.f, path.start);
  const unit = Math.sqrt(Math.max(...path.start.map((_, j) => first.reduce((total, row) => total + row[j] ** 2, 0))));
  const values = (u: readonly number[]): ((point: number) => number) => {
    const fitted = path.f(u);
    return (point) => fitted[point] / unit;
  };
  const slopes = (u: number[]): ((point: number) => number[]) => {
    path.add(u, Number.NaN);
    const rows = jacobian(path.f, u);
    return (point) => rows[point].map((slope) => slope / unit);
  };
  try {
    levenbergMarquardt({ x: [...observed.keys()], y: observed.map((y) => y / unit) }, values, {
      initialValues: [...path.start],
      jacobianFunction: slopes,
      damping: 1,
      // It is told the parameters before each step.
      maxIterations: limit + 1,
      errorTolerance: 0,
    });
  } catch (error) {
    // A step so long that the model is NaN there ends in a matrix that ml-matrix cannot factor.
    if (!(error instanceof Error && error.message.includes('symmetric'))) throw error;
  }
  return path;
}
