/**
 * Functions with kinks and jumps: |x|, max, min, rounding, remainder.
 *
 * At a kink the slope is the middle of its one-sided values: abs'(0) = 0, and equal shares to all arguments of max at a tie.
 * The curvature there is NaN: a second derivative that goes through a kink is looked at again (lib/look), beside it.
 */
import type { Active, Scalar, UnknownCondition } from '../scalar/active.js';
import { active, add, div, neg, product, sub, type Unary } from '../scalar/arithmetic.js';
import type { Instruction } from '../scalar/facts.js';
import { met } from '../scalar/met.js';
import { plus, times } from '../scalar/parts.js';
import { type BinaryRule, binary, type UnaryRule, unary } from '../scalar/rule.js';
import { innermost } from '../scalar/scalar.js';
import { both, complete } from '../taylor/series.js';
import { type Condition, cases, eq, gt, isKnown, lt } from './compare.js';
import { atKink, greatest, least } from './extremes.js';

/**
 * |x|. Any x. Slope sign(x), 0 at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(abs, -3); // => -1
 * derivative(abs, 0); // => 0
 */
export const abs: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.abs(x) : absolute(active('abs', x))) as Unary;

/** The row for numbers without parts; with parts |x| is x, -x, or 0 at the kink. */
export const ABS: UnaryRule = {
  name: 'abs',
  facts: { flops: 1, zero: 'even', isNotNegative: true, pieces: 'linear', instruction: 'abs' },
  value: Math.abs,
  slope: (x) => (isKnown(x) ? signOr(x, 0) : unary(SIGN, x)),
  curvature: (x) => atZero(x, Number.NaN, 0),
  third: (x) => atZero(x, Number.NaN, 0),
  series: (x, y, slope) => complete(x, y, (k) => both(slope, x[k])),
  meets: (x) => (x === 0 ? 'kink' : undefined),
};

/** 1, -1, or something else where x is 0; NaN for NaN. */
function signOr(x: Scalar, atKink: number): Scalar {
  return cases(
    [
      [gt(x, 0), 1],
      [() => lt(x, 0), -1],
      [() => eq(x, 0), atKink],
    ],
    Number.NaN,
  );
}

function atZero(x: Scalar, then: number, otherwise: number): Scalar {
  return cases([[eq(x, 0), then]], otherwise);
}

function absolute(x: Active): Scalar {
  if (innermost(x) === x) return x.unary(ABS);
  const isZero = eq(x, 0);
  if (typeof isZero !== 'boolean') return inProgram(x, isZero);
  return signed(x, () => nothing(x));
}

/** x or -x. */
function signed(x: Active, otherwise: () => Scalar): Scalar {
  return cases(
    [
      [gt(x, 0), x],
      [() => lt(x, 0), () => neg(x)],
    ],
    otherwise,
  );
}

/** |x| by its row, whose slope is sign(x); of numbers in numbers a choice, because reverse mode adds up in its order. */
function inProgram(x: Active, isZero: UnknownCondition): Scalar {
  isZero.tie(2);
  const byRow = (): Scalar => {
    const y = x.unary(ABS);
    if (typeof y !== 'number') y.markTie(2);
    return y;
  };
  return x.primal === innermost(x) ? byRow() : signed(x, byRow);
}

/** |x| where x is 0 (or NaN): 0 with the slope 0. On germs a zero that lasts is no kink. */
function nothing(x: Active): Scalar {
  // + 0 because |-0| is 0.
  const y = add(product(atZero(x, 0, Number.NaN), x), 0);
  return eq(x, 0) === false || typeof innermost(x) !== 'number' ? y : atKink(y, 2);
}

/**
 * -1, 0 or 1. Any x. A constant beside 0; at 0, a jump, the parts are NaN, so that the answer is looked at again.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * sign(-3); // => -1
 * derivative((x) => mul(sign(x), x), -3); // => -1
 */
export const sign: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.sign(x) : signum(active('sign', x))) as Unary;

