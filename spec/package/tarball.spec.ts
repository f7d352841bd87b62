/** The package as a stranger gets it: packed, installed in an empty folder, used from JavaScript and strict TypeScript. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tarball = suite('tarball');
let folder = '';

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

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

tarball('works from strict TypeScript, with the shapes in the types', () => {
  writeFileSync(
    join(folder, 'use.ts'),
    `import { gradient, jacobian, mul, type Scalar, square } from 'hyperdual';
     const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(square(x), y);
     export const g: [number, number] = gradient(f, [2, 2]);
     export const j: [[number, number]] = jacobian(([x, y]) => [mul(x, y)], [2, 2]);
     // @ts-expect-error the native operator would lose the derivative
     gradient(([x]) => x * x, [2]);`,
  );
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--noUncheckedIndexedAccess'];
  run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), ...options, 'use.ts');
});

tarball('holds every entry of the exports map, and no spec', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string; default: string }>;
  };
  const installed = join(folder, 'node_modules/hyperdual');
  for (const entry of Object.values(exports)) {
    for (const file of typeof entry === 'string' ? [entry] : [entry.types, entry.default]) {
      assert.ok(readFileSync(join(installed, file)).length > 0, file);
    }
  }
  assert.throws(() => readFileSync(join(installed, 'dist/spec/run.js')));
});

tarball.run();
