/** Ordinary code compiled: real decisions and loops, with a program for each of the courses that it takes. */

import { callableOf } from '../compile/callable.js';
import { tracedWithData } from '../compile/literal-data.js';
import type { Operations } from '../compile/passes/operation-count.js';
import type { BatchOptions } from '../compile/run/batch.js';
import { Courses } from '../compile/run/courses.js';
import type { Engine, Original } from '../compile/run/executable.js';
import type { OptimiseOptions } from '../compile/run/progress.js';
import { checkFunction } from '../forward/seed.js';
import { type Unseen, withAccessors, withoutAccessors } from './accessors.js';
import { compiling } from './brand.js';
import { guarded } from './run.js';
import { purified, purifiedOutput } from './structures.js';
import type { Filled, Like, Plain } from './types.js';

type Any = unknown;

type Arguments<X extends readonly unknown[]> = { -readonly [K in keyof X]: Like<X[K]> };
type PlainAll<X extends readonly unknown[]> = { -readonly [K in keyof X]: Plain<X[K]> };

/** All arguments, with many points for the last one: structures, or all their numbers one after the other. */
type Batch<X extends readonly unknown[], Rest extends readonly unknown[]> = X extends readonly [
  ...infer Fixed,
  infer Row,
]
  ? readonly [...fixed: Arguments<Fixed>, points: readonly Like<Row>[] | Float64Array, ...rest: Rest]
  : never;

/** A compiled function; see `Compiled` of hyperdual/compile. */
export interface Compiled<X extends readonly unknown[], Y> {
  (...x: Arguments<X>): Filled<Y, number>;
  /** The numbers of the arguments: a view on the memory of the program. */
  readonly input: Float64Array;
  /** The numbers of the result: a view on the memory of the program. */
  readonly output: Float64Array;
  /** Computes `output` from `input`; nothing is allocated. */
  run(): void;
  /** The results at many points, one after another in one array. */
  map(...points: Batch<X, [out?: Float64Array | undefined, options?: BatchOptions]>): Float64Array;
  /** The same, letting other work go on in between. */
  mapInTurns(...points: Batch<X, [out?: Float64Array | undefined, options?: BatchOptions]>): Promise<Float64Array>;
  /** The sum of the results over many points. */
  sum(...points: Batch<X, [options?: BatchOptions]>): Filled<Y, number>;
  /** The same, letting other work go on in between. */
  sumInTurns(...points: Batch<X, [options?: BatchOptions]>): Promise<Filled<Y, number>>;
  /**
   * Makes the module of the first course now. It would be made after many calls: until then an interpreter goes through the
   * program, with the same bits.
   *
   * @param options - progress, what it will cost before it starts, and a signal that stops it.
   * @returns the function itself.
   * @throws the reason of the signal, once it is aborted.
   */
  optimise(options?: OptimiseOptions): this;
  /** What the program of the first course does for one point. */
  readonly operations: Operations;
  /** The program of the first course, for `instantiate`, with a description of its arguments and results. */
  readonly wasm: Uint8Array;
  /** What runs it: `webassembly`, or the interpreter and why. */
  readonly engine: Engine;
  /** How many courses have been compiled: one, and one more wherever a decision came out in a new way, up to eight. */
  readonly courses: number;
  /** How many points left all of them, so that the function itself had to answer. */
  readonly left: number;
}

/**
 * Compiles ordinary code, with the derivatives it takes, to WebAssembly.
 *
 * Decisions by values (`if`, loops that stop by a tolerance) take the course of the example. Where a point takes another one,
 * that is compiled too and kept; where there are too many, the function itself answers. The bits are those of the function on
 * every course.
 *
 * @param f - a function of numbers in any structure, with drivers inside.
 * @param examples - a typical example of each argument.
 */
export function compile<const X extends readonly unknown[], Y>(
  f: (...x: PlainAll<X>) => Y,
  ...examples: X
): Compiled<X, Y>;
export function compile(f: (...x: never[]) => Any, ...examples: Any[]): Any {
  checkFunction('compile', f, 'compile(f, x0)');
  const inputs = examples.map((example) => purified('compile', example));
  const unseen: Unseen[] = inputs.flatMap((input) => input.unseen);
  const lifted: Original = (...x) => {
    compiling.on++;
    try {
      return purifiedOutput(f(...(x.map((at, i) => inputs[i]?.restore(at) ?? at) as never[])), unseen);
    } finally {
      compiling.on--;
    }
  };
  const { program, withData } = guarded(() =>
    tracedWithData(
      lifted,
      inputs.map(({ pure }) => pure),
    ),
  );
  const courses = new Courses(lifted, program);
  const isPure = unseen.length === 0 && inputs.every(({ pure }, i) => pure === examples[i]);
  // On plain numbers in plain structures there is nothing to put together.
  const original: Original = isPure ? (...x) => purifiedOutput(f(...x)) : lifted;
  const g = callableOf(program, original, { alternatives: courses, withData }) as (...x: Any[]) => Any;
  const numbers = (at: Any): Any => withoutAccessors(purified('compiled function', at).pure, unseen);
  const called = isPure ? g : (...x: Any[]): Any => withAccessors(g(...x.map(numbers)), unseen);
  if (!isPure) {
    Object.defineProperties(called, Object.getOwnPropertyDescriptors(g));
    const last = inputs.length - 1;
    const argument = (x: Any, i: number): Any =>
      i < last ? numbers(x) : i === last && Array.isArray(x) ? x.map(numbers) : x;
    for (const name of ['map', 'mapInTurns', 'sum', 'sumInTurns'] as const) {
      const many = (g as unknown as Record<string, (...x: Any[]) => Any>)[name] as (...x: Any[]) => Any;
      Object.defineProperty(called, name, { value: (...x: Any[]) => many(...x.map(argument)) });
    }
    const { optimise } = g as unknown as Compiled<[], unknown>;
    Object.defineProperty(called, 'optimise', {
      value: (options?: OptimiseOptions) => {
        optimise(options);
        return called;
      },
    });
  }
  return Object.defineProperty(called, 'courses', { enumerable: true, get: () => courses.count });
}