function signum(x: Active): Scalar {
  const inner = innermost(x);
  if (inner === x || (typeof inner !== 'number' && isKnown(x))) return inner.unary(SIGN);
  const isZero = eq(x, 0);
  if (typeof isZero !== 'boolean') isZero.exclude();
  else if (isZero) {
    met.signs++;
    return x.unary(SIGN_AT_ZERO);
  }
  return stepOf(SIGN, x);
}

/** The sign of ±0 is ±0. */
const SIGN_AT_ZERO: UnaryRule = {
  name: 'sign',
  facts: { flops: 1, pieces: 'constant' },
  value: (x) => x,
  slope: () => Number.NaN,
  curvature: () => Number.NaN,
  third: () => Number.NaN,
  series: (x, y) => complete(x, y, () => Number.NaN),
  formula: (x) => unary(SIGN, x),
};

/**
 * The greatest integer <= x. Any x. A constant between jumps, and at one that of its own branch.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * floor(-2.5); // => -3
 * derivative((x) => sub(x, floor(x)), 2.5); // => 1
 */
export const floor: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.floor(x) : stepOf(FLOOR, active('floor', x))) as Unary;

/**
 * The least integer >= x. Any x. A constant, as floor.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * ceil(2.5); // => 3
 */
export const ceil: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.ceil(x) : stepOf(CEIL, active('ceil', x))) as Unary;

/**
 * The nearest integer, halves up as in Math.round. Any x. A constant, as floor.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * round(2.5); // => 3
 */
export const round: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.round(x) : stepOf(ROUND, active('round', x))) as Unary;

/**
 * The integer part of x. Any x. A constant, as floor.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * trunc(-2.5); // => -2
 */
export const trunc: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.trunc(x) : stepOf(TRUNC, active('trunc', x))) as Unary;

/** A function that is constant between jumps: of the value alone. */
function stepOf(rule: UnaryRule, x: Active): Scalar {
  const inner = innermost(x);
  return typeof inner === 'number' ? rule.value(inner) : inner.unary(rule);
}

/** A row for a function that is constant between jumps. */
function step(name: Instruction, value: (x: number) => number, stepAt: (s: number, side: number) => number): UnaryRule {
  const zero = (): number => 0;
  // Beyond 2⁵³ every double is an integer, and no step is near.
  const isJump = (x: number): boolean => Math.abs(x) < 2 ** 53 && (stepAt(x, -1) !== 0 || stepAt(x, 1) !== 0);
  return {
    name,
    facts: { flops: 1, zero: 'odd', pieces: 'constant', instruction: name },
    value,
    slope: zero,
    curvature: zero,
    third: zero,
    series: (x, y) => complete(x, y, () => null),
    stepAt,
    meets: (x) => (isJump(x) ? 'jump' : undefined),
  };
}

export const SIGN: UnaryRule = /* @__PURE__ */ step('sign', Math.sign, (s, side) => (s === 0 ? side : 0));
export const FLOOR: UnaryRule = /* @__PURE__ */ step('floor', Math.floor, (s, side) =>
  Number.isInteger(s) && side < 0 ? -1 : 0,
);
export const CEIL: UnaryRule = /* @__PURE__ */ step('ceil', Math.ceil, (s, side) =>
  Number.isInteger(s) && side > 0 ? 1 : 0,
);
export const ROUND: UnaryRule = /* @__PURE__ */ step('round', Math.round, (s, side) =>
  Math.round(s) - s === 0.5 && side < 0 ? -1 : 0,
);
export const TRUNC: UnaryRule = /* @__PURE__ */ step('trunc', Math.trunc, (s, side) =>
  Number.isInteger(s) && side * s < 0 ? -Math.sign(s) : 0,
);

/**
 * The greatest of two or more. Any numbers; NaN if one is. Where k of them tie each has the share 1/k of the slope.
 *
 * @throws {TypeError} when an argument is neither a number nor a Scalar.
 * @example
 * gradient(([x, y]) => max(x, y), [1, 2]); // => [0, 1]
 * gradient(([x, y]) => max(x, y), [2, 2]); // => [0.5, 0.5]
 */
