/** Which nonzeros of a Jacobian are read off sweeps over rows: the others are read off products with columns. */
import type { Coloring } from './coloring.js';

/**
 * Row by row, 1 for the nonzeros that stand alone among the rows of their colour in their column. One that does not is of a column
 * that is asked for by itself, or with others that it does not meet.
 */
export function sweptEntries({ pattern, rows: colors, rowColors }: Coloring): Uint8Array {
  const { rows, rowPointers, columnIndices } = pattern;
  const swept = new Uint8Array(columnIndices.length);
  if (rowColors === 0) return swept;
  /** The first entry of each colour in each column. */
  const first = new Map<number, number>();
  for (let i = 0; i < rows; i++) {
    if (colors[i] < 0) continue;
    for (let k = rowPointers[i]; k < rowPointers[i + 1]; k++) {
      const key = columnIndices[k] * rowColors + colors[i];
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, k);
        swept[k] = 1;
      } else swept[other] = 0;
    }
  }
  return swept;
}
