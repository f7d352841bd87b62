/**
 * The special functions of one number, by the lines of table.ts: their derivatives against finite differences, in compiled
 * programs, at the ends of their domains in several modes, and what they refuse.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import { add, derivative, type Scalar, secondDerivative, taylor } from '../../lib/index.js';
import { gradient as reverseGradient } from '../../lib/reverse/index.js';
import * as special from '../../lib/special/index.js';
import { same, thrown, ulps } from '../support/assert.js';
import type { One } from '../support/functions.js';
import { checkThree } from './against-differences.js';
import { SPECIAL } from './table.js';

const table = suite('special functions of one number');

/** Those with parameters, or of two numbers, and those whose specs are by name. */
const OTHERS = [
  ...['besselI0', 'besselI1', 'besselJ0', 'besselJ1', 'besselY0', 'besselY1', 'erf', 'erfc'],
  ...[
    'digamma',
    'gamma',
    'logGamma',
    'trigamma',
    'polygamma',
    'beta',
    'logBeta',
    'betaI',
    'gammaP',
    'gammaQ',
    'specialFunction',
  ],
];

table('every export has a line, or is told of by name', () => {
  const names = new Set(Object.keys(SPECIAL).map((line) => line.split(' ')[0] as string));
  assert.equal([...names, ...OTHERS].sort(), Object.keys(special).sort());
});

const compiled = compile as unknown as (f: One, example: number) => (x: number) => number;

/** Ways to a function and its derivatives, one by each class of numbers at least, and their orders. */
const modesOf = (f: One): Record<string, (x: Scalar) => Scalar> => ({
  value: f,
  dual: (x) => derivative(f, x),
  reverse: (x) => (reverseGradient(([t]) => f(t as Scalar), [x]) as Scalar[])[0] as Scalar,
  'hyper-dual': (x) => secondDerivative(f, x),
  nested: (x) => derivative((t: Scalar) => derivative(f, t), x),
  third: (x) => derivative((t: Scalar) => secondDerivative(f, t), x),
});
const ORDERS: Readonly<Record<string, number>> = {
  value: 0,
  dual: 1,
  reverse: 1,
  'hyper-dual': 2,
  nested: 2,
  third: 3,
};

for (const [name, { f, smooth, singular, within }] of Object.entries(SPECIAL)) {
  table(`${name}: three derivatives against differences`, () => {
    checkThree(name, f, smooth);
  });

  table(`${name}: compiled it has the bits of the function itself, at the ends of its domain too`, () => {
    for (const [mode, g] of Object.entries(modesOf(f))) {
      const program = compiled(g, (smooth[0] as [number, number])[0]);
      for (const [x] of [...smooth, ...singular]) same(program(x), g(x), `${mode} of ${name} at ${x}`);
    }
  });

  table(`${name}: power series past the third derivative`, () => {
    for (const [x, reach] of smooth) {
      const t = reach / 64;
      const c = taylor(f, x, 8);
      const sum = c.reduceRight((y, ck) => y * t + ck, 0);
      const size = c.reduce((y, ck, k) => y + Math.abs(ck) * t ** k, 0);
      const due = f(x + t) as number;
      const rest = 1e-11 * size + 1e-14;
      assert.ok(Math.abs(sum - due) <= rest, `${name} at ${x}: ${sum}, by its value ${due}`);
      // In a composition.
      same(taylor((u) => add(f(u), 1), x, 8).slice(1), c.slice(1));
    }
  });

  table(`${name}: at the ends of its domain and range`, () => {
    for (const [x, y, d1, d2, d3] of singular) {
      for (const [mode, g] of Object.entries(modesOf(f))) {
        const order = ORDERS[mode] as 0 | 1 | 2 | 3;
        const due = [y, d1, d2, d3][order];
        if (due === undefined) continue;
        const actual = g(x) as number;
        assert.ok(
          ulps(actual, due) <= (order === 0 ? 0 : (within ?? 0)),
          `${mode} of ${name} at ${x}: ${actual}, not ${due}`,
        );
      }
    }
  });

  table(`${name}: what is not a number is refused by name`, () => {
    const error = thrown(() => (f as (x: unknown) => unknown)('1'));
    assert.instance(error, TypeError);
    assert.is(
      (error as Error).message,
      `${name.split(' ')[0]}: expected a number or a number made by hyperdual, got the string "1". Check the arguments.`,
    );
  });
}

table.run();
