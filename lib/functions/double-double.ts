/**
 * Numbers in two pieces: a double and the rest of what it should be, for the few places where a rule cancels.
 */
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';

export interface DoubleDouble {
  readonly high: Scalar;
  readonly low: Scalar;
}

/** a + b, exactly (Knuth). */
export function twoSum(a: Scalar, b: Scalar): DoubleDouble {
  const high = add(a, b);
  const c = sub(high, a);
  return { high, low: add(sub(a, sub(high, c)), sub(b, c)) };
}

/** a · b, exactly (Dekker). */
export function twoProduct(a: Scalar, b: Scalar): DoubleDouble {
  const high = mul(a, b);
  const x = halves(a);
  const y = halves(b);
  const low = add(add(add(sub(mul(x.high, y.high), high), mul(x.high, y.low)), mul(x.low, y.high)), mul(x.low, y.low));
  return { high, low };
}

/** A double as the sum of two of 26 bits (Veltkamp). */
function halves(a: Scalar): DoubleDouble {
  const c = mul(2 ** 27 + 1, a);
  const high = sub(c, sub(c, a));
  return { high, low: sub(a, high) };
}

/** The sum in two pieces. */
export function sumOf(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = twoSum(a.high, b.high);
  return twoSum(s.high, add(s.low, add(a.low, b.low)));
}

/** The product in two pieces. */
export function productOf(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = twoProduct(a.high, b.high);
  return twoSum(p.high, add(p.low, add(mul(a.high, b.low), mul(a.low, b.high))));
}

/** a / d in two pieces, for a plain d. */
export function dividedBy(a: DoubleDouble, d: Scalar): DoubleDouble {
  const q = div(a.high, d);
  const p = twoProduct(q, d);
  return twoSum(q, div(add(sub(sub(a.high, p.high), p.low), a.low), d));
}

export function negated(a: DoubleDouble): DoubleDouble {
  return { high: neg(a.high), low: neg(a.low) };
}
