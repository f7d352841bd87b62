/**
 * Runs every subject in a process of its own (V8's knowledge of types is shared within a process), and writes the results as
 * JSON, a report and charts to out/bench. Usage: node dist/bench/run.js [subject ...]
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../examples/output/package-root.js';
import type { SubjectResult } from './case.js';
import { modesCharts } from './chart.js';
import { compiledCharts } from './compiled/chart.js';
import { compiledTables, speedTable } from './compiled/report.js';
import { inOwnProcess } from './process.js';
import { type Machine, moreOf, report } from './report.js';

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
  results.push(await inOwnProcess<SubjectResult>(join(here, 'subjects', `${name}.js`)));
}

const folder = join(packageRoot, 'out', 'bench');
mkdirSync(folder, { recursive: true });
const { curves, figures } = moreOf(results);
const charts = {
  ...(curves && (await modesCharts(curves))),
  ...(figures && (await compiledCharts(figures))),
};
writeFileSync(join(folder, 'results.json'), JSON.stringify({ machine, results }, undefined, 2));
for (const [name, svg] of Object.entries(charts)) writeFileSync(join(folder, name), svg);
const text = report(machine, results);
writeFileSync(join(folder, 'report.md'), text);
if (figures !== undefined) writeFileSync(join(folder, 'speed.md'), speedTable(figures));
console.log(figures === undefined || results.length > 1 ? text : compiledTables(figures));
console.log(`Written to ${relative(process.cwd(), folder)}`);
