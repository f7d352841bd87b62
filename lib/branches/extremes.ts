/**
 * The greatest and the least of numbers.
 *
 * Where k arguments share the extreme value each has the share 1/k of the slope, whatever their order. The curvature there is
 * NaN, so that a second derivative that goes through the kink is looked at again.
 */
import { join, type Scalar } from '../scalar/active.js';
import { add, difference, div, neg, product, sub } from '../scalar/arithmetic.js';
import { kinkCurvature } from '../scalar/kink-curvature.js';
import { met } from '../scalar/met.js';
import { type BinaryRule, binary, type UnaryRule } from '../scalar/rule.js';
import { innermost, isScalar, notAScalar } from '../scalar/scalar.js';
import { complete } from '../taylor/series.js';
import { type Condition, cases, eq, gt, isKnown, lt } from './compare.js';

/** The value of max for numbers without derivatives. */
export const MAX: BinaryRule = {
  name: 'max',
  facts: { flops: 1, pieces: 'linear', instruction: 'max' },
  value: Math.max,
  fx: (x, y) => share(x, y),
  fy: (x, y) => share(y, x),
  fxx: () => 0,
  fxy: () => 0,
  fyy: () => 0,
  meets: (x, y) => (x === y ? 'kink' : undefined),
};

/** 1 above, 0 below, ½ at a tie. */
function share(x: Scalar, y: Scalar): Scalar {
  return cases(
    [
      [gt(x, y), 1],
      [() => eq(x, y), 0.5],
    ],
    0,
  );
}

/** A number that has just been through a kink: it is what it was, but for the curvature. */
const KINK: UnaryRule = {
  name: 'kink',
  facts: { flops: 8, pieces: 'linear' },
  value: (x) => x,
  slope: () => 1,
  curvature: kinkCurvature,
  third: kinkCurvature,
  series: (x, y) => complete(x, y, kinkCurvature),
  formula: (x) => x,
};

/** 0 for a number whose sign decides how something goes on: in the middle of the kink, where only the curvature is not told. */
const FLAT_KINK: UnaryRule = {
  name: 'flat kink',
  meets: () => 'kink',
  facts: { flops: 8, pieces: 'constant' },
  value: () => 0,
  slope: () => 0,
  curvature: kinkCurvature,
  third: kinkCurvature,
  series: (x, y) => complete(x, y, kinkCurvature),
};

/** 0 at a kink of so many branches, which is flat in its middle, for a number that moves with what is met there. */
export function atFlatKink(x: Scalar, width: number): Scalar {
  return typeof x === 'number' ? 0 : marked(x.unary(FLAT_KINK), width);
}

/** A number made at a tie of so many arguments. */
export function atKink(x: Scalar, width: number): Scalar {
  return marked(typeof x === 'number' ? x : x.unary(KINK), width);
}

/** The same for one whose own row knows the kink. */
export function marked(x: Scalar, width: number): Scalar {
  met.ties++;
  if (width > 2) met.wideTies++;
  if (typeof x !== 'number') x.markTie(width);
  return x;
}

/** The greatest of some numbers. */
export function greatest(name: string, xs: readonly Scalar[]): Scalar {
  return extreme(numbersOf(name, xs), gt);
}

/** The least. */
export function least(name: string, xs: readonly Scalar[]): Scalar {
  return extreme(numbersOf(name, xs), lt);
}

type Above = (x: Scalar, y: Scalar) => Condition;

function extreme(xs: readonly Scalar[], above: Above): Scalar {
  if (xs.every((x) => innermost(x) === x)) return ofPlain(xs, above);
  if (!xs.every(isKnown)) return ofUnknown(xs, above);
  return xs.length === 2 ? ofTwo(xs[0], xs[1], above) : ofKnown(xs, above);
}

/** Numbers without derivatives need no more than the value. */
function ofPlain(xs: readonly Scalar[], above: Above): Scalar {
  const max = (x: Scalar, y: Scalar): Scalar =>
    typeof x === 'number' && typeof y === 'number' ? Math.max(x, y) : binary(MAX, x, y);
  return above === gt ? xs.reduce(max) : neg(xs.map(neg).reduce(max));
}

