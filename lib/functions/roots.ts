/** Squares, reciprocals and roots. */
import type { Scalar } from '../scalar/active.js';
import { active, add, byRule, div, mul, neg, type Unary } from '../scalar/arithmetic.js';
import { over } from '../scalar/parts.js';
import type { UnaryRule } from '../scalar/rule.js';
import { power } from '../taylor/recurrences/powers.js';
import { complete, convolution, head } from '../taylor/series.js';

/**
 * x². Any x; the derivative 2x is exact.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(square, 3); // => { value: 9, derivative: 6 }
 */
export const square: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? x * x : x?.applySquare === undefined ? anySquare(x) : x.applySquare()) as Unary;

export const SQUARE: UnaryRule = {
  name: 'square',
  facts: { flops: 1, counts: 'multiplications', zero: 'even', isNotNegative: true, written: (x) => `${x}²` },
  value: (x) => x * x,
  slope: (x) => mul(2, x),
  curvature: () => 2,
  third: () => 0,
  series: (x, y) => complete(x, y, (k) => convolution(x, x, k)),
  formula: (x) => mul(x, x),
};

const anySquare = /* @__PURE__ */ byRule(SQUARE);

/**
 * 1/x. Any x; ±Infinity at ±0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(reciprocal, 2); // => { value: 0.5, derivative: -0.25 }
 */
export const reciprocal: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? 1 / x : x?.applyReciprocal === undefined ? anyReciprocal(x) : x.applyReciprocal()) as Unary;

export const RECIPROCAL: UnaryRule = {
  name: 'reciprocal',
  facts: { flops: 4, counts: 'divisions', written: (x) => `1 / ${x}` },
  value: (x) => 1 / x,
  slope: (_, y) => neg(mul(y, y)),
  ratio: (x, y) => ({ factor: neg(y), divisor: x }),
  // 2/x³; y² is in range whenever y³ is.
  curvature: (_, y) => mul(mul(2, y), mul(y, y)),
  third: (_, y) => mul(-6, square(mul(y, y))),
  series: (x, y) => {
    const r = x.map((c, k) => (k === 0 ? null : over(c, neg(head(x)))));
    complete(x, y, (k) => convolution(y, r, k, 0, k - 1));
  },
  formula: (x) => div(1, x),
};

const anyReciprocal = /* @__PURE__ */ byRule(RECIPROCAL);

/**
 * Square root of x >= 0, NaN below. Slope +Infinity at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(sqrt, 4); // => { value: 2, derivative: 0.25 }
 * derivative((x) => sqrt(mul(x, x)), 0); // => 0
 */
export const sqrt: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.sqrt(x) : x?.applySqrt === undefined ? anySqrt(x) : x.applySqrt()) as Unary;

export const SQRT: UnaryRule = {
  name: 'sqrt',
  facts: { flops: 4, zero: 'odd', instruction: 'sqrt' },
  value: Math.sqrt,
  // + 0 because sqrt(-0) is -0 and the slope there is +Infinity too.
  slope: (_, y) => div(0.5, add(y, 0)),
  ratio: (_, y) => ({ factor: 1, divisor: mul(2, add(y, 0)) }),
  // -1/4 x^(-3/2), divided in turn: x·y underflows for small x.
  curvature: (x, _, slope) => div(mul(-0.5, slope), add(x, 0)),
  third: (x, _y, _s, curvature) => div(mul(-1.5, curvature), add(x, 0)),
  series: (x, y) => power(x, y, { numerator: 1, denominator: 2 }),
};

const anySqrt = /* @__PURE__ */ byRule(SQRT);

/**
 * Cube root, any x. Slope +Infinity at 0.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * cbrt(-8); // => -2
 * derivative(cbrt, 8); // => 0.0833...
 */
export const cbrt: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.cbrt(x) : active('cbrt', x).unary(CBRT)) as Unary;

export const CBRT: UnaryRule = {
  name: 'cbrt',
  facts: { flops: 8, zero: 'odd' },
  value: Math.cbrt,
  slope: (_, y) => div(1, mul(3, mul(y, y))),
  ratio: (_, y) => ({ factor: 1, divisor: mul(3, mul(y, y)) }),
  curvature: (x, _, slope) => div(mul(-2, slope), mul(3, x)),
  third: (x, _y, _s, curvature) => div(mul(-5, curvature), mul(3, x)),
  series: (x, y) => power(x, y, { numerator: 1, denominator: 3 }),
};
