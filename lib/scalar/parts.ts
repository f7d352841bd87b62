/**
 * Arithmetic on derivative parts: sums, products and quotients with structural and strong zeros.
 *
 * Structural: a part that is the plain number 0 or 1 needs no operation. Strong: a part that is 0 stays 0 when it meets a
 * slope that is not finite, so that d/dx sqrt(0·x) is 0 and not NaN. The zero is strong on both sides, because what is a
 * slope for forward mode is a cotangent for reverse mode, and the two must agree.
 *
 * 0 · finite is ±0 in IEEE arithmetic already, so only a NaN has to be looked at: one comparison a product.
 */
import type { Scalar, Unknown } from './active.js';
import { add, div, neg, sub } from './arithmetic.js';
import { outermost } from './relation.js';
import { innermost } from './scalar.js';

/** slope · part. */
export function scale(slope: Scalar, part: Scalar): Scalar {
  if (typeof slope === 'number') {
    if (typeof part === 'number') return scaleNumbers(slope, part);
    if (slope === 0) return 0;
    if (slope === 1) return part;
    return part.scale(slope);
  }
  if (part === 0) return 0;
  if (part === 1) return slope;
  return slope.scale(part);
}

/** slope · part for plain numbers: the IEEE product, except that 0 · ±Infinity and 0 · NaN are 0. */
export function scaleNumbers(slope: number, part: number): number {
  const product = slope * part;
  if (product === product) return product;
  return slope === 0 || part === 0 ? 0 : Number.NaN;
}

/** part / y: the product of a part with the slope 1/y, rounded once. */
export function unscale(part: Scalar, y: Scalar): Scalar {
  if (typeof part === 'number' && typeof y === 'number') return unscaleNumbers(part, y);
  if (part === 0) return 0;
  const outer = outermost(part, y);
  if (outer.unscaled !== undefined) return outer.unscaled(part, y);
  const quotient = div(part, y);
  return hasNaN(quotient) ? scale(part, div(1, y)) : quotient;
}

/** part / y for plain numbers. */
export function unscaleNumbers(part: number, y: number): number {
  const quotient = part / y;
  if (quotient === quotient) return quotient;
  // 0 · (1/0) and x · (1/±Infinity): a strong zero on either side.
  return part === 0 || Math.abs(y) === Number.POSITIVE_INFINITY ? 0 : Number.NaN;
}

/** True when a number among the parts is NaN. */
function hasNaN(x: Scalar): boolean {
  return typeof x === 'number' ? Number.isNaN(x) : x.parts().some(({ part }) => hasNaN(part));
}

/** Sum of two parts. */
export function plus(a: Scalar, b: Scalar): Scalar {
  if (a === 0) return b;
  if (b === 0) return a;
  return add(a, b);
}

/** Difference of two parts. */
export function less(a: Scalar, b: Scalar): Scalar {
  if (b === 0) return a;
  return a === 0 ? neg(b) : sub(a, b);
}

/** A part that belongs to a primal, or what it becomes when the primal's value is NaN. */
export function unlessNaN(primal: Scalar, part: Scalar, mended: () => Scalar): Scalar {
  const inner = innermost(primal);
  if (typeof inner === 'number') return inner === inner ? part : mended();
  return (inner.unknown as Unknown).unlessNaN(part, mended());
}

/**
 * The part that belongs to a NaN primal, from the same parts of the arguments: NaN times each, so 0 stays 0.
 * The primal itself is the factor: inside another level it is NaN in all the parts that matter.
 */
export function nanPart(primal: Scalar, a: Scalar, b: Scalar): Scalar {
  const plain = typeof primal === 'number' ? undefined : primal.unknown?.nanPart(a, b);
  return plain ?? plus(scale(primal, a), scale(primal, b));
}
