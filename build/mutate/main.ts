/**
 * Plants one mutation at a time into the compiled library, and runs the specs until one of them sees it: first those that mirror
 * the file's room, then the rest. Prints each survivor with its place and text, and the score.
 *
 * Usage: npm run mutate -- [--count=60] [--seed=1] [--part=lib/compile] [--all]
 *
 * The long specs that coverage is not counted in (spec/apart.ts) take part with --all only; a survivor then costs a run of everything.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { isCounted } from '../../spec/apart.js';
import { type Mutation, mutationsOf, sample } from './mutations.js';
import { Sandbox } from './sandbox.js';

const project = fileURLToPath(new URL('../../../', import.meta.url));

function option(name: string, otherwise: string): string {
  const start = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length) ?? otherwise;
}

/** Tables of numbers from elsewhere, and files of types. */
const GENERATED = /special\/(stdlib|values|bessel-values)|\/types\.js$|\/index\.js$/;
/** These build, pack or start other programs, which would be the project's own. */
const ELSEWHERE = /^(package|plugin|examples|plain\/(packages|test262))|^house\/(assertions|imports)/;

const filesBelow = (folder: string, end: string): string[] =>
  readdirSync(join(project, 'dist', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .sort();

/** The room of a file: lib/compile/trace/fold.js is in compile. */
const roomOf = (file: string): string => file.split('/')[1];

/** The specs that mirror the room first. */
function specsFor(file: string, specs: readonly string[]): string[] {
  const near = specs.filter((spec) => spec.startsWith(`${roomOf(file)}/`));
  return [...near, ...specs.filter((spec) => !near.includes(spec))];
}

/** The place in the source, and its line. */
function placeOf(code: string, { file, start }: Mutation): string {
  const lines = code.slice(0, start).split('\n');
  const map = new TraceMap(readFileSync(join(project, 'dist', `${file}.map`), 'utf8'));
  const { line } = originalPositionFor(map, { line: lines.length, column: lines[lines.length - 1].length });
  const source = file.replace(/\.js$/, '.ts');
  const text = readFileSync(join(project, source), 'utf8').split('\n')[(line ?? 1) - 1];
  return `${source}:${line}: ${text.trim()}`;
}

async function main(): Promise<void> {
  const [count, seed, part] = [Number(option('count', '60')), Number(option('seed', '1')), option('part', 'lib/')];
  const isAll = process.argv.includes('--all');
  const specs = filesBelow('spec', '.spec.js').filter((spec) => !ELSEWHERE.test(spec) && (isAll || isCounted(spec)));
  const files = filesBelow('lib', '.js')
    .map((file) => `lib/${file}`)
    .filter((file) => file.includes(part) && !GENERATED.test(file));
  const sandbox = new Sandbox(project);
  const all = files.flatMap((file) => mutationsOf(file, sandbox.read(file)));
  const taken = sample(all, count, seed);
  console.log(
    `${taken.length} of ${all.length} mutations of ${files.length} files, seed ${seed}, ${specs.length} specs`,
  );
  const broken = await sandbox.firstFailure(specs);
  if (broken !== undefined) throw new Error(`${broken} fails as things are: mutations show nothing then`);
  const survivors: string[] = [];
  for (const mutation of taken) {
    const place = placeOf(sandbox.read(mutation.file), mutation);
    const killer = await sandbox.with(mutation, () => sandbox.firstFailure(specsFor(mutation.file, specs)));
    if (killer === undefined) survivors.push(`${place}\n         ${mutation.change}`);
    console.log(
      killer === undefined ? `SURVIVED ${survivors[survivors.length - 1]}` : `killed   ${place} by ${killer}`,
    );
  }
  const killed = taken.length - survivors.length;
  console.log(`\n${killed} of ${taken.length} killed: ${((100 * killed) / taken.length).toFixed(0)} %`);
}

await main();
