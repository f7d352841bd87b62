/**
 * One term of a germ, a·2^k·ε^q·(log ε)^j, with a bound on the error of a.
 *
 * The power of two keeps all coefficients far from the ends of the doubles, so that no product leaves the range and the
 * rounding of every sum and product is itself a double, which goes into the bound. What is exact has the bound 0. The
 * coefficient is a Scalar: inside a look of an inner driver it belongs to the levels outside of it.
 */
import { decide, eq, gt, lt } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul } from '../scalar/arithmetic.js';
import { innermost, value } from '../scalar/scalar.js';
import { unknownParts } from '../scalar/unknown.js';

export class Term {
  readonly exponent: number;
  /** Power of log ε, 0 or more. */
  readonly logs: number;
  readonly coefficient: Scalar;
  /** The power of two that coefficient, error and size are multiplied with. */
  readonly scale: number;
  /** Bound on the error of the coefficient. */
  readonly error: number;
  /** Size of the terms that the coefficient came from: its own, as long as that is above the error. */
  readonly size: number;

  constructor(exponent: number, logs: number, coefficient: Scalar, scale: number, error: number, size: number) {
    this.exponent = exponent;
    this.logs = logs;
    this.coefficient = coefficient;
    this.scale = scale;
    this.error = error;
    this.size = size;
  }

  /** 1 or more where the number is infinite, 0 at the standard part, below it where infinitesimal. */
  get isInfinite(): boolean {
    return this.exponent < 0 || (this.exponent === 0 && this.logs > 0);
  }

  get isStandard(): boolean {
    return this.exponent === 0 && this.logs === 0;
  }
}

/** Half of the distance of 1 and the next double. */
export const ROUNDOFF: number = 2 ** -53;

/** Scales are whole multiples of this. */
const STEP = 256;
const SMALL = 2 ** -300;
const LARGE = 2 ** 300;

/** A bound is narrow, and what is below it counts as 0, up to this part of the terms that it came from. */
const NARROW = 1e-6;

/** A term with its coefficient brought into range. */
export function term(
  exponent: number,
  logs: number,
  coefficient: Scalar,
  scale: number = 0,
  error: number = 0,
  size: number = 0,
): Term {
  const m = magnitude(coefficient);
  const top = m > error ? m : error;
  const origin = m > error || size < m ? m : size;
  if (top === 0 || !(top < Number.POSITIVE_INFINITY) || (top >= SMALL && top <= LARGE)) {
    return new Term(exponent, logs, coefficient, scale, error, origin);
  }
  const shift = -STEP * Math.round(Math.log2(top) / STEP);
  return new Term(
    exponent,
    logs,
    shifted(coefficient, shift),
    scale - shift,
    timesPowerOfTwo(error, shift),
    timesPowerOfTwo(origin, shift),
  );
}

/** The term as another one's factor ε^exponent·(log ε)^logs. */
export function moved(t: Term, exponent: number, logs: number): Term {
  return new Term(exponent, logs, t.coefficient, t.scale, t.error, t.size);
}

/** x·2^n for any n. */
export function timesPowerOfTwo(x: number, n: number): number {
  let y = x;
  let left = within(n);
  while (left > 1000) {
    y *= 2 ** 1000;
    left -= 1000;
    if (!Number.isFinite(y)) return y;
  }
  // In one step only once: a subnormal that is rounded twice has lost more.
  while (left < -1074) {
    if (Math.abs(y) < 2 ** -1000 || y !== y) return y * 2 ** -1074;
    y *= 2 ** -1000;
    left += 1000;
  }
  return left < -1000 ? y * 2 ** -500 * 2 ** (left + 500) : y * 2 ** left;
}

/** A power of two that takes every double out of the range as n does: powers of germs have exponents of any size. */
function within(n: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, n));
}

const FARTHEST = 10_000;

