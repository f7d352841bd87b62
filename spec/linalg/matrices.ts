/** Random matrices, the same in every run, and what the specs compute with plain ones. */
import { ok } from 'uvu/assert';
import { gradient, type Scalar } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';

let state = 20250101;

/** Between -1 and 1. */
export function random(): number {
  state = (state * 1103515245 + 12345) % 2 ** 31;
  return state / 2 ** 30 - 1;
}

export const randomVector = (n: number): number[] => Array.from({ length: n }, random);
export const randomMatrix = (m: number, n: number = m): number[][] => Array.from({ length: m }, () => randomVector(n));
/** Whole numbers of this size at most. */
export const wholeMatrix = (n: number, size = 9): number[][] =>
  Array.from({ length: n }, () => Array.from({ length: n }, () => Math.round(size * random())));

/** H_ij = 1/(i + j + 1). */
export const hilbert = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => 1 / (i + j + 1)));

/** The largest difference of two (nested) arrays of one shape. */
export function distance(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return Number.POSITIVE_INFINITY;
    return Math.max(0, ...a.map((x, i) => distance(x, b[i])));
  }
  return Math.abs((a as number) - (b as number));
}

/** The largest sum of absolute values of a row. */
export const rowNorm = (A: readonly (readonly number[])[]): number =>
  Math.max(...A.map((row) => row.reduce((sum, x) => sum + Math.abs(x), 0)));

/** The determinant by its definition, exactly in whole numbers. */
export function exactDeterminant(A: readonly (readonly number[])[]): bigint {
  const go = (rows: readonly (readonly bigint[])[]): bigint => {
    const [first, ...rest] = rows as readonly [readonly bigint[], ...(readonly bigint[])[]];
    if (first === undefined) return 1n;
    return first.reduce(
      (sum, x, j) => sum + (j % 2 === 0 ? x : -x) * go(rest.map((row) => row.filter((_, k) => k !== j))),
      0n,
    );
  };
  return go(A.map((row) => row.map(BigInt)));
}

/** A matrix that carries derivatives. */
export type M = Scalar[][];
type Field = (X: M) => Scalar;

/** The gradient by both modes, which must agree. */
export function gradients(f: Field, X: number[][]): number[][] {
  const forward = gradient(f as (x: Scalar[][]) => Scalar, X) as number[][];
  const backward = reverse.gradient(f as (x: Scalar[][]) => Scalar, X) as number[][];
  const size = Math.max(1, ...forward.flat().map(Math.abs));
  ok(distance(forward, backward) <= 1e-12 * size, 'forward and reverse mode');
  return forward;
}

export const times = (c: number, A: readonly (readonly number[])[]): number[][] =>
  A.map((row) => row.map((x) => c * x));
export const plus = (A: readonly (readonly number[])[], B: readonly (readonly number[])[]): number[][] =>
  A.map((row, i) => row.map((x, j) => x + (B[i]?.[j] as number)));
