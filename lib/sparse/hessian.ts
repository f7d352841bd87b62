/** Sparse Hessians of one function at many points: a pattern and a colouring found once, and products read off by them. */
import { checkFunction, numberOutput, primalOf, readTangents } from '../forward/seed.js';
import { beginning, examined } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import { withRecording } from '../reverse/recording.js';
import type { Scalar } from '../scalar/active.js';
import { add } from '../scalar/arithmetic.js';
import { TiesOfPasses } from '../scalar/met.js';
import { isOfLevel } from '../scalar/relation.js';
import { fillWith, flatten, type Shape } from '../shape/shape.js';
import type { Checked, Input, Lifted } from '../shape/types.js';
import { type Coloring, colorHessian, type HessianColoringOptions } from './coloring.js';
import { checkRoom, checkSize, plainLeaves } from './jacobian.js';
import { inPasses, passesFor } from './lanes.js';
import { type Csc, cscOf } from './matrix.js';
import type { Pattern } from './pattern.js';
import { hessianPattern, type PatternOptions } from './patterns.js';
import type { Point } from './point.js';
import { type Recovery, recoveryOf } from './recovery.js';

/** What `sparseHessian` may be told. */
export interface SparseHessianOptions extends HessianColoringOptions, PatternOptions {
  /** The pattern, where it is known: then f is not traced. */
  readonly pattern?: Pattern;
}

/** Hessians of one function. */
export interface SparseHessian<X> {
  /** The places of the nonzeros. */
  readonly pattern: Pattern;
  /** Which columns are computed together. */
  readonly coloring: Coloring;
  /** Calls of f for each Hessian. */
  readonly passes: number;
  /** H at x in compressed columns, both halves of it; its values are `values`, where that is given. */
  at(x: Point<X>, values?: Float64Array): Csc;
  /** f(x), the numbers of its gradient, and H, from the same calls of f. */
  valueGradientAndHessian(x: Point<X>, values?: Float64Array): { value: number; gradient: Float64Array; hessian: Csc };
}

/**
 * Prepares the Hessian of f as a sparse matrix: its pattern, and a colouring by which products H·v are shared.
 *
 * @param f - f: ℝⁿ → ℝ; called once for the pattern.
 * @param x0 - an example of x: a number, an array of any depth, or a record.
 * @param options - `pattern` where it is known; `scope` of the pattern; `kind`, `order` and `seed` of the colouring.
 * @returns an object whose `at(x)` is H in compressed columns, symmetric to the last bit.
 * @throws {TypeError} when f(x) is not one number, or f decides by values and the scope is global.
 * @throws {RangeError} when the pattern is not symmetric or does not fit x.
 * @remarks Cost: one call of f, and time in proportion to the nonzeros; each Hessian then one call of f and one sweep on bundles
 * for every 16 colours. With `kind: 'acyclic'` fewer colours, and subtractions, in which rounding errors add up along the trees.
 * @see Gebremedhin, Tarafdar, Manne and Pothen, SIAM J. Sci. Comput. 29 (2007)
 * @example
 * const f = (x) => sum(x.slice(1).map((xi, i) => square(sub(xi, square(x[i])))));
 * const H = sparseHessian(f, new Float64Array(1000));
 * [H.coloring.columnColors, H.passes, H.pattern.nonzeros]; // => [3, 1, 2998]
 * H.at(new Float64Array(1000)).values.slice(0, 3); // => Float64Array [0, 0, 0]
 */
