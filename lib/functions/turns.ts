/** Sine and cosine of multiples of π, exact at whole and half numbers. */
import { cases, gt, lt, select } from '../branches/compare.js';
import { magnitude, round } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { active, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import { times } from '../scalar/parts.js';
import type { Series, UnaryRule } from '../scalar/rule.js';
import { oscillation } from '../taylor/recurrences/circular.js';
import { cos, sin } from './trigonometric.js';

/**
 * sin(πx), without the rounding of πx: 0 at whole numbers, ±1 half way between. Any x; NaN at ±Infinity.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * sinPi(1e6 + 0.5); // => 1
 * valueAndDerivative(sinPi, 0); // => { value: 0, derivative: 3.141592653589793 }
 */
export const sinPi: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? (sineOf(x) as number) : active('sinPi', x).unary(SINPI)) as Unary;

/**
 * cos(πx), without the rounding of πx: ±1 at whole numbers, 0 half way between. Any x; NaN at ±Infinity.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * cosPi(0.5); // => 0
 * secondDerivative(cosPi, 0); // => -9.869604401089358
 */
export const cosPi: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? (cosineOf(x) as number) : active('cosPi', x).unary(COSPI)) as Unary;

/** x less the nearest even number, exactly: between -1 and 1. */
function reduced(x: Scalar): Scalar {
  return sub(x, mul(2, round(mul(0.5, x))));
}

function sineOf(x: Scalar): Scalar {
  // As it is -0 stays -0.
  return cases([[lt(magnitude(x), 0.5), () => sin(mul(Math.PI, x))]], () => {
    const r = reduced(x);
    return cases(
      [
        [lt(magnitude(r), 0.5), () => sin(mul(Math.PI, r))],
        [() => gt(r, 0), () => sin(mul(Math.PI, sub(1, r)))],
      ],
      () => sin(mul(Math.PI, sub(-1, r))),
    );
  });
}

function cosineOf(x: Scalar): Scalar {
  const r = magnitude(reduced(x));
  return select(
    lt(r, 0.25),
    () => cos(mul(Math.PI, r)),
    () => sin(mul(Math.PI, sub(0.5, r))),
  );
}

/** π². */
const PI_SQUARED = 9.869604401089358;

/** In πx, of which sine and cosine are the recurrences. */
function series(x: Series, y: Parameters<typeof oscillation>[1], slope: Scalar): void {
  oscillation(
    x.map((c) => times(Math.PI, c)),
    y,
    div(slope, Math.PI),
    -1,
  );
}

export const SINPI: UnaryRule = {
  name: 'sinPi',
  facts: { flops: 8, zero: 'odd' },
  value: (x) => sineOf(x) as number,
  slope: (x) => mul(Math.PI, cosPi(x)),
  curvature: (_, y) => mul(-PI_SQUARED, y),
  third: (_x, _y, slope) => mul(-PI_SQUARED, slope),
  series,
  formula: sineOf,
};

export const COSPI: UnaryRule = {
  name: 'cosPi',
  facts: { flops: 8, zero: 'even' },
  value: (x) => cosineOf(x) as number,
  slope: (x) => neg(mul(Math.PI, sinPi(x))),
  curvature: (_, y) => mul(-PI_SQUARED, y),
  third: (_x, _y, slope) => mul(-PI_SQUARED, slope),
  series,
  formula: cosineOf,
};
