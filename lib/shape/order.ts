/** Structures that differ in the order of their names: JSON and databases do not keep one. */
import type { Scalar } from '../scalar/active.js';
import { type Shape, sizeOf } from './size.js';

/**
 * The numbers of a structure in the order of another one that has the same names, and the same parts at each.
 *
 * @returns undefined where the structures differ in more than the order.
 */
export function inOrderOf(shape: Shape, given: Shape, leaves: readonly Scalar[]): Scalar[] | undefined {
  const ordered: Scalar[] = [];
  return collect(shape, given, leaves, 0, ordered) ? ordered : undefined;
}

function collect(due: Shape, given: Shape, leaves: readonly Scalar[], at: number, ordered: Scalar[]): boolean {
  if (due.kind === 'tensor') {
    const n = sizeOf(due);
    for (let i = at; i < at + n; i++) ordered.push(leaves[i]);
    return (
      given.kind === 'tensor' && due.dims.length === given.dims.length && due.dims.every((d, i) => d === given.dims[i])
    );
  }
  if (given.kind !== due.kind || given.items.length !== due.items.length) return false;
  const starts: number[] = [];
  let next = at;
  for (const item of given.items) {
    starts.push(next);
    next += sizeOf(item);
  }
  return due.items.every((item, i) => {
    const j = placeOf(due, given, i);
    return j >= 0 && collect(item, given.items[j], leaves, starts[j], ordered);
  });
}

/** Where part i of a structure is in another one: at the same index, or under the same name. */
function placeOf(due: Shape, given: Shape, i: number): number {
  if (due.kind !== 'record' || given.kind !== 'record') return i;
  const name = due.names[i];
  return given.names[i] === name ? i : given.names.indexOf(name);
}

/** The outermost parts in which two structures differ, and the path to them. */
export interface Difference {
  readonly path: string;
  readonly due: Shape;
  readonly got: Shape;
}

export function firstDifference(due: Shape, got: Shape): Difference {
  const here: Difference = { path: '', due, got };
  if (due.kind === 'tensor' || got.kind !== due.kind || got.items.length !== due.items.length) return here;
  for (let i = 0; i < due.items.length; i++) {
    const j = placeOf(due, got, i);
    if (j < 0) return here;
    const [one, other] = [due.items[i], got.items[j]];
    if (inOrderOf(one, other, []) !== undefined) continue;
    const inner = firstDifference(one, other);
    const step = due.kind === 'record' ? `.${due.names[i]}` : `[${i}]`;
    return { ...inner, path: step + inner.path };
  }
  return here;
}
