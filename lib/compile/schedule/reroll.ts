/**
 * Finding the loops of a function again in the steps of its program.
 *
 * A trace unrolls every loop of the function. Where steps repeat, alike but for reads and results that move on by the same
 * amount each time, the program becomes a loop once more: its code stays in the fastest cache and is compiled in a moment.
 */
import type { SsaGraph } from '../trace/graph.js';
import { type OnPass, PassReport } from './pass-report.js';
import { NEVER, type StatementList } from './statement-list.js';
import { isDefinition, Read, Statement } from './statements.js';

/** The steps from `start` on, `period` of them `count` times. */
export interface RepeatedRun {
  readonly start: number;
  readonly period: number;
  readonly count: number;
}

/** What is worth a loop: so many iterations, so many instructions in all of them. */
export interface Profitability {
  readonly iterations: number;
  readonly instructions: number;
}

export const PROFITABILITY: Profitability = { iterations: 4, instructions: 256 };

/** How many iterations back a loop may read its own values: fewer than it has. */
export const FARTHEST = 3;

/** The next occurrence of a piece of one of these lengths may be a period away. */
const LENGTHS = [1, 4, 16, 64, 256];

/** An iteration of steps that look alike has at most so many of them. */
const MOST_ALIKE = 4;

/** Comparisons for each step before the search gives up, in programs of moderate length and in long ones. */
const SEARCH_BUDGET = 48;
const BUDGET_OF_LONG = 16;
const LONG = 8192;

/** The steps of a program, and what else repeats or not. */
export interface Subject {
  readonly graph: SsaGraph;
  readonly items: StatementList;
  /** The places in the output of each node that is a result. */
  readonly targets: ReadonlyMap<number, readonly number[]>;
  /** How many inputs are fixed. */
  readonly fixed: number;
  /** Told how much of the program a pass has been through, 0 to 1. */
  readonly onPass?: OnPass;
}

/** Where a step is, in terms of the runs. */
export class IterationIndex {
  /** The number of its run, or NEVER; which iteration, and which step of it. */
  readonly run: Int32Array;
  readonly iteration: Int32Array;
  readonly offset: Int32Array;

  constructor(size: number) {
    this.run = new Int32Array(size).fill(NEVER);
    this.iteration = new Int32Array(size);
    this.offset = new Int32Array(size);
  }

  settle(number: number, { start, period, count }: RepeatedRun): void {
    for (let i = 0; i < period * count; i++) {
      this.run[start + i] = number;
      this.iteration[start + i] = Math.floor(i / period);
      this.offset[start + i] = i % period;
    }
  }
}

/** All runs that are worth a loop, from the first step to the last. */
export function reroll(
  subject: Subject,
  worth: Profitability = PROFITABILITY,
): { readonly runs: RepeatedRun[]; readonly places: IterationIndex } {
  const { items } = subject;
  const search = new Search(subject, worth);
  const runs: RepeatedRun[] = [];
  const report = new PassReport(items.size, subject.onPass);
  for (let at = 0; at < items.size && search.patience > 0; ) {
    report.at(at);
    const run = search.widestFrom(at);
    if (run === undefined) at++;
    else {
      search.places.settle(runs.length, run);
      runs.push(run);
      at = run.start + run.period * run.count;
    }
  }
  return { runs, places: search.places };
}

/** How something moves on where it does not. */
const NOWHERE = Number.NaN;

class Search {
  patience: number;
  readonly places: IterationIndex;
  private readonly subject: Subject;
  private readonly worth: Profitability;
  private readonly nexts: readonly Int32Array[];

  constructor(subject: Subject, worth: Profitability) {
    const { items } = subject;
    this.subject = subject;
    this.worth = worth;
    this.patience = (items.size > LONG ? BUDGET_OF_LONG : SEARCH_BUDGET) * items.size;
    this.places = new IterationIndex(items.size);
    this.nexts = LENGTHS.map((length) => nextOccurrences(items.hashes, length));
  }

  /** Of the runs from a step on the one that covers clearly more than those with a shorter period. */
  widestFrom(start: number): RepeatedRun | undefined {
    let widest: RepeatedRun | undefined;
    let covered = 0;
    let last = 0;
    for (const next of this.nexts) {
      const period = next[start] - start;
      if (period <= last) continue;
      last = period;
      const run = this.runOf(start, period) ?? this.ofSeveralAlike(start, period);
      if (run === undefined || run.period * run.count < 1.5 * covered) continue;
      widest = run;
      covered = run.period * run.count;
    }
    return widest;
  }

  /** Iterations of several steps that look alike, such as two differences, and differ in what they read. */
  private ofSeveralAlike(start: number, length: number): RepeatedRun | undefined {
    if (length > MOST_ALIKE) return undefined;
    for (let period = 2 * length; period <= MOST_ALIKE; period += length) {
      const run = this.runOf(start, period);
      if (run !== undefined) return run;
    }
    return undefined;
  }

