/**
 * The functions of a program.
 *
 * Each takes three addresses: of the fixed inputs, of the row (the inputs of the last argument) and of the output; and
 * returns 1 where a number that was to be finite is not.
 */

import { NOWHERE } from '../passes/control-tree.js';
import { convertBranches } from '../passes/if-conversion.js';
import type { Plan } from '../passes/plan.js';
import { type LoopNest, loopNest } from '../schedule/loop-nest.js';
import type { Profitability } from '../schedule/reroll.js';
import { type Schedule, schedules, tracedSchedule } from '../schedule/schedule.js';
import { NEVER, StatementList } from '../schedule/statement-list.js';
import { imagesOf } from './images.js';
import { isNested, type Nested, nested } from './nested.js';
import { type Source, StatementWriter } from './statement-writer.js';
import { isForTwo, oneInPlace, scalarTarget, simdTarget } from './target.js';

/** Where things are in memory, in bytes, and how many inputs are fixed. */
export interface MemoryLayout {
  readonly fixed: number;
  /** Addresses of the row and of the output when a program runs in place; the fixed inputs are at 0. */
  readonly row: number;
  readonly output: number;
  /** Address of the first value that goes from one function to another. */
  readonly shared: number;
}

/** How a program is written, where it is not as usual. */
export interface CodegenOptions {
  /** What is worth a loop. */
  readonly worth?: Profitability;
  /** Instructions in a function, about. */
  readonly instructions?: number;
  /** Loops of loops, whatever else there is, or none. */
  readonly nested?: boolean;
  /** Called before each of the parts of the work, and now and then with how much of it is done. */
  readonly onStep?: ((what: string, done?: number) => void) | undefined;
}

export interface Bodies {
  readonly functions: readonly Uint8Array[];
  /** A short program once more, in place: there one call less is worth its bytes. */
  readonly inPlace: Uint8Array | undefined;
  /** The program for two points at a time; none where it has calls, branches or more than one function. */
  readonly pair: Uint8Array | undefined;
  /** What is in memory at first: numbers from an address on. */
  readonly data: readonly { readonly address: number; readonly values: readonly number[] }[];
  /** Where the memory that they need ends. */
  readonly end: number;
}

/** @param callOf - the number of the function that computes an op. */
export function bodies(
  program: Plan,
  layout: MemoryLayout,
  callOf: (op: number) => number,
  manner: CodegenOptions = {},
): Bodies {
  const { row, output, shared } = layout;
  const [found, parts] = best(program, layout, manner);
  const { images, end: base } = imagesOf(program.graph, program.results, shared);
  const source = { ...found, images };
  const writer = new StatementWriter(source, parts, scalarTarget(base), callOf);
  const count = parts.cuts.ends.length;
  const functions = parts.cuts.ends.map((_, i) => {
    if (i % REPORTED === 0) manner.onStep?.('functions', i / count);
    return writer.write(i);
  });
  const isWhole = functions.length === 1;
  const isShort = isWhole && functions[0].length <= SHORT;
  const inPlace = isShort
    ? new StatementWriter(source, parts, oneInPlace(row, output, base), callOf).write(0)
    : undefined;
  const tables = parts.tables.map(({ place, values }) => ({ address: base + 8 * place, values }));
  const copied = images.flatMap(({ address, values }) => (address === undefined ? [] : [{ address, values }]));
  const data = [...copied, ...tables];
  const end = base + 8 * (parts.size + writer.slots);
  if (!isWhole || isNested(parts) || !isPairable(program)) return { functions, inPlace, pair: undefined, data, end };
  // Its own numbers come after, each twice.
  const start = 16 * Math.ceil(end / 16);
  const pair = new StatementWriter(source, parts, simdTarget(start), noCalls).write(0);
  const twice = parts.tables.map(({ place, values }) => ({
    address: start + 16 * place,
    values: values.flatMap((x) => [x, x]),
  }));
  return { functions, inPlace, pair, data: [...data, ...twice], end: start + 16 * parts.size };
}

function noCalls(): number {
  throw new Error('a pair makes no calls');
}

