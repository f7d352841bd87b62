/** A pass of f at a level of its own. */
import { Level } from '../scalar/level.js';

/**
 * A pass on dual numbers, and once more where they touched a kink on a side that only their curvature can tell: then on
 * hyper-dual numbers with twice the same direction, whose ε₁ part is the tangent to the last bit.
 *
 * @param pass - seeds the inputs, calls f and reads off its derivatives.
 */
export function onLevel<T>(driver: string, pass: (level: Level) => T): T {
  const level = new Level(driver);
  try {
    const result = pass(level);
    if (!level.missesCurvature) return result;
  } finally {
    level.close();
  }
  return onCurvedLevel(driver, pass);
}

/** A pass on hyper-dual numbers with twice the same direction. */
export function onCurvedLevel<T>(driver: string, pass: (level: Level) => T): T {
  const level = new Level(driver, undefined, true);
  try {
    return pass(level);
  } finally {
    level.close();
  }
}
