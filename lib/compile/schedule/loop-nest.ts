/**
 * Runs of repeating steps as loops: where each of the steps finds what it reads, and what is kept of its values.
 *
 * A value that something outside of the loop reads later is kept in an array with a place for each iteration; one of the
 * last iteration alone stays in its local. Constants that change from iteration to iteration come from a table.
 */
import { type Outline, outline } from './outline.js';
import {
  FARTHEST,
  type IterationIndex,
  PROFITABILITY,
  type Profitability,
  type RepeatedRun,
  reroll,
  type Subject,
} from './reroll.js';
import { NEVER, type StatementList } from './statement-list.js';
import { isDefinition, Read } from './statements.js';

/** Something in memory that moves on: its place in the first iteration and how far it moves, in numbers of 8 bytes. */
export interface StridedAddress {
  readonly space: 'fixed' | 'row' | 'output' | 'shared';
  readonly place: number;
  readonly step: number;
}

/** How a step of a loop reads. */
export type Access =
  /** The same node in all iterations. */
  | { readonly from: 'outside'; readonly node: number }
  /** What a step of the loop computed, so many iterations ago. */
  | { readonly from: 'loop'; readonly offset: number; readonly ago: number }
  | { readonly from: 'memory'; readonly moving: StridedAddress; readonly isCondition: boolean };

export interface Loop extends RepeatedRun {
  /** For each step of an iteration. */
  readonly accesses: readonly (readonly Access[])[];
  readonly targets: readonly (readonly StridedAddress[])[];
  /** For steps whose values are read in later iterations: how many iterations later at most. */
  readonly loopCarried: ReadonlyMap<number, number>;
  /** For steps whose values are read after the loop: the place of their array. */
  readonly arrays: ReadonlyMap<number, number>;
}

/** Constants in memory, from a place on. */
export interface TableOfConstants {
  readonly place: number;
  readonly values: readonly number[];
}

/** A program's steps in functions and loops. */
export interface LoopNest {
  readonly items: StatementList;
  readonly cuts: Outline;
  readonly loops: readonly Loop[];
  readonly places: IterationIndex;
  readonly tables: readonly TableOfConstants[];
  /** Places where values of steps outside of loops are put, for a loop that reads one of them in each iteration. */
  readonly copies: ReadonlyMap<number, readonly number[]>;
  /** Places taken by arrays and tables. */
  readonly size: number;
  /** What distinguishes orders of one program: long code, and values that go through memory. */
  readonly cost: number;
  /** Instructions of all steps. */
  readonly work: number;
}

export function loopNest(subject: Subject, worth: Profitability = PROFITABILITY, limit?: number): LoopNest {
  const { items } = subject;
  const { runs, places } = reroll(subject, worth);
  const cuts = outline(subject, runs, places, limit);
  const builder = new Builder(subject, cuts, places);
  const arrays = runs.map((run) => builder.arrays(run));
  const loops = runs.map((run, i) => builder.loop(run, arrays[i], arrays));
  const { tables, copies, size } = builder;
  const work = items.opcodes.length;
  return { items, cuts, loops, places, tables, copies, size, cost: costOf(subject, places, loops), work };
}

/** An instruction of long code is fetched from the second cache: about a third of a number stored and loaded again. */
const OF_LONG_CODE = 0.3;

function costOf({ items }: Subject, places: IterationIndex, loops: readonly Loop[]): number {
  let cost = 0;
  for (let at = 0; at < items.size; at++) if (places.run[at] === NEVER) cost += OF_LONG_CODE * items.work(at);
  for (const { count, accesses, arrays } of loops) {
    const isFromShared = (access: Access): boolean => access.from === 'memory' && access.moving.space === 'shared';
    cost += count * (arrays.size + accesses.flat().filter(isFromShared).length);
  }
  return cost;
}

class Builder {
  size = 0;
  readonly tables: TableOfConstants[] = [];
  readonly copies: Map<number, number[]> = new Map();
  private readonly subject: Subject;
  private readonly cuts: Outline;
  private readonly places: IterationIndex;

  constructor(subject: Subject, cuts: Outline, places: IterationIndex) {
    this.subject = subject;
    this.cuts = cuts;
    this.places = places;
  }

