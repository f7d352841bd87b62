/**
 * The table of packages in one run: `node dist/spec/plain/table.js`. For each program the bits of its values, forward against
 * reverse mode and differences, compiled courses, and its time on plain numbers transformed against untouched; then the time
 * of ordinary code on dual numbers against operator functions. Takes two minutes.
 */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';

interface Report {
  readonly name: string;
  readonly values: readonly string[];
  readonly apart: number;
  readonly differences: number;
  readonly compiled: boolean;
  readonly courses: number;
  readonly left: number;
  readonly time: number;
  readonly ordinary: number;
  readonly operators: number;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = 'dist/spec/plain/fixtures';
cpSync(join(root, 'spec/plain/fixtures'), join(root, folder), { recursive: true });
const hook = ['--import', 'unplugin-hyperdual/register'];

const reports = (options: readonly string[], file: string, ...args: string[]): Report[] =>
  execFileSync(process.execPath, [...options, `${folder}/packages/${file}`, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    // As in production: calls are not written down.
    env: { ...process.env, NODE_ENV: 'production' },
  })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);

const byName = (list: readonly Report[]): ReadonlyMap<string, Report> => new Map(list.map((row) => [row.name, row]));
const native = byName(reports([], 'run.mjs', 'values'));
const all = reports(hook, 'run.mjs', 'all').filter(({ name }) => name !== 'warnings' && native.has(name));
const budget = process.argv[2] ?? '60';
// In turns, five times: a machine is not equally busy all the time.
const times = [0, 1, 2, 3, 4].map(() =>
  [reports([], 'cost.mjs', budget), reports(hook, 'cost.mjs', budget)].map(byName),
);
const timeOf = (name: string, i: 0 | 1): number =>
  Math.min(...times.map((pair) => pair[i]?.get(name)?.time ?? Number.NaN));

const table = new Table({
  head: ['program', 'bits', 'forward − reverse', 'differences', 'compiled', 'courses', 'left', 'cost'],
  style: { head: [], border: [] },
});
const costs: number[] = [];
for (const { name, values, apart, differences, compiled, courses, left } of all) {
  const cost = timeOf(name, 1) / timeOf(name, 0);
  costs.push(cost);
  const same = JSON.stringify(values) === JSON.stringify(native.get(name)?.values);
  table.push([
    name,
    same ? 'same' : 'NOT the same',
    apart?.toExponential(0),
    differences?.toExponential(0),
    compiled ? 'same bits' : 'NOT the same',
    courses,
    left,
    cost.toFixed(2),
  ]);
}
console.log(table.toString());
const mean = Math.exp(costs.reduce((sum, cost) => sum + Math.log(cost), 0) / costs.length);
console.log(`cost on plain numbers: geometric mean ${mean.toFixed(3)}, greatest ${Math.max(...costs).toFixed(2)}`);
for (const { name, ordinary, operators } of reports(hook, 'duals.mjs')) {
  console.log(
    `on dual numbers, ${name}: ${ordinary.toFixed(0)} ns by ordinary code, ${operators.toFixed(0)} ns by operators, ` +
      `${(ordinary / operators).toFixed(2)}`,
  );
}