  private runOf(start: number, period: number): RepeatedRun | undefined {
    const run = { start, period, count: Math.floor(this.alike(start, period) / period) + 1 };
    if (run.count < this.worth.iterations) return undefined;
    const { items } = this.subject;
    let work = 0;
    for (let at = start; at < start + period; at++) work += items.work(at);
    return work * run.count < this.worth.instructions ? undefined : run;
  }

  /** Whether a loop may have these steps: all of a branch or nothing of it. */
  private isClosed(start: number, period: number): boolean {
    const { items } = this.subject;
    for (let at = start; at < start + period; at++) {
      if (items.depths[at] < items.depths[start]) return false;
      // The two sides of a select are set in one loop or in none.
      if (items.depths[at] === items.depths[start] && isSide(items.steps[at])) return false;
    }
    return items.depths[start] === items.depths[start + period];
  }

  /**
   * The number of steps from `start` on whose like is a period later, with everything moved on from the one to the other
   * as between the first two iterations.
   */
  private alike(start: number, period: number): number {
    const { items } = this.subject;
    const moves: number[] = [];
    const firsts: number[] = [];
    for (let at = start; ; at++) {
      const offset = (at - start) % period;
      if (at + period >= items.size || !items.isIsomorphic(at, at + period)) return at - start;
      // Before the whole run is gone through: it may be long, and each step of it the next start.
      if (at === start + period && !this.isClosed(start, period)) return 0;
      this.patience--;
      const isFirst = at < start + period;
      if (isFirst) firsts.push(moves.length);
      const agrees = this.compare(at, start, period, moves, firsts[offset], isFirst);
      if (!agrees) return at - start;
    }
  }

  /** Compares how the reads and results of a step move on with the moves from a number on, or adds them to the list. */
  private compare(
    at: number,
    start: number,
    period: number,
    moves: number[],
    first: number,
    isFirst: boolean,
  ): boolean {
    const { items, targets } = this.subject;
    const other = at + period;
    let k = first;
    const agrees = (move: number): boolean => {
      if (isFirst && move === move) moves.push(move);
      return moves[k++] === move;
    };
    const from = items.operandStarts[at];
    const to = items.operandStarts[at + 1];
    const there = items.operandStarts[other];
    for (let i = from; i < to; i++) {
      const move = this.move(items.operands[i], items.operands[there + i - from], at, start, period);
      if (!agrees(move)) return false;
    }
    if (!isDefinition(items.steps[at])) return true;
    const mine = targets.get(items.nodes[at]) ?? [];
    const its = targets.get(items.nodes[other]) ?? [];
    return mine.length === its.length && mine.every((place, i) => agrees(its[i] - place));
  }

  /** A number for the way from what a step reads to what its like reads: equal ways of one kind of read have equal numbers. */
  private move(a: number, b: number, at: number, start: number, period: number): number {
    const { graph, items, fixed } = this.subject;
    const kind = items.readKind(a);
    if (kind === Read.constant) return 0;
    if (kind === Read.input) {
      const [p, q] = [graph.a[a], graph.a[b]];
      return p < fixed === q < fixed ? q - p : NOWHERE;
    }
    const [p, q] = [items.definedAt[a], items.definedAt[b]];
    if (a === b) return p < start ? 1 : NOWHERE;
    // A condition of an earlier iteration is not kept, one of an earlier loop is.
    const earliest = kind === Read.condition ? at - ((at - start) % period) : start - FARTHEST * period;
    if (q - p === period && p >= earliest) return 2;
    if (p >= start || q >= start) return NOWHERE;
    const { run, iteration, offset } = this.places;
    if (run[p] === NEVER && run[q] === NEVER) return 3;
    if (run[p] !== run[q] || offset[p] !== offset[q]) return NOWHERE;
    return 4 * (iteration[q] - iteration[p]) + 3;
  }
}

function isSide(step: number): boolean {
  return step === Statement.setThen || step === Statement.setOtherwise;
}

/** For each place the next one, if any, where a piece of this length is probably the same. */
export function nextOccurrences(hashes: Int32Array, length: number): Int32Array {
  const size = hashes.length;
  const next = new Int32Array(size).fill(NEVER);
  let mask = 1;
  while (mask < 2 * size) mask *= 2;
  const latest = new Int32Array(mask--).fill(NEVER);
  // Σ hashes[at + i]·BASEⁱ, from the last piece to the first.
  let power = 1;
  for (let i = 1; i < length; i++) power = Math.imul(power, BASE);
  let sum = 0;
  for (let at = size - 1; at >= 0; at--) {
    if (at + length < size) sum -= Math.imul(hashes[at + length], power);
    sum = (Math.imul(sum, BASE) + hashes[at]) | 0;
    if (at + length > size) continue;
    const place = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) & mask;
    next[at] = latest[place];
    latest[place] = at;
  }
  return next;
}

const BASE = 0x01000193;