/** True for programs of instructions that there are for two points, without branches. */
function isPairable(program: Plan): boolean {
  const { graph, contexts } = program;
  for (let id = 0; id < graph.size; id++) {
    if (contexts[id] !== NOWHERE && !isForTwo(graph.ops[id])) return false;
  }
  return convertBranches(program).tree.size === 1;
}

/** Functions that are written from one report to the next. */
const REPORTED = 64;

/** A program in order, without its constant results. */
type Ordered = Omit<Source, 'images'>;

/** Bytes of a short program. */
const SHORT = 4096;

/** No other order is tried where this share of the work, or less, is in long code or goes through memory. */
const GOOD = 0.05;

/** The program in the order in which it takes least, in loops and functions. */
function best(
  program: Plan,
  layout: MemoryLayout,
  { worth, instructions, nested: isWanted, onStep }: CodegenOptions,
): [Ordered, LoopNest] {
  const targets = targetsOf(program);
  const sourceOf = (order: Schedule): Ordered => {
    const onPass = (done: number): void => onStep?.('loops', done);
    const items = new StatementList(program, order);
    return { program, order, subject: { graph: program.graph, items, targets, fixed: layout.fixed, onPass } };
  };
  let best: [Ordered, LoopNest] | undefined;
  let inLoops: [Ordered, Nested] | undefined;
  for (const order of schedules(program)) {
    const source = sourceOf(order);
    const parts = loopNest(source.subject, worth, instructions);
    const isFirst = best === undefined;
    if (best === undefined || parts.cost < best[1].cost) best = [source, parts];
    // Loops in loops are looked for where the first order has left much.
    const written = writtenOf(parts);
    const most = isWanted === true ? Number.POSITIVE_INFINITY : written < LONG ? 0 : written / SHORTER;
    const traced = isFirst && isWanted !== false && most > 0 ? tracedSchedule(program) : undefined;
    const other = traced && sourceOf(traced);
    const loops = other && nested(other.subject, most, instructions);
    if (other !== undefined && loops !== undefined) {
      if (isWanted === true || parts.work > VERY_LONG) return [other, loops];
      inLoops = [other, loops];
    }
    if (parts.cost < GOOD * parts.work) break;
  }
  const flat = best as [Ordered, LoopNest];
  // Another order may have been as short.
  return inLoops !== undefined && inLoops[1].repeats.written < writtenOf(flat[1]) / SHORTER ? inLoops : flat;
}

/**
 * About how many bytes a program takes, with its tables: in the better one of its first two orders, each loop once.
 *
 * @param fixed - how many inputs are fixed.
 */
export function roughLength(program: Plan, fixed: number): number {
  const targets = targetsOf(program);
  let least = Number.POSITIVE_INFINITY;
  let tried = 0;
  for (const order of schedules(program)) {
    const items = new StatementList(program, order);
    const parts = loopNest({ graph: program.graph, items, targets, fixed });
    const numbers = parts.tables.reduce((sum, { values }) => sum + values.length, 0);
    least = Math.min(least, BYTES * writtenOf(parts) + 8 * numbers);
    if (++tried === 2) break;
  }
  return least;
}

/** No other orders are tried from so many instructions on. */
const VERY_LONG = 50_000;

/** Programs of fewer instructions stay in the fastest cache as they are. */
const LONG = 2000;
/** How many times shorter a program in loops of loops has to be: its values go through memory. */
const SHORTER = 3;

/** Of an instruction with what it reads, about. */
const BYTES = 5;

/** Instructions of a loop besides its body: counter, addresses, what is the same in all iterations. */
const OF_A_LOOP = 16;

/** Instructions that are written, each loop once. */
function writtenOf({ items, loops, places }: LoopNest): number {
  let written = 0;
  for (let at = 0; at < items.size; at++) if (places.run[at] === NEVER) written += items.work(at);
  for (const { start, period } of loops) for (let i = 0; i < period; i++) written += items.work(start + i);
  return written + OF_A_LOOP * loops.length;
}

/** The places in the output of each node that is a result. */
function targetsOf({ results }: Plan): Map<number, number[]> {
  const targets = new Map<number, number[]>();
  results.forEach((id, i) => {
    const places = targets.get(id);
    if (places === undefined) targets.set(id, [i]);
    else places.push(i);
  });
  return targets;
}