export function max(x: number, y: number, ...more: number[]): number;
export function max(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar;
export function max(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar {
  if (more.length === 0 && typeof x === 'number' && typeof y === 'number') return Math.max(x, y);
  return greatest('max', [x, y, ...more]);
}

/**
 * The least of two or more. Any numbers; NaN if one is. Where k of them tie each has the share 1/k of the slope.
 *
 * @throws {TypeError} when an argument is neither a number nor a Scalar.
 * @example
 * gradient(([x, y]) => min(x, y), [1, 2]); // => [1, 0]
 */
export function min(x: number, y: number, ...more: number[]): number;
export function min(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar;
export function min(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar {
  if (more.length === 0 && typeof x === 'number' && typeof y === 'number') return Math.min(x, y);
  return least('min', [x, y, ...more]);
}

/**
 * x brought into [lo, hi]. Any numbers; hi where lo is above it. Slope 1 inside, 0 outside, ½ at the ends.
 *
 * @throws {TypeError} when an argument is neither a number nor a Scalar.
 * @example
 * clamp(5, 0, 1); // => 1
 * derivative((x) => clamp(x, 0, 1), 0.5); // => 1
 */
export function clamp(x: number, lo: number, hi: number): number;
export function clamp(x: Scalar, lo: Scalar, hi: Scalar): Scalar;
export function clamp(x: Scalar, lo: Scalar, hi: Scalar): Scalar {
  return min(max(x, lo), hi);
}

/**
 * max(x, 0). Any x. Slope ½ at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(relu, 3); // => 1
 */
export const relu: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.max(x, 0) : greatest('relu', [x, 0])) as Unary;

/**
 * Remainder of x / y with the sign of x, as JavaScript's %. NaN for y = 0 and for infinite x. Slope 1 in x and -trunc(x/y) in y,
 * also at a jump.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * gradient(([x, y]) => mod(x, y), [7, 3]); // => [1, -2]
 */
export function mod(x: number, y: number): number;
export function mod(x: Scalar, y: Scalar): Scalar;
export function mod(x: Scalar, y: Scalar): Scalar {
  return typeof x === 'number' && typeof y === 'number' ? x % y : binary(MOD, x, y);
}

export const MOD: BinaryRule = {
  name: 'mod',
  facts: { flops: 4, pieces: 'linear' },
  value: (x, y) => x % y,
  fx: (_x, _y, f) => whereDefined(f, 1),
  // trunc(x/y) from the remainder: the quotient itself may round up to the next integer.
  fy: (x, y, f) => neg(round(div(sub(x, f), y))),
  fxx: (_x, _y, f) => whereDefined(f, 0),
  fxy: (_x, _y, f) => whereDefined(f, 0),
  fyy: (_x, _y, f) => whereDefined(f, 0),
  series: (x, y, f, { fx, fy }) => complete(x, f, (k) => plus(times(fx, x[k]), times(fy, y[k]))),
  meets: (x, y) => (x % y === 0 && x !== 0 ? 'jump' : undefined),
};

/** A derivative where the value is f; NaN outside the domain. */
function whereDefined(f: Scalar, derivative: number): Scalar {
  return cases([[eq(f, f), derivative]], Number.NaN);
}

/**
 * |x| > limit, for formulas that far out leave out what is nothing beside the rest in doubles. In a germ it is not nothing:
 * its lower orders count.
 */
export function isFar(x: Scalar, limit: number): Condition {
  return hasOrders(x) ? false : gt(magnitude(x), limit);
}

/** |x| < limit, for formulas that beside a pole leave out what is nothing beside the rest. */
export function isClose(x: Scalar, limit: number): Condition {
  return hasOrders(x) ? false : lt(magnitude(x), limit);
}

function hasOrders(x: Scalar): boolean {
  const inner = innermost(x);
  return typeof inner !== 'number' && inner.oracle?.hasOrders === true;
}

/** |x| as a number without parts, for decisions inside of a rule: no kink is met. */
export function magnitude(x: Scalar): Scalar {
  const inner = innermost(x);
  return typeof inner === 'number' ? Math.abs(inner) : inner.unary(ABS);
}
