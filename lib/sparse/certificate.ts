/** What makes a colouring right, checked by the definition of each kind and by nothing of how it was made. */
import type { Coloring } from './coloring.js';
import type { Pattern } from './pattern.js';

/**
 * What is wrong with a colouring, in words; undefined where nothing is.
 *
 * By columns (rows): two columns (rows) of one colour have no entry in one row (column), and each with entries has a colour.
 * Both: each entry stands alone among the columns of its column's colour in its row, or among the rows of its row's colour in
 * its column. Star: neighbours differ, and no path of four vertices has two colours. Acyclic: neighbours differ, and no
 * cycle has two colours.
 *
 * @remarks Time in proportion to the nonzeros; of acyclic ones, to sort them by their colours.
 * @example
 * const pattern = Pattern.of(2, 2, [[0, 0], [0, 1], [1, 1]]);
 * checkColoring(colorJacobian(pattern)); // => undefined
 * checkColoring({ ...colorJacobian(pattern, { kind: 'columns' }), columns: Int32Array.of(0, 0) });
 * // => 'columns 0 and 1 have one colour and meet in row 0'
 */
export function checkColoring(coloring: Coloring): string | undefined {
  const { kind, pattern, columns, rows } = coloring;
  if (kind === 'star' || kind === 'acyclic') {
    return checkProper(pattern, columns) ?? (kind === 'star' ? checkStar : checkForest)(pattern, columns);
  }
  const isReadByColumn = alone(pattern, columns);
  const isReadByRow = alone(pattern.transposed(), rows);
  for (let j = 0; j < pattern.columns; j++) {
    for (let k = pattern.columnPointers[j]; k < pattern.columnPointers[j + 1]; k++) {
      const i = pattern.rowIndices[k];
      if (isReadByColumn(j, i) || isReadByRow(i, j)) continue;
      if (kind === 'both') return `the entry in row ${i} and column ${j} stands alone in no product`;
      const [line, lines, colors] = kind === 'columns' ? [j, 'column', columns] : [i, 'row', rows];
      if (colors[line] < 0) return `${lines} ${line} has entries and no colour`;
      return kind === 'columns'
        ? `columns ${pair(columns, j, columnsIn(pattern, i))} have one colour and meet in row ${i}`
        : `rows ${pair(rows, i, columnsIn(pattern.transposed(), j))} have one colour and meet in column ${j}`;
    }
  }
  return undefined;
}

function columnsIn({ rowPointers, columnIndices }: Pattern, i: number): Int32Array {
  return columnIndices.subarray(rowPointers[i], rowPointers[i + 1]);
}

/** A column and another one of its colour. */
function pair(colors: Int32Array, j: number, others: Int32Array): string {
  const other = others.find((l) => l !== j && colors[l] === colors[j]) as number;
  return `${Math.min(j, other)} and ${Math.max(j, other)}`;
}

/** Colours are below. */
function widthOf(colors: Int32Array): number {
  return colors.reduce((most, color) => Math.max(most, color), 0) + 1;
}

/** Whether column j is the only one of its colour with an entry in row i. */
function alone(pattern: Pattern, colors: Int32Array): (j: number, i: number) => boolean {
  const shared = new Set<number>();
  const width = widthOf(colors);
  const seen = new Int32Array(width).fill(-1);
  for (let i = 0; i < pattern.rows; i++) {
    for (const j of columnsIn(pattern, i)) {
      if (colors[j] < 0) continue;
      if (seen[colors[j]] === i) shared.add(i * width + colors[j]);
      seen[colors[j]] = i;
    }
  }
  return (j, i) => colors[j] >= 0 && !shared.has(i * width + colors[j]);
}

/** Entries on the diagonal and beside it. */
function checkProper(pattern: Pattern, colors: Int32Array): string | undefined {
  for (let i = 0; i < pattern.rows; i++) {
    for (const j of columnsIn(pattern, i)) {
      if (colors[i] < 0 || colors[j] < 0) return `vertex ${colors[i] < 0 ? i : j} has entries and no colour`;
      if (i !== j && colors[i] === colors[j]) return `neighbours ${i} and ${j} have one colour`;
    }
  }
  return undefined;
}

/** The edge in the middle of a path of two colours has a second neighbour of the other end's colour at both ends. */
function checkStar(pattern: Pattern, colors: Int32Array): string | undefined {
  const n = pattern.rows;
  const width = widthOf(colors);
  const times = new Map<number, number>();
  const edges = (use: (i: number, j: number) => void): void => {
    for (let i = 0; i < n; i++) for (const j of columnsIn(pattern, i)) if (i !== j) use(i, j);
  };
  edges((i, j) => {
    const key = i * width + colors[j];
    times.set(key, (times.get(key) ?? 0) + 1);
  });
  let wrong: string | undefined;
  edges((i, j) => {
    if ((times.get(i * width + colors[j]) as number) > 1 && (times.get(j * width + colors[i]) as number) > 1)
      wrong ??= `a path of four vertices through ${i} and ${j} has two colours`;
  });
  return wrong;
}

/** Edges of each pair of colours, put together one by one. */
function checkForest(pattern: Pattern, colors: Int32Array): string | undefined {
  const width = widthOf(colors);
  const edges: (readonly [pair: number, i: number, j: number])[] = [];
  for (let i = 0; i < pattern.rows; i++) {
    for (const j of columnsIn(pattern, i)) {
      if (i >= j) continue;
      const [low, high] = [Math.min(colors[i], colors[j]), Math.max(colors[i], colors[j])];
      edges.push([low * width + high, i, j]);
    }
  }
  edges.sort((a, b) => a[0] - b[0]);
  let parents = new Map<number, number>();
  const rootOf = (v: number): number => {
    let at = v;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) {
      const above = parents.get(up);
      if (above !== undefined) parents.set(at, above);
      at = up;
    }
    return at;
  };
  let current = -1;
  for (const [pair, i, j] of edges) {
    if (pair !== current) parents = new Map();
    current = pair;
    const [a, b] = [rootOf(i), rootOf(j)];
    if (a === b) return `a cycle through ${i} and ${j} has two colours`;
    parents.set(a, b);
  }
  return undefined;
}
