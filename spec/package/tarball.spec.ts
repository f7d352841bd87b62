/** The package as a stranger gets it: packed, installed in an empty folder, used from JavaScript and strict TypeScript. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { entriesOf } from '../../build/entries.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tarball = suite('tarball');
let folder = '';

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const installed = (): string => join(folder, 'node_modules/hyperdual');

/** Strict TypeScript, which looks into the declarations of the package too: a few seconds. */
function tsc(...files: readonly string[]): void {
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--noUncheckedIndexedAccess'];
  run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), ...options, ...files);
}

tarball.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperdual-'));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
});

tarball.after(() => rmSync(folder, { recursive: true, force: true }));

tarball('installs nothing but itself: the core has no dependency', () => {
  const { dependencies } = JSON.parse(run('npm', 'ls', '--json', '--all')) as {
    dependencies: Record<string, { dependencies?: object }>;
  };
  assert.equal(Object.keys(dependencies), ['hyperdual']);
  assert.is(dependencies.hyperdual?.dependencies, undefined);
});

tarball('works from JavaScript', () => {
  writeFileSync(
    join(folder, 'use.js'),
    `import { gradient, hessian, mul, square } from 'hyperdual';
     const f = ([x, y]) => mul(square(x), y);
     console.log(JSON.stringify([gradient(f, [2, 2]), hessian(f, [2, 3])]));`,
  );
  assert.is(run(process.execPath, 'use.js').trim(), '[[8,4],[[6,4],[4,0]]]');
});

tarball('works from strict TypeScript: shapes are in the types, which show of a number what is for users', () => {
  writeFileSync(
    join(folder, 'use.ts'),
    `import { gradient, jacobian, mul, type Scalar, square } from 'hyperdual';
     const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(square(x), y);
     export const g: [number, number] = gradient(f, [2, 2]);
     export const j: [[number, number]] = jacobian(([x, y]) => [mul(x, y)], [2, 2]);
     // @ts-expect-error the native operator would lose the derivative
     gradient(([x]) => x * x, [2]);`,
  );
  writeFileSync(
    join(folder, 'internals.ts'),
    `import { type Active, type Condition, dual, Dual, hyperdual, lt, type Scalar } from 'hyperdual';
     import { Variable } from 'hyperdual/reverse';
     const x = dual(3, 1);
     export const parts: Scalar[] = [x.primal, x.tangent, hyperdual(1).eps12, x.add(1), x.mul(x), x.sub(1), x.div(2), x.neg()];
     export const text: string = x.toString() + JSON.stringify(x.toJSON());
     export const shown: 'primal' | 'tangent' | 'kind' | 'parts' | 'add' | 'sub' | 'mul' | 'div' | 'neg' | 'toString' | 'toJSON' | typeof Symbol.toPrimitive
       = undefined as unknown as keyof Dual;
     export const isNumber: Active = undefined as unknown as Variable;
     export const condition: Condition = lt(x, 2);
     // @ts-expect-error numbers are made by dual, hyperdual and drivers
     new Dual();`,
  );
  tsc('use.ts', 'internals.ts');
});

/** The files of the package with their paths in it. */
function files(): string[] {
  return readdirSync(installed(), { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(installed(), file)).isFile(),
  );
}

tarball('is a few files: code in entries and shared chunks, one declaration file for each entry', () => {
  const built = files().filter((file) => file.startsWith('dist/'));
  const code = built.filter((file) => file.endsWith('.js'));
  const declarations = built.filter((file) => file.endsWith('.d.ts'));
  const entries = entriesOf(root);
  for (const { name } of entries) {
    assert.ok(code.includes(`dist/package/${name}.js`), name);
    assert.ok(declarations.includes(`dist/package/${name}.d.ts`), name);
  }
  assert.ok(code.length <= 4 * entries.length, `${code.length} files of code for ${entries.length} entries`);
  assert.ok(declarations.length <= 3 * entries.length, `${declarations.length} declaration files`);
  assert.equal(
    built.filter((file) => !/^dist\/package\/.*\.(js|js\.map|d\.ts)$/.test(file)),
    [],
  );
});

tarball('maps lead to sources that are in the package, with the text that was built', () => {
  for (const file of files().filter((name) => name.endsWith('.js.map'))) {
    const { sources } = JSON.parse(readFileSync(join(installed(), file), 'utf8')) as { sources: string[] };
    for (const source of sources) {
      const place = join(dirname(file), source);
      assert.ok(place.startsWith('lib/'), `${file}: ${source}`);
      assert.is(readFileSync(join(installed(), place), 'utf8'), readFileSync(join(root, place), 'utf8'), place);
    }
  }
});

tarball('a stack trace names the line of the source', () => {
  writeFileSync(
    join(folder, 'fail.js'),
    `import { sin } from 'hyperdual';
     try { sin('a'); } catch (error) { console.log(error.stack); }`,
  );
  assert.match(run(process.execPath, '--enable-source-maps', 'fail.js'), /hyperdual\/lib\/scalar\/\w+\.ts:\d+/);
});

tarball('the licence field names all licences, and their texts are there', () => {
  const { license } = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8')) as { license: string };
  assert.is(license, 'MIT AND Apache-2.0 AND BSL-1.0');
  assert.match(readFileSync(join(installed(), 'LICENSE'), 'utf8'), 'MIT License');
  const third = readFileSync(join(installed(), 'THIRD-PARTY.txt'), 'utf8');
  assert.match(third, 'Apache License');
  assert.match(third, 'Boost Software License');
  assert.match(
    readFileSync(join(installed(), 'dist/package/special.js'), 'utf8'),
    /Stdlib Authors[\s\S]*THIRD-PARTY\.txt/,
  );
});

tarball('relative links of the documents in it lead to files in it, and no address is invented', () => {
  for (const file of files().filter((name) => /^[^/]*\.md$/.test(name))) {
    const text = readFileSync(join(installed(), file), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|#)/.test(target)) continue;
      assert.ok(existsSync(join(installed(), dirname(file), target.replace(/#.*$/, ''))), `${file}: ${target}`);
    }
  }
  const manifest = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8')) as Record<string, unknown>;
  for (const field of ['repository', 'homepage', 'bugs']) assert.is(manifest[field], undefined);
});

tarball('holds no spec', () => {
  assert.equal(
    files().filter((file) => /\bspecs?\b|\.spec\./.test(file)),
    [],
  );
});

tarball.run();
