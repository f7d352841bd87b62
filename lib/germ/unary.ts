/**
 * Functions of one germ.
 *
 * At a standard part where the row is smooth, by its Taylor coefficients. At the ends of a domain, at infinity and where the
 * range of doubles ends, by an expansion of its own, written with operators on germs: the leading terms come out of sqrt,
 * log and exp. Derivatives are the formulas of the row there. What is left (rows of users, at points where their slope is
 * not smooth) is integrated from the slope.
 */
import {
  EXP,
  EXP2,
  EXPM1,
  EXPREL,
  exp,
  exp2,
  expm1,
  LOG,
  LOG1P,
  LOG1PREL,
  LOG2,
  LOG10,
  log,
  log1p,
  XLOGX,
} from '../functions/exponential.js';
import { ACOSH, ASINH, ATANH, asinh, COSH, SIGMOID, SINH, SOFTPLUS, TANH } from '../functions/hyperbolic.js';
import { CBRT, cbrt, RECIPROCAL, SQRT, SQUARE, sqrt, square } from '../functions/powers.js';
import { ACOS, ASIN, ATAN, asin, atan } from '../functions/trigonometric.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { bySlope } from './by-slope.js';
import { leadIndex } from './expansion.js';
import { exponential, logarithm } from './exponential.js';
import { kinkJets } from './kinks.js';
import type { Germ } from './number.js';
import { pinned } from './pinned.js';
import { power, RECIPROCAL_POWER, scaledBy } from './powers.js';
import { regularJets } from './taylor-coefficients.js';

/** f(x), where it is not regular; s is the standard part of x. */
type Singular = (x: Germ, s: number) => Scalar | undefined;

/** Past this, squares leave the doubles. */
const FAR = 1e100;
/** Past this, e^-2x is nothing beside 1. */
const TAIL = 300;
/** Past this, e^x leaves the doubles. */
const RANGE = 700;

const isBetween = (low: number, s: number, high: number): boolean => s > low && s < high;

const SINGULAR: ReadonlyMap<UnaryRule, Singular> = new Map<UnaryRule, Singular>([
  [SQUARE, (x) => x.mul(x)],
  [RECIPROCAL, (x) => x.as(power(x, RECIPROCAL_POWER, x.level), 0)],
  [SQRT, (x) => x.as(power(x, { p: 0.5, of: sqrt }, x.level), 0)],
  [CBRT, (x) => (x.sign < 0 ? neg(cubeRoot(x.neg() as Germ)) : cubeRoot(x))],
  [EXP, (x) => x.as(exponential(x, x.level), 0)],
  [EXP2, (x, s) => (Math.abs(s) < RANGE ? undefined : powerOfTwo(x, s))],
  [EXPM1, (x, s) => (Math.abs(s) < RANGE ? undefined : sub(exp(x), 1))],
  [LOG, (x) => x.as(logarithm(x, x.level), 0)],
  [LOG2, (x, s) => (isBetween(1e-290, s, 1e290) ? undefined : mul(Math.LOG2E, log(x)))],
  [LOG10, (x, s) => (isBetween(1e-290, s, 1e290) ? undefined : mul(Math.LOG10E, log(x)))],
  [LOG1P, (x, s) => (isBetween(-1, s, 1e290) ? undefined : log(add(1, x)))],
  [XLOGX, (x, s) => (isBetween(1e-290, s, 1e290) ? undefined : isZero(x) ? x : mul(x, log(x)))],
  [EXPREL, (x, s) => (Math.abs(s) < RANGE ? undefined : div(expm1(x), x))],
  [LOG1PREL, (x, s) => (isBetween(-1, s, 1e290) ? undefined : div(log1p(x), x))],
  [ASIN, (x, s) => (Math.abs(s) !== 1 ? undefined : s > 0 ? nearOne(x) : neg(nearOne(neg(x))))],
  [ACOS, (x, s) => (Math.abs(s) !== 1 ? undefined : s > 0 ? fromOne(x) : sub(Math.PI, fromOne(neg(x))))],
  [ATAN, (x, s) => (Math.abs(s) < FAR ? undefined : sub((Math.sign(s) * Math.PI) / 2, atan(div(1, x))))],
  [SINH, (x, s) => (Math.abs(s) < RANGE ? undefined : mul(0.5, sub(exp(x), exp(neg(x)))))],
  [COSH, (x, s) => (Math.abs(s) < RANGE ? undefined : mul(0.5, add(exp(x), exp(neg(x)))))],
  [TANH, (x, s) => (Math.abs(s) < TAIL ? undefined : s > 0 ? risen(x) : neg(risen(neg(x))))],
  [ASINH, (x, s) => (Math.abs(s) < FAR ? undefined : s > 0 ? rising(x, 1) : neg(rising(neg(x), 1)))],
  [ACOSH, (x, s) => (isBetween(1, s, FAR) ? undefined : s === 1 ? acoshNearOne(x) : rising(x, -1))],
  [ATANH, (x, s) => (Math.abs(s) !== 1 ? undefined : mul(0.5, sub(log(add(1, x)), log(sub(1, x)))))],
  [SIGMOID, (x, s) => (Math.abs(s) < TAIL ? undefined : logistic(x, s))],
  [SOFTPLUS, (x, s) => (Math.abs(s) < TAIL ? undefined : s > 0 ? add(x, log1p(exp(neg(x)))) : log1p(exp(x)))],
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
  const all: Scalar[] = [Number.isFinite(s) ? pinned(y, rule.value(s)) : y];
  if (n > 0) all[1] = rule.slope(x, all[0]);
  if (n > 1) all[2] = rule.curvature(x, all[0], all[1]);
  if (n > 2) all[3] = rule.third(x, all[0], all[1], all[2]);
  return { all, isKnown };
}

function isZero(x: Germ): boolean {
  return x.order === Number.POSITIVE_INFINITY && leadIndex(x) === x.terms.length;
}

function cubeRoot(x: Germ): Germ {
  return x.as(power(x, { p: 1 / 3, of: cbrt }, x.level), 0);
}

/** acos x near 1: 2·asin √((1-x)/2). */
function fromOne(x: Scalar): Scalar {
  return mul(2, asin(sqrt(mul(0.5, sub(1, x)))));
}

function nearOne(x: Scalar): Scalar {
  return sub(Math.PI / 2, fromOne(x));
}

function acoshNearOne(x: Scalar): Scalar {
  return mul(2, asinh(sqrt(mul(0.5, sub(x, 1)))));
}

/** log(x + √(x² ± 1)), for large x: asinh and acosh. */
function rising(x: Scalar, c: 1 | -1): Scalar {
  return log(add(x, sqrt(add(square(x), c))));
}

/** tanh of a large positive x. */
function risen(x: Scalar): Scalar {
  const e = exp(mul(-2, x));
  return div(sub(1, e), add(1, e));
}

function logistic(x: Germ, s: number): Scalar {
  if (s > 0) return div(1, add(1, exp(neg(x))));
  const e = exp(x);
  return div(e, add(1, e));
}

function powerOfTwo(x: Germ, s: number): Scalar {
  if (!Number.isFinite(s)) return exp(mul(Math.LN2, x));
  const n = Math.round(s);
  const y = exp2(sub(x, n));
  return typeof y === 'number' ? y : x.as(scaledBy(x.expansionOf(y), n), 0);
}
