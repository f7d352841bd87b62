/** Gradients and their changes along any number of directions from one call of f: see lib/tape/curved-tape.ts. */
import { checkDense } from '../forward/dense-limit.js';
import type { Scalar } from '../scalar/active.js';
import type { Level } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { checkOpen, isOfLevel } from '../scalar/relation.js';
import { CurvedSweeps } from '../tape/curved-sweeps.js';
import { CurvedTape } from '../tape/curved-tape.js';
import { CurvedLevel, CurvedVariable } from '../tape/curved-variable.js';
import { checkLimit, type Limit } from '../tape/limit.js';
import type { Moved, Subject } from './recording.js';

/** Directions: how many, and the step of each input along them. */
export interface Directions {
  readonly count: number;
  readonly step: (direction: number, input: number) => number;
}

/** Directions that are followed side by side. */
const MOST_LANES = 8;

/**
 * The gradients and their changes; undefined where something is infinite, NaN, or no plain number: then it matters which inputs a
 * number depends on, or more is to be carried along.
 */
export function onCurvedTape(
  subject: Subject,
  leaves: readonly number[],
  directions: Directions,
  limit: Limit,
): Moved | undefined {
  return curved(subject, leaves, undefined, limit, (tape, outputs) => changesOf(tape, outputs, directions));
}

/**
 * What is read off a recording of f; undefined where that is undefined, or the tape cannot hold f.
 *
 * @param outer - the level of numbers that f may close over.
 */
export function curved<T>(
  subject: Subject,
  leaves: readonly number[],
  outer: Level | undefined,
  limit: Limit,
  read: (tape: CurvedTape, outputs: readonly Output[]) => T | undefined,
): T | undefined {
  const { ties } = met;
  const tape = CurvedTape.take(leaves.length, limit);
  const outputs = record(subject, tape, leaves, outer);
  checkLimit(limit);
  checkDense(subject.driver, outputs?.length ?? 0, leaves.length);
  const found = outputs === undefined || tape.isExtreme ? undefined : read(tape, outputs);
  tape.release();
  // The same ties are met again.
  if (found === undefined) met.ties = ties;
  return found;
}

/** A number of f(x) and its node, -1 where it does not depend on the inputs. */
export interface Output {
  readonly value: Scalar;
  readonly node: number;
}

function record(
  { driver, run }: Subject,
  tape: CurvedTape,
  leaves: readonly number[],
  outer: Level | undefined,
): Output[] | undefined {
  const level = new CurvedLevel(driver, tape, outer);
  level.hidesOuter = outer !== undefined;
  const output = (y: Scalar): Output => {
    if (isOfLevel<CurvedVariable>(y, level)) return { value: y.primal, node: y.index };
    if (typeof y !== 'number') checkOpen(y);
    return { value: y, node: -1 };
  };
  return level.attempt(
    () => run(leaves.map((x, i) => new CurvedVariable(level, x, i))),
    (outputs) => outputs.map(output),
  );
}

function changesOf(tape: CurvedTape, outputs: readonly Output[], { count, step }: Directions): Moved | undefined {
  const n = tape.inputs;
  const rows = outputs.map((): Scalar[] => new Array(n * (1 + count)));
  const lanes = Math.min(MOST_LANES, count);
  const sweeps = new CurvedSweeps(tape, lanes);
  const { bar, to } = sweeps;
  let isClear = true;
  for (let first = 0; first < count; first += lanes) {
    const used = Math.min(lanes, count - first);
    if (first > 0) sweeps.rest();
    for (let i = 0; i < n; i++) for (let k = 0; k < used; k++) sweeps.move(i, k, step(first + k, i));
    sweeps.changes();
    for (let output = 0; output < rows.length; output++) {
      sweeps.cotangents(outputs[output].node);
      sweeps.curvatures();
      const row = rows[output];
      for (let i = 0; i < n; i++) {
        // + 0: a derivative has no negative zero.
        row[i] = bar[i] + 0;
        for (let k = 0; k < used; k++) {
          const change = to[lanes * i + k] + 0;
          row[n + i * count + first + k] = change;
          if (change !== change) isClear = false;
        }
        if (bar[i] !== bar[i]) isClear = false;
      }
    }
  }
  return isClear ? { values: outputs.map(({ value }) => value), rows, slopes: n } : undefined;
}
