/**
 * Builds by unplugin-hyperdual for tools that are too heavy to be dependencies of this project: an application in TypeScript, with a
 * package in CommonJS, is bundled with both packages as they are installed. The bundle must print what the application prints
 * under Node's own hooks.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

/** A tool as it is installed in a place of its own, and what builds the application there. */
export interface Build {
  readonly name: string;
  readonly packages: readonly string[];
  /** A module for the tool, or for Node, that leaves the bundle in `bundle/main.*js`. */
  readonly script: string;
}

const SETTINGS = "{ packages: ['cubic-spline'] }";

export const BUILDS: readonly Build[] = [
  {
    name: 'bun',
    packages: ['bun'],
    script: `import derivatives from 'unplugin-hyperdual/bun';
const { success, logs } = await Bun.build({
  entrypoints: ['./main.ts'],
  outdir: 'bundle',
  naming: 'main.mjs',
  target: 'node',
  plugins: [derivatives(${SETTINGS})],
});
if (!success) throw new AggregateError(logs, 'Bun.build');
`,
  },
  {
    name: 'farm',
    packages: ['@farmfe/core@1'],
    script: `import { build } from '@farmfe/core';
import derivatives from 'unplugin-hyperdual/farm';
await build({
  compilation: {
    input: { main: './main.ts' },
    output: { path: 'bundle', targetEnv: 'node', format: 'esm', entryFilename: '[entryName].mjs' },
    persistentCache: false,
    minify: false,
    presetEnv: false,
    sourcemap: false,
  },
  plugins: [derivatives(${SETTINGS})],
});
process.exit(0);
`,
  },
];

/** Writes the application, also without types for Node, and what builds it. */
export function writeApplication(root: string, place: string, script: string): void {
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, 'package.json'),
    '{ "type": "module", "private": true, "hyperdual": { "packages": ["cubic-spline"] } }',
  );
  for (const name of ['main', 'model']) {
    const file = join(root, 'spec/plain/fixtures/app', `${name}.ts`);
    copyFileSync(file, join(place, `${name}.ts`));
    const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts' });
    writeFileSync(join(place, `${name}.mjs`), code.replace('./model.ts', './model.mjs'));
  }
  writeFileSync(join(place, 'build.mjs'), script);
}
