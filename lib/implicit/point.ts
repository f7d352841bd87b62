/** A solution for plain numbers, and what is known of the equations there. */
import { factor, substitute } from '../linalg/elimination.js';
import type { Scalar } from '../scalar/active.js';
import { groundOf, isOfProgram } from '../scalar/orders.js';
import { specialised } from '../scalar/scalar.js';
import { type Equations, type Linear, linearized } from './equations.js';

/** A solution without derivatives. */
export interface Solved {
  readonly x: readonly Scalar[];
  /** J⁻¹ times a list; absent where there is none. */
  readonly inverse: ((change: readonly Scalar[]) => readonly Scalar[]) | undefined;
}

/** A solution for plain numbers, checked. */
export interface Point extends Linear {
  readonly x: readonly number[];
  /** F has parts of a second look although the inputs have none: f has caught a number of it. */
  readonly isBeside: boolean;
}

/** @throws {RangeError} when what the solver has found solves nothing. */
export function atPoint(equations: Equations, inputs: readonly number[]): Point {
  const x = equations.solve(inputs);
  const p = equations.parameters.map((_, i) => inputs[i]);
  const linear = linearized(equations, x, p);
  const all = [...linear.values, ...linear.rows.flat()];
  const plain = (y: Scalar): number => plainNumber(equations.driver, y);
  const values = linear.values.map(plain);
  const rows = linear.rows.map((row) => row.map(plain));
  checkSolution(equations, x, values, rows);
  return { x, values, rows, isTied: linear.isTied, isBeside: all.some((y) => typeof y !== 'number') };
}

/** How far the next Newton step would go; of a NaN nothing is said. */
function checkSolution(
  { driver, tolerance }: Equations,
  x: readonly number[],
  values: readonly number[],
  rows: readonly (readonly number[])[],
): void {
  const factors = factor(rows);
  const step = factors.singular >= 0 ? values : (substitute(factors, values) as readonly number[]);
  const far = Math.max(...step.map((s, i) => Math.abs(s) / Math.max(1, Math.abs(x[i]))));
  if (!(far > tolerance)) return;
  const residual = Math.max(...values.map(Math.abs));
  throw new RangeError(
    `${driver}: expected the solver to return a solution, got one with a residual of ${Number(residual.toPrecision(3))}, from which a ` +
      `Newton step goes ${Number(far.toPrecision(3))} further. Let the solver go on for longer, pass its result as the start, ` +
      `${driver}(f, x, p), or allow for it with { tolerance }.`,
  );
}

/** J⁻¹, absent where J is singular, not finite, or the middle of several. */
export function inverseOf({ rows, isTied }: Point): Solved['inverse'] {
  if (isTied || !rows.every((row) => row.every((y) => Number.isFinite(y)))) return undefined;
  return inverseBy(rows);
}

export function inverseBy(rows: readonly (readonly Scalar[])[]): Solved['inverse'] {
  const factors = factor(rows);
  return factors.singular >= 0 ? undefined : (change) => substitute(factors, change);
}

/** A number on which a solver can work. */
export function plainNumber(driver: string, x: Scalar): number {
  if (isOfProgram(groundOf(x))) throw closesOver(driver);
  return specialised(x);
}

export function closesOver(driver: string): TypeError {
  return new TypeError(
    `${driver}: expected f to depend on its arguments alone when it is compiled, got a number of the program that f closes over. ` +
      `Pass it as a part of p: ${driver}((x, p) => ..., x0, p).`,
  );
}
