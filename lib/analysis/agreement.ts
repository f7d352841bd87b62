/** How far two computations of one Jacobian are apart. */

export interface Agreement {
  /** The largest distance of two entries, in units in the last place. Large where an entry cancels. */
  readonly ulps: number;
  /**
   * The largest |a - b| / Σ|paths|, the sum over all paths from an input to an output of the products of |local partials|.
   *
   * An entry of the Jacobian is the same sum without the bars; where its terms cancel no order of summation can keep its
   * digits. Measured against the terms themselves both modes must agree to a few rounding errors, whatever f is.
   */
  readonly relative: number;
}

/** @param sizes - Σ|paths| for each entry. */
export function agreementOf(a: readonly number[], b: readonly number[], sizes: readonly number[]): Agreement {
  let ulps = 0;
  let relative = 0;
  a.forEach((x, i) => {
    const y = b[i];
    if (Object.is(x, y)) return;
    const share = Math.abs(x - y) / sizes[i];
    ulps = Math.max(ulps, ulpsBetween(x, y));
    relative = Math.max(relative, Number.isNaN(share) ? Number.POSITIVE_INFINITY : share);
  });
  return { ulps, relative };
}

const view = new DataView(new ArrayBuffer(8));

/** Doubles in order as integers: neighbours differ by 1. */
function ordinal(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** Doubles between x and y; Infinity when only one of them is NaN. */
function ulpsBetween(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.POSITIVE_INFINITY;
  return Math.abs(Number(ordinal(x) - ordinal(y)));
}
