/** Colourings: which columns, rows or both are asked for together. */
import { describe } from '../scalar/scalar.js';
import type { ColoringOrder } from './orders.js';
import { type Colors, columnColors, widestRow } from './partial-coloring.js';
import { Pattern } from './pattern.js';
import { symmetricColors } from './symmetric-coloring.js';

export type { ColoringOrder } from './orders.js';

/** How a Jacobian is put together: from products with columns, with rows, or with some of both. */
export type JacobianColoringKind = 'columns' | 'rows' | 'both';

/** How a Hessian is put together: read off (`star`), or with subtractions, of fewer products (`acyclic`). */
export type HessianColoringKind = 'star' | 'acyclic';

/** Which columns and rows of a matrix are asked for together. */
export interface Coloring {
  /** What is coloured, and how the matrix is read off. */
  readonly kind: JacobianColoringKind | HessianColoringKind;
  /** The places of the nonzeros. */
  readonly pattern: Pattern;
  /** The colour of each column, from 0: columns of one colour are one direction. -1 for one that is not asked for. */
  readonly columns: Int32Array;
  /** How many colours the columns have: forward directions. */
  readonly columnColors: number;
  /** The colour of each row: rows of one colour are one sum of outputs. -1 for one that is not asked for. */
  readonly rows: Int32Array;
  /** How many colours the rows have: sweeps back. */
  readonly rowColors: number;
}

/** What all colourings may be told. */
export interface ColoringOptions {
  /** The order in which vertices are coloured; `best` when left out. */
  readonly order?: ColoringOrder;
  /** For the order `random`; 1 when left out. */
  readonly seed?: number;
}

/** How the columns or rows of a Jacobian are coloured. */
export interface JacobianColoringOptions extends ColoringOptions {
  /** What is coloured; `cheapest` when left out: a sweep over the outputs counts as much as 3 directions. */
  readonly kind?: JacobianColoringKind | 'cheapest';
}

/** How the columns of a Hessian are coloured. */
export interface HessianColoringOptions extends ColoringOptions {
  /** `star` when left out. */
  readonly kind?: HessianColoringKind;
}

/** What a sweep costs in directions, as in `modeFor` of lib/auto. */
const SWEEP = 3;

const ORDERS: readonly string[] = ['natural', 'largest-first', 'smallest-last', 'random', 'best'];

/**
 * Colours the columns, the rows or some of both of a Jacobian, so that each nonzero can be read off one product.
 *
 * @param pattern - the places of the nonzeros.
 * @param options - what is coloured, and in which order.
 * @throws {TypeError} for a kind or an order that does not exist.
 * @remarks Time in proportion to the sum of the squares of the rows' lengths (of columns: for rows). For `both`, rows or
 * columns with very many entries are taken out and asked for by themselves.
 * @see Gebremedhin, Manne and Pothen, What color is your Jacobian?, SIAM Review 47 (2005)
 * @example
 * const arrow = Pattern.of(4, 4, [0, 1, 2, 3].flatMap((i) => [[0, i], [i, 0], [i, i]]));
 * colorJacobian(arrow, { kind: 'columns' }).columnColors; // => 4
 * const { rowColors, columnColors } = colorJacobian(arrow, { kind: 'both' });
 * rowColors + columnColors; // => 3
 */
export function colorJacobian(pattern: Pattern, options: JacobianColoringOptions = {}): Coloring {
  const { kind = 'cheapest', order = 'best', seed = 1 } = options;
  checkOption('colorJacobian', 'order', order, ORDERS);
  checkOption('colorJacobian', 'kind', kind, ['columns', 'rows', 'both', 'cheapest']);
  const columns = (most?: number): Coloring | undefined =>
    ofColumns(pattern, columnColors(pattern, order, seed, undefined, most));
  const rows = (most?: number): Coloring | undefined =>
    mirrored(
      ofColumns(pattern.transposed(), columnColors(pattern.transposed(), order, seed, undefined, most)),
      pattern,
    );
  if (kind === 'columns') return columns() as Coloring;
  if (kind === 'rows') return rows() as Coloring;
  const isCheapest = kind === 'cheapest';
  const both = mixed(pattern, order, seed, isCheapest ? priceOf : countOf);
  const found = [...(isCheapest ? [columns(MOST), rows(MOST)] : []), both].filter((coloring) => coloring !== undefined);
  return found.length === 0 ? (columns() as Coloring) : found.reduce((a, b) => (priceOf(b) < priceOf(a) ? b : a));
}

/** More colours than this are tried only where nothing else is asked for. */
const MOST = 256;

/**
 * Colours a symmetric matrix, so that each nonzero, or the one across the diagonal, can be read off one product (`star`), or
 * follows by subtractions from products (`acyclic`).
 *
 * @param pattern - the places of the nonzeros.
 * @param options - `kind`: star or acyclic; and the order.
 * @throws {RangeError} when the pattern is not symmetric.
 * @throws {TypeError} for a kind or an order that does not exist.
 * @remarks Time in proportion to the nonzeros times the colours that a vertex has around it.
 * @see Gebremedhin, Tarafdar, Manne and Pothen, SIAM J. Sci. Comput. 29 (2007)
 * @example
 * const f = (x) => sum(x.slice(1).map((xi, i) => mul(square(xi), x[i])));
 * const pattern = hessianPattern(f, new Float64Array(100));
 * [colorHessian(pattern).columnColors, colorHessian(pattern, { kind: 'acyclic' }).columnColors]; // => [3, 2]
 */
