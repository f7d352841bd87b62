/** The package's folder. The compiler copies no data to dist, so files are found from here. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above with a package-lock.json: dist has a package.json of its own. */
export const packageRoot: string = packageFolder(dirname(fileURLToPath(import.meta.url)));

function packageFolder(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('expected a package-lock.json in a folder above this module, found none');
  return packageFolder(parent);
}
