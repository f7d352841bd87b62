/** What the law says at one point, checked in every mode and, to the bit, compiled; all modes that differ are named. */
import * as assert from 'uvu/assert';
import type { Scalar } from '../../lib/index.js';
import {
  answerOf,
  compiledDiffers,
  type LawAnswer,
  type LawField,
  type LawMode,
  lawModesFor,
} from '../support/law-modes.js';

export const INF: number = Number.POSITIVE_INFINITY;
export const NAN: number = Number.NaN;

/** What is due; parts left out are not checked. */
export type Due = LawAnswer;

export interface Within {
  /** Units of 2⁻⁵² of the number due, and of the largest number due of its order. */
  readonly ulps?: number;
  /** The size of terms that cancel in derivatives of first and of second order, where it is larger. */
  readonly terms?: readonly [first: number, second: number];
  /** Only some of the modes: those of which the law says it. */
  readonly modes?: (mode: LawMode) => boolean;
  readonly compiled?: boolean;
}

export const shown = (x: number | undefined): string => (Object.is(x, -0) ? '-0' : String(x));

/** Whether a number is the one due, given the size of the numbers beside it. NaN is due only where NaN is written. */
export function isDue(actual: number | undefined, due: number, scale: number, ulps: number): boolean {
  if (actual === undefined) return false;
  if (Object.is(actual, due)) return true;
  if (!Number.isFinite(due) || !Number.isFinite(actual)) return false;
  return Math.abs(actual - due) <= ulps * (2 ** -52 * Math.max(Math.abs(due), scale) + 2 ** -1074);
}

const sizeOf = (list: readonly number[]): number => Math.max(0, ...list.map(Math.abs).filter(Number.isFinite));

/** The modes that said something else, by what they said. */
class Wrong {
  private readonly modes = new Map<string, string[]>();

  add(finding: string, mode: string): void {
    this.modes.set(finding, [...(this.modes.get(finding) ?? []), mode]);
  }

  list(what: string, mode: string, actual: readonly number[], due: readonly number[], ulps: number, terms = 0): void {
    const scale = Math.max(sizeOf(due), terms);
    due.forEach((d, i) => {
      const a = actual[i];
      if (!isDue(a, d, scale, ulps)) this.add(`${what}[${i}]: due ${shown(d)}, got ${shown(a)}`, mode);
    });
  }

  report(label: string, x: readonly number[]): void {
    if (this.modes.size === 0) return;
    const lines = [...this.modes].map(([finding, modes]) => `${finding} by ${modes.join(', ')}`);
    assert.unreachable(`${label} at (${x.map(shown).join(', ')})\n    ${lines.join('\n    ')}`);
  }
}

/** f at x in every mode. */
export function everyMode(label: string, f: LawField, x: readonly number[], due: Due, within: Within = {}): void {
  const { ulps = 8, terms, modes = () => true, compiled = true } = within;
  const wrong = new Wrong();
  const y = f(x) as number;
  if (due.value !== undefined && !isDue(y, due.value, 0, ulps)) wrong.add(`f(x): due ${due.value}, got ${y}`, 'f');
  for (const mode of lawModesFor(x.length).filter(modes)) {
    let answer: LawAnswer;
    try {
      answer = answerOf(mode, f, x);
    } catch (error) {
      wrong.add(`threw ${error}`, mode.name);
      continue;
    }
    // The value is the very bits of f, looked at again or not.
    if (answer.value !== undefined && !Object.is(answer.value, y)) {
      wrong.add(`value: due ${shown(y)}, got ${shown(answer.value)}`, mode.name);
    }
    if (due.gradient && answer.gradient) {
      wrong.list('gradient', mode.name, answer.gradient, due.gradient, ulps, terms?.[0]);
    }
    if (due.hessian && answer.hessian) {
      wrong.list('hessian', mode.name, answer.hessian.flat(), due.hessian.flat(), ulps, terms?.[1]);
    }
    if (!compiled) continue;
    try {
      const differs = compiledDiffers(mode, f, x, answer);
      if (differs !== undefined) wrong.add(`compiled: ${differs}`, mode.name);
    } catch (error) {
      wrong.add(`compiled threw ${error}`, mode.name);
    }
  }
  wrong.report(label, x);
}

/** One function of a list for each function of a number, so that its programs are known again at its next point. */
const fields = new WeakMap<(x: Scalar) => Scalar, LawField>();

function fieldOf(f: (x: Scalar) => Scalar): LawField {
  const known = fields.get(f) ?? (([x]) => f(x as Scalar));
  fields.set(f, known);
  return known;
}

/** A function of one number. */
export function everyModeOfOne(
  label: string,
  f: (x: Scalar) => Scalar,
  x: number,
  [value, d1, d2]: readonly [value: number | undefined, d1?: number | undefined, d2?: number | undefined],
  within: Within = {},
): void {
  const due: Due = {
    ...(value !== undefined && { value }),
    ...(d1 !== undefined && { gradient: [d1] }),
    ...(d2 !== undefined && { hessian: [[d2]] }),
  };
  everyMode(label, fieldOf(f), [x], due, within);
}
