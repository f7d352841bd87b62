/**
 * All pairs of special values, for every function, in every mode: all modes agree to the last bit, no derivative is -0, the
 * value is the plain function's, and NaN is where the law says (due.ts). Behind numbers made by hand nobody looks again: what
 * they give is compared where it is finite. A power with a plain exponent has a row of its own, whose last bits differ.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clamp, dot, logSumExp, norm, prod, type Scalar, sum, sumOfSquares } from '../../lib/index.js';
import { firstDifference } from '../support/agreement.js';
import { ulps } from '../support/assert.js';
import { BINARY, binaryNamed, type One, type Two, UNARY, unaryNamed, unlisted } from '../support/functions.js';
import { type Jet, modesFor, thirds } from '../support/modes.js';
import { isWhole } from '../support/settings.js';
import { DUE, dependsOnDirection, due, type Point } from './due.js';

const INF = Number.POSITIVE_INFINITY;

const VALUES: readonly number[] = [
  0,
  -0,
  5e-324,
  -5e-324,
  1e-310,
  1e-308,
  0.5,
  1,
  -1,
  2,
  -2,
  3,
  -3,
  1.5,
  -1.5,
  1e5,
  1e154,
  1e200,
  1.7e308,
  -1.7e308,
  INF,
  -INF,
  Number.NaN,
];

/** Those that are paired: one of each kind; all with HYPERDUAL_LAW_SHARE=1. */
const LEFT_OUT = isWhole ? [] : [-5e-324, 1e-310, 1e-308, 0.5, -2, 3, -3, 1.5, 1e5, 1e154];
const PAIRED: readonly number[] = VALUES.filter((x) => !LEFT_OUT.includes(x));

const test = suite('all pairs of special values');

const show = (x: number | undefined): string => (Object.is(x, -0) ? '-0' : String(x));

/** Findings of one function: grouped by what is wrong, with the modes and the points. */
class Findings {
  private readonly found = new Map<string, { modes: Set<string>; points: Set<string> }>();

  add(what: string, mode: string, args: readonly number[]): void {
    const entry = this.found.get(what) ?? { modes: new Set(), points: new Set() };
    entry.modes.add(mode);
    entry.points.add(`(${args.map(show).join(', ')})`);
    this.found.set(what, entry);
  }

  report(): void {
    if (this.found.size === 0) return;
    const lines = [...this.found].map(([what, { modes, points }]) => {
      const shown = [...points].slice(0, 4).join(' ');
      const more = points.size > 4 ? ` and ${points.size - 4} more` : '';
      return `${what} by ${[...modes].join(', ')}; at ${shown}${more}`;
    });
    assert.unreachable(lines.join('\n    '));
  }
}

const counts = { points: 0, derivatives: 0, compiled: 0 };
const rowsMet = new Set<string>();

function checkDue(findings: Findings, point: Point, derivative: number, mode: string, label: string): void {
  const verdict = due(point);
  if (verdict === 'must' && !Number.isNaN(derivative)) {
    findings.add(`${label} must be NaN, is ${show(derivative)}`, mode, point.args);
  }
  if (verdict === 'must not' && Number.isNaN(derivative))
    findings.add(`${label} must not be NaN, is NaN`, mode, point.args);
}

/** No promise: second derivatives of an angle, products of slopes, where these leave the range of doubles. */
function isBeyondRange({ name, by, slopes }: Point): boolean {
  return name === 'atan2' && by.length > 1 && slopes.some((slope) => slope * slope === INF);
}

