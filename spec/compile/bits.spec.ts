/** Compiled programs give the bits of the function itself: every driver and mode, nested too, at ordinary and singular points. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { write } from '../../lib/compile/run/codec/arguments.js';
import { constantsOf } from '../../lib/compile/run/codec/constant-rows.js';
import { read } from '../../lib/compile/run/codec/decode.js';
import { compileProgram, Executable, type Original } from '../../lib/compile/run/executable.js';
import { type Trace, trace } from '../../lib/compile/trace/trace.js';
import { same } from '../support/assert.js';
import { programs as budget, holds } from '../support/settings.js';
import { DRIVERS, type Field, programs, type Vector } from './bit-programs.js';

const test = suite('bits of compiled programs');

interface Counted {
  at(x: readonly number[]): unknown;
  /** How often the function itself was asked. */
  asked(): number;
}

/** A function by the interpreter, and by WebAssembly, which takes much longer to make. */
function enginesOf(program: Trace, f: (x: Vector) => unknown, isCompiled: boolean): Counted[] {
  const { plan, bytes } = isCompiled ? compileProgram(program) : {};
  const engines = isCompiled ? (['interpreter', 'webassembly'] as const) : (['interpreter'] as const);
  return engines.map((engine) => {
    const runner = new Executable(program, bytes, engine, f as Original, plan && constantsOf(plan));
    assert.is(runner.engine.split(':')[0], engine);
    let asked = 0;
    return {
      at: (x) => {
        write(engine, runner.inputs, [x], runner.input);
        const isSure = runner.run();
        if (!isSure) asked++;
        return read(isSure ? runner.ownResult : runner.result, runner.output, 0);
      },
      asked: () => asked,
    };
  });
}

const POINTS = 3;

const numbersIn = (x: unknown): number[] =>
  typeof x === 'number' ? [x] : Object.values(x as Record<string, unknown>).flatMap(numbersIn);

/** None where a linear system is singular before any value is known, with x - x in it. */
function traced(f: (x: Vector) => unknown, example: readonly number[]): Trace | undefined {
  try {
    return withoutDeadCode(trace(f as never, [example]));
  } catch (error) {
    if (error instanceof RangeError && error.message.startsWith('solve: expected A to be invertible')) return undefined;
    throw error;
  }
}

const isOrdinary = (x: number): boolean => Math.abs(x) < 3 && !Number.isInteger(2 * x);

const runs = Math.ceil(budget / 5);

test(`${runs} random programs`, () => {
  const met = new Map<string, number>();
  let programsSeen = 0;
  const total = { points: 0, ordinary: 0, asked: 0, inVain: 0 };
  holds(runs, programs(POINTS), ({ f, text, driver, points }) => {
    const run = (DRIVERS[driver] as (f: Field) => (x: Vector) => unknown)(f);
    met.set(driver, (met.get(driver) ?? 0) + 1);
    const known = points.flatMap((x) => {
      try {
        return [{ x, due: run(x) }];
      } catch {
        // A pivot of 0, a value that a series cannot start from.
        return [];
      }
    });
    if (known.length === 0) return;
    const example = points[0] as readonly number[];
    const program = traced(run, example);
    if (program === undefined) return;
    const engines = enginesOf(program, run, programsSeen++ % 4 === 0);
    const [interpreter] = engines as [Counted, Counted?];
    for (const { x, due } of known) {
      const before = interpreter.asked();
      for (const engine of engines) same(engine.at(x), due, `${driver} of ${text} at ${x}`);
      total.points++;
      const isAsked = interpreter.asked() > before;
      if (isAsked) total.asked++;
      if (!x.every(isOrdinary) || !numbersIn(due).every(Number.isFinite)) continue;
      total.ordinary++;
      if (isAsked) total.inVain++;
    }
  });
  console.log(
    `${total.points} points; the function itself was asked at ${total.asked} of them, at ${total.inVain} of ` +
      `${total.ordinary} that are ordinary`,
  );
  if (runs > 500) assert.is(met.size, Object.keys(DRIVERS).length);
  // max(x, x) is a tie everywhere.
  assert.ok(total.inVain < 0.2 * total.ordinary, `asked at ${total.inVain} of ${total.ordinary} ordinary points`);
});

test.run();
