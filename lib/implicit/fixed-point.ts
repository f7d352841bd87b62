/** Fixed points, differentiated by their parameters. */
import type { Scalar } from '../scalar/active.js';
import { sub } from '../scalar/arithmetic.js';
import type { Checked, Direction, Fixed, Input, Lifted, Output, Shaped, Valued } from '../shape/types.js';
import { Given, type ImplicitOptions } from './given.js';
import { newton, type System } from './newton.js';
import { type Solver, solutionOf } from './root.js';

/** Iterations before Newton's method takes over. */
const MOST_ITERATIONS = 100;
/** From here on Newton's method is faster. */
const NEAR = 1e-3;

/**
 * A fixed point x = g(x, p), with its derivatives by p.
 *
 * As `root` of g(x, p) - x. From a start x0 the iteration x ← g(x, p) runs until it changes x by a thousandth, so that it is the fixed point
 * it leads to; then, or where it does not settle, Newton's method goes on.
 *
 * @param g - g(x, p), of the structure of x; written with operator functions.
 * @param x0 - where the iteration starts, or a solver: a function that takes p as plain numbers and returns x.
 * @param p - the parameters: a number, an array of any depth, or a record.
 * @param options - `tolerance`: how far a Newton step may go from what the solver returns, in relation to max(1, |x|).
 * @returns x, of the structure of x0.
 * @throws {RangeError} when g(x, p) has not the structure of x; else as `root`.
 * @remarks Cost: as `root`.
 * @example
 * derivative((p) => fixedPoint((x, p) => cos(mul(p, x)), 1, p), 1); // => -0.2974...
 */
export function fixedPoint<U, const P extends Input>(
  g: (x: U, p: Lifted<P>) => Output,
  solver: Solver<U, P>,
  p: Checked<P>,
  options?: ImplicitOptions,
): Valued<U, P>;
export function fixedPoint<const X extends Input, const P extends Input>(
  g: (x: Lifted<X>, p: Lifted<P>) => Direction<Fixed<X>>,
  x0: Checked<X>,
  p: Checked<P>,
  options?: ImplicitOptions,
): Valued<X, P>;
export function fixedPoint<const X extends Input>(
  g: (x: Lifted<X>) => Direction<Fixed<X>>,
  x0: Checked<X>,
): Shaped<X, Scalar>;
export function fixedPoint(g: unknown, start: unknown, p?: unknown, options?: ImplicitOptions): unknown {
  const given = new Given('fixedPoint', g, start, p, options);
  return solutionOf(
    given,
    (x, q) => given.like('g(x, p)', given.call(x, q)).map((y, i) => sub(y, x[i])),
    (system, x0) => newton(system, iterated(system, x0)),
  );
}

/** Where the iteration has led to; the start, where it does not settle. */
function iterated(system: System, start: readonly number[]): readonly number[] {
  let x = start;
  for (let i = 0; i < MOST_ITERATIONS; i++) {
    const change = system.values(x);
    if (change.every((d, k) => Math.abs(d) <= NEAR * Math.abs(x[k]))) return x;
    x = x.map((xk, k) => xk + change[k]);
  }
  return start;
}
