/** What is loud: the value check, lost derivatives, special cases, and what is meant to be plain. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { explained } from '../../lib/plain/explain.js';
import {
  configure,
  derivative,
  gradient,
  jacobian,
  linearize,
  noDiff,
  reverseGradient,
  sensitivity,
  severed,
  singularities,
} from '../../lib/plain/index.js';
import { install } from '../../lib/plain/install.js';
import { registered } from '../../lib/plain/scope.js';
import { both, native } from './load.js';

type F = (x: number) => number;

const checks = suite('checks');

/** Each looks at a number in a way that sees an object there. */
const silent: readonly (readonly [fault: string, look: string, x: number])[] = [
  ['===', '(x) => (x === 2 ? 1 : 0)', 2],
  ['typeof', "(x) => (typeof x === 'number' ? 1 : 0)", 2],
  ['Number.isFinite', '(x) => (Number.isFinite(x) ? 1 : 0)', 2],
  ['indexOf', '(x) => [1, 2].indexOf(x)', 2],
  ['truth', '(x) => (x ? 1 : 0)', 0],
  ['the elements of a set', '(x) => new Set([x, 2]).size', 2],
  ['includes', '(x) => ([2].includes(x) ? 1 : 0)', 2],
];

for (const [fault, look, x] of silent) {
  checks(`the value check sees ${fault} in code that is not transformed`, () => {
    const { outside } = native(`exports.outside = ${look};`) as unknown as { outside: F };
    const { f } = both<(outside: F) => F>('(outside) => function model(x) { return x * x + outside(x); }');
    assert.throws(() => derivative(f(outside), x), /the value of a plain run, got .* in place of/);
    const before = configure({ check: false });
    assert.is(derivative(f(outside), x), 2 * x);
    configure(before);
  });
}

checks('the message names the first transformed call that differs', () => {
  const { f } = both<(outside: F) => F>(
    '(outside) => { function inner(y) { return y * 2; } return function model(x) { return inner(outside(x)); }; }',
  );
  const outside: F = (x) => (typeof x === 'number' ? 3 : 4);
  assert.throws(
    () => derivative(f(outside), 2),
    /got 8 in place of 6\. The first call that differs is that of inner \(model\.js:1:\d+\): its argument 1 is 4 in place of 3/,
  );
});

checks('the message says so where other functions are called, or none differs', () => {
  const { f } = both<(outside: F) => F>(
    '(outside) => { const a = function (y) { return 2 * y; }; const b = function (y) { return 3 * y; }; return function model(x) { return outside(x) > 0 ? a(x) + 1 : b(x); }; }',
  );
  const outside: F = (x) => (typeof x === 'number' ? 1 : -1);
  assert.throws(() => derivative(f(outside), 2), /The first call that differs is that of .*, after that of model/);
  const { f: alone } = both<(outside: F) => F>('(outside) => function model(x) { return x + outside(x); }');
  assert.throws(
    () => derivative(alone(outside), 2),
    /All calls of transformed functions are alike, the last of them that of model/,
  );
  assert.throws(
    () => derivative(((x: number) => outside(x)) as F, 2),
    /got -1 in place of 1\. Something there looks at a number/,
  );
});

checks('errors that native operators throw are explained by their place', () => {
  const at = (stack: string): Error => {
    const error = new TypeError('used with a native operator');
    error.stack = `TypeError: used with a native operator\n    at Dual.[Symbol.toPrimitive] (file:///x/hyperdual.js:1:1)\n${stack}`;
    return explained(error) as Error;
  };
  registered('model/transformed.js');
  assert.match(at('').message, /in a native operator\. Transform the file/);
  assert.match(
    at('    at f (file:///app/model/transformed.js:3:7)').message,
    /a part of JavaScript that knows plain numbers only/,
  );
  assert.match(
    at('    at f (file:///app/node_modules/@a/b/index.js:3:7)').message,
    /the package @a\/b is not transformed/,
  );
  assert.match(
    at('    at f (http://localhost:5173/node_modules/.vite/deps/@a_b.js?v=1:3:7)').message,
    /the package @a\/b is not transformed/,
  );
  assert.match(
    at('    at f (/app/node_modules/hyperdual/lib/plain/math.ts:3:7)\n    at g (/app/src/other.ts:4:8)').message,
    /lost at \/app\/src\/other\.ts:4:8 \(g\), which/,
  );
  const made =
    '    at f (eval at make (file:///app/node_modules/numeric/index.js:7:9), <anonymous>:3:1)\n    at g (/app/b.js:1:1)';
  assert.match(
    at(made).message,
    /made of a text by Function or eval at \/app\/node_modules\/numeric\/index\.js:7:9 \(f\)/,
  );
  assert.match(
    at('anonymous@https://app.example/a.js line 7 > Function:3:1').message,
    /made of a text by Function or eval at https:\/\/app\.example\/a\.js:7:1/,
  );
  assert.match(
    at('f@https://app.example/node_modules/odex/index.js:3:7').message,
    /the package odex is not transformed/,
  );
  assert.match(
    at('    at async file:///app/other.js:3:7').message,
    /lost at \/app\/other\.js:3:7, which is not transformed/,
  );
  assert.match(at('    at f (/my app/other (2).js:3:7)').message, /lost at \/my app\/other \(2\)\.js:3:7 \(f\),/);
  const other = new RangeError('x');
  assert.is(explained(other), other);
});

