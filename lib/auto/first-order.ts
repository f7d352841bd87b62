/** Gradients and Jacobians by the mode that takes less. */
import { type Columns, columnsOf } from '../forward/columns.js';
import { anyOutput, numberOutput } from '../forward/seed.js';
import { fieldOf } from '../reverse/field.js';
import { subjectOf } from '../reverse/recording.js';
import { rowsOf } from '../reverse/rows.js';
import type { Scalar } from '../scalar/active.js';
import { fill, fillWith, rebuild } from '../shape/shape.js';
import type { Checked, Input, Jacobian, LeafOf, Lifted, Like, Output, Valued } from '../shape/types.js';
import { chosen, modeFor, withinLimit } from './choice.js';

/**
 * Gradient of a scalar field by the mode that takes less: one call of f and one sweep back, whatever the number of inputs; forward
 * mode where f takes so many operations that a recording of them would be too large.
 *
 * @param f - f: ℝⁿ → ℝ, written with operator functions; called once.
 * @param x - where: an array of any depth, or a record of named parameters.
 * @returns the partial derivatives, of the structure of x.
 * @throws {TypeError} when f(x) is not one number, or x holds something that is not a number.
 * @remarks Cost: one call of f and one sweep, 24 bytes an operation. Beyond 2¹⁶ operations an input, and 2²⁰, that call is given up, and f
 * is called once for every 16 inputs, on numbers with their tangents.
 * @see Mathematics for Machine Learning, (5.40)
 * @example
 * auto.gradient(([x, y]) => mul(square(x), y), [2, 2]); // => [8, 4]
 */
export function gradient<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>): Like<X>;
export function gradient(f: (x: never) => Scalar, x: unknown): unknown {
  return fieldByMode('gradient', f, x, 'jacobian(f, x)').gradient;
}

/**
 * Value f(x) and gradient, as by `auto.gradient`.
 *
 * @param f - f: ℝⁿ → ℝ; called once.
 * @param x - where: an array of any depth, or a record.
 * @throws {TypeError} when f(x) is not one number.
 * @example
 * auto.valueAndGradient(([x, y]) => mul(x, y), [2, 3]); // => { value: 6, gradient: [3, 2] }
 */
export function valueAndGradient<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: Checked<X>,
): { value: LeafOf<X>; gradient: Like<X> };
export function valueAndGradient(f: (x: never) => Scalar, x: unknown): { value: unknown; gradient: unknown } {
  return fieldByMode('valueAndGradient', f, x, 'valueAndJacobian(f, x)');
}

function fieldByMode(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  instead: string,
): { value: unknown; gradient: unknown } {
  return withinLimit(
    (limit) => {
      const { shape, value, gradient } = fieldOf(driver, f, x, instead, limit);
      return { value, gradient: fillWith(shape, gradient) };
    },
    () => {
      const { input, values, rows } = columnsOf(driver, f, x, numberOutput(driver, instead));
      return { value: values[0], gradient: fillWith(input.shape, rows[0].slice()) };
    },
  );
}

/**
 * Jacobian by the mode that takes less: forward mode, or one sweep for each number of f(x) where there are few of them.
 *
 * @param f - f: ℝⁿ → ℝᵐ, numbers in any structure to numbers in any structure.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns the structure of f(x) with the structure of x at each number: m x n for vectors.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @remarks Cost: where there are more than 6 inputs one call of f on plain numbers, to know m; then as `jacobian` for n <= 3(m + 1),
 * as that of `hyperdual/reverse` beyond, as long as that keeps at most 2¹⁶ operations an input.
 * @see Mathematics for Machine Learning, (5.57), (5.58)
 * @example
 * auto.jacobian(([x, y]) => [mul(x, y), add(x, y), square(x)], [2, 3]); // => [[3, 2], [1, 1], [4, 0]]
 */
export function jacobian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): Jacobian<Y, X>;
export function jacobian(f: (x: never) => unknown, x: unknown): unknown {
  return jacobianOf(rowsByMode('jacobian', f, x));
}

/**
 * Value f(x) and Jacobian, as by `auto.jacobian`.
 *
 * @param f - f: ℝⁿ → ℝᵐ.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @example
 * auto.valueAndJacobian(([x, y]) => [mul(x, y), add(x, y)], [2, 3]); // => { value: [6, 5], jacobian: [[3, 2], [1, 1]] }
 */
export function valueAndJacobian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): { value: Valued<Y, X>; jacobian: Jacobian<Y, X> };
export function valueAndJacobian(f: (x: never) => unknown, x: unknown): { value: unknown; jacobian: unknown } {
  const found = rowsByMode('valueAndJacobian', f, x);
  return { value: fill(found.output, found.values), jacobian: jacobianOf(found) };
}

function rowsByMode(driver: string, f: (x: never) => unknown, x: unknown): Columns {
  const read = anyOutput(driver);
  const subject = subjectOf(driver, f, x, read);
  const forward = (): Columns => columnsOf(driver, f, x, read);
  if (chosen(subject, modeFor) === 'forward') return forward();
  return withinLimit((limit) => rowsOf(subject, limit), forward);
}

function jacobianOf({ input, output, rows }: Columns): unknown {
  let i = 0;
  return rebuild(output, () => fill(input.shape, rows[i++]));
}
