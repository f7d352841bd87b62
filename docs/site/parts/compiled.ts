/** What compiling does to the function in the editor: operations, bytes, time per point, and the same bits. */
import { compile, valueAndGradient } from 'hyperdual/plain';
import { inputsOf, type Point } from './point.js';
import type { Program } from './program.js';

export interface CompiledReport {
  readonly operations: number;
  readonly bytes: number;
  /** Milliseconds of compiling. */
  readonly compiling: number;
  /** Microseconds of value and gradient at a point, and of code that takes them eagerly. */
  readonly compiled: number;
  readonly eager: number;
  readonly isSame: boolean;
  /** `webassembly`, or the interpreter and why. */
  readonly engine: string;
  readonly points: number;
}

/**
 * @param points - how many points are tried, about `at`.
 * @param budget - milliseconds for the timing.
 */
export function compiledReport(
  { f, at }: Pick<Program, 'f' | 'at'>,
  points: number = 300,
  budget: number = 1500,
): CompiledReport {
  const driver = (x: never) =>
    valueAndGradient(f as never, x) as unknown as { value: number; gradient: number | number[] };
  const list = Array.from({ length: points }, (_, k) => moved(at, 0.01 * Math.sin(k)));
  const start = performance.now();
  const g = compile(driver as (x: never) => unknown, at as never);
  const compiling = performance.now() - start;
  const width = 1 + inputsOf(at);
  const flat = Float64Array.from(list.flatMap((x) => (typeof x === 'number' ? [x] : [...x])));
  const map = g.map as unknown as (points: Float64Array) => Float64Array;
  // In turns, and the best of each: a program is optimised by the engine while it runs, and so is the library.
  const eager = best(() => list.map((x) => numbersOf(driver(x as never))));
  const compiled = best(() => map(flat));
  const end = performance.now() + budget;
  for (let turn = 0; turn < 2 || performance.now() < end; turn++) {
    compiled.again();
    if (turn < 10) eager.again();
  }
  const isSame = eager.result.every((row, k) => row.every((x, i) => Object.is(x, compiled.result[k * width + i])));
  return {
    operations: g.operations.total,
    bytes: g.wasm.length,
    compiling,
    compiled: (1000 * compiled.time) / points,
    eager: (1000 * eager.time) / points,
    isSame,
    engine: String(g.engine),
    points,
  };
}

interface Best<T> {
  readonly result: T;
  time: number;
  again(): void;
}

/** Milliseconds: clocks of browsers go by tenths of one. */
const LONG_ENOUGH = 4;

/** A first run, and the shortest time of all that follow, so many at once that a clock sees them. */
function best<T>(run: () => T): Best<T> {
  let runs = 1;
  const found: Best<T> = {
    result: run(),
    time: Number.POSITIVE_INFINITY,
    again: () => {
      for (; ; runs *= 2) {
        const from = performance.now();
        for (let i = 0; i < runs; i++) run();
        const time = performance.now() - from;
        if (time < LONG_ENOUGH) continue;
        found.time = Math.min(found.time, time / runs);
        return;
      }
    },
  };
  return found;
}

function moved(at: Point, by: number): Point {
  return typeof at === 'number' ? at + by : at.map((x, i) => x + by * (1 + i));
}

function numbersOf({ value, gradient }: { value: number; gradient: number | readonly number[] }): number[] {
  return [value, ...(typeof gradient === 'number' ? [gradient] : gradient)];
}
