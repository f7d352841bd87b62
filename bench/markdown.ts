/** Tables and figures of the reports. */

/** @param align - a letter for each column: l or r. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[], align: string): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = [...align].map((letter) => (letter === 'r' ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map(line)];
}

/** Three significant digits. */
export function figure(x: number): string {
  return x >= 100 ? x.toFixed(0) : String(Number(x.toPrecision(3)));
}

export function time(milliseconds: number): string {
  if (milliseconds < 1e-3) return `${figure(1e6 * milliseconds)} ns`;
  return milliseconds < 1 ? `${figure(1e3 * milliseconds)} µs` : `${figure(milliseconds)} ms`;
}
