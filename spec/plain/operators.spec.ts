/**
 * Everything that code may ask of a value, on all kinds of values: transformed code gives what JavaScript gives to the bit, and an
 * active number among the operands is what its value would be, or an error says what is not possible. What is written to an
 * element of a Float64Array is a number there: inside of drivers it is not converted.
 */
import { inspect } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isActive } from '../../lib/plain/brand.js';
import { configure, derivative } from '../../lib/plain/index.js';
import { value } from '../../lib/scalar/scalar.js';
import { both } from './load.js';

type F = (...args: unknown[]) => unknown;

const operators = suite('operators');

operators.before(() => {
  configure({ check: false, warn: () => undefined });
});

const VALUES: readonly unknown[] = [
  ...[0, 1, 2.5, -3, Number.NaN, Number.POSITIVE_INFINITY, 1e21],
  ...['2', 'x', '', ' 7 ', null, undefined, true, false, 10n, Symbol.iterator],
  ...[{}, [], [3], [1, 2], new Date(5), /x/, { valueOf: () => 2 }, { toString: () => '2', valueOf: () => ({}) }],
  { [Symbol.toPrimitive]: (hint: string) => (hint === 'number' ? 4 : hint === 'string' ? 'p' : 7) },
  { [Symbol.toPrimitive]: () => ({}) },
  { toString: () => ({}), valueOf: () => ({}) },
  Object.assign(() => 1, { toString: () => 'f' }),
];

