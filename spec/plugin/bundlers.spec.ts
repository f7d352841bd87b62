/** One application through each bundler: the bundle, run by Node, must print what the files print under Node's own hooks. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rspack } from '@rspack/core';
import { build as esbuild, transformSync } from 'esbuild';
import { rolldown } from 'rolldown';
import { rollup } from 'rollup';
import esbuildPlugin from 'unplugin-hyperdual/esbuild';
import rolldownPlugin from 'unplugin-hyperdual/rolldown';
import rollupPlugin from 'unplugin-hyperdual/rollup';
import rspackPlugin from 'unplugin-hyperdual/rspack';
import vitePlugin from 'unplugin-hyperdual/vite';
import webpackPlugin from 'unplugin-hyperdual/webpack';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { build as vite } from 'vite';
import webpack, { type Configuration } from 'webpack';

const root = fileURLToPath(new URL('../../..', import.meta.url));
// Within dist, hyperdual is the library that tsc has just written.
cpSync(join(root, 'spec/plain/fixtures'), join(root, 'dist/spec/plain/fixtures'), { recursive: true });
const app = join(root, 'dist/spec/plain/fixtures/app');
const entry = join(app, 'main.ts');
const settings = { packages: ['cubic-spline'] };
/** Inside of it, so that the bundles find hyperdual, which they leave outside. */
const out = join(root, 'dist/bundlers');

const run = (file: string, ...options: string[]): Record<string, unknown> =>
  JSON.parse(execFileSync(process.execPath, [...options, file], { encoding: 'utf8', cwd: root }));

const bundlers = suite('bundlers');

let expected: Record<string, unknown> = {};

bundlers.before(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  // What TypeScript adds is taken away first, the rest is left to Node and its hooks.
  mkdirSync(join(out, 'node'));
  for (const name of ['main', 'model']) {
    const { code } = transformSync(readFileSync(join(app, `${name}.ts`), 'utf8'), { loader: 'ts' });
    writeFileSync(join(out, `node/${name}.mjs`), code.replace('./model.ts', './model.mjs'));
  }
  expected = run(join(out, 'node/main.mjs'), '--import', 'unplugin-hyperdual/register');
});

const same = (bundler: string): void => assert.equal(run(join(out, bundler, 'main.mjs')), expected);

bundlers('Node: the derivatives are those of the formulas', () => {
  const { energy, compiled, height } = expected as {
    energy: number[];
    compiled: number[][];
    height: { length: number; angle: number };
  };
  const [length, angle] = [1.3, 0.5];
  const close = (a: number, b: number): void => assert.ok(Math.abs(a - b) <= 1e-14 * Math.abs(b), `${a} is ${b}`);
  close(energy[0], 9.81 * (1 - Math.cos(angle)));
  close(energy[1], 9.81 * length * Math.sin(angle));
  close(height.length, 1 - Math.cos(angle));
  close(height.angle, length * Math.sin(angle));
  assert.equal(compiled, [energy, [0, 0]]);
});

bundlers('esbuild', async () => {
  await esbuild({
    entryPoints: [entry],
    outfile: join(out, 'esbuild/main.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    // The paths of the project's own tsconfig.json lead to the sources.
    tsconfigRaw: '{}',
    plugins: [esbuildPlugin(settings)],
    logLevel: 'error',
  });
  same('esbuild');
});

bundlers('Rolldown', async () => {
  const bundle = await rolldown({
    input: entry,
    plugins: [rolldownPlugin(settings)],
    platform: 'node',
    logLevel: 'silent',
  });
  await bundle.write({ file: join(out, 'rolldown/main.mjs'), format: 'esm' });
  same('rolldown');
});

bundlers('Rollup', async () => {
  // Rollup reads neither TypeScript nor CommonJS without other plugins: here it gets the files that Node got.
  const bundle = await rollup({
    input: join(out, 'node/main.mjs'),
    plugins: [rollupPlugin(settings)],
    external: ['cubic-spline', /^hyperdual/],
    onwarn: () => undefined,
  });
  await bundle.write({ file: join(out, 'rollup/main.mjs'), format: 'esm' });
  assert.equal(run(join(out, 'rollup/main.mjs'), '--import', 'unplugin-hyperdual/register'), expected);
});

bundlers('Vite', async () => {
  await vite({
    root: app,
    logLevel: 'error',
    plugins: [vitePlugin(settings)],
    build: {
      outDir: join(out, 'vite'),
      ssr: entry,
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
    ssr: { noExternal: true },
  });
  same('vite');
});

bundlers('Vite for browsers, minified', async () => {
  await vite({
    root: app,
    logLevel: 'error',
    plugins: [vitePlugin(settings)],
    build: {
      outDir: join(out, 'browser'),
      lib: { entry, formats: ['es'], fileName: () => 'main.mjs' },
      minify: true,
    },
  });
  same('browser');
});

/** webpack and Rspack take TypeScript through a loader; here esbuild is one. */
const configuration = (bundler: string, plugin: unknown) => ({
  mode: 'production' as const,
  target: 'node20',
  entry,
  devtool: false as const,
  output: { path: join(out, bundler), filename: 'main.mjs', module: true, chunkFormat: 'module' as const },
  experiments: { outputModule: true },
  module: {
    rules: [{ test: /\.ts$/, type: 'javascript/auto', use: join(root, 'spec/plain/fixtures/strip-types.cjs') }],
  },
  plugins: [plugin as never],
});

const withWebpack = (bundler: string, more: Partial<Configuration>): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    webpack({ ...configuration(bundler, webpackPlugin(settings)), ...more }, (error, stats) => {
      const problem = error ?? (stats?.hasErrors() ? new Error(stats.toString()) : undefined);
      if (problem) reject(problem);
      else resolve();
    });
  });

// Its minifier takes half a minute for the library; Rspack and Vite minify that as well.
bundlers('webpack, with the library in the bundle', async () => {
  await withWebpack('webpack', { optimization: { minimize: false } });
  same('webpack');
});

bundlers('webpack, minified, with the library outside', async () => {
  await withWebpack('terser', { externals: [/^hyperdual/], externalsType: 'module' });
  same('terser');
});

bundlers('Rspack', async () => {
  await new Promise<void>((resolve, reject) => {
    rspack(configuration('rspack', rspackPlugin(settings)) as never, (error, stats) => {
      const problem = error ?? (stats?.hasErrors() ? new Error(stats.toString({})) : undefined);
      if (problem) reject(problem);
      else resolve();
    });
  });
  same('rspack');
});

bundlers.run();
