/**
 * Functions of one germ.
 *
 * At a standard part where the row is smooth, by its Taylor coefficients. At the ends of a domain, at infinity and where the
 * range of doubles ends, by an expansion of its own, written with operators in the row: the leading terms come out of sqrt,
 * log and exp, which are here. Derivatives are the formulas of the row there. What is left (rows of users, at points where their slope is
 * not smooth) is integrated from the slope.
 */
import { EXP, EXP2, exp, exp2, LOG, log, RANGE, XLOGX } from '../functions/exponential.js';
import { CBRT, cbrt, RECIPROCAL, SQRT, SQUARE, sqrt } from '../functions/roots.js';
import type { Scalar } from '../scalar/active.js';
import { mul, neg, sub } from '../scalar/arithmetic.js';
import { jetsFrom, type UnaryRule } from '../scalar/rule.js';
import { bySlope } from './by-slope.js';
import { leadIndex } from './expansion.js';
import { exponential, logarithm } from './exponential.js';
import { kinkJets } from './kinks.js';
import type { Germ } from './number.js';
import { pinned } from './pinned.js';
import { power, RECIPROCAL_POWER, scaledBy } from './powers.js';
import { regularJets } from './taylor-coefficients.js';

/** f(x), where it is not regular; s is the standard part of x. What can be said in operators is in the rows (`beside`). */
type Singular = (x: Germ, s: number) => Scalar | undefined;

const isBetween = (low: number, s: number, high: number): boolean => s > low && s < high;

const SINGULAR: ReadonlyMap<UnaryRule, Singular> = new Map<UnaryRule, Singular>([
  [SQUARE, (x) => x.mul(x)],
  [RECIPROCAL, (x) => x.as(power(x, RECIPROCAL_POWER, x.level), 0)],
  [SQRT, (x) => x.as(power(x, { p: 0.5, of: sqrt }, x.level), 0)],
  [CBRT, (x) => (x.sign < 0 ? neg(cubeRoot(x.neg() as Germ)) : cubeRoot(x))],
  [EXP, (x) => x.as(exponential(x, x.level), 0)],
  [EXP2, (x, s) => (Math.abs(s) < RANGE ? undefined : powerOfTwo(x, s))],
  [LOG, (x) => x.as(logarithm(x, x.level), 0)],
  [XLOGX, (x, s) => (isBetween(1e-290, s, 1e290) ? undefined : isZero(x) ? x : mul(x, log(x)))],
]);

/**
 * [f(x), f'(x), ..., the nth derivative], n at most 3, as germs or plain numbers; `isKnown` where the row's own derivatives at
 * the point are what they are to a first run.
 */
export function jetsBeside(rule: UnaryRule, x: Germ, n: number): { readonly all: Scalar[]; readonly isKnown: boolean } {
  if (x.isNaN) return { all: new Array<Scalar>(n + 1).fill(x.notANumber()), isKnown: true };
  const kink = kinkJets(rule, x, n);
  if (kink !== undefined) return { all: kink, isKnown: true };
  const s = x.standard;
  if (s !== s && x.order <= 0) x.level.unknown = true;
  // Formulas of users may differentiate, so at a singular point look themselves, and come back here.
  const isKnown = rule.series !== undefined || rule.beside !== undefined || SINGULAR.has(rule);
  let y = s === s ? (SINGULAR.get(rule)?.(x, s) ?? rule.beside?.(x, s)) : x.notANumber();
  if (y === undefined) {
    const regular = regularJets(rule, x, n, x.level);
    if (regular !== undefined) return { all: regular.map((f) => x.as(f, 0)), isKnown: true };
    y = bySlope(rule, x, s) ?? x.notANumber();
  }
  // Formulas of derivatives may have values outside of the domain.
  if (y instanceof Object && (y as Germ).isNaN) return { all: new Array<Scalar>(n + 1).fill(y), isKnown };
  return { all: jetsFrom(rule, x, Number.isFinite(s) ? pinned(y, rule.value(s)) : y, n), isKnown };
}

function isZero(x: Germ): boolean {
  return x.order === Number.POSITIVE_INFINITY && leadIndex(x) === x.terms.length;
}

function cubeRoot(x: Germ): Germ {
  return x.as(power(x, { p: 1 / 3, of: cbrt }, x.level), 0);
}

function powerOfTwo(x: Germ, s: number): Scalar {
  if (!Number.isFinite(s)) return exp(mul(Math.LN2, x));
  const n = Math.round(s);
  const y = exp2(sub(x, n));
  return typeof y === 'number' ? y : x.as(scaledBy(x.expansionOf(y), n), 0);
}
