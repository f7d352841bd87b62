/** Every function against finite differences with an error estimate: first, second and (of one argument) third derivatives at random points. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BINARY, type BinaryName, UNARY } from '../support/functions.js';
import { between, programs as budget, holds } from '../support/settings.js';
import {
  Comparisons,
  gradientAgainstDifferences,
  hessianAgainstDifferences,
  thirdAgainstDifferences,
} from './against-differences.js';
import { argumentsOf } from './domains.js';
import type { Program } from './programs.js';

const test = suite('differences');

const RUNS = Math.ceil(budget / 200);
/** Functions whose derivatives are 0 say nothing about digits. */
const FLAT = new Set(['sign', 'floor', 'ceil', 'round', 'trunc']);

for (const name of UNARY) {
  test(`${name}: slope, curvature, third derivative`, () => {
    const program: Program = { inputs: 1, body: [{ kind: 'unary', name, x: 0, guarded: false }] };
    const comparisons = new Comparisons();
    holds(RUNS, argumentsOf(name), (x) => {
      gradientAgainstDifferences(program, [x], comparisons);
      hessianAgainstDifferences(program, [x], comparisons);
      thirdAgainstDifferences(program, x, comparisons);
    });
    assert.ok(comparisons.compared >= RUNS, `only ${comparisons}`);
    if (!FLAT.has(name)) assert.ok(comparisons.informative >= RUNS / 4, `only ${comparisons}`);
  });
}

const PAIRS: Readonly<Partial<Record<BinaryName, readonly [readonly [number, number], readonly [number, number]]>>> = {
  pow: [
    [0.01, 20],
    [-5, 5],
  ],
  div: [
    [-20, 20],
    [0.1, 20],
  ],
  mod: [
    [-20, 20],
    [0.1, 20],
  ],
};

for (const name of BINARY) {
  test(`${name}: gradient and Hessian`, () => {
    const [xs, ys] = PAIRS[name] ?? [
      [-20, 20],
      [-20, 20],
    ];
    const pair = fc.tuple(between(...xs), between(...ys));
    // Operand 1 is the input before the last: x.
    const program: Program = { inputs: 2, body: [{ kind: 'binary', name, x: 1, y: 0, guarded: false }] };
    const comparisons = new Comparisons();
    holds(RUNS, pair, (point) => {
      gradientAgainstDifferences(program, point, comparisons);
      hessianAgainstDifferences(program, point, comparisons);
    });
    assert.ok(comparisons.informative >= RUNS / 4, `only ${comparisons}`);
  });
}

test.run();
