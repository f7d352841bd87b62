/** What ARCHITECTURE.md shows of the code is in the code; what it links to is there; decisions are short. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const test = suite('ARCHITECTURE.md');

/** Blocks whose first line names a file; `...` stands for what is left out. */
const excerpts = [...read('ARCHITECTURE.md').matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)].map(([, file, text]) => ({
  file,
  parts: text.split(/^\.\.\.\n/m),
}));

test('every excerpt is in its file, part after part', () => {
  assert.ok(excerpts.length >= 8, `${excerpts.length} excerpts`);
  assert.is(excerpts.length, read('ARCHITECTURE.md').split('```ts').length - 1);
  for (const { file, parts } of excerpts) {
    const code = read(file);
    let at = 0;
    for (const part of parts) {
      const found = code.indexOf(part, at);
      assert.ok(found >= 0, `${file} has not, or not in this order:\n${part}`);
      at = found + part.length;
    }
  }
});

test('every link goes to a file', () => {
  for (const document of ['ARCHITECTURE.md', 'docs/decisions/README.md', 'docs/model/README.md']) {
    const folder = document.replace(/[^/]*$/, '');
    for (const [, link] of read(document).matchAll(/\]\(([^)#]+)\)/g)) {
      if (!link.includes(':')) assert.ok(existsSync(join(root, folder, link)), `${document}: ${link}`);
    }
  }
});

test('decisions are numbered, listed, and at most ten lines', () => {
  const files = readdirSync(join(root, 'docs/decisions')).filter((file) => file !== 'README.md');
  const list = read('docs/decisions/README.md');
  files.sort().forEach((file, i) => {
    assert.match(file, new RegExp(`^${String(i + 1).padStart(2, '0')}-[a-z0-9-]+\\.md$`));
    const lines = read(`docs/decisions/${file}`).trimEnd().split('\n');
    assert.match(lines[0], /^# /);
    assert.ok(lines.slice(2).length <= 10, `${file}: ${lines.length - 2} lines`);
    assert.ok(list.includes(`[${lines[0].slice(2)}](${file})`), file);
  });
});

test.run();
