/** A function compiled: traced once, and from then on run as a WebAssembly program. */
import { checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import type { Checked, Input, Lifted, NumberArray, Output, Shaped } from '../shape/types.js';
import { callableOf } from './callable.js';
import { liftingOf } from './lifting.js';
import { tracedWithData } from './literal-data.js';
import type { Operations } from './passes/operation-count.js';
import type { BatchOptions } from './run/batch.js';
import type { Engine } from './run/executable.js';
import { adviceFor, type OptimiseOptions, tell } from './run/progress.js';

/** The examples of several arguments. */
export type Examples = readonly Input[];

/** Plain numbers in the structure of an example. Lengths are checked when it is called: a row of a table is a number[]. */
type Row<X> = X extends Scalar
  ? number
  : X extends NumberArray | readonly Scalar[]
    ? NumberArray | readonly number[]
    : X extends readonly (readonly Scalar[] | NumberArray)[]
      ? readonly (readonly number[] | NumberArray)[]
      : { readonly [K in keyof X]: Row<X[K]> };

type Arguments<X extends Examples> = { readonly [K in keyof X]: Row<X[K]> };

/** The same with numbers that carry derivatives. */
type LiftedRow<X> = X extends Scalar
  ? Scalar
  : X extends NumberArray | readonly Scalar[]
    ? NumberArray | readonly Scalar[]
    : X extends readonly (readonly Scalar[] | NumberArray)[]
      ? readonly (readonly Scalar[] | NumberArray)[]
      : { readonly [K in keyof X]: LiftedRow<X[K]> };

type LiftedArguments<X extends Examples> = { readonly [K in keyof X]: LiftedRow<X[K]> };

export type LiftedAll<X extends Examples> = { -readonly [K in keyof X]: Lifted<X[K]> };

/** All arguments, with many points for the last one: structures, or all their numbers one after the other. */
type Batch<X extends Examples, Rest extends readonly unknown[]> = X extends readonly [
  ...infer Fixed extends Examples,
  infer Last extends Input,
]
  ? readonly [...Arguments<Fixed>, readonly Row<Last>[] | readonly number[] | NumberArray, ...Rest]
  : never;

/** A compiled function. */
export interface Compiled<X extends Examples, Y> {
  /** The result for plain numbers: a fresh one, of the structure that the function itself would give. */
  (...x: Arguments<X>): Shaped<Y, number>;
  /** Inside a driver: its derivatives are compiled too, when they are needed for the first time. */
  (...x: LiftedArguments<X>): Shaped<Y, Scalar>;
  /** The numbers of all arguments, in order: a view on the memory of the program. */
  readonly input: Float64Array;
  /** The numbers of the result, in order: a view on the memory of the program. */
  readonly output: Float64Array;
  /** Computes `output` from `input`; nothing is copied, nothing is allocated. */
  run(): void;
  /**
   * The results at many points of the last argument, the others fixed: the numbers of all results, one after the other. What
   * depends on the fixed arguments alone is computed once.
   *
   * @throws {RangeError} when `out` has not room for exactly all results.
   * @throws the reason of the signal, once it is aborted.
   */
  map(...points: Batch<X, [out?: Float64Array | undefined, options?: BatchOptions]>): Float64Array;
  /** The same, in turns: between two blocks of points timers and other events are served. */
  mapInTurns(...points: Batch<X, [out?: Float64Array | undefined, options?: BatchOptions]>): Promise<Float64Array>;
  /**
   * The sum of the results over many points of the last argument, from the first to the last. Where a quarter of the work or
   * more is saved by it, factors that depend on the fixed arguments alone are applied once, to sums over the points.
   */
  sum(...points: Batch<X, [options?: BatchOptions]>): Shaped<Y, number>;
  /** The same, in turns. */
  sumInTurns(...points: Batch<X, [options?: BatchOptions]>): Promise<Shaped<Y, number>>;
  /**
   * Makes the module now. It would be made after many calls: until then an interpreter goes through the program, with the
   * same bits, so that the first result is there at once.
   *
   * @param options - progress, what it will cost before it starts, and a signal that stops it.
   * @returns the function itself.
   * @throws the reason of the signal, once it is aborted.
   */
  optimise(options?: OptimiseOptions): this;
  /** What the program does for one point. */
  readonly operations: Operations;
  /** The module, and behind it all that `instantiate` needs to make the function anew: made when it is read. */
  readonly wasm: Uint8Array;
  /** How many points have left the program so far, so that the function itself had to answer. */
  readonly left: number;
  /** What runs the program once it has been called often: 'webassembly', or where that is forbidden 'interpreter: ' and the reason. */
  readonly engine: Engine;
}

/**
 * Compiles a function, with the derivatives it takes, to WebAssembly.
 *
 * f is called once, on numbers that write down what is done to them; the drivers it calls write down the arithmetic of
 * their derivatives. The program gives the bits that f gives, at singular points and for NaN too; of a reverse derivative of
 * a function that repeats much of its work, as a recursion does, up to the rounding of sums: what comes back to equal
 * numbers is added up before it goes on, so a gradient stays within 4 times the operations of f.
 *
 * @param f - a function of numbers in any structure, with drivers inside; called once, with no values: decisions by
 * `select`.
 * @param examples - an example of each argument; only the structure counts.
 * @returns the compiled function; see `Compiled`.
 * @throws {TypeError} when f looks at a value, or decides by a comparison without `select`.
 * @remarks Cost: one call of f, about as long as ten of its drivers in a new process; the module, about five times that, is made
 * after many calls (`optimise`). For the gradient of many inputs put `gradient` of hyperdual/reverse inside: at n = 1000 a
 * module to send to a worker is a thirtieth as long, and made in an eighth of the time.
 * Where WebAssembly is refused (a strict content security policy) the program is interpreted, with the same bits.
 * @example
 * const f = ([x, y]) => mul(square(x), sin(y));
 * const g = compile((x) => gradient(f, x), [0, 0]);
 * g([2, 0]); // => [0, 4]
 */
export function compile<const X extends Examples, const Y extends Output>(
  f: (...x: LiftedAll<X>) => Y,
  ...examples: Checked<X>
): Compiled<X, Y>;
export function compile(f: (...x: never[]) => unknown, ...examples: unknown[]): unknown {
  checkFunction('compile', f, 'compile(f, x0)');
  const { program, withData } = tracedWithData(f, examples);
  return callableOf(program, f, { withData, lifting: liftingOf(program, f, examples) });
}

/** How a function is compiled. */
export interface CompileOptions extends OptimiseOptions {
  /** The module is made at once, not after many calls. */
  readonly optimise?: boolean | undefined;
  /** So many operations are traced at most: a longer program is refused while it is traced. */
  readonly mostOperations?: number | undefined;
}

/**
 * The same as `compile`, with options: for long programs.
 *
 * @param options - progress and what it will cost, a signal, a limit; and whether the module is made at once.
 * @param f - as for `compile`.
 * @param examples - as for `compile`.
 * @returns the compiled function.
 * @throws {RangeError} when f takes more operations than `mostOperations`.
 * @throws the reason of the signal, once it is aborted.
 * @example
 * const g = compileWith({ optimise: true, mostOperations: 1e6 }, (x) => gradient(([a, b]) => mul(a, b), x), [0, 0]);
 * g([2, 3]); // => [3, 2]
 */
export function compileWith<const X extends Examples, const Y extends Output>(
  options: CompileOptions,
  f: (...x: LiftedAll<X>) => Y,
  ...examples: Checked<X>
): Compiled<X, Y>;
export function compileWith(options: CompileOptions, f: (...x: never[]) => unknown, ...examples: unknown[]): unknown {
  checkFunction('compileWith', f, 'compileWith({}, f, x0)');
  const { optimise = false, mostOperations = Number.POSITIVE_INFINITY } = options;
  const watcher = (operations: number): void => {
    tell(options, 'trace', operations);
    if (operations <= mostOperations) return;
    throw new RangeError(
      `compileWith: expected at most ${mostOperations} operations, got more. ${adviceFor(operations)}`,
    );
  };
  const { program, withData } = tracedWithData(f, examples, watcher);
  watcher(program.graph.size);
  const lifting = liftingOf(program, f, examples);
  const g = callableOf(program, f, { withData, lifting }) as Compiled<Examples, unknown>;
  return optimise ? g.optimise(options) : g;
}
