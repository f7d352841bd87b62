/**
 * The package as JSR takes it, in out/jsr: `node dist/build/jsr.js`. JSR wants imports with the endings of files that exist, and types
 * beside JavaScript named in it, so what was built for npm is copied with both written in.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entriesOf, OUTPUT } from './entries.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A declaration file that names declaration files. */
export function withTypeEndings(text: string): string {
  return text.replace(/(from\s*|import\s*\(?\s*)(['"])(\.[^'"]+)\.js\2/g, '$1$2$3.d.ts$2');
}

/** Every overload with the comment of the first one: JSR counts, and shows, each by itself. */
export function withDocumentedOverloads(text: string): string {
  const comments = new Map<string, string>();
  const head = /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?((?:export )?declare function (\w+)[(<])/g;
  return text.replace(head, (all, comment: string | undefined, declaration: string, name: string) => {
    if (comment !== undefined) comments.set(name, comment);
    return comment === undefined && comments.has(name) ? `${comments.get(name)}${declaration}` : all;
  });
}

/** An entry that names its types. */
export function withSelfTypes(text: string, name: string): string {
  return `/* @ts-self-types="./${name.split('/').pop()}.d.ts" */\n${text}`;
}

export function manifest(): object {
  const { version, license, name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const exports = Object.fromEntries(
    entriesOf(root).map(({ specifier, name: file }) => [specifier.replace(name, '.'), `./${file}.js`]),
  );
  return {
    name: `@${name}/${name}`,
    version,
    license,
    exports,
    publish: { include: ['**/*.js', '**/*.d.ts', 'README.md', 'LICENSE', 'THIRD-PARTY.txt', 'jsr.json'] },
  };
}

export function writeJsr(): string {
  const folder = join(root, 'out/jsr');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const built = join(root, OUTPUT);
  const names = new Set(entriesOf(root).map(({ name }) => `${name}.js`));
  for (const file of readdirSync(built, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|d\.ts)$/.test(file)) continue;
    const text = readFileSync(join(built, file), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
    const place = join(folder, file);
    mkdirSync(join(place, '..'), { recursive: true });
    const isEntry = names.has(file);
    writeFileSync(
      place,
      file.endsWith('.d.ts')
        ? withDocumentedOverloads(withTypeEndings(text))
        : isEntry
          ? withSelfTypes(text, file.replace(/\.js$/, ''))
          : text,
    );
  }
  for (const file of ['README.md', 'LICENSE', 'THIRD-PARTY.txt']) cpSync(join(root, file), join(folder, file));
  writeFileSync(join(folder, 'jsr.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(writeJsr());
