/**
 * Every exported function of one and of two numbers: its values, the value inside of active numbers bit for bit, and its
 * first and second derivatives against extrapolated central differences (support/ridders), which know nothing of rules.
 */
import { readdirSync } from 'node:fs';
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import { derivative, dual, gradient, hyperdual, type Scalar, secondDerivative, value } from '../../lib/index.js';
import { near, same } from '../support/assert.js';
import { ONE, TWO } from '../support/function-table.js';
import { ridders } from '../support/ridders.js';

const table = exported as unknown as Record<string, unknown>;

type One = (x: Scalar) => Scalar;
type Two = (x: Scalar, y: Scalar) => Scalar;

/** Operators that are not functions of one or two numbers, by the spec that checks them. */
const elsewhere: Record<string, readonly string[]> = {
  'branches/compare.spec.ts': ['lt', 'le', 'gt', 'ge', 'eq', 'select'],
  'branches/extremes.spec.ts': ['clamp'],
  'functions/compositions.spec.ts': ['copysign', 'floorMod', 'logDiffExp', 'xlogy'],
  'functions/reductions.spec.ts': ['sum', 'prod', 'dot', 'sumOfSquares', 'norm', 'logSumExp'],
  'functions/lists.spec.ts': [
    ...['softmax', 'logSoftmax', 'mean', 'variance', 'standardDeviation', 'cumulativeSum', 'cumulativeProduct'],
    ...['sortByValue', 'quantile', 'interpolateLinear', 'interpolateMonotone'],
  ],
};

/** The exports of the main entry that come from lib/functions, lib/branches and lib/scalar/arithmetic. */
async function operatorNames(): Promise<string[]> {
  const lib = new URL('../../lib/', import.meta.url);
  const addresses = ['functions/', 'branches/'].flatMap((room) => {
    const folder = new URL(room, lib);
    return readdirSync(folder)
      .filter((file) => file.endsWith('.js'))
      .map((file) => new URL(file, folder));
  });
  addresses.push(new URL('scalar/arithmetic.js', lib));
  const modules = await Promise.all(addresses.map((address) => import(address.href)));
  const defined = new Set(modules.flatMap((module) => Object.values(module)));
  return Object.keys(exported).filter((name) => defined.has(table[name]));
}

