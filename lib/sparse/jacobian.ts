/** Sparse Jacobians of one function at many points: a pattern and a colouring found once, and products read off by them. */
import { sameAs } from '../forward/columns.js';
import { anyOutput, checkFunction, primalOf, readTangents } from '../forward/seed.js';
import { beginning, examined } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import { withRecording } from '../reverse/recording.js';
import type { Scalar } from '../scalar/active.js';
import { TiesOfPasses } from '../scalar/met.js';
import { describe } from '../scalar/scalar.js';
import { type Flattened, fillWith, flatten, leavesLike, type Shape } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { type Coloring, colorJacobian, type JacobianColoringOptions } from './coloring.js';
import { inPasses, passesFor } from './lanes.js';
import { type Csc, cscOf } from './matrix.js';
import type { Pattern } from './pattern.js';
import { jacobianPattern, type PatternOptions } from './patterns.js';
import type { Point } from './point.js';
import { sweptEntries } from './swept.js';

/** What `sparseJacobian` may be told. */
export interface SparseJacobianOptions extends JacobianColoringOptions, PatternOptions {
  /** The pattern, where it is known: then f is not traced. */
  readonly pattern?: Pattern;
}

/** Jacobians of one function. */
export interface SparseJacobian<X> {
  /** The places of the nonzeros. */
  readonly pattern: Pattern;
  /** Which columns or rows are computed together. */
  readonly coloring: Coloring;
  /** Calls of f for each Jacobian. */
  readonly passes: number;
  /** J at x in compressed columns; its values are `values`, where that is given. */
  at(x: Point<X>, values?: Float64Array): Csc;
  /** The numbers of f(x), and J, from the same calls of f. */
  valueAndJacobian(x: Point<X>, values?: Float64Array): { value: Float64Array; jacobian: Csc };
}

/**
 * Prepares the Jacobian of f as a sparse matrix: its pattern, and a colouring by which columns, rows or some of both are
 * asked for together.
 *
 * @param f - f: ℝⁿ → ℝᵐ, numbers in any structure to numbers in any structure; called once for the pattern.
 * @param x0 - an example of x: a number, an array of any depth, or a record.
 * @param options - `pattern` where it is known; `scope` of the pattern; `kind`, `order` and `seed` of the colouring.
 * @returns an object whose `at(x)` is J in compressed columns.
 * @throws {TypeError} when f decides by values and the scope is global.
 * @throws {RangeError} when the pattern does not fit x, or (from `at`) f(x).
 * @remarks Cost: one call of f, and time in proportion to the nonzeros; each Jacobian then one call of f for every 16 colours of
 * columns, and one call and a sweep for each colour of rows. A tridiagonal one takes 3 colours, so 1 call, for any n. Of a local
 * pattern, J is right where f takes the course that it takes at x0.
 * @see Gebremedhin, Manne and Pothen, What color is your Jacobian?, SIAM Review 47 (2005)
 * @example
 * const f = (x) => x.map((xi, i) => sub(square(xi), mul(x[i - 1] ?? 0, x[i + 1] ?? 1)));
 * const J = sparseJacobian(f, new Float64Array(1000));
 * [J.coloring.columnColors, J.passes, J.pattern.nonzeros]; // => [3, 1, 2997]
 * J.at(new Float64Array(1000).fill(2)).values.slice(0, 4); // => Float64Array [4, -2, 4, -2]
 */
export function sparseJacobian<const X extends Input>(
  f: (x: Lifted<X>) => Output,
  x0: Checked<X>,
  options?: SparseJacobianOptions,
): SparseJacobian<X>;
export function sparseJacobian(
  f: (x: never) => unknown,
  x0: unknown,
  options: SparseJacobianOptions = {},
): SparseJacobian<unknown> {
  const { coloring, shape, evaluate } = preparedJacobian('sparseJacobian', f, x0, options);
  const { pattern } = coloring;
  const name = 'sparseJacobian';
  const run: SparseJacobian<unknown>['valueAndJacobian'] = (x, values = new Float64Array(pattern.nonzeros)) => {
    const found = evaluate(plainLeaves(name, x, shape));
    checkRoom(name, values, pattern.nonzeros);
    values.set(found.nonzeros as number[]);
    return { value: Float64Array.from(found.values as number[]), jacobian: cscOf(pattern, values) };
  };
  const { columnColors, rowColors } = coloring;
  return {
    pattern,
    coloring,
    passes: passesFor(columnColors) + Number(rowColors > 0),
    at: (x, values) => run(x, values).jacobian,
    valueAndJacobian: run,
  };
}

/** The numbers of x, which must be plain ones. */
export function plainLeaves(driver: string, x: unknown, shape: Shape): number[] {
  const leaves = leavesLike(driver, 'x', x, shape, 'its example');
  for (const leaf of leaves) {
    if (typeof leaf === 'number') continue;
    throw new TypeError(
      `${driver}: expected plain numbers in x, got ${describe(leaf)}. Inside of a driver use jacobian, or products with J.`,
    );
  }
  return leaves as number[];
}

export function checkRoom(driver: string, values: Float64Array, nonzeros: number): void {
  if (values instanceof Float64Array && values.length === nonzeros) return;
  throw new RangeError(
    `${driver}: expected values to be a Float64Array of ${nonzeros} numbers, one for each nonzero, got ${describe(values)}. ` +
      'Leave it out to have one made.',
  );
}

