/** Numbers from a structure into memory, and from memory into a structure. */

import { describe } from '../scalar/scalar.js';
import { fill, isNumber, leavesLike, type Shape } from '../shape/shape.js';
import { nameOf, sizeOf } from './trace.js';

/** Writes the arguments of a call into the input of a program. */
export function write(shapes: readonly Shape[], args: readonly unknown[], into: Float64Array): void {
  if (args.length !== shapes.length) {
    throw new TypeError(
      `compiled function: expected ${shapes.length} argument${shapes.length === 1 ? '' : 's'}, got ${args.length}. ` +
        'Pass what the examples given to compile stood for.',
    );
  }
  let at = 0;
  for (let i = 0; i < shapes.length; i++) {
    const shape = shapes[i] as Shape;
    writeOne(shape, args[i], into, at, nameOf(i, shapes.length));
    at += sizeOf(shape);
  }
}

function writeOne(shape: Shape, x: unknown, into: Float64Array, at: number, label: string): void {
  if (typeof x === 'number' && isNumber(shape)) {
    into[at] = x;
    return;
  }
  if (shape.kind === 'tensor' && shape.dims.length === 1 && Array.isArray(x) && x.length === shape.dims[0]) {
    const n = x.length;
    let isPlain = true;
    for (let i = 0; i < n; i++) {
      const leaf: unknown = x[i];
      if (typeof leaf === 'number') into[at + i] = leaf;
      else isPlain = false;
    }
    if (isPlain) return;
  }
  const leaves = leavesLike('compiled function', label, x, shape, 'its example');
  leaves.forEach((leaf, i) => {
    if (typeof leaf !== 'number') {
      throw new TypeError(
        `compiled function: expected plain numbers, got ${describe(leaf)}. To differentiate it, put the driver into the ` +
          'function that is compiled.',
      );
    }
    into[at + i] = leaf;
  });
}

/** The result of a call, in the structure the function has. */
export function read(shape: Shape, from: Float64Array): unknown {
  if (isNumber(shape)) return from[0];
  const n = from.length;
  const leaves: number[] = new Array(n);
  for (let i = 0; i < n; i++) leaves[i] = from[i] as number;
  return shape.kind === 'tensor' && shape.dims.length === 1 ? leaves : fill(shape, leaves);
}
