/** Second derivatives by forward over reverse: the sweep of a recording on numbers that move along a direction. */
import { isPlain, unitBundle } from '../forward/columns.js';
import { checkDense } from '../forward/dense-limit.js';
import { seedDual, tangentOf, tangentsOf } from '../forward/seed.js';
import { beginning, examined } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import { Bundle, BundleLevel } from '../numbers/bundle.js';
import type { Scalar } from '../scalar/active.js';
import { Level, shared } from '../scalar/level.js';
import { TiesOfPasses } from '../scalar/met.js';
import { isOfLevel } from '../scalar/relation.js';
import { isNumbers } from '../scalar/scalar.js';
import { onPath } from '../scalar/still.js';
import { type Limit, UNLIMITED } from '../tape/limit.js';
import { onCurvedTape } from './curved.js';
import { type Looked, type Moved, type Subject, withRecording } from './recording.js';

/** H·v for each number of f(x). */
export function productsOf(
  subject: Subject,
  v: readonly Scalar[],
  limit: Limit = UNLIMITED,
): readonly (readonly Scalar[])[] {
  const answer: Answer = (leaves, within = UNLIMITED) => withoutSlopes(alongDirection(subject, leaves, v, within));
  return asked(subject, answer, 0, limit).rows;
}

type Answer = (leaves: readonly Scalar[], limit?: Limit) => Answers;

/** All second derivatives of each number of f(x), row after row in one list, after its gradient where that is wanted. */
export function hessiansOf(subject: Subject, hasSlopes: boolean, limit: Limit = UNLIMITED): Looked {
  const n = subject.input.leaves.length;
  checkDense(subject.driver, n, n);
  const answer: Answer = (leaves, within = UNLIMITED) => {
    if (n === 0) return withRecording(subject, leaves, ({ values }) => ({ values, rows: values.map(() => []) }));
    const all = allColumns(subject, leaves, within);
    return hasSlopes ? all : withoutSlopes(all);
  };
  return asked(subject, answer, hasSlopes ? n : 0, limit);
}

function asked(subject: Subject, answer: Answer, firstOrder: number, limit: Limit): Looked {
  const { driver, input, output, run } = subject;
  const start = beginning();
  const first = answer(input.leaves, limit);
  const question = { driver, leaves: input.leaves, evaluate: run, answer, firstOrder };
  const { values, rows } = examined(question, first, start);
  return { input, output: output(), values, rows };
}

function withoutSlopes({ values, rows, slopes }: Moved): Answers {
  return { values, rows: rows.map((row) => row.slice(slopes)) };
}

/** The gradients and their change along v, from one call of f. An input that does not move at all has no part. */
function alongDirection(subject: Subject, leaves: readonly Scalar[], v: readonly Scalar[], limit: Limit): Moved {
  const fast =
    isNumbers(leaves) && isNumbers(v)
      ? onCurvedTape(subject, leaves, { count: 1, step: (_, i) => v[i] }, limit)
      : undefined;
  return fast ?? (v.includes(0) ? inLane(subject, leaves, v) : onDuals(subject, leaves, v));
}

function onDuals(subject: Subject, leaves: readonly Scalar[], v: readonly Scalar[]): Moved {
  const level = shared(onPath(new Level(subject.driver), leaves));
  const seeds = leaves.map((leaf, i) => seedDual(level, leaf, v[i]));
  return moved(subject, level, seeds, (g) => [tangentOf(level, g)]);
}

/** The same on bundles of one lane, which know the inputs that do not move. */
function inLane(subject: Subject, leaves: readonly Scalar[], v: readonly Scalar[]): Moved {
  const level = shared(onPath(new BundleLevel(subject.driver, 1), leaves));
  const seeds = leaves.map((leaf, i) => new Bundle(level.mixed as BundleLevel, leaf, [v[i] === 0 ? null : v[i]]));
  return moved(subject, level, seeds, (g) => tangentsOf(level, g));
}

/** One call of f, and the changes of its gradients as they are read off each slope. */
function moved(
  subject: Subject,
  level: Level,
  seeds: readonly Scalar[],
  changes: (g: Scalar) => readonly Scalar[],
): Moved {
  try {
    return withRecording(subject, seeds, (recording) => ({
      values: recording.values.map((y) => primalIn(level, y)),
      rows: recording.values.map((_, i) => {
        const row = recording.row(i);
        return [...row.map((g) => primalIn(level, g)), ...row.flatMap(changes)];
      }),
      slopes: seeds.length,
    }));
  } finally {
    level.close();
  }
}

function primalIn(level: Level, y: Scalar): Scalar {
  return isOfLevel(y, level) ? y.primal : y;
}

/** Columns that are carried along side by side where numbers have to know what they depend on: these take memory. */
const MOST_COLUMNS = 64;

/** All columns: from a tape that knows its curvature, or where that will not do from calls of f on other numbers. */
function allColumns(subject: Subject, leaves: readonly Scalar[], limit: Limit): Moved {
  const n = leaves.length;
  if (isNumbers(leaves)) {
    const units = { count: n, step: (j: number, i: number) => Number(i === j) };
    return onCurvedTape(subject, leaves, units, limit) ?? byColumns(subject, leaves, MOST_COLUMNS, inBundle);
  }
  // In a program dual numbers take half the time of bundles.
  return isPlain(leaves) ? byColumns(subject, leaves, 1, onUnitDuals) : inBundle(subject, leaves, 0, n);
}

/** The Hessian by its columns, so many from one call of f. */
function byColumns(subject: Subject, leaves: readonly Scalar[], most: number, part: typeof inBundle): Moved {
  const n = leaves.length;
  const rows: Scalar[][] = [];
  let values: readonly Scalar[] = [];
  const passes = new TiesOfPasses();
  for (let start = 0; start < n; start += most) {
    const end = Math.min(n, start + most);
    const moved = part(subject, leaves, start, end);
    passes.passed();
    values = moved.values;
    moved.rows.forEach((list, k) => {
      rows[k] ??= [...list.slice(0, n), ...new Array<Scalar>(n * n)];
      for (let i = 0; i < n; i++) {
        for (let j = start; j < end; j++) rows[k][n + i * n + j] = list[n + i * (end - start) + j - start];
      }
    });
  }
  passes.done();
  return { values, rows, slopes: n };
}

/** Columns from start to end, on numbers that know which inputs they depend on. */
function inBundle(subject: Subject, leaves: readonly Scalar[], start: number, end: number): Moved {
  const level = shared(onPath(new BundleLevel(subject.driver, end - start), leaves));
  const seeds = leaves.map((leaf, i) => unitBundle(level, leaf, i - start));
  return moved(subject, level, seeds, (g) => tangentsOf(level, g));
}

function onUnitDuals(subject: Subject, leaves: readonly Scalar[], start: number): Moved {
  return onDuals(
    subject,
    leaves,
    leaves.map((_, i) => Number(i === start)),
  );
}
