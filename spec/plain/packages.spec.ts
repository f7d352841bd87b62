/**
 * Packages of npm, unchanged: the bits of plain values are those of the untransformed package, forward and reverse mode agree
 * with each other and with differences, and compiled programs have the bits of eager ones.
 */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

interface Report {
  readonly name: string;
  readonly values?: readonly string[];
  /** The greatest relative distance of forward and reverse mode, and of forward mode from differences. */
  readonly apart?: number;
  readonly differences?: number;
  readonly tolerance?: number;
  readonly compiled?: boolean;
  readonly courses?: number;
  readonly left?: number;
  /** The driver has to look again: no program does that, so the function itself answers at each of the three points. */
  readonly looksAgain?: boolean;
  readonly error?: string;
  readonly warnings?: readonly string[];
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
// Within dist, hyperdual is the library that tsc has just written.
const program = 'dist/spec/plain/fixtures/packages/run.mjs';
cpSync(join(root, 'spec/plain/fixtures'), join(root, 'dist/spec/plain/fixtures'), { recursive: true });

const reports = (...args: string[]): Report[] =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const packages = suite('packages');
const untransformed = new Map(reports(program, 'values').map((report) => [report.name, report]));
const all = reports('--import', 'unplugin-hyperdual/register', program, 'all');

for (const report of all.filter(({ name }) => name !== 'warnings')) {
  packages(report.name, () => {
    assert.is(report.error, undefined);
    assert.equal(report.values, untransformed.get(report.name)?.values, 'the bits of the values');
    const { apart = 1, differences = 1, tolerance = 0, left, looksAgain } = report;
    assert.ok(apart < 1e-4, `forward and reverse mode are ${apart} apart`);
    assert.ok(differences < tolerance, `${differences} from differences`);
    assert.is(report.compiled, true, 'compiled as eager');
    assert.is(left, looksAgain ? 3 : 0, 'every course is known');
  });
}

packages('nothing was warned of', () => {
  assert.equal(all.find(({ name }) => name === 'warnings')?.warnings, []);
});

packages('more than thirty programs ran', () => {
  assert.ok(all.length > 30);
});

packages.run();
