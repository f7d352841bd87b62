/** What an adapter says of a package: the ways that it has, and for each task a set-up that gives the call. */

export type Numbers = number | ArrayLike<number> | readonly Numbers[];

type Setup<X> = (n: number) => ((x: X) => Numbers) | Promise<(x: X) => Numbers>;

/** Double: right to rounding. Single: to that of 32 bits. Differences: no formula at all. */
export type Precision = 'double' | 'single' | 'differences';

export interface Way {
  readonly way: string;
  readonly precision: Precision;
  /** Small functions that cannot be written: an operator is missing. */
  readonly lacks?: readonly string[];
  readonly derivative?: Setup<number>;
  readonly second?: Setup<number>;
  readonly gradient?: Setup<readonly number[]>;
  readonly hessian?: Setup<readonly number[]>;
  readonly jacobian?: Setup<readonly number[]>;
  /** d/dx [x · d/dy (x + y)]. */
  readonly nested?: Setup<number>;
  slopeOf?(name: string): ReturnType<Setup<number>>;
  gradientOf?(name: string): ReturnType<Setup<readonly number[]>>;
}

export interface Adapter {
  readonly ways: readonly Way[];
}

/** Largest difference, relative to the largest number, that is still right. */
export const TOLERANCE: Readonly<Record<Precision, number>> = { double: 1e-11, single: 1e-5, differences: 1e-4 };

/** What became of a task. */
export interface Outcome {
  readonly task: string;
  /** Number of inputs, for tasks that grow. */
  readonly n?: number;
  readonly status: 'right' | 'wrong' | 'throws' | 'cannot' | 'gave up';
  /** What it threw; or what came out where something else was due. */
  readonly note?: string;
  /** Largest difference, relative to the largest number. */
  readonly error?: number;
  /** Milliseconds of the set-up with the first call. */
  readonly setup?: number;
  /** Times the time of hand-written code, and the time in milliseconds. Only of what is right. */
  readonly ratio?: number;
  readonly time?: number;
}
