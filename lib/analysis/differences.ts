/**
 * Central differences with step control: the independent witness of the checks, never a source of derivatives.
 *
 * A table of central differences with shrinking steps is extrapolated to step 0 (Richardson), and the spread of the
 * table's best entries is the error estimate (Ridders, Advances in Engineering Software 4(2), 1982).
 */

/** A derivative by differences, with what it is worth. */
export interface Difference {
  readonly value: number;
  /** Estimated error of the value, from the spread of the extrapolations and the rounding of f. */
  readonly error: number;
  /** True when the one-sided differences do not approach each other: a kink or jump lies within the step. */
  readonly kink: boolean;
}

const SHRINK = 1.6;
const ROWS = 12;

/** Derivative at x of a function of a plain number. */
export function centralDifference(f: (x: number) => number, x: number): Difference {
  const h0 = 0.05 * Math.max(Math.abs(x), 0.1);
  const at = f(x);
  let best = Number.NaN;
  let error = Number.POSITIVE_INFINITY;
  let above: number[] = [];
  let h = h0;
  for (let row = 0; row < ROWS; row++, h /= SHRINK) {
    const right = x + h;
    const left = x - h;
    const fr = f(right);
    const fl = f(left);
    const line = [(fr - fl) / (right - left)];
    // Rounding of f and of its arguments, seen through the difference.
    const rounding = (2 ** -52 * (Math.abs(fr) + Math.abs(fl) + Math.abs(fr - fl))) / (right - left);
    let factor = SHRINK ** 2;
    for (let k = 1; k <= row; k++, factor *= SHRINK ** 2) {
      const before = line[k - 1];
      const coarser = above[k - 1];
      const finer = before + (before - coarser) / (factor - 1);
      const spread = Math.max(Math.abs(finer - before), Math.abs(finer - coarser)) + rounding;
      if (spread <= error) {
        best = finer;
        error = spread;
      }
      line.push(finer);
    }
    above = line;
  }
  return { value: best, error, kink: oneSidedDisagree(f, x, at, h0) };
}

/**
 * For smooth f the one-sided differences approach each other as fast as the step shrinks; at a kink they do not.
 * The narrow step is the smallest of the table: a kink within it is within all of them.
 */
function oneSidedDisagree(f: (x: number) => number, x: number, at: number, h0: number): boolean {
  const gap = (h: number): number => Math.abs((f(x + h) - at) / h - (at - f(x - h)) / h);
  const narrow = h0 / SHRINK ** (ROWS - 1);
  const noise = (8 * 2 ** -52 * Math.abs(at)) / narrow;
  const close = gap(narrow);
  return close > 0.3 * gap(h0) && close > 1e3 * noise;
}
