/** The guides as pages. That their code runs and passes strict TypeScript is held by examples-in-docs and package/readme. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import { coloured, GUIDES, rendered, slugOf, titleOf } from '../../docs/site/guides.js';
import { brokenLinks } from '../../docs/site/links.js';
import { html } from '../../docs/site/template.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'docs/guides');
const texts = GUIDES.map((name) => [name, readFileSync(join(folder, `${name}.md`), 'utf8')] as const);

const guides = suite('site: guides');

guides('every guide is in the list, has a title, and claims something', () => {
  const files = readdirSync(folder).map((file) => file.replace('.md', ''));
  equal([...GUIDES].sort(), files.sort());
  for (const [name, text] of texts) {
    ok(/^# \S/.test(text), `${name} has a title`);
    ok(/\/\/ (=>|throws)/.test(text), `${name} claims something`);
  }
});

guides('links between guides lead to guides', () => {
  for (const [name, text] of texts) {
    for (const [, link] of text.matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
      ok(link === '../site/think.html' || GUIDES.includes(link.replace('.md', '')), `${name}: ${link}`);
    }
  }
});

guides('links between documents lead to files, and to headings in them', () => {
  const folders = ['docs', 'lib', 'spec', 'bench', 'examples', 'plugin', 'build', 'matrix'];
  const files = [
    ...readdirSync(root),
    ...folders.flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
    ),
  ].filter((file) => file.endsWith('.md') && !file.includes('node_modules'));
  ok(files.length > 30);
  const textOf = (file: string): string =>
    readFileSync(join(root, file), 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const headings = (file: string): string[] =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading));
  const broken = files.flatMap((file) =>
    [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => {
      if (/^(https?|mailto):/.test(link)) return [];
      const [path, hash] = link.split('#');
      const target = path === '' ? file : relative(root, join(root, dirname(file), path));
      if (!existsSync(join(root, target))) return [`${file}: ${link} leads to no file`];
      return hash === undefined || headings(target).includes(hash) ? [] : [`${file}: ${link} leads to no heading`];
    }),
  );
  equal(broken, []);
});

guides('Markdown becomes a page: headings with names, links that are told where they lead, coloured code', () => {
  const text = '# A `b`, c\n\n[x](y.md#z)\n\n```ts\nconst a = "<"; // it\n```\n';
  const page = rendered(text, (link) => `to-${link}`);
  ok(page.includes('<h1 id="a-b-c">'), page);
  ok(page.includes('<a href="to-y.md#z">'), page);
  ok(
    page.includes('<span class="k">const</span> a = <span class="s">"&lt;"</span>; <span class="c">// it</span>'),
    page,
  );
  is(coloured('a < b', 'sh'), 'a &lt; b');
  is(slugOf('Which files?'), 'which-files');
  is(titleOf('x\n# The `title`\n'), 'The title');
  ok(
    html({ title: 'T', body: 'B', up: '../', here: 'guides/x.html' }).includes(
      '<a href="../guides/index.html" aria-current="page">',
    ),
  );
});

guides('links that lead nowhere are found: to a file, and to a place in one', () => {
  const site = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(site, 'a'));
  writeFileSync(
    join(site, 'index.html'),
    '<a href="a/b.html#here">1</a> <a href="https://x.y">2</a> <a href="a/c.html">3</a>',
  );
  writeFileSync(
    join(site, 'a/b.html'),
    '<p id="here"><a href="../index.html">1</a> <a href="#there">2</a> <a href="#here">3</a>',
  );
  equal(brokenLinks(site).sort(), [
    'a/b.html: #there leads to no place',
    'index.html: a/c.html leads to no file (a/c.html)',
  ]);
  rmSync(site, { recursive: true });
});

guides.run();
