/** What there is to know of a function of many numbers: its value, and its products with vectors. */
import type { Scalar } from '../scalar/active.js';

export type List = readonly Scalar[];

export interface Block {
  /** For messages. */
  readonly name: string;
  value(x: readonly number[]): readonly number[];
  /** J·x' at x. */
  push?(x: List, tangents: List): List;
  /** wᵀJ at x. */
  pull?(x: List, w: List): List;
  /** The value at plain numbers with its pull, where the way to the value saves that work. */
  record?(x: readonly number[]): Recorded | undefined;
  /** f in operator functions, for all other kinds of numbers; or the error that there is none. */
  formula(x: List): List;
  /** A compiled program calls it, and does not write down its formula. */
  readonly isCalled?: boolean;
}

export interface Recorded {
  readonly values: readonly number[];
  pull(w: readonly number[]): readonly number[];
}
