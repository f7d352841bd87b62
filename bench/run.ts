/**
 * Runs every subject in a process of its own (V8's knowledge of types is shared within a process), and writes the results as
 * JSON, a report and charts to out/bench. Usage: node dist/bench/run.js [subject ...]
 */
import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../examples/output/package-root.js';
import type { SubjectResult } from './case.js';
import { modesCharts } from './chart.js';
import { type Machine, report } from './report.js';
import type { Curves } from './subjects/modes.js';

const here = dirname(fileURLToPath(import.meta.url));
const filters = process.argv.slice(2);
const subjects = readdirSync(join(here, 'subjects'))
  .filter((file) => file.endsWith('.js'))
  .map((file) => file.slice(0, -3))
  .filter((name) => filters.length === 0 || filters.includes(name))
  .sort();
if (subjects.length === 0) throw new Error(`no subject ${filters.join(', ')}`);

const machine: Machine = {
  node: process.version,
  v8: process.versions.v8,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  date: new Date().toISOString().slice(0, 10),
};

const results: SubjectResult[] = [];
for (const [i, name] of subjects.entries()) {
  console.error(`[${i + 1}/${subjects.length}] ${name} ...`);
  results.push(await run(name));
}

const folder = join(packageRoot, 'out', 'bench');
mkdirSync(folder, { recursive: true });
const curves = results.find(({ subject }) => subject === 'modes')?.more as Curves | undefined;
const charts = curves === undefined ? {} : await modesCharts(curves);
writeFileSync(join(folder, 'results.json'), JSON.stringify({ machine, results }, undefined, 2));
for (const [name, svg] of Object.entries(charts)) writeFileSync(join(folder, name), svg);
const text = report(machine, results, curves);
writeFileSync(join(folder, 'report.md'), text);
console.log(`${text}\nWritten to ${relative(process.cwd(), folder)}`);

/** One subject; what benny prints goes to the error stream. */
function run(name: string): Promise<SubjectResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(here, 'subjects', `${name}.js`), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    let result: SubjectResult | undefined;
    child.stdout?.pipe(process.stderr, { end: false });
    child.on('message', (message) => {
      result = message as SubjectResult;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && result !== undefined) resolve(result);
      else reject(new Error(`${name}: expected a result, got exit code ${code}`));
    });
  });
}
