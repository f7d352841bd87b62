/**
 * Newton's method with the exact Hessian, damped in the manner of Levenberg:
 *
 *     (H + λI)·p = -g,   g and H from one call of `valueGradientAndHessian`.
 *
 * Far from a minimum H may have negative eigenvalues, and -H⁻¹g may lead uphill or too far. λ makes the matrix positive
 * definite, which its Cholesky factor tells, and the step short. Near the minimum λ goes to 0 and the number of right digits
 * doubles with every step.
 */
import { cholesky, solve, transpose } from 'hyperdual/linalg';
import { valueGradientAndHessian } from 'hyperdual/plain';
import { type Objective, Path, type Progress } from './path.js';

/** The function near a point, to second order. */
interface Expansion {
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}

interface Trial {
  readonly step: readonly number[];
  /** gᵀ(H + λI)⁻¹g. For λ = 0 half of it is the fall to the minimum of the quadratic expansion. */
  readonly decrement: number;
  /** The fall of the quadratic expansion, -(gᵀp + pᵀHp/2). */
  readonly predicted: number;
}

/** A decrement below this share of the value can hardly be seen in the rounded value. */
const HIDDEN = 1e-10;
/** A step must bring this share of the predicted fall. */
const SUFFICIENT = 1e-4;

export function newton(
  objective: Objective,
  start: readonly number[],
  limit = 2000,
  progress: Progress = () => {},
): Path {
  const path = new Path(objective, start, progress);
  const damping = new Damping();
  let u = path.start;
  let at: Expansion = valueGradientAndHessian(path.f, u);
  path.add(u, at.value);
  for (let last = Number.POSITIVE_INFINITY; path.iterations < limit; ) {
    const full = trial(at, 0);
    let step = full?.step;
    if (full !== undefined && full.decrement <= HIDDEN * Math.abs(at.value)) {
      // The value no longer tells a better point from a worse one, the decrement does: it falls until only rounding is left.
      if (!(full.decrement < last / 4)) break;
      last = full.decrement;
    } else {
      step = damping.step(at, (p) => path.f(along(u, p)));
    }
    if (step === undefined) break;
    u = along(u, step);
    at = valueGradientAndHessian(path.f, u);
    path.add(u, at.value);
  }
  return path;
}

/**
 * The choice of λ by H. B. Nielsen (1999): from the ratio ρ of the fall to the predicted one. A good step divides λ by up to
 * 6, a bad one is taken back, and λ grows by 2, 4, 8, ... until the value falls.
 */
class Damping {
  private shift: number | undefined;

  step(at: Expansion, valueAfter: (step: readonly number[]) => number): readonly number[] | undefined {
    this.shift ??= 0.01 * Math.max(...at.hessian.map((row, i) => Math.abs(row[i]))) || 1;
    for (let growth = 2; growth < 2 ** 20; growth *= 2) {
      const next = trial(at, this.shift);
      const ratio = next === undefined ? 0 : (at.value - valueAfter(next.step)) / next.predicted;
      if (next !== undefined && ratio > SUFFICIENT) {
        this.shift *= Math.max(1 / 6, 1 - (2 * ratio - 1) ** 3);
        return next.step;
      }
      this.shift *= growth;
    }
    return undefined;
  }
}

/** The step for a shift λ; undefined where H + λI is not positive definite. */
function trial({ gradient, hessian }: Expansion, shift: number): Trial | undefined {
  const factor = choleskyOf(hessian.map((row, i) => row.map((h, j) => (i === j ? h + shift : h))));
  if (factor === undefined) return undefined;
  // L·Lᵀ·p = -g.
  const half = solve(
    factor,
    gradient.map((g) => -g),
  );
  const step = solve(transpose(factor), half);
  if (!step.every(Number.isFinite)) return undefined;
  const bent = hessian.map((row) => dot(row, step));
  return { step, decrement: dot(half, half), predicted: -(dot(gradient, step) + 0.5 * dot(step, bent)) };
}

function choleskyOf(matrix: number[][]): number[][] | undefined {
  try {
    return cholesky(matrix);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function along(u: readonly number[], p: readonly number[]): number[] {
  return u.map((x, i) => x + p[i]);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, x, i) => total + x * b[i], 0);
}
