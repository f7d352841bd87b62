/** What is transformed, how, and what a build says: directives, settings, replaced functions, warnings. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rollup } from 'rollup';
import type { Settings } from 'unplugin-hyperdual';
import plugin from 'unplugin-hyperdual/rollup';
import { transform } from 'unplugin-hyperdual/transform';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

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

scope('source maps lead back to the column', () => {
  const source = 'export const f = (a, b) => {\n  return a * b + missing.value;\n};\n';
  const done = transform(source, 'a.js', { fork: false });
  const line = done?.code.split('\n').findIndex((text) => text.includes('missing')) ?? -1;
  assert.is(line, 1);
  assert.equal(done?.map?.sources, ['a.js']);
});

scope.run();
