/**
 * Whether the first answer of a driver is to be trusted.
 *
 * Not to be trusted is a derivative that is not finite although f(x) is (of an infinite f(x): one that is NaN), and one of first
 * order that went through a tie which fed another tie, or through a tie of three and another one: see lib/tape. Rows give NaN
 * as the curvature at a kink, so that marks the derivatives of second order concerned; where two ties were met or more it does
 * not mark those that are products of their slopes, as the mixed one of exp(|a| - |b|), so all of them are looked at.
 */
import { isNaNGerm } from '../germ/index.js';
import type { Active, Oracle, Scalar } from '../scalar/active.js';
import { running } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { innermost } from '../scalar/scalar.js';
import { lookAgain } from './again.js';
import { eagerly, leaveOpen } from './inner.js';
import { answered } from './observe.js';
import type { Answers, Question } from './question.js';
import { tiedOutputs } from './ties.js';

/** A derivative that is looked at again: its row and its place in the row. */
export interface Suspect {
  readonly row: number;
  readonly place: number;
  readonly cause: 'not finite' | 'ties';
}

/**
 * The answer, looked at again where it is not to be trusted.
 *
 * @param start - what `beginning()` was before f was called.
 */
export function examined(question: Question, first: Answers, start: Start): Answers {
  const done = answered(question, start);
  const answers = answersOf(question, first, start);
  done?.();
  return answers;
}

function answersOf(question: Question, first: Answers, start: Start): Answers {
  const isOpen = met.open > start.open;
  const suspects = suspectsOf(question, first, start);
  if (suspects.length > 0) {
    return leaveOpen(question.leaves) ? first : lookAgain(question, first, suspects, met.ties > start.ties, isOpen);
  }
  // Something has swallowed what an inner driver left open.
  if (!isOpen || leaveOpen(question.leaves)) return first;
  const again: Start = beginning();
  return eagerly(() => answersOf(question, question.answer(question.leaves), again));
}

/** True where `examined` would look again, or leave that to an outer driver. */
export function isDoubtful(question: Question, first: Answers, start: Start): boolean {
  return suspectsOf(question, first, start).length > 0;
}

/** What was met before a driver calls f. */
export interface Start {
  readonly ties: number;
  readonly mixed: number;
  readonly open: number;
  /** Levels that were open: other drivers around this one. */
  readonly levels: number;
}

export function beginning(): Start {
  return { ties: met.ties, mixed: met.mixed, open: met.open, levels: running.on };
}

/** True when all answers are plain and finite. */
function isAllFinite({ rows }: Answers): boolean {
  for (const row of rows) for (const x of row) if (typeof x !== 'number' || x - x !== 0) return false;
  return true;
}

function suspectsOf(question: Question, first: Answers, start: Start): Suspect[] {
  const isTied = met.ties - start.ties > 1;
  const isOpen = met.open > start.open;
  if (!isTied && !isOpen && isAllFinite(first)) return [];
  const { values, rows } = first;
  // An outer driver makes the second derivatives of an inner one's first.
  if (isTied && start.levels > 0) met.mixed++;
  const isMixed = met.mixed > start.mixed;
  const tied = isTied && question.firstOrder > 0 ? (question.tied?.() ?? tiedOutputs(question)) : undefined;
  const suspects: Suspect[] = [];
  rows.forEach((list, row) => {
    const isFed = tied?.[row] === true;
    // A value that an inner driver has left open, whatever its derivatives are.
    const value = innermost(values[row] as Scalar);
    const isLeftOpen = isOpen && typeof value === 'number' && value - value !== 0;
    list.forEach((x, place) => {
      const isValue = isLeftOpen && place === 0;
      const isHigher = place >= question.firstOrder || isMixed;
      // Of the levels around a program being compiled one is its own.
      if (isValue || !isTrusted(x, values[row] as Scalar, isOpen, isHigher || start.levels > 1))
        suspects.push({ row, place, cause: 'not finite' });
      else if (isTied && (isHigher || isFed)) suspects.push({ row, place, cause: 'ties' });
    });
  });
  return suspects;
}

/** Of numbers of outer drivers their value decides. */
function isTrusted(derivative: Scalar, value: Scalar, isOpen: boolean, isHigher: boolean): boolean {
  const inner = innermost(derivative);
  if (typeof inner === 'number') {
    if (inner - inner === 0) return true;
    // The value may be an answer that an inner driver has left open.
    if (isOpen) return false;
    const f = innermost(value);
    if (typeof f !== 'number') return isNaNGerm(f) || inner === inner;
    return f !== f || (f - f !== 0 && inner === inner);
  }
  if (isCompiling(inner)) {
    (inner.oracle as Oracle).demandFinite?.(innermost(value), isHigher);
    return true;
  }
  return !isNaNGerm(inner) || isNaNGerm(value);
}

/** Numbers of a program being compiled: the program itself looks at its answers. */
function isCompiling(x: Active): boolean {
  return x.oracle?.demandFinite !== undefined;
}
