/** What compiling costs, and from which call on it has paid for itself. */
import { webAssembly } from '../../lib/compile/run/wasm-instance.js';
import { consume } from '../measure.js';
import { checked } from './ratios.js';
import type { Task } from './task.js';

export interface Costs {
  /** Milliseconds of the first compilation of a process, and of a later one. */
  readonly compile: number;
  readonly again: number;
  /** Of a later one, what WebAssembly takes for its part. */
  readonly module: number;
  readonly bytes: number;
  readonly operations: number;
}

const TIMES = 7;

export function costs(task: Task): Costs {
  const compile = time(() => task.compile());
  const { program } = checked(task, task.byHand);
  const again = median(Array.from({ length: TIMES }, () => time(() => task.compile())));
  const module = median(Array.from({ length: TIMES }, (_, i) => moduleTime(program.wasm, i)));
  return { compile, again, module, bytes: program.wasm.length, operations: program.operations.total };
}

/** The engine knows bytes that it has compiled before: an empty section with another name makes others of them. */
function moduleTime(wasm: Uint8Array, i: number): number {
  if (webAssembly === undefined) throw new Error('costs: expected WebAssembly, got none');
  const { Module } = webAssembly;
  const bytes = new Uint8Array([...wasm, 0, 2, 1, 'a'.charCodeAt(0) + i]);
  return time(() => new Module(bytes));
}

function time(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** Milliseconds since the start of a process's work, after as many calls. */
export interface Moment {
  readonly calls: number;
  readonly time: number;
}

/** Calls from the first on, by the eager driver or by a function compiled first, within a budget of milliseconds. */
export function course(task: Task, kind: 'eager' | 'compiled'): Moment[] {
  const { points, pick } = task;
  const moments: Moment[] = [];
  const start = performance.now();
  const call = kind === 'eager' ? (x: unknown) => task.eager(x) : task.compile().call;
  let sum = 0;
  for (let calls = 0, next = 1, k = 0; ; ) {
    sum += pick(call(points[k]));
    k = k + 1 === points.length ? 0 : k + 1;
    if (++calls < next) continue;
    const time = performance.now() - start;
    moments.push({ calls, time });
    if (time > BUDGET) break;
    next = Math.ceil(1.05 * next);
  }
  consume(sum);
  return moments;
}

const BUDGET = 2500;

/** The number of calls from which on the compiled function, with its compilation, has taken less time for good. */
export function breakEven(eager: readonly Moment[], compiled: readonly Moment[]): number | undefined {
  const last = Math.min(eager[eager.length - 1].calls, compiled[compiled.length - 1].calls);
  const ahead = eager.filter(({ calls, time }, i) => calls <= last && compiled[i].time < time);
  const behind = eager.filter(({ calls, time }, i) => calls <= last && compiled[i].time >= time);
  const from = behind[behind.length - 1]?.calls ?? 0;
  return ahead.find(({ calls }) => calls > from)?.calls;
}
