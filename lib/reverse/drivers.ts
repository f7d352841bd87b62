/** The drivers of reverse mode: one call of f, then one sweep for each output. */
import { anyOutput, numberOutput } from '../forward/seed.js';
import { beginning } from '../look/examine.js';
import type { Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { fill, fillWith, leavesLike, rebuild } from '../shape/shape.js';
import type {
  Checked,
  Direction,
  Hessian,
  Input,
  Jacobian,
  LeafOf,
  Lifted,
  Like,
  Output,
  Shaped,
  Valued,
} from '../shape/types.js';
import { fieldOf } from './field.js';
import { lookedSweep } from './pullback.js';
import { type Looked, subjectOf, withRecording } from './recording.js';
import { rowsOf } from './rows.js';
import { hessiansOf, productsOf } from './second-order.js';

/**
 * Gradient of a scalar field in one reverse sweep, whatever the number of inputs.
 *
 * @param f - f: ℝⁿ → ℝ, written with operator functions; called once.
 * @param x - where: an array of any depth, or a record of named parameters.
 * @returns the partial derivatives, of the structure of x.
 * @throws {TypeError} when f(x) is not one number, or x holds something that is not a number.
 * @remarks Cost: one call of f and one sweep, at most 4 times the operations of f; 8 bytes a sum, 24 a product.
 * @see Mathematics for Machine Learning, (5.142)-(5.144); Griewank and Walther, Evaluating Derivatives, 2008
 * @example
 * reverse.gradient(([x, y]) => mul(square(x), y), [2, 2]); // => [8, 4]
 */
export function gradient<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>): Like<X>;
export function gradient(f: (x: never) => Scalar, x: unknown): unknown {
  const { shape, gradient } = fieldOf('gradient', f, x, 'jacobian(f, x)');
  return fillWith(shape, gradient);
}

/**
 * Value f(x) and gradient from one call of f.
 *
 * @param f - f: ℝⁿ → ℝ; called once.
 * @param x - where: an array of any depth, or a record.
 * @throws {TypeError} when f(x) is not one number.
 * @example
 * reverse.valueAndGradient(([x, y]) => mul(x, y), [2, 3]); // => { value: 6, gradient: [3, 2] }
 */
export function valueAndGradient<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: Checked<X>,
): { value: LeafOf<X>; gradient: Like<X> };
export function valueAndGradient(f: (x: never) => Scalar, x: unknown): { value: unknown; gradient: unknown } {
  const { shape, value, gradient } = fieldOf('valueAndGradient', f, x, 'valueAndJacobian(f, x)');
  return { value, gradient: fillWith(shape, gradient) };
}

function valueAndRow({ input, values, rows }: Looked): { value: unknown; gradient: unknown } {
  return { value: values[0], gradient: fill(input.shape, rows[0] as readonly Scalar[]) };
}

/**
 * Vector-Jacobian product: f(x) and wᵀJ in one sweep.
 *
 * cotangent[j] = Σ_i w[i]·J[i][j] with J[i][j] = ∂f_i/∂x_j.
 *
 * @param f - f of numbers in any structure to numbers in any structure; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @param w - the weights of the outputs, of the shape of f(x).
 * @returns `{ value, cotangent }`, of the shapes of f(x) and of x.
 * @throws {RangeError} when w has not the shape of f(x).
 * @throws {TypeError} when x, w or f(x) holds something that is not a number.
 * @example
 * reverse.vjp(([x, y]) => [mul(x, y), add(x, y)], [2, 3], [1, 10]); // => { value: [6, 5], cotangent: [13, 12] }
 */
export function vjp<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
  w: Shaped<Y, Scalar>,
): { value: Valued<Y, X>; cotangent: Like<X> };
export function vjp(f: (x: never) => unknown, x: unknown, w: unknown): { value: unknown; cotangent: unknown } {
  const subject = subjectOf('vjp', f, x, anyOutput('vjp'));
  const { input } = subject;
  const start = beginning();
  return withRecording(subject, input.leaves, (recording) => {
    const isTied = met.ties - start.ties > 1;
    const output = subject.output();
    const cotangents = leavesLike('vjp', 'w', w, output, 'f(x)');
    const cotangent = lookedSweep(subject, recording, cotangents, start, isTied);
    return { value: fill(output, recording.values), cotangent: fill(input.shape, cotangent) };
  });
}

/**
 * Jacobian, row by row: one call of f, one sweep for each of its numbers.
 *
 * @param f - f: ℝⁿ → ℝᵐ, numbers in any structure to numbers in any structure; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns the structure of f(x) with the structure of x at each number: m x n for vectors.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @remarks Cost: one call of f and m sweeps. For few inputs and many outputs use the forward mode.
 * @see Mathematics for Machine Learning, (5.57), (5.58)
 * @example
 * reverse.jacobian(([x, y]) => [mul(x, y), add(x, y), square(x)], [2, 3]); // => [[3, 2], [1, 1], [4, 0]]
 */
export function jacobian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): Jacobian<Y, X>;
export function jacobian(f: (x: never) => unknown, x: unknown): unknown {
  return jacobianOf(rowsOf(subjectOf('jacobian', f, x, anyOutput('jacobian'))));
}

