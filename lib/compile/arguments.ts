/** Numbers from the arguments of a call into memory. */

import { describe } from '../scalar/scalar.js';
import { leavesLike, type Shape } from '../shape/shape.js';
import { nameOf, sizeOf } from './trace.js';

/**
 * Writes the arguments of a call into the input of a program.
 *
 * @param count - of all arguments, of which these may be the first.
 */
export function write(
  method: string,
  shapes: readonly Shape[],
  args: readonly unknown[],
  into: Float64Array,
  count: number = shapes.length,
): void {
  if (args.length !== shapes.length) {
    throw new TypeError(
      `${method}: expected ${shapes.length} argument${shapes.length === 1 ? '' : 's'}, got ${args.length}. ` +
        'Pass what the examples given to compile stood for.',
    );
  }
  let at = 0;
  for (let i = 0; i < shapes.length; i++) {
    const shape = shapes[i] as Shape;
    writeOne(method, shape, args[i], into, at, nameOf(i, count));
    at += sizeOf(shape);
  }
}

/** The short way for a number and for a list of numbers; false where it is something else. */
export function writeNumbers(shape: Shape, x: unknown, into: Float64Array, at: number): boolean {
  if (shape.kind !== 'tensor' || shape.dims.length > 1) return false;
  if (typeof x === 'number') {
    into[at] = x;
    return shape.dims.length === 0;
  }
  if (!Array.isArray(x) || x.length !== shape.dims[0]) return false;
  const n = x.length;
  for (let i = 0; i < n; i++) {
    const leaf: unknown = x[i];
    if (typeof leaf !== 'number') return false;
    into[at + i] = leaf;
  }
  return true;
}

/** Writes one structure, which must have the shape of its example. */
export function writeOne(
  method: string,
  shape: Shape,
  x: unknown,
  into: Float64Array,
  at: number,
  label: string,
): void {
  if (writeNumbers(shape, x, into, at)) return;
  const leaves = leavesLike(method, label, x, shape, 'its example');
  leaves.forEach((leaf, i) => {
    if (typeof leaf !== 'number') {
      throw new TypeError(
        `${method}: expected plain numbers, got ${describe(leaf)}. To differentiate it, put the driver into the ` +
          'function that is compiled.',
      );
    }
    into[at + i] = leaf;
  });
}
