/**
 * How the entries of a symmetric matrix follow from products with the directions of a colouring.
 *
 * Row i of the product of colour c is the sum of the entries h_ij over the columns j of colour c. Where all but one of them are
 * known already, so is the last: from the leaves of each tree of two colours to its last edge. In a star colouring every
 * entry is alone in its row or in that of the other end, and nothing has to be subtracted. Diagonal entries are alone in any.
 */
import type { Scalar } from '../scalar/active.js';
import { add, sub } from '../scalar/arithmetic.js';
import type { Coloring } from './coloring.js';
import { IntList } from './int-list.js';

export interface Recovery {
  /** Rows of products that are needed, one for each different entry. */
  readonly products: number;
  /** For each nonzero, column by column, its entry: those across the diagonal are one. */
  readonly entryOf: Int32Array;
  /** Calls `use` with the colour and the number of each product that is needed of a row. */
  wanted(row: number, use: (color: number, product: number) => void): void;
  /** All different entries, from the products. */
  entries(products: readonly Scalar[]): Scalar[];
}

export function recoveryOf(coloring: Coloring): Recovery {
  const { pattern, columns: colors } = coloring;
  const edges = new Edges(coloring);
  const { entryOf, ends } = edges;
  const { order, rows, subtracted, starts } = elimination(coloring, edges);
  const { rowStarts, byRow } = groupByRow(rows, pattern.columns);
  const otherEnd = (entry: number, row: number): number =>
    ends.at(2 * entry) === row ? ends.at(2 * entry + 1) : ends.at(2 * entry);
  return {
    products: rows.length,
    entryOf,
    wanted: (row, use) => {
      for (let k = rowStarts[row]; k < rowStarts[row + 1]; k++) use(colors[otherEnd(byRow[k], row)], byRow[k]);
    },
    entries: (products) => {
      const entries: Scalar[] = new Array(rows.length);
      for (let step = 0; step < rows.length; step++) {
        const entry = order.at(step);
        let left = products[entry];
        for (let k = starts.at(step); k < starts.at(step + 1); k++) left = sub(left, entries[subtracted.at(k)]);
        entries[entry] = starts.at(step) === starts.at(step + 1) ? left : add(left, 0);
      }
      return entries;
    },
  };
}

/** The order in which entries become known. */
interface Elimination {
  readonly order: IntList;
  /** The row that each entry is read off. */
  readonly rows: Int32Array;
  /** What is subtracted in each step of the order: entries, and where those of a step start. */
  readonly subtracted: IntList;
  readonly starts: IntList;
}

function elimination(coloring: Coloring, edges: Edges): Elimination {
  const { ends } = edges;
  const count = ends.length / 2;
  const order = new IntList(count);
  const rows = new Int32Array(count);
  const subtracted = new IntList();
  const starts = new IntList(count + 1);
  const groups = new Groups(coloring, edges);
  const queue = new IntList();
  const settle = (entry: number, row: number): void => {
    order.push(entry);
    rows[entry] = row;
    starts.push(subtracted.length);
  };
  for (let entry = 0; entry < count; entry++) {
    if (ends.at(2 * entry) === ends.at(2 * entry + 1)) settle(entry, ends.at(2 * entry));
  }
  for (let group = 0; group < groups.count; group++) if (groups.left(group) === 1) queue.push(group);
  for (let at = 0; at < queue.length; at++) {
    const group = queue.at(at);
    // The other end may have been first.
    if (groups.left(group) !== 1) continue;
    const entry = groups.last(group);
    settle(entry, groups.rowOf(group));
    groups.forEach(group, (other) => {
      if (other !== entry) subtracted.push(other);
    });
    for (const one of groups.of(entry)) if (groups.take(one, entry) === 1) queue.push(one);
  }
  starts.push(subtracted.length);
  return { order, rows, subtracted, starts };
}

/** The entries that are read off each row, and where those of a row start. */
function groupByRow(rows: Int32Array, n: number): { readonly rowStarts: Int32Array; readonly byRow: Int32Array } {
  const rowStarts = new Int32Array(n + 1);
  for (const row of rows) rowStarts[row + 1]++;
  for (let i = 0; i < n; i++) rowStarts[i + 1] += rowStarts[i];
  const next = rowStarts.slice();
  const byRow = new Int32Array(rows.length);
  for (let entry = 0; entry < rows.length; entry++) byRow[next[rows[entry]]++] = entry;
  return { rowStarts, byRow };
}

/** The entries on and below the diagonal. */
class Edges {
  readonly entryOf: Int32Array;
  /** The two ends of each entry, one after the other. */
  readonly ends: IntList = new IntList();

  constructor({ pattern }: Coloring) {
    const { columns, columnPointers, rowIndices } = pattern;
    this.entryOf = new Int32Array(rowIndices.length);
    // Entries of a column above the diagonal are met in the order of rows, as they were made: column by column.
    const next = columnPointers.slice();
    for (let j = 0; j < columns; j++) {
      for (let k = next[j]; k < columnPointers[j + 1]; k++) {
        const i = rowIndices[k];
        const entry = this.ends.length / 2;
        this.ends.push(i);
        this.ends.push(j);
        this.entryOf[k] = entry;
        if (i !== j) this.entryOf[next[i]++] = entry;
      }
    }
  }
}

/** Entries beside the diagonal in groups: those of one row whose columns have one colour. */
class Groups {
  private readonly rows: IntList = new IntList();
  /** Of each group how many entries are not known, and the sum of their numbers. */
  private readonly unknown: IntList = new IntList();
  private readonly sums: number[] = [];
  private readonly members: number[][] = [];
  private readonly groupsOf: IntList = new IntList();

  constructor({ columns: colors, pattern: { columns: n } }: Coloring, { ends }: Edges) {
    const known = new Map<number, number>();
    const join = (row: number, color: number, entry: number): void => {
      const key = row * n + color;
      let group = known.get(key);
      if (group === undefined) {
        group = this.rows.length;
        known.set(key, group);
        this.rows.push(row);
        this.unknown.push(0);
        this.sums.push(0);
        this.members.push([]);
      }
      this.unknown.set(group, this.unknown.at(group) + 1);
      this.sums[group] += entry;
      this.members[group].push(entry);
      this.groupsOf.push(group);
    };
    for (let entry = 0; 2 * entry < ends.length; entry++) {
      const [i, j] = [ends.at(2 * entry), ends.at(2 * entry + 1)];
      if (i === j) {
        this.groupsOf.push(-1);
        this.groupsOf.push(-1);
        continue;
      }
      join(i, colors[j], entry);
      join(j, colors[i], entry);
    }
  }

  get count(): number {
    return this.rows.length;
  }

  rowOf(group: number): number {
    return this.rows.at(group);
  }

  /** Entries that are not known. */
  left(group: number): number {
    return this.unknown.at(group);
  }

  /** The only entry that is not known. */
  last(group: number): number {
    return this.sums[group];
  }

  forEach(group: number, use: (entry: number) => void): void {
    this.members[group].forEach(use);
  }

  /** The groups of an entry, by either end. */
  of(entry: number): readonly [number, number] {
    return [this.groupsOf.at(2 * entry), this.groupsOf.at(2 * entry + 1)];
  }

  /** An entry has become known. Returns how many of its group have not. */
  take(group: number, entry: number): number {
    this.unknown.set(group, this.unknown.at(group) - 1);
    this.sums[group] -= entry;
    return this.left(group);
  }
}