/**
 * Value f(x) and Jacobian from one call of f.
 *
 * @param f - f: ℝⁿ → ℝᵐ; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @example
 * reverse.valueAndJacobian(([x, y]) => [mul(x, y), add(x, y)], [2, 3]); // => { value: [6, 5], jacobian: [[3, 2], [1, 1]] }
 */
export function valueAndJacobian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): { value: Valued<Y, X>; jacobian: Jacobian<Y, X> };
export function valueAndJacobian(f: (x: never) => unknown, x: unknown): { value: unknown; jacobian: unknown } {
  const looked = rowsOf(subjectOf('valueAndJacobian', f, x, anyOutput('valueAndJacobian')));
  return { value: fill(looked.output, looked.values), jacobian: jacobianOf(looked) };
}

function jacobianOf({ input, output, rows }: Looked): unknown {
  let i = 0;
  return rebuild(output, () => fill(input.shape, rows[i++] as readonly Scalar[]));
}

/**
 * Hessian-vector product H·v: the derivative of the reverse gradient along v (forward over reverse).
 *
 * @param f - f: ℝⁿ → ℝ; called once (see the remarks).
 * @param x - where: a number, an array of any depth, or a record.
 * @param v - the vector, of the shape of x.
 * @returns H·v, of the structure of x.
 * @throws {RangeError} when the shapes of x and v differ.
 * @throws {TypeError} when f(x) is not one number.
 * @remarks Cost: one call of f and three sweeps over its recording, whatever the number of inputs. One call more where a slope on
 * the way is infinite or NaN, three at a kink, as that of |x²| at 0.
 * @example
 * reverse.hvp(([x, y]) => mul(square(x), y), [2, 3], [1, 1]); // => [10, 4]
 */
export function hvp<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>, v: Direction<X>): Like<X>;
export function hvp(f: (x: never) => Scalar, x: unknown, v: unknown): unknown {
  const subject = subjectOf('hvp', f, x, numberOutput('hvp', 'hessian(f, x)'), 'hvp(f, x, v)');
  const direction = leavesLike('hvp', 'v', v, subject.input.shape, 'x');
  return fill(subject.input.shape, productsOf(subject, direction)[0] ?? []);
}

/**
 * Hessian: all second partial derivatives, one column at a time.
 *
 * H[i][j] = ∂²f/∂x_i∂x_j.
 *
 * @param f - f: ℝⁿ → ℝ (or a vector field); called once (see the remarks).
 * @param x - where: a number, an array of any depth, or a record.
 * @returns n x n for a scalar field of a vector, m x n x n for a vector field: the structure of f(x), then twice that of x.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @remarks Cost: one call of f, and n·m/8 sweeps over its recording with 8 directions each for m numbers in f(x). One call more for
 * each 64 inputs where a slope on the way is infinite or NaN, and two beside a kink. Symmetric to rounding.
 * @see Mathematics for Machine Learning, (5.145), (5.146)
 * @example
 * reverse.hessian(([x, y]) => mul(square(x), y), [2, 3]); // => [[6, 4], [4, 0]]
 * reverse.hessian(([x, y]) => [mul(x, y), square(x)], [2, 3]); // => [[[0, 1], [1, 0]], [[2, 0], [0, 0]]]
 */
export function hessian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): Hessian<Y, X>;
export function hessian(f: (x: never) => unknown, x: unknown): unknown {
  const looked = hessiansOf(subjectOf('hessian', f, x, anyOutput('hessian')), false);
  let i = 0;
  return rebuild(looked.output, () => hessianIn(looked, i++));
}

/**
 * Value, gradient and Hessian.
 *
 * @param f - f: ℝⁿ → ℝ; called once; at a kink as hessian.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when f(x) is not one number.
 * @example
 * reverse.valueGradientAndHessian(([x, y]) => mul(square(x), y), [2, 3]); // => { value: 12, gradient: [12, 4], hessian: [[6, 4], [4, 0]] }
 */
export function valueGradientAndHessian<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: Checked<X>,
): { value: LeafOf<X>; gradient: Like<X>; hessian: Hessian<Scalar, X> };
export function valueGradientAndHessian(f: (x: never) => Scalar, x: unknown): unknown {
  const name = 'valueGradientAndHessian';
  const read = numberOutput(name, 'hessian(f, x)');
  const looked = hessiansOf(subjectOf(name, f, x, read), true);
  const slopes = looked.rows.map((row) => row.slice(0, looked.input.leaves.length));
  return { ...valueAndRow({ ...looked, rows: slopes }), hessian: hessianIn(looked, 0) };
}

/** The Hessian of one number of f(x), in the structure of x twice. */
export function hessianIn({ input, rows }: Looked, i: number): unknown {
  const n = input.leaves.length;
  const list = (rows[i] as readonly Scalar[]).slice(-n * n);
  return fill(
    input.shape,
    input.leaves.map((_, j) => fill(input.shape, n === 0 ? [] : list.slice(j * n, (j + 1) * n))),
  );
}
