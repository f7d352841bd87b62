/** Patterns of derivatives, by calling f once on numbers that write down who depends on whom. */
import { withLine } from '../compile/trace/unused-comparisons.js';
import { anyOutput, checkFunction, numberOutput } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { describe, value } from '../scalar/scalar.js';
import { type Flattened, fill, flatten } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { Dependence, NONE } from './dependence.js';
import type { Pattern } from './pattern.js';
import { Traced, TracedAnywhere, TracedHere, TraceLevel } from './traced.js';

/** What the detection of patterns may be told. */
export interface PatternOptions {
  /**
   * `global`: the pattern holds for every x; a function that decides by values is refused, and of a `select` both branches
   * count. `local`: it holds wherever f takes the course that it takes at x. `global` when left out.
   */
  readonly scope?: 'global' | 'local';
}

/**
 * Where the Jacobian of f may have numbers other than 0: row i, column j where input j reaches output i.
 *
 * Numbers of f(x) are the rows and those of x the columns, in the order in which they stand in their structures.
 *
 * @param f - any function the drivers take; called once, on numbers that write down who depends on whom.
 * @param x - where: a number, an array of any depth, or a record. Only its structure counts for a global pattern.
 * @param options - `scope`: for every x, or for the course that f takes at x.
 * @returns the pattern; it holds no numbers.
 * @throws {TypeError} when f looks at values and the scope is global, or returns something that is no number.
 * @throws {RangeError} when the Jacobian is not sparse: more than 2²⁵ nonzeros.
 * @remarks Cost: one call of f, and time in proportion to its operations and to the nonzeros. What cancels (x - y + y) is not
 * seen; a product with the plain number 0, rounding and signs are: they depend on nothing.
 * @see Griewank and Walther, Evaluating Derivatives, 2008, section 7.1
 * @example
 * const f = (x) => x.map((xi, i) => sub(square(xi), x[i + 1] ?? 0));
 * String(jacobianPattern(f, [1, 2, 3])); // => '* * .\n. * *\n. . *'
 */
export function jacobianPattern<const X extends Input>(
  f: (x: Lifted<X>) => Output,
  x: Checked<X>,
  options?: PatternOptions,
): Pattern;
export function jacobianPattern(f: (x: never) => unknown, x: unknown, options: PatternOptions = {}): Pattern {
  const name = 'jacobianPattern';
  const { dependence, outputs } = traced(name, f, x, options, anyOutput(name));
  return dependence.jacobianPattern(name, outputs);
}

/**
 * Where the Hessian of f may have numbers other than 0: row i, column j where inputs i and j meet in an operation that is
 * curved (a product, a quotient, sin ...; a sum is not).
 *
 * @param f - f: ℝⁿ → ℝ; called once, on numbers that write down who depends on whom.
 * @param x - where: a number, an array of any depth, or a record. Only its structure counts for a global pattern.
 * @param options - `scope`: for every x, or for the course that f takes at x.
 * @returns the pattern, a symmetric one.
 * @throws {TypeError} when f(x) is not one number, or f looks at values and the scope is global.
 * @throws {RangeError} when the Hessian is not sparse: more than 2²⁵ nonzeros.
 * @remarks Cost: one call of f, and time in proportion to its operations and to the nonzeros.
 * @see Walther, Computing sparse Hessians with automatic differentiation, ACM TOMS 34 (2008)
 * @example
 * String(hessianPattern(([x, y, z]) => add(mul(x, y), exp(z)), [1, 2, 3])); // => '. * .\n* . .\n. . *'
 */
export function hessianPattern<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: Checked<X>,
  options?: PatternOptions,
): Pattern;
export function hessianPattern(f: (x: never) => unknown, x: unknown, options: PatternOptions = {}): Pattern {
  const name = 'hessianPattern';
  const { dependence, outputs } = traced(name, f, x, options, numberOutput(name, 'jacobianPattern(f, x)'));
  return dependence.hessianPattern(name, outputs[0]);
}

interface Trace {
  readonly dependence: Dependence;
  /** The node of each number of f(x). */
  readonly outputs: readonly number[];
}

function traced(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  { scope = 'global' }: PatternOptions,
  read: (y: unknown) => Flattened,
): Trace {
  checkFunction(driver, f);
  if (scope !== 'global' && scope !== 'local') {
    throw new TypeError(
      `${driver}: expected the scope 'global' or 'local', got ${describe(scope)}. Leave it out for 'global'.`,
    );
  }
  const { leaves, shape } = flatten(driver, 'x', x);
  return withLine((watchedComparison) => {
    const dependence = new Dependence(leaves.length);
    const level = new TraceLevel(driver, dependence, watchedComparison);
    try {
      const inputs = leaves.map((leaf, j) =>
        scope === 'global' ? new TracedAnywhere(level, j) : new TracedHere(level, j, value(leaf)),
      );
      const outputs = read(f(fill(shape, inputs) as never)).leaves.map((y) => nodeOf(driver, y));
      level.unused.check();
      return { dependence, outputs };
    } finally {
      level.close();
    }
  });
}

function nodeOf(driver: string, y: Scalar): number {
  if (typeof y === 'number') return NONE;
  if (y instanceof Traced) return y.node;
  throw new TypeError(
    `${driver}: expected f to return numbers of this call, got ${describe(y)}. Return value(x) of what belongs to another one.`,
  );
}
