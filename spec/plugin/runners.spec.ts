/** Tests of users: the same test by Vitest and by Jest, over a package in CommonJS and a model in TypeScript. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const runners = suite('runners');
const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Within dist, where hyperdual is the library that tsc has just written. */
const folder = join(root, 'dist/runners');

const TEST = (header: string, model: string): string => `${header}
import Spline from 'cubic-spline';
import { derivative, gradient } from 'hyperdual/plain';
import { energy } from './${model}';

test('a model', () => {
  expect(gradient(energy, [1.3, 0.5])).toEqual([9.81 * (1 - Math.cos(0.5)), 9.81 * 1.3 * Math.sin(0.5)]);
});

test('a package', () => {
  const f = (x) => new Spline([1, 2, 3, 4], [1, 4, 9, 16]).at(x);
  const h = 1e-4;
  expect(Math.abs(derivative(f, 2.5) - (f(2.5 + h) - f(2.5 - h)) / (2 * h))).toBeLessThan(1e-6);
});
`;

const MODEL = (type: string): string => `'use derivatives';
export const energy = ([length, angle]${type}) => (length > 0 ? 9.81 * length * (1 - Math.cos(angle)) : 0);
`;

runners.before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('model.ts', MODEL(': number[]'));
  write('model.js', MODEL(''));
  write('vitest.test.ts', TEST("import { expect, test } from 'vitest';", 'model.ts'));
  write('jest.test.js', TEST('', 'model.js'));
  write(
    'vitest.config.mjs',
    `import derivatives from 'unplugin-hyperdual/vite';
export default { plugins: [derivatives({ packages: ['cubic-spline'] })], // Installed it would be outside by itself.
  test: { include: ['vitest.test.ts'], server: { deps: { external: [/dist\\/lib/] } } } };`,
  );
  write(
    'jest.config.json',
    JSON.stringify({
      testMatch: ['<rootDir>/jest.test.js'],
      transform: { '\\.js$': ['unplugin-hyperdual/jest', { packages: ['cubic-spline'] }] },
      transformIgnorePatterns: [],
      setupFiles: ['hyperdual/plain/runtime'],
      haste: { enableSymlinks: false },
      modulePathIgnorePatterns: [],
    }),
  );
});

/** The output of a runner, which must end well. */
const run = (file: string, args: readonly string[], options: readonly string[] = []): string => {
  try {
    return execFileSync(process.execPath, [...options, join(root, 'node_modules', file), ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'test', NO_COLOR: '1', CI: '1' },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${file} failed:\n${stdout}\n${stderr}`);
  }
};

runners('Vitest', () => {
  assert.match(run('vitest/vitest.mjs', ['run']), /Tests\s+2 passed/);
});

runners('Jest', () => {
  const args = ['--config', 'jest.config.json', '--json', '--no-cache', '--watchman=false'];
  const { numPassedTests } = JSON.parse(run('jest/bin/jest.js', args, ['--experimental-vm-modules']));
  assert.is(numPassedTests, 2);
});

runners.run();