/** Two numbers. */
function ofTwo(x: Scalar, y: Scalar, above: Above): Scalar {
  const [a, b] = [innermost(x), innermost(y)];
  if (typeof a === 'number' && typeof b === 'number' && (a < b || a > b)) {
    const top = above(a, b) === true ? x : y;
    return typeof top === 'number' ? top : top.joined();
  }
  return cases(
    [
      [above(x, y), x],
      [() => above(y, x), y],
    ],
    () => (eq(x, y) === true ? tied([x, y], above) : product(Number.NaN, add(x, y))),
  );
}

/** More than two: those that share the extreme value share the slope. */
function ofKnown(xs: readonly Scalar[], above: Above): Scalar {
  let top = xs[0];
  for (const x of xs) {
    if (eq(x, x) !== true) return product(Number.NaN, xs.reduce(add));
    if (above(x, top) === true) top = x;
  }
  const sharing = xs.filter((x) => eq(x, top) === true);
  return sharing.length === 1 ? join(top) : tied(sharing, above);
}

/** In a program: pair by pair. Where two of more than two are equal the function itself is asked. */
function ofUnknown(xs: readonly Scalar[], above: Above): Scalar {
  return xs.reduce((x, y) => {
    const isTie = eq(x, y);
    if (typeof isTie === 'boolean') return extreme([x, y], above);
    if (xs.length > 2) isTie.exclude();
    return cases(
      [
        [above(x, y), x],
        [() => above(y, x), y],
      ],
      () => {
        if (xs.length === 2) isTie.tie(2);
        const both = binary(above === gt ? EQUAL_MAX : EQUAL_MIN, x, y);
        if (typeof both !== 'number' && xs.length === 2) both.markTie(2);
        return both;
      },
    );
  });
}

/** The extreme of two equal numbers, in a program. */
function equalPair(above: Above): BinaryRule {
  const half = (x: Scalar, y: Scalar): Scalar => cases([[eq(x, y), 0.5]], Number.NaN);
  return {
    name: above === gt ? 'equal max' : 'equal min',
    facts: { flops: 8, pieces: 'linear' },
    value: above === gt ? Math.max : Math.min,
    fx: half,
    fy: half,
    fxx: kinkCurvature,
    fxy: kinkCurvature,
    fyy: kinkCurvature,
    formula: (x, y) => ofPlain([x, y], above),
    series: (x, _y, f) => complete(x, f, kinkCurvature),
  };
}

const EQUAL_MAX: BinaryRule = /* @__PURE__ */ equalPair(gt);
const EQUAL_MIN: BinaryRule = /* @__PURE__ */ equalPair(lt);

/** What each of some numbers of one value gets where they are put into their order: the mean of all, at a kink. */
export function sharedByAll(xs: readonly Scalar[]): Scalar {
  return tied(xs, gt);
}

/**
 * The extreme of numbers of one value v: v + Σ (xᵢ - v)/k. On both sides of a point of a second look a tie that lasts is no
 * kink: the mean.
 */
function tied(xs: readonly Scalar[], above: Above): Scalar {
  const inner = xs.map(innermost);
  const share = 1 / xs.length;
  if (inner.some((x) => typeof x !== 'number') && xs.every(isKnown)) return product(share, xs.reduce(add));
  const v = ofPlain(inner, above);
  if (xs.every((x) => typeof x === 'number')) return v;
  if (typeof v === 'number' && Math.abs(v) === Number.POSITIVE_INFINITY)
    return atKink(product(share, xs.reduce(add)), xs.length);
  const moved = xs.map((x) => product(share, difference(x, v))).reduce(add);
  // 0 + v is 0 where v is -0.
  const whole = cases([[lt(div(1, v), 0), () => neg(sub(neg(moved), v))]], () => add(moved, v));
  return atKink(whole, xs.length);
}

function numbersOf(name: string, xs: readonly Scalar[]): readonly Scalar[] {
  for (const x of xs) if (!isScalar(x)) throw notAScalar(name, x);
  return xs;
}
