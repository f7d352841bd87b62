/** Derivatives of any order of functions of one number, from one call of f on a power series. */
import { beginning, examined } from '../look/examine.js';
import type { Answers, Question } from '../look/question.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { Level } from '../scalar/level.js';
import { checkOpen, isOfLevel } from '../scalar/relation.js';
import { describe } from '../scalar/scalar.js';
import { onPath } from '../scalar/still.js';
import type { Like } from '../shape/types.js';
import { Taylor } from '../taylor/number.js';
import { checkFunction, checkNumber, oneNumber } from './seed.js';

/**
 * Taylor coefficients f(x), f'(x), f''(x)/2!, ... f⁽ᵏ⁾(x)/k!, ... of a function of one number.
 *
 * @param f - f: ℝ → ℝ, written with operator functions; called once.
 * @param x - where, a number.
 * @param order - the highest order, a whole number.
 * @returns an array of order + 1 numbers, the index being the power (Scalars inside another driver).
 * @throws {TypeError} when x or f(x) is not one number, or order is not a number.
 * @throws {RangeError} when order is negative or not whole.
 * @remarks Cost: one call of f on power series. A product of two numbers in f becomes (order+1)(order+2)/2 products; the
 * functions of the rule table cost O(order²) as well, those with a removable singularity (sinc, exprel, log1prel) and
 * those without a recurrence (special functions, your own) O(order³). No factorial is formed, so nothing overflows
 * before the coefficients do.
 * @see Mathematics for Machine Learning, (5.7); Griewank and Walther, Evaluating Derivatives, 2008, chapter 13
 * @example
 * taylor((x) => pow(x, 4), 1, 6); // => [1, 4, 6, 4, 1, 0, 0]
 * taylor((x) => reciprocal(sub(1, x)), 0, 4); // => [1, 1, 1, 1, 1]
 */
export function taylor<X extends Scalar>(f: (x: Scalar) => Scalar, x: X, order: number): Like<X>[] {
  checkArguments('taylor', f, x, 'order', order);
  return coefficientsAlong('taylor', f, x, 1, order) as Like<X>[];
}

/**
 * The derivatives f(x), f'(x), f''(x), ... up to an order.
 *
 * @param f - f: ℝ → ℝ, written with operator functions; called once.
 * @param x - where, a number.
 * @param order - the highest order, a whole number.
 * @returns an array of order + 1 numbers, the index being the order.
 * @throws {TypeError} when x or f(x) is not one number, or order is not a number.
 * @throws {RangeError} when order is negative or not whole.
 * @remarks Cost: as `taylor`. The factorials are put on at the end, and the series is scaled by powers of two before, so
 * that neither 200! nor 1/200! stands in the way of the 200th derivative. Past order 1900 no scale fits them all.
 * @see Mathematics for Machine Learning, (5.9)-(5.18)
 * @example
 * derivatives((x) => pow(x, 4), 1, 6); // => [1, 4, 12, 24, 24, 0, 0]
 * derivatives(sin, 0, 5); // => [0, 1, 0, -1, 0, 1]
 */
export function derivatives<X extends Scalar>(f: (x: Scalar) => Scalar, x: X, order: number): Like<X>[] {
  return scaledDerivatives('derivatives', f, x, order) as Like<X>[];
}

/**
 * The nth derivative f⁽ⁿ⁾(x).
 *
 * @param f - f: ℝ → ℝ, written with operator functions; called once.
 * @param x - where, a number.
 * @param n - the order, a whole number; 0 is f itself.
 * @returns one number.
 * @throws {TypeError} when x or f(x) is not one number, or n is not a number.
 * @throws {RangeError} when n is negative or not whole.
 * @remarks Cost: as `taylor`, O(n²) for each operation of f, where n nested derivatives cost 3ⁿ.
 * @example
 * nthDerivative((x) => mul(x, sin(x)), 0, 4); // => -4
 * nthDerivative((x) => pow(x, 4), 1, 3); // => 24
 */
export function nthDerivative<X extends Scalar>(f: (x: Scalar) => Scalar, x: X, n: number): Like<X> {
  return scaledDerivatives('nthDerivative', f, x, n)[n] as Like<X>;
}

function scaledDerivatives(driver: string, f: (x: Scalar) => Scalar, x: Scalar, order: number): Scalar[] {
  checkArguments(driver, f, x, driver === 'nthDerivative' ? 'n' : 'order', order);
  const h = stepFor(order);
  const coefficients = coefficientsAlong(driver, f, x, h, order);
  return timesFactorials(coefficients, h);
}

