/**
 * The TypeScript compiler, transformed, must compile this library to the same files as it does unchanged:
 * `node dist/spec/plain/typescript.js`. Takes a minute, so that it is no spec.
 *
 * Without the fork every operator of its 6 MB that could meet an active number is a call.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'unplugin-hyperdual/transform';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = join(root, 'dist/typescript');
const library = dirname(createRequire(import.meta.url).resolve('typescript'));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const source = readFileSync(join(library, '_tsc.js'), 'utf8');
const done = transform(source, '_tsc.js', { format: 'commonjs', commonjs: 'global', fork: false, map: false });
if (done === undefined) throw new Error('nothing was transformed');
// It finds its declarations of JavaScript beside itself.
for (const file of readdirSync(library)) {
  if (file.endsWith('.d.ts')) writeFileSync(join(out, file), readFileSync(join(library, file)));
}
writeFileSync(join(out, 'package.json'), '{ "type": "commonjs", "version": "0.0.0" }');
writeFileSync(join(out, 'plain.js'), source);
writeFileSync(join(out, 'transformed.js'), done.code);
writeFileSync(
  join(out, 'runtime.mjs'),
  `import ${JSON.stringify(pathToFileURL(join(root, 'dist/lib/plain/runtime.js')).href)};\n`,
);
writeFileSync(
  join(out, 'tsconfig.json'),
  JSON.stringify({
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { rootDir: root, typeRoots: [join(root, 'node_modules/@types')] },
    include: [join(root, 'lib')],
    exclude: [],
  }),
);

const compiled = (compiler: string): ReadonlyMap<string, string> => {
  const folder = join(out, compiler);
  const started = performance.now();
  execFileSync(
    process.execPath,
    ['--import', join(out, 'runtime.mjs'), join(out, `${compiler}.js`), '-p', out, '--outDir', folder],
    { stdio: 'inherit' },
  );
  console.log(`${compiler}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(folder.length), readFileSync(file, 'utf8')];
    }),
  );
};

const [plain, transformed] = [compiled('plain'), compiled('transformed')];
const different = [...plain].filter(([file, text]) => transformed.get(file) !== text).map(([file]) => file);
console.log(
  `${plain.size} files, ${different.length} of them different${different.map((file) => `\n${file}`).join('')}`,
);
if (plain.size === 0 || plain.size !== transformed.size || different.length > 0) process.exitCode = 1;
