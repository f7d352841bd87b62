/** A program as the function that users call, with its methods. */

import { isActive } from '../../scalar/scalar.js';
import type { Operations } from '../passes/operation-count.js';
import { type BatchOptions, countRows, finish, finishInTurns, type Rows, rowsOf } from './batch.js';
import { putAll, write, writeChecked } from './codec/arguments.js';
import { read } from './codec/decode.js';
import { put } from './codec/encode.js';
import type { Executable } from './executable.js';
import { mapMany, sumMany } from './hoisted.js';
import type { OptimiseOptions } from './progress.js';

const NAME = 'compiled function';

/** What of a compiled function runs it. */
export interface Running {
  readonly input: Float64Array;
  readonly output: Float64Array;
  run(): void;
  /** Its module, where it is a compiled function of its own. */
  readonly wasm?: Uint8Array;
}

/** The result of a compiled function for numbers that carry derivatives. */
export type Lifting = (args: readonly unknown[], running: Running) => unknown;

export function apiOf(runner: Executable, wasm: () => Uint8Array, count: () => Operations, lifting?: Lifting): unknown {
  const { inputs, result, ownResult, input, output } = runner;
  // A getter in an argument may call this very function, between the writing of two numbers.
  let turn = 0;
  const many = (...x: unknown[]): unknown => {
    runner.checkFree();
    const mine = ++turn;
    if (!putAll(inputs, x, input) || turn !== mine) {
      if (lifting !== undefined && x.length === inputs.length && x.some(isLifted)) return lifting(x, methods);
      writeChecked(NAME, inputs, x, input);
    }
    return read(runner.run() ? ownResult : result, output, 0);
  };
  const only = inputs[0];
  const one = (x: unknown, ...more: unknown[]): unknown => {
    runner.checkFree();
    const mine = ++turn;
    if (more.length > 0 || !put(only, x, input, 0) || turn !== mine) return many(x, ...more);
    return read(runner.run() ? ownResult : result, output, 0);
  };
  const f = inputs.length === 1 ? one : many;

  /** The arguments before the points go into the input; the points and what follows them are handed back. */
  const pointsOf = (method: string, args: readonly unknown[]): unknown[] => {
    const fixed = inputs.length - 1;
    runner.checkFree(true);
    turn++;
    write(method, inputs.slice(0, -1), args.slice(0, fixed), input, inputs.length);
    return [rowsOf(method, args[fixed], inputs[fixed], input), ...args.slice(fixed + 1)];
  };
  const methods = {
    input,
    output,
    optimise: (options?: OptimiseOptions): unknown => {
      runner.optimise(options);
      return f;
    },
    run: (): void => {
      runner.run();
    },
    ...batchMethods(runner, pointsOf),
  };
  return Object.defineProperties(Object.assign(f, methods), {
    operations: once(count),
    wasm: once(wasm),
    engine: { enumerable: true, configurable: true, get: () => runner.engine },
    left: { enumerable: true, configurable: true, get: () => runner.left },
  });
}

/** True for an argument with a number in it that carries derivatives. */
function isLifted(x: unknown): boolean {
  if (typeof x !== 'object' || x === null || ArrayBuffer.isView(x)) return false;
  return isActive(x) || Object.values(x).some(isLifted);
}

/** `map` and `sum`, at once and in turns. */
function batchMethods(runner: Executable, pointsOf: (method: string, args: readonly unknown[]) => unknown[]): object {
  const { result, sizes, input } = runner;
  const mapping = (method: string, args: readonly unknown[]) => {
    const [rows, given, options = {}] = pointsOf(method, args) as [Rows, Float64Array?, BatchOptions?];
    const total = countRows(method, rows, sizes.row);
    const out = given ?? new Float64Array(total * sizes.output);
    if (!(out instanceof Float64Array) || out.length !== total * sizes.output) {
      throw new RangeError(
        `${method}: expected out to be a Float64Array of ${total * sizes.output} numbers, ${sizes.output} for each of ` +
          `${total} points, got another length or kind. Leave it out to have one made.`,
      );
    }
    // Points that lie where the results go are read before any result is there.
    const isOver = given !== undefined && (isIn(rows, out) || out.buffer === input.buffer);
    const place = isOver ? new Float64Array(out.length) : out;
    const done = (): Float64Array => {
      if (place !== out) out.set(place);
      return out;
    };
    return { blocks: mapMany(method, runner, rows, place), total, done, options };
  };
  const summing = (method: string, args: readonly unknown[]) => {
    const [rows, options = {}] = pointsOf(method, args) as [Rows, BatchOptions?];
    const sums = new Float64Array(sizes.output);
    return { blocks: sumMany(method, runner, rows, sums), total: countRows(method, rows, sizes.row), sums, options };
  };
  return {
    map: (...args: unknown[]): Float64Array => {
      const { blocks, total, done, options } = mapping('map', args);
      finish(blocks, total, options);
      return done();
    },
    mapInTurns: async (...args: unknown[]): Promise<Float64Array> => {
      const { blocks, total, done, options } = mapping('mapInTurns', args);
      await finishInTurns(blocks, total, options);
      return done();
    },
    sum: (...args: unknown[]): unknown => {
      const { blocks, total, sums, options } = summing('sum', args);
      finish(blocks, total, options);
      return read(result, sums, 0);
    },
    sumInTurns: async (...args: unknown[]): Promise<unknown> => {
      const { blocks, total, sums, options } = summing('sumInTurns', args);
      await finishInTurns(blocks, total, options);
      return read(result, sums, 0);
    },
  };
}

/** True where some of the points are in the memory of the results. */
function isIn(rows: unknown, out: Float64Array): boolean {
  if (ArrayBuffer.isView(rows)) return rows.buffer === out.buffer;
  return typeof rows === 'object' && rows !== null && Object.values(rows).some((part) => isIn(part, out));
}

/** A property computed when it is read for the first time. */
function once<T>(compute: () => T): PropertyDescriptor {
  let known: T | undefined;
  return {
    enumerable: true,
    get: () => {
      known ??= compute();
      return known;
    },
  };
}
