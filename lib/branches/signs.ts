/** |x| and x mod y with a sign that is taken from y. */
import type { Scalar } from '../scalar/active.js';
import { add, type Binary, div, neg } from '../scalar/arithmetic.js';
import { operand } from '../scalar/scalar.js';
import { cases, gt, lt, select } from './compare.js';
import { abs, mod } from './kinks.js';

/**
 * |x| with the sign of y, also that of -0. Any x and y. The slope is ±1 in x, 0 at x = 0; of y it is a constant between jumps.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * copysign(3, -0.5); // => -3
 * gradient(([x, y]) => copysign(x, y), [3, -0.5]); // => [-1, 0]
 */
export const copysign: Binary = ((x: Scalar, y: Scalar): Scalar => {
  operand('copysign', x);
  operand('copysign', y);
  const size = abs(x);
  return cases(
    [
      [lt(y, 0), () => neg(size)],
      [() => lt(div(1, y), 0), () => neg(size)],
    ],
    () => size,
  );
}) as Binary;

/**
 * Remainder of x / y with the sign of y, x - y·floor(x/y), as % in Python: `mod` has that of x. NaN for y = 0 and for infinite x.
 * Slope 1 in x and -floor(x/y) in y; at a jump as `mod`.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * floorMod(-1, 3); // => 2
 * gradient(([x, y]) => floorMod(x, y), [-7, 3]); // => [1, 3]
 */
export const floorMod: Binary = ((x: Scalar, y: Scalar): Scalar => {
  operand('floorMod', x);
  operand('floorMod', y);
  const r = mod(x, y);
  const moved = (): Scalar => add(r, y);
  const kept = (): Scalar => r;
  return cases(
    [
      [lt(r, 0), () => select(gt(y, 0), moved, kept)],
      [() => gt(r, 0), () => select(lt(y, 0), moved, kept)],
    ],
    kept,
  );
}) as Binary;
