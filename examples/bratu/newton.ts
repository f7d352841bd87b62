/** Newton's method with a sparse Jacobian and a sparse LU decomposition. */
import { onNumbers } from 'hyperdual';
import { type CompiledSparseMatrix, compiledSparseJacobian } from 'hyperdual/sparse';
import { solveSparse } from './linear-solver.js';
import { hill, residual } from './model.js';

export interface Step {
  readonly step: number;
  /** Largest |F| and largest |Δu|. */
  readonly residual: number;
  readonly change: number;
}

export interface Solution {
  readonly m: number;
  readonly lambda: number;
  readonly u: Float64Array;
  readonly steps: readonly Step[];
}

const MOST_STEPS = 30;

export function jacobianOf(m: number, lambda: number): CompiledSparseMatrix<Float64Array> {
  return compiledSparseJacobian((u) => residual(u, m, lambda), hill(m, 0));
}

/** Solves F(u) = 0 from a hill of a given height on. */
export function solve(
  J: CompiledSparseMatrix<Float64Array>,
  m: number,
  lambda: number,
  height: number,
  report: (step: Step) => void = () => {},
): Solution {
  const plain = onNumbers(residual);
  const u = hill(m, height);
  const steps: Step[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const F = plain([...u], m, lambda);
    const size = largest(F);
    J.input.set(u);
    J.run();
    const change = solveSparse(J.matrix, F);
    change.forEach((d, k) => {
      u[k] -= d;
    });
    steps.push({ step, residual: size, change: largest(change) });
    report(steps[step]);
    if (largest(change) < 1e-12 * largest(u)) break;
  }
  return { m, lambda, u, steps };
}

export function largest(v: ArrayLike<number>): number {
  let most = 0;
  for (let k = 0; k < v.length; k++) most = Math.max(most, Math.abs(v[k]));
  return most;
}