/** The sweep of a function of n numbers over all n-tuples. */
function sweep(name: string, f: (...args: Scalar[]) => Scalar, n: 1 | 2, values = n === 1 ? VALUES : PAIRED): Findings {
  const findings = new Findings();
  const prepared = modesFor(n).map((mode) => [mode, mode.on((x) => f(...x), n)] as const);
  const tuples = n === 1 ? values.map((x) => [x]) : values.flatMap((x) => values.map((y) => [x, y]));
  for (const args of tuples) {
    const plain = f(...args) as number;
    counts.points++;
    const known = new Map<string, [string, number]>();
    const check = (
      mode: string,
      arithmetic: string,
      by: readonly number[],
      derivative: number | undefined,
      isHandMade?: boolean,
    ): void => {
      if (derivative === undefined || (isHandMade === true && !Number.isFinite(derivative))) return;
      counts.derivatives++;
      const label = `d/d${by.map((i) => 'xy'[i]).join(' d/d')}`;
      if (Object.is(derivative, -0)) findings.add(`${label} is -0`, mode, args);
      const point = { name, args, value: plain, by, slopes };
      for (const { row, at } of DUE) if (at(point)) rowsMet.add(row);
      const isNaNAllowed = due(point) === 'may';
      if (isNaNAllowed && (Number.isNaN(derivative) || dependsOnDirection(point))) return;
      if (isBeyondRange(point)) return;
      const [first, expected] = known.get(`${label} ${arithmetic}`) ?? [mode, derivative];
      known.set(`${label} ${arithmetic}`, [first, expected]);
      if (!(name === 'pow' ? ulps(derivative, expected) <= 2 : Object.is(derivative, expected))) {
        findings.add(`${label}: ${first} says ${show(expected)}, others ${show(derivative)}`, mode, args);
      }
      checkDue(findings, point, derivative, mode, label);
    };
    const slopes: number[] = [];
    const jets = new Map<string, Jet>();
    for (const [mode, at] of prepared) {
      const jet = at(args);
      if (slopes.length === 0) slopes.push(...jet.gradient);
      jets.set(mode.name, jet);
      const eager = mode.compiles === undefined ? undefined : jets.get(mode.compiles);
      const difference = eager && firstDifference(jet, eager);
      if (difference !== undefined) findings.add(`not as ${mode.compiles}: ${difference}`, mode.name, args);
      if (eager !== undefined) counts.compiled += jet.gradient.length + (jet.hessian?.flat().length ?? 0);
      if (eager !== undefined) continue;
      if (!Object.is(jet.value, plain))
        findings.add(`value: due ${show(plain)}, is ${show(jet.value)}`, mode.name, args);
      // One word for all: with two arguments each derivative is one sum of at most two products, whatever the mode.
      for (let i = 0; i < n; i++) {
        check(mode.name, mode.gradientArithmetic, [i], jet.gradient[i], mode.isHandMade);
        for (let j = i; j < n; j++) {
          check(mode.name, mode.hessianArithmetic ?? '', [i, j], jet.hessian?.[i]?.[j], mode.isHandMade);
        }
      }
    }
    if (n === 1) {
      for (const { name: mode, third } of thirds) check(mode, 'third', [0, 0, 0], third(f, args[0] as number));
    }
  }
  return findings;
}

test('every exported function is in one of the lists', () => assert.equal(unlisted(), []));

for (const name of UNARY) {
  test(name, () => sweep(name, unaryNamed(name) as One, 1).report());
}

for (const name of BINARY) {
  test(name, () => sweep(name, binaryNamed(name) as Two, 2).report());
}

const LISTS: readonly [string, Two][] = [
  ['sum', (x, y) => sum([x, y])],
  ['prod', (x, y) => prod([x, y])],
  ['sumOfSquares', (x, y) => sumOfSquares([x, y])],
  ['norm', (x, y) => norm([x, y])],
  ['logSumExp', (x, y) => logSumExp([x, y])],
  ['dot', (x, y) => dot([x, y], [y, x])],
];

for (const [name, f] of LISTS) {
  test(`${name} of two`, () => sweep(name, f as (...args: Scalar[]) => Scalar, 2).report());
}

/** Of a clamp only the order of its arguments matters: the others with HYPERDUAL_LAW_SHARE=1. */
const BOUNDS: readonly number[] = [0, -0, 1, -1.5, 1e200, INF, -INF, Number.NaN].filter((x) => isWhole || x !== 1e200);

for (const c of BOUNDS) {
  test(`clamp with ${show(c)} in each place`, () => {
    const values = isWhole ? [...BOUNDS, 5e-324, 2] : BOUNDS;
    sweep('clamp', (x, y) => clamp(x as Scalar, y as Scalar, c), 2, values).report();
    sweep('clamp', (x, y) => clamp(x as Scalar, c, y as Scalar), 2, values).report();
    sweep('clamp', (x, y) => clamp(c, x as Scalar, y as Scalar), 2, values).report();
  });
}

test('every predicate for a NaN was met, and the count of cases', () => {
  for (const { row } of DUE) assert.ok(rowsMet.has(row), `never met: ${row}`);
  const { points, derivatives, compiled } = counts;
  console.log(
    `${points} points, ${derivatives} derivatives and ${compiled} of compiled code in ${modesFor(2).length} modes`,
  );
});

test.run();
