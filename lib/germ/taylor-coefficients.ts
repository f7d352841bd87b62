/**
 * Functions at a standard part where they are smooth: their Taylor coefficients there, and the rest of the germ put in.
 *
 * The coefficients are those of the library's own power series, so of the same rows. A bound of a few roundings goes with
 * each; small fractions at small whole numbers are exact.
 */
import type { Scalar } from '../scalar/active.js';
import { mul } from '../scalar/arithmetic.js';
import { passingLevel } from '../scalar/level.js';
import type { Content } from '../scalar/parts.js';
import { isOfLevel } from '../scalar/relation.js';
import { jets, type UnaryRule } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { Taylor } from '../taylor/number.js';
import { type Expansion, leadIndex, notANumber, passedOver, split, work } from './expansion.js';
import type { Coefficients, GermLevel } from './level.js';
import { isShort, series, termsFor, ULPS, withZero } from './powers.js';
import { isWide, magnitude, signOf, sizeAmong, type Term, term, timesPowerOfTwo, whole } from './term.js';

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
  const found = coefficientsAt(rule, isTiny && typeof s === 'number' ? 0 : s, error, length, level);
  if (found === undefined) return undefined;
  const { terms: c, outside } = found;
  if (outside.length > 0 && outside.includes(sideOf(rest))) return new Array(n + 1).fill(notANumber(x));
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

/** 1 or -1 as an infinitesimal lies above or below 0; 0 where that is not known. */
function sideOf(d: Expansion): number {
  const lead = d.terms[leadIndex(d)];
  if (lead === undefined || isWide(lead)) return 0;
  return lead.logs % 2 === 0 ? signOf(lead.coefficient) : -signOf(lead.coefficient);
}

/** As many coefficients as are finite; undefined where already the slope or the curvature is NaN or infinite. */
function coefficientsAt(
  rule: UnaryRule,
  s: Scalar,
  error: number,
  length: number,
  level: GermLevel,
): Coefficients | undefined {
  const found = typeof s === 'number' ? remembered(rule, s, length, level) : computed(rule, s, length);
  if (found.terms.length < Math.min(length, 3)) return undefined;
  const exact = found.terms.slice(0, length);
  if (error === 0) return { ...found, terms: exact };
  const terms = exact.map((t, k) => {
    const next = found.terms[Math.min(k + 1, found.terms.length - 1)];
    const slope = (k + 1) * timesPowerOfTwo(magnitude(next.coefficient), next.scale - t.scale);
    // What a coefficient may be 0 beside: as the sine is at a rounded π.
    const size = Math.max(t.size, magnitude(s) * slope);
    return term(0, 0, t.coefficient, t.scale, t.error + error * slope, size);
  });
  return { ...found, terms };
}

function remembered(rule: UnaryRule, s: number, length: number, level: GermLevel): Coefficients {
  let points = level.coefficients.get(rule);
  if (points === undefined) {
    points = new Map();
    level.coefficients.set(rule, points);
  }
  const known = points.get(s);
  if (known !== undefined && known.asked >= length) return known;
  // One more, for the bounds.
  const found = { ...computed(rule, s, length + 1), asked: length };
  points.set(s, found);
  return found;
}

/**
 * Points where functions are not smooth, or where that is just being found out: the formulas of rows may differentiate, look
 * beside the point, and come back.
 */
const singular = new WeakMap<UnaryRule, Set<Scalar>>();

/** Coefficients of rows without a recurrence: none where the row's own derivatives are not finite. */
function computed(rule: UnaryRule, s: Scalar, length: number): Coefficients {
  if (rule.series !== undefined) return coefficientsByTaylor(rule, s, length);
  const points = singular.get(rule) ?? new Set();
  singular.set(rule, points);
  const none: Coefficients = { asked: length, terms: [], outside: [] };
  if (points.has(s)) return none;
  points.add(s);
  let isSmooth = false;
  try {
    isSmooth = jets(rule, s, 2).every((y) => Number.isFinite(value(y)));
    return isSmooth ? coefficientsByTaylor(rule, s, length) : none;
  } finally {
    if (isSmooth || typeof s !== 'number') points.delete(s);
  }
}

/** Far out and near 0 the coefficients may leave the range: there they are taken in steps of the size of s, a power of two. */
const NEAR = 30;

function coefficientsByTaylor(rule: UnaryRule, s: Scalar, length: number): Coefficients {
  let scale = 0;
  let finite = inSteps(rule, s, length, 1);
  const exponent = typeof s === 'number' && s !== 0 ? Math.round(Math.log2(Math.abs(s))) : 0;
  if (Math.abs(exponent) > NEAR && Math.abs(exponent) < 1000 && !isInRange(finite, length)) {
    const stepped = inSteps(rule, s, length, 2 ** exponent);
    if (isInRange(stepped, length)) [finite, scale] = [stepped, exponent];
  }
  const isSimple = typeof s === 'number' && Number.isInteger(s) && Math.abs(s) <= 1;
  const terms = finite.map((a, k) => {
    if (isSimple && typeof a === 'number' && isShort(a)) return term(0, 0, a);
    const size = sizeAt(finite, k);
    return term(0, 0, a, -k * scale, ULPS * size, size);
  });
  return { asked: length, terms, outside: typeof s === 'number' ? sidesOutside(rule, s) : [] };
}

/** The coefficients of f(s + h·t), as many as are finite. */
function inSteps(rule: UnaryRule, s: Scalar, length: number, h: number): Scalar[] {
  work.products += length ** (rule.series === undefined ? 3 : 2);
  const level = passingLevel('germ');
  const along: Content[] = new Array<null>(length).fill(null);
  along[0] = s;
  if (length > 1) along[1] = h;
  const y = new Taylor(level, along).unary(rule);
  const c = along.map((_, k) => (isOfLevel<Taylor>(y, level) ? (y.series[k] ?? 0) : k === 0 ? y : 0));
  const end = c.findIndex((a) => !Number.isFinite(value(a)));
  return end < 0 ? c : c.slice(0, end);
}

/** True where no coefficient has left the range of doubles upwards or downwards; one that is 0 may have. */
function isInRange(c: readonly Scalar[], length: number): boolean {
  return c.length === length && c.every((a) => Math.abs(value(a)) > TINY);
}

/** The sides of a point on which a function is NaN. */
function sidesOutside(rule: UnaryRule, s: number): number[] {
  const step = Math.max(Math.abs(s) * 2 ** -50, 1e-300);
  return [1, -1].filter((side) => Number.isNaN(rule.value(s + side * step)));
}

/** The size of a coefficient; for one that happens to be small, that of its neighbours. */
function sizeAt(c: readonly Scalar[], k: number): number {
  const at = (i: number): number => (i < 0 || i >= c.length ? 0 : magnitude(c[i]));
  return sizeAmong(at(k), at(k - 1), at(k + 1));
}