function shifted(a: Scalar, n: number): Scalar {
  if (typeof a === 'number') return timesPowerOfTwo(a, n);
  let y: Scalar = a;
  let left = within(n);
  for (; left > 1000; left -= 1000) y = mul(y, 2 ** 1000);
  for (; left < -1000; left += 1000) y = mul(y, 2 ** -1000);
  y = mul(y, 2 ** left);
  // Parts of another size than the value may have left the range: what they were is not known any more.
  return hasLost(a, y) ? add(y, unknownParts(y)) : y;
}

/** True where a part that was a number but 0 has become 0 or infinite. */
function hasLost(before: Scalar, after: Scalar): boolean {
  if (typeof before === 'number' || typeof after === 'number') {
    return before !== 0 && Number.isFinite(before) && (after === 0 || !Number.isFinite(after));
  }
  const parts = after.parts();
  return before.parts().some(({ part, order }, i) => {
    const other = parts[i]?.part;
    return (order > 0 || typeof part !== 'number') && hasLost(part, other);
  });
}

/** The coefficient as it is, which may have left the doubles. */
export function whole(t: Term): Scalar {
  return t.scale === 0 ? t.coefficient : shifted(t.coefficient, t.scale);
}

/** The size of a coefficient; 1 for one that is itself infinite or infinitesimal. */
export function magnitude(a: Scalar): number {
  if (typeof a === 'number') return Math.abs(a);
  const size = Math.abs(value(a));
  if (typeof innermost(a) === 'number') return size;
  return size > 0 && size < Number.POSITIVE_INFINITY ? size : 1;
}

/** The size of a coefficient of a series; of one that happens to be small, that of those before and after it. */
export function sizeAmong(own: number, before: number, after: number): number {
  // The product of the two may leave the range.
  return Math.max(own, Math.sqrt(before) * Math.sqrt(after));
}

/** -1, 0, 1, or NaN. */
export function signOf(a: Scalar): number {
  if (typeof a === 'number') return Math.sign(a);
  const inner = innermost(a);
  if (typeof inner === 'number') return Math.sign(inner);
  return decide(lt(inner, 0)) ? -1 : decide(gt(inner, 0)) ? 1 : decide(eq(inner, 0)) ? 0 : Number.NaN;
}

/** True for a coefficient that counts as 0: at order 0 only 0 itself, elsewhere what is within a narrow bound. */
export function vanishes(t: Term): boolean {
  if (t.isStandard) return signOf(t.coefficient) === 0;
  if (t.error > NARROW * t.size) return false;
  return typeof t.coefficient === 'number'
    ? Math.abs(t.coefficient) <= t.error
    : signOf(t.coefficient) === 0 ||
        isNoise(t.coefficient, t.error) ||
        (t.error > 0 && magnitude(t.coefficient) <= t.error);
}

/** True for a coefficient within a bound, at order 0 too. */
export function isWithin({ coefficient }: Term, bound: number): boolean {
  return typeof coefficient === 'number' ? Math.abs(coefficient) <= bound : isNoise(coefficient, bound);
}

/**
 * True for a coefficient that is nothing but rounding errors in all its parts, as far as these are numbers of another look:
 * germs have bounds of their own. The bound of the value is that of all parts but for their sizes, which are not known.
 */
export function isNoise(a: Scalar, bound: number): boolean {
  return isNoiseWithin(a, bound, typeof innermost(a) === 'number' ? 0 : SIZES * bound);
}

function isNoiseWithin(a: Scalar, bound: number, most: number): boolean {
  if (typeof a === 'number') return Math.abs(a) <= most;
  const { terms } = a as { terms?: readonly Term[] };
  if (terms === undefined) return a.parts().every(({ part }) => isNoiseWithin(part, bound, most));
  return terms.every(
    (t) =>
      isNoise(t.coefficient, bound) ||
      magnitude(whole(t)) <= Math.max(SIZES * bound, timesPowerOfTwo(t.error, t.scale)),
  );
}

const SIZES = 64;

/** True for a coefficient that may be anything within a wide bound. */
export function isWide(t: Term): boolean {
  return !t.isStandard && t.error > NARROW * t.size && magnitude(t.coefficient) <= t.error;
}

/** True for a coefficient that is 0 whatever happens. */
export function isExactZero(t: Term): boolean {
  return t.coefficient === 0 && t.error === 0;
}

