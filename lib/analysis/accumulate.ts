/** Products of chains of Jacobians: where the difference between the modes comes from. */
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { describe } from '../scalar/scalar.js';
import { describeShape, flatten } from '../shape/shape.js';

/**
 * From the output's side (reverse, (5.119)), from the input's side (forward, (5.120)), or whichever order of all needs the
 * fewest multiplications.
 */
export type AccumulationOrder = 'reverse' | 'forward' | 'cheapest';

/** One product of two matrices. */
export interface AccumulationStep {
  /** The factors as text: J3, or a product of them in parentheses. */
  readonly left: string;
  /** The factor on the right, likewise. */
  readonly right: string;
  /** An m x k matrix times a k x n matrix. */
  readonly size: readonly [m: number, k: number, n: number];
  /** m·k·n. */
  readonly multiplications: number;
}

/** The Jacobian of a chain, and what it cost. */
export interface Accumulation<T extends Scalar = number> {
  /** The Jacobian of the chain. */
  readonly product: T[][];
  /** Scalar multiplications. */
  readonly multiplications: number;
  /** The order of the products as text, as in (J3·J2)·J1. */
  readonly parentheses: string;
  /** The products one by one, in the order they were taken. */
  readonly steps: readonly AccumulationStep[];
  /** The order and the number of multiplications, in words. */
  toString(): string;
}

type Matrix = readonly (readonly Scalar[])[];

/**
 * The Jacobian J_k ··· J_2·J_1 of a chain of functions, multiplied in a given order.
 *
 * Every order gives the same matrix (up to rounding) at another price. With one output the product from the output's side
 * is always a row times a matrix: that is reverse mode. With one input the product from the input's side is always a matrix
 * times a column: forward mode. In between the cheapest order may be neither.
 *
 * @param jacobians - the local Jacobians in the order of evaluation, the one at the input first; J_i is m_i x m_(i-1).
 * @param order - 'reverse', 'forward' or 'cheapest' (found by dynamic programming over all orders).
 * @returns the product, the number of multiplications, and the order as text.
 * @throws {RangeError} when a Jacobian is empty or ragged, or has not as many columns as the one before has rows.
 * @throws {TypeError} when something is not a number.
 * @remarks The multiplications are those of dense matrices. Finding the cheapest order costs k³/6 comparisons.
 * @see Mathematics for Machine Learning, (5.118)-(5.120); Griewank and Walther, Evaluating Derivatives, 2008, chapter 10
 * @example
 * const [toA, toB, toY] = [[[1], [2]], [[1, 0], [0, 1]], [[3, 4]]]; // ℝ → ℝ² → ℝ² → ℝ
 * accumulate([toA, toB, toY], 'reverse').product; // => [[11]]
 * accumulate([toA, toB, toY], 'reverse').parentheses; // => '(J3·J2)·J1'
 * accumulate([[[1, 2, 3]], [[1], [2]], [[3, 4]]], 'forward').multiplications; // => 12
 */
export function accumulate(
  jacobians: readonly (readonly (readonly number[])[])[],
  order: AccumulationOrder,
): Accumulation;
export function accumulate(
  jacobians: readonly (readonly (readonly Scalar[])[])[],
  order: AccumulationOrder,
): Accumulation<Scalar>;
export function accumulate(jacobians: readonly Matrix[], order: AccumulationOrder): Accumulation<Scalar> {
  const sizes = sizesOf(jacobians);
  const matrices = jacobians.map((rows) => rows.map((row) => Array.from(row)));
  const split = splitOf(sizes, order);
  const steps: AccumulationStep[] = [];
  // The chain from factor `first` to factor `last`. Ranges wait on a stack: a chain may be longer than the call stack is deep.
  const done: Factor[] = [];
  const waiting: Range[] = [{ first: 0, last: jacobians.length - 1, joined: false }];
  for (let range = waiting.pop(); range !== undefined; range = waiting.pop()) {
    const { first, last } = range;
    if (first === last) done.push({ text: `J${first + 1}`, isProduct: false, matrix: matrices[first] as Matrix });
    else if (range.joined) {
      const [left, right] = [done.pop() as Factor, done.pop() as Factor];
      steps.push(stepOf(left, right, sizes[last + 1], sizes[first]));
      done.push({ text: `${inner(left)}·${inner(right)}`, isProduct: true, matrix: times(left, right) });
    } else {
      const middle = split(first, last);
      waiting.push({ first, last, joined: true });
      waiting.push({ first: middle + 1, last, joined: false }, { first, last: middle, joined: false });
    }
  }
  const { text, matrix } = done[0];
  const multiplications = steps.reduce((sum, step) => sum + step.multiplications, 0);
  return {
    product: matrix.map((row) => [...row]),
    multiplications,
    parentheses: text,
    steps,
    toString: () => `${text}: ${multiplications} multiplications`,
  };
}

