/**
 * log(e^x₁ + ... + e^xₙ) with softmax partials: one reduction of all numbers.
 *
 * With weights wᵢ = e^xᵢ/Σ e^xⱼ the second derivatives are -wᵢ·wⱼ and wᵢ·(1 - wᵢ). Pairs of pairs lose them: with W for the
 * weight of a pair, -W²·a·b comes out as W·(1 - W)·a·b - W·a·b, nothing but rounding where W is small. Of the two ways
 *
 *     m + log(1 + Σ e^(xᵢ - m))            m the greatest number, the sum over the others,
 *     c + log(1 + Σ e^(xᵢ - c) + (e^(m - c) - 1))     c the constant that is the value of m,
 *
 * the first forms 1 - w of the others' weights, without a subtraction of its own for the greatest weight, and the second w - w²:
 * so the first is exact where the greatest weight is ½ or more, the second where all are less. Both have the same values.
 */

import { type Condition, decideRare, eq, gt, isKnown, le, lt, select } from '../branches/compare.js';
import { magnitude } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, neg, sub } from '../scalar/arithmetic.js';
import { innermost, value } from '../scalar/scalar.js';
import { twoSum } from './double-double.js';
import { exp, expm1, log1p } from './exponential.js';
import { logAddExp } from './hyperbolic.js';
import { inPairs } from './lengths.js';

export function logOfSum(xs: readonly Scalar[]): Scalar {
  if (xs.length < 3) return inPairs(xs, logAddExp, Number.NEGATIVE_INFINITY);
  if (xs.every(isNumber)) return ofNumbers(xs);
  const { top, others } = greatestFirst(xs);
  const c = innermost(top);
  // The difference of two infinite numbers is NaN.
  if (isInfinite(c)) return inPairs(xs, logAddExp, Number.NEGATIVE_INFINITY);
  return select(
    hasHalf(top, others),
    () => add(top, log1p(sumFrom(others, top, top))),
    () => add(c, log1p(add(sumFrom(others, c, top), expm1(sub(top, c))))),
  );
}

/** Whether the greatest of some numbers has half of the sum, or more. */
function hasHalf(top: Scalar, others: readonly Scalar[]): Condition {
  const m = plain(top);
  return le(sumFrom(others.map(plain), m, top), 1);
}

/** Σ e^(x - from), where from has the value of top. */
function sumFrom(list: readonly Scalar[], from: Scalar, top: Scalar): Scalar {
  return inPairs(
    list.map((x) => exponentialFrom(x, from, top)),
    add,
    0,
  );
}

function exponentialFrom(x: Scalar, from: Scalar, top: Scalar): Scalar {
  return timesFactor(exp(sub(x, from)), lostFactor(plain(x), plain(top)));
}

/**
 * What is made of the e^xᵢ and of their sum without overflow: of the terms e^(xᵢ - a), the difference xᵢ - a, and the sum without the
 * term of the greatest, which is 1 in value. a is the greatest number or its value, by the same choice.
 */
export function sharesOf(
  xs: readonly Scalar[],
  make: (difference: Scalar, term: Scalar, rest: Scalar) => Scalar,
): Scalar[] {
  const { top, others } = greatestFirst(xs);
  const by = (from: Scalar): Scalar[] => {
    const above = from === top ? 0 : expm1(sub(top, from));
    const rest = add(sumFrom(others, from, top), above);
    return xs.map((x) => make(sub(x, from), exponentialFrom(x, from, top), rest));
  };
  const chosen: unknown = select(
    hasHalf(top, others),
    () => by(top),
    () => by(innermost(top)),
  );
  return chosen as Scalar[];
}

function isNumber(x: Scalar): x is number {
  return typeof x === 'number';
}

/** The value, by the same operations. */
function ofNumbers(xs: readonly number[]): number {
  let top = xs[0];
  const terms = xs.slice(1);
  for (let i = 0; i < terms.length; i++) {
    const x = terms[i];
    if (!(x > top)) continue;
    terms[i] = top;
    top = x;
  }
  if (isInfinite(top)) return inPairs(xs, logAddExp, Number.NEGATIVE_INFINITY) as number;
  for (let i = 0; i < terms.length; i++) {
    const x = terms[i];
    const d = x - top;
    const c = d - x;
    terms[i] = Math.exp(d) * (Number.isFinite(d) ? 1 + (x - (d - c) + (-top - c)) : 1);
  }
  return top + Math.log1p(inPairs(terms, add, 0) as number);
}

interface Parted {
  readonly top: Scalar;
  readonly others: readonly Scalar[];
}

/**
 * The greatest number, and the others in such an order that their values are the same whichever of equal ones it is. They are
 * choices, also where the comparison is known: reverse mode adds up in their order.
 */
function greatestFirst(xs: readonly Scalar[]): Parted {
  let top = xs[0];
  const others: Scalar[] = [];
  for (const x of xs.slice(1)) {
    const before = top;
    const isGreater = gt(x, before);
    const choose = (a: Scalar, b: Scalar): Scalar =>
      select(
        isGreater,
        () => a,
        () => b,
      );
    top = choose(x, before);
    others.push(choose(before, x));
  }
  return { top, others };
}

function isInfinite(c: Scalar): boolean {
  if (typeof c === 'number') return Math.abs(c) === Number.POSITIVE_INFINITY;
  return !isKnown(c) && decideRare(eq(magnitude(c), Number.POSITIVE_INFINITY));
}

/** The number without parts; of a germ the value at the point, so that it decides as the point does. */
function plain(x: Scalar): Scalar {
  return isKnown(x) ? value(x) : innermost(x);
}

/**
 * e^r for the rounding error r of x - m, numbers without parts: many ulp of e^(x - m) where both are large. To first order, as a
 * constant.
 */
function lostFactor(x: Scalar, m: Scalar): Scalar {
  const { high, low } = twoSum(x, neg(m));
  if (isNumber(high)) return Number.isFinite(high) ? 1 + (low as number) : 1;
  return select(
    lt(magnitude(high), Number.POSITIVE_INFINITY),
    () => add(1, low),
    () => 1,
  );
}

function timesFactor(x: Scalar, factor: Scalar): Scalar {
  return factor === 1 ? x : mul(factor, x);
}
