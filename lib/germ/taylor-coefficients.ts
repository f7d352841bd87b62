/**
 * Functions at a standard part where they are smooth: their Taylor coefficients there, and the rest of the germ put in.
 *
 * The coefficients are those of the library's own power series, so of the same rows. A bound of a few roundings goes with
 * each; small fractions at small whole numbers are exact.
 */
import type { Scalar } from '../scalar/active.js';
import { mul } from '../scalar/arithmetic.js';
import { Level } from '../scalar/level.js';
import { isOfLevel } from '../scalar/relation.js';
import type { Content } from '../scalar/parts.js';
import type { UnaryRule } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { Taylor } from '../scalar/taylor.js';
import { type Expansion, leadIndex, notANumber, passedOver, split } from './expansion.js';
import type { GermLevel } from './level.js';
import { isShort, series, termsFor, ULPS, withZero } from './powers.js';
import { magnitude, type Term, term, timesPowerOfTwo, whole } from './term.js';

/** Below this size a standard part is put in like an infinitesimal: its powers leave the doubles. */
const TINY = 1e-290;
/** Functions whose coefficients are not finite beyond some order are known to a little more than the order before. */
const A_LITTLE = 1e-6;

/** Value and first n derivatives of a rule at an expansion with a finite standard part; undefined where it is singular. */
export function regularJets(rule: UnaryRule, x: Expansion, n: number, level: GermLevel): Expansion[] | undefined {
  const { infinite, standard, rest } = split(x);
  if (infinite.length > 0) return undefined;
  if (rest.order <= 0) {
    level.unknown = true;
    return new Array(n + 1).fill(notANumber(x));
  }
  const s: Scalar = standard === undefined ? 0 : whole(standard);
  const isTiny = standard !== undefined && magnitude(s) < TINY;
  const length = termsFor(rest, level.depth, n + (isTiny ? 3 : 0)) + 1;
  const error = standard === undefined || isTiny ? 0 : timesPowerOfTwo(standard.error, standard.scale);
  const c = coefficientsAt(rule, isTiny && typeof s === 'number' ? 0 : s, error, length, level);
  if (c === undefined) return undefined;
  const d = isTiny && typeof s === 'number' ? { terms: x.terms.slice(leadIndex(x)), order: x.order } : rest;
  const zero = passedOver(x, leadIndex(x));
  const isCut = c.length < length;
  return Array.from({ length: n + 1 }, (_, j) => {
    const remainder = isCut ? c.length - 1 - j + A_LITTLE : length - j;
    if (remainder <= 0) return notANumber(x);
    return withZero(series(derivative(c, j), remainder, d, level.depth), zero);
  });
}

/** The coefficients of the jth derivative: c_k·k!/(k-j)!. */
function derivative(c: readonly Term[], j: number): Term[] {
  if (j === 0) return [...c];
  return c.slice(j).map((t, i) => {
    let factor = 1;
    for (let m = 0; m < j; m++) factor *= i + j - m;
    return term(0, 0, mul(factor, t.coefficient), t.scale, factor * t.error, factor * t.size);
  });
}

/** As many coefficients as are finite; undefined where already the slope or the curvature is NaN or infinite. */
function coefficientsAt(
  rule: UnaryRule,
  s: Scalar,
  error: number,
  length: number,
  level: GermLevel,
): readonly Term[] | undefined {
  const exact = typeof s === 'number' ? remembered(rule, s, length, level) : computed(rule, s, length);
  if (exact.length < Math.min(length, 3)) return undefined;
  if (error === 0) return exact.slice(0, length);
  return exact.slice(0, length).map((t, k) => {
    const next = exact[Math.min(k + 1, exact.length - 1)];
    return term(0, 0, t.coefficient, t.scale, t.error + (k + 1) * error * magnitude(next.coefficient), t.size);
  });
}

function remembered(rule: UnaryRule, s: number, length: number, level: GermLevel): readonly Term[] {
  let points = level.coefficients.get(rule);
  if (points === undefined) {
    points = new Map();
    level.coefficients.set(rule, points);
  }
  const known = points.get(s);
  if (known !== undefined && known.asked >= length) return known.terms;
  // One more, for the bounds.
  const terms = computed(rule, s, length + 1);
  points.set(s, { asked: length, terms });
  return terms;
}

function computed(rule: UnaryRule, s: Scalar, length: number): readonly Term[] {
  const level = new Level('germ');
  const along: Content[] = new Array<null>(length).fill(null);
  along[0] = s;
  if (length > 1) along[1] = 1;
  const y = new Taylor(level, along).unary(rule);
  const c = along.map((_, k) => (isOfLevel<Taylor>(y, level) ? (y.coefficients[k] ?? 0) : k === 0 ? y : 0));
  const end = c.findIndex((a) => !Number.isFinite(value(a)));
  const finite = end < 0 ? c : c.slice(0, end);
  const isSimple = typeof s === 'number' && Number.isInteger(s) && Math.abs(s) <= 1;
  return finite.map((a, k) => {
    if (isSimple && typeof a === 'number' && isShort(a)) return term(0, 0, a);
    const size = sizeAt(finite, k);
    return term(0, 0, a, 0, ULPS * size, size);
  });
}

/** The size of a coefficient; for one that happens to be small, that of its neighbours. */
function sizeAt(c: readonly Scalar[], k: number): number {
  const at = (i: number): number => (i < 0 || i >= c.length ? 0 : magnitude(c[i]));
  return Math.max(at(k), Math.sqrt(at(k - 1) * at(k + 1)));
}
