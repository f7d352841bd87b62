/**
 * Gradients at inputs that an outer driver moves along plain directions, as jvp and jacobian do: one recording of f on plain numbers
 * and sweeps with the directions beside them, instead of a tape of dual numbers or bundles.
 */
import type { Answers } from '../look/question.js';
import { FlatBundle, FlatBundleLevel } from '../numbers/flat-bundle.js';
import { FlatDual } from '../numbers/flat-dual.js';
import type { Scalar } from '../scalar/active.js';
import type { Level } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { CurvedSweeps } from '../tape/curved-sweeps.js';
import type { CurvedTape } from '../tape/curved-tape.js';
import type { Limit } from '../tape/limit.js';
import { curved, type Output } from './curved.js';
import type { Subject } from './recording.js';

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
  for (let i = 0; i < n; i++) {
    const leaf = leaves[i] as number | Mover;
    primals[i] = typeof leaf === 'number' ? leaf : leaf.primal;
  }
  const read = (tape: CurvedTape, outputs: readonly Output[]): Answers | undefined =>
    met.ties === ties ? moved(tape, outputs, level, leaves) : undefined;
  return curved(subject, primals, level, limit, read);
}

/** All rows in numbers of the outer level, one lane for each of its directions. */
function moved(
  tape: CurvedTape,
  outputs: readonly Output[],
  level: Level,
  leaves: readonly Scalar[],
): Answers | undefined {
  const lanes = level instanceof FlatBundleLevel ? level.width : 1;
  const n = tape.inputs;
  const sweeps = new CurvedSweeps(tape, lanes);
  const { bar, dot, to } = sweeps;
  for (let i = 0; i < n; i++) move(sweeps, i, leaves[i]);
  for (const [node, x] of tape.constants) move(sweeps, node, x);
  sweeps.changes();
  const mover = (x: number, changes: Float64Array, node: number): Scalar =>
    level instanceof FlatBundleLevel
      ? FlatBundle.of(level, x, changes, lanes * node)
      : new FlatDual(level, x, changes[node] + 0);
  const values: Scalar[] = [];
  const rows: Scalar[][] = [];
  for (const { value, node } of outputs) {
    const row: Scalar[] = new Array(n);
    rows.push(row);
    values.push(node < 0 ? value : mover(value as number, dot, node));
    if (node < 0) row.fill(0);
    else {
      sweeps.cotangents(node);
      sweeps.curvatures();
      for (let i = 0; i < n; i++) {
        // + 0: a derivative has no negative zero.
        const slope = bar[i] + 0;
        if (slope - slope !== 0 || hasNaN(to, lanes * i, lanes)) return undefined;
        row[i] = mover(slope, to, i);
      }
    }
  }
  return { values, rows };
}

function hasNaN(list: Float64Array, from: number, count: number): boolean {
  for (let k = from; k < from + count; k++) if (list[k] !== list[k]) return true;
  return false;
}

/** A number with plain parts that an outer driver moves. */
type Mover = FlatDual | FlatBundle;

/** Hands the tangents of an input or a constant to the sweeps. */
function move(sweeps: CurvedSweeps, node: number, x: Scalar): void {
  if (x instanceof FlatBundle) {
    for (let lane = x.start; lane < x.end; lane++) sweeps.move(node, lane, x.tangent(lane));
  } else sweeps.move(node, 0, x instanceof FlatDual ? x.tangent : 0);
}

/** The level of all inputs that are not plain numbers; undefined where they are of several, or other numbers. */
function levelOf(leaves: readonly Scalar[]): Level | undefined {
  let level: Level | undefined;
  for (const leaf of leaves) {
    if (typeof leaf === 'number') continue;
    const isMover = leaf instanceof FlatDual || leaf instanceof FlatBundle;
    if (!isMover || (level ?? leaf.level) !== leaf.level) return undefined;
    level = leaf.level;
  }
  return level;
}
