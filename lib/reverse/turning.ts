/**
 * Gradients at inputs that an outer driver records on its tape, as the gradient of a function of a gradient does: one recording of
 * f on plain numbers. What the outer sweep hands to the slopes ∇f goes on to the inputs by a product with the Hessian, which is
 * symmetric, instead of a sweep over a recording of a sweep.
 */
import type { Answers } from '../look/question.js';
import type { Content, Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { plus, times } from '../scalar/parts.js';
import { CurvedSweeps } from '../tape/curved-sweeps.js';
import type { CurvedTape } from '../tape/curved-tape.js';
import { FlatVariable } from '../tape/flat-variable.js';
import type { Limit } from '../tape/limit.js';
import type { TapeLevel } from '../tape/variable.js';
import { curved, type Output } from './curved.js';
import type { Subject } from './recording.js';

/**
 * All rows; undefined where the inputs are other numbers, or where it matters which inputs a number depends on (something is
 * infinite or NaN, or at a kink).
 */
export function turningRows(subject: Subject, leaves: readonly Scalar[], limit: Limit): Answers | undefined {
  const level = levelOf(leaves);
  if (level === undefined) return undefined;
  const { ties } = met;
  const primals = leaves.map((leaf) => (typeof leaf === 'number' ? leaf : (leaf.primal as number)));
  const read = (tape: CurvedTape, outputs: readonly Output[]): Answers | undefined =>
    met.ties === ties ? turned(tape, outputs, level, leaves) : undefined;
  return curved(subject, primals, level, limit, read, true);
}

/** The level of all inputs that are not plain numbers; undefined where they are no variables of one tape with plain values. */
function levelOf(leaves: readonly Scalar[]): TapeLevel | undefined {
  let level: TapeLevel | undefined;
  for (const leaf of leaves) {
    if (typeof leaf === 'number') continue;
    if (!(leaf instanceof FlatVariable) || (level ?? leaf.level) !== leaf.level) return undefined;
    level = leaf.level;
  }
  return level;
}

const NONE: readonly number[] = [];

/** Values and slopes as nodes of the outer tape. */
function turned(
  tape: CurvedTape,
  outputs: readonly Output[],
  level: TapeLevel,
  leaves: readonly Scalar[],
): Answers | undefined {
  const { inputs: n, constants } = tape;
  const closed = constants.size === 0 ? NONE : [...constants.keys()];
  const outer: number[] = new Array(n);
  for (let i = 0; i < n; i++) outer[i] = indexOf(leaves[i]);
  if (constants.size > 0) for (const x of constants.values()) outer.push(indexOf(x));
  const slopes: number[][] = [];
  for (const { node } of outputs) {
    const row: number[] = new Array(n);
    slopes.push(row);
    const { bar } = sweepsOf(tape, node);
    for (let i = 0; i < n; i++) {
      // + 0: a derivative has no negative zero.
      const slope = bar[i] + 0;
      if (slope - slope !== 0) return undefined;
      row[i] = slope;
    }
  }
  const values: Scalar[] = [];
  const rows: Scalar[][] = [];
  outputs.forEach(({ value, node }, k) => {
    const pull = (cotangents: readonly Content[]) => pulled(tape, node, closed, cotangents);
    const done = k === 0 ? () => tape.release() : undefined;
    const first = node < 0 ? -1 : level.tape.block(outer, 1 + n, pull, done);
    values.push(first < 0 ? value : new FlatVariable(level, value as number, first));
    const row: Scalar[] = new Array(n);
    for (let i = 0; i < n; i++) row[i] = first < 0 ? 0 : new FlatVariable(level, slopes[k][i], first + 1 + i);
    rows.push(row);
  });
  return { values, rows };
}

function indexOf(x: Scalar): number {
  return x instanceof FlatVariable ? x.index : -1;
}

function sweepsOf(tape: CurvedTape, node: number): CurvedSweeps {
  const sweeps = new CurvedSweeps(tape, 1);
  sweeps.cotangents(node);
  return sweeps;
}

/** w₀·∇f + H·w, for the inputs and the numbers that f closes over; w₀ is the first of the cotangents. */
function pulled(
  tape: CurvedTape,
  node: number,
  closed: readonly number[],
  cotangents: readonly Content[],
): readonly Content[] {
  const n = tape.inputs;
  const sweeps = sweepsOf(tape, node);
  const { bar, to } = sweeps;
  const total: Content[] = new Array(n + closed.length);
  for (let k = 0; k < total.length; k++) total[k] = null;
  const take = (list: Float64Array, factor: Scalar): void => {
    for (let k = 0; k < total.length; k++) {
      total[k] = plus(total[k], times(factor, list[k < n ? k : closed[k - n]]));
    }
  };
  const [ofValue] = cotangents;
  if (ofValue !== null) take(bar, ofValue);
  if (cotangents.every(isPlain)) {
    for (let i = 0; i < n; i++) sweeps.move(i, 0, (cotangents[1 + i] ?? 0) as number);
    sweeps.changes();
    sweeps.curvatures();
    take(to, 1);
  } else {
    // Of numbers of other drivers, column by column.
    for (let i = 0; i < n; i++) {
      const w = cotangents[1 + i];
      if (w === null) continue;
      sweeps.rest();
      sweeps.move(i, 0, 1);
      sweeps.changes();
      sweeps.curvatures();
      take(to, w);
    }
  }
  return total;
}

function isPlain(w: Content): boolean {
  return w === null || (typeof w === 'number' && w - w === 0);
}
