/**
 * Random compositions of kinks, ties, roots, powers, logarithms and angles at their singular points that are smooth by
 * construction: the true gradient and Hessian in every mode, against mpmath.
 *
 * HYPERDUAL_LAW_MORE=n runs n further cases, against the library's own derivatives of the smooth twin, which has no singular
 * point; HYPERDUAL_SEED is where they start.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { valueGradientAndHessian } from '../../lib/index.js';
import { answerOf, compiledDiffers, type LawAnswer, type LawField, type LawMode } from '../support/law-modes.js';
import { seed as firstSeed, repetitions } from '../support/settings.js';
import { type Composition, composition, compositions } from './compositions.js';
import { type Expression, fieldOf, keyOf, partsOf, written } from './expression.js';
import { compiledModeOfCase, Findings, fixture, modesOfCase, share } from './extent.js';

const test = suite('random compositions that are smooth');

/** spec/fixtures/law.py says what a case is. */
type Row = readonly [seed: number, key: string, derivatives: readonly number[], scale: number];

const { about, cases } = fixture<Row>('law-smooth');
const more = Number(process.env.HYPERDUAL_LAW_MORE ?? repetitions(10, 20));

/** Of the greatest value or derivative of any part of the smooth twin. */
const WITHIN = 1e-10;

/** Of so many derivatives one may be lost: NaN, where rounding errors are as large as what decides (2 of all). None may be wrong. */
const LOST = 1 / 5000;

const tally = { cases: 0, right: 0, NaN: 0, wrong: 0, compiled: 0 };
const depths = new Map<number, number>();
const rewritings = new Set<string>();

function known({ depth, names }: Composition): void {
  tally.cases++;
  depths.set(depth, (depths.get(depth) ?? 0) + 1);
  for (const name of names) rewritings.add(name);
}

/** Gradient and upper triangle of the Hessian: those that an answer has. */
function entries(answer: LawAnswer, n: number): readonly (number | undefined)[] {
  const list: (number | undefined)[] = [];
  for (let i = 0; i < n; i++) list.push(answer.gradient?.[i]);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) list.push(answer.hessian?.[i]?.[j]);
  return list;
}

function check(one: Composition, due: readonly number[], scale: number, index: number, findings: Findings): void {
  const f: LawField = fieldOf(one.e);
  const modes = modesOfCase(index, one.point.length, () => true);
  const label = `${written(one.e)} at ${one.point}, case ${one.seed}`;
  known(one);
  for (const mode of modes) {
    entries(answerOf(mode, f, one.point), one.point.length).forEach((actual, k) => {
      if (actual === undefined) return;
      if (Math.abs(actual - (due[k] as number)) <= WITHIN * scale) tally.right++;
      else if (Number.isNaN(actual)) tally.NaN++;
      else {
        tally.wrong++;
        findings.add(`${label}: derivative ${k} due ${due[k]}, got ${actual}`, mode);
      }
    });
  }
}

function compare(one: Composition, index: number, findings: Findings): void {
  const mode: LawMode | undefined = compiledModeOfCase(index, one.point.length);
  if (mode === undefined) return;
  const f = fieldOf(one.e);
  const differs = compiledDiffers(mode, f, one.point, answerOf(mode, f, one.point));
  tally.compiled++;
  if (differs !== undefined) findings.add(`${written(one.e)} at ${one.point}, case ${one.seed}: ${differs}`, mode);
}

/** Value, gradient and Hessian of a smooth expression, all in one list. */
function regular(e: Expression, point: readonly number[]): number[] {
  const f = fieldOf(e) as (x: readonly number[]) => number;
  const { value, gradient, hessian } = valueGradientAndHessian(f as never, point as number[]) as unknown as {
    value: number;
    gradient: number[];
    hessian: number[][];
  };
  return [value, ...entries({ gradient, hessian }, point.length)] as number[];
}

const seconds = (): number => process.cpuUsage().user / 1e6;

const made: Composition[] = [];

test('every case is the one that mpmath saw', () => {
  for (const [seed, key] of cases) {
    const one = composition(seed) as Composition;
    assert.ok(one !== undefined && keyOf(one.e, one.point) === key, `case ${seed}: write the fixture anew`);
    made.push(one);
  }
});

test('the derivatives of the smooth function, in every mode', () => {
  const findings = new Findings();
  cases.forEach(([, , due, scale], i) => {
    check(made[i] as Composition, due, scale, i, findings);
  });
  assert.is(findings.count, 0, String(findings));
});

test('further cases against the smooth twin', () => {
  const findings = new Findings();
  let checked = 0;
  for (const one of compositions(more, firstSeed + 1_000_000)) {
    const scale = Math.max(1, ...partsOf(one.s).flatMap((part) => regular(part, one.point).map(Math.abs)));
    if (!(scale <= 1e4)) continue;
    checked++;
    check(one, regular(one.s, one.point).slice(1), scale, 0, findings);
  }
  assert.is(findings.count, 0, String(findings));
  assert.ok(checked >= 0.9 * more, 'too many cases are left out');
});

test('compiled: the bits of eager', () => {
  const findings = new Findings();
  made.forEach((one, i) => {
    compare(one, i, findings);
  });
  assert.is(findings.count, 0, String(findings));
});

test('what was compared', () => {
  const byDepth = [...depths].sort(([a], [b]) => a - b).map(([depth, count]) => `${count} of depth ${depth}`);
  console.log(`${about}; ${more} more; ${rewritings.size} kinds of rewriting, ${byDepth.join(', ')}`);
  console.log(`derivatives: ${JSON.stringify(tally)}, ${seconds().toFixed(1)} s of a processor`);
  assert.ok(rewritings.size > 60);
  assert.ok((depths.get(3) ?? 0) > 1000 / share);
  // What rounding errors hide stays NaN.
  assert.ok(tally.NaN < LOST * tally.right, `${tally.NaN} NaN`);
});

test.run();
