/** Jacobians, and the first-order operators of vector calculus that are read off them. */
import type { Scalar } from '../scalar/active.js';
import { add, sub } from '../scalar/arithmetic.js';
import { describeShape, fill, flatten, rebuild } from '../shape/shape.js';
import type { Checked, Input, Jacobian, LeafOf, Lifted, Output, Valued } from '../shape/types.js';
import { type Columns, columnsOf } from './columns.js';
import { anyOutput, checkFunction } from './seed.js';

/**
 * Jacobian of a vector field, built column by column from Jacobian-vector products.
 *
 * J[i][j] = ∂f_i/∂x_j; for arrays of more dimensions the indices of f(x) come first, then those of x.
 *
 * @param f - f: ℝⁿ → ℝᵐ, numbers in any structure to numbers in any structure; called once for every 16 inputs.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns the structure of f(x) with the structure of x at each number: m x n for vectors.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @throws {RangeError} when x or f(x) is a ragged array.
 * @remarks Cost: n tangents, at most 1 + 1.5·n times the operations of f, in passes of up to 16 columns (Jacobian-vector
 * products done together). For many inputs and few outputs use the reverse mode.
 * @see Mathematics for Machine Learning, (5.57), (5.58)
 * @example
 * jacobian(([x, y]) => [mul(x, y), add(x, y), square(x)], [2, 3]); // => [[3, 2], [1, 1], [4, 0]]
 */
export function jacobian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): Jacobian<Y, X>;
export function jacobian(f: (x: never) => unknown, x: unknown): unknown {
  return assemble(columnsOf('jacobian', f, x, anyOutput('jacobian')));
}

/**
 * Value f(x) and Jacobian.
 *
 * @param f - f: ℝⁿ → ℝᵐ; called once for every 16 inputs.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @example
 * valueAndJacobian(([x, y]) => [mul(x, y), add(x, y)], [2, 3]); // => { value: [6, 5], jacobian: [[3, 2], [1, 1]] }
 */
export function valueAndJacobian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): { value: Valued<Y, X>; jacobian: Jacobian<Y, X> };
export function valueAndJacobian(f: (x: never) => unknown, x: unknown): { value: unknown; jacobian: unknown } {
  const parts = columnsOf('valueAndJacobian', f, x, anyOutput('valueAndJacobian'));
  return { value: fill(parts.output, parts.values), jacobian: assemble(parts) };
}

/** The rows in the structure of the output, each in that of the input. */
function assemble({ input, output, rows }: Columns): unknown {
  let i = 0;
  return rebuild(output, () => fill(input.shape, rows[i++]));
}

/**
 * Divergence of a vector field: ∂f₁/∂x₁ + ... + ∂fₙ/∂xₙ.
 *
 * @param f - f: ℝⁿ → ℝⁿ; called once for every 16 inputs.
 * @param x - where, an array.
 * @throws {RangeError} when f(x) has not as many numbers as x.
 * @example
 * divergence(([x, y]) => [mul(x, y), square(y)], [2, 3]); // => 9
 */
export function divergence<const X extends Input>(f: (x: Lifted<X>) => Output, x: Checked<X>): LeafOf<X>;
export function divergence(f: (x: never) => Output, x: unknown): unknown {
  const rows = squareRows('divergence', f, x);
  return rows.reduce<Scalar>((total, row, i) => add(total, row[i]), 0);
}

/**
 * Curl of a vector field in space: [∂f₃/∂y - ∂f₂/∂z, ∂f₁/∂z - ∂f₃/∂x, ∂f₂/∂x - ∂f₁/∂y].
 *
 * @param f - f: ℝ³ → ℝ³; called 3 times.
 * @param x - where, three numbers.
 * @throws {RangeError} when x or f(x) has not three numbers.
 * @example
 * curl(([x, y, z]) => [neg(y), x, z], [1, 2, 3]); // => [0, 0, 2]
 */
export function curl<const X extends Input>(
  f: (x: Lifted<X>) => Output,
  x: Checked<X>,
): [LeafOf<X>, LeafOf<X>, LeafOf<X>];
export function curl(f: (x: never) => Output, x: unknown): unknown {
  const [f1, f2, f3] = squareRows('curl', f, x, 3) as [Scalar[], Scalar[], Scalar[]];
  const difference = (a: Scalar | undefined, b: Scalar | undefined): Scalar => sub(a as Scalar, b as Scalar);
  return [difference(f3[1], f2[2]), difference(f1[2], f3[0]), difference(f2[0], f1[1])];
}

function squareRows(
  driver: string,
  f: (x: never) => Output,
  x: unknown,
  size?: number,
): readonly (readonly Scalar[])[] {
  checkFunction(driver, f);
  const n = flatten(driver, 'x', x).leaves.length;
  if (size !== undefined && n !== size) {
    throw new RangeError(
      `${driver}: expected x to hold ${size} numbers, got ${n}. ${driver} is defined in space only.`,
    );
  }
  return columnsOf(driver, f, x, (y) => {
    const output = flatten(driver, 'f(x)', y);
    if (output.leaves.length !== n) {
      throw new RangeError(
        `${driver}: expected f to return as many numbers as x holds, ${n}, got ${describeShape(output.shape)}. ` +
          'Use jacobian(f, x) for other shapes.',
      );
    }
    return output;
  }).rows;
}
