/** Derivatives of functions of one number. */
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import type { Like } from '../shape/types.js';
import { checkFunction, checkNumber, epsOf, oneNumber, primalOf, seedDual, seedHyperDual, tangentOf } from './seed.js';

/**
 * Derivative f'(x) of a function of one number.
 *
 * @param f - f: ℝ → ℝ, written with operator functions; called once.
 * @param x - where, a number.
 * @returns f'(x), a number (a Scalar inside another driver).
 * @throws {TypeError} when x or f(x) is not one number.
 * @remarks Cost: one call of f on dual numbers, at most 2.5 times the operations of f. At a kink or a singular point the
 * answer is that of the rule table (README, limits).
 * @see Deisenroth, Faisal and Ong, Mathematics for Machine Learning, (5.4)
 * @example
 * derivative((x) => mul(x, sin(x)), 0); // => 0
 * derivative((x) => pow(x, 3), 2); // => 12
 */
export function derivative<X extends Scalar>(f: (x: Scalar) => Scalar, x: X): Like<X> {
  checkFunction('derivative', f);
  checkNumber('derivative', x, 'Use gradient(f, x) for several inputs.');
  const level = new Level('derivative');
  try {
    const y = oneNumber('derivative', f(seedDual(level, x, 1)), 'jacobian(f, x)');
    return tangentOf(level, y) as Like<X>;
  } finally {
    level.close();
  }
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
  checkFunction('valueAndDerivative', f);
  checkNumber('valueAndDerivative', x, 'Use valueAndGradient(f, x) for several inputs.');
  const level = new Level('valueAndDerivative');
  try {
    const y = oneNumber('valueAndDerivative', f(seedDual(level, x, 1)), 'valueAndJacobian(f, x)');
    return { value: primalOf(level, y) as Like<X>, derivative: tangentOf(level, y) as Like<X> };
  } finally {
    level.close();
  }
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
  checkFunction(driver, f);
  checkNumber(driver, x, 'Use hessian(f, x) for several inputs.');
  const level = new Level(driver);
  try {
    const y = oneNumber(driver, f(seedHyperDual(level, x, 1, 1)), 'hessian(f, x), which takes any shape');
    return {
      value: primalOf(level, y) as Like<X>,
      derivative: epsOf(level, y, 'eps1') as Like<X>,
      secondDerivative: epsOf(level, y, 'eps12') as Like<X>,
    };
  } finally {
    level.close();
  }
}
