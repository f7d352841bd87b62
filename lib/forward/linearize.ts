/** The linear approximation of a function about a point. */
import type { Active, Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import { fill, leavesLike } from '../shape/shape.js';
import type { Checked, Input, Lifted, NumberArray, Output, Shaped, Valued } from '../shape/types.js';
import { columnsOf } from './columns.js';
import { anyOutput } from './seed.js';

/** A point or a step of the structure of X, with numbers of type T: anything that may be read. */
export type PointLike<X, T extends Scalar> = X extends number | Active
  ? T
  : X extends NumberArray
    ? NumberArray | readonly T[]
    : { readonly [K in keyof X]: PointLike<X[K], T> };

/** A function linearized about a point. */
export interface Linearization<X, Y> {
  /** f(x₀). */
  readonly value: Valued<Y, X>;
  /** f(x₀) + J·(x - x₀), of the shape of f(x₀). */
  evaluate(x: PointLike<X, number>): Shaped<Y, number>;
  evaluate(x: PointLike<X, Scalar>): Shaped<Y, Scalar>;
  /** J·δ, of the shape of f(x₀). */
  tangent(delta: PointLike<X, number>): Shaped<Y, number>;
  tangent(delta: PointLike<X, Scalar>): Shaped<Y, Scalar>;
}

/**
 * The linear approximation f(x₀) + J·(x - x₀) of f about x₀.
 *
 * @param f - f of numbers in any structure to numbers in any structure; called as often as `jacobian` calls it, and never
 * again afterwards.
 * @param x0 - where: a number, an array of any depth, or a record.
 * @returns `{ value, evaluate, tangent }`: f(x₀), the function of x, and the function δ ↦ J·δ. Both take Scalars too.
 * @throws {TypeError} when x0 or f(x0) holds something that is not a number.
 * @throws {RangeError} from `evaluate` and `tangent`, when the argument has not the shape of x0.
 * @remarks Cost: one Jacobian, then a product of the m x n Jacobian with a vector for each evaluation. For one direction
 * alone use `jvp`.
 * @see Mathematics for Machine Learning, (5.147)
 * @example
 * const { value, evaluate, tangent } = linearize((x) => mul(x, x), 3);
 * [value, evaluate(4), tangent(1)]; // => [9, 15, 6]
 */
export function linearize<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x0: Checked<X>,
): Linearization<X, Y>;
export function linearize(f: (x: never) => unknown, x0: unknown): unknown {
  const { input, output, values, rows } = columnsOf('linearize', f, x0, anyOutput('linearize'));
  const product = (delta: readonly Scalar[]): Scalar[] =>
    rows.map((row) =>
      row.reduce((total: Scalar, slope, j) => (delta[j] === 0 ? total : add(total, mul(slope, delta[j]))), 0),
    );
  return {
    value: fill(output, values),
    tangent: (delta: unknown) => fill(output, product(leavesLike('linearize', 'delta', delta, input.shape, 'x0'))),
    evaluate: (x: unknown) => {
      const point = leavesLike('linearize', 'x', x, input.shape, 'x0');
      const moved = product(point.map((leaf, j) => sub(leaf, input.leaves[j])));
      return fill(
        output,
        values.map((y, i) => add(y, moved[i])),
      );
    },
  };
}
