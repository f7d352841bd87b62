/** Making germs and reading results: what the driver of a look does with them. */
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { isOfLevel } from '../scalar/relation.js';
import { innermost } from '../scalar/scalar.js';
import { constant, isBeyond, leadExponent, leadIndex, passedOver, sum } from './expansion.js';
import { Germ } from './germ.js';
import type { GermLevel } from './level.js';
import { isExactZero, isWide, signOf, term, whole } from './term.js';

/** x + Σ coefficient·ε^exponent. */
export function germ(
  level: GermLevel,
  x: Scalar,
  terms: readonly (readonly [exponent: number, coefficient: Scalar])[],
): Germ {
  const list = terms.map(([exponent, coefficient]) => term(exponent, 0, coefficient)).filter((t) => !isExactZero(t));
  const moved = { terms: list, order: Number.POSITIVE_INFINITY };
  return new Germ(level, x, sum(constant(x), moved, Number.POSITIVE_INFINITY));
}

/** Half of the sum. */
export function mean(p: Scalar, m: Scalar): Scalar {
  return mul(0.5, add(p, m));
}

/**
 * The standard part: the limit for ε = 0. ±Infinity for an infinite germ, NaN where it cannot be told from rounding errors,
 * undefined where it depends on terms that were not kept. Numbers of other levels are their own standard part.
 */
export function standardPart(y: Scalar, level: GermLevel): Scalar | undefined {
  if (!isOfLevel<Germ>(y, level)) return y;
  const i = leadIndex(y);
  const lead = y.terms[i];
  const zero = passedOver(y, i);
  if (lead?.isInfinite) {
    if (isWide(lead)) return add(Number.NaN, zero);
    const sign = lead.logs % 2 === 0 ? signOf(lead.coefficient) : -signOf(lead.coefficient);
    // Of a coefficient with parts they go along.
    const { coefficient } = lead;
    const infinite = typeof coefficient === 'number' ? sign : mul(lead.logs % 2 === 0 ? 1 : -1, coefficient);
    return add(mul(Number.POSITIVE_INFINITY, infinite), zero);
  }
  if (y.order <= 0) return undefined;
  const standard = y.terms.find((t) => t.isStandard);
  return standard === undefined ? zero : add(whole(standard), y.terms.indexOf(standard) < i ? 0 : zero);
}

/** True for NaN, of whatever kind. */
export function isNaNGerm(y: Scalar): boolean {
  const inner = innermost(y);
  return inner instanceof Germ ? inner.isNaN : inner !== inner;
}

/** True for a number infinite beyond all orders: a plain infinity that was computed, or one such as exp(1/ε). */
export function isBeyondGerm(y: Scalar): boolean {
  const inner = innermost(y);
  return inner instanceof Germ && isBeyond(inner);
}

/** The leading exponent: 0 for a number not 0, Infinity for 0, N where nothing below it is known to differ from 0. */
export function orderOf(y: Scalar): number {
  if (y instanceof Germ) return leadExponent(y);
  return y === 0 ? Number.POSITIVE_INFINITY : 0;
}
