/** Sparse matrices as typed arrays: compressed columns, compressed rows, coordinates. */
import type { Pattern } from './pattern.js';

/** Compressed columns: the values of column j are values[k] for pointers[j] <= k < pointers[j + 1], in rows indices[k], which ascend. */
export interface Csc {
  /** The name of the format. */
  readonly format: 'csc';
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** Where each column begins, and the last one ends: columns + 1 numbers. */
  readonly pointers: Int32Array;
  /** The row of each value. */
  readonly indices: Int32Array;
  /** The nonzeros, column by column. */
  readonly values: Float64Array;
}

/** Compressed rows: the values of row i are values[k] for pointers[i] <= k < pointers[i + 1], in columns indices[k], which ascend. */
export interface Csr {
  /** The name of the format. */
  readonly format: 'csr';
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** Where each row begins, and the last one ends: rows + 1 numbers. */
  readonly pointers: Int32Array;
  /** The column of each value. */
  readonly indices: Int32Array;
  /** The nonzeros, row by row. */
  readonly values: Float64Array;
}

/** Coordinates: values[k] stands in row rowIndices[k] and column columnIndices[k], column by column. */
export interface Coo {
  /** The name of the format. */
  readonly format: 'coo';
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** The row of each value. */
  readonly rowIndices: Int32Array;
  /** The column of each value. */
  readonly columnIndices: Int32Array;
  /** The nonzeros, column by column. */
  readonly values: Float64Array;
}

/** A matrix of nonzeros, in one of three formats. */
export type SparseMatrix = Csc | Csr | Coo;

/** Values in the order of a pattern's columns, as a matrix: nothing is copied. */
export function cscOf(pattern: Pattern, values: Float64Array): Csc {
  const { rows, columns, columnPointers: pointers, rowIndices: indices } = pattern;
  return { format: 'csc', rows, columns, pointers, indices, values };
}

/**
 * The matrix in compressed rows.
 *
 * @example
 * const J = sparseJacobian(([x, y]) => [mul(x, y), y], [2, 3]).at([2, 3]);
 * toCsr(J).values; // => Float64Array [3, 2, 1]
 * toCsr(J).pointers; // => Int32Array [0, 2, 3]
 */
export function toCsr(matrix: Csc): Csr {
  const { rows, columns, values } = matrix;
  const pointers = new Int32Array(rows + 1);
  for (const i of matrix.indices) pointers[i + 1]++;
  for (let i = 0; i < rows; i++) pointers[i + 1] += pointers[i];
  const next = pointers.slice();
  const indices = new Int32Array(values.length);
  const turned = new Float64Array(values.length);
  for (let j = 0; j < columns; j++) {
    for (let k = matrix.pointers[j]; k < matrix.pointers[j + 1]; k++) {
      const place = next[matrix.indices[k]]++;
      indices[place] = j;
      turned[place] = values[k];
    }
  }
  return { format: 'csr', rows, columns, pointers, indices, values: turned };
}

/**
 * The matrix as a list of places and values; the values are shared.
 *
 * @example
 * const J = sparseJacobian(([x, y]) => [mul(x, y), y], [2, 3]).at([2, 3]);
 * toCoo(J).columnIndices; // => Int32Array [0, 1, 1]
 */
export function toCoo(matrix: Csc): Coo {
  const { rows, columns, pointers, indices, values } = matrix;
  const columnIndices = new Int32Array(values.length);
  for (let j = 0; j < columns; j++) columnIndices.fill(j, pointers[j], pointers[j + 1]);
  return { format: 'coo', rows, columns, rowIndices: indices, columnIndices, values };
}

/**
 * The matrix as nested arrays, zeros and all: for small ones.
 *
 * @example
 * toDense(sparseJacobian(([x, y]) => [mul(x, y), y], [2, 3]).at([2, 3])); // => [[3, 2], [0, 1]]
 */
export function toDense(matrix: SparseMatrix): number[][] {
  const dense = Array.from({ length: matrix.rows }, () => new Array<number>(matrix.columns).fill(0));
  forEachNonzero(matrix, (i, j, value) => {
    dense[i][j] = value;
  });
  return dense;
}

/** Hands all nonzeros on: the row, the column, the value. */
export function forEachNonzero(matrix: SparseMatrix, use: (i: number, j: number, value: number) => void): void {
  const { values } = matrix;
  if (matrix.format === 'coo') {
    for (let k = 0; k < values.length; k++) use(matrix.rowIndices[k], matrix.columnIndices[k], values[k]);
    return;
  }
  const { format, pointers, indices } = matrix;
  for (let line = 0; line + 1 < pointers.length; line++) {
    for (let k = pointers[line]; k < pointers[line + 1]; k++) {
      if (format === 'csc') use(indices[k], line, values[k]);
      else use(line, indices[k], values[k]);
    }
  }
}

/**
 * A·v.
 *
 * @throws {RangeError} when v has not a number for each column.
 * @example
 * multiply(sparseJacobian(([x, y]) => [mul(x, y), y], [2, 3]).at([2, 3]), [1, 10]); // => Float64Array [23, 10]
 */
export function multiply(matrix: SparseMatrix, v: ArrayLike<number>): Float64Array {
  if (v.length !== matrix.columns) {
    throw new RangeError(
      `multiply: expected a vector of ${matrix.columns} numbers, one for each column, got ${v.length}. Check the shapes.`,
    );
  }
  const product = new Float64Array(matrix.rows);
  forEachNonzero(matrix, (i, j, value) => {
    product[i] += value * v[j];
  });
  return product;
}
