/** Derivatives of functions of one number. */
import type { Scalar } from '../scalar/active.js';
import { FlatDual } from '../scalar/flat-dual.js';
import { Level } from '../scalar/level.js';
import type { Like } from '../shape/types.js';
import { onCurvedLevel } from './pass.js';
import {
  checkFunction,
  checkNumber,
  epsOf,
  oneNumber,
  primalOf,
  seedDual,
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
 * @remarks Cost: one call of f on dual numbers, at most 2.5 times the operations of f. At a kink or a singular point the
 * answer is that of the rule table (README, limits).
 * @see Deisenroth, Faisal and Ong, Mathematics for Machine Learning, (5.4)
 * @example
 * derivative((x) => mul(x, sin(x)), 0); // => 0
 * derivative((x) => pow(x, 3), 2); // => 12
 */
export function derivative<X extends Scalar>(f: (x: Scalar) => Scalar, x: X): Like<X> {
  if (typeof f !== 'function' || typeof x !== 'number') checkArguments('derivative', 'gradient', f, x);
  const level = new Level('derivative');
  try {
    // Not f(...): V8 would copy f into the driver, and the driver would use up what f's own operators need to be copied.
    const slope = slopeOf(level, Reflect.apply(f, undefined, [seedVariable(level, x)]));
    if (!level.missesCurvature) return slope as Like<X>;
  } finally {
    level.close();
  }
  return slopeAtKink(f, x) as Like<X>;
}

/** What `onLevel` does, in a function of its own: a closure in the other one would cost each call a tenth of its time. */
function slopeAtKink(f: (x: Scalar) => Scalar, x: Scalar): Scalar {
  return onCurvedLevel('derivative', (level) => slopeOf(level, f(seedDual(level, x, 1))));
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
  const level = new Level('valueAndDerivative');
  try {
    const both = bothOf(level, f(seedVariable(level, x)));
    if (!level.missesCurvature) return both as { value: Like<X>; derivative: Like<X> };
  } finally {
    level.close();
  }
  return bothAtKink(f, x) as { value: Like<X>; derivative: Like<X> };
}

function bothAtKink(f: (x: Scalar) => Scalar, x: Scalar): { value: Scalar; derivative: Scalar } {
  return onCurvedLevel('valueAndDerivative', (level) => bothOf(level, f(seedDual(level, x, 1))));
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
  return onCurvedLevel(driver, (level) => {
    const y = oneNumber(driver, f(seedHyperDual(level, x, 1, 1)), 'hessian(f, x), which takes any shape');
    return {
      value: primalOf(level, y) as Like<X>,
      derivative: epsOf(level, y, 'eps1') as Like<X>,
      secondDerivative: epsOf(level, y, 'eps12') as Like<X>,
    };
  });
}
