/** Every block of code in the README and in the guides passes strict TypeScript, those that are called JavaScript too. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import { examplesOfMarkdown } from '../support/examples.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
// Inside the project, where `hyperdual` is the package that is built here.
const folder = join(root, 'out/readme');
const readme = suite('README');

readme.after(() => rmSync(folder, { recursive: true, force: true }));

/** What strict TypeScript says of some files; nothing when all is well. */
function complaints(files: readonly string[]): string {
  const options = ['--ignoreConfig', '--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022'];
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...files], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return '';
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
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
  is(complaints(files), '');
  writeFileSync(join(folder, 'wrong.ts'), `import { gradient } from 'hyperdual';\ngradient(([x]) => x * x, [2]);`);
  ok(complaints(['wrong.ts']).includes('TS'), 'the check itself finds what is wrong');
});

readme.run();
