/** Products of the Jacobian with a vector: one pass in one direction. */
import { beginning, examined } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import { Bundle, BundleLevel } from '../numbers/bundle.js';
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { onPath } from '../scalar/still.js';
import { type Flattened, fill, flatten, leavesLike, type Shape } from '../shape/shape.js';
import type { Checked, Direction, Input, LeafOf, Lifted, Output, Valued } from '../shape/types.js';
import { isPlain } from './columns.js';
import { anyOutput, checkFunction, numberOutput, primalOf, readTangents, seedDual, tangentOf } from './seed.js';

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
  x: Checked<X>,
  v: Direction<X>,
): { value: Valued<Y, X>; tangent: Valued<Y, X> };
export function jvp(f: (x: never) => unknown, x: unknown, v: unknown): { value: unknown; tangent: unknown } {
  const { shape, values, tangents } = pushForward('jvp', f, x, v, anyOutput('jvp'));
  return { value: fill(shape, values), tangent: fill(shape, tangents) };
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
  x: Checked<X>,
  v: Direction<X>,
): LeafOf<X>;
export function directionalDerivative(f: (x: never) => Scalar, x: unknown, v: unknown): unknown {
  const read = numberOutput('directionalDerivative', 'jvp(f, x, v)');
  return pushForward('directionalDerivative', f, x, v, read).tangents[0];
}

/** f at x and its change along v, taken apart. */
export interface Pushed {
  readonly shape: Shape;
  readonly values: readonly Scalar[];
  readonly tangents: readonly Scalar[];
}

/**
 * One pass of f on duals: the input with the tangents v.
 *
 * @param driver - for messages: the function the user called.
 * @param read - turns f(x) into the list of its numbers.
 */
export function pushForward(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  v: unknown,
  read: (y: unknown) => Flattened,
  firstOrder = 1,
): Pushed {
  checkFunction(driver, f, `${driver}(f, x, v)`);
  const input = flatten(driver, 'x', x);
  const direction = leavesLike(driver, 'v', v, input.shape, 'x');
  let shape: Shape | undefined;
  const run = (leaves: readonly Scalar[]): Flattened => {
    const output = read(f(fill(input.shape, leaves) as never));
    shape = output.shape;
    return output;
  };
  const answer = (leaves: readonly Scalar[]): Answers => {
    if (!isPlain(leaves)) return inBundle(driver, leaves, direction, run);
    const answers = onDuals(driver, leaves, direction, run);
    // 0·Infinity along an input that does not move at all.
    const isUnclear = direction.includes(0) && answers.rows.some(([t]) => Number.isNaN(t));
    return isUnclear ? inBundle(driver, leaves, direction, run) : answers;
  };
  const start = beginning();
  const question = {
    driver,
    leaves: input.leaves,
    evaluate: (leaves: readonly Scalar[]) => run(leaves).leaves,
    answer,
    firstOrder,
  };
  const { values, rows } = examined(question, answer(input.leaves), start);
  return { shape: shape as unknown as Shape, values, tangents: rows.map((row) => row[0]) };
}

type Run = (leaves: readonly Scalar[]) => Flattened;

function onDuals(driver: string, leaves: readonly Scalar[], direction: readonly Scalar[], run: Run): Answers {
  const level = onPath(new Level(driver), leaves);
  try {
    const outputs = run(leaves.map((leaf, i) => seedDual(level, leaf, direction[i]))).leaves;
    return { values: outputs.map((y) => primalOf(level, y)), rows: outputs.map((y) => [tangentOf(level, y)]) };
  } finally {
    level.close();
  }
}

/** The same on bundles of one lane, which know the inputs that do not move. */
function inBundle(driver: string, leaves: readonly Scalar[], direction: readonly Scalar[], run: Run): Answers {
  const level = onPath(new BundleLevel(driver, 1), leaves);
  try {
    const seeds = leaves.map((leaf, i) => {
      const v = direction[i];
      return new Bundle(level.mixed as BundleLevel, leaf, [v === 0 ? null : v]);
    });
    const outputs = run(seeds).leaves;
    const rows = outputs.map((y) => {
      const row: Scalar[] = [0];
      readTangents(level, y, row, 0, 1);
      return row;
    });
    return { values: outputs.map((y) => primalOf(level, y)), rows };
  } finally {
    level.close();
  }
}