/** The power of two h that keeps h^k/k! in range: with x₀ + h·t that is the coefficient for a derivative of size 1. */
export function stepFor(order: number): number {
  return 2 ** Math.max(0, Math.round(Math.log2(order / Math.E)));
}

/** Derivatives from the coefficients of f(x₀ + h·t). */
export function timesFactorials(coefficients: readonly Scalar[], h: number): Scalar[] {
  const factors = factorials(coefficients.length - 1, h);
  return coefficients.map((c, k) => (k === 0 ? c : mul(c, factors[k])));
}

/** k!/h^k for k = 0 ... order, the product kept in two pieces: correctly rounded but for the last step. */
export function factorials(order: number, h: number): number[] {
  const list = [1];
  let high = 1;
  let low = 0;
  for (let k = 1; k <= order; k++) {
    // k is small: with high in halves of 26 bits both products are exact.
    const upper = splitter * high - (splitter * high - high);
    const p = high * (k / h);
    const rest = upper * (k / h) - p + (high - upper) * (k / h) + low * (k / h);
    high = p + rest;
    low = p - high + rest;
    list[k] = high;
  }
  return list;
}

const splitter = 2 ** 27 + 1;

/** Where a function of one series is developed. */
export interface Curve {
  readonly driver: string;
  /** The points at which the series start. */
  readonly leaves: readonly Scalar[];
  readonly order: number;
  /** f along the curve: takes the starting points, and a level for the series. */
  readonly run: (level: Level, leaves: readonly Scalar[]) => unknown;
  /** f at other points. */
  readonly evaluate: (leaves: readonly Scalar[]) => unknown;
}

const INSTEAD = 'jacobian(f, x) for first derivatives, or one call for each number';

/** The coefficients of what f returns for inputs seeded at a new level. */
export function coefficientsOf({ driver, leaves, order, run, evaluate }: Curve): Scalar[] {
  const answer = (at: readonly Scalar[]): Answers => {
    const level = onPath(new Level(driver), at);
    try {
      const y = oneNumber(driver, run(level, at), INSTEAD);
      const [value, ...rest] = Array.from({ length: order + 1 }, (_, k) => coefficientOf(level, y, k));
      return { values: [value], rows: [rest] };
    } finally {
      level.close();
    }
  };
  const start = beginning();
  const question: Question = {
    driver,
    leaves,
    evaluate: (at) => [oneNumber(driver, evaluate(at), INSTEAD)],
    answer,
    firstOrder: Math.min(order, 1),
  };
  const { values, rows } = examined(question, answer(leaves), start);
  return [values[0], ...rows[0]];
}

/** The same for a function of one number. */
export function coefficientsAlong(
  driver: string,
  f: (x: Scalar) => unknown,
  x: Scalar,
  step: number,
  order: number,
): Scalar[] {
  return coefficientsOf({
    driver,
    leaves: [x],
    order,
    run: (level, [x0]) => f(seedTaylor(level, x0, step, order)),
    evaluate: ([x0]) => f(x0),
  });
}

/** An input that moves along a line: x₀ + x₁·t. */
export function seedTaylor(level: Level, x0: Scalar, x1: Scalar, order: number): Taylor {
  return new Taylor(
    level,
    Array.from({ length: order + 1 }, (_, k) => (k === 0 ? x0 : k === 1 ? x1 : null)),
  );
}

/** A coefficient of an output, with +0 for zeros: a derivative has no negative zero. */
export function coefficientOf(level: Level, y: Scalar, k: number): Scalar {
  if (isOfLevel<Taylor>(y, level)) return k === 0 ? y.primal : add(y.series[k] ?? 0, 0);
  if (typeof y !== 'number') checkOpen(y);
  return k === 0 ? y : 0;
}

function checkArguments(driver: string, f: unknown, x: unknown, label: string, order: unknown): void {
  const call = `${driver}(f, x, ${label})`;
  checkFunction(driver, f, call);
  checkNumber(driver, x, 'Use multivariateTaylor(f, x, degree) for several inputs.');
  checkOrder(driver, label, order, call);
}

/**
 * @param call - for messages: what to write.
 * @throws {TypeError} when an order is not a number.
 * @throws {RangeError} when it is negative or not whole.
 */
export function checkOrder(driver: string, label: string, order: unknown, call: string): asserts order is number {
  if (typeof order !== 'number') {
    throw new TypeError(`${driver}: expected ${label} to be a whole number, got ${describe(order)}. Call ${call}.`);
  }
  if (!(Number.isInteger(order) && order >= 0)) {
    throw new RangeError(`${driver}: expected ${label} to be a whole number >= 0, got ${order}. Use 0 for the value.`);
  }
}
