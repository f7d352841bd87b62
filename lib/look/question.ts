/** What a driver asks for, in a form that can be asked again beside the point. */
import type { Scalar } from '../scalar/active.js';

/** The derivatives of each number of f(x). */
export interface Answers {
  /** f(x). */
  readonly values: readonly Scalar[];
  /** For each number of f(x) its derivatives, those of first order before all others. */
  readonly rows: readonly Scalar[][];
}

export interface Question {
  readonly driver: string;
  /** The inputs. */
  readonly leaves: readonly Scalar[];
  /** f alone. */
  evaluate(leaves: readonly Scalar[]): readonly Scalar[];
  /** The driver's answer at other inputs, which may be any Scalars, as it comes. */
  answer(leaves: readonly Scalar[]): Answers;
  /** How many derivatives in each row are of first order. */
  readonly firstOrder: number;
  /** Which numbers of f(x) have been through ties whose slopes may be wrong; where absent f is called once to find out. */
  tied?(): readonly boolean[];
}

/** What was met before a driver calls f. */
export interface Start {
  readonly ties: number;
  readonly signs: number;
  readonly mixed: number;
  readonly open: number;
  readonly openInfinite: number;
}

/** A derivative that is looked at again: its row and its place in the row. */
export interface Suspect {
  readonly row: number;
  readonly place: number;
  readonly cause: 'not finite' | 'ties';
}
