/**
 * The table of traps: what JavaScript does with numbers besides arithmetic, and what becomes of it where a number carries a
 * derivative. Each row says whether the result is right, or what is thrown.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { configure, derivative, gradient, reverseGradient } from '../../lib/plain/index.js';
import { both } from './load.js';

interface Row {
  readonly trap: string;
  /** A function of one number. */
  readonly f: string;
  readonly x?: number;
  /** f'(x), or what the message must hold. */
  readonly due: number | RegExp;
  /** Where the value of f at x is itself the trap: checked against the untransformed function. */
  readonly options?: { readonly floats: 'array' };
}

const throws = /noDiff|value\(x\)|without (a )?derivative/;

const rows: Row[] = [
  {
    trap: 'warm start: a loop that stops on the value, started at the solution',
    f: '(x) => { let y = 2; while (Math.abs(y * y - x) > 1e-9) y = (y + x / y) / 2; return y; }',
    x: 4,
    due: 0,
  },
  {
    trap: 'the same from elsewhere',
    f: '(x) => { let y = 1; while (Math.abs(y * y - x) > 1e-12) y = (y + x / y) / 2; return y; }',
    x: 4,
    due: 0.25,
  },
  { trap: 'special case by equality', f: '(a) => { if (a === 1) return 5; return a * a; }', x: 1, due: 0 },
  { trap: 'memo by object', f: '((memo) => (x) => memo[x] ?? (memo[x] = x * x))({})', due: throws },
  {
    trap: 'memo by Map made outside',
    f: '((memo) => (x) => { if (!memo.has(x)) memo.set(x, x * x); return memo.get(x); })(new Map())',
    due: throws,
  },
  {
    trap: 'memo by Map made inside, hit by another number',
    f: '(x) => { const memo = new Map(); const g = (t) => { const m = memo.get(t); if (m !== undefined) return m; const r = t * t; memo.set(t, r); return r; }; return g(x) + g(2 * x - 2); }',
    x: 2,
    due: throws,
  },
  {
    trap: 'counting by Map',
    f: '(x) => { const m = new Map(); for (const v of [x, 2, x]) m.set(v, (m.get(v) || 0) + 1); return x * m.get(2); }',
    x: 2,
    due: 3,
  },
  {
    trap: 'counting by Map, all active',
    f: '(x) => { const m = new Map(); for (const v of [x, x, 2 * x]) m.set(v, (m.get(v) || 0) + 1); return x * m.get(x) + m.size; }',
    x: 3,
    due: 2,
  },
  {
    trap: 'Float64Array inside, +=',
    f: '(x) => { const a = new Float64Array(3); a[1] += x; a[1] += x * x; a[2] = a[1]; return a[0] + a[1] + a[2]; }',
    x: 3,
    due: 14,
  },
  {
    trap: 'Float64Array map',
    f: '(x) => new Float64Array([1, 2, 3]).map((v) => v * x).reduce((p, q) => p + q, 0)',
    due: 6,
  },
  {
    trap: 'Float64Array.from, of',
    f: '(x) => Float64Array.from([1, 2], (v) => v * x)[1] + Float64Array.of(x, 1)[0]',
    due: 3,
  },
  {
    trap: 'Float64Array sort',
    f: '(x) => { const a = new Float64Array([3 * x, -x, x * x, 5]); a.sort(); return a[0] + 10 * a[3]; }',
    x: 2,
    due: 29,
  },
  {
    trap: 'Float64Array set, slice, subarray, fill',
    f: '(x) => { const a = new Float64Array(6); a.set([x, 2 * x], 1); a.subarray(3, 5).fill(x); const b = a.slice(1, 4); return b[0] + b[1] + b[2]; }',
    due: 4,
  },
  {
    trap: 'Float64Array instanceof, isArray, toString',
    f: '(x) => { const a = new Float64Array(2); a[0] = x; return a instanceof Float64Array && !Array.isArray(a) && Object.prototype.toString.call(a) === "[object Float64Array]" && a.length === 2 ? a[0] * 3 : 0; }',
    due: 3,
  },
  {
    trap: 'Float64Array by a class of another name',
    f: '(x) => { const C = Float64Array; const a = new C(2); a[0] = x; return new a.constructor([a[0]])[0] * 3; }',
    due: 3,
  },
  {
    trap: 'Float64Array outside of the range',
    f: '(x) => { const a = new Float64Array(1); a[0] = x; return a[5] === undefined ? a[0] : 0; }',
    due: 1,
  },
  {
    trap: 'typed array made outside',
    f: '((w) => (x) => { w[0] = x; return w[0] * 2; })(new Float64Array(1))',
    due: /typed array made outside|native operator/,
  },
  {
    trap: 'the same with floats: array',
    f: '((w) => (x) => { w[0] = x; return w[0] * 2; })(new Float64Array(1))',
    options: { floats: 'array' },
    due: 2,
  },
  {
    trap: 'Float32Array rounds and keeps',
    f: '(x) => { const a = new Float32Array(1); a[0] = x * 0.1; return a[0]; }',
    x: 1,
    due: 0.1,
  },
  { trap: 'Int32Array', f: '(x) => new Int32Array([x])[0]', due: /native operator/ },
  {
    trap: 'DataView',
    f: '(x) => { const d = new DataView(new ArrayBuffer(8)); d.setFloat64(0, x); return d.getFloat64(0); }',
    due: /native operator/,
  },
  { trap: 'Date', f: '(x) => new Date(x).getTime()', due: /native operator/ },
  { trap: 'Intl', f: '(x) => Number(new Intl.NumberFormat("en").format(x))', due: /native operator/ },
  { trap: 'repeat', f: '(x) => "a".repeat(x).length', due: /native operator/ },
  { trap: 'Array.from by an active length', f: '(x) => Array.from({ length: x }).length', due: /native operator/ },
  { trap: 'new Array by an active length', f: '(x) => new Array(x).length', due: throws },
  {
    trap: 'for (k in x), Object.keys(x), Object.entries of records',
    f: '(x) => { let n = 0; for (const k in x) n++; for (const k in { a: 1 }) n++; return Object.entries({ b: x * n }).reduce((s, [, v]) => s + v, Object.keys(x).length); }',
    x: 3,
    due: 1,
  },
  {
    trap: 'lists beside texts and numbers',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is code.
    f: '(x) => ([x] < 4 && "" + [x, [x]] === "3,3" && `${[x]}` === "3" && [x] == 3 ? x * x : 0)',
    x: 3,
    due: 6,
  },
  { trap: 'x | 0', f: '(x) => x * (x | 0)', x: 2.5, due: 2 },
  { trap: '~~x', f: '(x) => x * ~~x', x: 2.5, due: 2 },
  { trap: 'all bit operators', f: '(x) => x * ((x & 3) + (x ^ 1) + (x << 1) + (x >> 1) + (x >>> 1))', x: 6.5, due: 27 },
  { trap: 'index', f: '(x) => [10, 20, 30][x] * x', x: 1, due: 20 },
  { trap: 'toFixed', f: '(x) => x * Number(x.toFixed(1))', x: 2.25, due: 2.3 },
  {
    trap: 'Math.floor, round, trunc, sign, ceil',
    f: '(x) => x * (Math.floor(x) + Math.round(x) + Math.trunc(x) + Math.sign(x) + Math.ceil(x))',
    x: 2.25,
    due: 10,
  },
  { trap: 'JSON copy', f: '(x) => JSON.parse(JSON.stringify({ a: x })).a', due: throws },
  {
    trap: 'structuredClone',
    f: '(x) => structuredClone({ a: [x, { b: x * x }], s: new Set([x]) }).a[1].b',
    x: 3,
    due: 6,
  },
  { trap: 'Set by value', f: '(x) => new Set([x, 2, x + 0, 3]).size * x', x: 2, due: 2 },
  { trap: 'Set made outside', f: '((s) => (x) => s.has(x) ? 3 * x : x)(new Set([2]))', x: 2, due: 3 },
  { trap: 'sort without comparator', f: '(x) => [10 * x, 9, x].sort()[0] * x', x: 1, due: 2 },
  { trap: 'sort by difference', f: '(x) => [3 * x, x * x, 1].sort((a, b) => a - b)[2]', x: 4, due: 8 },
  {
    trap: 'indexOf, includes, lastIndexOf',
    f: '(x) => x * ([1, 2, 3].indexOf(x) + [1, 2, 2].lastIndexOf(x)) + ([2].includes(x) ? x : 0)',
    x: 2,
    due: 4,
  },
  { trap: 'filter(Boolean)', f: '(x) => [x, x - 2, 0, 1].filter(Boolean).length * x', x: 2, due: 2 },
  { trap: 'filter by the number itself', f: '(x) => [x, x - 2].filter((v) => v).length * x', x: 2, due: 1 },
  {
    trap: 'find, some, every',
    f: '(x) => [0, x].find((v) => v) * ([x - 2].some((v) => v) ? 10 : 1) * ([x - 2, 1].every((v) => v) ? 10 : 1)',
    x: 2,
    due: 1,
  },
  {
    trap: 'switch',
    f: '(x) => { switch (x) { case 1: return x; case 2: return 5 * x; default: return 0; } }',
    x: 2,
    due: 5,
  },
  { trap: 'truthiness', f: '(x) => (x - 2 ? 1 : 10) * x', x: 2, due: 10 },
  { trap: '&& and ||', f: '(x) => ((x - 2) || 3 * x) + (x && 2 * x)', x: 2, due: 5 },
  { trap: '??', f: '(x) => (undefined ?? x) * (x ?? 5)', x: 2, due: 4 },
  { trap: '!= and ==', f: '(x) => (x != 2 ? 1 : 7) * x + (x == "2" ? x : 0)', x: 2, due: 8 },
  { trap: 'o.k++ + ++o.k', f: '(x) => { const o = { k: x }; return (o.k++ + ++o.k) * o.k; }', x: 1, due: 10 },
  {
    trap: 'a[i++] += x',
    f: '(x) => { const a = [1, 2]; let i = 0; a[i++] += x; a[i++] *= x; return a[0] * a[1] * i; }',
    x: 3,
    due: 28,
  },
  { trap: "'3' * x", f: "(x) => '3' * x + x * '2'", due: 5 },
  { trap: '[x] * 2', f: '(x) => [x] * 2 + -[[x]] + Math.sqrt([x * x])', due: 2 },
  { trap: "x + '3'", f: "(x) => Number(x + '3') + x", x: 1, due: 1 },
  {
    trap: 'x + null, x + true, x - undefined',
    f: '(x) => x + null + (x + true) + (Number.isNaN(x - undefined) ? x : 0)',
    due: 3,
  },
  { trap: 'BigInt beside x', f: '(x) => x + 1n', due: /BigInt/ },
  { trap: 'Date beside x', f: '(x) => x * (new Date(5) - 3) + (x - new Date(1))', due: 3 },
  { trap: 'valueOf of an object', f: '(x) => ({ valueOf: () => x * x }) * 2', x: 3, due: 12 },
  { trap: 'typeof', f: '(x) => typeof x === "number" ? 3 * x : 0', due: 3 },
  {
    trap: 'Number, Number.isFinite, isNaN, parseFloat',
    f: '(x) => Number.isFinite(x) && !isNaN(x) && isFinite(x) && !Number.isInteger(x) ? Number(x) + parseFloat(x) + +x : 0',
    x: 2.5,
    due: 3,
  },
  { trap: 'Object.is', f: '(x) => Object.is(x, 2) ? 3 * x : x', x: 2, due: 3 },
  {
    trap: 'template and String',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is code.
    f: '(x) => (`${x}` === "2" && String(x) === "2" && x.toString() === "2" && [x].join() === "2") ? 3 * x : 0',
    x: 2,
    due: 3,
  },
  { trap: 'list.map(Number)', f: '(x) => [x, x * x].map(Number).reduce((a, b) => a + b)', x: 3, due: 7 },
  { trap: 'constructor', f: '(x) => x.constructor === Number ? 3 * x : 0', due: 3 },
  {
    trap: 'destructuring with defaults',
    f: '(x) => { const { a = x * x, b: [c = 2 * x] = [] } = {}; return a + c; }',
    x: 3,
    due: 8,
  },
  { trap: 'defaults of parameters', f: '(x, y = x * x, [z = y * x] = []) => z', x: 2, due: 12 },
  { trap: 'arguments', f: 'function (x) { return arguments[0] * arguments.length; }', due: 1 },
  {
    trap: 'closures and mutation',
    f: '(x) => { let sum = 0; const add = (v) => { sum += v; }; [1, 2, 3].forEach((v) => add(v * x)); return sum; }',
    due: 6,
  },
  {
    trap: 'classes, accessors, inheritance',
    f: '(x) => { class A { constructor(v) { this.v = v; } get twice() { return 2 * this.v; } m() { return this.v * this.v; } } class B extends A { m() { return super.m() * 3; } } const b = new B(x); b.v *= 2; return b.m() + b.twice; }',
    x: 2,
    due: 52,
  },
  {
    trap: 'private names',
    f: '(x) => { class A { #v; constructor(v) { this.#v = v; } static is(o) { return #v in o; } add(d) { this.#v += d; return this.#v * this.#v; } } return A.is(new A(1)) ? new A(x).add(1) : 0; }',
    x: 2,
    due: 6,
  },
  {
    trap: 'generators',
    f: '(x) => { function* powers() { let p = 1; for (;;) { yield p; p *= x; } } let n = 0; let s = 0; for (const p of powers()) { if (n++ > 3) break; s += p; } return s; }',
    x: 2,
    due: 17,
  },
  {
    trap: 'exceptions',
    f: '(x) => { try { throw { v: x * x }; } catch ({ v }) { return v; } finally { x = 0; } }',
    x: 3,
    due: 6,
  },
  {
    trap: 'optional chains',
    f: '(x) => { const o = { list: [x, 0] }; return (o?.list?.filter((v) => v)[0] ?? 0) * (o.none?.list.includes(x) ?? 2); }',
    x: 3,
    due: 2,
  },
  {
    trap: 'labels, comma, do',
    f: '(x) => { let s = 0, i = 0; outer: do { for (let j = 0; j < 3; j++) { if (j === 2) continue outer; s += x * j, i++; } } while (i < 4); return s; }',
    due: 2,
  },
  {
    trap: 'parentheses',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is code.
    f: '(x) => { const a = [x, 2 * x]; let i = 1; let b; (b ?? (b = a))[0] = x; (b && a)[0] += 0; (a)[i] = (a)[(i)] * x; const C = { D: class { constructor(v) { this.v = v * 2; } } }; const tag = (_, v) => v; (i) = 0; return new (C.D)(x).v + (a)[1] + (Number)(x) + (function (s, v) { return v; })`${x}` + [x].map((Number))[0] + (new (C).D(x)).v; }',
    x: 3,
    due: 19,
  },
  { trap: '-0 and its sign', f: '(x) => (Object.is(-x * 0, -0) ? 3 : 1) * x', x: 2, due: 3 },
  {
    trap: 'Math.max, min, hypot of many',
    f: '(x) => Math.max(1, x, x * x) + Math.min(x, 5) + Math.hypot(x, 2 * x, 2 * x) + Math.max(...[x, 1])',
    x: 2,
    due: 9,
  },
  { trap: 'Math.fround, imul, clz32', f: '(x) => Math.fround(x) * Math.imul(x, 2) + Math.clz32(x)', x: 3, due: 6 },
];

