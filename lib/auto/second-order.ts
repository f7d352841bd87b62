/** Hessians and their products by the mode that takes less. */
import {
  hessian as forwardHessian,
  hvp as forwardHvp,
  valueGradientAndHessian as forwardValueGradientAndHessian,
} from '../forward/hessian.js';
import { anyOutput, numberOutput } from '../forward/seed.js';
import { hessianIn } from '../reverse/drivers.js';
import { type Looked, subjectOf } from '../reverse/recording.js';
import { hessiansOf, productsOf } from '../reverse/second-order.js';
import type { Scalar } from '../scalar/active.js';
import { fill, leavesLike, rebuild } from '../shape/shape.js';
import type { Checked, Direction, Hessian, Input, LeafOf, Lifted, Like, Output } from '../shape/types.js';
import { chosen, secondOrderModeFor, withinLimit } from './choice.js';

type F = (x: never) => unknown;

/** The drivers without their shape types. */
const forward = {
  hessian: forwardHessian,
  hvp: forwardHvp,
  valueGradientAndHessian: forwardValueGradientAndHessian,
} as unknown as {
  hessian(f: F, x: unknown): unknown;
  hvp(f: F, x: unknown, v: unknown): unknown;
  valueGradientAndHessian(f: F, x: unknown): unknown;
};

/**
 * Hessian by the mode that takes less: forward mode for few inputs, and sweeps back along 8 directions each for many.
 *
 * @param f - f: ℝⁿ → ℝ (or a vector field), written with operator functions.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns n x n for a scalar field of a vector, m x n x n for a vector field: the structure of f(x), then twice that of x.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @remarks Cost: where there are more than 12 inputs one call of f on plain numbers, to know m; then as `hessian` for n <= 12·m, as
 * that of `hyperdual/reverse` beyond, as long as that keeps at most 2¹⁶ operations an input.
 * @see Mathematics for Machine Learning, (5.145), (5.146)
 * @example
 * auto.hessian(([x, y]) => mul(square(x), y), [2, 3]); // => [[6, 4], [4, 0]]
 */
export function hessian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): Hessian<Y, X>;
export function hessian(f: F, x: unknown): unknown {
  const subject = subjectOf('hessian', f, x, anyOutput('hessian'));
  if (chosen(subject, secondOrderModeFor) === 'forward') return forward.hessian(f, x);
  return withinLimit(
    (limit) => {
      const looked = hessiansOf(subject, false, limit);
      let i = 0;
      return rebuild(looked.output, () => hessianIn(looked, i++));
    },
    () => forward.hessian(f, x),
  );
}

/**
 * Value, gradient and Hessian of a scalar field, as by `auto.hessian`.
 *
 * @param f - f: ℝⁿ → ℝ; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when f(x) is not one number, or x holds something that is not a number.
 * @example
 * auto.valueGradientAndHessian(([x, y]) => mul(square(x), y), [2, 3]); // => { value: 12, gradient: [12, 4], hessian: [[6, 4], [4, 0]] }
 */
export function valueGradientAndHessian<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: Checked<X>,
): { value: LeafOf<X>; gradient: Like<X>; hessian: Hessian<Scalar, X> };
export function valueGradientAndHessian(f: F, x: unknown): unknown {
  const name = 'valueGradientAndHessian';
  const subject = subjectOf(name, f, x, numberOutput(name, 'hessian(f, x)'));
  const { leaves, shape } = subject.input;
  if (secondOrderModeFor(leaves.length, 1) === 'forward') return forward.valueGradientAndHessian(f, x);
  return withinLimit(
    (limit) => {
      const looked: Looked = hessiansOf(subject, true, limit);
      const slopes = (looked.rows[0] as readonly Scalar[]).slice(0, leaves.length);
      return { value: looked.values[0], gradient: fill(shape, slopes), hessian: hessianIn(looked, 0) };
    },
    () => forward.valueGradientAndHessian(f, x),
  );
}

/**
 * Hessian-vector product H·v by the mode that takes less: sweeps back, or where f takes so many operations that a recording of them
 * would be too large, a call of f for each input.
 *
 * @param f - f: ℝⁿ → ℝ; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @param v - the vector, of the shape of x.
 * @returns H·v, of the structure of x.
 * @throws {RangeError} when the shapes of x and v differ.
 * @throws {TypeError} when f(x) is not one number.
 * @remarks Cost: one call of f and three sweeps. Beyond 2¹⁶ operations an input, and 2²⁰, that call is given up, and f is called once
 * for each input, on hyper-dual numbers.
 * @example
 * auto.hvp(([x, y]) => mul(square(x), y), [2, 3], [1, 1]); // => [10, 4]
 */
export function hvp<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>, v: Direction<X>): Like<X>;
export function hvp(f: F, x: unknown, v: unknown): unknown {
  const subject = subjectOf('hvp', f, x, numberOutput('hvp', 'hessian(f, x)'), 'hvp(f, x, v)');
  const { shape } = subject.input;
  const direction = leavesLike('hvp', 'v', v, shape, 'x');
  return withinLimit(
    (limit) => fill(shape, productsOf(subject, direction, limit)[0] ?? []),
    () => forward.hvp(f, x, v),
  );
}
