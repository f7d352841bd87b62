/** Newton's method with damping, for equations on plain numbers. */
import { factor, substitute } from '../linalg/elimination.js';

/** A system of equations on plain numbers. */
export interface System {
  readonly driver: string;
  values(x: readonly number[]): readonly number[];
  /** The same with the derivatives by x. */
  linearized(x: readonly number[]): {
    readonly values: readonly number[];
    readonly rows: readonly (readonly number[])[];
  };
}

/** Steps at most. A simple root takes about 6 once it is near; a double one takes 30 to half of the digits. */
const MOST_STEPS = 200;
const LEAST_DAMPING = 2 ** -20;
/** Below this size a step that does not shrink any more is a rounding error. */
const FLOOR = 1e-9;

/**
 * A root of the system.
 *
 * A step is taken as far as the natural measure |J⁻¹F| falls by it, J that of the old point: that depends neither on the units
 * of F nor on linear combinations of the equations (Deuflhard, Newton Methods for Nonlinear Problems, 2004, section 3.3).
 *
 * @throws {RangeError} where F is not a number at the start, or no step leads on.
 */
export function newton(system: System, start: readonly number[]): number[] {
  let x = start.slice();
  if (x.some(Number.isNaN)) return x;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { values, rows } = system.linearized(x);
    if (values.every((r) => r === 0)) return x;
    if (!values.every(Number.isFinite)) throw notConverged(system, x, 'f is not finite there', step);
    const factors = factor(rows);
    if (factors.singular >= 0) throw notConverged(system, x, 'its Jacobian is singular there', step);
    const change = substitute(factors, values) as number[];
    const scale = x.map((xi, i) => Math.max(Math.abs(xi), Math.abs(start[i] as number)) || 1);
    const size = sizeOf(change, scale);
    if (Number.isNaN(size)) throw notConverged(system, x, 'its derivatives are not finite there', step);
    const moved = (share: number): number[] => x.map((xi, i) => xi - share * (change[i] as number));
    const sizeAt = (at: readonly number[]): number => sizeOf(substitute(factors, system.values(at)) as number[], scale);
    let share = 1;
    let next = moved(share);
    while (!(sizeAt(next) <= (1 - share / 2) * size)) {
      // No digit is to be gained.
      if (size <= FLOOR) return x;
      share /= 2;
      if (share < LEAST_DAMPING) throw notConverged(system, x, "no step along Newton's direction leads on", step);
      next = moved(share);
    }
    if (next.every((xi, i) => xi === x[i])) return x;
    x = next;
  }
  throw notConverged(system, x, 'the steps still become smaller', MOST_STEPS);
}

function sizeOf(step: readonly number[], scale: readonly number[]): number {
  return Math.hypot(...step.map((s, i) => s / (scale[i] as number)));
}

function notConverged({ driver }: System, x: readonly number[], reason: string, step: number): RangeError {
  const shown = x
    .slice(0, 4)
    .map((xi) => xi.toPrecision(4))
    .join(', ');
  return new RangeError(
    `${driver}: expected Newton's method to converge, got to ${shown}${x.length > 4 ? ', ...' : ''} in step ${step}, where ${reason}. ` +
      `Give a start that is nearer, or a solver of your own: ${driver}(f, (p) => solution, p).`,
  );
}
