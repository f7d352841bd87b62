/** Ratios of a task to its hand-written code. Every comparison runs in a process of its own, so V8 inlines what it can. */
import { checkClose, numbersOf } from '../case.js';
import { type Loop, type Ratio, ratio } from '../measure.js';
import type { ByHand, Compiling, Task } from './task.js';

/** The compiled program in its own memory against hand-written code in buffers of its own. */
export function inPlace(task: Task, byHand: ByHand): Ratio {
  const sets = flatPoints(task);
  const { program } = checked(task, byHand);
  const { input, output, run } = program;
  const last = task.outputs - 1;
  const compiled: Loop = (runs) => {
    let sum = 0;
    const walk = new Walk(sets);
    for (let i = 0; i < runs; i++) {
      walk.step(input);
      run();
      sum += output[last];
    }
    return sum;
  };
  return warmRatio(compiled, byHandInPlace(byHand, sets, last + 1));
}

function byHandInPlace(byHand: ByHand, sets: readonly Float64Array[], outputs: number): Loop {
  const input = sets[0].slice();
  const output = new Float64Array(outputs);
  return (runs) => {
    let sum = 0;
    const walk = new Walk(sets);
    for (let i = 0; i < runs; i++) {
      walk.step(input);
      byHand(input, output);
      sum += output[outputs - 1];
    }
    return sum;
  };
}

/**
 * Input that lives where the program reads it: from call to call one number changes, and after n calls the next point is
 * complete. (To copy a whole point for each call would take longer than many a task.)
 */
class Walk {
  private readonly sets: readonly Float64Array[];
  private set = 0;
  private place = 0;

  constructor(sets: readonly Float64Array[]) {
    this.sets = sets;
  }

  step(input: Float64Array): void {
    const set = this.sets[this.set];
    input[this.place] = set[this.place];
    if (++this.place === set.length) {
      this.place = 0;
      this.set = this.set + 1 === this.sets.length ? 0 : this.set + 1;
    }
  }
}

/** An ordinary call, arrays in and a fresh result out, against hand-written code that reads and writes buffers. */
export function ordinary(task: Task): Ratio {
  const { call } = checked(task, task.byHand);
  return warmRatio(calls(task, call), byHandInTurn(task));
}

/** An ordinary call of rose. */
export async function rose(task: Task): Promise<{ ratio: Ratio; first: number } | undefined> {
  if (task.rose === undefined) return undefined;
  const start = performance.now();
  const { call } = await task.rose();
  call(task.points[0]);
  const first = performance.now() - start;
  for (const x of task.points)
    checkClose(`${task.name}, rose`, numbersOf(call(x)), numbersByHand(task, task.byHand, x));
  return { ratio: warmRatio(calls(task, call), byHandInTurn(task)), first };
}

function calls({ points, pick }: Task, call: (x: unknown) => unknown): Loop {
  return (runs) => {
    let sum = 0;
    for (let i = 0, k = 0; i < runs; i++) {
      sum += pick(call(points[k]));
      k = k + 1 === points.length ? 0 : k + 1;
    }
    return sum;
  };
}

function byHandInTurn(task: Task): Loop {
  const sets = flatPoints(task);
  const { byHand } = task;
  const output = new Float64Array(task.outputs);
  const last = task.outputs - 1;
  return (runs) => {
    let sum = 0;
    for (let i = 0, k = 0; i < runs; i++) {
      byHand(sets[k], output);
      sum += output[last];
      k = k + 1 === sets.length ? 0 : k + 1;
    }
    return sum;
  };
}

/** The engine first runs simple code and makes fast code of it beside; only then is it measured. */
function warmRatio(run: Loop, baseline: Loop): Ratio {
  const start = performance.now();
  while (performance.now() - start < WARM_UP) run(1);
  return ratio(run, baseline);
}

const WARM_UP = 1500;

/** A program whose results at all points are those of the eager driver, to the last bit, and close to those by hand. */
export function checked(task: Task, byHand: ByHand): Compiling {
  const compiling = task.compile();
  const { program, call } = compiling;
  for (const x of task.points) {
    const eager = numbersOf(task.eager(x));
    same(`${task.name}, ordinary call`, numbersOf(call(x)), eager);
    program.input.set(task.flat(x));
    program.run();
    same(`${task.name}, in place`, [...program.output], eager);
    checkClose(task.name, eager, numbersByHand(task, byHand, x));
  }
  return compiling;
}

function same(name: string, actual: readonly number[], expected: readonly number[]): void {
  if (actual.length !== expected.length)
    throw new Error(`${name}: expected ${expected.length} numbers, got ${actual.length}`);
  actual.forEach((x, i) => {
    if (!Object.is(x, expected[i]))
      throw new Error(`${name}: expected ${expected[i]} at ${i} as the eager driver, got ${x}`);
  });
}

function numbersByHand({ flat, outputs }: Task, byHand: ByHand, x: unknown): number[] {
  const output = new Float64Array(outputs);
  byHand(Float64Array.from(flat(x)), output);
  return [...output];
}

function flatPoints({ points, flat }: Task): Float64Array[] {
  return points.map((x) => Float64Array.from(flat(x)));
}
