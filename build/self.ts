/**
 * Within dist, `hyperdual` is dist/lib: examples, benchmarks and specs then run on one copy of the library, the one that tsc
 * has just written, and not on the package that was built from it some time ago.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entriesOf } from './entries.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

export function writeSelf(): void {
  const exports = Object.fromEntries(
    entriesOf(root).map(({ specifier, source }) => [
      specifier.replace(/^[^/]+/, '.'),
      `./${source.replace(/\.ts$/, '.js')}`,
    ]),
  );
  const text = `${JSON.stringify({ name: 'hyperdual', type: 'module', private: true, exports }, undefined, 2)}\n`;
  const file = join(root, 'dist/package.json');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
