/** Gradients of scalar fields. */
import type { Scalar } from '../scalar/active.js';
import { fillWith } from '../shape/shape.js';
import type { Checked, Input, LeafOf, Lifted, Like } from '../shape/types.js';
import { columnsOf } from './columns.js';
import { numberOutput } from './seed.js';

/**
 * Gradient of a scalar field: all partial derivatives ∂f/∂x_j.
 *
 * @param f - f: ℝⁿ → ℝ, written with operator functions; called once for every 16 inputs.
 * @param x - where: an array of any depth, or a record of named parameters.
 * @returns the partial derivatives, of the structure of x: for an array the row vector of (5.40).
 * @throws {TypeError} when f(x) is not one number, or x holds something that is not a number.
 * @remarks Cost: n tangents, at most 1 + 1.5·n times the operations of f, in passes of up to 16. For many inputs use the
 * reverse mode.
 * @see Mathematics for Machine Learning, (5.40)
 * @example
 * gradient(([x, y]) => mul(square(x), y), [2, 2]); // => [8, 4]
 * gradient(({ mass, speed }) => mul(mass, square(speed)), { mass: 2, speed: 3 }); // => { mass: 9, speed: 12 }
 */
export function gradient<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>): Like<X>;
export function gradient(f: (x: never) => Scalar, x: unknown): unknown {
  return valueAndRow('gradient', f, x).gradient;
}

/**
 * Value f(x) and gradient.
 *
 * @param f - f: ℝⁿ → ℝ; called once for every 16 inputs.
 * @param x - where: an array of any depth, or a record.
 * @throws {TypeError} when f(x) is not one number, or x holds something that is not a number.
 * @example
 * valueAndGradient(([x, y]) => mul(x, y), [2, 3]); // => { value: 6, gradient: [3, 2] }
 */
export function valueAndGradient<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: Checked<X>,
): { value: LeafOf<X>; gradient: Like<X> };
export function valueAndGradient(f: (x: never) => Scalar, x: unknown): { value: unknown; gradient: unknown } {
  return valueAndRow('valueAndGradient', f, x);
}

function valueAndRow(driver: string, f: (x: never) => unknown, x: unknown): { value: unknown; gradient: unknown } {
  const instead = driver === 'gradient' ? 'jacobian(f, x)' : 'valueAndJacobian(f, x)';
  const { input, values, rows } = columnsOf(driver, f, x, numberOutput(driver, instead));
  return { value: values[0], gradient: fillWith(input.shape, rows[0] as Scalar[]) };
}
