/**
 * Gradients at inputs that an outer driver moves along a plain direction, as by jvp: one recording of f on plain numbers and sweeps
 * with the direction beside them, instead of a tape of dual numbers.
 */
import type { Answers } from '../look/question.js';
import { FlatDual } from '../numbers/flat-dual.js';
import type { Scalar } from '../scalar/active.js';
import type { Level } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import type { Limit } from '../tape/limit.js';
import { onCurvedTape } from './curved.js';
import type { Subject } from './recording.js';

/** True where some input is no plain number. */
export function isMoving(leaves: readonly Scalar[]): boolean {
  for (let i = 0; i < leaves.length; i++) if (typeof leaves[i] !== 'number') return true;
  return false;
}

/**
 * All rows; undefined where the inputs are other numbers, or where it matters which inputs a number depends on (something is
 * infinite or NaN, or at a kink).
 */
export function movingRows(subject: Subject, leaves: readonly Scalar[], limit: Limit): Answers | undefined {
  const level = levelOf(leaves);
  if (level === undefined) return undefined;
  const { ties } = met;
  const n = leaves.length;
  const primals: number[] = new Array(n);
  const tangents: number[] = new Array(n);
  for (let i = 0; i < n; i++) {
    const leaf = leaves[i] as number | FlatDual;
    primals[i] = typeof leaf === 'number' ? leaf : leaf.primal;
    tangents[i] = typeof leaf === 'number' ? 0 : leaf.tangent;
  }
  const found = onCurvedTape(subject, primals, { count: 1, step: (_, i) => tangents[i], outer: level }, limit);
  if (found === undefined || met.ties > ties) {
    // The same ties are met again.
    met.ties = ties;
    return undefined;
  }
  return {
    values: found.values.map((y, k) => (typeof y === 'number' ? new FlatDual(level, y, found.valueChanges[k][0]) : y)),
    rows: found.rows.map((row) => {
      const moved: Scalar[] = new Array(n);
      for (let i = 0; i < n; i++) moved[i] = new FlatDual(level, row[i] as number, row[n + i] as number);
      return moved;
    }),
  };
}

/** The level of all inputs that are not plain numbers; undefined where they are of several, or no dual numbers with plain parts. */
function levelOf(leaves: readonly Scalar[]): Level | undefined {
  let level: Level | undefined;
  for (const leaf of leaves) {
    if (typeof leaf === 'number') continue;
    if (!(leaf instanceof FlatDual) || (level ?? leaf.level) !== leaf.level) return undefined;
    level = leaf.level;
  }
  return level;
}
