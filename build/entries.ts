/** The entries of the package, as package.json names them, with the source file of each. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Entry {
  /** What users import: `hyperdual/reverse`. */
  readonly specifier: string;
  /** The name of its files in dist/package: `reverse`. */
  readonly name: string;
  /** Its source file, from the root of the project. */
  readonly source: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}

export const OUTPUT = 'dist/package';

/** @throws {Error} for an entry without a source: `./reverse` is made of lib/reverse/index.ts or lib/reverse.ts. */
export function entriesOf(root: string): readonly Entry[] {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return Object.entries(exports)
    .filter(([, target]) => typeof target !== 'string')
    .map(([path, target]) => {
      const inner = path.replace(/^\.\/?/, '');
      const places = [join('lib', inner, 'index.ts'), join('lib', `${inner}.ts`)];
      const source = places.find((place) => existsSync(join(root, place)));
      if (source === undefined)
        throw new Error(`package.json names ${path}, but there is neither ${places.join(' nor ')}`);
      const file = (target as { default: string }).default.replace(`./${OUTPUT}/`, '');
      return { specifier: path.replace(/^\./, name), name: file.replace(/\.js$/, ''), source };
    });
}
