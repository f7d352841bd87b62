/** Both packages as a stranger gets them: packed, installed in an empty folder, one file, one command. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tarballs = suite('tarballs');
let folder = '';

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** What a command that fails says. */
const failure = (command: string, ...args: string[]): string => {
  try {
    run(command, ...args);
  } catch (error) {
    return String((error as { stderr?: string }).stderr);
  }
  return '';
};

const pack = (from: string): string => {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, '--json'], {
    cwd: from,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  return `./${filename}`;
};

const MODEL = `'use derivatives';
export const energy = ([length, angle]) => (length > 0 ? 9.81 * length * (1 - Math.cos(angle)) : 0);
`;

tarballs.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperdual-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', pack(root), pack(join(root, 'plugin')));
  writeFileSync(join(folder, 'model.js'), MODEL);
});

tarballs.after(() => rmSync(folder, { recursive: true, force: true }));

tarballs('one file, one command', () => {
  writeFileSync(
    join(folder, 'app.js'),
    `import { compile, gradient } from 'hyperdual/plain';
import { energy } from './model.js';
const g = compile((x) => gradient(energy, x), [1.3, 0.5]);
console.log(JSON.stringify([gradient(energy, [1.3, 0.5]), g([1.3, 0.5])]));
`,
  );
  const due = [9.81 * (1 - Math.cos(0.5)), 9.81 * 1.3 * Math.sin(0.5)];
  const [eager, compiled] = JSON.parse(run(process.execPath, '--import', 'unplugin-hyperdual/register', 'app.js'));
  assert.equal(eager, due);
  assert.equal(compiled, due);
});

tarballs('without the plugin the message says what to do', () => {
  const message = failure(process.execPath, 'app.js');
  assert.match(message, /the derivative would be lost at \S*model\.js:2:\d+/);
  assert.match(message, /--import unplugin-hyperdual\/register/);
});

tarballs('a package that is not transformed is named', () => {
  const other = join(folder, 'node_modules/cubic');
  run('mkdir', '-p', other);
  writeFileSync(join(other, 'package.json'), '{ "name": "cubic", "main": "index.js" }');
  writeFileSync(join(other, 'index.js'), 'exports.cube = (x) => x * x * x;\n');
  writeFileSync(
    join(folder, 'foreign.js'),
    `import cubic from 'cubic';
import { derivative } from 'hyperdual/plain';
console.log(derivative((x) => cubic.cube(x), 2));
`,
  );
  const command = [process.execPath, '--import', 'unplugin-hyperdual/register', 'foreign.js'] as const;
  assert.match(failure(...command), /the package cubic is not transformed. Add it: packages: \['cubic'\]/);
  writeFileSync(
    join(folder, 'package.json'),
    '{ "type": "module", "private": true, "hyperdual": { "packages": ["cubic"] } }',
  );
  assert.is(run(...command).trim(), '12');
});

tarballs('errors point into the source, to the column', () => {
  writeFileSync(
    join(folder, 'wrong.js'),
    `'use derivatives';
import { gradient } from 'hyperdual/plain';
const f = ([x, y]) => {
  const z = x * y + x ** 2; const none = undefined; return z * none.value;
};
gradient(f, [1, 2]);
`,
  );
  const message = failure(process.execPath, '--import', 'unplugin-hyperdual/register', 'wrong.js');
  assert.match(message, /wrong\.js:4:69/);
});

tarballs('strict TypeScript reads the types of both', () => {
  writeFileSync(
    join(folder, 'use.ts'),
    `import { gradient } from 'hyperdual/plain';
import plugin from 'unplugin-hyperdual/vite';
import { transform } from 'unplugin-hyperdual/transform';
export const g: [number, number] = gradient(([x, y]) => x * y, [2, 3]);
export const plugins = [plugin({ packages: ['odex'], floats: 'array' })];
export const code: string | undefined = transform('x * x', 'a.js')?.code;
`,
  );
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck'];
  run(process.execPath, join(root, 'node_modules/typescript/bin/tsc'), ...options, 'use.ts');
});

tarballs('every entry of the plugin is there', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'plugin/package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string; default: string }>;
  };
  for (const entry of Object.values(exports)) {
    for (const file of typeof entry === 'string' ? [entry] : [entry.types, entry.default]) {
      assert.ok(readFileSync(join(folder, 'node_modules/unplugin-hyperdual', file)).length > 0, file);
    }
  }
});

tarballs.run();
