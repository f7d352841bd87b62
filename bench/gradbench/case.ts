/** An evaluation of GradBench: an objective and the ways in which its gradient is taken. */
import type { Scalar } from 'hyperdual';
import type { Library, Program } from './library.js';

export type Vector = readonly Scalar[];

/** Value and gradient at a point, ready to run. */
export interface Prepared {
  primal(x: readonly number[]): number;
  gradient(x: readonly number[]): ArrayLike<number>;
  /** The programs that a gradient takes, for counts. */
  readonly programs?: readonly Program[];
  /** How many times one of them runs, for counts: once where it is not said. */
  readonly runs?: number;
}

export interface Way {
  readonly name: string;
  prepare(): Prepared;
}

export interface Case {
  readonly size: string;
  readonly x: readonly number[];
  /** undefined for what the library has not. */
  readonly ways: readonly (Way | undefined)[];
}

export interface Eval {
  readonly name: string;
  /** From the smallest. */
  cases(hd: Library): Case[];
}

/** Numbers that look random, the same in each run: the standard generator of Park and Miller. */
export function randomNumbers(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A normal one, by Box and Muller. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

export const list = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** The whole objective by the drivers as they are. */
export function eager(hd: Library, f: (x: Vector) => Scalar): Way {
  return {
    name: 'eager',
    prepare: () => ({
      primal: (x) => f(x) as number,
      gradient: (x) => hd.gradient(f as (x: never) => Scalar, x) as number[],
    }),
  };
}

/** The whole objective as one program. */
export function whole(hd: Library, f: (x: Vector) => Scalar, x: readonly number[]): Way {
  return {
    name: 'compiled',
    prepare: () => {
      const value = hd.compile(f as (x: never) => Scalar, x);
      const slopes = hd.compile((y: Vector) => hd.gradient(f as (x: never) => Scalar, y), x);
      return {
        primal: (y) => value(y) as number,
        gradient: (y) => slopes(y) as number[],
        programs: [slopes],
      };
    },
  };
}

/** An objective that is a function of the parameters plus a sum over rows. */
export function overRows(
  hd: Library,
  term: (x: Vector, row: Vector) => Scalar,
  x: readonly number[],
  rows: Float64Array,
  width: number,
  rest?: (x: Vector) => Scalar,
): Way {
  return {
    name: 'sum',
    prepare: () => {
      const row = Array.from(rows.subarray(0, width));
      const value = hd.compile(term, x, row);
      const slopes = hd.compile(
        (y: Vector, r: Vector) => hd.gradient(((z: Vector) => term(z, r)) as (x: never) => Scalar, y),
        x,
        row,
      );
      const [other, others] =
        rest === undefined
          ? []
          : [hd.compile(rest, x), hd.compile((y: Vector) => hd.gradient(rest as (x: never) => Scalar, y), x)];
      return {
        primal: (y) => (value.sum(y, rows) as number) + (other === undefined ? 0 : (other(y) as number)),
        gradient: (y) => {
          const total = slopes.sum(y, rows) as number[];
          if (others !== undefined)
            (others(y) as number[]).forEach((g, i) => {
              total[i] = (total[i] as number) + g;
            });
          return total;
        },
        programs: [slopes],
        runs: rows.length / width,
      };
    },
  };
}
