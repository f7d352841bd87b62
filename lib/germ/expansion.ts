/**
 * Finite expansions Σ a·ε^q·(log ε)^j + O(ε^N): the terms of a germ, with their sums and products.
 *
 * Terms are in the order of their size, the largest first: by the exponent, and for one exponent by the power of log ε. All
 * terms below N are there, so an expansion that is exact has N = Infinity. No term is left out for being small: one within
 * its bound is passed over only where something is decided (see `leadIndex`).
 *
 * An infinite number that no power of ε describes, exp(1/ε) or 1/0, is a single term of exponent -Infinity.
 */
import type { Scalar } from '../scalar/active.js';
import { add, neg } from '../scalar/arithmetic.js';
import { innermost, value } from '../scalar/scalar.js';
import { unknownParts } from '../scalar/unknown.js';
import { isExactZero, isNoise, magnitude, moved, plus, signOf, Term, term, times, vanishes } from './term.js';

export interface Expansion {
  readonly terms: readonly Term[];
  /** N: what is not known is O(ε^N), with any power of log ε. */
  readonly order: number;
}

/** Products of terms since the program started: what looks cost is counted in them. */
export const work: { products: number } = { products: 0 };

/** Exponents that differ by less are equal. */
const SAME = 1e-11;
/** Exponents that are a multiple of 1/5040, but for rounding, are taken as that: all small fractions. */
const FRACTION = 5040;
/** Most terms kept, for each order of the depth: expansions in small fractions of an order are long. */
const TERMS_PER_ORDER = 12;

export const ZERO: Expansion = { terms: [], order: Number.POSITIVE_INFINITY };
export const ONE: Expansion = { terms: [new Term(0, 0, 1, 0, 0, 1)], order: Number.POSITIVE_INFINITY };

/** The expansion of a single term. */
export function single(t: Term): Expansion {
  return isExactZero(t) ? ZERO : { terms: [t], order: Number.POSITIVE_INFINITY };
}

/** A constant: a plain number, or one of an older level. */
export function constant(x: Scalar, error: number = 0): Expansion {
  const size = magnitude(x);
  if (size !== size) return { terms: [new Term(0, 0, x, 0, 0, 0)], order: Number.POSITIVE_INFINITY };
  if (size === Number.POSITIVE_INFINITY) return beyond(add(value(x), unknownParts(x)));
  return single(term(0, 0, x, 0, error, size));
}

/** Infinite beyond all orders, with the sign of a number. */
export function beyond(sign: Scalar): Expansion {
  const unit = typeof sign === 'number' ? Math.sign(sign) : add(Math.sign(value(sign)), unknownParts(sign));
  return { terms: [new Term(Number.NEGATIVE_INFINITY, 0, unit, 0, 0, 1)], order: Number.POSITIVE_INFINITY };
}

/** NaN; with NaN parts of all levels that the coefficients of the operands belong to. */
export function notANumber(...operands: readonly Expansion[]): Expansion {
  const nan = add(Number.NaN, unknownPartsOf(operands));
  return { terms: [new Term(0, 0, nan, 0, 0, 0)], order: Number.POSITIVE_INFINITY };
}

/** 0 with NaN parts of all levels that the coefficients belong to. */
function unknownPartsOf(list: readonly Expansion[]): Scalar {
  let zero: Scalar = 0;
  for (const { terms } of list) {
    for (const { coefficient } of terms)
      if (typeof coefficient !== 'number') zero = add(zero, unknownParts(coefficient));
  }
  return zero;
}

export function isNaNExpansion(x: Expansion): boolean {
  const first = x.terms[0]?.coefficient;
  if (first === undefined) return false;
  const a = typeof first === 'number' ? first : innermost(first);
  // Inside of a look, coefficients of another one's are germs.
  return typeof a === 'number' ? a !== a : 'terms' in a && isNaNExpansion(a as unknown as Expansion);
}

export function isBeyond(x: Expansion): boolean {
  return x.terms[0]?.exponent === Number.NEGATIVE_INFINITY;
}

/** The first term that does not count as 0, or the number of terms. It may be wide: then nothing can be decided. */
export function leadIndex(x: Expansion): number {
  let i = 0;
  while (i < x.terms.length && vanishes(x.terms[i])) i++;
  return i;
}

/** The leading exponent; N where no term counts. */
export function leadExponent(x: Expansion): number {
  return x.terms[leadIndex(x)]?.exponent ?? x.order;
}

/** The zeros with derivative parts that a decision passed over: 0, with NaN parts of their levels. */
export function passedOver(x: Expansion, lead: number): Scalar {
  let zero: Scalar = 0;
  for (let i = 0; i < lead; i++) {
    const a = x.terms[i].coefficient;
    if (typeof a !== 'number' && !isNoise(a, x.terms[i].error)) zero = add(zero, unknownParts(a));
  }
  return zero;
}

/** The terms without those before the leading one, and those of an infinite order apart. */
export function split(x: Expansion): { infinite: Term[]; standard: Term | undefined; rest: Expansion } {
  const lead = leadIndex(x);
  const infinite: Term[] = [];
  const rest: Term[] = [];
  let standard: Term | undefined;
  x.terms.forEach((t, i) => {
    if (t.isInfinite) {
      if (i >= lead) infinite.push(t);
    } else if (t.isStandard) standard = t;
    else rest.push(t);
  });
  return { infinite, standard, rest: { terms: rest, order: x.order } };
}

