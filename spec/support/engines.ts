/** A compiled function by everything that can run it, to be compared with the function itself down to the last bit. */
import { is } from 'uvu/assert';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { write } from '../../lib/compile/run/codec/arguments.js';
import { constantsOf } from '../../lib/compile/run/codec/constant-rows.js';
import { read } from '../../lib/compile/run/codec/decode.js';
import { compileProgram, Executable, type Original } from '../../lib/compile/run/executable.js';
import { mapMany } from '../../lib/compile/run/hoisted.js';
import { trace } from '../../lib/compile/trace/trace.js';
import type { CodegenOptions } from '../../lib/compile/wasm/functions.js';
import { same } from './assert.js';

/** A function of structures of numbers. */
export type Structured = (...x: never[]) => unknown;

/** The arguments of one call. */
export type Point = readonly unknown[];

export interface Engine {
  readonly name: string;
  /** The results at some points. */
  results(points: readonly Point[]): unknown[];
}

/** The runner of a function. Without WebAssembly it interprets. */
export function runnerOf(
  f: Structured,
  examples: Point,
  engine: 'webassembly' | 'interpreter',
  manner?: CodegenOptions,
): Executable {
  const program = withoutDeadCode(trace(f, examples));
  if (engine === 'interpreter') return new Executable(program, undefined, engine, f as Original);
  const { plan, bytes } = compileProgram(program, manner);
  const runner = new Executable(program, bytes, engine, f as Original, constantsOf(plan));
  // A module that the engine refuses would be interpreted, and nobody would notice.
  is(runner.engine.split(':')[0], engine);
  return runner;
}

function oneByOne(name: string, runner: Executable, run: () => boolean): Engine {
  const { inputs, input, output, result, ownResult } = runner;
  const at = (point: Point): unknown => {
    write(name, inputs, point, input);
    return read(run() ? ownResult : result, output, 0);
  };
  return { name, results: (points) => points.map(at) };
}

/** Many points of the last argument at once, which takes two at a time where it can. */
function inBatches(name: string, runner: Executable): Engine {
  const { inputs, sizes, input } = runner;
  const fixed = inputs.length - 1;
  return {
    name,
    results(points) {
      const results: unknown[] = [];
      for (let i = 0; i < points.length; ) {
        const first = points[i] as Point;
        let end = i + 1;
        const isSame = (other: Point): boolean => first.slice(0, fixed).every((x, k) => Object.is(x, other[k]));
        while (end < points.length && isSame(points[end] as Point)) end++;
        write(name, inputs.slice(0, fixed), first.slice(0, fixed), input);
        const rows = points.slice(i, end).map((point) => point[fixed]);
        const out = new Float64Array(rows.length * sizes.output);
        for (const _ of mapMany(name, runner, rows, out));
        rows.forEach((_, k) => {
          results.push(read(runner.result, out, k * sizes.output));
        });
        i = end;
      }
      return results;
    },
  };
}

/** The program as it runs, the interpreter, and many points at once. */
export function enginesOf(f: Structured, examples: Point, manner?: CodegenOptions): readonly Engine[] {
  const machine = runnerOf(f, examples, 'webassembly', manner);
  const interpreter = runnerOf(f, examples, 'interpreter');
  const engines = [
    oneByOne('compiled', machine, () => machine.run()),
    oneByOne('interpreter', interpreter, () => interpreter.run()),
  ];
  return examples.length === 0 ? engines : [...engines, inBatches('map', machine)];
}

/** Every engine gives what f itself gives, Object.is on every number. The first point is the example. */
export function sameBits(f: Structured, points: readonly Point[], message = '', manner?: CodegenOptions): void {
  const due = points.map((point) => f(...(point as never[])));
  for (const { name, results } of enginesOf(f, points[0] as Point, manner)) {
    results(points).forEach((result, i) => {
      same(result, due[i], `${message} ${name} at ${show(points[i] as Point)}`);
    });
  }
}

function show(point: Point): string {
  return JSON.stringify(point, (_, x) => (typeof x === 'number' && JSON.stringify(x) !== `${x}` ? String(x) : x));
}

/** How often a runner has to ask the function itself while it runs at some points. */
export function timesAgain(f: Structured, points: readonly Point[]): number {
  const runner = runnerOf(f, points[0] as Point, 'webassembly');
  const again = runner.again.bind(runner);
  let times = 0;
  runner.again = (input, output) => {
    times++;
    again(input, output);
  };
  const results = oneByOne('counted', runner, () => runner.run()).results(points);
  points.forEach((point, i) => {
    same(results[i], f(...(point as never[])));
  });
  return times;
}
