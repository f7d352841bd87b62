/** The type specs, as a user of each compiler has them: against the declarations of the installed package. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** From the floor to the latest; those from 5.2 to 5.4 once did not come to an end on annotated functions. */
export const COMPILERS: readonly string[] = ['5.0', '5.1', '5.2', '5.3', '5.4', '5.5', '5.9', '6.0', '7.0'];

/** Strict, and the declarations of the package are looked into as well. */
const OPTIONS = {
  ...{ strict: true, noEmit: true, exactOptionalPropertyTypes: true, target: 'es2022', module: 'nodenext' },
  // Compilers before 6.0 take all @types there are, those of this project as well.
  types: [],
};

/** Makes a project of the specs in a folder, with the names that users import. Returns the files. */
export function copyTypeSpecs(root: string, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const specs = readdirSync(join(root, 'spec/types')).map((file) => join('spec/types', file));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, include: ['*.ts'] }));
  return [...specs, 'spec/support/types.ts'].map((file) => {
    const text = readFileSync(join(root, file), 'utf8')
      .replace(/'\.\.\/\.\.\/lib\/index\.js'/g, "'hyperdual'")
      .replace(/'\.\.\/\.\.\/lib\/(\w+)\/index\.js'/g, "'hyperdual/$1'")
      .replace("'../support/types.js'", "'./types.js'");
    const name = file.replace(/^.*\//, '');
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
}