checks('two copies of the library are warned of', () => {
  const name = Symbol.for('hyperdual.plain.runtime');
  const own = Object.getOwnPropertyDescriptor(globalThis, name) as PropertyDescriptor;
  const warnings: string[] = [];
  const before = configure({ warn: (message) => warnings.push(message) });
  install();
  assert.equal(warnings, []);
  Object.defineProperty(globalThis, name, { value: {}, configurable: true });
  install();
  configure(before);
  assert.match(warnings[0] ?? '', /two copies of hyperdual are loaded/);
  assert.is((globalThis as Record<symbol, unknown>)[name], own.value);
});

checks('code that no production build checks', () => {
  const before = configure({ check: false });
  const { f } = both<F>('(x) => typeof x === "number" ? x * x : 0');
  assert.is(derivative(f, 3), 6);
  assert.equal(
    gradient((x: { a: number }) => f(x.a), { a: 3 }),
    { a: 6 },
  );
  configure(before);
});

checks('what is drawn at random is not held against the function', () => {
  const { f } = both<F>('(x) => x * Math.random()');
  const slope = derivative(f, 2);
  assert.ok(slope >= 0 && slope < 1);
});

checks('severed lists where derivatives end, by operation and place', () => {
  const { f } = both<F>('(x) => Math.floor(x) + (x | 0) + [5, 6, 7][Math.round(x)] + Number(x.toFixed(1)) + x * x');
  const found = severed(f, 1.3);
  assert.equal(found.map(({ operation }) => operation).sort(), ['Math.floor', 'Math.round', 'toFixed', '|'].sort());
  assert.ok(found.every(({ value }) => value === 1.3));
});

checks('noDiff says that it is meant', () => {
  const before = configure({ warn: () => assert.unreachable('no warning') });
  const { f } = both<(noDiff: (x: number) => number) => F>(
    '(noDiff) => (x) => { if (noDiff(x) === 2) return x * x * x; return Math.floor(noDiff(x)) * x; }',
  );
  const marked = f(noDiff);
  assert.equal(severed(marked, 1.3), []);
  assert.is(derivative(marked, 2), 12);
  assert.is(derivative(marked, 3.5), 3);
  configure(before);
});

checks('a special case by equality is a singular point', () => {
  const before = configure({ warn: () => undefined });
  const { f } = both<F>('(a) => { if (a === 1) return 5; return Math.abs(a - 1); }');
  const { points } = singularities(f, 1);
  configure(before);
  assert.is(points.length, 1);
  assert.is(points[0]?.name, '===');
  assert.match(points[0]?.rule ?? '', /special case by equality/);
});

checks('instances of classes, typed arrays and records with texts', () => {
  class Tank {
    readonly label = 'tank';
    level: number;
    constructor(level: number) {
      this.level = level;
    }
    get square(): number {
      return this.level;
    }
  }
  const { f } = both<(tank: Tank) => number>('(tank) => tank.square * tank.level * (tank.label === "tank" ? 1 : 2)');
  assert.equal(gradient(f, new Tank(3)), { level: 6 });
  const sum = both<(w: Float64Array) => number>(
    '(w) => { let s = 0; for (const v of w) s += v * v; w[0] = 1; return s * w[0]; }',
  );
  assert.equal(gradient(sum.f, new Float64Array([1, 2])), [2, 4]);
  assert.equal(reverseGradient(sum.f, new Float64Array([1, 2])), [2, 4]);
});

checks('drivers inside of drivers', () => {
  const { f } = both<(d: typeof derivative) => F>('(derivative) => (x) => derivative((y) => x * y ** 3, x) + x');
  assert.is(derivative(f(derivative), 2), 9 * 4 + 1);
});

checks('linearize and sensitivity', () => {
  const { f } = both<(x: number[]) => number[]>('([a, b]) => [a * b, a > 0 ? Math.sin(b) : b]');
  const line = linearize(f, [2, 0]);
  assert.equal(jacobian(f, [2, 0]), [
    [0, 2],
    [0, 1],
  ]);
  assert.equal(line.value, [0, 0]);
  const { f: model } = both<(p: { a: number; b: number }) => number>('({ a, b }) => a ** 2 * b');
  const { entries } = sensitivity(model, { a: 3, b: 2 });
  assert.equal(entries.map(({ derivative: d }) => d).sort(), [12, 9]);
  assert.equal(entries.map(({ elasticity }) => elasticity).sort(), [1, 2]);
});

checks.run();
