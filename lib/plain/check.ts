/**
 * The value check. A run on active numbers computes the values of a plain run, bit for bit; where it does not, something looked
 * at an active number that was not transformed (`x === 2`, `typeof x`, a key) and saw an object.
 */
import { running } from '../scalar/level.js';
import { type Call, noted } from './notes.js';
import { leavesOf } from './structures.js';

type Any = unknown;

export interface Runs {
  readonly driver: string;
  /** The numbers of the result, of a plain run and of the active one. */
  readonly expected: readonly Any[];
  readonly found: readonly Any[];
  /** The runs once more. */
  plain(): Any;
  active(): Any;
}

/** @throws {TypeError} where the values differ, unless two plain runs differ as well. */
export function compared(runs: Runs): void {
  const { driver, expected, found } = runs;
  if (isSame(expected, found)) return;
  // What is drawn at random, or changes from call to call, tells nothing.
  if (!isSame(expected, leavesOf(runs.plain()))) return;
  const i = expected.findIndex((y, k) => !Object.is(y, found[k]));
  const place = firstDifference(runs);
  throw new TypeError(
    `${driver}: expected the run that carries derivatives to have the value of a plain run, got ${String(found[i])} in place of ` +
      `${String(expected[i])}. ${place === '' ? '' : `${place} `}Something there looks at a number and sees an object, most likely ` +
      'in a file that is not transformed: add the file to include, or its package to packages, in the settings of ' +
      'unplugin-hyperdual; or configure({ check: false }).',
  );
}

function isSame(a: readonly Any[], b: readonly Any[]): boolean {
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
}

/** Both runs once more, with their calls of transformed functions written down. */
function firstDifference({ plain, active }: Runs): string {
  running.on++;
  const a = callsOf(plain);
  running.on--;
  const b = callsOf(active);
  const i = a.findIndex((call, k) => !isSameCall(call, b[k]));
  if (i < 0) {
    const last = a[a.length - 1];
    return last === undefined
      ? ''
      : `All calls of transformed functions are alike, the last of them that of ${last.name}.`;
  }
  const [call, other] = [a[i], b[i]];
  if (other === undefined || other.name !== call.name) {
    const before = a[i - 1];
    const after = before === undefined ? '' : `, after that of ${before.name}`;
    return `The first call that differs is that of ${call.name}${after}.`;
  }
  const k = call.values.findIndex((x, j) => !Object.is(x, other.values[j]));
  return `The first call that differs is that of ${call.name}: its argument ${k + 1} is ${String(other.values[k])} in place of ${String(call.values[k])}.`;
}

function callsOf(work: () => Any): Call[] {
  const calls: Call[] = [];
  try {
    noted('calls', calls, work);
  } catch {
    // What was written down until then is enough.
  }
  return calls;
}

function isSameCall(a: Call, b: Call | undefined): boolean {
  return b !== undefined && a.name === b.name && isSame(a.values, b.values);
}
