/** A compiled function by everything that can run it, to be compared with the function itself down to the last bit. */
import { read, write } from '../../lib/compile/arguments.js';
import { withoutDeadCode } from '../../lib/compile/description.js';
import { compileProgram, type Original, Runner } from '../../lib/compile/runner.js';
import { trace } from '../../lib/compile/trace.js';
import { same } from './assert.js';

/** A function of structures of numbers. */
export type Structured = (...x: never[]) => unknown;

/** The arguments of one call. */
export type Point = readonly unknown[];

export interface Engine {
  readonly name: string;
  /** The result at a point. */
  at(point: Point): unknown;
}

/** The runner of a function. Without WebAssembly it interprets. */
export function runnerOf(f: Structured, examples: Point, engine: 'webassembly' | 'interpreter'): Runner {
  const program = withoutDeadCode(trace(f, examples));
  const bytes = engine === 'webassembly' ? compileProgram(program).bytes : undefined;
  return new Runner(program, bytes, engine, f as Original);
}

function engine(name: string, runner: Runner, run: () => void): Engine {
  const { program, input, output } = runner;
  return {
    name,
    at(point) {
      write(name, program.inputs, point, input);
      run();
      return read(program.output, output);
    },
  };
}

/** The program as it runs, the second machine alone (which is due only where a NaN appears), and the interpreter. */
export function enginesOf(f: Structured, examples: Point): readonly Engine[] {
  const machine = runnerOf(f, examples, 'webassembly');
  const interpreter = runnerOf(f, examples, 'interpreter');
  return [
    engine('compiled', machine, () => machine.run()),
    engine('second machine', machine, () => machine.again(machine.input, machine.output)),
    engine('interpreter', interpreter, () => interpreter.run()),
  ];
}

/** Every engine gives what f itself gives, Object.is on every number. The first point is the example. */
export function sameBits(f: Structured, points: readonly Point[], message = ''): void {
  const engines = enginesOf(f, points[0] as Point);
  for (const point of points) {
    const due = f(...(point as never[]));
    for (const { name, at } of engines) same(at(point), due, `${message} ${name} at ${show(point)}`);
  }
}

function show(point: Point): string {
  return JSON.stringify(point, (_, x) => (typeof x === 'number' && JSON.stringify(x) !== `${x}` ? String(x) : x));
}

/** How often a runner has to take the second machine while it runs at some points. */
export function timesAgain(f: Structured, points: readonly Point[]): number {
  const runner = runnerOf(f, points[0] as Point, 'webassembly');
  const again = runner.again.bind(runner);
  let times = 0;
  runner.again = (input, output) => {
    times++;
    again(input, output);
  };
  const { at } = engine('counted', runner, () => runner.run());
  for (const point of points) same(at(point), f(...(point as never[])));
  return times;
}
