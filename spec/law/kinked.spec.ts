/**
 * Random compositions that are not smooth, in every mode, against mpmath: the fixed slope or the mean of the limits of both
 * sides, or NaN; no other finite number.
 */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerOf, compiledDiffers, type LawAnswer, type LawMode, lawModesFor } from '../support/law-modes.js';
import { type Expression, fieldOf, written } from './expression.js';

const test = suite('random compositions that are not smooth');

type Due = readonly (number | 'Infinity' | '-Infinity' | null)[];

/** spec/fixtures/law.py says what a case is. */
type Case = readonly [
  seed: number,
  expression: Expression,
  point: readonly number[],
  first: readonly Due[],
  second: readonly Due[],
  scale: number,
];

const file = new URL('../../../spec/fixtures/law-kinked.json', import.meta.url);
const { about, cases } = JSON.parse(readFileSync(file, 'utf8')) as { about: string; cases: readonly Case[] };

/** One mode of each so many cases is compiled too. */
const COMPILED_SHARE = 3;
const WITHIN = 1e-10;

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
function faults(answer: LawAnswer, [, , point, first, second, scale]: Case): string[] {
  const n = point.length;
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
const asked = (n: number): readonly LawMode[] => lawModesFor(n).filter(({ movesAll }) => n === 1 || movesAll);

const started = performance.now();

test('every mode: the fixed slope, the mean of the limits, or NaN', () => {
  const found = new Map<string, string[]>();
  for (const one of cases) {
    for (const mode of asked(one[2].length)) {
      for (const fault of faults(answerOf(mode, fieldOf(one[1]), one[2]), one)) {
        const label = `${written(one[1])} at ${one[2]}, case ${one[0]}: ${fault}`;
        found.set(label, [...(found.get(label) ?? []), mode.name]);
      }
    }
  }
  const lines = [...found].slice(0, 12).map(([label, modes]) => `${label} by ${modes.join(', ')}`);
  assert.is(found.size, 0, `${found.size} wrong\n    ${lines.join('\n    ')}`);
});

test('compiled: the bits of eager', () => {
  const found: string[] = [];
  cases.forEach(([seed, expression, point], i) => {
    if (i % COMPILED_SHARE !== 0) return;
    const modes = lawModesFor(point.length);
    const mode = modes[(i / COMPILED_SHARE) % modes.length] as LawMode;
    const f = fieldOf(expression);
    const differs = compiledDiffers(mode, f, point, answerOf(mode, f, point));
    tally.compiled++;
    if (differs !== undefined) found.push(`${mode.name}, ${written(expression)} at ${point}, case ${seed}: ${differs}`);
  });
  assert.is(found.length, 0, `${found.length} differ\n    ${found.slice(0, 10).join('\n    ')}`);
});

test('what was compared', () => {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${about}; ${JSON.stringify(tally)}, ${seconds} s`);
  assert.ok(tally.right > 10 * tally.NaN, 'too many NaN');
  assert.ok(tally.right > 10 * tally.unclaimed, 'too little is claimed');
});

test.run();
