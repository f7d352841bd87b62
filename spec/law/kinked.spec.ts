/**
 * Random compositions that are not smooth, in every mode, against mpmath: the fixed slope or the mean of the limits of both
 * sides, or NaN; no other finite number.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerOf, compiledDiffers, type LawAnswer, type LawMode } from '../support/law-modes.js';
import { fieldOf, keyOf, written } from './expression.js';
import { compiledModeOfCase, Findings, fixture, modesOfCase } from './extent.js';
import { type Kinked, kinkedCase } from './kinked.js';

const test = suite('random compositions that are not smooth');

type Due = readonly (number | 'Infinity' | '-Infinity' | null)[];

/** spec/fixtures/law.py says what a case is. */
type Row = readonly [seed: number, key: string, first: readonly Due[], second: readonly Due[], scale: number];

const { about, all, cases } = fixture<Row>('law-kinked');

const WITHIN = 1e-10;

/**
 * Of so many derivatives one may be none of what mpmath was asked: 7 of the 22,704 of all cases, in three functions, alike in all
 * modes. An infinite second derivative has the sign of the direction taken; at a tie of one call the slopes are those of the table, also
 * where an argument is a jump times 0, and at the end of a domain.
 */
const WRONG = 1 / 3000;

const tally = { right: 0, infinite: 0, NaN: 0, unclaimed: 0, wrong: 0, compiled: 0 };

const agrees = (actual: number, due: number | string, scale: number): boolean =>
  actual === Number(due) || Math.abs(actual - Number(due)) <= WITHIN * scale;

/** One entry, against what several ways of answering say of it. */
function judge(actual: number, dues: readonly (number | string | null)[], scale: number): boolean {
  if (Number.isNaN(actual)) tally.NaN++;
  else if (dues.includes(null)) tally.unclaimed++;
  else if (dues.some((due) => agrees(actual, due as number | string, scale))) {
    tally[Number.isFinite(actual) ? 'right' : 'infinite']++;
  } else {
    tally.wrong++;
    return false;
  }
  return true;
}

/** What is wrong with an answer, in words. */
function faults(answer: LawAnswer, n: number, [, , first, second, scale]: Row): string[] {
  const found: string[] = [];
  const look = (
    what: string,
    actual: number | undefined,
    dues: readonly (number | string | null | undefined)[],
  ): void => {
    if (actual === undefined) return;
    if (!judge(actual, dues as (number | string | null)[], scale)) {
      found.push(`${what}: due ${dues.join(' or ')}, got ${actual}`);
    }
  };
  for (let i = 0; i < n; i++)
    look(
      `∂${i}`,
      answer.gradient?.[i],
      first.map((way) => way[i]),
    );
  let k = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++, k++) {
      const dues = second.map((way) => way[k]);
      look(`∂${i}∂${j}`, answer.hessian?.[i]?.[j], dues);
      if (i !== j) look(`∂${j}∂${i}`, answer.hessian?.[j]?.[i], dues);
    }
  }
  return found;
}

/** Ways that move one input alone look at other points: for several inputs only those that move all are asked. */
const suits =
  (n: number) =>
  ({ movesAll }: LawMode): boolean =>
    n === 1 || movesAll;

const made: Kinked[] = [];
const labelOf = ({ e, point, seed }: Kinked): string => `${written(e)} at ${point}, case ${seed}`;

const seconds = (): number => process.cpuUsage().user / 1e6;

test('every case is the one that mpmath saw', () => {
  for (const [seed, key] of cases) {
    const one = kinkedCase(seed) as Kinked;
    assert.ok(one !== undefined && keyOf(one.e, one.point) === key, `case ${seed}: write the fixture anew`);
    made.push(one);
  }
});

test('every mode: the fixed slope, the mean of the limits, or NaN', () => {
  const findings = new Findings();
  cases.forEach((row, i) => {
    const one = made[i] as Kinked;
    const n = one.point.length;
    for (const mode of modesOfCase(i, n, suits(n))) {
      for (const fault of faults(answerOf(mode, fieldOf(one.e), one.point), n, row)) {
        findings.add(`${labelOf(one)}: ${fault}`, mode);
      }
    }
  });
  assert.ok(tally.wrong < WRONG * tally.right, String(findings));
});

test('compiled: the bits of eager', () => {
  const findings = new Findings();
  made.forEach((one, i) => {
    const mode = compiledModeOfCase(i, one.point.length);
    if (mode === undefined) return;
    const f = fieldOf(one.e);
    const differs = compiledDiffers(mode, f, one.point, answerOf(mode, f, one.point));
    tally.compiled++;
    if (differs !== undefined) findings.add(`${labelOf(one)}: ${differs}`, mode);
  });
  assert.is(findings.count, 0, String(findings));
});

test('what was compared', () => {
  console.log(`${about}; ${JSON.stringify(tally)}, ${seconds().toFixed(1)} s of a processor`);
  assert.ok(tally.right > 10 * tally.NaN, 'too many NaN');
});

test('of most derivatives of all cases something is claimed', () => {
  const entries = all
    .flatMap(([, , first, second]) => [first, second])
    .flatMap((ways) => ways[0]?.map((_, i) => ways.map((way) => way[i])) ?? []);
  const unclaimed = entries.filter((dues) => dues.includes(null)).length;
  assert.ok(entries.length - unclaimed > 12 * unclaimed, `${unclaimed} of ${entries.length}`);
});

test.run();
