/**
 * Series in an infinitesimal, and real powers: x^p = (a ε^q)^p · (1 + δ)^p with the leading term a ε^q out, and a binomial
 * series of the rest δ.
 */
import type { Scalar } from '../scalar/active.js';
import { add, div, mul } from '../scalar/arithmetic.js';
import {
  beyond,
  type Expansion,
  gather,
  isBeyond,
  isNaNExpansion,
  leadIndex,
  notANumber,
  ONE,
  passedOver,
  product,
  single,
  ZERO,
} from './expansion.js';
import type { GermLevel } from './level.js';
import {
  isExactZero,
  isWide,
  leftOver,
  magnitude,
  over,
  productRest,
  ROUNDOFF,
  signOf,
  Term,
  term,
  times,
  vanishes,
  whole,
} from './term.js';

/** Rounding errors of a function of Math. */
export const ULPS: number = 4 * ROUNDOFF;
/** Most terms of a series. */
const MOST = 96;
/** Beyond, the power of two has lost its meaning to the rounding of the exponent. */
export const FAR: number = 2 ** 40;

/** The number of terms of a series in δ that reach to the depth, and a few more for leading coefficients that are 0. */
export function termsFor(d: Expansion, depth: number, more: number): number {
  const q = stepOf(d);
  if (q === Number.POSITIVE_INFINITY) return 2 + more;
  // Nothing but an order is known of it: nor of the series beyond its constant.
  if (d.terms.length === 0) return 3 + more;
  return Math.min(MOST, Math.floor(depth / Math.max(q, 1e-3)) + 3) + more;
}

/** The order of δ without its standard part, if it has one that is tiny. */
function stepOf(d: Expansion): number {
  return d.terms.find((t) => t.exponent > 0 && !vanishes(t))?.exponent ?? d.order;
}

/** Σ c_k·δ^k for a δ that is infinitesimal, or tiny; what comes after the last coefficient is O(δ^remainder). */
export function series(c: readonly Term[], remainder: number, d: Expansion, depth: number): Expansion {
  if (d.terms.length === 0 && d.order === Number.POSITIVE_INFINITY) return single(c[0]);
  const q = stepOf(d);
  const first = c.findIndex((t) => !isExactZero(t));
  const last = q === Number.POSITIVE_INFINITY ? q : Math.max(first, 0) * q + depth;
  let order = remainder * q;
  const terms: Term[] = [];
  let power: Expansion = ONE;
  for (let k = 0; k < c.length; k++) {
    if (k > 0) power = k === 1 ? d : product(power, d, depth, last);
    if (isNaNExpansion(power)) return power;
    if (!isExactZero(c[k])) {
      for (const t of power.terms) terms.push(times(c[k], t));
      order = Math.min(order, power.order);
    }
    if (k * q > last) {
      order = Math.min(order, (k + 1) * q);
      break;
    }
  }
  return gather(terms, order, depth);
}

/** A leading term, and the others as parts of it. */
export interface LeadingOut {
  readonly lead: Term;
  readonly rest: Expansion;
  /** What was passed over: see `passedOver`. */
  readonly zero: Scalar;
}

/** The leading term taken out; undefined where there is none, or none that can be told. */
export function leadingOut(x: Expansion): LeadingOut | undefined {
  const i = leadIndex(x);
  const lead = x.terms[i];
  if (lead === undefined || isWide(lead) || lead.logs > 0) return undefined;
  const terms = x.terms.slice(i + 1).map((t) => over(t, lead));
  return { lead, rest: { terms, order: x.order - lead.exponent }, zero: passedOver(x, i) };
}

/** A power of plain numbers and of Scalars. */
export interface Power {
  readonly p: number;
  readonly of: (a: Scalar) => Scalar;
}

/** x^p. A p that is not a whole number takes x > 0. */
export function power(x: Expansion, { p, of }: Power, level: GermLevel): Expansion {
  if (isNaNExpansion(x)) return x;
  if (isBeyond(x)) return p < 0 ? ZERO : signOf(x.terms[0].coefficient) < 0 ? powerOfSign(x, p) : x;
  const out = leadingOut(x);
  if (out === undefined) return powerWithoutLead(x, { p, of }, level);
  const { lead, rest, zero } = out;
  if (signOf(lead.coefficient) < 0 && !Number.isInteger(p)) return notANumber(x);
  const factor = powerOfTerm(lead, { p, of });
  if (factor === undefined) return p * lead.scale > 0 ? beyond(signOf(of(signOf(lead.coefficient)))) : ZERO;
  return product(single(factor), withZero(binomial(p, rest, level.depth), zero), level.depth);
}

