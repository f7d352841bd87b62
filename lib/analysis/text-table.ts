/** Tables as text, for reports that are printed. */

/**
 * Rows with aligned columns, two blanks between them.
 *
 * @param rows - the first is the head; all have the same length.
 * @param align - a letter for each column: l or r.
 */
export function textTable(rows: readonly (readonly string[])[], align: string): string {
  const widths = [...align].map((_, j) => Math.max(...rows.map((row) => widthOf(row[j]))));
  const cell = (text: string, j: number): string => {
    const blanks = ' '.repeat(widths[j] - widthOf(text));
    return align[j] === 'r' ? blanks + text : text + blanks;
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** Characters, not UTF-16 units. */
function widthOf(text: string): number {
  return [...text].length;
}

/** A number with a few significant digits, as short as it goes. */
export function short(x: number, digits = 5): string {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  if (size >= 1e6 || size < 1e-4) return x.toExponential(digits - 1).replace(/\.?0+e/, 'e');
  return String(Number(x.toPrecision(digits)));
}
