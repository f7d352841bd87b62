/**
 * The loop of all first-order drivers: the Jacobian of f column by column, several columns in one pass where they fit.
 */
import type { Scalar } from '../scalar/active.js';
import { FlatBundleLevel } from '../scalar/flat-bundle.js';
import { describeShape, type Flattened, fillWith, flatten, type Shape, sameShape } from '../shape/shape.js';
import { onLevel } from './pass.js';
import { checkFunction, primalOf, readTangents, seedBundle, seedDual, tangentOf } from './seed.js';

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
  const run: Run = (leaves) => read(f(fillWith(input.shape, leaves) as never));
  return input.leaves.length > 1 && arePlain(input.leaves)
    ? inBundles(driver, input, run)
    : oneByOne(driver, input, run);
}

/** Numbers that are not known as yet are plain ones later: what is compiled goes the same way. */
function arePlain(leaves: readonly Scalar[]): boolean {
  for (const leaf of leaves) if (typeof leaf !== 'number' && leaf.unknown === undefined) return false;
  return true;
}

/** Wide enough to share the cost of an operation among many columns, narrow enough for the first cache. */
const WIDEST_BUNDLE = 16;

/** Inputs that share a pass. Passes have even width: 17 inputs are 9 and 8, not 16 and 1. */
export function bundleWidth(inputs: number): number {
  return Math.ceil(inputs / Math.ceil(inputs / WIDEST_BUNDLE));
}

/** f with bundles for inputs: as many columns a pass as a bundle is wide. */
function inBundles(driver: string, input: Flattened, run: Run): Columns {
  const inputs = input.leaves;
  const n = inputs.length;
  const width = bundleWidth(n);
  const rows: Scalar[][] = [];
  let output: Flattened | undefined;
  let values: Scalar[] = [];
  for (let start = 0; start < n; start += width) {
    const level = new FlatBundleLevel(driver, width);
    try {
      const end = Math.min(n, start + width);
      output = sameAs(driver, output, run(seeded(level, inputs, start, end)));
      const outputs = output.leaves;
      if (start === 0) for (const _ of outputs) rows.push(new Array(n));
      for (let i = 0; i < outputs.length; i++) {
        readTangents(level, outputs[i] as Scalar, rows[i] as Scalar[], start, end);
      }
      if (end === n) values = outputs.map((y) => primalOf(level, y));
      if (level.metKink) return oneByOne(driver, input, run);
    } finally {
      level.close();
    }
  }
  return { input, output: (output as Flattened).shape, values, rows };
}

/** The inputs, of which those from start to end are turned on. */
function seeded(level: FlatBundleLevel, inputs: readonly Scalar[], start: number, end: number): Scalar[] {
  const n = inputs.length;
  const leaves: Scalar[] = new Array(n);
  for (let j = 0; j < n; j++) {
    const input = inputs[j] as Scalar;
    leaves[j] = j < start || j >= end ? input : seedBundle(level, input, j - start);
  }
  return leaves;
}

/** f once for each input, that input turned on and the others constants: inputs that are active numbers themselves. */
function oneByOne(driver: string, input: Flattened, run: Run): Columns {
  const n = input.leaves.length;
  const leaves = input.leaves.slice();
  const rows: Scalar[][] = [];
  let output: Flattened | undefined;
  let values: readonly Scalar[] = [];
  input.leaves.forEach((constant, j) => {
    // A level for each pass: a number that f keeps from one pass must not mix with those of the next.
    onLevel(driver, (level) => {
      leaves[j] = seedDual(level, constant, 1);
      output = sameAs(driver, output, run(leaves.slice()));
      leaves[j] = constant;
      values = output.leaves.map((y) => primalOf(level, y));
      output.leaves.forEach((y, i) => {
        rows[i] ??= new Array(n);
        (rows[i] as Scalar[])[j] = tangentOf(level, y);
      });
    });
  });
  if (output === undefined) {
    // Without inputs there is no pass to take the value from.
    output = run(leaves.slice());
    values = output.leaves;
    for (let i = 0; i < values.length; i++) rows.push([]);
  }
  return { input, output: output.shape, values, rows };
}

/**
 * @throws {RangeError} when f returned another shape than in the pass before.
 */
export function sameAs(driver: string, before: Flattened | undefined, output: Flattened): Flattened {
  if (before !== undefined && !sameShape(before.shape, output.shape)) {
    throw new RangeError(
      `${driver}: expected f to return one shape in every pass, got ${describeShape(before.shape)} and then ` +
        `${describeShape(output.shape)}. Let the shape depend on nothing that f changes.`,
    );
  }
  return output;
}
