/**
 * Whether the first answer of a driver is to be trusted.
 *
 * Not to be trusted is a derivative that is not finite although f(x) is (of an infinite f(x): one that is NaN), and one of first
 * order that went through a tie which fed another tie, or through a tie of three and another one: see lib/tape. Rows give NaN
 * as the curvature at a kink, so that marks the derivatives of second order concerned; where two ties were met or more it does
 * not mark those that are products of their slopes, as the mixed one of exp(|a| - |b|), so all of them are looked at. So is
 * everything where a sign of 0 was met.
 */
import { isBeyondGerm, isNaNGerm } from '../germ/index.js';
import type { Active, Oracle, Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { innermost } from '../scalar/scalar.js';
import { isInfinite, lookAgain } from './again.js';
import { eagerly, leaveOpen } from './inner.js';
import { answered, isObserved } from './observe.js';
import type { Answers, Question, Start, Suspect } from './question.js';
import { tiedOutputs } from './ties.js';

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
    if (leaveOpen(question.leaves)) {
      if (first.values.some(isInfinite)) met.openInfinite++;
      return first;
    }
    const isOfInfinite = met.openInfinite > start.openInfinite;
    return lookAgain(question, first, suspects, { metKink: met.ties > start.ties, isOpen, isOfInfinite });
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

export function beginning(): Start {
  const { ties, signs, mixed, open, openInfinite } = met;
  return { ties, signs, mixed, open, openInfinite };
}

/** True where `examined` would give a first answer that is finite back at once, and nobody wants to know of it. */
export function isCalm({ ties, signs, open }: Start): boolean {
  return met.ties - ties < 2 && met.signs === signs && met.open === open && !isObserved();
}

/** True when all answers are plain and finite. */
function isAllFinite({ rows }: Answers): boolean {
  return rows.every(isFiniteRow);
}

/** The same for one row. */
export function isFiniteRow(row: readonly Scalar[]): boolean {
  for (let i = 0; i < row.length; i++) {
    const x = row[i];
    if (typeof x !== 'number' || x - x !== 0) return false;
  }
  return true;
}

function suspectsOf(question: Question, first: Answers, start: Start): Suspect[] {
  const isTied = met.ties - start.ties > 1;
  const isOpen = met.open > start.open;
  const isSign = met.signs > start.signs;
  if (!isTied && !isOpen && !isSign && isAllFinite(first)) return [];
  const { values, rows } = first;
  // An outer driver makes second derivatives of the first ones of an inner one.
  const isMixed = met.mixed > start.mixed;
  const isInner = question.leaves.some(isOfOuter) || values.some(isOfOuter) || rows.some((row) => row.some(isOfOuter));
  if (isTied && isInner) met.mixed++;
  const tied = isTied && question.firstOrder > 0 ? (question.tied?.() ?? tiedOutputs(question)) : undefined;
  const suspects: Suspect[] = [];
  rows.forEach((list, row) => {
    const isFed = tied?.[row] === true;
    // A value that an inner driver has left open, whatever its derivatives are.
    const value = innermost(values[row]);
    const isLeftOpen = isOpen && typeof value === 'number' && value - value !== 0;
    // Of a NaN value nothing is looked at.
    const isNothing = value !== value && !isOpen;
    list.forEach((x, place) => {
      const isValue = isLeftOpen && place === 0;
      const isHigher = place >= question.firstOrder || isMixed;
      if (isValue || !isTrusted(x, values[row], isOpen, isHigher || isInner))
        suspects.push({ row, place, cause: 'not finite' });
      else if (!isNothing && ((isTied && (isHigher || isFed)) || isSign)) suspects.push({ row, place, cause: 'ties' });
    });
  });
  return suspects;
}

/** True for a number with parts of an outer driver. */
function isOfOuter(x: Scalar): boolean {
  return innermost(x) !== x;
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
  if (isNaNGerm(inner)) return isNaNGerm(value);
  // Of inputs that do not move: germs have no overflow of their own.
  return !isBeyondGerm(inner) || isNaNGerm(value) || isBeyondGerm(value) || isInfinite(value);
}

/** Numbers of a program being compiled: the program itself looks at its answers. */
function isCompiling(x: Active): boolean {
  return x.oracle?.demandFinite !== undefined;
}
