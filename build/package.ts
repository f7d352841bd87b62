/**
 * The package as it is published: few files with chunks for what entries share, and one declaration file for each entry.
 *
 * Browsers that load plain modules made one request for each of 145 files, and Node spent most of an import on finding them.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { type Entry, entriesOf, OUTPUT } from './entries.js';
import { numberClasses, publicTypes } from './public-types.js';
import { pureClassesPlugin } from './pure-classes.js';

/** The folder of package.json, above the compiled scripts. */
const root = fileURLToPath(new URL('../../', import.meta.url));

async function code(entries: readonly Entry[], folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: entries.map(({ name, source }) => ({ in: source, out: name })),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    chunkNames: 'shared/[hash]',
    // The sources are in the package, beside the maps.
    sourcemap: true,
    sourcesContent: false,
    plugins: [pureClassesPlugin],
    legalComments: 'inline',
    logLevel: 'warning',
  });
}

async function types(entries: readonly Entry[], folder: string): Promise<void> {
  const declarations = join(root, 'dist/lib');
  const files = readdirSync(declarations, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.d.ts'),
  );
  const classes = numberClasses(files.map((file) => readFileSync(join(declarations, file), 'utf8')));
  const bundle = await rollup({
    input: Object.fromEntries(
      entries.map(({ name, source }) => [name, join(root, 'dist', source.replace(/\.ts$/, '.d.ts'))]),
    ),
    plugins: [
      {
        name: 'public-types',
        transform: (text, id) => (id.endsWith('.d.ts') ? publicTypes(text, classes) : null),
      },
      dts(),
    ],
    // Types that are seen through others only, as the base of Dual.
    onwarn: ({ message }) => {
      if (!message.includes('private shared type exports')) throw new Error(message);
    },
  });
  await bundle.write({ dir: folder, entryFileNames: '[name].d.ts', chunkFileNames: 'shared/[name]-[hash].d.ts' });
  await bundle.close();
}

/** Written beside the package and put in its place at the end: who reads the package meanwhile finds all of it. */
export async function buildPackage(): Promise<void> {
  const entries = entriesOf(root);
  const folder = join(root, OUTPUT);
  const fresh = `${folder}-${process.pid}`;
  await Promise.all([code(entries, fresh), types(entries, fresh)]);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** Builds the package unless it is younger than everything that it is made of. */
export async function updatePackage(): Promise<void> {
  const entry = join(root, OUTPUT, 'index.d.ts');
  const built = existsSync(entry) ? statSync(entry).mtimeMs : 0;
  const sources = readdirSync(join(root, 'dist/lib'), { recursive: true, encoding: 'utf8' });
  const parts = ['package.json', ...sources.map((file) => join('dist/lib', file))];
  if (parts.some((part) => statSync(join(root, part)).mtimeMs > built)) await buildPackage();
}
