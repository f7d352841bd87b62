/**
 * Compositions whose inner values are of size 1e±160, 1e±200, 1e±300, in every mode, against mpmath: a derivative that is a
 * normal number comes out as that number, one beyond the doubles as ±Infinity, one below as 0.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerOf, compiledDiffers, type LawMode, lawModesFor } from '../support/law-modes.js';
import { type Expression, fieldOf, written } from './expression.js';
import { fixture } from './extent.js';

const test = suite('the whole range of doubles');

/** spec/fixtures/law_range.py says what a case is. */
type Case = readonly [
  expression: Expression,
  point: readonly number[],
  excluded: number,
  derivatives: readonly (number | 'Infinity' | '-Infinity')[],
  tolerances: readonly number[],
];

const { about, cases } = fixture<Case>('law-range');

/** Known: of so many derivatives one is not right: NaN for 0 by powers of powers far out, in reverse mode inside of reverse mode. */
const WRONG = 1 / 20_000;

/** Numbers below are not normal: their digits are lost. */
const SMALLEST_NORMAL = 2 ** -1022;

/** One mode of each so many cases is compiled too: a program takes longer than all modes of a case. */
const COMPILED_SHARE = 4;

const isReverse = (mode: LawMode): boolean => /reverse|^hvp|^vhvp/.test(mode.name);

/** Bits of the fixture: where slopes multiply beyond the range of a mode although all is finite, nothing is promised. */
function promised(mode: LawMode, excluded: number, order: 1 | 2): boolean {
  const bits = (order === 1 ? 0b0001 : 0b0010) | (isReverse(mode) ? (order === 1 ? 0b0100 : 0b1000) : 0);
  return (excluded & bits) === 0;
}

/** By mode: what differed. */
const wrong = new Map<string, string[]>();
const tally = { right: 0, subnormal: 0, notPromised: 0, wrong: 0, compiled: 0 };

function complain(mode: LawMode, text: string): void {
  tally.wrong++;
  wrong.set(mode.name, [...(wrong.get(mode.name) ?? []), text]);
}

function check(mode: LawMode, [expression, point, excluded, derivatives, tolerances]: Case, label: string): void {
  const n = point.length;
  const answer = answerOf(mode, fieldOf(expression), point);
  const compare = (order: 1 | 2, what: string, actual: number | undefined, k: number): void => {
    if (actual === undefined) return;
    if (!promised(mode, excluded, order)) {
      tally.notPromised++;
      return;
    }
    const due = Number(derivatives[k]);
    if (due !== 0 && Math.abs(due) < SMALLEST_NORMAL && Math.abs(actual) < SMALLEST_NORMAL) {
      tally.subnormal++;
      return;
    }
    // Without a part there is no difference: Infinity - Infinity.
    const isRight = actual === due || Math.abs(actual - due) <= (tolerances[k] as number);
    if (isRight) tally.right++;
    else complain(mode, `${label}: ${what} due ${due}, got ${actual}`);
  };
  for (let i = 0; i < n; i++) compare(1, `∂${i}`, answer.gradient?.[i], i);
  let k = n;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++, k++) {
      compare(2, `∂${i}∂${j}`, answer.hessian?.[i]?.[j], k);
      compare(2, `∂${j}∂${i}`, answer.hessian?.[j]?.[i], k);
    }
  }
}

for (const [what, order] of [
  ['first order', 1],
  ['second order', 2],
] as const) {
  test(`${what}: the number that mpmath gives, in every mode`, () => {
    wrong.clear();
    const before = { ...tally };
    for (const one of cases) {
      const label = `${written(one[0])} at ${one[1]}`;
      for (const mode of lawModesFor(one[1].length, order)) check(mode, one, label);
    }
    const lines = [...wrong].map(
      ([mode, found]) => `${mode}: ${found.length}\n      ${found.slice(0, 4).join('\n      ')}`,
    );
    const found = tally.wrong - before.wrong;
    assert.ok(found < WRONG * (tally.right - before.right), `${found} wrong\n    ${lines.join('\n    ')}`);
  });
}

test('compiled: the bits of eager', () => {
  const found: string[] = [];
  cases.forEach(([expression, point], i) => {
    if (i % COMPILED_SHARE !== 0) return;
    const modes = lawModesFor(point.length);
    const mode = modes[(i / COMPILED_SHARE) % modes.length] as LawMode;
    const f = fieldOf(expression);
    const differs = compiledDiffers(mode, f, point, answerOf(mode, f, point));
    tally.compiled++;
    if (differs !== undefined) found.push(`${mode.name}, ${written(expression)} at ${point}: ${differs}`);
  });
  assert.is(found.length, 0, `${found.length} differ\n    ${found.slice(0, 10).join('\n    ')}`);
});

test('what was compared', () => {
  const seconds = (process.cpuUsage().user / 1e6).toFixed(1);
  console.log(
    `${about}; ${tally.right} derivatives right, ${tally.wrong} wrong, ${tally.notPromised} not promised, ${tally.subnormal} below the normal numbers, ` +
      `${tally.compiled} programs compiled, ${seconds} s of a processor`,
  );
  assert.ok(tally.right > 4 * tally.notPromised, 'too much is left out');
});

test.run();
