/**
 * Orders of a program without branches.
 *
 * - On demand: every statement just before the first that needs it, result by result. Few values are alive at a time, and
 *   what a gradient computes first and uses last comes together.
 * - As traced: what goes on side by side stays so, as the tangents of forward mode; result by result they would follow each
 *   other, each waiting for itself.
 * - As soon as it ends the life of a value: on demand, but what reads a value last follows at once when it can. A sum that
 *   runs through the whole program goes along with its terms.
 */
import type { Plan } from '../passes/plan.js';
import { operandOf, type SsaGraph } from '../trace/graph.js';
import { computation, Statement } from './statements.js';

/** Shorter programs are written on demand: they have no loops. */
const SHORT = 100;

export function* candidateOrders(program: Plan, isStatement: Uint8Array): Generator<number[]> {
  const { graph: g, results } = program;
  const demanded = demandOrder(program, isStatement, results);
  yield stepsOf(demanded);
  if (demanded.length < SHORT) return;
  const traced: number[] = [];
  for (let id = 0; id < g.size; id++) if (isStatement[id] === 1) traced.push(id);
  yield stepsOf(traced);
  const depths = depthsOf(program);
  const deepestLast = results.toSorted((a, b) => depths[a] - depths[b]);
  yield stepsOf(eagerLastUse(program, isStatement, demandOrder(program, isStatement, deepestLast)));
}

function stepsOf(statements: readonly number[]): number[] {
  const steps = new Array<number>(2 * statements.length);
  for (let i = 0; i < statements.length; i++) {
    steps[2 * i] = Statement.compute;
    steps[2 * i + 1] = statements[i];
  }
  return steps;
}

function demandOrder({ graph: g, checks }: Plan, isStatement: Uint8Array, results: readonly number[]): number[] {
  const order: number[] = [];
  const isDone = new Uint8Array(g.size);
  const visit = (root: number): void => {
    const pending = [root];
    for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
      // Negative: its operands are done.
      const id = item < 0 ? ~item : item;
      if (item < 0) {
        if (isStatement[id] === 1) order.push(id);
      } else if (isDone[id] === 0) {
        isDone[id] = 1;
        pending.push(~id);
        for (let k = g.operandsOf(id) - 1; k >= 0; k--) pending.push(operandOf(g, id, k));
      }
    }
  };
  for (const id of results) visit(id);
  for (let id = 0; id < g.size; id++) if (checks[id] === 1) visit(id);
  return order;
}

/** Operations from an input to a node, one after the other. */
function depthsOf({ graph: g }: Plan): Int32Array {
  const depths = new Int32Array(g.size);
  for (let id = 0; id < g.size; id++) {
    for (let k = 0; k < g.operandsOf(id); k++) {
      depths[id] = Math.max(depths[id], depths[operandOf(g, id, k)] + 1);
    }
  }
  return depths;
}

/** The order, but a statement comes as soon as all it reads is there and it reads something of it last. */
function eagerLastUse({ graph: g }: Plan, isStatement: Uint8Array, order: readonly number[]): number[] {
  const reads = readsOf(g, isStatement, order);
  const readers = inverted(reads, g.size);
  /** Statements that a statement still waits for, and that still read it. */
  const waiting = new Int32Array(g.size);
  const reading = new Int32Array(g.size);
  for (const id of order) {
    waiting[id] = reads.of(id).length;
    reading[id] = readers.of(id).length;
  }
  const isDone = new Uint8Array(g.size);
  const soon: number[] = [];
  for (const next of order) {
    const pending = [next];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (isDone[id] === 1) continue;
      isDone[id] = 1;
      soon.push(id);
      for (const reader of readers.of(id)) waiting[reader] = waiting[reader] - 1;
      for (const value of [...reads.of(id), id]) {
        if (value !== id) reading[value] = reading[value] - 1;
        if (reading[value] === 1) {
          const last = readers.of(value).find((reader) => isDone[reader] === 0) as number;
          if (waiting[last] === 0) pending.push(last);
        }
      }
      for (const reader of readers.of(id)) {
        if (waiting[reader] === 0 && reads.of(reader).some((value) => reading[value] === 1)) pending.push(reader);
      }
    }
  }
  return soon;
}

/** A list of numbers for each of many. */
class Lists {
  private readonly starts: Int32Array;
  private readonly all: Int32Array;

  constructor(starts: Int32Array, all: Int32Array) {
    this.starts = starts;
    this.all = all;
  }

  of(id: number): Int32Array {
    return this.all.subarray(this.starts[id], this.starts[id + 1]);
  }
}

/** For each statement the others that it reads, each once. */
function readsOf(g: SsaGraph, isStatement: Uint8Array, order: readonly number[]): Lists {
  const starts = new Int32Array(g.size + 1);
  const all: number[] = [];
  const seenBy = new Int32Array(g.size).fill(-1);
  const sorted = Int32Array.from(order).sort();
  let next = 0;
  for (const id of sorted) {
    starts.fill(all.length, next, id + 1);
    next = id + 1;
    const read = (leaf: number): void => {
      if (isStatement[leaf] === 0 || g.operandsOf(leaf) === 0 || seenBy[leaf] === id) return;
      seenBy[leaf] = id;
      all.push(leaf);
    };
    computation(g, isStatement, id, read, () => {});
  }
  starts.fill(all.length, next);
  return new Lists(starts, Int32Array.from(all));
}

/** For each number the lists that it is in. */
function inverted(lists: Lists, size: number): Lists {
  const starts = new Int32Array(size + 1);
  for (let id = 0; id < size; id++) for (const value of lists.of(id)) starts[value + 1] = starts[value + 1] + 1;
  for (let id = 0; id < size; id++) starts[id + 1] = starts[id + 1] + starts[id];
  const all = new Int32Array(starts[size]);
  const places = starts.slice();
  for (let id = 0; id < size; id++) {
    for (const value of lists.of(id)) {
      all[places[value]] = id;
      places[value] = places[value] + 1;
    }
  }
  return new Lists(starts, all);
}
