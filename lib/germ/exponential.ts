/**
 * Exponential and logarithm of expansions.
 *
 *     log(a ε^q (1 + δ))   = q·log ε + log a + log(1 + δ)
 *     e^(λ·log ε + s + δ)  = ε^λ · e^s · (1 + δ + δ²/2 + ...)
 *
 * so exp undoes log, and exp(y·log x) is a power. The exponential of a negative order is 0 or infinite beyond all orders.
 */
import { exp, log } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import { value } from '../scalar/scalar.js';
import {
  beyond,
  type Expansion,
  isBeyond,
  isNaNExpansion,
  leadIndex,
  notANumber,
  passedOver,
  product,
  single,
  split,
  sum,
  ZERO,
} from './expansion.js';
import type { GermLevel } from './level.js';
import { FAR, leadingOut, series, termsFor, ULPS, withZero } from './powers.js';
import { isWide, leftOver, magnitude, ROUNDOFF, signOf, type Term, term, timesPowerOfTwo, whole } from './term.js';

/** log 2 in two pieces: a multiple of the first by a number of 20 bits is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Up to here Math.exp neither overflows nor loses digits. */
const IN_RANGE = 700;

export function exponential(x: Expansion, level: GermLevel): Expansion {
  if (isNaNExpansion(x)) return x;
  if (isBeyond(x)) return beyondOrZero(signOf(x.terms[0].coefficient));
  const { infinite, standard, rest } = split(x);
  let exponent = 0;
  if (infinite.length > 0) {
    const lead = infinite[0];
    if (isWide(lead)) return notANumber(x);
    if (lead.exponent < 0 || lead.logs > 1) {
      level.hidesMotion = true;
      return beyondOrZero(signOf(lead.coefficient) * (-1) ** lead.logs);
    }
    const lambda = whole(lead);
    // The power itself would depend on the outer levels: its derivatives have a factor log ε.
    if (typeof lambda !== 'number') return notANumber(x);
    exponent = lambda;
  }
  if (rest.order <= 0) {
    level.unknown = true;
    return notANumber(x);
  }
  const n = termsFor(rest, level.depth, 0);
  const c: Term[] = [term(0, 0, 1)];
  for (let k = 1; k <= n; k++) {
    const [last, a] = [c[k - 1], c[k - 1].coefficient as number];
    c.push(term(0, 0, a / k, 0, (last.error + leftOver(a, k, a / k)) / k));
  }
  const power = series(c, n + 1, rest, level.depth);
  const factor = exponentialOfTerm(standard, exponent);
  const zero = passedOver(x, leadIndex(x));
  if (factor === undefined) return beyondOrZero(standard === undefined ? 0 : signOf(standard.coefficient));
  return withZero(product(single(factor), power, level.depth), zero);
}

function beyondOrZero(sign: number): Expansion {
  return sign > 0 ? beyond(1) : ZERO;
}

/** e^s·ε^exponent; undefined where it is too large or small for any power of two. */
function exponentialOfTerm(s: Term | undefined, exponent: number): Term | undefined {
  if (s === undefined) return term(exponent, 0, 1);
  const x = whole(s);
  const size = magnitude(x);
  if (!(size < FAR)) return undefined;
  const error = Math.expm1(timesPowerOfTwo(s.error, s.scale));
  if (size < IN_RANGE) {
    const y = exp(x);
    return term(exponent, 0, y, 0, magnitude(y) * (x === 0 ? error : ULPS + error), magnitude(y));
  }
  const k = Math.round(value(x) / Math.LN2);
  const y = exp(sub(sub(x, k * LN2_HIGH), k * LN2_LOW));
  const reduction = Math.abs(k) < 2 ** 20 ? ULPS : ROUNDOFF * size * 2;
  return term(exponent, 0, y, k, magnitude(y) * (ULPS + reduction + error), magnitude(y));
}

export function logarithm(x: Expansion, level: GermLevel): Expansion {
  if (isNaNExpansion(x) || isBeyond(x)) return notANumber(x);
  const out = leadingOut(x);
  if (out === undefined) {
    if (leadIndex(x) < x.terms.length) return notANumber(x);
    if (x.order === Number.POSITIVE_INFINITY) return withZero(beyond(-1), passedOver(x, x.terms.length));
    level.unknown = true;
    return notANumber(x);
  }
  const { lead, rest, zero } = out;
  if (signOf(lead.coefficient) < 0) return notANumber(x);
  const constant = logarithmOfTerm(lead);
  const logarithmic = term(0, 1, lead.exponent);
  const n = termsFor(rest, level.depth, 0);
  const c: Term[] = [term(0, 0, 0)];
  for (let k = 1; k <= n; k++) {
    const a = (k % 2 === 1 ? 1 : -1) / k;
    c.push(term(0, 0, a, 0, leftOver(k % 2 === 1 ? 1 : -1, k, a) / k));
  }
  const powers = series(c, n + 1, rest, level.depth);
  const whole = sum(sum(single(logarithmic), single(constant), level.depth), powers, level.depth);
  return withZero(whole, zero);
}

function logarithmOfTerm(t: Term): Term {
  const relative = t.error === 0 ? 0 : t.error / magnitude(t.coefficient);
  const x = whole(t);
  const size = magnitude(x);
  const inRange = size > 1e-290 && size < 1e290;
  const y: Scalar = inRange ? log(x) : add(log(t.coefficient), mul(t.scale, Math.LN2));
  return term(0, 0, y, 0, relative + (x === 1 ? 0 : ULPS * magnitude(y)), magnitude(y));
}
