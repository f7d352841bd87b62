/** One task done by the library and by hand: checked, timed with benny, and compared. */
import benny from 'benny';
import { consume, consumed, type Loop, type Ratio, ratio } from './measure.js';
import { answer } from './process.js';

/** One way of doing a task. */
export interface Way {
  /** What is computed, for the check. */
  readonly result: () => unknown;
  readonly loop: Loop;
}

export interface Task {
  readonly name: string;
  readonly library: Way;
  /** Hand-written JavaScript that computes the same; or a unit of measure that computes something else. */
  readonly byHand: Way;
  /** What both have to compute, where `byHand` is a unit of measure. */
  readonly expected?: () => unknown;
  /** The largest relative difference allowed, 1e-12 when left out. */
  readonly tolerance?: number;
}

export interface TaskResult {
  readonly name: string;
  readonly ratio: Ratio;
  /** Runs a second, by benny. */
  readonly perSecond: { readonly library: number; readonly byHand: number };
}

/** What a subject's process tells the runner. */
export interface SubjectResult {
  readonly subject: string;
  readonly tasks?: readonly TaskResult[];
  readonly more?: unknown;
  readonly consumed: number;
}

/** Runs the tasks one by one and sends the result to the runner, or prints it when there is none. */
export async function subject(name: string, tasks: readonly Task[]): Promise<void> {
  const results: TaskResult[] = [];
  for (const task of tasks) {
    check(task);
    const compared = ratio(task.library.loop, task.byHand.loop);
    results.push({ name: task.name, ratio: compared, perSecond: await frequencies(name, task) });
  }
  send({ subject: name, tasks: results, consumed: consumed() });
}

export function send(result: SubjectResult): void {
  answer(result);
}

/**
 * benny calls a case once to see what it returns, treats a function as a set-up step, and drops results: a case here
 * returns nothing and consumes.
 */
async function frequencies(name: string, { name: task, library, byHand }: Task): Promise<TaskResult['perSecond']> {
  const { results } = await benny.suite(
    `${name}: ${task}`,
    benny.configure({ cases: { minSamples: 5, minTime: 0.1, maxTime: 0.4 } }),
    benny.add('library', () => {
      consume(library.loop(1));
    }),
    benny.add('by hand', () => {
      consume(byHand.loop(1));
    }),
  );
  const of = (wanted: string): number => results.find((result) => result.name === wanted)?.ops ?? Number.NaN;
  return { library: of('library'), byHand: of('by hand') };
}

/** Both must give the same numbers before anything is timed. */
function check({ name, library, byHand, expected = byHand.result, tolerance = 1e-12 }: Task): void {
  checkClose(name, numbersOf(library.result()), numbersOf(expected()), tolerance);
}

/** @param tolerance - the largest difference allowed, relative to the largest number. */
export function checkClose(
  name: string,
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number = 1e-12,
): void {
  if (actual.length !== expected.length) {
    throw new Error(`${name}: expected ${expected.length} numbers as by hand, got ${actual.length}`);
  }
  const size = expected.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  actual.forEach((x, i) => {
    if (!(Math.abs(x - expected[i]) <= tolerance * size)) {
      throw new Error(`${name}: expected ${expected[i]} at ${i} as by hand, got ${x}`);
    }
  });
}

/** All numbers in a structure, in order. */
export function numbersOf(x: unknown): number[] {
  if (typeof x === 'number') return [x];
  if (x instanceof Float64Array) return [...x];
  return Object.values(x as object).flatMap(numbersOf);
}
