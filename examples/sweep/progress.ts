/** How far a long computation is: on a terminal one line that changes, elsewhere a line for each tenth. */

/** Where the lines go. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** To be called with the number of points done. */
export function progressOn(screen: Screen, label: string): (done: number, total: number) => void {
  const start = performance.now();
  let shown = 0;
  return (done, total) => {
    const text = `${label}: ${progressText(done, total, (performance.now() - start) / 1000)}`;
    if (screen.isTTY === true) {
      // Back to the start of the line, and clear it.
      screen.write(`\r\x1b[K${text}${done === total ? '\n' : ''}`);
    } else if (Math.floor((10 * done) / total) > shown) {
      shown = Math.floor((10 * done) / total);
      screen.write(`${text}\n`);
    }
  };
}

export function progressText(done: number, total: number, seconds: number): string {
  const rate = done / seconds;
  const left = done === total ? `${seconds.toFixed(1)} s` : `${Math.ceil((total - done) / rate)} s left`;
  return `${grouped(done)} of ${grouped(total)} points, ${grouped(rate)} a second, ${left}`;
}

/** Whole, with commas. */
export function grouped(x: number): string {
  return x.toLocaleString('en-US', { maximumFractionDigits: 0 });
}