export function sparseHessian<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x0: Checked<X>,
  options?: SparseHessianOptions,
): SparseHessian<X>;
export function sparseHessian(
  f: (x: never) => unknown,
  x0: unknown,
  options: SparseHessianOptions = {},
): SparseHessian<unknown> {
  const name = 'sparseHessian';
  const { coloring, shape, evaluate } = preparedHessian(name, f, x0, options);
  const { pattern } = coloring;
  const run: SparseHessian<unknown>['valueGradientAndHessian'] = (x, values = new Float64Array(pattern.nonzeros)) => {
    checkRoom(name, values, pattern.nonzeros);
    const { value, gradient, nonzeros } = evaluate(plainLeaves(name, x, shape));
    values.set(nonzeros as number[]);
    return {
      value: value as number,
      gradient: Float64Array.from(gradient as number[]),
      hessian: cscOf(pattern, values),
    };
  };
  return {
    pattern,
    coloring,
    passes: Math.max(1, passesFor(coloring.columnColors)),
    at: (x, values) => run(x, values).hessian,
    valueGradientAndHessian: run,
  };
}

/** A function of all numbers of x, of any kind. */
export interface PreparedHessian {
  readonly coloring: Coloring;
  /** The structure of x. */
  readonly shape: Shape;
  /** f(x), its gradient, and the nonzeros of H in the order of columns. */
  evaluate(leaves: readonly Scalar[]): {
    readonly value: Scalar;
    readonly gradient: readonly Scalar[];
    readonly nonzeros: readonly Scalar[];
  };
}

export function preparedHessian(
  driver: string,
  f: (x: never) => unknown,
  x0: unknown,
  options: SparseHessianOptions,
): PreparedHessian {
  checkFunction(driver, f, `${driver}(f, x0)`);
  const { leaves, shape } = flatten(driver, 'x', x0);
  const patternOf = hessianPattern as (f: unknown, x: unknown, options: PatternOptions) => Pattern;
  const pattern = options.pattern ?? patternOf(f, x0, options);
  const n = leaves.length;
  checkSize(driver, pattern, 'columns', n, 'x');
  const coloring = colorHessian(pattern, options);
  const recovery = recoveryOf(coloring);
  const read = numberOutput(driver, 'sparseJacobian(f, x0)');
  const run = (seeds: readonly Scalar[]): readonly Scalar[] => read(f(fillWith(shape, seeds.slice()) as never)).leaves;
  const answer = (inputs: readonly Scalar[]): Answers => answersOf(driver, coloring, recovery, inputs, run);
  const evaluate: PreparedHessian['evaluate'] = (at) => {
    const start = beginning();
    const question = { driver, leaves: at, evaluate: run, answer, firstOrder: n };
    const { values, rows } = examined(question, answer(at), start);
    const entries = rows[0].slice(n);
    return {
      value: values[0],
      gradient: rows[0].slice(0, n),
      nonzeros: Array.from(recovery.entryOf, (entry) => entries[entry]),
    };
  };
  return { coloring, shape, evaluate };
}

/** f(x), and in one row its gradient and the different entries of H. */
function answersOf(
  driver: string,
  { columns, columnColors }: Coloring,
  recovery: Recovery,
  leaves: readonly Scalar[],
  run: (seeds: readonly Scalar[]) => readonly Scalar[],
): Answers {
  const subject = { driver, run };
  const products: Scalar[] = new Array(recovery.products);
  let found: { values: readonly Scalar[]; gradient: readonly Scalar[] } | undefined;
  const passes = new TiesOfPasses();
  inPasses(driver, leaves, columns, columnColors, ({ level, start, end }, seeds) =>
    withRecording(subject, seeds, (recording) => {
      const slopes = recording.row(0);
      const tangents: Scalar[] = new Array(end);
      slopes.forEach((slope, i) => {
        readTangents(level, slope, tangents, start, end);
        recovery.wanted(i, (color, product) => {
          if (color >= start && color < end) products[product] = tangents[color];
        });
      });
      found ??= {
        values: recording.values.map((y) => primalOf(level, y)),
        gradient: slopes.map((slope) => add(isOfLevel(slope, level) ? slope.primal : slope, 0)),
      };
      passes.passed();
    }),
  );
  passes.done();
  // f without curvature anywhere.
  const { values, gradient } =
    found ?? withRecording(subject, leaves, (recording) => ({ values: recording.values, gradient: recording.row(0) }));
  return { values, rows: [[...gradient, ...recovery.entries(products)]] };
}
