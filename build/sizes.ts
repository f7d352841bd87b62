/** What imports cost in a bundle: the table of the README. `node dist/build/sizes.js` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { entriesOf, OUTPUT } from './entries.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a user writes, and what it is called in the table. */
export const IMPORTS: readonly (readonly [shown: string, code: string])[] = [
  ['`add`', `export { add } from 'hyperdual'`],
  ['`derivative`, `mul`', `export { derivative, mul } from 'hyperdual'`],
  ['`gradient`, `mul`, `sin`', `export { gradient, mul, sin } from 'hyperdual'`],
  [
    '`gradient` of reverse, `mul`, `sin`',
    `export { gradient } from 'hyperdual/reverse'; export { mul, sin } from 'hyperdual'`,
  ],
  ...['', '/plain', '/reverse', '/linalg', '/implicit', '/analysis', '/compile', '/sparse', '/special'].map(
    (entry) => [`all of \`hyperdual${entry}\``, `export * from 'hyperdual${entry}'`] as const,
  ),
];

/** Bytes of a minified bundle, and of the same by gzip, from the built package. */
export async function sizeOf(code: string): Promise<{ minified: number; gzip: number }> {
  const files = new Map(entriesOf(root).map(({ specifier, name }) => [specifier, join(root, OUTPUT, `${name}.js`)]));
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    alias: Object.fromEntries([...files].reverse()),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  });
  const bytes = outputFiles[0].contents;
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

export async function sizeTable(): Promise<string> {
  const rows = await Promise.all(
    IMPORTS.map(async ([shown, code]) => {
      const { minified, gzip } = await sizeOf(code);
      return `| ${shown} | ${(minified / 1000).toFixed(1)} kB | ${(gzip / 1000).toFixed(1)} kB |`;
    }),
  );
  return ['| import | minified | gzip |', '|---|---:|---:|', ...rows].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(root, 'README.md');
  const marks = /(<!-- sizes -->\n)[\s\S]*?(<!-- \/sizes -->)/;
  const table = await sizeTable();
  writeFileSync(file, readFileSync(file, 'utf8').replace(marks, `$1${table}\n$2`));
  console.log(table);
}
