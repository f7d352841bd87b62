/** Products of the Jacobian with a vector: one pass in one direction. */
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { describeShape, fill, flatten, type Shape, sameShape } from '../shape/shape.js';
import type { Direction, Input, LeafOf, Lifted, Output, Valued } from '../shape/types.js';
import { checkFunction, oneNumber, primalOf, seedDual, tangentOf } from './seed.js';

/**
 * Jacobian-vector product: f(x) and J·v in one pass.
 *
 * tangent[i] = Σ_j J[i][j]·v[j] with J[i][j] = ∂f_i/∂x_j.
 *
 * @param f - f of numbers in any structure to numbers in any structure; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @param v - the direction, of the shape of x.
 * @returns `{ value, tangent }`, both of the shape of f(x).
 * @throws {RangeError} when the shapes of x and v differ.
 * @throws {TypeError} when x, v or f(x) holds something that is not a number.
 * @remarks Cost: one call of f on dual numbers.
 * @see Mathematics for Machine Learning, (5.56): a column of J is its product with a unit vector
 * @example
 * jvp(([x, y]) => [mul(x, y), add(x, y)], [2, 3], [1, 0]); // => { value: [6, 5], tangent: [3, 1] }
 */
export function jvp<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: X,
  v: Direction<X>,
): { value: Valued<Y, X>; tangent: Valued<Y, X> };
export function jvp(f: (x: never) => unknown, x: unknown, v: unknown): { value: unknown; tangent: unknown } {
  const level = new Level('jvp');
  try {
    const y = f(seedAlong('jvp', level, f, x, v) as never);
    const { leaves, shape } = flatten('jvp', 'f(x)', y);
    return {
      value: fill(
        shape,
        leaves.map((leaf) => primalOf(level, leaf)),
      ),
      tangent: fill(
        shape,
        leaves.map((leaf) => tangentOf(level, leaf)),
      ),
    };
  } finally {
    level.close();
  }
}

/**
 * Derivative of a scalar field along a direction: ∇f(x)·v. The direction is used as it is, not scaled to length 1.
 *
 * @param f - f: ℝⁿ → ℝ; called once.
 * @param x - where, of any structure.
 * @param v - the direction, of the shape of x.
 * @returns one number.
 * @throws {RangeError} when the shapes of x and v differ.
 * @throws {TypeError} when f(x) is not one number.
 * @example
 * directionalDerivative(([x, y]) => mul(x, y), [2, 3], [1, 1]); // => 5
 */
export function directionalDerivative<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: X,
  v: Direction<X>,
): LeafOf<X>;
export function directionalDerivative(f: (x: never) => Scalar, x: unknown, v: unknown): unknown {
  const level = new Level('directionalDerivative');
  try {
    const y = oneNumber(
      'directionalDerivative',
      f(seedAlong('directionalDerivative', level, f, x, v) as never),
      'jvp(f, x, v)',
    );
    return tangentOf(level, y);
  } finally {
    level.close();
  }
}

/** The input as duals with the tangents v. */
function seedAlong(driver: string, level: Level, f: unknown, x: unknown, v: unknown): unknown {
  checkFunction(driver, f, `${driver}(f, x, v)`);
  const input = flatten(driver, 'x', x);
  const direction = alike(driver, input.shape, v);
  return fill(
    input.shape,
    input.leaves.map((leaf, i) => seedDual(level, leaf, direction[i] as Scalar)),
  );
}

/**
 * The numbers of a direction.
 *
 * @throws {RangeError} when it has not the shape of x.
 */
export function alike(driver: string, shape: Shape, v: unknown): readonly Scalar[] {
  const direction = flatten(driver, 'v', v);
  if (!sameShape(shape, direction.shape)) {
    throw new RangeError(
      `${driver}: expected v to have the shape of x, ${describeShape(shape)}, got ${describeShape(direction.shape)}. ` +
        'Give one number of v for each of x.',
    );
  }
  return direction.leaves;
}