const BINARY = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '|',
  '&',
  '^',
  '<<',
  '>>',
  '>>>',
  '<',
  '>',
  '<=',
  '>=',
  '==',
  '!=',
  '===',
  '!==',
];
const TEXTS: readonly string[] = [
  ...BINARY.map((sign) => `(a, b) => a ${sign} b`),
  ...['-a', '+a', '~a', '!a', 'typeof a', 'a ? 1 : 2', 'a || b', 'a && b', 'a ?? b', 'void a'].map(
    (e) => `(a, b) => ${e}`,
  ),
  ...['a++', '++a', 'a--', '--a', 'a += b', 'a **= b', 'a ||= b', 'a &&= b', 'a ??= b'].map(
    (e) => `(a, b) => { const old = ${e}; return [old, a]; }`,
  ),
  ...[
    'o[k]++',
    '--o[k]',
    'o[k] += b',
    'o[{ toString: () => k }] += b',
    'o[[k]]++',
    'o[null] = b',
    'o[null] += b',
    'o[String(k)]--',
    'o.k *= b',
    '++o.k',
    'o.k--',
  ].map((e) => `(a, b) => { const k = 'k', o = { k: a }; const old = ${e}; return [old, o.k]; }`),
  ...[
    'Math.max(a, b)',
    'Math.min(a, b, 1)',
    'Math.hypot(a, b)',
    'Math.hypot(a)',
    'Math.hypot(a, b, 2)',
    'Math.atan2(a, b)',
    'Math.pow(a, b)',
  ],
  ...[
    'Math.abs(a)',
    'Math.sign(a)',
    'Math.floor(a)',
    'Math.round(a)',
    'Math.trunc(a)',
    'Math.ceil(a)',
    'Math.fround(a)',
  ],
  ...['Math.clz32(a)', 'Math.imul(a, b)', 'Math.cbrt(a)', 'Math.log2(a)', 'Math.max()', 'Math.PI'],
  ...[
    'Number(a)',
    'String(a)',
    'Boolean(a)',
    'BigInt(a)',
    'Object(a) == a',
    'Number()',
    'String()',
    'parseFloat(a)',
    'parseInt(a)',
  ],
  ...['parseInt(a, 8)', 'isNaN(a)', 'isFinite(a)', 'Number.isNaN(a)', 'Number.isFinite(a)', 'Number.isInteger(a)'],
  ...[
    'Number.isSafeInteger(a)',
    'Number.parseFloat(a)',
    'Number.parseInt(a, 10)',
    'Number.EPSILON',
    'Object.is(a, b)',
    'Array.isArray(a)',
  ],
  ...[
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is code.
    '`${a}:${b}`',
    '"x".concat(a)',
    '"x2x".indexOf(a)',
    '"x2x".includes(a)',
    '"x2x".lastIndexOf(a)',
    '[a, b].toString()',
    'a.toString()',
  ],
  ...[
    '[a, [b]].join()',
    '[a, b].join("-")',
    '[1, a, b].indexOf(b)',
    '[a, 1, b].lastIndexOf(1, -1)',
    '[a, b, 1].lastIndexOf(a)',
    '[a, b].includes(a, 1)',
  ],
  ...[
    '[a, 1, b].filter(Boolean)',
    '[a, b].map(Number)',
    '[a, 1].find((x) => x == 1)',
    '[a, b].findIndex((x) => x === b)',
  ],
  ...[
    '[a, b].findLast((x) => x)',
    '[a, b].findLastIndex((x) => x)',
    '[a, b].some((x) => x > 1)',
    '[a, b].every((x) => x)',
  ],
  ...[
    '[a, b, 1].sort()',
    '[a, b, 1].toSorted()',
    '[2, a, b].sort((x, y) => x - y)',
    '[2, a].sort((x, y) => ({ valueOf: () => x - y }))',
  ],
  ...[
    '[a].concat([b], 1)',
    '[...new Set([a, b, 1, 2.5])]',
    'new Set([a, 2]).has(b)',
    '[5, 6, 7, 8][a]',
    '"text"[a]',
    '[1, 2].at(a)',
  ],
  ...[
    '(() => { const s = new Set([1, 2.5]); return [s.delete(a), s.size, s.has(a)]; })()',
    '(() => { const s = new Set([a, b]); s.clear(); return s.add(a).size; })()',
  ],
  ...[
    '(() => { const m = new Map([[1, "one"]]); m.set(a, "a"); const had = m.has(b); m.delete(b); return [had, m.size, m.get(1)]; })()',
  ],
  ...['(() => { const m = new Map([[a, "x"]]); m.clear(); return [m.size, m.get(a), m.delete(a)]; })()'],
  ...[
    'a instanceof Object',
    'a in [1, 2, 3]',
    'a in { 1: 0 }',
    '({ [typeof b]: a })[typeof b]',
    'a?.constructor === Number',
    'structuredClone([a, b])',
  ],
  ...[
    '(() => { switch (a) { case 1: return "one"; case b: return "b"; default: return "none"; } })()',
    'isNaN(Number(a)) ? 1 : a',
  ],
  ...[
    '(() => { let n = 0; while (n < a && n < 5) n++; return n; })()',
    '(() => { do { if (a) break; a = 1; } while (b); return a; })()',
  ],
  ...[
    'Array(a).length',
    'new Array(a).length',
    'Array.of(a, b)',
    'Array.from([a, b], (x) => x)',
    'JSON.stringify([typeof b])',
  ],
  ...[
    '(() => { const w = new Float64Array(3); w[0] = Number(a); w.set([b], 1); w.fill(a, 2); return [...w]; })()',
    '[...Float64Array.of(a, b).map((x) => x * 2)]',
  ],
  ...[
    'Float64Array.from([a, b]).toString()',
    'new Float64Array([3, a, b]).sort()[0]',
    '[...new Float64Array([3, a, b]).toSorted()]',
    'new Float64Array([a, b]).includes(b)',
  ],
  ...[
    'new Float64Array([a, b]).indexOf(1)',
    'new Float64Array([1, a]).lastIndexOf(1)',
    'new Float64Array([a, b]).join("/")',
    '[...new Float64Array([1, a, b]).slice(1)]',
  ],
  ...[
    '[...new Float64Array([1, a, b]).toReversed()]',
    '[...new Float64Array([a, b]).with(0, b)]',
    '[...new Float64Array([a, b]).filter((x) => x > 0)]',
  ],
  ...[
    '(() => { const w = new Float64Array([1, 2, 3]); const v = w.subarray(1); v[0] = Number(a); v[1] += Number(b); return [...w, v.length, v[0]]; })()',
  ],
  ...[
    'new Float64Array([a, b]).find((x) => x > 1)',
    'new Float64Array([a, b]).every((x) => x)',
    'new Float64Array([a, b]).findLast((x) => x < 9)',
  ],
  ...[
    'new Float64Array(2).set([a], 5)',
    '[...Float32Array.from([a, b])]',
    '(() => { const w = new Float32Array(2); w[1] = a; w[0] -= b; return [...w]; })()',
  ],
  ...[
    'new Float64Array(4) instanceof Float64Array',
    'Array.isArray(new Float64Array(1))',
    'new Float64Array(a).length',
    'new Float64Array([a, b]).reduce((x, y) => x + y)',
  ],
];

