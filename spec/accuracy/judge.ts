/** Measures a result against the exact one in units in the last place. */
import { ulps } from '../support/assert.js';

/** The worst error of a column of results, and where it was. */
export interface Worst {
  ulps: number;
  at: readonly number[];
  /** Points whose exact result is a finite number: those that count. */
  judged: number;
  /** Results that are NaN where no double holds the exact one, or none holds the slope that it is the derivative of. */
  unknown: number;
  /** The errors at the points that are judged. */
  readonly errors: number[];
}

export const nothingYet = (): Worst => ({ ulps: 0, at: [], judged: 0, unknown: 0, errors: [] });

/**
 * Takes one result into account.
 *
 * Below the normal numbers an ulp is the distance of two subnormal ones, 5e-324: 0 is as far from the exact result as it is large.
 * NaN is an error of any size. Where the exact result has left the range all that counts is that this one has.
 *
 * @param isOut - true for a derivative of second or higher order that has left the doubles itself, or whose slope has: it may
 * be NaN, where a second look could not tell.
 */
export function judge(worst: Worst, actual: number, exact: number, at: readonly number[], isOut = false): void {
  if (isOut && Number.isNaN(actual)) {
    worst.unknown++;
    return;
  }
  const size = Math.abs(exact);
  let error: number;
  if (size === Number.POSITIVE_INFINITY)
    error = Math.abs(actual) > 1.7e308 && actual * exact > 0 ? 0 : Number.POSITIVE_INFINITY;
  else {
    error = ulps(actual, exact);
    worst.judged++;
    worst.errors.push(error);
  }
  if (error > worst.ulps) {
    worst.ulps = error;
    worst.at = at;
  }
}

/** The middle one of the errors. */
export function median({ errors }: Worst): number {
  const sorted = Float64Array.from(errors).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
