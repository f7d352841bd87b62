/** One program at many points: rows go in block by block, and the loop over a block is in the program's own memory. */
import { describe } from '../../scalar/scalar.js';
import { isNumberArray } from '../../shape/shape.js';
import { writeOne } from './codec/arguments.js';
import type { ShapeCodec } from './codec/shape-codec.js';
import type { Executable } from './executable.js';
import type { AbortSignalLike } from './progress.js';
import type { WasmInstance } from './wasm-instance.js';

/** Many points: structures like the last argument, or all their numbers one after the other. */
export type Rows = readonly unknown[] | Float64Array;

/** What `map` and `sum` of a compiled function may be told. */
export interface BatchOptions {
  /** Called after each block of points, with how many are done and how many there are. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Stops between two blocks. */
  readonly signal?: AbortSignalLike | undefined;
}

/**
 * The points as they are read: all their numbers in one list as a Float64Array, whatever list it was.
 *
 * @param memory - of the program: points that are views on it are copied before it runs.
 */
export function rowsOf(method: string, rows: unknown, layout: ShapeCodec | undefined, memory: Float64Array): unknown {
  if (rows instanceof Float64Array) return rows.buffer === memory.buffer ? rows.slice() : rows;
  if (isNumberArray(rows)) return Float64Array.from(rows);
  if (!Array.isArray(rows)) return rows;
  const isView = (row: unknown): row is Float64Array => row instanceof Float64Array && row.buffer === memory.buffer;
  if (rows.some(isView)) return rows.map((row) => (isView(row) ? row.slice() : row));
  if (typeof rows[0] !== 'number' || layout === undefined || layout.isNumber) return rows;
  const odd = rows.findIndex((x) => typeof x !== 'number');
  if (odd < 0) return Float64Array.from(rows as readonly number[]);
  throw new TypeError(
    `${method}: expected points, or all their numbers one after the other, got numbers and ${describe(rows[odd])} at points[${odd}]. ` +
      'Give one or the other.',
  );
}

/** How many points there are. */
export function countRows(method: string, rows: unknown, row: number): number {
  if (rows instanceof Float64Array) {
    if (row > 0 && rows.length % row === 0) return rows.length / row;
    if (row === 0) {
      throw new RangeError(
        `${method}: expected an array of points, as a point has no numbers, got an array of numbers. Give one [] or {} for each.`,
      );
    }
    throw new RangeError(
      `${method}: expected ${row} numbers for each point, got ${rows.length} in all. Give a multiple of ${row}.`,
    );
  }
  if (Array.isArray(rows)) return rows.length;
  throw new TypeError(
    `${method}: expected an array of points, or an array of all their numbers, got ${describe(rows)}. Put the points in brackets.`,
  );
}

/** Outputs of all rows, one after the other, into `out`. Yields the number of points done after each block. */
export function* mapBlocks(method: string, runner: Executable, rows: Rows, out: Float64Array): Generator<number> {
  const { sizes, output } = runner;
  const fixed = runner.input.slice(0, sizes.fixed);
  const count = countRows(method, rows, sizes.row);
  runner.expect(count);
  const { machine } = runner;
  const block = machine?.places.block ?? 1024;
  const leaving = new Leaving();
  let isLong = false;
  for (let from = 0; from < count; from += block) {
    const n = Math.min(block, count - from);
    // Between two blocks the program may have been called with other arguments.
    runner.input.set(fixed);
    machine?.input.set(fixed);
    if (machine === undefined) {
      for (let i = 0; i < n; i++) {
        loadOne(method, runner, rows, from + i);
        isLong = runOne(runner, fixed, isLong) && leaving.isLong(from + i);
        out.set(output, (from + i) * sizes.output);
      }
    } else {
      const { rows: place, outputs } = machine.places;
      load(method, runner, rows, from, n, place);
      for (let i = runner.mapOn(0, n); i < n; i = leaving.isLong(from + i) ? i + 1 : runner.mapOn(i + 1, n)) {
        const single = machine.memory.subarray(outputs + i * sizes.output, outputs + (i + 1) * sizes.output);
        again(runner, machine, place + i * sizes.row, single);
      }
      out.set(machine.memory.subarray(outputs, outputs + n * sizes.output), from * sizes.output);
    }
    yield from + n;
  }
}

