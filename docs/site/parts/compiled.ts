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

/** @param points - how many points are tried, about `at`. */
export function compiledReport({ f, at }: Pick<Program, 'f' | 'at'>, points: number = 300): CompiledReport {
  const driver = (x: never) =>
    valueAndGradient(f as never, x) as unknown as { value: number; gradient: number | number[] };
  const list = Array.from({ length: points }, (_, k) => moved(at, 0.01 * Math.sin(k)));
  const start = performance.now();
  const g = compile(driver as (x: never) => unknown, at as never);
  const compiling = performance.now() - start;
  const width = 1 + inputsOf(at);
  const eager = timed(() => list.map((x) => numbersOf(driver(x as never))));
  const flat = Float64Array.from(list.flatMap((x) => (typeof x === 'number' ? [x] : [...x])));
  const map = g.map as unknown as (points: Float64Array) => Float64Array;
  map(flat);
  const compiled = timed(() => map(flat));
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

function timed<T>(run: () => T): { result: T; time: number } {
  const start = performance.now();
  const result = run();
  return { result, time: performance.now() - start };
}

function moved(at: Point, by: number): Point {
  return typeof at === 'number' ? at + by : at.map((x, i) => x + by * (1 + i));
}

function numbersOf({ value, gradient }: { value: number; gradient: number | readonly number[] }): number[] {
  return [value, ...(typeof gradient === 'number' ? [gradient] : gradient)];
}