interface Factor {
  readonly text: string;
  readonly isProduct: boolean;
  readonly matrix: Matrix;
}

interface Range {
  readonly first: number;
  readonly last: number;
  /** True when both halves are done. */
  readonly joined: boolean;
}

/** A factor inside a product. */
function inner({ text, isProduct }: Factor): string {
  return isProduct ? `(${text})` : text;
}

function stepOf(left: Factor, right: Factor, m: number, n: number): AccumulationStep {
  const k = right.matrix.length;
  return { left: left.text, right: right.text, size: [m, k, n], multiplications: m * k * n };
}

function times(left: Factor, right: Factor): Matrix {
  const columns = (right.matrix[0] as readonly Scalar[]).map((_, j) =>
    right.matrix.map((row) => (row as readonly Scalar[])[j]),
  );
  return left.matrix.map((row) =>
    columns.map((column) => {
      let sum = mul(row[0], column[0]);
      for (let k = 1; k < column.length; k++) sum = add(sum, mul(row[k], column[k]));
      return sum;
    }),
  );
}

/** Where a chain from factor i to factor j is split: the last factor of the part on the input's side. */
function splitOf(sizes: readonly number[], order: unknown): (i: number, j: number) => number {
  if (order === 'reverse') return (i) => i;
  if (order === 'forward') return (_, j) => j - 1;
  if (order === 'cheapest') return cheapest(sizes);
  throw new RangeError(
    `accumulate: expected the order 'reverse', 'forward' or 'cheapest', got ${describe(order)}. Choose one of the three.`,
  );
}

/**
 * The matrix-chain dynamic programme: cost(i, j) = min over s of cost(i, s) + cost(s+1, j) + the last product.
 *
 * At equal cost the split next to the input is taken, the order of reverse mode.
 */
function cheapest(sizes: readonly number[]): (i: number, j: number) => number {
  const k = sizes.length - 1;
  const cost = new Float64Array(k * k);
  const best = new Int32Array(k * k);
  for (let length = 1; length < k; length++) {
    for (let i = 0; i + length < k; i++) {
      const j = i + length;
      let least = Number.POSITIVE_INFINITY;
      for (let s = i; s < j; s++) {
        const last = sizes[j + 1] * sizes[s + 1] * sizes[i];
        const total = cost[i * k + s] + cost[(s + 1) * k + j] + last;
        if (total < least) {
          least = total;
          best[i * k + j] = s;
        }
      }
      cost[i * k + j] = least;
    }
  }
  return (i, j) => best[i * k + j];
}

/** [n, m_1, m_2, ..., m_k]: the dimensions along the chain. */
function sizesOf(jacobians: unknown): number[] {
  if (!Array.isArray(jacobians) || jacobians.length === 0) {
    throw new RangeError(
      `accumulate: expected an array of at least one Jacobian, got ${describe(jacobians)}. Give them in the order of evaluation.`,
    );
  }
  const sizes: number[] = [];
  jacobians.forEach((jacobian: unknown, i) => {
    const [rows, columns] = dimensionsOf(jacobian, `J${i + 1}`);
    if (i > 0 && columns !== sizes[i]) {
      throw new RangeError(
        `accumulate: expected J${i + 1} to have as many columns as J${i} has rows, ${sizes[i]}, got a ${rows} x ${columns} ` +
          'array. Give the Jacobians in the order of evaluation, the one at the input first.',
      );
    }
    if (i === 0) sizes.push(columns);
    sizes.push(rows);
  });
  return sizes;
}

function dimensionsOf(jacobian: unknown, name: string): [rows: number, columns: number] {
  const { shape } = flatten('accumulate', name, jacobian);
  const [rows = 0, columns = 0, ...more] = shape.kind === 'tensor' ? shape.dims : [];
  if (rows === 0 || columns === 0 || more.length > 0) {
    throw new RangeError(
      `accumulate: expected ${name} to be a matrix, an array of at least one row, got ${describeShape(shape)}. ` +
        'Write [[a, b]] for one row and [[a], [b]] for one column.',
    );
  }
  return [rows, columns];
}
