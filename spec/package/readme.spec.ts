/** Every block of code in the README and in the guides passes strict TypeScript, those that are called JavaScript too. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';
import { examplesOfMarkdown } from '../support/examples.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
// Inside the project, where `hyperdual` is the package that is built here.
const folder = join(root, 'out/readme');
const readme = suite('README');

readme.after(() => rmSync(folder, { recursive: true, force: true }));

/** What strict TypeScript says of files of the folder, all in one program: nothing of those that are well. */
function complaints(files: readonly string[]): Map<string, string> {
  const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 };
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    options,
  );
  const found = new Map<string, string>();
  for (const { file, code, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file === undefined ? '' : relative(folder, file.fileName);
    found.set(name, `${found.get(name) ?? ''}TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}; `);
  }
  return found;
}

readme('every block passes strict TypeScript', () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const guides = readdirSync(join(root, 'docs/guides')).map((file) => `docs/guides/${file}`);
  const blocks = ['README.md', ...guides].flatMap((file) => {
    const found = examplesOfMarkdown(file, readFileSync(join(root, file), 'utf8'));
    ok(found.length >= (file === 'README.md' ? 8 : 1), `${file}: ${found.length} blocks`);
    return found;
  });
  const files = blocks.map(({ place, code }) => {
    const file = `${place.replace(':', '-line-').replaceAll('/', '-')}.ts`;
    writeFileSync(join(folder, file), code);
    return file;
  });
  writeFileSync(join(folder, 'wrong.ts'), `import { gradient } from 'hyperdual';\ngradient(([x]) => x * x, [2]);`);
  const found = complaints([...files, 'wrong.ts']);
  ok(found.delete('wrong.ts'), 'the check itself finds what is wrong');
  equal([...found], []);
});

readme.run();
