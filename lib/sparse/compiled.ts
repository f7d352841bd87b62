/** Sparse Jacobians and Hessians compiled straight to their nonzeros. */
import { type Compiled, compile } from '../compile/compile.js';
import type { Scalar } from '../scalar/active.js';
import { flatten, type Shape } from '../shape/shape.js';
import type { Checked, Input, Lifted, NumberArray, Output } from '../shape/types.js';
import type { Coloring } from './coloring.js';
import { preparedHessian, type SparseHessianOptions } from './hessian.js';
import { checkRoom, plainLeaves, preparedJacobian, type SparseJacobianOptions } from './jacobian.js';
import { type Csc, cscOf } from './matrix.js';
import type { Pattern } from './pattern.js';
import type { Point } from './point.js';

/** A sparse matrix of derivatives as a program. */
export interface CompiledSparseMatrix<X> {
  /** The places of the nonzeros. */
  readonly pattern: Pattern;
  /** Which columns or rows are computed together. */
  readonly coloring: Coloring;
  /** The numbers of x: a view on the memory of the program. */
  readonly input: Float64Array;
  /** The matrix in compressed columns; its values are a view on the memory of the program. */
  readonly matrix: Csc;
  /** Computes the values of `matrix` from `input`; nothing is copied, nothing is allocated. */
  run(): void;
  /** The matrix at x; its values are `values`, where that is given, and otherwise its own. */
  at(x: Point<X>, values?: Float64Array): Csc;
  /** The compiled function: its result are the nonzeros, in the order of `matrix`. */
  readonly program: Compiled<readonly [NumberArray], Scalar[]>;
}

/**
 * Compiles the Jacobian of f to a program that computes its nonzeros and nothing else.
 *
 * @param f - f: ℝⁿ → ℝᵐ, a function that `compile` takes; called a few times.
 * @param x0 - an example of x.
 * @param options - as those of `sparseJacobian`.
 * @returns an object with `at(x)`, and `input`, `run()` and `matrix` for use in place.
 * @throws {TypeError} when f decides by values.
 * @throws {RangeError} when the pattern does not fit x or f(x).
 * @remarks Cost: a trace of f on bundles of as many lanes as there are colours. For the value of f compile f itself.
 * @example
 * const f = (x) => x.map((xi, i) => sub(square(xi), mul(x[i - 1] ?? 0, x[i + 1] ?? 1)));
 * const J = compiledSparseJacobian(f, new Float64Array(100));
 * J.input.fill(2);
 * J.run();
 * J.matrix.values.slice(0, 4); // => Float64Array [4, -2, 4, -2]
 */
export function compiledSparseJacobian<const X extends Input>(
  f: (x: Lifted<X>) => Output,
  x0: Checked<X>,
  options?: SparseJacobianOptions,
): CompiledSparseMatrix<X>;
export function compiledSparseJacobian(
  f: (x: never) => unknown,
  x0: unknown,
  options: SparseJacobianOptions = {},
): CompiledSparseMatrix<unknown> {
  const name = 'compiledSparseJacobian';
  const { coloring, shape, evaluate } = preparedJacobian(name, f, x0, options);
  return compiledMatrix(name, x0, shape, coloring, (leaves) => evaluate(leaves).nonzeros);
}

/**
 * Compiles the Hessian of f to a program that computes its nonzeros and nothing else.
 *
 * @param f - f: ℝⁿ → ℝ, a function that `compile` takes; called a few times.
 * @param x0 - an example of x.
 * @param options - as those of `sparseHessian`.
 * @returns an object with `at(x)`, and `input`, `run()` and `matrix` for use in place.
 * @throws {TypeError} when f(x) is not one number, or f decides by values.
 * @throws {RangeError} when the pattern is not symmetric or does not fit x.
 * @example
 * const H = compiledSparseHessian((x) => sum(x.slice(1).map((xi, i) => mul(square(xi), x[i]))), [1, 2, 3]);
 * H.at([1, 2, 3]).values; // => Float64Array [4, 4, 2, 6, 6, 4]
 */
export function compiledSparseHessian<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x0: Checked<X>,
  options?: SparseHessianOptions,
): CompiledSparseMatrix<X>;
export function compiledSparseHessian(
  f: (x: never) => unknown,
  x0: unknown,
  options: SparseHessianOptions = {},
): CompiledSparseMatrix<unknown> {
  const name = 'compiledSparseHessian';
  const { coloring, shape, evaluate } = preparedHessian(name, f, x0, options);
  return compiledMatrix(name, x0, shape, coloring, (leaves) => evaluate(leaves).nonzeros);
}

function compiledMatrix(
  name: string,
  x0: unknown,
  shape: Shape,
  coloring: Coloring,
  nonzeros: (leaves: readonly Scalar[]) => readonly Scalar[],
): CompiledSparseMatrix<unknown> {
  const { pattern } = coloring;
  const example = plainLeaves(name, x0, shape);
  const program = compile(
    (x: Scalar[]) => nonzeros(flatten(name, 'x', x).leaves) as Scalar[],
    example,
  ) as never as Compiled<readonly [NumberArray], Scalar[]>;
  const { input, output } = program;
  return {
    pattern,
    coloring,
    input,
    matrix: cscOf(pattern, output),
    run: () => program.run(),
    at: (x, values = new Float64Array(pattern.nonzeros)) => {
      checkRoom(name, values, pattern.nonzeros);
      input.set(plainLeaves(name, x, shape));
      program.run();
      values.set(output);
      return cscOf(pattern, values);
    },
    program,
  };
}
