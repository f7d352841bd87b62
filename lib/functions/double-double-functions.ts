/** Logarithm, sine and cosine to more than a double, for rules that subtract nearly equal numbers. */

import { cases, eq } from '../branches/compare.js';
import { floor, round } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { type DoubleDouble, dividedBy, negated, productOf, sumOf, twoProduct, twoSum } from './double-double.js';
import { exp2, log2 } from './exponential.js';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * log x to about 63 bits, for normal x > 0.
 *
 * x = 2^k·m with m near 1, and log m = 2·artanh(z) with z = (m-1)/(m+1). Only z needs two pieces: the cubic and higher
 * terms are small beside it. k·LN2_HIGH is exact.
 */
export function preciseLog(x: Scalar): DoubleDouble {
  const k = round(log2(x));
  const m = mul(x, exp2(neg(k)));
  const numerator = sub(m, 1);
  const denominator = twoSum(m, 1);
  const z = div(numerator, denominator.high);
  // What the division left over.
  const p = twoProduct(z, denominator.high);
  const left = sub(sub(sub(numerator, p.high), p.low), mul(z, denominator.low));
  const rest = div(left, denominator.high);
  const z2 = mul(z, z);
  let series: Scalar = 0;
  for (let i = 12; i >= 1; i--) series = mul(z2, add(1 / (2 * i + 1), series));
  const leading = twoSum(mul(k, LN2_HIGH), mul(2, z));
  const low = add(add(leading.low, mul(k, LN2_LOW)), mul(2, add(rest, mul(z, series))));
  return twoSum(leading.high, low);
}

/** π/2 in pieces of 33 bits, so that a multiple by a number of 20 bits is exact. */
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;

/** Largest |x| for which the reduction below is exact. */
export const PRECISE_ANGLE: number = 2 ** 20;

/** sin x and cos x to about 100 bits, for |x| < PRECISE_ANGLE: reduced to |r| <= π/4, then the series in two pieces. */
export function preciseSinCos(x: Scalar): { sin: DoubleDouble; cos: DoubleDouble } {
  const k = round(div(x, Math.PI / 2));
  const reduced = twoSum(sub(x, mul(k, HALF_PI[0])), neg(mul(k, HALF_PI[1])));
  const r = twoSum(reduced.high, sub(reduced.low, mul(k, HALF_PI[2])));
  const r2 = productOf(r, r);
  const s = alternating(r, r2, 1);
  const c = alternating({ high: 1, low: 0 }, r2, 0);
  const quadrant = sub(k, mul(4, floor(div(k, 4))));
  return {
    sin: inQuadrant(quadrant, [s, c, negated(s), negated(c)]),
    cos: inQuadrant(quadrant, [c, negated(s), negated(c), s]),
  };
}

/** first·(1 - r²/((k+1)(k+2)) + ...): the series of sine (k = 1) or cosine (k = 0). */
function alternating(first: DoubleDouble, r2: DoubleDouble, k: 0 | 1): DoubleDouble {
  let term = first;
  let total = first;
  for (let i = k + 1; i < 28; i += 2) {
    term = negated(dividedBy(productOf(term, r2), i * (i + 1)));
    total = sumOf(total, term);
  }
  return total;
}

function inQuadrant(
  quadrant: Scalar,
  [q0, q1, q2, q3]: readonly [DoubleDouble, DoubleDouble, DoubleDouble, DoubleDouble],
): DoubleDouble {
  const pick = (a: Scalar, b: Scalar, c: Scalar, d: Scalar): Scalar =>
    cases(
      [
        [eq(quadrant, 0), a],
        [() => eq(quadrant, 1), b],
        [() => eq(quadrant, 2), c],
      ],
      d,
    );
  return { high: pick(q0.high, q1.high, q2.high, q3.high), low: pick(q0.low, q1.low, q2.low, q3.low) };
}
