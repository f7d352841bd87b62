/**
 * The second look: the driver runs again at x + ε·d and at x - ε·d, ε infinitesimal, and the answer is the standard part of the
 * mean of the two: the limit of the derivative itself beside the point, the middle of both sides.
 *
 * So a function that is smooth has its true derivatives, whatever it is composed of; at a kink that is one the answer is the
 * mean of two limits of derivatives. It costs two runs whatever n is, and is linear in what the driver asks for.
 */
import { GermBudget, GermLevel, germ, isNaNGerm, mean, standardPart } from '../germ/index.js';
import type { Scalar } from '../scalar/active.js';
import { setKinkCurvature } from '../scalar/kink-curvature.js';
import { met } from '../scalar/met.js';
import { innermost } from '../scalar/scalar.js';
import { directionOf, type Move } from './direction.js';
import type { Suspect } from './examine.js';
import { type LookRecord, report, type Verdict } from './observe.js';
import type { Answers, Question } from './question.js';
import { look } from './settings.js';

/** Orders in ε above the leading one: to begin with, and at most. */
const FIRST_DEPTH = 4;
const LAST_DEPTH = 32;

/** The driver's answers on one side of the point. */
interface Side {
  readonly answers: Answers;
  /** f may have jumped there. */
  readonly jumps: boolean;
}

/** Operations that are left. */
interface Purse {
  left: number;
}

export function lookAgain(
  question: Question,
  first: Answers,
  suspects: readonly Suspect[],
  metKink: boolean,
): Answers {
  const purse: Purse = { left: look.operations };
  if (purse.left <= 0) return withoutLook(question, first);
  const rows = first.rows.map((row) => row.slice());
  const verdicts: Verdict[] = suspects.map(() => 'undecided');
  let isOver = false;
  try {
    const moves = directionOf(question.leaves);
    let open = settle(question, first, suspects, rows, verdicts, moves, metKink, purse);
    if (open.length > 0) {
      for (const other of otherMoves(question, moves, purse)) {
        open = settle(question, first, open, rows, verdicts, other, metKink, purse);
        if (open.length === 0) break;
      }
    }
  } catch (error) {
    if (!(error instanceof GermBudget)) throw error;
    isOver = true;
  }
  const operations = look.operations - purse.left;
  report((): LookRecord => ({ question, first, suspects, verdicts, rows, operations, isOver }));
  return isOver ? withoutLook(question, first) : { values: first.values, rows };
}

/** Without a look the curvature of kinks counts as 0; NaN by infinite slopes stays. */
function withoutLook(question: Question, first: Answers): Answers {
  const isKink = first.rows.some((row) => row.slice(question.firstOrder).some((x) => Number.isNaN(innermost(x))));
  if (!isKink) return first;
  const before = setKinkCurvature(0);
  try {
    const again = question.answer(question.leaves);
    const rows = first.rows.map((row, i) =>
      row.map((x, k) => (Number.isNaN(innermost(x)) ? (again.rows[i]?.[k] as Scalar) : x)),
    );
    return { values: first.values, rows };
  } finally {
    setKinkCurvature(before);
  }
}

/** Settles what can be settled along a direction, and returns what is left: f has no value on either side. */
function settle(
  question: Question,
  first: Answers,
  suspects: readonly Suspect[],
  rows: Scalar[][],
  verdicts: Verdict[],
  moves: readonly Move[],
  metKink: boolean,
  purse: Purse,
): readonly Suspect[] {
  let open = suspects;
  for (let depth = FIRST_DEPTH; ; depth *= 2) {
    const isLast = depth >= LAST_DEPTH;
    const level = new GermLevel(question.driver, depth, purse.left);
    const outside: Suspect[] = [];
    const deeper: Suspect[] = [];
    try {
      const sides = ([1, -1] as const).map((side) => sideOf(question, level, moves, side));
      const needsMore = level.unknown && !isLast;
      for (const suspect of open) {
        const result = limit(first, level, sides, suspect, metKink);
        if (result === 'outside') outside.push(suspect);
        else if (needsMore || result.limit === undefined) deeper.push(suspect);
        else take(first, suspect, result, rows, verdicts, suspects);
      }
    } finally {
      purse.left -= level.operations;
      level.close();
    }
    if (isLast) for (const { row, place } of deeper) (rows[row] as Scalar[])[place] = Number.NaN;
    if (isLast || deeper.length === 0) return outside;
    open = [...outside, ...deeper];
  }
}

interface Limit {
  /** undefined where terms are missing that decide it. */
  readonly limit: Scalar | undefined;
  readonly verdict: Verdict;
}

