/**
 * The functions of a program.
 *
 * Each takes three addresses: of the fixed inputs, of the row (the inputs of the last argument) and of the output; and
 * returns 1 where it met a NaN that it was to look for.
 */
import { branches } from './branches.js';
import { NOWHERE } from './context.js';
import { Items } from './items.js';
import { type Layers, layers } from './loops.js';
import type { Plan } from './plan.js';
import { NO_LOOPS, type Worth } from './repeats.js';
import { type Schedule, schedules } from './schedule.js';
import { isPairable, oneInPlace, onePoint, pair } from './wasm-lanes.js';
import { type Source, Writer } from './wasm-writer.js';

/** Where things are in memory, in bytes, and how many inputs are fixed. */
export interface Layout {
  readonly fixed: number;
  /** Addresses of the row and of the output when a program runs in place; the fixed inputs are at 0. */
  readonly row: number;
  readonly output: number;
  /** Address of the first value that goes from one function to another. */
  readonly shared: number;
}

/** How a program is written, where it is not as usual. */
export interface Form {
  /** What is worth a loop. */
  readonly worth?: Worth;
  /** Instructions in a function, about. */
  readonly instructions?: number;
}

export interface Bodies {
  readonly functions: readonly Uint8Array[];
  /** A short program once more, in place: there one call less is worth its bytes. */
  readonly inPlace: Uint8Array | undefined;
  /** Numbers from the address `shared` on. */
  readonly shared: number;
  /** What they are at first. */
  readonly tables: Layers['tables'];
}

/** @param callOf - the number of the function that computes a kind. */
export function bodies(program: Plan, layout: Layout, callOf: (kind: number) => number, form: Form = {}): Bodies {
  const [source, parts] = best(program, layout, form);
  const writer = new Writer(source, parts, onePoint(layout), callOf);
  const functions = parts.cuts.ends.map((_, i) => writer.write(i));
  const isShort = functions.length === 1 && (functions[0] as Uint8Array).length <= SHORT;
  const inPlace = isShort ? new Writer(source, parts, oneInPlace(layout), callOf).write(0) : undefined;
  return { functions, inPlace, shared: parts.size + writer.slots, tables: parts.tables };
}

/** Bytes of a short program. */
const SHORT = 4096;

/** The program for two points at a time; none where it has calls, branches or more than one function. */
export function bodyOfPair(program: Plan, layout: Layout): Uint8Array | undefined {
  const { graph, contexts } = program;
  for (let id = 0; id < graph.size; id++) {
    if (contexts[id] !== NOWHERE && !isPairable(graph.kinds[id] as number)) return undefined;
  }
  if (branches(program, false).tree.size > 1) return undefined;
  const [order] = schedules(program, true);
  const source = sourceOf(program, order as Schedule, layout);
  const parts = layers(source.subject, NO_LOOPS);
  if (parts.cuts.ends.length > 1) return undefined;
  const none = (): number => {
    throw new Error('a pair makes no calls');
  };
  return new Writer(source, parts, pair, none).write(0);
}

/** No other order is tried where this share of the work, or less, is in long code or goes through memory. */
const GOOD = 0.05;

/** The program in the order in which it takes least, in loops and functions. */
function best(program: Plan, layout: Layout, { worth, instructions }: Form): [Source, Layers] {
  let best: [Source, Layers] | undefined;
  for (const order of schedules(program)) {
    const source = sourceOf(program, order, layout);
    const parts = layers(source.subject, worth, instructions);
    if (best === undefined || parts.cost < best[1].cost) best = [source, parts];
    if (parts.cost < GOOD * parts.work) break;
  }
  return best as [Source, Layers];
}

function sourceOf(program: Plan, order: Schedule, { fixed }: Layout): Source {
  const targets = new Map<number, number[]>();
  program.results.forEach((id, i) => {
    const places = targets.get(id);
    if (places === undefined) targets.set(id, [i]);
    else places.push(i);
  });
  return { program, order, subject: { graph: program.graph, items: new Items(program, order), targets, fixed } };
}