  /** Arrays for values that are read after the loop, unless it is in the same function and only the last ones are. */
  arrays({ start, period, count }: RepeatedRun): Map<number, number> {
    const { items } = this.subject;
    const arrays = new Map<number, number>();
    const end = start + period * count;
    for (let at = start; at < end; at++) {
      const node = items.nodes[at];
      if (!isDefinition(items.steps[at]) || items.definedAt[node] !== at) continue;
      const last = items.lastRead[node];
      if (last < end || arrays.has((at - start) % period)) continue;
      const isLast = at >= end - period;
      if (!isLast || this.cuts.functionOf[last] !== this.cuts.functionOf[at])
        arrays.set((at - start) % period, this.room(count));
    }
    return arrays;
  }

  loop(run: RepeatedRun, arrays: ReadonlyMap<number, number>, all: readonly ReadonlyMap<number, number>[]): Loop {
    const { items, targets } = this.subject;
    const loopCarried = new Map<number, number>();
    const accesses: Access[][] = [];
    const moving: StridedAddress[][] = [];
    for (let offset = 0; offset < run.period; offset++) {
      const at = run.start + offset;
      const reads: Access[] = [];
      for (let k = 0; k < items.operandStarts[at + 1] - items.operandStarts[at]; k++) {
        const access = this.access(run, at, k, all);
        if (access.from === 'loop' && access.ago > 0)
          loopCarried.set(access.offset, Math.max(access.ago, loopCarried.get(access.offset) ?? 0));
        reads.push(access);
      }
      accesses.push(reads);
      const of = (i: number): readonly number[] =>
        isDefinition(items.steps[at]) ? (targets.get(items.nodes[at + i * run.period]) ?? []) : [];
      const [here, there] = [of(0), of(1)];
      moving.push(here.map((place, i) => ({ space: 'output', place, step: there[i] - place })));
    }
    return { ...run, accesses, targets: moving, loopCarried, arrays };
  }

  /** How the read number k of a step in the first iteration goes on. */
  private access(run: RepeatedRun, at: number, k: number, all: readonly ReadonlyMap<number, number>[]): Access {
    const { graph, items, fixed } = this.subject;
    const { start, period, count } = run;
    const read = (iteration: number): number => items.operands[items.operandStarts[at + iteration * period] + k];
    const [node, next] = [read(0), read(1)];
    const kind = items.readKind(node);
    if (kind === Read.constant) {
      const values = Array.from({ length: count }, (_, i) => graph.constantOf(read(i)) as number);
      if (values.every((x) => Object.is(x, values[0]))) return { from: 'outside', node };
      return fromShared(this.table(values), 1, false);
    }
    if (kind === Read.input) {
      const place = graph.a[node];
      const step = graph.a[next] - place;
      if (step === 0) return { from: 'outside', node };
      const moving: StridedAddress =
        place < fixed ? { space: 'fixed', place, step } : { space: 'row', place: place - fixed, step };
      return { from: 'memory', moving, isCondition: false };
    }
    if (node === next) return { from: 'outside', node };
    const [p, q] = [items.definedAt[node], items.definedAt[next]];
    const isCondition = kind === Read.condition;
    if (q - p === period && p >= start - (isCondition ? 0 : FARTHEST * period)) {
      const offset = (((p - start) % period) + period) % period;
      return { from: 'loop', offset, ago: (start + offset - p) / period };
    }
    const number = this.places.run[p];
    if (number === NEVER) {
      const place = this.room(count);
      for (let i = 0; i < count; i++) this.copy(read(i), place + i);
      return fromShared(place, 1, isCondition);
    }
    const offset = this.places.offset[p];
    const array = all[number].get(offset) as number;
    const iteration = this.places.iteration[p];
    return fromShared(array + iteration, this.places.iteration[q] - iteration, isCondition);
  }

  private room(count: number): number {
    this.size += count;
    return this.size - count;
  }

  private table(values: readonly number[]): number {
    const alike = (table: TableOfConstants): boolean =>
      table.values.length === values.length && table.values.every((x, i) => Object.is(x, values[i]));
    // Factors 1, 2, 3 ... are needed by a function and its derivative.
    const known = this.tables.find(alike);
    if (known !== undefined) return known.place;
    const place = this.room(values.length);
    this.tables.push({ place, values });
    return place;
  }

  private copy(node: number, place: number): void {
    const places = this.copies.get(node);
    if (places === undefined) this.copies.set(node, [place]);
    else places.push(place);
  }
}

function fromShared(place: number, step: number, isCondition: boolean): Access {
  return { from: 'memory', moving: { space: 'shared', place, step }, isCondition };
}