export function colorHessian(pattern: Pattern, options: HessianColoringOptions = {}): Coloring {
  const { kind = 'star', order = 'best', seed = 1 } = options;
  checkOption('colorHessian', 'order', order, ORDERS);
  checkOption('colorHessian', 'kind', kind, ['star', 'acyclic']);
  if (!pattern.isSymmetric) {
    throw new RangeError(
      `colorHessian: expected a symmetric pattern, got one of ${pattern.rows} rows and ${pattern.columns} columns that is not. ` +
        'Use colorJacobian for other matrices.',
    );
  }
  const { of, count } = symmetricColors(pattern, kind, order, seed);
  return { kind, pattern, columns: of, columnColors: count, rows: none(pattern.rows), rowColors: 0 };
}

function checkOption(name: string, option: string, got: unknown, known: readonly string[]): void {
  if (known.includes(got as string)) return;
  throw new TypeError(
    `${name}: expected the ${option} to be one of ${known.join(', ')}, got ${describe(got)}. Choose one.`,
  );
}

function none(length: number): Int32Array {
  return new Int32Array(length).fill(-1);
}

function priceOf({ columnColors, rowColors }: Coloring): number {
  return columnColors + (rowColors === 0 ? 0 : SWEEP * (rowColors + 1));
}

function countOf({ columnColors, rowColors }: Coloring): number {
  return columnColors + rowColors;
}

function ofColumns(pattern: Pattern, colors: Colors | undefined): Coloring | undefined {
  if (colors === undefined) return undefined;
  const { of, count } = colors;
  return { kind: 'columns', pattern, columns: of, columnColors: count, rows: none(pattern.rows), rowColors: 0 };
}

/** The colouring of the transposed matrix as one of the matrix. */
function mirrored(coloring: Coloring | undefined, pattern: Pattern): Coloring | undefined {
  if (coloring === undefined) return undefined;
  const { kind, columns, columnColors, rows, rowColors } = coloring;
  return {
    kind: kind === 'columns' ? 'rows' : kind,
    pattern,
    columns: rows,
    columnColors: rowColors,
    rows: columns,
    rowColors: columnColors,
  };
}

/** Lengths at which a row counts as long: so many are tried. */
const LENGTHS = 8;

/**
 * Long rows by themselves and the rest by columns; or long columns by themselves and the rest by rows. Entries of long rows are
 * read off the sweeps, so they do not keep columns apart.
 */
function mixed(
  pattern: Pattern,
  order: ColoringOrder,
  seed: number,
  cost: (coloring: Coloring) => number,
): Coloring | undefined {
  const turned = pattern.transposed();
  const candidates = [
    ...splits(pattern, order, seed, cost),
    ...splits(turned, order, seed, cost).map((coloring) => mirrored(coloring, pattern) as Coloring),
  ];
  return candidates.reduce<Coloring | undefined>(
    (best, one) => (best === undefined || cost(one) < cost(best) ? one : best),
    undefined,
  );
}

/** Splits with long rows of one length after the other, beginning with those that have none. */
function splits(
  pattern: Pattern,
  order: ColoringOrder,
  seed: number,
  cost: (coloring: Coloring) => number,
): Coloring[] {
  const { rows, rowPointers } = pattern;
  const lengths = Array.from({ length: rows }, (_, i) => rowPointers[i + 1] - rowPointers[i]);
  const different = [...new Set(lengths)].filter((length) => length > 0).sort((a, b) => b - a);
  const turned = pattern.transposed();
  const found: Coloring[] = [];
  let most = Math.min(MOST, widestRow(pattern));
  for (const longest of different.slice(0, LENGTHS)) {
    const isShort = Uint8Array.from(lengths, (length) => Number(length <= longest));
    const isLong = isShort.map((short) => 1 - short);
    const byColumns = columnColors(pattern, order, seed, isShort, most);
    const byRows = byColumns && columnColors(longRows(turned, isLong), order, seed, undefined, most);
    if (byColumns === undefined || byRows === undefined) continue;
    const coloring: Coloring = {
      kind: 'both',
      pattern,
      columns: byColumns.of,
      columnColors: byColumns.count,
      rows: byRows.of,
      rowColors: byRows.count,
    };
    found.push(coloring);
    most = Math.min(most, cost(coloring));
  }
  return found;
}

/** The transposed pattern with the long rows (here columns) alone. */
function longRows(turned: Pattern, isLong: Uint8Array): Pattern {
  const pointers = new Int32Array(turned.rows + 1);
  const kept = turned.columnIndices.filter((i) => isLong[i] === 1);
  let at = 0;
  for (let j = 0; j < turned.rows; j++) {
    for (let k = turned.rowPointers[j]; k < turned.rowPointers[j + 1]; k++) at += isLong[turned.columnIndices[k]];
    pointers[j + 1] = at;
  }
  return new Pattern(turned.rows, turned.columns, pointers, kept);
}