/** A function of all numbers of x, of any kind. */
export interface Prepared {
  readonly coloring: Coloring;
  /** The structure of x. */
  readonly shape: Shape;
  /** The numbers of f(x), and the nonzeros of J in the order of columns. */
  evaluate(leaves: readonly Scalar[]): { readonly values: readonly Scalar[]; readonly nonzeros: readonly Scalar[] };
}

export function preparedJacobian(
  driver: string,
  f: (x: never) => unknown,
  x0: unknown,
  options: SparseJacobianOptions,
): Prepared {
  checkFunction(driver, f, `${driver}(f, x0)`);
  const { leaves, shape } = flatten(driver, 'x', x0);
  const patternOf = jacobianPattern as (f: unknown, x: unknown, options: PatternOptions) => Pattern;
  const pattern = options.pattern ?? patternOf(f, x0, options);
  checkSize(driver, pattern, 'columns', leaves.length, 'x');
  const coloring = colorJacobian(pattern, options);
  const places = columnPlaces(pattern);
  const swept = sweptEntries(coloring);
  const read = anyOutput(driver);
  const evaluate: Prepared['evaluate'] = (at) => {
    let output: Flattened | undefined;
    const run = (seeds: Scalar[]): readonly Scalar[] => {
      output = sameAs(driver, output, read(f(fillWith(shape, seeds) as never)));
      checkSize(driver, pattern, 'rows', output.leaves.length, 'f(x)');
      return output.leaves;
    };
    const answer = (inputs: readonly Scalar[]): Answers => answersOf(driver, coloring, swept, inputs, run);
    const start = beginning();
    const question = {
      driver,
      leaves: at,
      evaluate: (inputs: readonly Scalar[]) => run(inputs.slice()),
      answer,
      firstOrder: Number.POSITIVE_INFINITY,
    };
    const { values, rows } = examined(question, answer(at), start);
    const nonzeros: Scalar[] = new Array(pattern.nonzeros);
    let k = 0;
    for (const row of rows) for (const entry of row) nonzeros[places[k++]] = entry;
    return { values, nonzeros };
  };
  return { coloring, shape, evaluate };
}

export function checkSize(driver: string, pattern: Pattern, side: 'rows' | 'columns', due: number, what: string): void {
  if (pattern[side] === due) return;
  throw new RangeError(
    `${driver}: expected a pattern of ${due} ${side}, one for each number of ${what}, got one of ${pattern[side]}. ` +
      'Let jacobianPattern make it, of this function and an x of this structure.',
  );
}

/** For the nonzeros row by row their places column by column. */
function columnPlaces({ rows, columnPointers, rowPointers, columnIndices }: Pattern): Int32Array {
  const next = columnPointers.slice();
  const places = new Int32Array(columnIndices.length);
  for (let i = 0; i < rows; i++) {
    for (let k = rowPointers[i]; k < rowPointers[i + 1]; k++) places[k] = next[columnIndices[k]]++;
  }
  return places;
}

/** The nonzeros of J, row by row, from products in the directions of the colours. */
function answersOf(
  driver: string,
  coloring: Coloring,
  swept: Uint8Array,
  leaves: readonly Scalar[],
  run: (seeds: Scalar[]) => readonly Scalar[],
): Answers {
  const { pattern, columns, columnColors, rowColors } = coloring;
  const { rowPointers, columnIndices } = pattern;
  const rows = Array.from({ length: pattern.rows }, (_, i) => new Array<Scalar>(rowPointers[i + 1] - rowPointers[i]));
  let values: readonly Scalar[] | undefined;
  const passes = new TiesOfPasses();
  inPasses(driver, leaves, columns, columnColors, ({ level, start, end }, seeds) => {
    const outputs = run(seeds);
    const tangents: Scalar[] = new Array(end);
    outputs.forEach((y, i) => {
      readTangents(level, y, tangents, start, end);
      for (let k = rowPointers[i]; k < rowPointers[i + 1]; k++) {
        const color = columns[columnIndices[k]];
        if (color >= start && color < end) rows[i][k - rowPointers[i]] = tangents[color];
      }
    });
    values ??= outputs.map((y) => primalOf(level, y));
    passes.passed();
  });
  if (rowColors > 0) {
    values = bySweeps(driver, coloring, swept, leaves, run, rows);
    passes.passed();
  }
  passes.done();
  // Nothing to ask for: all that is left are the values.
  return { values: values ?? run(leaves.slice()), rows };
}

/** Rows of one colour from one sweep. Returns f(x). */
function bySweeps(
  driver: string,
  { pattern, rows: colors, rowColors }: Coloring,
  swept: Uint8Array,
  leaves: readonly Scalar[],
  run: (seeds: Scalar[]) => readonly Scalar[],
  rows: readonly Scalar[][],
): readonly Scalar[] {
  const { rowPointers, columnIndices } = pattern;
  const subject = { driver, run: (seeds: readonly Scalar[]) => run(seeds.slice()) };
  const members: number[][] = Array.from({ length: rowColors }, () => []);
  colors.forEach((color, i) => {
    if (color >= 0) members[color].push(i);
  });
  return withRecording(subject, leaves, (recording) => {
    for (const group of members) {
      const slopes = recording.rows(group);
      for (const i of group) {
        for (let k = rowPointers[i]; k < rowPointers[i + 1]; k++) {
          if (swept[k] === 1) rows[i][k - rowPointers[i]] = slopes[columnIndices[k]];
        }
      }
    }
    return recording.values;
  });
}
