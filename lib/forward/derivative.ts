/** Derivatives of functions of one number. */
import { beginning, examined } from '../look/examine.js';
import type { Answers, Question, Start } from '../look/question.js';
import { FlatDual } from '../numbers/flat-dual.js';
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { onPath } from '../scalar/still.js';
import type { Like } from '../shape/types.js';
import {
  checkFunction,
  checkNumber,
  epsOf,
  oneNumber,
  primalOf,
  seedHyperDual,
  seedVariable,
  tangentOf,
} from './seed.js';

/**
 * Derivative f'(x) of a function of one number.
 *
 * @param f - f: ℝ → ℝ, written with operator functions; called once.
 * @param x - where, a number.
 * @returns f'(x), a number (a Scalar inside another driver).
 * @throws {TypeError} when x or f(x) is not one number.
 * @remarks Cost: one call of f on dual numbers, at most 3 times the operations of f. At a kink or a singular point the
 * answer is that of the rule table (README, limits).
 * @see Deisenroth, Faisal and Ong, Mathematics for Machine Learning, (5.4)
 * @example
 * derivative((x) => mul(x, sin(x)), 0); // => 0
 * derivative((x) => pow(x, 3), 2); // => 12
 */
export function derivative<X extends Scalar>(f: (x: Scalar) => Scalar, x: X): Like<X> {
  if (typeof f !== 'function' || typeof x !== 'number') checkArguments('derivative', 'gradient', f, x);
  const { ties, signs, mixed, open, openInfinite } = met;
  const level = new Level('derivative');
  if (typeof x !== 'number') onPath(level, [x]);
  let y: unknown;
  let slope: Scalar;
  try {
    // Not f(...): V8 would copy f into the driver, and the driver would use up what f's own operators need to be copied.
    y = Reflect.apply(f, undefined, [seedVariable(level, x)]);
    slope = slopeOf(level, y);
  } finally {
    level.close();
  }
  const isQuiet = met.ties === ties && met.open === open && met.signs === signs;
  if (typeof slope === 'number' && slope - slope === 0 && isQuiet) return slope as Like<X>;
  const start: Start = { ties, signs, mixed, open, openInfinite };
  return examinedBoth('derivative', f, x, primalOf(level, y as Scalar), slope, start)[1] as Like<X>;
}

/** Value and slope, looked at again where they are not to be trusted. */
function examinedBoth(
  driver: string,
  f: (x: Scalar) => Scalar,
  x: Scalar,
  value: Scalar,
  slope: Scalar,
  start: Start,
): readonly [Scalar, Scalar] {
  const question: Question = {
    driver,
    leaves: [x],
    evaluate: ([t]) => [f(t)],
    answer: ([t]) => {
      const { value: y, derivative: d } = bothAt(driver, f, t);
      return { values: [y], rows: [[d]] };
    },
    firstOrder: 1,
  };
  const { values, rows } = examined(question, { values: [value], rows: [[slope]] }, start);
  return [values[0], rows[0]?.[0]];
}

/** The tangent of an output: first of all a number of the number-only class, which needs no other look. */
function slopeOf(level: Level, y: unknown): Scalar {
  if (y instanceof FlatDual && y.level === level) return y.tangent + 0;
  return tangentOf(level, oneNumber(level.owner, y, 'jacobian(f, x)'));
}

function checkArguments(driver: string, instead: string, f: unknown, x: unknown): void {
  checkFunction(driver, f);
  checkNumber(driver, x, `Use ${instead}(f, x) for several inputs.`);
}

/**
 * Value f(x) and derivative f'(x) from one call of f.
 *
 * @param f - f: ℝ → ℝ; called once.
 * @param x - where, a number.
 * @throws {TypeError} when x or f(x) is not one number.
 * @example
 * valueAndDerivative((x) => square(x), 3); // => { value: 9, derivative: 6 }
 */
export function valueAndDerivative<X extends Scalar>(
  f: (x: Scalar) => Scalar,
  x: X,
): { value: Like<X>; derivative: Like<X> } {
  checkArguments('valueAndDerivative', 'valueAndGradient', f, x);
  const start = beginning();
  const both = bothAt('valueAndDerivative', f, x);
  const [value, slope] = examinedBoth('valueAndDerivative', f, x, both.value, both.derivative, start);
  return { value, derivative: slope } as { value: Like<X>; derivative: Like<X> };
}

function bothAt(driver: string, f: (x: Scalar) => Scalar, x: Scalar): { value: Scalar; derivative: Scalar } {
  const level = new Level(driver);
  if (typeof x !== 'number') onPath(level, [x]);
  try {
    return bothOf(level, f(seedVariable(level, x)));
  } finally {
    level.close();
  }
}

function bothOf(level: Level, y: unknown): { value: Scalar; derivative: Scalar } {
  const one = oneNumber(level.owner, y, 'valueAndJacobian(f, x)');
  return { value: primalOf(level, one), derivative: tangentOf(level, one) };
}

/**
 * Second derivative f''(x) of a function of one number.
 *
 * @param f - f: ℝ → ℝ, written with operator functions; called once.
 * @param x - where, a number.
 * @throws {TypeError} when x or f(x) is not one number.
 * @remarks Cost: one call of f on hyper-dual numbers, 4 to 14 times the operations of f.
 * @see Fike and Alonso, AIAA 2011-886
 * @example
 * secondDerivative((x) => pow(x, 3), 2); // => 12
 */
export function secondDerivative<X extends Scalar>(f: (x: Scalar) => Scalar, x: X): Like<X> {
  return secondOrder('secondDerivative', f, x).secondDerivative;
}

/**
 * Value, derivative and second derivative from one call of f.
 *
 * @param f - f: ℝ → ℝ; called once.
 * @param x - where, a number.
 * @throws {TypeError} when x or f(x) is not one number.
 * @example
 * valueAndSecondDerivative((x) => pow(x, 3), 2); // => { value: 8, derivative: 12, secondDerivative: 12 }
 */
export function valueAndSecondDerivative<X extends Scalar>(
  f: (x: Scalar) => Scalar,
  x: X,
): { value: Like<X>; derivative: Like<X>; secondDerivative: Like<X> } {
  return secondOrder('valueAndSecondDerivative', f, x);
}

function secondOrder<X extends Scalar>(
  driver: string,
  f: (x: Scalar) => Scalar,
  x: X,
): { value: Like<X>; derivative: Like<X>; secondDerivative: Like<X> } {
  checkArguments(driver, 'hessian', f, x);
  const answer = ([t]: readonly Scalar[]): Answers => {
    const level = onPath(new Level(driver), [t]);
    try {
      const y = oneNumber(driver, f(seedHyperDual(level, t, 1, 1)), 'hessian(f, x), which takes any shape');
      return { values: [primalOf(level, y)], rows: [[epsOf(level, y, 'eps1'), epsOf(level, y, 'eps12')]] };
    } finally {
      level.close();
    }
  };
  const start = beginning();
  const question: Question = { driver, leaves: [x], evaluate: ([t]) => [f(t)], answer, firstOrder: 1 };
  const { values, rows } = examined(question, answer([x]), start);
  const [slope, curvature] = rows[0];
  return { value: values[0] as Like<X>, derivative: slope as Like<X>, secondDerivative: curvature as Like<X> };
}
