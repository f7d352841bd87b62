/** Minima, differentiated by what the function depends on besides. */
import { oneNumber } from '../forward/seed.js';
import { gradient } from '../reverse/drivers.js';
import type { Scalar } from '../scalar/active.js';
import type { Checked, Input, Lifted, Shaped, Valued } from '../shape/types.js';
import { Given, type ImplicitOptions } from './given.js';
import { isDefinite, minimise } from './minimise.js';
import { plainNumber } from './point.js';
import { type Solver, solutionOf } from './root.js';

/**
 * The x at which f(x, p) has a minimum, with its derivatives by p: those of a fit by its data, of a design by its conditions.
 *
 * As `root` of the gradient of f by x, which reverse mode finds. From a start x0 Newton's method with exact Hessians, made
 * positive definite where they are not, goes downhill to a local minimum.
 *
 * @param f - f(x, p), one number; written with operator functions, smooth in x at the minimum.
 * @param x0 - where Newton's method starts, or an optimiser: a function that takes p as plain numbers and returns x.
 * @param p - what else f depends on: a number, an array of any depth, or a record.
 * @param options - `tolerance`: how far a Newton step may go from what the optimiser returns, in relation to max(1, |x|).
 * @returns x, of the structure of x0.
 * @throws {RangeError} when Newton's method does not converge, or what an optimiser returns is no minimum.
 * @throws {TypeError} when x0, p or f(x, p) holds something that is not a number.
 * @remarks Cost: the optimiser, the Hessian (n/16 calls of f forward over reverse), n³/3 products, and one reverse gradient on numbers with
 * derivatives for each order of these. An optimiser that stops at 4 digits gives derivatives of 4 digits: pass its result as x0,
 * and Newton's method takes it to the last one.
 * @example
 * const ridge = (x, { y, penalty }) => add(square(sub(x, y)), mul(penalty, square(x))); // the minimum is y/(1 + penalty)
 * gradient((p) => argmin(ridge, 0, p), { y: 3, penalty: 0.5 }); // => { y: 0.6666..., penalty: -1.333... }
 */
export function argmin<U, const P extends Input>(
  f: (x: U, p: Lifted<P>) => Scalar,
  optimiser: Solver<U, P>,
  p: Checked<P>,
  options?: ImplicitOptions,
): Valued<U, P>;
export function argmin<const X extends Input, const P extends Input>(
  f: (x: Lifted<X>, p: Lifted<P>) => Scalar,
  x0: Checked<X>,
  p: Checked<P>,
  options?: ImplicitOptions,
): Valued<X, P>;
export function argmin<const X extends Input>(f: (x: Lifted<X>) => Scalar, x0: Checked<X>): Shaped<X, Scalar>;
export function argmin(f: unknown, start: unknown, p?: unknown, options?: ImplicitOptions): unknown {
  const given = new Given('argmin', f, start, p, options);
  const height = (x: readonly Scalar[], q: readonly Scalar[]): Scalar =>
    oneNumber(given.driver, given.call(x, q), 'the sum of its parts');
  return solutionOf(
    given,
    (x, q) => slopes((at) => height(at, q), x),
    (system, x0, q) => {
      const x = minimise({ ...system, height: (at) => plainNumber(given.driver, height(at, q)) }, x0);
      const { values, rows } = system.linearized(x);
      if (isDefinite(rows, 1e-8) || values.some(Number.isNaN)) return x;
      throw new RangeError(
        'argmin: expected a minimum, got to a point where the slopes are 0 and the Hessian is not positive definite (a saddle, a ' +
          'maximum). Give another start.',
      );
    },
  );
}

const slopes = gradient as (f: (x: Scalar[]) => Scalar, x: readonly Scalar[]) => Scalar[];
