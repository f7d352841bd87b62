/**
 * A long program in several functions: the engine compiles functions of moderate size well, and refuses very large ones.
 *
 * Cuts are made between steps outside of all branches and loops. A value that a later function needs goes through memory.
 */

import type { IterationIndex, RepeatedRun, Subject } from './reroll.js';
import { NEVER } from './statement-list.js';

/** Instructions in a function, about. */
export const FUNCTION_SIZE = 12000;

export interface Outline {
  /** Where each function ends in the steps. */
  readonly ends: readonly number[];
  /** The function that a step is in. */
  readonly functionOf: Int32Array;
  /** 1 for nodes that another function needs too; those computed in loops have places of their own. */
  readonly isShared: Uint8Array;
}

export function outline(
  { graph, items }: Subject,
  runs: readonly RepeatedRun[],
  places: IterationIndex,
  limit: number = FUNCTION_SIZE,
): Outline {
  const functionOf = new Int32Array(items.size);
  const ends: number[] = [];
  let filled = 0;
  for (let at = 0; at < items.size; ) {
    const run = runs[places.run[at]];
    const end = at + (run === undefined ? 1 : run.period);
    for (let i = at; i < end; i++) filled += items.work(i);
    const next = run === undefined ? end : at + run.period * run.count;
    functionOf.fill(ends.length, at, next);
    at = next;
    if (filled >= limit && at < items.size && items.depths[at] === 0) {
      ends.push(at);
      filled = 0;
    }
  }
  ends.push(items.size);
  const isShared = new Uint8Array(graph.size);
  for (let at = 0; at < items.size; at++) {
    for (let i = items.operandStarts[at]; i < items.operandStarts[at + 1]; i++) {
      const node = items.operands[i];
      const definition = items.definedAt[node];
      if (definition !== NEVER && functionOf[definition] !== functionOf[at] && places.run[definition] === NEVER)
        isShared[node] = 1;
    }
  }
  return { ends, functionOf, isShared };
}
