/**
 * The second look: the driver runs again at x + ε·d and at x - ε·d, ε infinitesimal, and the answer is the standard part of the
 * mean of the two: the limit of the derivative itself beside the point, the middle of both sides.
 *
 * So a function that is smooth has its true derivatives, whatever it is composed of; at a kink that is one the answer is the
 * mean of two limits of derivatives. It costs two runs whatever n is, and is linear in what the driver asks for.
 */
import { GermBudget, type GermLevel, germ, isNaNGerm, mean, standardPart } from '../germ/index.js';
import type { Scalar } from '../scalar/active.js';
import { add } from '../scalar/arithmetic.js';
import { setKinkCurvature } from '../scalar/kink-curvature.js';
import { met } from '../scalar/met.js';
import { innermost } from '../scalar/scalar.js';
import { unknownParts } from '../scalar/unknown.js';
import { directionOf, type Move } from './direction.js';
import { type LookRecord, report, type Verdict } from './observe.js';
import { FIRST_DEPTH, isOwn, LAST_DEPTH, levelFor, type Purse, purseOf } from './purse.js';
import type { Answers, Question, Suspect } from './question.js';
import { look } from './settings.js';

/** The driver's answers on one side of the point. */
interface Side {
  readonly answers: Answers;
  /** f may have jumped there. */
  readonly jumps: boolean;
}

export function lookAgain(
  question: Question,
  first: Answers,
  suspects: readonly Suspect[],
  circumstances: Circumstances,
): Answers {
  const { operations: most } = look;
  const purse = purseOf(most);
  if (purse.left <= 0) return withoutLook(question, first);
  const rows = first.rows.map((row) => row.slice());
  const values = first.values.slice();
  const verdicts: Verdict[] = suspects.map(() => 'undecided');
  let isOver = false;
  try {
    const { at, parts } = withoutOuterParts(question);
    const state: State = { question: at, first, rows, values, verdicts, suspects, parts, purse, ...circumstances };
    const moves = directionOf(at.leaves);
    let open = settle(state, suspects, moves);
    if (open.length > 0) {
      for (const other of otherMoves(at, moves, purse)) {
        open = settle(state, open, other);
        if (open.length === 0) break;
      }
    }
  } catch (error) {
    if (!isOwn(error, purse)) throw error;
    isOver = true;
  }
  const operations = most - purse.left;
  const { jumps } = purse;
  report(
    (): LookRecord => ({
      question,
      first,
      suspects,
      verdicts,
      rows,
      operations,
      calls: purse.runs,
      jumps,
      isOver: isOver || purse.isOver,
    }),
  );
  return isOver ? withoutLook(question, first) : { values, rows };
}

/** Without a look the curvature of kinks counts as 0; NaN by infinite slopes stays. */
function withoutLook(question: Question, first: Answers): Answers {
  const isKink = first.rows.some((row) => row.slice(question.firstOrder).some((x) => Number.isNaN(innermost(x))));
  if (!isKink) return first;
  const before = setKinkCurvature(0);
  try {
    const again = question.answer(question.leaves);
    const rows = first.rows.map((row, i) => row.map((x, k) => (Number.isNaN(innermost(x)) ? again.rows[i]?.[k] : x)));
    return { values: first.values, rows };
  } finally {
    setKinkCurvature(before);
  }
}

/** What the driver's first run has met. */
export interface Circumstances {
  readonly metKink: boolean;
  /** An inner driver has left its answer open: the value may be one. */
  readonly isOpen: boolean;
  /** One that did derives a function that is infinite. */
  readonly isOfInfinite: boolean;
}

/** A look on its way. */
interface State extends Circumstances {
  readonly question: Question;
  readonly first: Answers;
  readonly rows: Scalar[][];
  readonly values: Scalar[];
  readonly verdicts: Verdict[];
  readonly suspects: readonly Suspect[];
  /** 0, with NaN for the parts of outer drivers that the inputs had: those are theirs to find. */
  readonly parts: Scalar;
  readonly purse: Purse;
}

