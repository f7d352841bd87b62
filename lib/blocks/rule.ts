/** What there is to know of a function of many numbers: its value, and its products with vectors. */
import type { Scalar } from '../scalar/active.js';

export type List = readonly Scalar[];

export interface Block {
  /** For messages. */
  readonly name: string;
  value(x: readonly number[]): readonly number[];
  /**
   * How many numbers it gives; where it cannot tell, the value at the example of a program does.
   *
   * @param x - numbers of a program.
   * @param value - the value at its example, where it may be out of its domain: in a branch that the example does not take.
   */
  count?(x: List, value: () => readonly number[]): number;
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
  /** Its formula stops the derivatives of the innermost driver: those of others around it are not those of its products. */
  readonly hasStops?: boolean;
  /** What its value is made anew of, for programs that leave the process. */
  stored?(): StoredBlock | undefined;
}

/** A block as data. */
export interface StoredBlock {
  /**
   * What kind of block it is: that of a recurrence, of a sweep back through one, of a function that has to be given, or one of these
   * with constants.
   */
  readonly kind: 'scan' | 'sweeps' | 'given' | 'bound';
  readonly name: string;
  /** What a user has defined: blocks of one name that are not the same have names with numbers. */
  readonly definition?: object | undefined;
  /** Structures and numbers, as JSON takes them. */
  readonly details: unknown;
  /** Modules of the programs that it runs. */
  readonly modules: readonly Uint8Array[];
}

export interface Recorded {
  readonly values: readonly number[];
  pull(w: readonly number[]): readonly number[];
}
