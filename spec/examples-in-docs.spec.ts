/**
 * Runs every example of the documentation: the `@example` parts of the doc comments in lib, and the js and ts blocks of
 * README.md and of the guides.
 *
 * The convention:
 * - A claim is a comment behind a statement or on the line below: `expression; // => result`, or `const y = expression;
 *   // => result`. Behind `console.log(x);` it is about x. Where a result is long it goes on in comment lines below with three blanks or more.
 * - The result is written as values print on one line: `[8, 4]`, `{ value: 9, derivative: 6 }`, `Dual(9, 6)`, `'text'`,
 *   `-0`, `NaN`. White space does not count. `0.5403...` stands for all numbers with these first digits, a `...` of its own
 *   for anything, and the quotes around a text may be left out.
 * - `expression; // throws TypeError: message` claims an error.
 * - Statements without a claim run as they stand. They may use TypeScript and top-level await. console.log prints nothing.
 * - `import ... from 'hyperdual'` and `'hyperdual/reverse'` (every entry of package.json) are the built modules. An example
 *   that imports nothing has all exports in scope, those of the main entry first, then those of the others, and each entry
 *   as a namespace: `reverse.gradient`. Each example stands for itself: it does not see the variables of another one.
 * - A block of README.md marked ```js no-run is left out.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { is, not, ok } from 'uvu/assert';
import { entriesOf } from '../build/entries.js';
import * as exported from '../lib/index.js';
import { DRIVERS } from './support/drivers.js';
import {
  type Entries,
  type Example,
  examplesOfMarkdown,
  examplesOfSource,
  holds,
  run,
  show,
} from './support/examples.js';
import { BINARY, COMPARISONS, REDUCTIONS, UNARY } from './support/functions.js';

/** The project's folder, above the compiled specs: dist has a package.json of its own. */
function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) folder = dirname(folder);
  return folder;
}

const root = projectFolder();
/** The compiled main entry next to this spec. */
const built = new URL('../lib/index.js', import.meta.url);