/** The question at the values of its inputs, where outer drivers move them: a look is at one point. */
function withoutOuterParts(question: Question): { at: Question; parts: Scalar } {
  const { leaves } = question;
  const isMoved = (x: Scalar): boolean => typeof x !== 'number' && typeof innermost(x) === 'number';
  if (!leaves.some(isMoved)) return { at: question, parts: 0 };
  const parts = leaves.filter(isMoved).map(unknownParts).reduce(add);
  return { at: { ...question, leaves: leaves.map((x) => (isMoved(x) ? innermost(x) : x)) }, parts };
}

/** Settles what can be settled along a direction, and returns what is left: f has no value on either side. */
function settle(state: State, suspects: readonly Suspect[], moves: readonly Move[]): readonly Suspect[] {
  const { question, purse } = state;
  let open = suspects;
  // Deeper terms may be nothing but rounding errors; the answer of fewer then stands: ties up to there are ties.
  const shallow = new Map<Suspect, Limit>();
  for (let depth = FIRST_DEPTH; ; depth *= 2) {
    const isLast = depth >= LAST_DEPTH;
    const isFirst = depth === FIRST_DEPTH;
    const level = levelFor(question, depth, purse);
    const outside: Suspect[] = [];
    const deeper: Suspect[] = [];
    try {
      const sides = ([1, -1] as const).map((side) => sideOf(question, level, moves, side));
      purse.runs += 2;
      purse.jumps ||= sides.some((side) => side?.jumps === true);
      const needsMore = level.unknown && !isLast;
      for (const suspect of open) {
        const result = limit(state, level, sides, suspect);
        const known = shallow.get(suspect);
        if (result === 'outside') {
          if (known === undefined) outside.push(suspect);
          else take(state, suspect, known);
        } else if ((needsMore && !isNothing(result)) || result.limit === undefined) {
          deeper.push(suspect);
          if (isDecided(result)) shallow.set(suspect, result);
        } else take(state, suspect, isDecided(result) ? result : (known ?? result));
      }
    } catch (error) {
      if (isFirst || !isOwn(error, purse)) throw error;
      purse.isOver = true;
      for (const suspect of open) take(state, suspect, notFound(state, suspect));
      return [];
    } finally {
      if (!isFirst) purse.deeper -= level.operations;
      purse.left -= level.operations;
      level.close();
    }
    if (isLast) {
      for (const suspect of deeper) take(state, suspect, shallow.get(suspect) ?? notFound(state, suspect));
    }
    if (isLast || deeper.length === 0) return outside;
    open = [...outside, ...deeper];
  }
}

/** NaN, which depends on what the first answer depends on. */
function notFound({ first }: State, { row, place }: Pick<Suspect, 'row' | 'place'>): Limit {
  return { limit: add(Number.NaN, unknownParts(first.rows[row]?.[place])), verdict: 'undecided' };
}

/** NaN on both sides, which more depth leaves so. */
function isNothing({ limit: x }: Limit): boolean {
  return x !== undefined && isNaNGerm(x);
}

function isDecided({ limit: x }: Limit): boolean {
  return x !== undefined && !isNaNGerm(x);
}

interface Limit {
  /** undefined where terms are missing that decide it. */
  readonly limit: Scalar | undefined;
  readonly verdict: Verdict;
}

