/** Numbers as constants to the driver around them. */
import type { Scalar } from '../scalar/active.js';
import { PassLevel } from '../scalar/given-up.js';
import { fill, flatten } from './shape.js';
import type { Output } from './types.js';

/**
 * x without its derivative part: a constant to the driver that it carries derivatives of, the innermost one of several.
 *
 * For a driver inside a driver it takes away one level, so that outer derivatives still go through it. Unlike value(x) it works
 * in compiled programs, where the value is known only when the program runs.
 *
 * @param x - a number, or an array or record of any depth.
 * @returns the same structure; a plain number stays as it is.
 * @throws {TypeError} when x holds something that is not a number.
 * @example
 * gradient(([x, y]) => mul(x, stopGradient(mul(x, y))), [2, 3]); // => [6, 0]
 * derivative((x) => derivative((y) => mul(y, stopGradient(mul(x, y))), x), 3); // => 6
 */
export function stopGradient<const X extends Output>(x: X): X;
export function stopGradient(x: unknown): unknown {
  if (typeof x === 'number') return x;
  const { leaves, shape } = flatten('stopGradient', 'x', x);
  return fill(shape, leaves.map(constant));
}

function constant(x: Scalar): Scalar {
  if (typeof x === 'number') return x;
  if (x.oracle !== undefined) {
    x.oracle.stop?.();
    return x;
  }
  if (x.level instanceof PassLevel && x.level.hidesOuter) return x.level.giveUp();
  let y = x.primal;
  // Second derivatives by two levels are those of one driver.
  while (typeof y !== 'number' && y.level.isShared) y = y.primal;
  return y;
}
