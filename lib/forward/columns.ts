/**
 * The loop of all first-order drivers: the Jacobian of f column by column, several columns in one pass where they fit.
 */
import { beginning, examined } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import { Bundle, BundleLevel } from '../numbers/bundle.js';
import { FlatBundle, FlatBundleLevel } from '../numbers/flat-bundle.js';
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { met, TiesOfPasses } from '../scalar/met.js';
import { onPath } from '../scalar/still.js';
import { inOrderOf } from '../shape/order.js';
import { describeShape, type Flattened, fillWith, flatten, type Shape, sameShape } from '../shape/shape.js';
import { checkDense } from './dense-limit.js';
import { checkFunction, inRangeOf, primalOf, readTangents, seedVariable, tangentOf } from './seed.js';

/** The Jacobian of f at x, with what is needed to give it its structure. */
export interface Columns {
  readonly input: Flattened;
  readonly output: Shape;
  readonly values: readonly Scalar[];
  /** Derivatives of each output by all inputs. */
  readonly rows: readonly (readonly Scalar[])[];
}

/** Calls f; the list of its inputs is f's own from then on. */
type Run = (leaves: Scalar[]) => Flattened;

/**
 * @param read - turns f(x) into the list of its numbers, and complains where the driver needs another shape.
 */
export function columnsOf(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
): Columns {
  checkFunction(driver, f);
  const input = flatten(driver, 'x', x);
  let output: Flattened | undefined;
  const run: Run = (leaves) => {
    output = sameAs(driver, output, read(f(fillWith(input.shape, leaves) as never)));
    return output;
  };
  const start = beginning();
  const answer = (leaves: readonly Scalar[]): Answers =>
    isPlain(leaves) ? inBundles(driver, leaves, run) : inOneBundle(driver, leaves, run);
  const first = answer(input.leaves);
  const { shape } = output as unknown as Flattened;
  const evaluate = (leaves: readonly Scalar[]): readonly Scalar[] => run(leaves.slice()).leaves;
  const question = { driver, leaves: input.leaves, evaluate, answer, firstOrder: input.leaves.length };
  const { values, rows } = examined(question, first, start);
  return { input, output: shape, values, rows };
}

/** Numbers that are not known as yet are plain ones later: what is compiled goes the same way. */
export function isPlain(leaves: readonly Scalar[]): boolean {
  for (const leaf of leaves) {
    if (typeof leaf !== 'number' && leaf.oracle?.demandFinite === undefined) return false;
  }
  return true;
}

/** Wide enough to share the cost of an operation among many columns, narrow enough for the first cache. */
const WIDEST_BUNDLE = 16;

/** Inputs that share a pass. Passes have even width: 17 inputs are 9 and 8, not 16 and 1. */
export function bundleWidth(inputs: number): number {
  return Math.ceil(inputs / Math.ceil(inputs / WIDEST_BUNDLE));
}

/** f with bundles for inputs: as many columns a pass as a bundle is wide. */
function inBundles(driver: string, inputs: readonly Scalar[], run: Run): Answers {
  const n = inputs.length;
  if (n === 0) return valuesAlone(inputs, run);
  const [only] = inputs;
  if (n === 1 && typeof only === 'number') return onDual(driver, only, run);
  const width = bundleWidth(n);
  const rows: Scalar[][] = [];
  let values: Scalar[] = [];
  // The first pass tells whether a zero that was computed is multiplied with another number. Where none is, inputs that are
  // not turned on may be plain numbers: 0·y is a constant for the plain number 0 alone.
  let isIdleActive = true;
  const passes = new TiesOfPasses();
  for (let start = 0; start < n; start += width) {
    const level = new FlatBundleLevel(driver, width);
    const { zeros } = met;
    try {
      const end = Math.min(n, start + width);
      const outputs = run(seeded(level, inputs, start, end, isIdleActive)).leaves;
      if (start === 0) {
        checkDense(driver, outputs.length, n);
        for (const _ of outputs) rows.push(new Array(n));
      }
      for (let i = 0; i < outputs.length; i++) {
        readTangents(level, outputs[i], rows[i], start, end);
      }
      if (end === n) values = outputs.map((y) => primalOf(level, y));
      if (start === 0) isIdleActive = met.zeros > zeros;
      passes.passed();
    } finally {
      level.close();
    }
  }
  passes.done();
  return { values, rows };
}

/** The only input: a dual number, which takes less than a bundle with one tangent. */
function onDual(driver: string, input: number, run: Run): Answers {
  const level = new Level(driver);
  try {
    const outputs = run([seedVariable(level, input)]).leaves;
    checkDense(driver, outputs.length, 1);
    return { values: outputs.map((y) => primalOf(level, y)), rows: outputs.map((y) => [tangentOf(level, y)]) };
  } finally {
    level.close();
  }
}

/** The inputs, of which those from start to end are turned on. */
function seeded(
  level: FlatBundleLevel,
  inputs: readonly Scalar[],
  start: number,
  end: number,
  isIdleActive: boolean,
): Scalar[] {
  const n = inputs.length;
  const leaves: Scalar[] = new Array(n);
  for (let j = 0; j < n; j++) {
    const input = inputs[j];
    const isOn = j >= start && j < end;
    if (typeof input !== 'number') leaves[j] = isOn ? unitBundle(level, input, j - start) : input;
    else if (isOn) leaves[j] = FlatBundle.seed(level, input, j - start);
    else leaves[j] = isIdleActive ? FlatBundle.idle(level, input) : input;
  }
  return leaves;
}

/** An input with the unit tangent of a lane. */
export function unitBundle(level: BundleLevel, primal: Scalar, lane: number): Bundle {
  const tangents = Array.from({ length: level.width }, (_, k) => (k === lane ? inRangeOf(primal, 1) : null));
  return new Bundle(level.mixed as BundleLevel, primal, tangents);
}

/** Inputs that are active numbers themselves: all of them in one pass. */
function inOneBundle(driver: string, inputs: readonly Scalar[], run: Run): Answers {
  const n = inputs.length;
  const level = onPath(new BundleLevel(driver, n), inputs);
  try {
    const outputs = run(inputs.map((x, j) => unitBundle(level, x, j))).leaves;
    checkDense(driver, outputs.length, n);
    const rows = outputs.map((y) => {
      const row: Scalar[] = new Array(n);
      readTangents(level, y, row, 0, n);
      return row;
    });
    return { values: outputs.map((y) => primalOf(level, y)), rows };
  } finally {
    level.close();
  }
}

/** Without inputs there are no derivatives. */
function valuesAlone(inputs: readonly Scalar[], run: Run): Answers {
  const values = run(inputs.slice()).leaves;
  return { values, rows: values.map(() => []) };
}

/**
 * @throws {RangeError} when f returned another shape than in the pass before.
 */
export function sameAs(driver: string, before: Flattened | undefined, output: Flattened): Flattened {
  if (before === undefined || sameShape(before.shape, output.shape)) return output;
  const leaves = inOrderOf(before.shape, output.shape, output.leaves);
  if (leaves === undefined) {
    throw new RangeError(
      `${driver}: expected f to return one shape in every pass, got ${describeShape(before.shape)} and then ` +
        `${describeShape(output.shape)}. Let the shape depend on nothing that f changes.`,
    );
  }
  return { leaves, shape: before.shape };
}