/** s + t for two terms of one order. */
export function plus(s: Term, t: Term): Term {
  if (s.scale !== t.scale) return addToScale(s, t);
  const [a, b] = [s.coefficient, t.coefficient];
  const c = add(a, b);
  const size = Math.max(s.size, t.size);
  return term(s.exponent, s.logs, c, s.scale, s.error + t.error + roundingOfSum(a, b, c), size);
}

function addToScale(s: Term, t: Term): Term {
  const reach = (x: Term): number => Math.log2(Math.max(magnitude(x.coefficient), x.error)) + x.scale;
  // A coefficient that is a germ has a range of its own, and its size is not known: it goes to the scale of the number.
  const [hasRange, other] = [s, t].map((x) => typeof innermost(x.coefficient) !== 'number');
  const isFirst = hasRange === other ? reach(s) >= reach(t) : other;
  const [large, small] = isFirst ? [s, t] : [t, s];
  const shift = small.scale - large.scale;
  const brought = new Term(
    s.exponent,
    s.logs,
    shifted(small.coefficient, shift),
    large.scale,
    timesPowerOfTwo(small.error, shift) + (shift < 0 ? Number.MIN_VALUE : 0),
    timesPowerOfTwo(small.size, shift),
  );
  return plus(new Term(s.exponent, s.logs, large.coefficient, large.scale, large.error, large.size), brought);
}

/** s·t; the exponents are added as they are. */
export function times(s: Term, t: Term): Term {
  const [a, b] = [s.coefficient, t.coefficient];
  const p = mul(a, b);
  let error = roundingOfProduct(a, b, p);
  if (s.error > 0 || t.error > 0) {
    error += magnitude(a) * t.error + magnitude(b) * s.error + s.error * t.error;
  }
  return term(s.exponent + t.exponent, s.logs + t.logs, p, s.scale + t.scale, error, s.size * t.size);
}

/** s/t, for a t that is not 0 and has no logarithm. */
export function over(s: Term, t: Term): Term {
  const [a, b] = [s.coefficient, t.coefficient];
  const q = div(a, b);
  const size = magnitude(b);
  let error = s.error + magnitude(q) * t.error;
  if (typeof q === 'number' && typeof a === 'number' && typeof b === 'number') error += leftOver(a, b, q);
  else error += ROUNDOFF * magnitude(a);
  return term(s.exponent - t.exponent, s.logs, q, s.scale - t.scale, error / size, s.size / size);
}

/** |a + b - c| for the rounded sum c (Knuth). */
function roundingOfSum(a: Scalar, b: Scalar, c: Scalar): number {
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number') return ROUNDOFF * magnitude(c);
  const d = c - a;
  return Math.abs(a - (c - d) + (b - d));
}

/** |a·b - p| for the rounded product p. */
function roundingOfProduct(a: Scalar, b: Scalar, p: Scalar): number {
  if (typeof a !== 'number' || typeof b !== 'number' || typeof p !== 'number') return ROUNDOFF * magnitude(p);
  return p === 0 ? (a === 0 || b === 0 ? 0 : Number.MIN_VALUE) : Math.abs(productRest(a, b, p));
}

/** |a - q·b| for the rounded quotient q. */
export function leftOver(a: number, b: number, q: number): number {
  const p = q * b;
  return p === 0 ? Math.abs(a) : Math.abs(a - p - productRest(q, b, p));
}

/** a·b - p, exactly where nothing underflows (Dekker). */
export function productRest(a: number, b: number, p: number): number {
  if (Math.abs(p) < 2 ** -900 || Math.abs(a) > 2 ** 900 || Math.abs(b) > 2 ** 900)
    return ROUNDOFF * p + Number.MIN_VALUE;
  const [ah, bh] = [high(a), high(b)];
  const [al, bl] = [a - ah, b - bh];
  return ah * bh - p + ah * bl + al * bh + al * bl;
}

/** The upper 26 bits (Veltkamp). */
function high(a: number): number {
  const c = (2 ** 27 + 1) * a;
  return c - (c - a);
}