/** Outputs of all rows added up, in their order, into `total`. Yields the number of points done after each block. */
export function* sumBlocks(method: string, runner: Executable, rows: Rows, total: Float64Array): Generator<number> {
  const { sizes } = runner;
  const fixed = runner.input.slice(0, sizes.fixed);
  const count = countRows(method, rows, sizes.row);
  runner.expect(count);
  const { machine } = runner;
  const block = machine?.places.block ?? 1024;
  const leaving = new Leaving();
  let isLong = false;
  const single = new Float64Array(sizes.output);
  const addUp = (part: Float64Array): void => {
    for (let k = 0; k < total.length; k++) total[k] = total[k] + part[k];
  };
  for (let from = 0; from < count; from += block) {
    const n = Math.min(block, count - from);
    // Between two blocks the program may have been called with other arguments.
    runner.input.set(fixed);
    machine?.input.set(fixed);
    if (machine === undefined) {
      for (let i = 0; i < n; i++) {
        loadOne(method, runner, rows, from + i);
        isLong = runOne(runner, fixed, isLong) && leaving.isLong(from + i);
        addUp(runner.output);
      }
    } else {
      const place = machine.places.rows;
      load(method, runner, rows, from, n, place);
      machine.output.set(total);
      for (let i = runner.sumOn(0, n); i < n; i = leaving.isLong(from + i) ? i + 1 : runner.sumOn(i + 1, n)) {
        again(runner, machine, place + i * sizes.row, single);
        total.set(machine.output);
        addUp(single);
        machine.output.set(total);
      }
      total.set(machine.output);
    }
    yield from + n;
  }
}

/** Runs through the blocks, with progress. */
export function finish(blocks: Generator<number>, count: number, { onProgress, signal }: BatchOptions): void {
  stopIfAborted(signal);
  for (const done of blocks) {
    onProgress?.(done, count);
    if (done < count) stopIfAborted(signal);
  }
}

/** The same with a pause between blocks, in which timers and other events have their turn. */
export async function finishInTurns(blocks: Generator<number>, count: number, options: BatchOptions): Promise<void> {
  const { onProgress, signal } = options;
  stopIfAborted(signal);
  for (const done of blocks) {
    onProgress?.(done, count);
    if (done === count) return;
    await pause();
    stopIfAborted(signal);
  }
}

function stopIfAborted(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

interface Timers {
  setImmediate?(run: () => void): void;
  setTimeout(run: () => void, milliseconds: number): void;
}

function pause(): Promise<void> {
  const timers = globalThis as unknown as Timers;
  return new Promise((resolve) => {
    if (timers.setImmediate === undefined) timers.setTimeout(resolve, 0);
    else timers.setImmediate(resolve);
  });
}

/** Rows from ... from + n to a place in the machine's memory. */
function load(
  method: string,
  { machine, inputs, sizes }: Executable,
  rows: Rows,
  from: number,
  n: number,
  place: number,
): void {
  const memory = machine?.memory as Float64Array;
  if (rows instanceof Float64Array) {
    memory.set(rows.subarray(from * sizes.row, (from + n) * sizes.row), place);
    return;
  }
  const layout = inputs[inputs.length - 1];
  for (let i = 0; i < n; i++)
    writeOne(method, layout, rows[from + i], memory, place + i * sizes.row, nameOfRow, from + i);
}

/** One row to where a single call has it. */
function loadOne(method: string, { input, inputs, sizes }: Executable, rows: Rows, i: number): void {
  if (rows instanceof Float64Array) input.set(rows.subarray(i * sizes.row, (i + 1) * sizes.row), sizes.fixed);
  else writeOne(method, inputs[inputs.length - 1], rows[i], input, sizes.fixed, nameOfRow, i);
}

function nameOfRow(i: number): string {
  return `points[${i}]`;
}

/**
 * Points that leave the program, one after the other: after a run of them the function itself is asked for the next ones without
 * the program being tried before, which would be in vain for most; for twice as many if the program is then left again.
 */
class Leaving {
  private last = -1;
  private run = 0;
  private pause = PATIENCE;
  private left = 0;

  /** Takes note of a point that the function itself was asked for; true where it is to be asked for the next one too. */
  isLong(point: number): boolean {
    if (this.left > 0) {
      this.last = point;
      return --this.left > 0;
    }
    this.run = point === this.last + 1 ? this.run + 1 : 1;
    if (this.run === 1) this.pause = PATIENCE;
    this.last = point;
    if (this.run < PATIENCE) return false;
    this.left = this.pause;
    this.pause = Math.min(2 * this.pause, LONGEST);
    return true;
  }
}

/** So many points in a row leave the program, and as many are then taken to do so. */
const PATIENCE = 16;
const LONGEST = 256;

/** One row where a single call has it; true where the function itself answers, at once where `isLong`. */
function runOne(runner: Executable, fixed: Float64Array, isLong: boolean): boolean {
  if (!isLong && runner.run()) return false;
  if (isLong) runner.again(runner.input, runner.output);
  // The function may have called the program with other arguments.
  runner.input.set(fixed);
  return true;
}

/** One row of the block by the function itself, which may call the program at other points. */
function again(runner: Executable, { memory, input }: WasmInstance, place: number, output: Float64Array): void {
  const { fixed, row } = runner.sizes;
  const whole = new Float64Array(fixed + row);
  whole.set(input.subarray(0, fixed));
  whole.set(memory.subarray(place, place + row), fixed);
  runner.isInBlock = true;
  try {
    runner.again(whole, output);
  } finally {
    runner.isInBlock = false;
  }
  input.set(whole.subarray(0, fixed));
}
