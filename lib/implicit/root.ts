/** Roots of equations, differentiated by their parameters. */
import type { Active, Scalar } from '../scalar/active.js';
import { flatten } from '../shape/shape.js';
import type { Checked, Fixed, Input, Lifted, NumberArray, Output, Shaped, Valued } from '../shape/types.js';
import { type Equations, linearized } from './equations.js';
import { Given, type ImplicitOptions } from './given.js';
import { newton, type System } from './newton.js';
import { plainNumber } from './point.js';
import { solution } from './solution.js';

/** A solution in the structure of U, of plain numbers. */
export type Found<U> = U extends number | Active
  ? number
  : U extends readonly Scalar[]
    ? NumberArray | { readonly [K in keyof U]: number }
    : { readonly [K in keyof U]: Found<U[K]> };

/** A solver of the user's: an x of the structure U for plain parameters. */
export type Solver<U, P> = (p: Shaped<Fixed<P>, number>) => Found<U>;

/**
 * A root x of f(x, p) = 0, with its derivatives by p.
 *
 * The derivatives are those of the implicit function theorem, dx/dp = -(∂f/∂x)⁻¹·∂f/∂p, in all modes and of all orders, however the
 * root was found: nothing of the solver is differentiated. p may also be left out, for an f that closes over its parameters.
 *
 * @param f - f(x, p), as many numbers as x has, in any structure; written with operator functions.
 * @param x0 - where Newton's method starts, or a solver: a function that takes p as plain numbers and returns x (in TypeScript f then says
 * what x is: `(x: Scalar, p) => ...`).
 * @param p - the parameters: a number, an array of any depth, or a record; with numbers of drivers in it.
 * @param options - `tolerance`: how far a Newton step may go from what the solver returns, in relation to max(1, |x|).
 * @returns x, of the structure of x0. Its value is that of the solver, to the last bit.
 * @throws {RangeError} when Newton's method does not converge, what a solver returns is no root, or f(x, p) has not as many numbers
 * as x.
 * @throws {TypeError} when x0, p or f(x, p) holds something that is not a number.
 * @remarks Cost: the solver (Newton's method calls f n/16 + 1 times in each step), the Jacobian by x (n/16 calls), n³/3 products, and
 * one call of f on numbers with derivatives for each order of these: one in `gradient`, two in `hessian`. All that in each pass of
 * the driver around it. In reverse mode the tape holds f once, and n² products. Where the Jacobian is singular the derivatives
 * are NaN; at a kink of f that x meets they are the middle of both sides. Compiled, the program calls the solver
 * as it calls sin.
 * @see Griewank and Walther, Evaluating Derivatives, 2008, chapter 15
 * @example
 * const cubeRoot = (a) => root((x, a) => sub(mul(x, square(x)), a), 1, a);
 * derivatives(cubeRoot, 8, 2); // => [2, 0.0833..., -0.00694...]
 * gradient((p) => root((x, { a, b }) => sub(mul(a, x), b), (p) => p.b / p.a, p), { a: 2, b: 6 }); // => { a: -1.5, b: 0.5 }
 */
export function root<U, const P extends Input>(
  f: (x: U, p: Lifted<P>) => Output,
  solver: Solver<U, P>,
  p: Checked<P>,
  options?: ImplicitOptions,
): Valued<U, P>;
export function root<const X extends Input, const P extends Input>(
  f: (x: Lifted<X>, p: Lifted<P>) => Output,
  x0: Checked<X>,
  p: Checked<P>,
  options?: ImplicitOptions,
): Valued<X, P>;
export function root<const X extends Input>(f: (x: Lifted<X>) => Output, x0: Checked<X>): Shaped<X, Scalar>;
export function root(f: unknown, start: unknown, p?: unknown, options?: ImplicitOptions): unknown {
  const given = new Given('root', f, start, p, options);
  return solutionOf(given, (x, q) =>
    asMany(given.driver, flatten(given.driver, 'f(x, p)', given.call(x, q)).leaves, x),
  );
}

/** The solution of equations, from a start by Newton's method. */
export function solutionOf(
  given: Given,
  residual: Equations['residual'],
  find: (system: System, start: readonly number[], p: readonly number[]) => number[] = (system, start) =>
    newton(system, start),
): unknown {
  const { driver, tolerance, parameters, inputs } = given;
  const solve = (at: readonly number[]): number[] =>
    given.solve(at, (start, p) => find(systemOf(equations, p), start, p));
  const prepare = (at: () => readonly number[]): number => given.count(() => solve(at()));
  const equations: Equations = { driver, tolerance, parameters, inputs, residual, solve, prepare };
  return given.filled(solution(equations));
}

/** The equations for plain parameters. */
function systemOf(equations: Equations, p: readonly number[]): System {
  const { driver } = equations;
  const plain = (y: Scalar): number => plainNumber(driver, y);
  return {
    driver,
    values: (x) => equations.residual(x, p).map(plain),
    linearized: (x) => {
      const { values, rows } = linearized(equations, x, p);
      return { values: values.map(plain), rows: rows.map((row) => row.map(plain)) };
    },
  };
}

function asMany(driver: string, values: readonly Scalar[], x: readonly Scalar[]): readonly Scalar[] {
  if (values.length === x.length) return values;
  throw new RangeError(
    `${driver}: expected f(x, p) to hold as many numbers as x, ${x.length}, got ${values.length}. Give one equation for each unknown.`,
  );
}
