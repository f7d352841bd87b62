/** Vectors and matrices as they come in, checked. */
import type { Scalar } from '../scalar/active.js';
import { describeShape, flatten, type Shape } from '../shape/shape.js';
import type { NumberArray } from '../shape/types.js';

/** A list of plain numbers. */
export type NumberVector = readonly number[] | NumberArray;
/** A list of numbers of any kind. */
export type ScalarVector = readonly Scalar[] | NumberArray;
/** Rows of plain numbers. */
export type NumberMatrix = readonly NumberVector[];
/** Rows of numbers of any kind. */
export type ScalarMatrix = readonly ScalarVector[];

/** Nested arrays taken apart. */
export interface Tensor {
  readonly dims: readonly number[];
  /** In the order of the last index first. */
  readonly leaves: readonly Scalar[];
}

/**
 * @param label - for messages: what the argument is called.
 * @throws {TypeError} for anything but numbers in (nested) arrays.
 * @throws {RangeError} for a ragged array.
 */
export function tensorOf(name: string, label: string, x: unknown): Tensor {
  const { leaves, shape } = flatten(name, label, x);
  if (shape.kind === 'list' && shape.items.every(({ kind }) => kind === 'tensor')) {
    throw new RangeError(
      `${name}: expected ${label} to be a rectangular array, got ${describeShape(shape)}. Give rows of one length.`,
    );
  }
  if (shape.kind !== 'tensor') {
    throw new TypeError(
      `${name}: expected ${label} to be an array of numbers, got ${describeShape(shape)}. Use arrays.`,
    );
  }
  return { dims: shape.dims, leaves };
}

/** What stands on the right of equations, one column for each right-hand side. */
export interface RightHandSides {
  readonly columns: readonly (readonly Scalar[])[];
  /** Solutions, one for each column, in the shape of b. */
  like(solutions: readonly Scalar[][]): Scalar[] | Scalar[][];
}

/** @throws {RangeError} when b has not as many rows as there are equations. */
export function rightHandSidesOf(name: string, b: unknown, equations: number): RightHandSides {
  const { dims, leaves } = tensorOf(name, 'b', b);
  if (dims[0] !== equations || dims.length > 2) {
    throw new RangeError(
      `${name}: expected b to have ${equations} rows as A has, got ${dims.join(' x ') || 'a number'}. Give one number for each row of A.`,
    );
  }
  const [rows, width = 1] = dims;
  const columns = Array.from({ length: width }, (_, k) =>
    Array.from({ length: rows }, (_, i) => leaves[i * width + k]),
  );
  return {
    columns,
    like: (solutions) => (dims.length === 1 ? solutions[0] : rowsFromColumns(solutions, solutions[0].length)),
  };
}

/** The rows of a matrix that is given by its columns. */
export function rowsFromColumns(columns: readonly (readonly Scalar[])[], rows: number): Scalar[][] {
  return Array.from({ length: rows }, (_, i) => columns.map((column) => column[i]));
}

/** @throws {RangeError} for an array of more or fewer dimensions than one. */
export function vectorOf(name: string, label: string, x: unknown): readonly Scalar[] {
  const { dims, leaves } = tensorOf(name, label, x);
  if (dims.length !== 1) {
    throw new RangeError(
      `${name}: expected ${label} to be a vector, got ${inWords(dims)}. Give one array of numbers, without inner brackets.`,
    );
  }
  return leaves;
}

/** @throws {RangeError} for an array of more or fewer dimensions than two. */
export function matrixOf(name: string, label: string, x: unknown): readonly (readonly Scalar[])[] {
  const { dims, leaves } = tensorOf(name, label, x);
  if (dims.length !== 2) {
    throw new RangeError(
      `${name}: expected ${label} to be a matrix, got ${inWords(dims)}. Give an array of rows, each an array of numbers.`,
    );
  }
  const [m, n] = dims;
  return Array.from({ length: m }, (_, i) => leaves.slice(i * n, (i + 1) * n));
}

/** @throws {RangeError} for a matrix that is not square. */
export function squareOf(name: string, label: string, x: unknown): readonly (readonly Scalar[])[] {
  const rows = matrixOf(name, label, x);
  if (rows.length !== rows[0].length) {
    throw new RangeError(
      `${name}: expected ${label} to be square, got ${describeSize(rows)}. ${name} is defined for as many rows as columns.`,
    );
  }
  return rows;
}

/** The size of a matrix, for messages. */
export function describeSize(rows: readonly (readonly Scalar[])[]): string {
  return inWords([rows.length, rows[0].length]);
}

function inWords(dims: readonly number[]): string {
  const shape: Shape = { kind: 'tensor', dims };
  return describeShape(shape);
}