const traps = suite('traps');

traps.before(() => {
  configure({ warn: () => undefined });
});

for (const { trap, f: text, x = 2, due, options } of rows) {
  traps(trap, () => {
    const { plain, f } = both<(x: number) => number>(text, options);
    if (due instanceof RegExp) {
      assert.throws(() => derivative(f, x), due);
      return;
    }
    assert.ok(Object.is(f(x), plain(x)), 'the same value outside of drivers');
    const slope = derivative(f, x);
    assert.ok(Math.abs(slope - due) <= 1e-9 * Math.abs(due), `the derivative is ${due}, got ${slope}`);
    const reverse = reverseGradient(([t]) => f(t), [x]);
    assert.ok(Math.abs(reverse[0] - due) <= 1e-9 * Math.abs(due), `in reverse mode ${due}, got ${reverse[0]}`);
  });
}

traps('an equality that holds for an active number is warned of', () => {
  const warnings: string[] = [];
  const before = configure({ warn: (message) => warnings.push(message) });
  const { f } = both<(x: number) => number>('(a) => { if (a === 1) return 5; return a * a; }');
  derivative(f, 1);
  derivative(f, 2);
  configure(before);
  assert.is(warnings.length, 1);
  assert.match(warnings[0] ?? '', /=== held for an active number of value 1/);
});

traps('direct eval and with are refused by name', () => {
  assert.throws(() => both('(x) => eval("x * x")'), /direct eval at model.js:1:\d+ cannot be transformed/);
  assert.throws(() => both('function (o) { with (o) { return x; } }'), /with at model.js|cannot be transformed/);
});

traps('code made at run time is refused while a derivative is taken', () => {
  const { f } = both<(x: number) => number>('(x) => new Function("x", "return x * x")(x)');
  assert.is(f(3), 9);
  assert.throws(() => derivative(f, 3), /new Function: expected no code made at run time/);
});

traps('fork: false gives the same', () => {
  const { plain, f } = both<(x: number[]) => number>(
    '([a, b]) => { let s = 0; for (let i = 0; i < 3; i++) s += a ** i * b; return s; }',
  );
  const whole = both<(x: number[]) => number>(
    '([a, b]) => { let s = 0; for (let i = 0; i < 3; i++) s += a ** i * b; return s; }',
    { fork: false },
  );
  assert.is(whole.f([2, 3]), plain([2, 3]));
  assert.equal(gradient(whole.f, [2, 3]), gradient(f, [2, 3]));
});

traps.run();
