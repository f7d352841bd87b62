/**
 * `npm run peers`: what else there is for derivatives in JavaScript, side by side. Installs the peers in bench/peers, a package
 * of its own, runs each in processes of its own, and writes out/peers/results.json, index.html, and the table of README.md.
 *
 * Usage: npm run peers [-- [--quick] [name ...]]. `--quick` times nothing, and fails where an outcome is not the one that is
 * known (known.json): a peer that has been repaired, a result of ours that is wrong. `--write` writes known.json anew.
 */
import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../examples/output/package-root.js';
import type { Adapter, Outcome, Way } from './kinds.js';
import { differencesTo, type Known, knownOf } from './known.js';
import { page } from './page.js';
import { markdownTable } from './table.js';
import { families } from './tasks.js';

/** A package in one of its ways, and what became of the tasks. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly way: string;
  readonly precision: Way['precision'];
  readonly outcomes: readonly Outcome[];
}

export interface Results {
  readonly machine: { readonly node: string; readonly cpu: string; readonly date: string };
  readonly peers: readonly Peer[];
}

const folder = join(packageRoot, 'bench/peers');
const child = fileURLToPath(new URL('child.js', import.meta.url));
/** Milliseconds: of the timing of one task, and of a family of tasks before it is given up. */
const BUDGET = 400;
const PATIENCE = process.argv.includes('--quick') ? 20_000 : 90_000;

interface Source {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

function versionOf(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'ad-js': 'ad.js',
  jax: '@jax-js/jax',
  nerdamer: 'nerdamer-prime',
  tfjs: '@tensorflow/tfjs',
  'thi-ng': '@thi.ng/dual-algebra',
};

function sources(): readonly Source[] {
  const adapters = readdirSync(join(folder, 'adapters'))
    .filter((file) => file !== 'functions.js')
    .map((file) => {
      const name = PACKAGES[file.replace('.js', '')] ?? file.replace('.js', '');
      const manifest = join(folder, 'node_modules', name, 'package.json');
      const version = existsSync(manifest) ? versionOf(manifest) : '';
      return {
        name: name === 'differences' ? 'finite differences' : name,
        version,
        file: join(folder, 'adapters', file),
      };
    });
  const own = fileURLToPath(new URL('own.js', import.meta.url));
  return [{ name: 'hyperdual', version: versionOf(join(packageRoot, 'package.json')), file: own }, ...adapters];
}

/** What the child tells until it ends, fails or has taken too long: then the next task is the one that it gave up. */
function run(file: string, way: number, family: string, sizes: 'all' | 'few', budget: number): Promise<Outcome[]> {
  const tasks = families(sizes)[family];
  return new Promise((resolve) => {
    const outcomes: Outcome[] = [];
    const running = fork(child, [file, String(way), family, sizes, String(budget)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    running.stderr?.on('data', (data) => {
      errors += data;
    });
    const clock = setTimeout(() => running.kill('SIGKILL'), PATIENCE);
    running.on('message', (outcome) => outcomes.push(outcome as Outcome));
    running.on('close', (code, signal) => {
      clearTimeout(clock);
      for (const { name, n } of tasks.slice(outcomes.length)) {
        const isFirst = name === tasks[outcomes.length]?.name && n === tasks[outcomes.length]?.n;
        // The first is the one that it failed at; the others it did not come to.
        const note =
          signal === null
            ? (/\w*Error: .*/.exec(errors)?.[0].slice(0, 160) ?? `exit code ${code}`)
            : `${PATIENCE / 1000} s`;
        const status = signal !== null || !isFirst ? 'gave up' : 'throws';
        outcomes.push({ task: name, ...(n === undefined ? {} : { n }), status, note });
      }
      resolve(outcomes);
    });
  });
}

async function peersOf({ name, version, file }: Source, isQuick: boolean): Promise<Peer[]> {
  const { ways } = (await import(file)) as Adapter;
  const peers: Peer[] = [];
  for (const [i, { way, precision }] of ways.entries()) {
    const outcomes: Outcome[] = [];
    for (const family of Object.keys(families('all'))) {
      outcomes.push(...(await run(file, i, family, isQuick ? 'few' : 'all', isQuick ? 0 : BUDGET)));
    }
    const wrong = outcomes.filter(({ status }) => status === 'wrong').length;
    console.error(
      `${name}, ${way}: ${outcomes.filter(({ status }) => status === 'right').length} right, ${wrong} wrong`,
    );
    peers.push({ name, version, way, precision, outcomes });
  }
  return peers;
}

const words = process.argv.slice(2);
const isQuick = words.includes('--quick');
const names = words.filter((word) => !word.startsWith('--'));
if (!existsSync(join(folder, 'node_modules'))) {
  console.error('Installing the peers in bench/peers ...');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
const peers: Peer[] = [];
for (const source of sources()) {
  if (names.length > 0 && !names.some((name) => source.name.includes(name))) continue;
  peers.push(...(await peersOf(source, isQuick)));
}
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? '',
  date: new Date().toISOString().slice(0, 10),
};
const known = join(folder, 'known.json');
if (isQuick) {
  if (words.includes('--write') && names.length === 0)
    writeFileSync(known, `${JSON.stringify(knownOf(peers), undefined, 2)}\n`);
  const differences = differencesTo(JSON.parse(readFileSync(known, 'utf8')) as Known, peers);
  for (const difference of differences) console.log(difference);
  console.log(`${peers.length} ways, ${differences.length} outcomes other than those that are known`);
  process.exitCode = differences.length === 0 ? 0 : 1;
} else {
  const out = join(packageRoot, 'out/peers');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'results.json'), `${JSON.stringify({ machine, peers }, undefined, 1)}\n`);
  writeFileSync(join(out, 'index.html'), await page({ machine, peers }));
  writeFileSync(join(out, 'table.md'), markdownTable(peers));
  console.log(`Written to ${relative(process.cwd(), out)}`);
}