/** Adds a zero whose derivative parts are NaN to all coefficients. */
export function withZero(x: Expansion, zero: Scalar): Expansion {
  if (zero === 0) return x;
  const terms = x.terms.map((t) => term(t.exponent, t.logs, add(t.coefficient, zero), t.scale, t.error, t.size));
  return { terms, order: x.order };
}

function powerOfSign(x: Expansion, p: number): Expansion {
  return Number.isInteger(p) ? beyond((-1) ** p) : notANumber(x);
}

/** The power of a number that is 0, may be 0, or is infinite by a logarithm. */
function powerWithoutLead(x: Expansion, { p, of }: Power, level: GermLevel): Expansion {
  const lead = x.terms[leadIndex(x)];
  if (lead !== undefined && !isWide(lead) && Number.isInteger(p) && p > 0) {
    let y = x;
    for (let k = 1; k < p; k++) y = product(y, x, level.depth);
    return y;
  }
  if (lead !== undefined) return notANumber(x);
  const zero = passedOver(x, x.terms.length);
  if (x.order === Number.POSITIVE_INFINITY) return p > 0 ? single(term(0, 0, zero)) : beyond(of(0));
  if (p > 0) return { terms: [], order: x.order * p };
  level.unknown = true;
  return notANumber(x);
}

/** (1 + δ)^p. */
export function binomial(p: number, d: Expansion, depth: number): Expansion {
  const n = termsFor(d, depth, 0);
  const c: Term[] = [term(0, 0, 1)];
  for (let k = 1; k <= n; k++) {
    const { coefficient, error } = c[k - 1];
    const b = coefficient as number;
    const factor = p - k + 1;
    const numerator = b * factor;
    const quotient = numerator / k;
    const lost =
      Math.abs(productRest(b, factor, numerator)) + (factor + k - 1 === p ? 0 : ROUNDOFF * Math.abs(numerator));
    c.push(term(0, 0, quotient, 0, (error * Math.abs(factor) + lost + leftOver(numerator, k, quotient)) / k));
    if (quotient === 0) return series(c, Number.POSITIVE_INFINITY, d, depth);
  }
  return series(c, n + 1, d, depth);
}

/** The power of a leading term; undefined where it is too large or small for any power of two. */
export function powerOfTerm(t: Term, { p, of }: Power): Term | undefined {
  const exponent = p * t.exponent;
  const v = whole(t);
  const y = of(v);
  // The bound of the leading coefficient is that of its power, as the others are parts of it.
  const relative = t.error === 0 ? 0 : Math.abs(p) * (t.error / magnitude(t.coefficient));
  if (isNormal(v) && isNormal(y)) {
    const rounding = typeof v === 'number' && typeof y === 'number' && isExactPower(v, p, y) ? 0 : ULPS;
    return term(exponent, 0, y, 0, magnitude(y) * (rounding + relative), magnitude(y));
  }
  const moved = p * t.scale;
  const scale = Math.floor(moved);
  if (!(Math.abs(scale) < FAR)) return undefined;
  const factor = 2 ** (moved - scale + productRest(p, t.scale, moved));
  const a = mul(factor, of(t.coefficient));
  return term(exponent, 0, a, scale, magnitude(a) * (2 * ULPS + relative), magnitude(a));
}

function isNormal(x: Scalar): boolean {
  const size = magnitude(x);
  return size > 1e-290 && size < 1e290;
}

function isExactPower(v: number, p: number, y: number): boolean {
  if (p === -1) return y * v === 1 && productRest(y, v, 1) === 0;
  if (p === 0.5) return y * y === v && productRest(y, y, v) === 0;
  return isShort(v) && isShort(y);
}

/** True for a number of few binary digits: a result that is one is not rounded. */
export function isShort(x: number): boolean {
  return Number.isInteger(x * 2 ** 20) && Math.abs(x) < 2 ** 20;
}

/** x/y. */
export function quotient(x: Expansion, y: Expansion, level: GermLevel): Expansion {
  if (isNaNExpansion(x) || isNaNExpansion(y)) return notANumber(x, y);
  const out = isBeyond(y) ? undefined : leadingOut(y);
  if (out === undefined || isBeyond(x)) return product(x, power(y, RECIPROCAL_POWER, level), level.depth);
  const parts: Expansion = {
    terms: x.terms.map((t) => over(t, out.lead)),
    order: x.order - out.lead.exponent,
  };
  return product(parts, withZero(binomial(-1, out.rest, level.depth), out.zero), level.depth);
}

export const RECIPROCAL_POWER: Power = { p: -1, of: (a) => div(1, a) };

/** The expansion times 2^n. */
export function scaledBy(x: Expansion, n: number): Expansion {
  const terms = x.terms.map((t) => new Term(t.exponent, t.logs, t.coefficient, t.scale + n, t.error, t.size));
  return { terms, order: x.order };
}
