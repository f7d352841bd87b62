/**
 * How much of the fixtures a run takes: the first HYPERDUAL_LAW cases (12 if it is not set) in every mode, the others in a
 * few modes each, which change from case to case; HYPERDUAL_LAW=20000 is all of it, some minutes.
 */
import { readFileSync } from 'node:fs';
import { type LawMode, lawModesFor } from '../support/law-modes.js';
import { repetitions } from '../support/settings.js';

const inFull = Number(process.env.HYPERDUAL_LAW ?? repetitions(12, 24));
if (!Number.isSafeInteger(inFull)) throw new Error(`HYPERDUAL_LAW: expected an integer, got ${inFull}`);

/** Of the other cases: one mode of so many. */
const ROTATION = 32;
/** One mode of each so many cases is compiled too, 12 at least: a program takes longer than all modes of a case. */
const COMPILED_SHARE = inFull > 12 ? 2 : 1;

/** The modes that a case is run in. */
export function modesOfCase(index: number, n: number, suits: (mode: LawMode) => boolean): readonly LawMode[] {
  const modes = lawModesFor(n).filter(suits);
  return index < inFull ? modes : modes.filter((_, i) => (i + index) % ROTATION === 0);
}

/** The mode of a case that is compiled, if any. */
export function compiledModeOfCase(index: number, n: number): LawMode | undefined {
  if (index >= inFull || index % COMPILED_SHARE !== 0) return undefined;
  const modes = lawModesFor(n);
  return modes[(index / COMPILED_SHARE) % modes.length];
}

/** One case of so many is checked; HYPERDUAL_LAW_SHARE=1 (`npm run law`) checks them all. */
export const share: number = Number(process.env.HYPERDUAL_LAW_SHARE ?? 32);

/** What spec/fixtures/law.py wrote: all of it, and what a run takes. */
export function fixture<Row>(name: string): {
  readonly about: string;
  readonly all: readonly Row[];
  readonly cases: readonly Row[];
} {
  const file = new URL(`../../../spec/fixtures/${name}.json`, import.meta.url);
  const { about, cases } = JSON.parse(readFileSync(file, 'utf8')) as { about: string; cases: readonly Row[] };
  const used = cases.filter((_, i) => i % share === 0);
  return { about: `${about}; ${used.length} of them here`, all: cases, cases: used };
}

/** Findings by what was found, each with the modes that found it. */
export class Findings {
  private readonly modes = new Map<string, string[]>();

  add(finding: string, mode: LawMode): void {
    this.modes.set(finding, [...(this.modes.get(finding) ?? []), mode.name]);
  }

  get count(): number {
    return this.modes.size;
  }

  /** The shortest ones. */
  toString(): string {
    const lines = [...this.modes].map(([finding, modes]) => `${finding} by ${modes.join(', ')}`);
    return `${this.count} findings\n    ${lines
      .sort((a, b) => a.length - b.length)
      .slice(0, 12)
      .join('\n    ')}`;
  }
}
