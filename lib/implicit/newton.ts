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

/** Steps at most. A simple root takes about 6 once it is near; of a multiple one each brings a share of the way. */
const MOST_STEPS = 100;
const LEAST_DAMPING = 2 ** -20;
/** A step that does not shrink is a rounding error where it is this small beside x, */
const ROUNDING = 1e-13;
/** and where no part of it leads on, beside the way that x has come. */
const FLOOR = 1e-9;
/** Steps around 0 of this size need no other reason. */
const NOTHING = 1e-15;

/**
 * A root of the system.
 *
 * A step is taken as far as the natural measure |J⁻¹F| falls by it, J that of the old point: that depends neither on the units
 * of F nor on linear combinations of the equations (Deuflhard, Newton Methods for Nonlinear Problems, 2004, section 3.3).
 *
 * @param reach - how far x has come before.
 * @throws {RangeError} where F is not a number at the start, or no step leads on.
 */
export function newton(system: System, start: readonly number[], reach: readonly number[] = start): number[] {
  let x = start.slice();
  let scale = reach.map(Math.abs);
  for (let step = 0; ; step++) {
    const { values, rows } = system.linearized(x);
    if (values.every((r) => r === 0)) return x;
    if (!values.every(Number.isFinite)) throw notConverged(system, x, 'f is not finite', step);
    const factors = factor(rows);
    if (factors.singular >= 0) throw notConverged(system, x, 'its Jacobian is singular', step);
    const change = substitute(factors, values) as number[];
    scale = scale.map((s, i) => Math.max(s, Math.abs(x[i]), Math.abs(change[i])));
    const size = lengthOf(change, scale);
    if (Number.isNaN(size)) throw notConverged(system, x, 'its derivatives are not finite', step);
    const isNothing = change.every((d, i) => Math.abs(d) <= Math.max(NOTHING, FLOOR * scale[i]));
    const isRounding = change.every((d, i) => Math.abs(d) <= ROUNDING * Math.abs(x[i]));
    const next = damped(x, change, isRounding, (at, share) => {
      const left = substitute(factors, system.values(at)) as number[];
      return lengthOf(left, scale) <= (1 - share / 2) * size;
    });
    if (next === undefined || step === MOST_STEPS) {
      if (isNothing) return x;
      throw notConverged(
        system,
        x,
        next ? 'the steps are still large' : "no step along Newton's direction leads on",
        step,
      );
    }
    if (next.every((xi, i) => xi === x[i])) return x;
    x = next;
  }
}

/** x moved along the step as far as that leads on; undefined where it does not at all. */
function damped(
  x: readonly number[],
  change: readonly number[],
  isWhole: boolean,
  leadsOn: (at: readonly number[], share: number) => boolean,
): number[] | undefined {
  for (let share = 1; share >= (isWhole ? 1 : LEAST_DAMPING); share /= 2) {
    const next = x.map((xi, i) => xi - share * change[i]);
    if (leadsOn(next, share)) return next;
  }
  return undefined;
}

function lengthOf(step: readonly number[], scale: readonly number[]): number {
  return Math.hypot(...step.map((s, i) => (s === 0 ? 0 : s / scale[i])));
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
