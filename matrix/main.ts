/**
 * `npm run matrix`: the package, installed as users install it, on every engine and under every compiler.
 *
 * Engines and compilers come from npm, Chromium from the system (`apt-get install chromium`, or CHROMIUM=path). A row that
 * cannot be had is a failure, unless the words given on the command line leave it out: `npm run matrix node types`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inChromium } from './browser.js';
import { BUILDS, type Build, writeApplication } from './builds.js';
import { COMPILERS, copyTypeSpecs } from './types.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'out/matrix');
const wanted = process.argv.slice(2);

interface Row {
  readonly name: string;
  run(): Promise<string>;
}

const outputIn = async (cwd: string, command: string, ...args: string[]): Promise<string> => {
  try {
    return (await promisify(execFile)(command, args, { cwd, timeout: 300_000 })).stdout.trim();
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${error}\n${stdout}${stderr}`);
  }
};

const output = (command: string, ...args: string[]): Promise<string> => outputIn(folder, command, ...args);

/** An installation of its own for each engine: their packages all give one command. */
function install(name: string, ...packages: string[]): string {
  const place = join(folder, 'engines', name);
  mkdirSync(place, { recursive: true });
  if (!existsSync(join(place, 'package.json'))) writeFileSync(join(place, 'package.json'), '{ "private": true }');
  const options = ['--no-audit', '--no-fund', '--no-save', '--loglevel=error', '--ignore-scripts'];
  execFileSync('npm', ['install', ...options, ...packages], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(place, 'node_modules');
}

interface Printed {
  readonly engine: string;
  readonly results: unknown;
}

let reference: Printed | undefined;

/** What a probe printed, held against what the first engine did: other engines may differ in the last digits. */
function judge(text: string, engine: RegExp = /^webassembly$/): string {
  const printed = JSON.parse(text.replace(/&gt;/g, '>').replace(/&amp;/g, '&')) as Printed;
  if (!engine.test(printed.engine)) throw new Error(`compiled programs run by ${printed.engine}`);
  reference ??= printed;
  const [due, got] = [numbersIn(reference.results), numbersIn(printed.results)];
  if (due.length !== got.length || due.length < 30) throw new Error(`${got.length} numbers, ${due.length} are due`);
  const worst = Math.max(...due.map((x, i) => Math.abs(x - (got[i] as number)) / (Math.abs(x) || 1)));
  if (!(worst < 1e-14)) throw new Error(`differs by ${worst}`);
  return `${printed.engine.split(':')[0]}, ${worst === 0 ? 'same bits' : `within ${worst.toExponential(0)}`}`;
}

function numbersIn(x: unknown): number[] {
  if (typeof x === 'number' || typeof x === 'boolean') return [Number(x)];
  return Object.values(x as object).flatMap(numbersIn);
}

function prepare(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const cwd of [root, join(root, 'plugin')]) {
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd, stdio: 'ignore' });
  }
  const [tarball] = tarballs();
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  const packages = [`./${tarball}`, 'ml-levenberg-marquardt@5'];
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder, stdio: 'ignore' });
  copyFileSync(join(root, 'dist/matrix/probe.js'), join(folder, 'probe.js'));
}

const platform = `${process.platform}-${process.arch}`;

/** Of hyperdual and of its plugin. */
function tarballs(): [string, string] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tgz'))
    .sort() as [string, string];
}

/** The bundle of a tool against the files themselves, under Node's own hooks. */
const build = ({ name, packages, script }: Build): Row => ({
  name: `build, ${name}`,
  run: async () => {
    const place = join(folder, 'engines', `build-${name}`);
    writeApplication(root, place, script);
    const own = tarballs().map((file) => join(folder, file));
    const modules = install(`build-${name}`, ...own, 'cubic-spline@3', ...packages);
    const bun = join(modules, `@oven/bun-${platform}`, 'bin/bun');
    const run = (command: string, ...args: string[]): Promise<string> => outputIn(place, command, ...args);
    const due = await run(process.execPath, '--import', 'unplugin-hyperdual/register', 'main.mjs');
    await run(name === 'bun' ? bun : process.execPath, 'build.mjs');
    const results = [await run(process.execPath, 'bundle/main.mjs')];
    if (name === 'bun') results.push(await run(bun, 'bundle/main.mjs'));
    if (!results.every((result) => result === due)) throw new Error(`${results} is not ${due}`);
    return `the bundle prints what the files print${name === 'bun' ? ', under Node and Bun' : ''}`;
  },
});

/** The binaries themselves: install scripts, which would fetch them, are off. */
const binary = `node-${platform}`;

const node = (version: string): Row => ({
  name: `node ${version}`,
  run: async () =>
    judge(await output(join(install(`node-${version}`, `${binary}@${version}`), binary, 'bin/node'), 'probe.js')),
});

const chromium = process.env.CHROMIUM || '/usr/bin/chromium';

const rows: readonly Row[] = [
  {
    name: `node ${process.versions.node}, this one`,
    run: async () => judge(await output(process.execPath, 'probe.js')),
  },
  ...['20', '22', '24'].map(node),
  {
    name: 'bun',
    run: async () => judge(await output(join(install('bun', 'bun'), `@oven/bun-${platform}`, 'bin/bun'), 'probe.js')),
  },
  {
    name: 'deno',
    run: async () =>
      judge(
        await output(
          process.execPath,
          join(install('deno', 'deno'), 'deno/bin.cjs'),
          'run',
          '--allow-read',
          'probe.js',
        ),
      ),
  },
  ...BUILDS.map(build),
  { name: 'chromium', run: async () => judge(await inChromium(chromium, root, folder)) },
  {
    name: 'chromium, strict content security policy',
    run: async () =>
      judge(await inChromium(chromium, root, folder, "script-src 'self' 'nonce-page'"), /^interpreter: .*CompileError/),
  },
  ...COMPILERS.map((version) => ({
    name: `types, TypeScript ${version}`,
    run: async () => {
      const tsc = join(install(`typescript-${version}`, `typescript@~${version}.0`), 'typescript/bin/tsc');
      const files = copyTypeSpecs(root, join(folder, 'types'));
      await output(process.execPath, tsc, '--project', join(folder, 'types'));
      return `${files.length} files`;
    },
  })),
];

prepare();
let failed = 0;
for (const { name, run } of rows) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word)) && !name.includes('this one')) continue;
  try {
    console.log(`ok    ${name}: ${await run()}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}: ${error}`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
