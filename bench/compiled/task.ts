/** A task for a compiled function: the same numbers by the compiled program, by the eager driver and by hand. */

/** What of a compiled function is measured. */
export interface Program {
  readonly input: Float64Array;
  readonly output: Float64Array;
  run(): void;
  readonly operations: { readonly total: number };
  readonly wasm: Uint8Array;
}

/**
 * Written with methods, so that a task of any arguments is a task of unknown ones: what they are is its own affair.
 *
 * @typeParam A - the arguments of a call, as the user has them.
 */
export interface Task<A = unknown> {
  readonly name: string;
  /** Several points, so that no two calls in a row compute the same. */
  readonly points: readonly A[];
  /** The numbers of the arguments, one after the other. */
  flat(x: A): readonly number[];
  readonly outputs: number;
  readonly byHand: ByHand;
  /** Another way by hand, where that is faster. */
  readonly tuned?: ByHand;
  compile(): Compiling<A>;
  /** The driver that is compiled, on plain numbers. */
  eager(x: A): unknown;
  /** One number of a result, which a loop consumes. */
  pick(result: unknown): number;
  /** The same with rose, where it can be written. */
  rose?(): Promise<Callable<A>>;
}

/** Hand-written JavaScript: all outputs from the inputs, from buffer to buffer. */
export type ByHand = (input: Float64Array, output: Float64Array) => void;

export interface Callable<A = unknown> {
  call(x: A): unknown;
}

/** A program, and how its ordinary call is written. */
export interface Compiling<A = unknown> extends Callable<A> {
  readonly program: Program;
}

/** `count` points of n numbers away from all symmetries, each number between `from` and `to`. */
export function points(count: number, n: number, from: number, to: number): number[][] {
  return Array.from({ length: count }, (_, k) =>
    Array.from({ length: n }, (_, i) => from + (to - from) * (0.5 + 0.5 * Math.sin(1 + 2.3 * i + 1.7 * k))),
  );
}
