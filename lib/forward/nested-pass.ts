/** One pass on bundles, or dual numbers, inside bundles or dual numbers: numbers that know which of their parts are there. */
import type { Answers } from '../look/question.js';
import { BundleLevel } from '../numbers/bundle.js';
import type { Scalar } from '../scalar/active.js';
import { Level, shared } from '../scalar/level.js';
import { numberOf } from '../scalar/parts.js';
import { onPath } from '../scalar/still.js';
import { unitBundle } from './columns.js';
import { primalOf, seedDual, tangentOf, tangentsOf } from './seed.js';
import type { Along, Nested, Run, Wanted } from './wanted.js';

/** What comes out of a pass for each number of f(x). */
export interface NestedParts {
  readonly values: Scalar[];
  /** By the inner directions. */
  readonly firsts: Scalar[][];
  /** An outer list of inner ones. */
  readonly seconds: Scalar[][][];
}

/** The row of each number of f(x) from one pass. */
export function nestedPass(driver: string, { slopes, nested }: Wanted, leaves: readonly Scalar[], run: Run): Answers {
  const { values, firsts, seconds } = nestedParts(driver, nested, leaves, run);
  const rows = seconds.map((second, i) => [...(slopes.length === 0 ? [] : firsts[i]), ...nested.row(second)]);
  return { values, rows };
}

/**
 * One call of f.
 *
 * @param on - where the directions are those of the inputs: which of these are turned on, all where left out.
 */
export function nestedParts(
  driver: string,
  { inner, outer }: Nested,
  leaves: readonly Scalar[],
  run: Run,
  on?: readonly number[],
): NestedParts {
  const lanes = on === undefined ? undefined : new Map(on.map((input, lane) => [input, lane]));
  const laneOf = (j: number): number => (lanes === undefined ? j : (lanes.get(j) ?? -1));
  const levelOf = (side: Along | 'inputs'): Level =>
    onPath(side === 'inputs' ? new BundleLevel(driver, on?.length ?? leaves.length) : new Level(driver), leaves);
  const innerLevel = shared(levelOf(inner));
  const outerLevel = levelOf(outer);
  const seed = (level: Level, side: Along | 'inputs', leaf: Scalar, j: number): Scalar =>
    side === 'inputs' ? unitBundle(level as BundleLevel, leaf, laneOf(j)) : seedDual(level, leaf, numberOf(side(j)));
  try {
    const outputs = run(leaves.map((leaf, j) => seed(outerLevel, outer, seed(innerLevel, inner, leaf, j), j)));
    return {
      values: outputs.map((y) => primalOf(innerLevel, primalOf(outerLevel, y))),
      firsts: outputs.map((y) => changesOf(innerLevel, inner, primalOf(outerLevel, y))),
      seconds: outputs.map((y) =>
        changesOf(outerLevel, outer, y).map((change) => changesOf(innerLevel, inner, change)),
      ),
    };
  } finally {
    outerLevel.close();
    innerLevel.close();
  }
}

/** The tangents of a number: one, or one for each input that is on. */
function changesOf(level: Level, side: Along | 'inputs', y: Scalar): Scalar[] {
  return side === 'inputs' ? tangentsOf(level as BundleLevel, y) : [tangentOf(level, y)];
}
