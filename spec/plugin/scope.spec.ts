/** What is transformed, how, and what a build says: directives, settings, replaced functions, warnings. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { rollup } from 'rollup';
import type { Settings } from 'unplugin-hyperdual';
import plugin from 'unplugin-hyperdual/rollup';
import { type TransformOptions, transform } from 'unplugin-hyperdual/transform';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { derivative } from '../../lib/plain/index.js';

const scope = suite('scope');
const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = join(root, 'dist/scope');

interface Built {
  readonly module: Record<string, unknown>;
  readonly code: string;
  readonly warnings: readonly string[];
}

let builds = 0;

/** Bundles files, hyperdual left outside, and loads the bundle. */
async function built(files: Readonly<Record<string, string>>, settings: Settings): Promise<Built> {
  const folder = join(out, `build-${++builds}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const warnings: string[] = [];
  const bundle = await rollup({
    input: join(folder, 'main.mjs'),
    external: /^hyperdual/,
    onwarn: ({ message, plugin: by }) => {
      if (by === 'unplugin-hyperdual') warnings.push(message);
    },
    plugins: [
      plugin({ ...settings, include: settings.include?.map((glob) => `dist/scope/build-${builds}/${glob}`) ?? [] }),
      {
        name: 'packages',
        resolveId: (id: string) => (/^[a-z]+$/.test(id) ? join(folder, `node_modules/${id}/index.mjs`) : undefined),
      },
    ],
  });
  const file = join(folder, 'bundle.mjs');
  const { output } = await bundle.write({ file, format: 'esm' });
  return { module: await import(pathToFileURL(file).href), code: output[0].code, warnings };
}

scope.before(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
});

/** What a file in CommonJS exports, once transformed. */
function commonjs(source: string, options: TransformOptions = {}): unknown {
  const done = transform(source, 'a.cjs', { ...options, commonjs: 'global' });
  const module = { exports: {} };
  new Function('module', 'exports', done?.code ?? source)(module, module.exports);
  return module.exports;
}

const isTransformed = (code: string): boolean => /plain\/runtime/.test(code);

scope('files: by directive, by import, by include; not by nothing', async () => {
  const square = 'export const square = (x) => x * x;';
  assert.not.ok(isTransformed((await built({ 'main.mjs': square }, {})).code));
  assert.ok(isTransformed((await built({ 'main.mjs': `'use derivatives';\n${square}` }, {})).code));
  assert.ok(isTransformed((await built({ 'main.mjs': square }, { include: ['*.mjs'] })).code));
  const importing = `import { derivative } from 'hyperdual/plain';\n${square}\nexport const slope = derivative(square, 3);`;
  const { code, module } = await built({ 'main.mjs': importing }, {});
  assert.ok(isTransformed(code));
  assert.is(module.slope, 6);
});

scope('functions: opted in and out', async () => {
  const { module } = await built(
    {
      'main.mjs': `import { derivative } from 'hyperdual/plain';
import { inside } from './other.mjs';
const outside = (x) => { 'use no derivatives'; return typeof x; };
export const result = derivative((x) => (outside(x) === 'number' ? inside(x) : inside(x)), 3);`,
      'other.mjs': `export function inside(x) { 'use derivatives'; return x * x; }
export function left(x) { return x * x; }`,
    },
    {},
  );
  assert.is(module.result, 6);
});

scope('a file that opts out stays as it is', () => {
  assert.is(transform("'use no derivatives'; export const f = (x) => x * x;", 'a.js'), undefined);
});

scope('functions of packages are replaced where they are defined, in all ways of writing', async () => {
  const { module, warnings } = await built(
    {
      'main.mjs': `import { derivative } from 'hyperdual/plain';
import * as stat from 'stat';
export const logs = [stat.gammaln(4.5), stat.object.gammaln(4.5), stat.caller(4.5)];
export const slopes = [stat.gammaln, stat.object.gammaln, stat.caller].map((f) => derivative((x) => f(x), 4.5));
export const twice = derivative((x) => stat.twice(x), 3);`,
      'node_modules/stat/index.mjs': `export function gammaln(x) { return (x - 0.5) * Math.log(x) - x + 0.9; }
export const object = { gammaln(x) { return gammaln(x) + 1; } };
export const caller = (x) => gammaln(x);
export const twice = (x) => 2 * x;`,
    },
    { packages: ['stat'], replace: { 'stat.gammaln': 'hyperdual/special.logGamma' } },
  );
  const [log, digamma] = [2.453736570842442, 1.3888709263595289];
  for (const y of module.logs as number[]) assert.ok(Math.abs(y - log) < 1e-14, `${y} is ${log}`);
  for (const y of module.slopes as number[]) assert.ok(Math.abs(y - digamma) < 1e-14, `${y} is ${digamma}`);
  assert.is(module.twice, 2);
  assert.equal(warnings, []);
});

scope('a replacement that meets no function is warned of', async () => {
  const { warnings } = await built(
    {
      'main.mjs': "import { twice } from 'stat';\nexport const four = twice(2);",
      'node_modules/stat/index.mjs': 'export const twice = (x) => 2 * x;',
    },
    { packages: ['stat'], replace: { 'stat.gamaln': 'hyperdual/special.logGamma' } },
  );
  assert.is(warnings.length, 1);
  assert.match(warnings[0] ?? '', /replace: no function with the name in 'stat\.gamaln' was met/);
});

scope('an import of a package that is not transformed is warned of, once, unless it is meant', async () => {
  const files = {
    'main.mjs': `'use derivatives';\nimport { twice } from 'stat';\nexport { four } from './more.mjs';\nexport const f = (x) => twice(x) * x;`,
    'more.mjs': `'use derivatives';\nimport { twice } from 'stat';\nexport const four = twice(2) * 1;`,
    'node_modules/stat/index.mjs': 'export const twice = (x) => 2 * x;',
  };
  const { warnings } = await built(files, {});
  assert.is(warnings.length, 1);
  assert.match(
    warnings[0] ?? '',
    /imports stat, which is not transformed.*packages: \['stat'\], or to plain: \['stat'\]/,
  );
  assert.equal((await built(files, { plain: ['stat'] })).warnings, []);
  assert.equal((await built(files, { packages: ['stat'] })).warnings, []);
});

scope('code made at run time is warned of', async () => {
  const { warnings } = await built(
    { 'main.mjs': "'use derivatives';\nexport const f = new Function('x', 'return x * x');" },
    {},
  );
  assert.is(warnings.length, 1);
  assert.match(warnings[0] ?? '', /main\.mjs:2:\d+: code made at run time by Function is not transformed/);
});

scope('settings with wrong names or values are refused', () => {
  assert.throws(() => plugin({ package: ['odex'] } as never), /expected one of the settings packages, .* got package/);
  assert.throws(
    () => plugin({ replace: { gammaln: 'x' } }),
    /expected replace to name functions as 'package\.function'/,
  );
  assert.throws(() => plugin({ replace: { 'stat.f': 'a.f' } }), /expected packages to name stat/);
});

scope('source maps lead back to the column, from every place', () => {
  // Each mark is a word of its own, in each construct that is rewritten.
  const source = `export const f = (a = m1, { k = m2 + m3 } = {}, o = m4) => {
  let s = m5 * m6 + m7 ** -m8, t;
  s += m9; o.k -= m10; o[m11 + 1] *= m12; o[m13]++; s++;
  if (m14 > m15) s = m16; else s = m17;
  if (m18) return m19 < m20 ? m21 : m22(m23);
  for (const x of m24) switch (x) { case m25: s ||= m26 && !m27; }
  t = m28?.a?.[m29]?.(m30) ?? \`\${m31} \${typeof m32}\`;
  return [m33].filter(m34).includes(m35), Math.max(m36, m37), new m38(m39), { [m40]: m41, m42 }, m43 === m44;
};
export class C extends m45 { [m46] = m47 * 2; m() { return super.m(m48) * m49; } static { m50(this); } }
`;
  const places = new Map([...source.matchAll(/\bm\d+\b/g)].map((found) => [found[0], found.index]));
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  for (const fork of [true, false]) {
    const done = transform(source, 'a.js', { fork });
    const map = new TraceMap(done?.map as never);
    let count = 0;
    for (const [line, text] of (done?.code ?? '').split('\n').entries()) {
      for (const { 0: name, index } of text.matchAll(/\bm\d+\b/g)) {
        const { line: row, column } = originalPositionFor(map, { line: line + 1, column: index });
        assert.is(row === null ? -1 : (starts[row - 1] as number) + column, places.get(name), `${name}, fork ${fork}`);
        count++;
      }
    }
    assert.ok(count >= places.size);
  }
});

scope('what is written without a blank stays two words', () => {
  const source =
    'export function f(a,b){if(a>b)return-a/b;else(a)*=b;for(const c of[a])b+=c;return typeof a=="number"?a*-b:void+b}';
  const { f } = commonjs(source.replace('export function f', 'exports.f=function')) as {
    f: (a: number, b: number) => number;
  };
  const native = new Function(`return ${source.slice('export '.length)}`)() as typeof f;
  for (const [a, b] of [
    [3, 2],
    [2, 3],
  ] as const) {
    assert.is(f(a, b), native(a, b));
    assert.ok(Math.abs(derivative((x) => f(x, b), a) - (native(a + 1e-6, b) - native(a - 1e-6, b)) / 2e-6) < 1e-6);
  }
});

scope('what native code hands on is called by active code: a library that takes Math along', () => {
  const source = `module.exports = (function (root, factory) { return factory(root.Math, root); })(globalThis, function (Math, root) {
    var sqrt = Math.sqrt, { sin } = Math, M = root.Math, isArray = Array.isArray, finite = Number.isFinite, big = Math.max.apply(Math, [1, 2]);
    var floor = Math.floor, nan = root.isNaN, has = typeof structuredClone === 'undefined' ? null : structuredClone;
    return { f: function (x) { return finite(x) && !nan(x) && !isArray(new Float64Array(1)) ? sqrt(x) * sin(x) + M.exp(x) * big + has([x])[0] : 0; } };
  });`;
  const { f } = commonjs(source) as { f: (x: number) => number };
  const x = 1.3;
  const due = Math.sin(x) / (2 * Math.sqrt(x)) + Math.sqrt(x) * Math.cos(x) + 2 * Math.exp(x) + 1;
  assert.is(f(x), Math.sqrt(x) * Math.sin(x) + Math.exp(x) * 2 + x);
  assert.ok(Math.abs(derivative(f, x) - due) < 1e-14 * due);
});

scope('direct eval in a package is refused where a derivative is taken', () => {
  const source = 'exports.two = (function () { return eval("1 + 1"); })(); exports.f = (x) => eval("x") * x;';
  assert.throws(() => transform(source, 'a.cjs'), /direct eval at a\.cjs:1:\d+ cannot be transformed/);
  const { two, f } = commonjs(source, { lenient: true }) as { two: number; f: (x: number) => number };
  assert.is(two, 2);
  assert.is(f(3), 9);
  assert.throws(() => derivative(f, 3), /direct eval: expected no code made at run time .* a\.cjs:1:\d+/);
});

scope('imports of all kinds are told of', () => {
  const source = "const a = require('a'); import('b/c').then(() => a.x * 2); const s = require(a);";
  assert.equal(transform(source, 'a.cjs')?.imports, ['a', 'b/c']);
  assert.equal(transform("import 'a'; export * from 'b'; export const c = (x) => x * x;", 'a.mjs')?.imports, [
    'a',
    'b',
  ]);
});

scope.run();
