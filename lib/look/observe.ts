/** What looks were taken, for those who want to know (`singularities`). */
import type { Scalar } from '../scalar/active.js';
import type { Answers, Question, Start, Suspect } from './question.js';

/** What a look found: `smooth` where both sides agree, `undecided` where the NaN stays. */
export type Verdict = 'smooth' | 'kink' | 'jump' | 'infinite' | 'undecided';

export interface LookRecord {
  readonly question: Question;
  readonly first: Answers;
  readonly suspects: readonly Suspect[];
  readonly verdicts: readonly Verdict[];
  readonly rows: readonly (readonly Scalar[])[];
  readonly operations: number;
  /** Calls of the driver's question beside the point. */
  readonly calls: number;
  /** f has come to another branch, or a jump, on one side: its own value may not show it (as that of 0 times a step). */
  readonly jumps: boolean;
  /** True when the look would have cost too much. */
  readonly isOver: boolean;
}

let observer: ((record: LookRecord) => void) | undefined;

/** Tells the observer, if there is one. */
export function report(record: () => LookRecord): void {
  observer?.(record());
}

/** Calls a function and hands all looks taken meanwhile to an observer. */
export function observed<T>(call: () => T, observe: (record: LookRecord) => void): T {
  const before = observer;
  observer = observe;
  try {
    return call();
  } finally {
    observer = before;
  }
}

/** Called where a driver has its first answer; what it returns, where the driver is done. */
type DriverObserver = (question: Question, start: Start) => () => void;

let driverObserver: DriverObserver | undefined;

/** True where somebody is told of all drivers. */
export function isObserved(): boolean {
  return driverObserver !== undefined;
}

/** Tells the observer of drivers, if there is one. */
export function answered(question: Question, start: Start): (() => void) | undefined {
  return driverObserver?.(question, start);
}

/** Calls a function and tells an observer of all drivers in it. */
export function withDriversObserved<T>(call: () => T, observe: DriverObserver): T {
  const before = driverObserver;
  driverObserver = observe;
  try {
    return call();
  } finally {
    driverObserver = before;
  }
}
