/** Powers. */
import { type Condition, cases, decideRare, eq, gt, isKnown, lt, select } from '../branches/compare.js';
import { floor, isClose, isFar, magnitude, max } from '../branches/kinks.js';
import { type Active, join, type Scalar } from '../scalar/active.js';
import { active, add, type Binary, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { met } from '../scalar/met.js';
import type { Content } from '../scalar/parts.js';
import { type BinaryRule, binary, jets, type Series, type UnaryRule } from '../scalar/rule.js';
import { innermost, operand } from '../scalar/scalar.js';
import { unknownParts } from '../scalar/unknown.js';
import { generalPower } from '../taylor/recurrences/exponential.js';
import { power } from '../taylor/recurrences/powers.js';
import { complete, head } from '../taylor/series.js';
import { twoProduct, twoSum } from './double-double.js';
import { preciseLog } from './double-double-functions.js';
import { log } from './exponential.js';
import { square } from './roots.js';

/**
 * x to the power y, as Math.pow: x >= 0, or any x with a whole y.
 *
 * With y a plain number integer powers are exact at every order, also for x <= 0. With y active, d/dy is NaN for x < 0.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * derivative((x) => pow(x, 3), -2); // => 12
 * gradient(([x, y]) => pow(x, y), [1, 3]); // => [3, 0]
 */
export const pow: Binary = ((x: Scalar, y: Scalar): Scalar =>
  typeof y === 'number' ? (typeof x === 'number' ? x ** y : power0(active('pow', x), y)) : powerActive(x, y)) as Binary;

/** x to a power that is no plain number; in a program it may become one. */
function powerActive(x: Scalar, y: Active): Scalar {
  operand('pow', x);
  operand('pow', y);
  // x to the plain number 0 is a constant, and so it is where an exponent that is not turned on is a plain number.
  if (innermost(y) === 0) met.zeros++;
  const base = typeof x === 'number' || isKnown(y) || innermost(y) !== y ? x : innermost(x);
  return base === x || typeof base === 'number' ? binary(POW, x, y) : (x as Active).unary(powerInProgram(y));
}

/** x to a plain power. x^0 is the constant 1. */
function power0(x: Active, c: number): Scalar {
  if (c === 0) return 1;
  return c === 1 ? x : x.unary(powerOf(c));
}

/** The rows of x^c, so that one exponent has one row. */
const powers = /* @__PURE__ */ new Map<number, UnaryRule>();
/** Rows that are kept: a function that goes through exponents without end shall not fill the memory. */
const MOST_POWERS = 1000;

function powerOf(c: number): UnaryRule {
  let rule = powers.get(c);
  if (rule === undefined) {
    rule = makePower(c);
    if (powers.size < MOST_POWERS) powers.set(c, rule);
  }
  return rule;
}

/**
 * The row of x^c for a plain c that is neither 0 nor 1.
 *
 * Whole powers from 2 on never leave the range before their products do. The others are applied by quotients where
 * x^(c-3) may leave it: c·x^(c-1) by the row of c - 1 for c > 1, c·x^c·(t/x) for c < 0 (c·x^h·(t/x^-h), h = (c-1)/2, where x^c has
 * lost digits), and between them c·(x^c/v)·(t/(x/v)) with v the value of x^c: t/x may leave the range, and so may the change of x^c/x.
 */
function makePower(c: number): UnaryRule {
  const slopes = (x: Scalar): Scalar => lowered(c, x, c, 1);
  const row: UnaryRule = {
    name: 'pow',
    exponent: c,
    value: (x) => x ** c,
    slope: slopes,
    curvature: (x) => falling([c, c - 1], x, c),
    third: (x) => falling([c, c - 1, c - 2], x, c),
    series: (x, y) => power(x, y, { numerator: c, denominator: 1 }),
    formula: (x) => binary(POW, x, c),
  };
  if (!Number.isFinite(c) || (Number.isInteger(c) && c > 0)) return row;
  const most = 10 ** (280 / Math.max(Math.abs(c), Math.abs(c - 3)));
  const isNear = (size: Scalar): readonly (() => Condition)[] => [() => lt(size, most), () => gt(size, 1 / most)];
  // At 0 and at infinity, and outside the domain, the power itself is right; and where the value has lost digits.
  const isDistant = (x: Scalar, y: Scalar, size: Scalar): readonly (() => Condition)[] => [
    ...(c < 0 ? [() => gt(magnitude(y), SMALLEST_NORMAL)] : []),
    () => gt(size, 0),
    () => lt(size, Number.POSITIVE_INFINITY),
    () => eq(x, x),
  ];
  // Of a negative power whose value has lost digits: half of the slope's power before the change, half after it.
  const half = (c - 1) / 2;
  const choose = (x: Scalar, y: Scalar, near: () => Scalar, far: () => Scalar, halves: () => Scalar): Scalar => {
    const size = magnitude(x);
    const isSmall = [() => gt(x, 0), () => lt(pow(size, -half), Number.POSITIVE_INFINITY)];
    const lost = c < 0 ? (): Scalar => selectAll(isSmall, halves, near) : near;
    return selectAll(isNear(size), near, () => selectAll(isDistant(x, y, size), far, lost));
  };
  return {
    ...row,
    ratio: (x, y) => ({
      factor: choose(
        x,
        y,
        () => jets(row, x, 1)[1],
        () => mul(asFactor(c, x), c > 1 ? pow(x, c - 1) : c > 0 ? div(y, innermost(y)) : y),
        () => mul(asFactor(c, x), pow(x, half)),
      ),
      divisor:
        c > 1
          ? 1
          : choose(
              x,
              y,
              () => 1,
              () => (c > 0 ? div(x, innermost(y)) : x),
              () => pow(x, -half),
            ),
    }),
  };
}

/** The exponent as a factor, for a germ x with a bound of its rounding. */
function asFactor(c: number, x: Scalar): Scalar {
  const inner = innermost(x);
  return typeof inner === 'number' ? c : (inner.oracle?.exponent?.(c) ?? c);
}

/** c·(c-1)·...·x^(c-k) for k factors, one after the other where their product is out of range: there x^(c-k) is mostly 0. */
function falling(factors: readonly number[], x: Scalar, c: number): Scalar {
  const all = factors.reduce((a, b) => a * b, 1);
  if (Number.isFinite(all)) return lowered(all, x, c, factors.length);
  const [first, ...rest] = factors as [number, ...number[]];
  return rest.reduce<Scalar>((y, factor) => mul(factor, y), lowered(first, x, c, factors.length));
}

/** The same for an exponent that is known only when the program runs: far out the function itself is asked. */
function powerInProgram(c: Active): UnaryRule {
  const most = pow(10, div(280, max(magnitude(c), magnitude(sub(c, 3)))));
  const row: UnaryRule = {
    name: 'pow',
    value: () => Number.NaN,
    slope: (x) => lowered(c, x, c, 1),
    curvature: (x) => lowered(mul(c, sub(c, 1)), x, c, 2),
    third: (x) => lowered(mul(mul(c, sub(c, 1)), sub(c, 2)), x, c, 3),
    series: (x, y) => power(x, y, { numerator: c, denominator: 1 }),
    formula: (x) => binary(POW, x, c),
  };
  return {
    ...row,
    ratio: (x) => {
      const size = magnitude(x);
      const near = [() => lt(size, most), () => gt(size, div(1, most))];
      const ordinary = [() => gt(size, 0), () => lt(size, Number.POSITIVE_INFINITY)];
      const isFar = selectAll(
        near,
        () => 0,
        () =>
          selectAll(
            ordinary,
            () => 1,
            () => 0,
          ),
      );
      decideRare(eq(isFar, 1));
      return { factor: join(jets(row, x, 1)[1]), divisor: 1 };
    },
  };
}

export const POW: BinaryRule = {
  name: 'pow',
  facts: { flops: 8 },
  value: Math.pow,
  fx: (x, y) => lowered(y, x, y, 1),
  // y·(y-1) would leave the range where the powers are 0 or infinite.
  fxx: (x, y) =>
    cases([[isFar(y, 1e150), () => mul(y, lowered(sub(y, 1), x, y, 2))]], () => lowered(mul(y, sub(y, 1)), x, y, 2)),
  fy: (x, y, f) => byExponent(x, y, 0, Number.NEGATIVE_INFINITY, () => timesPower(log(x), x, y, f)),
  fyy: (x, y, f) =>
    byExponent(x, y, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, () => timesPower(square(log(x)), x, y, f)),
  // x^(y-1)·(1 + y·log x)
  fxy: (x, y) => cases([[lt(x, 0), Number.NaN]], () => lowered(onePlusLog(x, y), x, y, 1)),
  series: (x, y, f) => {
    if (head(x) === 0 && isConstant(x)) {
      // 0^y is 0 for all y > 0.
      complete(x, f, () => cases([[gt(head(y), 0), 0]], Number.NaN));
      return;
    }
    const p: Content[] = isConstant(y) ? f : [f[0]];
    power(x, p, { numerator: head(y), denominator: 1 });
    if (!isConstant(y)) generalPower(x, y, f, p, log(head(x)));
  },
};

const isConstant = (series: Series): boolean => series.every((c, k) => k === 0 || c === null);

/** A derivative by the exponent. At x = 0, also -0: 0 for y > 0, an infinity for y < 0, and `atBoth` at the origin. */
function byExponent(x: Scalar, y: Scalar, atBoth: number, atZero: number, regular: () => Scalar): Scalar {
  const zero = (): Scalar =>
    cases(
      [
        [gt(y, 0), 0],
        [() => eq(y, 0), atBoth],
      ],
      atZero,
    );
  return cases(
    [
      [gt(x, 0), regular],
      [() => eq(x, 0), zero],
    ],
    Number.NaN,
  );
}

/** 1 + y·log x, which cancels near x^y = 1/e: there with the logarithm in two pieces. */
function onePlusLog(x: Scalar, y: Scalar): Scalar {
  const plain = add(1, mul(y, log(x)));
  const precise = (): Scalar => {
    const l = preciseLog(x);
    const p = twoProduct(y, l.high);
    return add(add(1, p.high), add(p.low, mul(y, l.low)));
  };
  return cases([[lt(magnitude(plain), 0.5), precise]], plain);
}

/** factor · x^(y-k), with the rounding of y - k made good. */
function lowered(factor: Scalar, x: Scalar, y: Scalar, k: number): Scalar {
  if (factor === 0) return 0;
  // The same value for numbers of all kinds; what a factor that only is 0 at this point changes by is not known here.
  if (typeof factor !== 'number' && decideRare(isClose(x, 1e-150)) && decideRare(eq(factor, 0)))
    return unknownParts(factor);
  const s = sub(y, k);
  if (s === 0) return factor;
  if (s === 1) return mul(factor, x);
  if (typeof y === 'number' && Number.isInteger(y)) {
    // From 2^53 on y - k may have been rounded from an odd number to an even one.
    const isOdd = (twoSum(y, -k).low as number) % 2 !== 0;
    const signed = isOdd ? cases([[lt(x, 0), () => neg(factor)]], factor) : factor;
    return timesPower(signed, x, s, pow(x, s));
  }
  // The error e of y - k. x^e differs from 1 by up to 700 ulp, so x^s is multiplied by it, 1 + e·log x.
  const e = twoSum(y, neg(k)).low;
  // Under an exponent that is not whole -0 counts as 0 (-0 + 0 = 0), and less is outside the domain, whatever whole number
  // y - k rounds to.
  const isFraction = typeof s === 'number' && !Number.isInteger(s);
  const base = cases([[eq(y, floor(y)), x], ...(isFraction ? [] : [[() => lt(x, 0), Number.NaN] as const])], () =>
    add(x, 0),
  );
  const p = timesPower(factor, base, s, pow(base, s));
  if (e === 0) return p;
  const c = mul(e, log(x));
  // Elsewhere (x <= 0, x or y infinite) c is infinite or NaN, and there is nothing to make good.
  return cases([[lt(magnitude(c), 1), () => mul(p, add(1, c))]], p);
}

/** factor · x^y where p = x^y may have left the normal range although the product is in it: then in two halves. */
function timesPower(factor: Scalar, x: Scalar, y: Scalar, p: Scalar): Scalar {
  const plain = (): Scalar => mul(factor, p);
  const inHalves = (): Scalar => {
    const half = pow(x, div(y, 2));
    return mul(mul(factor, half), half);
  };
  const size = magnitude(p);
  // Only for 0 < x < Infinity and a finite y is an extreme p a matter of range, and x^1 is x itself.
  const outOfRange = (): Scalar =>
    selectAll(
      [
        () => gt(x, 0),
        () => lt(x, Number.POSITIVE_INFINITY),
        () => lt(magnitude(sub(y, 1)), Number.POSITIVE_INFINITY),
        () => gt(magnitude(sub(y, 1)), 0),
      ],
      inHalves,
      plain,
    );
  return selectAll([() => gt(size, SMALLEST_NORMAL), () => lt(size, Number.POSITIVE_INFINITY)], plain, outOfRange);
}

/** One branch when all conditions hold, else the other. */
function selectAll(
  [first, ...rest]: readonly (() => Condition)[],
  then: () => Scalar,
  otherwise: () => Scalar,
): Scalar {
  return first === undefined ? then() : select(first(), () => selectAll(rest, then, otherwise), otherwise);
}

export const SMALLEST_NORMAL = 2.2250738585072014e-308;
