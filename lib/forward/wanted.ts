/** What second-order drivers ask of their passes. */
import type { Scalar } from '../scalar/active.js';
import type { Content } from '../scalar/parts.js';

/** f on a list of numbers. */
export type Run = (leaves: readonly Scalar[]) => readonly Scalar[];

/** A direction: the step of each input, null where it does not move. */
export type Along = (j: number) => Content;

/** The direction of an input. */
export function unit(i: number): Along {
  return (j) => (i === j ? 1 : null);
}

/** What a driver asks for: second derivatives along pairs of directions, in a row for each number of f(x). */
export interface Wanted {
  /** How many pairs there are. */
  readonly count: number;
  /** One pass for each pair. */
  readonly pairs: () => readonly (readonly [Along, Along])[];
  /** Whether f is called where there are no pairs, for the shape of f(x). */
  readonly hasValue: boolean;
  /** Places of pairs whose first derivative, along the first direction, leads the row. */
  readonly slopes: readonly number[];
  /** The row from the second derivatives of the pairs. */
  readonly row: (seconds: readonly Scalar[]) => Scalar[];
  /** Present where the pairs are those of the inputs, each with itself and with those after it, or each with itself only. */
  readonly ofInputs?: 'all pairs' | 'diagonal';
  /** The same row, slopes left out, from derivatives by a direction and then by each input, all in one pass. */
  readonly nested: Nested;
}

/** First a direction, or each input for itself; then each input, or the same direction. */
export interface Nested {
  readonly inner: Along | 'inputs';
  readonly outer: Along | 'inputs';
  /** The row, from the second derivatives: an outer list of inner ones. */
  readonly row: (seconds: readonly (readonly Scalar[])[]) => Scalar[];
}