const functions = TEXTS.map((text) => (/^\(a, b\) =>/.test(text) ? text : `(a, b) => ${text}`)).map((text) => ({
  text,
  ...both<F>(text, { fork: false }),
}));

interface Result {
  readonly value?: unknown;
  readonly error?: Error;
}

const outcome = (f: () => unknown): Result => {
  try {
    return { value: f() };
  } catch (error) {
    return { error: error as Error };
  }
};

/** Values in place of active numbers. */
const stripped = (x: unknown): unknown => {
  if (isActive(x)) return value(x);
  if (Array.isArray(x)) return Array.from(x, stripped);
  return x;
};

const same = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => same(x, b[i]));
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    return Object.getPrototypeOf(a) === Object.getPrototypeOf(b);
  }
  return Object.is(a, b);
};

const show = ({ value: y, error }: Result): string => (error === undefined ? inspect(stripped(y)) : String(error));
const name = (x: unknown): string => inspect(x);

operators('plain values of all kinds: as JavaScript', () => {
  for (const { text, plain, f } of functions) {
    for (const a of VALUES) {
      for (const b of VALUES) {
        const [due, got] = [outcome(() => plain(a, b)), outcome(() => f(a, b))];
        const isSame =
          due.error === undefined
            ? got.error === undefined && same(due.value, got.value)
            : due.error.name === got.error?.name;
        if (!isSame) assert.unreachable(`${text} of ${name(a)} and ${name(b)}: ${show(got)} is ${show(due)}`);
      }
    }
  }
});

/** What an active number cannot be: the message says so, and names the way out. */
const REFUSED = /without (a )?derivative|native operator|Use noDiff|expected no /;

operators('an active number among them: as its value, or refused by name', () => {
  let refused = 0;
  let right = 0;
  for (const { text, plain, f } of functions) {
    for (const a of VALUES) {
      for (const b of VALUES) {
        if (typeof a !== 'number' && typeof b !== 'number') continue;
        const due = outcome(() => plain(a, b));
        derivative((t) => {
          // The slope is 1; a sum with 0 is the number itself.
          const lift = (x: unknown): unknown => (typeof x === 'number' ? x + t : x);
          const raised = (x: unknown): unknown => (typeof x === 'number' ? lifted(t, x) : lift(x));
          const got = outcome(() => f(raised(a), raised(b)));
          if (got.error !== undefined && REFUSED.test(got.error.message)) refused++;
          else {
            right++;
            const isSame =
              due.error === undefined
                ? got.error === undefined && same(due.value, stripped(got.value))
                : due.error.name === got.error?.name;
            if (!isSame) assert.unreachable(`${text} of ${name(a)} and ${name(b)}: ${show(got)} is ${show(due)}`);
          }
          return t;
        }, 0);
      }
    }
  }
  console.log(`${right} right, ${refused} refused`);
  assert.ok(right > 30 * refused);
});

const { f: lifted } = both<(t: number, x: number) => number>('(t, x) => t + x');

operators.run();
