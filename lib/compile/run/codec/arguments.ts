/** The arguments of a call into memory, with the messages for those that do not fit. */

import { describe } from '../../../scalar/scalar.js';
import { leavesLike } from '../../../shape/shape.js';
import { nameOf } from '../../trace/trace.js';
import { put } from './encode.js';
import type { ShapeCodec } from './shape-codec.js';

/**
 * Writes the arguments of a call into the input of a program.
 *
 * @param count - of all arguments, of which these may be the first.
 */
export function write(
  method: string,
  layouts: readonly ShapeCodec[],
  args: readonly unknown[],
  into: Float64Array,
  count: number = layouts.length,
): void {
  if (!putAll(layouts, args, into)) writeChecked(method, layouts, args, into, count);
}

/** The short way; false where an argument is not what is expected. */
export function putAll(layouts: readonly ShapeCodec[], args: readonly unknown[], into: Float64Array): boolean {
  const n = layouts.length;
  if (args.length !== n) return false;
  let at = 0;
  for (let i = 0; i < n; i++) {
    const layout = layouts[i];
    if (!put(layout, args[i], into, at)) return false;
    at += layout.size;
  }
  return true;
}

/** All arguments are read before any is written. */
export function writeChecked(
  method: string,
  layouts: readonly ShapeCodec[],
  args: readonly unknown[],
  into: Float64Array,
  count: number = layouts.length,
): void {
  if (args.length !== layouts.length) {
    throw new TypeError(
      `${method}: expected ${layouts.length} argument${layouts.length === 1 ? '' : 's'}, got ${args.length}. ` +
        'Pass what the examples given to compile stood for.',
    );
  }
  into.set(layouts.flatMap((layout, i) => numbersOf(method, layout, args[i], nameOf(i, count))));
}

/** Writes one structure, which must have the shape of its example. */
export function writeOne(
  method: string,
  layout: ShapeCodec,
  x: unknown,
  into: Float64Array,
  at: number,
  label: (i: number) => string,
  i: number,
): void {
  if (!put(layout, x, into, at)) into.set(numbersOf(method, layout, x, label(i)), at);
}

function numbersOf(method: string, { shape }: ShapeCodec, x: unknown, label: string): readonly number[] {
  const leaves = leavesLike(method, label, x, shape, 'its example');
  for (const leaf of leaves) {
    if (typeof leaf === 'number') continue;
    throw new TypeError(
      `${method}: expected plain numbers, got ${describe(leaf)}. To differentiate it, put the driver into the ` +
        'function that is compiled.',
    );
  }
  return leaves as number[];
}
