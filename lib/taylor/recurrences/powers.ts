/** Recurrences of powers and roots. */

import { decideRare, eq, gt, isKnown, lt } from '../../branches/compare.js';
import { floor, magnitude, round } from '../../branches/kinks.js';
import type { Scalar } from '../../scalar/active.js';
import { add, difference, mul, product, sub } from '../../scalar/arithmetic.js';
import { type Content, over, plus, times, timesOver } from '../../scalar/parts.js';
import type { Series } from '../../scalar/rule.js';
import { innermost } from '../../scalar/scalar.js';
import { both, complete, convolution } from '../series.js';

/** An exponent c = numerator/denominator; the denominator of a root keeps its recurrence in whole numbers. */
export interface Exponent {
  readonly numerator: Scalar;
  readonly denominator: number;
}

/** y = x^c. A whole power is exact, and as good at 0 as anywhere. */
export function power(x: Series, y: Content[], { numerator: c, denominator }: Exponent): void {
  if (denominator === 1 && typeof c === 'number' && Number.isInteger(c) && c > 0 && c < MOST_PRODUCTS) {
    const exact = integerPower(x, c);
    complete(x, y, (k) => exact[k]);
    return;
  }
  // A program holds the course of powers that are not whole.
  if (denominator === 1 && isInProgram(c)) decideRare(eq(c, floor(c)));
  regularPower(x, y, c, denominator);
}

/** Whole powers up to here are made of products, whatever the order asked for. */
const MOST_PRODUCTS = 1024;

/** By repeated squaring: exact in whole numbers, and as good at 0 as anywhere. */
function integerPower(x: Series, c: number): Series {
  let result: Series | undefined;
  let base = x;
  for (let rest = c; rest > 0; rest >>= 1) {
    if (rest % 2 === 1) result = result === undefined ? base : squareOf(result, base);
    if (rest > 1) base = squareOf(base, base);
  }
  return result as Series;
}

function squareOf(a: Series, b: Series): Series {
  return a.map((_, k) => convolution(a, b, k));
}

/**
 * x·y' = c·x'·y: k·yₖ = Σ (c·j - (k-j))·xⱼ·(yₖ₋ⱼ/x₀). By the quotients of y, each rounded for itself: those of x would put
 * one rounding error into all coefficients. Only where those of y leave the range they are formed from xⱼ/x₀.
 */
function regularPower(x: Series, y: Content[], c: Scalar, d: number): void {
  // Under an exponent that is not whole -0 counts as 0.
  const isWhole = d !== 1 || (typeof c === 'number' && Number.isInteger(c));
  const x0 = isWhole ? (x[0] as Scalar) : add(x[0] as Scalar, 0);
  const z: Content[] = [];
  const overHead = (i: number): Content => (z[i] ??= over(y[i], x0));
  let isFar: boolean | undefined;
  complete(x, y, (k) => {
    isFar ??= leavesRange(overHead(0) as Scalar);
    let total: Content = null;
    for (let j = 1; j <= k; j++) {
      const step = times(weight(c, j, d * (k - j)), x[j]);
      total = plus(total, isFar ? timesOver(y[k - j], step, x0) : both(step, overHead(k - j)));
    }
    return over(total, d * k);
  });
}

function leavesRange(x: Scalar): boolean {
  const size = magnitude(x);
  return decideRare(lt(size, 1e-280)) || decideRare(gt(size, 1e280));
}

/** c·j - m, where the whole part of c is exact. */
function weight(c: Scalar, j: number, m: number): Scalar {
  const isPlain = typeof c === 'number' ? Number.isFinite(c) : isInProgram(c);
  if (!isPlain) return difference(product(c, j), m);
  const whole = round(c);
  return add(sub(mul(whole, j), m), mul(sub(c, whole), j));
}

/** A plain number that is known only when the program runs. */
function isInProgram(c: Scalar): boolean {
  return innermost(c) === c && !isKnown(c);
}