export function sum(x: Expansion, y: Expansion, depth: number): Expansion {
  if (isNaNExpansion(x) || isNaNExpansion(y)) return notANumber(x, y);
  if (isBeyond(x) || isBeyond(y)) {
    if (!isBeyond(y)) return x;
    if (!isBeyond(x)) return y;
    return signOf(x.terms[0].coefficient) === signOf(y.terms[0].coefficient) ? x : notANumber(x, y);
  }
  if (x.terms.length === 0 && x.order >= y.order) return y;
  if (y.terms.length === 0 && y.order >= x.order) return x;
  return truncated(merged(x.terms, y.terms), Math.min(x.order, y.order), depth);
}

export function negative(x: Expansion): Expansion {
  const terms = x.terms.map((t) => new Term(t.exponent, t.logs, neg(t.coefficient), t.scale, t.error, t.size));
  return { terms, order: x.order };
}

/** x·y, with terms up to the order `last` only. */
export function product(x: Expansion, y: Expansion, depth: number, last: number = Number.POSITIVE_INFINITY): Expansion {
  if (isNaNExpansion(x) || isNaNExpansion(y)) return notANumber(x, y);
  if (isBeyond(x) || isBeyond(y)) return productBeyond(x, y);
  if (x.terms.length === 0 && x.order === Number.POSITIVE_INFINITY) return x;
  if (y.terms.length === 0 && y.order === Number.POSITIVE_INFINITY) return y;
  // Leading terms of a product do not cancel: what is far beyond them need not be computed.
  const [leadX, leadY] = [leadExponent(x), leadExponent(y)];
  let order = Math.min(x.order + leadY, y.order + leadX);
  const end = Math.min(last, leadX + leadY + depth) + SAME;
  let terms: readonly Term[] = [];
  for (const s of x.terms) {
    const run: Term[] = [];
    for (const t of y.terms) {
      const exponent = s.exponent + t.exponent;
      if (exponent > end) {
        order = Math.min(order, exponent);
        break;
      }
      if (exponent > order + SAME) break;
      run.push(times(s, t));
    }
    work.products += run.length;
    terms = merged(terms, run);
  }
  return truncated(terms, order, depth);
}

/** A number beyond all orders times one that is 0 or infinitesimal is NaN, times any other infinite. */
function productBeyond(x: Expansion, y: Expansion): Expansion {
  let sign = 1;
  for (const z of [x, y]) {
    const lead = z.terms[leadIndex(z)];
    if (lead === undefined || !(lead.isInfinite || lead.isStandard)) return notANumber(x, y);
    sign *= signOf(lead.coefficient) * (lead.logs % 2 === 0 ? 1 : -1);
  }
  return beyond(add(sign, unknownPartsOf([x, y])));
}

/** An expansion of terms in any order: equal orders are added, and terms past the depth go into N. */
export function gather(list: readonly Term[], order: number, depth: number): Expansion {
  let terms: readonly Term[] = [];
  let run: Term[] = [];
  for (const t of list) {
    if (run.length > 0 && difference(run[run.length - 1], t) >= 0) {
      terms = merged(terms, run);
      run = [];
    }
    run.push(t);
  }
  return truncated(merged(terms, run), order, depth);
}

/** Below 0 where s is the larger of two terms, 0 for terms of one order. */
function difference(s: Term, t: Term): number {
  const d = s.exponent - t.exponent;
  return d < SAME && d > -SAME ? t.logs - s.logs : d;
}

/** The sum of two lists of terms in their order. */
function merged(x: readonly Term[], y: readonly Term[]): readonly Term[] {
  if (x.length === 0) return y;
  if (y.length === 0) return x;
  const terms: Term[] = [];
  let i = 0;
  let j = 0;
  while (i < x.length && j < y.length) {
    const d = difference(x[i], y[j]);
    if (d < 0) terms.push(x[i++]);
    else if (d > 0) terms.push(y[j++]);
    else terms.push(plus(x[i++], y[j++]));
  }
  while (i < x.length) terms.push(x[i++]);
  while (j < y.length) terms.push(y[j++]);
  return terms;
}

/** Without what is 0, what is unknown, and what is beyond the depth. */
function truncated(list: readonly Term[], end: number, depth: number): Expansion {
  const terms: Term[] = [];
  let order = end;
  let limit = Number.POSITIVE_INFINITY;
  const most = TERMS_PER_ORDER * depth + 4;
  for (const t of list) {
    const exponent = snapped(t.exponent);
    if (exponent >= end - SAME) break;
    const size = magnitude(t.coefficient);
    if (size !== size) return notANumber({ terms: list, order });
    if (exponent > limit || (terms.length >= most && terms[terms.length - 1].exponent < exponent)) {
      order = exponent;
      break;
    }
    if (isExactZero(t)) continue;
    const kept = t.exponent === exponent ? t : moved(t, exponent, t.logs);
    terms.push(kept);
    if (limit === Number.POSITIVE_INFINITY && !vanishes(kept)) limit = exponent + depth + SAME;
  }
  return { terms, order };
}

function snapped(q: number): number {
  if (Number.isInteger(q)) return q;
  const fraction = Math.round(q * FRACTION) / FRACTION;
  return Math.abs(q - fraction) < SAME ? fraction : q;
}
