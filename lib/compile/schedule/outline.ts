/**
 * A long program in several functions: the engine compiles functions of moderate size well, and refuses very large ones.
 *
 * Cuts are made between steps outside of all branches and loops. A value that a later function needs goes through memory.
 */

import type { Positions, Run, Subject } from './reroll.js';
import { NEVER } from './statement-list.js';

/** Instructions in a function, about. */
export const CHUNK = 12000;

export interface Chunks {
  /** Where each function ends in the steps. */
  readonly ends: readonly number[];
  /** The function that a step is in. */
  readonly chunkOf: Int32Array;
  /** 1 for nodes that another function needs too; those computed in loops have places of their own. */
  readonly isShared: Uint8Array;
}

export function chunks(
  { graph, items }: Subject,
  runs: readonly Run[],
  places: Positions,
  limit: number = CHUNK,
): Chunks {
  const chunkOf = new Int32Array(items.size);
  const ends: number[] = [];
  let filled = 0;
  for (let at = 0; at < items.size; ) {
    const run = runs[places.run[at]];
    const end = at + (run === undefined ? 1 : run.period);
    for (let i = at; i < end; i++) filled += items.work(i);
    const next = run === undefined ? end : at + run.period * run.count;
    chunkOf.fill(ends.length, at, next);
    at = next;
    if (filled >= limit && at < items.size && items.depths[at] === 0) {
      ends.push(at);
      filled = 0;
    }
  }
  ends.push(items.size);
  const isShared = new Uint8Array(graph.size);
  for (let at = 0; at < items.size; at++) {
    for (let i = items.readStarts[at]; i < items.readStarts[at + 1]; i++) {
      const node = items.reads[i];
      const definition = items.definedAt[node];
      if (definition !== NEVER && chunkOf[definition] !== chunkOf[at] && places.run[definition] === NEVER)
        isShared[node] = 1;
    }
  }
  return { ends, chunkOf, isShared };
}
