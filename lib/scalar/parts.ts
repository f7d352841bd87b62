/**
 * Arithmetic on the contents of derivative parts, where a part may be absent.
 *
 * A number that does not depend on an input has no part by it: null, not 0. A part that was computed to be 0 is a number like
 * any other, and 0·Infinity is NaN: that a slope was infinite is never lost silently. The second look (lib/look) then finds
 * the answer. Products are IEEE products, whatever the factors are.
 */
import type { Content, Scalar } from './active.js';
import { difference, neg, product, quotient, total } from './arithmetic.js';
import { outermost } from './relation.js';

export type { Content } from './active.js';

/** slope · part. A factor 1 is no short way: on a tape the product is a node, whatever is known beforehand of its factors. */
export function times(slope: Scalar, part: Content): Content {
  return part === null ? null : product(slope, part);
}

/** part / y. */
export function over(part: Content, y: Scalar): Content {
  return part === null ? null : quotient(part, y);
}

/**
 * f · (part / y), the change of a quotient or of a power. Its own changes are formed without the square of part / y, which may
 * leave the range where f times it does not: (f·(t/y))' = f'·(t/y) + f·(t'/y) - (f·(t/y))·(y'/y).
 */
export function timesOver(f: Content, part: Content, y: Scalar): Content {
  if (f === null || part === null) return null;
  if (typeof f === 'number' && typeof part === 'number' && typeof y === 'number') return f * (part / y);
  const outer = outermost(typeof f === 'number' && typeof part === 'number' ? f : outermost(f, part), y);
  return outer.timesOver === undefined ? product(f, quotient(part, y)) : outer.timesOver(f, part, y);
}

/** Sum of two parts. The sign of a part that is 0 means nothing, so the plain number 0 needs no operation. */
export function plus(a: Content, b: Content): Content {
  if (a === null || a === 0) return b === null ? a : b;
  return b === null || b === 0 ? a : total(a, b);
}

/** Difference of two parts. */
export function less(a: Content, b: Content): Content {
  if (b === null || b === 0) return a === null ? b : a;
  return a === null || a === 0 ? neg(b) : difference(a, b);
}

/** -part. */
export function opposite(part: Content): Content {
  return part === null ? null : neg(part);
}

/** A part as a number: 0 where there is none. */
export function numberOf(part: Content): Scalar {
  return part ?? 0;
}
