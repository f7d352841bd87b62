/** What a solution is the solution of: equations on lists of numbers. */
import { columnsOf } from '../forward/columns.js';
import { anyOutput } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { groundOf } from '../scalar/orders.js';

/** The equations F(x, p) = 0, as many as unknowns. */
export interface Equations {
  readonly driver: string;
  /** How far a Newton step may go from a solution, in relation to max(1, |x|). */
  readonly tolerance: number;
  /** p, which may carry derivatives. */
  readonly parameters: readonly Scalar[];
  /** What the values of the solution depend on: p, and behind it the start. */
  readonly inputs: readonly Scalar[];
  /** F(x, p). */
  residual(x: readonly Scalar[], p: readonly Scalar[]): readonly Scalar[];
  /** The solution for plain inputs. */
  solve(inputs: readonly number[]): readonly number[];
  /** Learns the structure of x from the inputs at the example of a program, where it is not known without the solver. */
  prepare(inputs: () => readonly number[]): number;
}

/** F and its derivatives by x. */
export interface Linear {
  readonly values: readonly Scalar[];
  readonly rows: readonly (readonly Scalar[])[];
  /** A kink was met exactly: the derivatives are the middle of several. */
  readonly isTied: boolean;
}

/** F and ∂F/∂x at x, both without the parts that p has. */
export function linearized(equations: Equations, x: readonly Scalar[], p: readonly Scalar[]): Linear {
  const { driver } = equations;
  const before = met.ties;
  const F = (at: never): unknown => equations.residual(at, p);
  const { values, rows } = columnsOf(driver, F, x, anyOutput(driver));
  const isTied = met.ties > before;
  return { values: values.map(groundOf), rows: rows.map((row) => row.map(groundOf)), isTied };
}

/** Work on plain numbers, of which the driver around it is told nothing: what a solver meets on its way says nothing of f. */
export function quietly<T>(work: () => T): T {
  const before = { ...met };
  try {
    return work();
  } finally {
    Object.assign(met, before);
  }
}
