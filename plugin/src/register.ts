/**
 * Node: `node --import unplugin-hyperdual/register app.js`. Modules are transformed by a hook of the loader, CommonJS by one of
 * `require`. The settings are those under "hyperdual" in the nearest package.json.
 */
import { readFileSync, realpathSync } from 'node:fs';
import nodeModule, { createRequire, register } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addHook } from 'pirates';
import { Files, packageOf } from './files.js';
import { REPLACEMENTS } from './replacements.js';
import { checkedSettings, modulesOf, type Settings, transformOptions } from './settings.js';
import { inlineMap } from './source-maps.js';
import { formatOf, transform } from './transform.js';

/** What the loader's own thread needs to know. */
export interface LoaderData {
  readonly settings: Settings;
  readonly root: string;
  /** The address of the runtime. */
  readonly runtime: string;
  /** The addresses of modules that stand in for functions of packages. */
  readonly addresses: ReadonlyMap<string, string>;
}

interface Nearest {
  readonly folder: string;
  readonly settings: Settings;
}

function nearest(from: string): Nearest {
  for (let folder = from; ; folder = dirname(folder)) {
    try {
      const { hyperdual } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return { folder, settings: checkedSettings(hyperdual) };
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
    }
    if (dirname(folder) === folder) return { folder: from, settings: {} };
  }
}

const { folder, settings } = nearest(process.cwd());
const runtime = addressOf('hyperdual/plain/runtime');
const addresses = new Map([...modulesOf(settings)].map((module) => [module, addressOf(module)]));

/** The address of a module: of hyperdual the copy that the program's own imports find. */
function addressOf(module: string): string {
  for (const from of [program(), join(folder, 'package.json')]) {
    try {
      return pathToFileURL(createRequire(from).resolve(module)).href;
    } catch {
      // It may be found from the next place.
    }
  }
  return pathToFileURL(createRequire(import.meta.url).resolve(module)).href;
}

/** The file that Node was started with. */
function program(): string {
  try {
    return realpathSync(process.argv[1] ?? '.');
  } catch {
    return join(folder, 'package.json');
  }
}

// Places in messages and stacks are those of the source.
process.setSourceMapsEnabled(true);
// CommonJS finds it on the global object.
await import(runtime);
const modules = new Map<string, unknown>();
for (const [module, address] of addresses) modules.set(module, await import(address));
Object.defineProperty(globalThis, Symbol.for(REPLACEMENTS), { value: modules, configurable: true });

const data: LoaderData = { settings, root: folder, runtime, addresses };
register('./loader.js', import.meta.url, { data });

const { stripTypeScriptTypes: stripped = (source: string) => source } = nodeModule as unknown as {
  stripTypeScriptTypes?: (source: string) => string;
};
const files = new Files(settings, folder);
/** Where Node takes types away by itself it does so in CommonJS too. */
const isStripping = Boolean((process.features as { typescript?: unknown }).typescript);
const exts = ['.js', '.cjs', ...(isStripping ? ['.ts', '.cts'] : [])];
addHook(
  (given, file) => {
    // The hook takes the place of what would do so.
    const source = /\.c?ts$/.test(file) ? stripped(given) : given;
    const scope = files.scopeOf(file, source);
    if (scope === undefined) return source;
    // Newer versions of Node let a module be required.
    const format = formatOf(source, file) === 'module' ? 'module' : 'commonjs';
    const done = transform(source, files.nameOf(file), {
      ...transformOptions(settings, packageOf(file)),
      ...(format === 'module' ? { runtime, addresses } : {}),
      format,
      commonjs: 'global',
      whole: scope === 'whole',
    });
    return done === undefined ? source : done.code + inlineMap(done.map, file);
  },
  { exts, ignoreNodeModules: false, matcher: (file) => files.mayBeTransformed(file) },
);
