/**
 * What a run of transformed code writes down about itself: where a derivative ends, where an equality held that singles out
 * a point, and which functions were called with what. Nothing is written down unless somebody asked for it.
 */
import type { Active, Scalar } from '../scalar/active.js';
import { specialised } from '../scalar/scalar.js';
import { callerOf } from './frames.js';

/** A place where the program did something to an active number that its derivative does not survive, or should not. */
export interface Note {
  /** What was done: `Math.floor`, `| 0`, `===` ... */
  readonly operation: string;
  /** Where, as `file:line:column`; empty where the engine gives no stack. */
  readonly place: string;
  /** The number it was done to, the first time. */
  readonly value: number;
  /** How often. */
  times: number;
}

/** A list of notes, one for each operation and place. */
export class Notebook {
  private readonly entries: Map<string, Note> = new Map();
  /** The number of looks at the stack that are left: each costs some microseconds. */
  private looks: number;

  constructor(looks: number = Number.POSITIVE_INFINITY) {
    this.looks = looks;
  }

  add(operation: string, x: Scalar): void {
    if (this.looks-- <= 0) return;
    const place = callerOf(new Error());
    const key = `${operation} ${place}`;
    const known = this.entries.get(key);
    if (known !== undefined) known.times++;
    else this.entries.set(key, { operation, place, value: specialised(x), times: 1 });
  }

  list(): Note[] {
    return [...this.entries.values()];
  }
}

/** A call of a transformed function, in a run that is compared with another one. */
export interface Call {
  readonly name: string;
  readonly values: readonly unknown[];
}

interface Notes {
  /** Where derivatives end: see `severed`. */
  losses: Notebook | undefined;
  /** Where x === y held for active numbers. */
  equalities: Notebook | undefined;
  /** The calls of transformed functions, for the value check. */
  calls: Call[] | undefined;
}

/** Where notes go at present; undefined where nobody asks for them. */
export const notes: Notes = { losses: undefined, equalities: undefined, calls: undefined };

/** Does some work whose notes of one kind go to a book of their own. */
export function noted<K extends keyof Notes, T>(kind: K, book: Notes[K], work: () => T): T {
  const before = notes[kind];
  notes[kind] = book;
  try {
    return work();
  } finally {
    notes[kind] = before;
  }
}

/** A derivative ends here. */
export function lost(operation: string, x: Active): void {
  if (notes.losses !== undefined && varies(x)) notes.losses.add(operation, x);
}

/** x === y held. */
export function singledOut(operation: string, x: unknown, y: unknown): void {
  if (notes.equalities === undefined) return;
  const [a, b] = [x, y] as [Scalar, Scalar];
  if (a === b) return;
  const isSpecial = typeof a === 'number' ? varies(b) : typeof b === 'number' ? varies(a) : varies(a.sub(b));
  if (isSpecial) notes.equalities.add(operation, a);
}

/** True where a part beside the value is not 0, or is not known. */
function varies(x: Scalar): boolean {
  if (typeof x === 'number') return false;
  const parts = x.parts();
  return parts.length < 2 || parts.some(({ part, order }) => (order === 0 ? varies(part) : part !== 0));
}

/** Most calls that are written down in one run. */
const MOST_CALLS = 100_000;

/** Called at the start of each transformed function while calls are compared. */
export function entered(name: string, ...values: unknown[]): void {
  const { calls } = notes;
  if (calls === undefined || calls.length >= MOST_CALLS) return;
  calls.push({ name, values: values.map(comparable) });
}

/** What two runs must have in common: the values of numbers, and what else is not an object. */
function comparable(x: unknown): unknown {
  const isNumber = typeof x === 'number' || (x as { $active?: true } | null | undefined)?.$active === true;
  if (isNumber) return specialised(x as Scalar);
  return typeof x === 'object' || typeof x === 'function' ? undefined : x;
}