/** The derivative on both sides, and the middle. */
function limit(
  first: Answers,
  level: GermLevel,
  sides: readonly (Side | undefined)[],
  { row, place }: Suspect,
  metKink: boolean,
): Limit | 'outside' {
  const value = innermost(first.values[row] as Scalar);
  const inside = sides.filter((side): side is Side => {
    const y = side?.answers.values[row];
    return y !== undefined && !isNaNScalar(y);
  });
  if (inside.length === 0) return 'outside';
  const same = inside.filter(({ answers }) => isValue(answers.values[row] as Scalar, value, level));
  const jumps = inside.some((side) => side.jumps);
  // f gives other values for no reason that is known: it is random, or keeps state.
  if (same.length === 0 && !jumps && !metKink) return { limit: first.rows[row]?.[place], verdict: 'undecided' };
  const used = same.length > 0 ? same : inside;
  const parts = used
    .map(({ answers }) => answers.rows[row]?.[place] as Scalar)
    .filter((part) => !isNaNScalar(part));
  if (parts.length === 0) return { limit: Number.NaN, verdict: 'undecided' };
  const [p, m = p] = parts as [Scalar, Scalar?];
  const middle = standardPart(p === m ? p : mean(p, m), level);
  return { limit: middle, verdict: verdictOf(level, p, m, middle, same.length < inside.length) };
}

function verdictOf(level: GermLevel, p: Scalar, m: Scalar, middle: Scalar | undefined, jumps: boolean): Verdict {
  if (jumps) return 'jump';
  const inner = middle === undefined ? Number.NaN : innermost(middle);
  if (typeof inner === 'number' && inner !== inner) return 'undecided';
  if (typeof inner === 'number' && inner - inner !== 0) return 'infinite';
  const [a, b] = [standardPart(p, level), standardPart(m, level)].map((x) =>
    x === undefined ? Number.NaN : innermost(x),
  ) as [Scalar, Scalar];
  if (typeof a !== 'number' || typeof b !== 'number') return 'smooth';
  if (a - a !== 0 || b - b !== 0) return 'kink';
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)) ? 'smooth' : 'kink';
}

function take(
  first: Answers,
  suspect: Suspect,
  { limit: x, verdict }: Limit,
  rows: Scalar[][],
  verdicts: Verdict[],
  all: readonly Suspect[],
): void {
  const { row, place } = suspect;
  const value = innermost(first.values[row] as Scalar);
  const inner = innermost(x as Scalar);
  verdicts[all.indexOf(suspect)] = verdict;
  // Of an infinite f(x) only an infinite slope is one.
  const isInfiniteValue = typeof value === 'number' && value - value !== 0;
  if (isInfiniteValue && Math.abs(inner as number) !== Number.POSITIVE_INFINITY) return;
  (rows[row] as Scalar[])[place] = typeof x === 'number' ? x + 0 : (x as Scalar);
}

/** The driver's answers on one side, undefined where f throws there. */
function sideOf(question: Question, level: GermLevel, moves: readonly Move[], side: 1 | -1): Side | undefined {
  level.jump = false;
  level.crossed = false;
  const answers = attempt(() =>
    question.answer(question.leaves.map((x, i) => moved(level, x, moves[i] as Move, side))),
  );
  return answers === undefined ? undefined : { answers, jumps: level.jump || level.crossed };
}

function moved(level: GermLevel, x: Scalar, { sign, size, power }: Move, side: 1 | -1): Scalar {
  return germ(level, x, [[power, side * sign * size]]);
}

/** What f throws beside the point is no answer; the ties that it meets there are not those of the point. */
function attempt<T>(run: () => T): T | undefined {
  const { ties, wideTies } = met;
  try {
    return run();
  } catch (error) {
    if (error instanceof GermBudget) throw error;
    return undefined;
  } finally {
    met.ties = ties;
    met.wideTies = wideTies;
  }
}

/**
 * Where f has no value on either side: each input alone tells its sign, and one that alone leaves on both sides moves by ε²
 * instead, in either direction.
 */
function otherMoves(question: Question, moves: readonly Move[], purse: Purse): Move[][] {
  const { leaves } = question;
  const level = new GermLevel(question.driver, FIRST_DEPTH, purse.left);
  const isInside = (i: number, side: 1 | -1): boolean => {
    const values = attempt(() =>
      question.evaluate(leaves.map((x, j) => (j === i ? moved(level, x, moves[i] as Move, side) : x))),
    );
    return values !== undefined && !values.some(isNaNScalar);
  };
  let signs: (1 | -1)[][];
  try {
    signs = leaves.map((_, i) => ([1, -1] as const).filter((side) => isInside(i, side)));
  } finally {
    purse.left -= level.operations;
    level.close();
  }
  return ([1, -1] as const).map((squared) =>
    moves.map((move, i): Move => {
      const list = signs[i] as readonly (1 | -1)[];
      return list.length === 0 ? { ...move, sign: squared, power: 2 } : { ...move, sign: list[0] as 1 | -1 };
    }),
  );
}

function isNaNScalar(y: Scalar): boolean {
  const inner = innermost(y);
  return typeof inner === 'number' ? inner !== inner : isNaNGerm(inner);
}

/** True where the standard part of y is the value that f had at the point. */
function isValue(y: Scalar, value: Scalar, level: GermLevel): boolean {
  if (typeof value !== 'number') return true;
  const part = standardPart(innermost(y), level);
  return part === undefined || typeof part !== 'number' || part === value;
}
