/**
 * `npm run site`: the whole site in out/site, from the sources: guides, the page to see it think, and the reference by typedoc.
 * `--quick` leaves the reference as it is. Fails where a link leads nowhere.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import derivatives from 'unplugin-hyperdual/esbuild';
import { entriesOf } from '../../build/entries.js';
import { pureClassesPlugin } from '../../build/pure-classes.js';
import { GUIDES, rendered, titleOf } from './guides.js';
import { brokenLinks } from './links.js';
import { html } from './template.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const source = join(root, 'docs/site');
const site = join(root, 'out/site');

/** Other documents that are pages of the site. */
const DOCUMENTS: readonly string[] = [
  'docs/accuracy.md',
  'docs/speed.md',
  'docs/versioning.md',
  'docs/chapter.md',
  'CHANGELOG.md',
];

function write(address: string, text: string): void {
  const file = join(site, address);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function addressOf(document: string): string {
  return document.startsWith('docs/guides/')
    ? document.replace('docs/', '').replace(/\.md$/, '.html')
    : `docs/${posix.basename(document, '.md').toLowerCase()}.html`;
}

/** A link between documents becomes one between pages; to what is no page it becomes text. */
function linkOf(document: string): (link: string) => string {
  return (link) => {
    if (/^(https?:|#)/.test(link)) return link;
    const [path, hash] = link.split('#');
    const target = posix.join(posix.dirname(document), path);
    const pages = [...DOCUMENTS, ...GUIDES.map((name) => `docs/guides/${name}.md`)];
    const place = pages.includes(target)
      ? addressOf(target)
      : target === 'docs/site/think.html'
        ? 'think.html'
        : undefined;
    if (place === undefined) return `#not-on-the-site`;
    return `${posix.relative(posix.dirname(addressOf(document)), place)}${hash === undefined ? '' : `#${hash}`}`;
  };
}

/** Links that lead out of the site are shown as text. */
function withoutDeadLinks(text: string): string {
  return text
    .replace(/<a href="#not-on-the-site">([\s\S]*?)<\/a>/g, '$1')
    .replace(/<img src="#not-on-the-site"[^>]*>/g, '');
}

function document(path: string): string {
  const text = readFileSync(join(root, path), 'utf8');
  return withoutDeadLinks(rendered(text, linkOf(path)));
}

function pages(): void {
  const titles = GUIDES.map((name) => titleOf(readFileSync(join(root, `docs/guides/${name}.md`), 'utf8')));
  const list = GUIDES.map((name, i) => `<li><a href="${name}.html">${titles[i]}</a></li>`).join('\n');
  write(
    'guides/index.html',
    html({
      title: 'Guides',
      up: '../',
      here: 'guides/index.html',
      body: `<h1>Guides</h1>\n<ol class="guides">${list}</ol>`,
    }),
  );
  for (const [i, name] of GUIDES.entries()) {
    const next = GUIDES[i + 1];
    const more = next === undefined ? '' : `<p class="next">Next: <a href="${next}.html">${titles[i + 1]}</a></p>`;
    const body = `<article>${document(`docs/guides/${name}.md`)}</article>\n${more}`;
    write(`guides/${name}.html`, html({ title: titles[i], up: '../', here: `guides/${name}.html`, body }));
  }
  for (const path of DOCUMENTS) {
    const address = addressOf(path);
    const title = titleOf(readFileSync(join(root, path), 'utf8'));
    write(address, html({ title, up: '../', here: address, body: `<article>${document(path)}</article>` }));
  }
  // The first block of the README: a spec runs it.
  const [example] = /```ts\n[\s\S]*?```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [''];
  const start = readFileSync(join(source, 'index.html'), 'utf8')
    .replace('<!-- guides -->', list.replace(/href="/g, 'href="guides/'))
    .replace('<!-- example -->', () => rendered(example, (link) => link));
  write('index.html', html({ title: 'hyperdual', up: '', here: 'index.html', body: start }));
  const think = readFileSync(join(source, 'think.html'), 'utf8');
  write('think.html', html({ title: 'See it think', up: '', here: 'think.html', body: think, script: 'think.js' }));
  copyFileSync(join(source, 'style.css'), join(site, 'style.css'));
  cpSync(join(root, 'examples/influenza/influenza.svg'), join(site, 'influenza.svg'));
}

/** Everything that the page and its worker need, what both do in a file of its own; ordinary code in it goes through the plugin, as users would have it. */
async function page(): Promise<void> {
  const alias = Object.fromEntries(
    [...entriesOf(root)].reverse().map(({ specifier, source: file }) => [specifier, join(root, file)]),
  );
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { think: join(source, 'page/main.ts'), worker: join(source, 'page/worker.ts') },
    splitting: true,
    chunkNames: 'shared-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    write: false,
    outdir: site,
    alias: { ...alias, 'oxc-parser': join(source, 'parts/parser.ts') },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [derivatives(), pureClassesPlugin],
    logLevel: 'warning',
  });
  for (const file of readdirSync(site)) if (/^shared-\w+\.js$/.test(file)) rmSync(join(site, file));
  const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
  for (const { path, contents } of outputFiles) {
    writeFileSync(path, contents);
    console.log(`${posix.basename(path)}: ${kilo(contents.length)}, ${kilo(gzipSync(contents).length)} by gzip`);
  }
}

/** The test of the page runs parts of itself in the browser, so it is not compiled with the other files, which know none. */
async function test(): Promise<void> {
  const folder = join(source, 'e2e');
  await build({
    entryPoints: readdirSync(folder).map((file) => join(folder, file)),
    outdir: join(root, 'dist/docs/site/e2e'),
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
}

/** The reference, from the doc comments of the entries. */
function reference(): void {
  const entries = entriesOf(root).filter(({ name }) => name !== 'plain/runtime');
  const options = {
    entryPoints: entries.map(({ source: file }) => join(root, file)),
    tsconfig: join(source, 'tsconfig.reference.json'),
    out: join(site, 'api'),
    name: 'hyperdual',
    readme: 'none',
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    githubPages: false,
    navigationLinks: { Guides: '../guides/index.html', 'See it think': '../think.html' },
    skipErrorChecking: true,
    logLevel: 'Error',
  };
  const file = join(site, 'typedoc.json');
  writeFileSync(file, JSON.stringify(options));
  execFileSync(process.execPath, [join(root, 'node_modules/typedoc/bin/typedoc'), '--options', file], {
    cwd: root,
    stdio: 'inherit',
  });
  rmSync(file);
  // typedoc writes the links of its head as they are, and its pages lie at two depths.
  const api = join(site, 'api');
  for (const page of readdirSync(api, { recursive: true, encoding: 'utf8' })) {
    if (!page.endsWith('.html') || !page.includes('/')) continue;
    const text = readFileSync(join(api, page), 'utf8');
    writeFileSync(join(api, page), text.replace(/href="\.\.\/(guides\/index|think)\.html"/g, 'href="../../$1.html"'));
  }
}

const isQuick = process.argv.includes('--quick');
if (!isQuick) rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
pages();
await page();
await test();
if (!isQuick || !existsSync(join(site, 'api'))) reference();
const broken = brokenLinks(site);
for (const line of broken) console.log(line);
console.log(`${broken.length} broken links`);
process.exitCode = broken.length === 0 ? 0 : 1;
