/**
 * Functions with kinks and jumps: |x|, max, min, rounding, remainder.
 *
 * At a kink the slope is the middle of its one-sided values: abs'(0) = 0, and half to each argument of max at a tie, so that
 * |x| = max(x, -x) holds for derivatives too. Where all first-order parts vanish the number does not cross the kink to first
 * order, and the sign of its second-order part decides: (|-x²|)'' = 2 at 0.
 */
import type { Active, Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import type { Level } from '../scalar/level.js';
import { plus, scale } from '../scalar/parts.js';
import { type BinaryRule, binary, type Partials, type Series, type UnaryRule } from '../scalar/rule.js';
import { innermost } from '../scalar/scalar.js';
import { complete } from '../scalar/series.js';
import { decide, decideRare, eq, gt, le, lt, select } from './compare.js';

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

function straightInBoth(x: Series, y: Series, f: Scalar[], { fx, fy }: Partials): void {
  complete(x, f, (k) => plus(scale(fx, x[k]), scale(fy, y[k])));
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

/**
 * The sign of a number whose value is 0 on both sides of the point: 0 where it changes sign, or cannot be told.
 *
 * The lowest order with a part that is not 0 decides; an odd order changes sign. Levels whose numbers do not show all their
 * parts, or show those of several directions at once, are told.
 */
function signNearZero(x: Active): Scalar {
  const orders: Scalar[][] = [];
  const levels = new Set<Level>();
  const visit = (part: Scalar, order: number): void => {
    if (typeof part === 'number' || part.unknown !== undefined) {
      orders[order] ??= [];
      (orders[order] as Scalar[]).push(part);
    } else {
      levels.add(part.level);
      for (const p of part.parts()) visit(p.part, order + p.order);
    }
  };
  visit(x, 0);
  let highest = orders.length - 1;
  for (const { hiddenOrder } of levels) highest += hiddenOrder;
  if (highest > 1) tellOfKink(x, levels, orders[1] ?? []);
  // No even order above 0: the number can only change sign.
  if (orders.length <= 2) return 0;
  return orders.reduceRight<Scalar>((beyond, parts, order) => {
    const least = parts.reduce((a, b) => min(a, b));
    const greatest = parts.reduce((a, b) => max(a, b));
    return select(
      eq(least, 0),
      () =>
        select(
          eq(greatest, 0),
          () => beyond,
          () => (order % 2 === 0 ? sign(greatest) : 0),
        ),
      () =>
        order % 2 === 1
          ? 0
          : select(
              gt(least, 0),
              () => 1,
              () =>
                select(
                  le(greatest, 0),
                  () => -1,
                  () => 0,
                ),
            ),
    );
  }, 0);
}

/** @param first - the parts of first order. */
function tellOfKink(x: Active, levels: ReadonlySet<Level>, first: readonly Scalar[]): void {
  for (const level of levels) {
    // A function being compiled comes here for numbers that are not at the kink, too.
    if (level.watchesKinks && decideRare(eq(x, 0))) level.meetKink(first.some((part) => !decide(eq(part, 0))));
  }
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

export const MAX: BinaryRule = {
  name: 'max',
  value: (x, y) => Math.max(x, y),
  fx: (x, y) => share(x, y),
  fy: (x, y) => share(y, x),
  fxx: () => 0,
  fxy: () => 0,
  fyy: () => 0,
  series: straightInBoth,
};

/** 1 above, 0 below, ½ at a tie. */
function share(x: Scalar, y: Scalar): Scalar {
  return select(
    gt(x, y),
    () => 1,
    () =>
      select(
        eq(x, y),
        () => 0.5,
        () => 0,
      ),
  );
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