/** The derivative on both sides, and the middle. */
function limit(
  state: State,
  level: GermLevel,
  sides: readonly (Side | undefined)[],
  { row, place }: Suspect,
): Limit | 'outside' {
  const { first, values, metKink, isOpen, isOfInfinite } = state;
  const value = innermost(first.values[row]);
  const inside = sides.filter((side): side is Side => {
    const y = side?.answers.values[row];
    return y !== undefined && !isNaNGerm(y);
  });
  if (inside.length === 0) return 'outside';
  const withValue = (within: number): Side[] =>
    inside.filter(({ answers }) => isValue(answers.values[row], value, level, within));
  const exactly = withValue(0);
  // The slope that an inner driver answers may come out of another formula beside the point.
  const same = exactly.length > 0 ? exactly : withValue(ROUNDING);
  const jumps = inside.some((side) => side.jumps);
  // f gives other values for no reason that is known: it is random, or keeps state.
  if (same.length === 0 && !jumps && !metKink && !isOpen)
    return { limit: first.rows[row]?.[place], verdict: 'undecided' };
  // The value of a driver inside f may be the fixed slope of a kink, which that of one side may be too: no side is left out.
  const isSlope = metKink && !jumps;
  const used = same.length > 0 && !isSlope ? same : inside;
  // A value that an inner driver has left open is that beside the point.
  if (Number.isNaN(value) || (isOpen && isSlope && same.length < inside.length)) {
    const beside = middleOf(level, used, ({ answers }) => answers.values[row]) ?? value;
    if (!isOfInfinite || isInfinite(beside)) values[row] = beside;
  } else if (isOpen && !isOfInfinite && Math.abs(value as number) === Number.POSITIVE_INFINITY) {
    const [a, b = a] = used.map(({ answers }) => standardPart(answers.values[row], level));
    if (typeof a === 'number' && a === b && Number.isFinite(a)) values[row] = a;
  }
  const part = ({ answers }: Side): Scalar => answers.rows[row]?.[place];
  const settled = used.filter((side) => !isNaNGerm(part(side)));
  if (settled.length === 0) return notFound(state, { row, place });
  const middle = middleOf(level, settled, part);
  const [p, m = p] = settled.map(part) as [Scalar, Scalar?];
  return { limit: middle, verdict: verdictOf(level, p, m, middle, same.length < inside.length && !isSlope) };
}

/** The standard part of the mean of the sides. */
function middleOf(level: GermLevel, sides: readonly Side[], part: (side: Side) => Scalar): Scalar | undefined {
  const [p, m] = sides.map(part) as [Scalar, Scalar?];
  return standardPart(m === undefined ? p : mean(p, m), level);
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
  { first, rows, verdicts, suspects, parts, isOpen, isOfInfinite }: State,
  suspect: Suspect,
  { limit: x, verdict }: Limit,
): void {
  const { row, place } = suspect;
  verdicts[suspects.indexOf(suspect)] = verdict;
  // Of an infinite f(x) only an infinite slope is one.
  const value = innermost(first.values[row]);
  const isNumber = typeof value !== 'number' || value - value === 0;
  if (!isNumber && (isOpen ? isOfInfinite : !Number.isNaN(value)) && !isInfinite(x as Scalar)) return;
  // + 0: a derivative has no negative zero.
  rows[row][place] = add(typeof x === 'number' ? x + 0 : (x as Scalar), parts);
}

/** True where the innermost number is plain and infinite. */
export function isInfinite(x: Scalar): boolean {
  const value = innermost(x);
  return typeof value === 'number' && Math.abs(value) === Number.POSITIVE_INFINITY;
}

/** The driver's answers on one side, undefined where f throws there. */
function sideOf(question: Question, level: GermLevel, moves: readonly Move[], side: 1 | -1): Side | undefined {
  level.startSide();
  const answers = attempt(() => question.answer(question.leaves.map((x, i) => moved(level, x, moves[i], side))));
  return answers === undefined ? undefined : { answers, jumps: level.jump || level.crossed };
}

function moved(level: GermLevel, x: Scalar, { sign, size, power }: Move, side: 1 | -1): Scalar {
  return level.input(germ(level, x, [[power, side * sign * size]]));
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
  const level = levelFor(question, FIRST_DEPTH, purse);
  const isInside = (i: number, side: 1 | -1): boolean => {
    const values = attempt(() =>
      question.evaluate(leaves.map((x, j) => (j === i ? moved(level, x, moves[i], side) : x))),
    );
    return values !== undefined && !values.some(isNaNGerm);
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
      return list.length === 0 ? { ...move, sign: squared, power: 2 } : { ...move, sign: list[0] };
    }),
  );
}

/** What two formulas for one number may differ by. */
const ROUNDING = 2 ** -46;

/** True where the standard part of y is the value that f had at the point. */
function isValue(y: Scalar, value: Scalar, level: GermLevel, within: number): boolean {
  if (typeof value !== 'number' || value !== value) return true;
  const part = standardPart(innermost(y), level);
  return (
    part === undefined ||
    typeof part !== 'number' ||
    part === value ||
    Math.abs(part - value) < within * Math.abs(value)
  );
}
