/**
 * A long program in several functions: the engine compiles functions of moderate size well, and refuses very large ones.
 *
 * Cuts are made between statements outside of all branches. A value that a later function needs goes through memory.
 */
import { operandOf } from './context.js';
import { Kind } from './kinds.js';
import type { Plan } from './plan.js';
import { type Schedule, Step } from './schedule.js';

/** Nodes in a function. */
export const CHUNK = 6000;

export interface Chunks {
  /** Where each function ends in the steps. */
  readonly ends: readonly number[];
  /** The function in which a node is computed. */
  readonly chunkOf: Int32Array;
  /** 1 for nodes that another function needs too. */
  readonly isShared: Uint8Array;
}

export function chunks({ graph: g, contexts }: Plan, { steps, isStatement }: Schedule, limit: number = CHUNK): Chunks {
  // Nodes computed by a statement: itself, and those that are part of it.
  const sizes = new Int32Array(g.size);
  for (let id = 0; id < g.size; id++) {
    if ((contexts[id] as number) < 0) continue;
    let size = 1;
    for (let k = 0; k < g.operandsOf(id); k++) {
      const operand = operandOf(g, id, k);
      if (isStatement[operand] === 0) size += sizes[operand] as number;
    }
    sizes[id] = size;
  }
  const chunkOf = new Int32Array(g.size).fill(-1);
  const isShared = new Uint8Array(g.size);
  const ends: number[] = [];
  let depth = 0;
  let filled = 0;
  for (let at = 0; at < steps.length; ) {
    const step = steps[at] as number;
    const node = steps[at + 1] as number;
    if (step === Step.branch) {
      depth++;
      if (chunkOf[node] !== ends.length) isShared[node] = 1;
    }
    if (step === Step.end) depth--;
    if (step === Step.compute || step === Step.set) {
      chunkOf[node] = ends.length;
      filled += sizes[node] as number;
    }
    at += step === Step.set ? 3 : 2;
    if (depth === 0 && filled >= limit && at < steps.length) {
      ends.push(at);
      filled = 0;
    }
  }
  ends.push(steps.length);
  for (let id = g.size - 1; id >= 0; id--) {
    const chunk = chunkOf[id] as number;
    if (chunk < 0) continue;
    for (let k = 0; k < g.operandsOf(id); k++) {
      const operand = operandOf(g, id, k);
      if (g.kinds[operand] === Kind.constant || g.kinds[operand] === Kind.input) continue;
      if (isStatement[operand] === 0) chunkOf[operand] = chunk;
      else if (chunkOf[operand] !== chunk) isShared[operand] = 1;
    }
  }
  return { ends, chunkOf, isShared };
}