const specials = [
  ...[0, -0, 1, -1, 0.5, -2, 3, 1e-300, 5e-324, -5e-324, 1e-8, 709.5, 745.2, -745.2, 1e16, 1e154, 1e308, -1e308],
  ...[Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
];

const wrappers: ((x: number) => Scalar)[] = [
  (x) => dual(x, 1),
  (x) => hyperdual(x, 1, 1, 0),
  (x) => dual(dual(x, 1), 1),
  (x) => hyperdual(dual(x, 1), 1, dual(1, 2)),
];

const coverage = suite('coverage of the exports');

coverage('every exported operator is in the table of functions, or in the spec named', async () => {
  const covered = new Set([...Object.keys(ONE), ...Object.keys(TWO), ...Object.values(elsewhere).flat()]);
  const names = await operatorNames();
  const missing = names.filter((name) => !covered.has(name));
  is(missing.join(', '), '', 'without a check: add them to the table in spec/support/function-table.ts');
  is([...covered].filter((name) => !names.includes(name)).join(', '), '', 'listed but not exported');
});

/** |d - estimate| within the error of the differences; the differences themselves must be good to 6 digits. */
function agree(d: number, f: (x: number) => number, x: number, message: string): void {
  const step = 0.06 * Math.min(Math.max(Math.abs(x), 0.5), Math.max(0.2, 1 - Math.abs(x)));
  const size = Math.max(...[x - step, x, x + step].map((t) => Math.abs(f(t))));
  const found = ridders(f, x, step, 4 * Number.EPSILON * size);
  ok(found !== undefined, `${message}: no differences`);
  const error = found.estimate + found.noise;
  ok(error <= 1e-6 * Math.max(1, Math.abs(d)), `${message}: differences too rough, ${error}`);
  ok(
    Math.abs(d - found.derivative) <= 4 * error + 1e-12 * Math.abs(d),
    `${message}: ${d}, differences say ${found.derivative}`,
  );
}

const one = suite('functions of one number');

for (const [name, { plain, at, loose }] of Object.entries(ONE)) {
  const f = table[name] as One;

  one(`${name}(number) is ${loose ? 'near the plain formula' : 'what JavaScript computes'}`, () => {
    for (const x of at) {
      if (loose) near(f(x) as number, plain(x), 4, `${name}(${x})`);
    }
    for (const x of [...at, ...specials]) if (!loose) same(f(x), plain(x), `${name}(${x})`);
  });

  one(`${name}: the value inside of active numbers is the value for numbers, bit for bit`, () => {
    for (const x of [...at, ...specials]) {
      for (const wrap of wrappers) same(value(f(wrap(x))), f(x), `${name}(${wrap(x)})`);
    }
  });

  one(`${name}: first and second derivative agree with central differences`, () => {
    for (const x of at) {
      agree(derivative(f, x), f as (x: number) => number, x, `${name}′(${x})`);
      agree(secondDerivative(f, x), (t) => derivative(f, t), x, `${name}″(${x})`);
    }
  });

  one(`${name}: secondDerivative at special values is that of nested derivatives`, () => {
    for (const x of specials) {
      same(
        secondDerivative(f, x),
        derivative((t) => derivative(f, t), x),
        `${name}″(${x})`,
      );
    }
  });
}

const two = suite('functions of two numbers');

for (const [name, { plain, at, loose }] of Object.entries(TWO)) {
  const f = table[name] as Two;

  two(`${name}(number, number) is ${loose ? 'near the plain formula' : 'what JavaScript computes'}`, () => {
    for (const [x, y] of at) if (loose) near(f(x, y) as number, plain(x, y), 4, `${name}(${x}, ${y})`);
    if (loose) return;
    for (const x of specials) for (const y of specials) same(f(x, y), plain(x, y), `${name}(${x}, ${y})`);
  });

  two(`${name}: the value inside of active numbers is the value for numbers, bit for bit`, () => {
    for (const x of specials) {
      for (const y of specials) {
        for (const wrap of wrappers) {
          const title = `${name}(${x}, ${y})`;
          same(value(f(wrap(x), y)), f(x, y), title);
          same(value(f(x, wrap(y))), f(x, y), title);
          same(value(f(wrap(x), wrap(y))), f(x, y), title);
          same(value(f(dual(x, 1), wrap(y))), f(x, y), title);
        }
      }
    }
  });

  two(`${name}: first and second partial derivatives agree with central differences`, () => {
    for (const [x, y] of at) {
      const slopes = (a: number, b: number): [number, number] =>
        gradient(([s, t]) => f(s, t), [a, b]) as [number, number];
      const second = exported.hessian(([s, t]) => f(s, t), [x, y]);
      const [dx, dy] = slopes(x, y);
      const title = `${name}(${x}, ${y})`;
      agree(dx, (t) => f(t, y) as number, x, `${title} by x`);
      agree(dy, (t) => f(x, t) as number, y, `${title} by y`);
      agree(second[0][0], (t) => slopes(t, y)[0], x, `${title} by x twice`);
      agree(second[0][1], (t) => slopes(x, t)[0], y, `${title} by x and y`);
      agree(second[1][1], (t) => slopes(x, t)[1], y, `${title} by y twice`);
    }
  });
}

one('cbrt: the second derivative at 0 is the middle of -Infinity and Infinity beside it', () => {
  for (const x of [0, -0]) {
    is(
      secondDerivative((t) => exported.cbrt(t), x),
      0,
    );
  }
});

coverage.run();
one.run();
two.run();
