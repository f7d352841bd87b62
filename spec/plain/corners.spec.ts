/** Corners of the runtime: conversions of all functions of Math, collections, copies, stand-ins for typed arrays, and messages. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as h from '../../lib/index.js';
import { configure, derivative, gradient, jacobian, severed, singularities } from '../../lib/plain/index.js';
import { both, native, transformed } from './load.js';

type F = (x: number) => number;

const corners = suite('corners');

const slope = (text: string, x: number): number => derivative(both<F>(text).f, x);

corners('all functions of Math: what is converted, and the slopes of the operators', () => {
  const operators = h as unknown as Record<string, (...x: h.Scalar[]) => h.Scalar>;
  const one =
    'abs acos acosh asin asinh atan atanh cbrt ceil cos cosh exp expm1 floor log log10 log1p log2 round sign sin sinh sqrt tan tanh trunc';
  for (const name of one.split(' ')) {
    const { plain, f } = both<(x: unknown) => number>(`(x) => Math.${name}(x)`);
    const inside = transformed(
      `exports.f = (x, v) => { const y = Math.${name}(v); return x * 0 + (typeof y === 'number' ? y : 0); };`,
    ).f as unknown as (x: number, v: unknown) => number;
    for (const v of [0.5, 1.5, '0.25', null, undefined, true, [0.5], new Date(1), { valueOf: () => 0.75 }, -0]) {
      assert.ok(Object.is(f(v), plain(v)), `${name}(${String(v)})`);
      let found = 0;
      derivative((x: number) => {
        found = inside(0, v);
        return x;
      }, 1);
      assert.ok(Object.is(found + 0, plain(v) + 0), `${name}(${String(v)}) inside`);
    }
    const at = name === 'acosh' ? 1.5 : 0.5;
    const operator = operators[name] as (x: h.Scalar) => h.Scalar;
    const due = h.derivative((x: h.Scalar) => operator(x), at);
    assert.is(slope(`(x) => Math.${name}(x)`, at), due, name);
    assert.is(slope(`(x) => Math.${name}({ valueOf: () => x })`, at), due, name);
  }
  assert.is(
    slope('(x) => Math.pow(x, "2") + Math.atan2(x, [1]) + Math.pow(2, { valueOf: () => x })', 1),
    2 + 0.5 + 2 * Math.LN2,
  );
  assert.is(slope('(x) => Math.max("1", x, null) + Math.min("9", x) + Math.hypot("0", x) + Math.hypot(x)', 2), 4);
  assert.is(slope('(x) => Math.fround("1") * x + Math.clz32("1") * 0 * x + Math.imul("3", "2") * x', 2), 7);
  assert.is(slope('(x) => x * Math.max("1", "2") * Math.min([3]) * Math.hypot("3", 4)', 2), 30);
});

corners('lists: aliases of Boolean, lists without active numbers, what is not found', () => {
  assert.is(slope('(x) => { const is = Boolean; return [x - 2, x, 0].filter(is).length * x; }', 2), 1);
  assert.is(slope('(x) => [3, 1, 2].sort()[0] * x * [3, 1].sort(null ?? undefined)[1]', 2), 3);
  assert.is(slope('(x) => ([1, x].includes(5) ? 0 : x) + [x].lastIndexOf(x, -5) + [1, x, 3].lastIndexOf(3, -1)', 2), 1);
  assert.is(slope('(x) => x * [NaN, x].indexOf(NaN) * ([NaN, x].includes(NaN) ? -1 : 1)', 2), 1);
  assert.throws(() => slope('(x) => x + ({}).filter((v) => v)', 2), /is not a function/);
  assert.throws(() => slope('(x) => x + [].none.sort()', 2), TypeError);
});

corners('Set and Map', () => {
  const cases: readonly (readonly [string, number, number])[] = [
    [
      '(x) => { const s = new Set([x, -0, 0, 3]); s.delete(x); s.add(0); return s.size * x * (s.has(0) ? 1 : 9); }',
      2,
      2,
    ],
    [
      '(x) => { const s = new Set([x]); s.clear(); const m = new Map([[1, x]]); m.clear(); return (s.size + m.size + 1) * x; }',
      2,
      1,
    ],
    [
      '(x) => { const m = new Map([[2, x * x]]); return m.get(2) + (m.delete(2) && !m.delete(2) && !m.has(2) ? x : 0); }',
      2,
      5,
    ],
    ['(x) => { const m = new Map(); m.set(x, x * x); return m.get(x) + (m.get(7) === undefined ? x : 0); }', 3, 7],
    ['((s) => (x) => (s.has(x) ? x : 0) + (s.delete(5) ? x : 0))(new Set([2]))', 2, 1],
    ['(x) => { const o = { get: (k) => k * 2, has: (k) => k > 1 }; return o.has(x) ? o.get(x) : 0; }', 2, 2],
  ];
  for (const [text, x, due] of cases) assert.is(slope(text, x), due, text);
  assert.throws(() => slope('((s) => (x) => { s.add(x); return x; })(new Set())', 2), /Set\.add\(x\): expected a key/);
  assert.throws(() => slope('((m) => (x) => m.get(x) ?? x)(new Map())', 2), /Map\.get\(x\): expected a key/);
});

corners('copies', () => {
  const text = `(x) => {
    const from = { list: [x, x * x], map: new Map([['a', x]]), set: new Set([x]), floats: new Float64Array([x]), date: new Date(3), none: null };
    from.self = from;
    const to = structuredClone(from);
    from.list[1] = 0;
    return to.self === to && to !== from && to.date.getTime() === 3 ? to.list[1] + to.map.get('a') + to.set.size + to.floats[0] : 0;
  }`;
  assert.is(slope(text, 3), 8);
  const { plain, f } = both<F>('(x) => structuredClone({ a: [x] }).a[0] + JSON.parse(JSON.stringify({ b: x })).b');
  assert.is(f(3), plain(3));
});

corners('stand-ins for typed arrays', () => {
  assert.is(
    slope(
      '(x) => { const a = new Float64Array([x, 1]); return a[0] * a.byteLength * a.BYTES_PER_ELEMENT + a.byteOffset; }',
      2,
    ),
    128,
  );
  assert.throws(
    () => slope('(x) => new Float64Array([x]).buffer.byteLength', 2),
    /expected its buffer not to be asked for/,
  );
  assert.is(slope('(x) => new Float64Array(new Float64Array([1, 2]).slice(1)).concat?.(x) ?? x', 2), 1);
  const floats = both<(w: Float32Array) => number>('(w) => { w[0] *= 2; return w[0] * w[1]; }').f;
  assert.equal(gradient(floats, new Float32Array([3, 5])), [10, 6]);
  const vector = both<(x: number) => Float64Array>('(x) => new Float64Array([x, x * x])').f;
  assert.equal(jacobian(vector, 3), [1, 6]);
});

corners('keys', () => {
  assert.is(
    slope(
      '(x) => { const o = {}; o[null] = x; o[[1]] = x; o[{ toString: () => "k" }] ??= x * x; o[null] += x; return o.null + o[1] + o.k; }',
      3,
    ),
    9,
  );
  assert.is(
    slope(
      "(x) => { const s = Symbol(); const o = { [s]: x, ['a' + 1]: 2 * x }; o[s] *= x; return o[s] + o.a1 + arguments.length; }".replace(
        '(x) =>',
        'function (x)',
      ),
      3,
    ),
    8,
  );
  assert.is(slope('function (x) { return arguments[x - 3] * "abc".length * "abc"[x - 3].length; }', 3), 3);
});

corners('code made at run time is as it was where no derivative is taken', () => {
  const { f } = transformed(
    'exports.f = () => [new Function("return 1")(), Function("a", "return a")(2)];',
  ) as never as {
    f: () => number[];
  };
  assert.equal(f(), [1, 2]);
});

corners('global functions handed on by other names', () => {
  const text =
    '((root) => { const M = root.Math, nan = root.isNaN, self = root.structuredClone ?? 0; return (x) => (nan(x) ? 0 : M.exp(x)) + (self ? 0 : 1); })(globalThis)';
  assert.is(slope(text, 0), 1);
  assert.is(slope('((o) => (x) => o.Math * x)({ Math: 3 })', 2), 3);
});

corners('notes', () => {
  const before = configure({ warn: () => undefined });
  assert.equal(
    severed(both<(x: number) => unknown>('(x) => String(x)').f, 2).map(({ operation }) => operation),
    ['to a string'],
  );
  assert.is(
    severed(both<F>('(x) => { let s = 0; for (let i = 0; i < 3; i++) s += Math.floor(x); return s; }').f, 2)[0]?.times,
    3,
  );
  // The difference of two numbers that are the same decides whether their equality singles out a point.
  const warnings: string[] = [];
  configure({ warn: (message) => warnings.push(message) });
  slope('(x) => (x * 2 === x + x ? x : 0) + (x === x ? x : 0)', 3);
  assert.equal(warnings, []);
  slope('(x) => (3 === x && x * x === 3 * x ? x : 0)', 3);
  slope('(x) => { let s = 0; for (let i = 0; i < 20; i++) if (x === 3) s += x; return s; }', 3);
  // One for each place, which code made of a text has in common.
  assert.is(warnings.length, 2);
  assert.match(
    singularities(both<F>('(x) => (x === 3 ? x : 0)').f, 3).points[0]?.rule ?? '',
    /special case by equality/,
  );
  configure(before);
});

corners('a run that fails where calls are compared, and one with very many calls', () => {
  const { outside } = native('exports.outside = (x) => typeof x === "number" ? 1 : 2;') as never as { outside: F };
  let runs = 0;
  const { f } = both<(outside: F, again: () => void) => F>(
    '(outside, again) => { const g = (v) => v * 1; return function model(x) { let s = 0; for (let i = 0; i < 100001; i++) s += g(i); again(); return s * 0 + x * outside(x); }; }',
  );
  const again = (): void => {
    if (++runs > 3) throw new Error('once too often');
  };
  assert.throws(() => derivative(f(outside, again), 2), /got 4 in place of 2/);
});

corners('settings where there is no process', async () => {
  const { process } = globalThis;
  const address = new URL('../../lib/plain/settings.js?bare', import.meta.url).href;
  Object.defineProperty(globalThis, 'process', { value: undefined, configurable: true, writable: true });
  try {
    const { settings } = await import(address);
    assert.is(settings.check, true);
  } finally {
    Object.defineProperty(globalThis, 'process', { value: process, configurable: true, writable: true });
  }
});

corners('structures without numbers', () => {
  const { f } = both<(x: { a: number; none: object; list: unknown[] }) => unknown>(
    '({ a }) => ({ a: a * a, text: "t" })',
  );
  assert.equal(jacobian(f, { a: 3, none: {}, list: ['x'] }), { a: { a: 6 } } as never);
});

corners.run();
