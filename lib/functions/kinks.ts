/**
 * Functions with kinks and jumps: |x|, max, min, rounding, remainder.
 *
 * At a kink the slope is the middle of its one-sided values: abs'(0) = 0, and half to each argument of max at a tie, so that
 * |x| = max(x, -x) holds for derivatives too. Where all first-order parts vanish the number does not cross the kink to first
 * order, and the sign of its second-order part decides: (|-x²|)'' = 2 at 0 (side.ts).
 */
import type { Active, Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import { scale } from '../scalar/parts.js';
import { type BinaryRule, binary, type Series, type UnaryRule } from '../scalar/rule.js';
import { innermost } from '../scalar/scalar.js';
import { complete } from '../scalar/series.js';
import { eq, gt, lt, select } from './compare.js';
import { MAX, straightInBoth } from './extremes.js';
import { signNearZero } from './side.js';

/** |x|. Slope sign(x), 0 at 0. */
export const abs: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.abs(x) : absolute(active('abs', x))) as Unary;

export const ABS: UnaryRule = {
  name: 'abs',
  value: Math.abs,
  slope: (x) => sign(x),
  curvature: () => 0,
  third: () => 0,
  series: straight,
};

/** The recurrence of a function without curvature. */
function straight(x: Series, y: Scalar[], slope: Scalar): void {
  complete(x, y, (k) => scale(slope, x[k]));
}

function absolute(x: Active): Scalar {
  const s = select(
    eq(x, 0),
    () => signNearZero(x),
    () => 0,
  );
  return select(
    eq(s, 0),
    () => x.unary(ABS),
    // + 0 because |-0| is 0.
    () => add(mul(x, s), 0),
  );
}

/** -1, 0 or 1. Slope 0. */
export const sign: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.sign(x) : active('sign', x).unary(SIGN)) as Unary;

/** The greatest integer <= x. Slope 0. */
export const floor: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.floor(x) : active('floor', x).unary(FLOOR)) as Unary;

/** The least integer >= x. Slope 0. */
export const ceil: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.ceil(x) : active('ceil', x).unary(CEIL)) as Unary;

/** The nearest integer, halves up as in Math.round. Slope 0. */
export const round: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.round(x) : active('round', x).unary(ROUND)) as Unary;

/** The integer part of x. Slope 0. */
export const trunc: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.trunc(x) : active('trunc', x).unary(TRUNC)) as Unary;

/** A row for a function that is constant between jumps. */
function step(name: string, value: (x: number) => number): UnaryRule {
  return { name, value, slope: () => 0, curvature: () => 0, third: () => 0, series: straight };
}

export const SIGN: UnaryRule = /* @__PURE__ */ step('sign', Math.sign);
export const FLOOR: UnaryRule = /* @__PURE__ */ step('floor', Math.floor);
export const CEIL: UnaryRule = /* @__PURE__ */ step('ceil', Math.ceil);
export const ROUND: UnaryRule = /* @__PURE__ */ step('round', Math.round);
export const TRUNC: UnaryRule = /* @__PURE__ */ step('trunc', Math.trunc);

/** The greatest of two or more. At a tie half of the slope to each. */
export function max(x: number, y: number, ...more: number[]): number;
export function max(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar;
export function max(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar {
  const first = typeof x === 'number' && typeof y === 'number' ? Math.max(x, y) : greater(x, y);
  return more.length === 0 ? first : more.reduce((top: Scalar, z) => max(top, z), first);
}

/** The least of two or more. At a tie half of the slope to each. */
export function min(x: number, y: number, ...more: number[]): number;
export function min(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar;
export function min(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar {
  const first = typeof x === 'number' && typeof y === 'number' ? Math.min(x, y) : neg(greater(neg(x), neg(y)));
  return more.length === 0 ? first : more.reduce((bottom: Scalar, z) => min(bottom, z), first);
}

function greater(x: Scalar, y: Scalar): Scalar {
  // Numbers without derivatives need no more than the value.
  if (innermost(x) === x && innermost(y) === y) return binary(MAX, x, y);
  return select(
    gt(x, y),
    () => x,
    () =>
      select(
        lt(x, y),
        () => y,
        () => tie(x, y),
      ),
  );
}

/** The greater of two numbers of one value, or NaN. */
function tie(x: Scalar, y: Scalar): Scalar {
  const difference = sub(x, y);
  const s = typeof difference === 'number' ? 0 : signNearZero(difference);
  return select(
    eq(s, 0),
    () => binary(MAX, x, y),
    () => {
      const winner = select(
        gt(s, 0),
        () => x,
        () => y,
      );
      // The greater of 0 and -0 is 0: only where both are -0 may the winner keep its sign.
      const both = div(1, max(innermost(x), innermost(y)));
      return select(
        lt(both, 0),
        () => winner,
        () => add(winner, 0),
      );
    },
  );
}

/** x brought into [lo, hi]. Slope 1 inside, 0 outside, ½ at the ends. */
export function clamp(x: number, lo: number, hi: number): number;
export function clamp(x: Scalar, lo: Scalar, hi: Scalar): Scalar;
export function clamp(x: Scalar, lo: Scalar, hi: Scalar): Scalar {
  return min(max(x, lo), hi);
}

/** max(x, 0). Slope ½ at 0. */
export const relu: Unary = ((x: Scalar): Scalar => max(x, 0)) as Unary;

/** Remainder of x / y with the sign of x, as JavaScript's %. Slope 1 in x and -trunc(x/y) in y, also at a jump. */
export function mod(x: number, y: number): number;
export function mod(x: Scalar, y: Scalar): Scalar;
export function mod(x: Scalar, y: Scalar): Scalar {
  return typeof x === 'number' && typeof y === 'number' ? x % y : binary(MOD, x, y);
}

export const MOD: BinaryRule = {
  name: 'mod',
  value: (x, y) => x % y,
  fx: () => 1,
  // trunc(x/y) from the remainder: the quotient itself may round up to the next integer.
  fy: (x, y, f) => neg(round(div(sub(x, f), y))),
  fxx: () => 0,
  fxy: () => 0,
  fyy: () => 0,
  series: straightInBoth,
};
