/** Where a sparse matrix may have numbers other than 0. */
import { IntList } from './int-list.js';

/** More nonzeros than this are no sparse matrix: their places alone take 256 MB. */
export const MOST_NONZEROS: number = 2 ** 25;

/**
 * The places of the nonzeros of a matrix, in compressed columns and in compressed rows.
 *
 * Nonzero k, for columnPointers[j] <= k < columnPointers[j + 1], stands in column j and row rowIndices[k]; rows ascend in each
 * column. In the same way columnIndices[k], for rowPointers[i] <= k < rowPointers[i + 1], are the columns of row i.
 */
export class Pattern {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** Where each column begins in `rowIndices`, and the last one ends. */
  readonly columnPointers: Int32Array;
  /** The rows of the nonzeros, column by column, ascending. */
  readonly rowIndices: Int32Array;
  /** Where each row begins in `columnIndices`, and the last one ends. */
  readonly rowPointers: Int32Array;
  /** The columns of the nonzeros, row by row, ascending. */
  readonly columnIndices: Int32Array;

  /** By rows: `compressed` makes patterns of everything else. */
  constructor(rows: number, columns: number, rowPointers: Int32Array, columnIndices: Int32Array) {
    this.rows = rows;
    this.columns = columns;
    // Turned twice, so that the indices ascend on both sides.
    [this.columnPointers, this.rowIndices] = turned(rows, columns, rowPointers, columnIndices);
    [this.rowPointers, this.columnIndices] = turned(columns, rows, this.columnPointers, this.rowIndices);
  }

  /** How many places may hold something else than 0. */
  get nonzeros(): number {
    return this.rowIndices.length;
  }

  /** True where row i has a nonzero in column j. */
  has(i: number, j: number): boolean {
    return this.placeOf(i, j) >= 0;
  }

  /** The number k of the nonzero in row i and column j, in the order of columns; -1 where there is none. */
  placeOf(i: number, j: number): number {
    let low = this.columnPointers[j];
    let high = this.columnPointers[j + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rowIndices[middle] < i) low = middle + 1;
      else high = middle;
    }
    return low < this.columnPointers[j + 1] && this.rowIndices[low] === i ? low : -1;
  }

  /** The pattern with rows and columns exchanged. */
  transposed(): Pattern {
    return new Pattern(this.columns, this.rows, this.columnPointers, this.rowIndices);
  }

  /** True when (j, i) is a place wherever (i, j) is one. */
  get isSymmetric(): boolean {
    return (
      this.rows === this.columns &&
      this.rowPointers.every((p, i) => p === this.columnPointers[i]) &&
      this.columnIndices.every((j, k) => j === this.rowIndices[k])
    );
  }

  /** Rows as lines, `*` for a nonzero. */
  toString(): string {
    const lines = Array.from({ length: this.rows }, (_, i) => {
      const marks = new Array<string>(this.columns).fill('.');
      for (let k = this.rowPointers[i]; k < this.rowPointers[i + 1]; k++) marks[this.columnIndices[k]] = '*';
      return marks.join(' ');
    });
    return lines.join('\n');
  }

  /**
   * A pattern from the places of its nonzeros, in any order; a place may be named more than once.
   *
   * @param entries - pairs [i, j] of row and column, from 0.
   * @throws {RangeError} for a place outside of the matrix.
   * @example
   * String(Pattern.of(2, 3, [[0, 0], [1, 2]])); // => '* . .\n. . *'
   */
  static of(rows: number, columns: number, entries: Iterable<readonly [number, number]>): Pattern {
    const lists = Array.from({ length: rows }, () => new Set<number>());
    for (const [i, j] of entries) {
      if (!(Number.isInteger(i) && i >= 0 && i < rows && Number.isInteger(j) && j >= 0 && j < columns)) {
        throw new RangeError(
          `Pattern: expected places in a ${rows} x ${columns} matrix, got [${i}, ${j}]. Rows and columns count from 0.`,
        );
      }
      lists[i].add(j);
    }
    const pointers = new Int32Array(rows + 1);
    const indices = new IntList();
    lists.forEach((list, i) => {
      for (const j of list) indices.push(j);
      pointers[i + 1] = indices.length;
    });
    return new Pattern(rows, columns, pointers, indices.toArray());
  }
}

/** Compressed by the other index, which then ascends. */
function turned(
  lines: number,
  across: number,
  pointers: Int32Array,
  indices: Int32Array,
): readonly [Int32Array, Int32Array] {
  const starts = new Int32Array(across + 1);
  for (let k = 0; k < indices.length; k++) starts[indices[k] + 1]++;
  for (let j = 0; j < across; j++) starts[j + 1] += starts[j];
  const next = starts.slice();
  const others = new Int32Array(indices.length);
  for (let i = 0; i < lines; i++) {
    for (let k = pointers[i]; k < pointers[i + 1]; k++) others[next[indices[k]]++] = i;
  }
  return [starts, others];
}
