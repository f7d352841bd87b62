/**
 * The loop of all first-order drivers: f once for each input, that input turned on and the others constants.
 */
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { type Flattened, fill, flatten, type Shape } from '../shape/shape.js';
import { checkFunction, primalOf, seedDual, tangentOf } from './seed.js';

/** The Jacobian of f as its columns, each the list of the output's tangents. */
export interface Columns {
  readonly input: Flattened;
  readonly output: Shape;
  readonly values: readonly Scalar[];
  readonly columns: readonly (readonly Scalar[])[];
}

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
  const n = input.leaves.length;
  const columns: (readonly Scalar[])[] = new Array(n);
  const level = new Level(driver);
  try {
    const leaves = input.leaves.slice();
    let output: Flattened | undefined;
    for (let j = 0; j < n; j++) {
      const constant = leaves[j] as Scalar;
      leaves[j] = seedDual(level, constant, 1);
      output = read(f(fill(input.shape, leaves) as never));
      columns[j] = output.leaves.map((leaf) => tangentOf(level, leaf));
      leaves[j] = constant;
    }
    // Without inputs there is no pass to take the value from.
    output ??= read(f(fill(input.shape, leaves) as never));
    return { input, output: output.shape, values: output.leaves.map((leaf) => primalOf(level, leaf)), columns };
  } finally {
    level.close();
  }
}
