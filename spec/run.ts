/**
 * Runs spec files, each in a process of its own, and fails unless every one of them ran tests and all passed.
 *
 * uvu alone ends with exit code 0 when a file forgets `.run()`: here a file without a summary, with no test or with a
 * skipped one is a failure. How long a spec takes says nothing about it: what runs for long is named every minute, and only
 * after an hour (HYPERDUAL_HANG_MINUTES) it counts as one that hangs.
 *
 * Usage: node dist/spec/run.js [--all | part of a path ...]. Without arguments the specs that stand apart (apart.ts) are left out.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { updatePackage } from '../build/package.js';
import { writeSelf } from '../build/self.js';
import { isApart, isCounted, rank } from './apart.js';

interface Outcome {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly problem: string | undefined;
}

writeSelf();
const root = fileURLToPath(new URL('.', import.meta.url));
const isAll = process.argv.includes('--all');
const filters = process.argv.slice(2).filter((argument) => argument !== '--all');
const HANG_MINUTES = Number(process.env.HYPERDUAL_HANG_MINUTES ?? 60);

// Counting coverage doubles the time of hot code. The short specs reach what is to be reached; the long ones need not count.
// Node hands the variable on to children unless they have it, so it is empty, not absent.
const uncovered = { ...process.env, NODE_V8_COVERAGE: '' };

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.spec.js'))
  .filter((file) => (filters.length > 0 ? filters.some((filter) => file.includes(filter)) : isAll || !isApart(file)))
  .sort()
  .sort((a, b) => rank(a) - rank(b));

function run(file: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const started = performance.now();
    // Examples in ordinary code, and the parts of the site, are transformed as they are loaded.
    const hooks = /^(examples|site)/.test(file) ? ['--import', 'unplugin-hyperdual/register'] : [];
    const child = spawn(process.execPath, ['--enable-source-maps', ...hooks, join(root, file)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: isCounted(file) ? process.env : uncovered,
    });
    let isHung = false;
    const clock = setInterval(() => {
      const minutes = Math.round((performance.now() - started) / 60_000);
      isHung = minutes >= HANG_MINUTES;
      if (isHung) child.kill('SIGKILL');
      else console.log(`     ${file} has been running for ${minutes} min`);
    }, 60_000);
    const output: string[] = [];
    child.stdout.on('data', (data) => output.push(String(data)));
    child.stderr.on('data', (data) => output.push(String(data)));
    child.on('close', (code) => {
      clearInterval(clock);
      const text = output.join('');
      const outcome = judge(file, code, text, isHung);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${outcome.problem === undefined ? 'ok  ' : 'FAIL'} ${file}: ${outcome.passed} passed, ${seconds} s`);
      // What a spec prints besides uvu's own lines is for the reader: tables, seeds, counts.
      const shown =
        outcome.problem === undefined ? text.replace(/^.*(•|Total:|Passed:|Skipped:|Duration:).*$/gm, '') : text;
      const lines = shown.split('\n').filter((line) => line.trim() !== '');
      if (lines.length > 0) console.log(lines.map((line) => `     ${line}`).join('\n'));
      if (outcome.problem !== undefined) console.log(`     ${outcome.problem}`);
      resolve(outcome);
    });
  });
}

function judge(file: string, code: number | null, text: string, isHung: boolean): Outcome {
  const count = (name: string): number => {
    const found = [...text.matchAll(new RegExp(`${name}:\\s+(\\d+)`, 'g'))];
    return found.reduce((total, match) => total + Number(match[1]), 0);
  };
  const total = count('Total');
  const passed = count('Passed');
  const skipped = count('Skipped');
  let problem: string | undefined;
  if (isHung) problem = `did not end in ${HANG_MINUTES} minutes: does it hang?`;
  else if (code !== 0) problem = `ended with exit code ${code}`;
  else if (total === 0) problem = 'ran no test: does it end with .run()?';
  else if (skipped > 0) problem = `skipped ${skipped} tests`;
  else if (passed !== total) problem = `passed ${passed} of ${total} tests`;
  return { file: relative(root, file), passed, failed: Math.max(total - passed - skipped, problem ? 1 : 0), problem };
}

// Before any spec runs: several look into the package, at the same time.
if (files.some((file) => /^(package|plugin)/.test(file))) await updatePackage();

const queue = [...files];
const outcomes: Outcome[] = [];
async function worker(): Promise<void> {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) outcomes.push(await run(file));
}
// One more than there are processors: some specs wait for the network.
await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));

const passed = outcomes.reduce((total, outcome) => total + outcome.passed, 0);
const failed = outcomes.reduce((total, outcome) => total + outcome.failed, 0);
const bad = outcomes.filter(({ problem }) => problem !== undefined);
for (const { file, problem } of bad) console.log(`FAIL ${file}: ${problem}`);
if (files.length === 0) console.log('no spec file matches');
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(bad.length > 0 || files.length === 0 ? 1 : 0);