/** The entries of package.json as built: addresses by specifier, and the names for examples that import nothing. */
async function readEntries(): Promise<Entries> {
  const addresses = new Map<string, string>();
  const names = new Map<string, readonly [string, string]>();
  for (const { specifier, source } of entriesOf(root)) {
    const address = new URL(source.replace(/^lib\//, '').replace(/\.ts$/, '.js'), new URL('.', built)).href;
    addresses.set(specifier, address);
    for (const key of Object.keys(await import(address))) if (!names.has(key)) names.set(key, [specifier, key]);
    const namespace = specifier.replace(/^.*\//, '');
    if (specifier !== 'hyperdual' && !names.has(namespace)) names.set(namespace, [specifier, '*']);
  }
  return { addresses, names };
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
    .sort();
}

const inSources = sourcesOf('lib').flatMap((file) => examplesOfSource(file, readFileSync(join(root, file), 'utf8')));
const readme = join(root, 'README.md');
const inReadme = existsSync(readme) ? examplesOfMarkdown('README.md', readFileSync(readme, 'utf8')) : [];
const inGuides = readdirSync(join(root, 'docs/guides')).flatMap((file) =>
  examplesOfMarkdown(`docs/guides/${file}`, readFileSync(join(root, 'docs/guides', file), 'utf8')),
);
const entries = await readEntries();

const completeness = suite('examples: completeness');

const mustHave = [...DRIVERS.map(({ name }) => name), 'dual', 'hyperdual'];

completeness('every driver and every constructor of the main entry has an @example with a result', () => {
  for (const name of mustHave) {
    ok(name in exported, `${name} is exported`);
    const own = inSources.filter((example) => example.name === name && /^lib\/(forward|numbers)\//.test(example.place));
    ok(own.length > 0, `${name} has no @example in its doc comment`);
    ok(
      own.some(({ code }) => code.includes(`${name}(`) && code.includes('// =>')),
      `no example of ${name} calls it`,
    );
  }
});

completeness('every operator says its domain, what it throws and an example with a result', () => {
  const texts = ['functions', 'branches', 'scalar'].flatMap((room) =>
    readdirSync(join(root, 'lib', room)).map((file) => readFileSync(join(root, 'lib', room, file), 'utf8')),
  );
  for (const name of [...UNARY, ...BINARY, ...REDUCTIONS, ...COMPARISONS, 'select', 'clamp', 'dot']) {
    const declaration = new RegExp(
      `\\/\\*\\*((?:(?!\\*\\/)[^])*)\\*\\/\\nexport (?:const ${name}:|function ${name}[(<])`,
      'g',
    );
    const comments = texts.flatMap((text) => [...text.matchAll(declaration)].map(([, comment]) => comment as string));
    ok(
      comments.some((comment) => comment.includes('@throws {') && /@example[^@]*\/\/ =>/.test(comment)),
      `the comment of ${name} has no @throws or no @example with a result`,
    );
  }
});

completeness('the main entry is among the entries of package.json that are built', () => {
  ok(entries.addresses.has('hyperdual'));
  is(entries.addresses.get('hyperdual'), built.href);
});

const claims = suite('examples: results');

for (const example of [...inSources, ...inReadme, ...inGuides]) {
  claims(`${example.place}${example.name === undefined ? '' : `, ${example.name}`}`, async () => {
    const outcomes = await run(example, entries);
    const claimed = example.code.match(/\/\/ (=>|throws)/g)?.length ?? 0;
    is(outcomes.length, claimed, 'every // => stands behind a statement and was reached');
    for (const outcome of outcomes) {
      ok(holds(outcome), `line ${outcome.line}: the example says ${outcome.expected}, the result is ${outcome.actual}`);
    }
  });
}

const reader = suite('examples: the reader itself');

const example = (code: string): Example => ({ place: 'here', name: undefined, code });

reader('a wrong result, a missing error and an unknown name are found', async () => {
  const [wrong] = await run(example('add(1, 2); // => 4'), entries);
  is(wrong && holds(wrong), false);
  const [silent] = await run(example('add(1, 2); // throws TypeError: no'), entries);
  is(silent && holds(silent), false);
  let failed = false;
  try {
    await run(example('unknownFunction(1);'), entries);
  } catch {
    failed = true;
  }
  is(failed, true);
});

reader('all forms of the convention are understood', async () => {
  const outcomes = await run(
    example(`import { dual, gradient as slopes, mul } from 'hyperdual';
const f = ([x, y]: any[]) => mul(x, y);
const g = slopes(f, [2, 3]); // => [3, 2]
console.log({ g, cosine: Math.cos(1) }); // => { g: [3, 2], cosine: 0.5403... }
mul(dual(3, 1), 2); // => Dual(6, 2)
await Promise.resolve('text'); // => text
[1, 2].map((i) =>
  mul(i, 2)); // => [2,
//                 4]
mul(undefined as any, 1); // throws TypeError: mul: expected ...
mul(2, 3);
// => 6
`),
    entries,
  );
  is(outcomes.length, 7);
  for (const outcome of outcomes) ok(holds(outcome), `${outcome.expected} | ${outcome.actual}`);
});

reader('examples of doc comments and Markdown are cut out with their lines', () => {
  const [one, two, ...none] = examplesOfSource(
    'a.ts',
    '/** One. */\n/**\n * Two.\n *\n * @example\n * f(1); // => 2\n * @see x\n * @example\n * f(2);\n */\nexport function f() {}\n',
  );
  is(none.length, 0);
  is(JSON.stringify(one), JSON.stringify({ place: 'a.ts:6', name: 'f', code: 'f(1); // => 2' }));
  is(two?.code.trim(), 'f(2);');
  const blocks = examplesOfMarkdown(
    'b.md',
    'x\n```js\none;\n```\n```sh\nno\n```\n```ts no-run\nno\n```\n```ts\ntwo;\n```\n',
  );
  is(blocks.map(({ place, code }) => `${place} ${code.trim()}`).join(', '), 'b.md:3 one;, b.md:12 two;');
});

reader('values print as a reader would write them', () => {
  is(
    show({ a: [1, -0, Number.NaN], 'b c': 't', d: Float64Array.of(1), e: undefined, f: {}, g: [[]] }),
    "{ a: [1, -0, NaN], 'b c': 't', d: Float64Array [1], e: undefined, f: {}, g: [[]] }",
  );
  not(show(0) === show(-0));
});

completeness.run();
claims.run();
reader.run();
