/**
 * Node: `node --import unplugin-hyperdual/register app.js`. Modules are transformed by a hook of the loader, CommonJS by one of
 * `require`. The settings are those under "hyperdual" in the nearest package.json.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addHook } from 'pirates';
import { Files } from './files.js';
import { checkedSettings, type Settings, transformOptions } from './settings.js';
import { inlineMap } from './source-maps.js';
import { transform } from './transform.js';

/** What the loader's own thread needs to know. */
export interface LoaderData {
  readonly settings: Settings;
  readonly root: string;
  /** The address of the runtime. */
  readonly runtime: string;
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
const runtime = pathToFileURL(resolveRuntime()).href;

/** The runtime of the program: the one that its own imports of hyperdual/plain find. */
function resolveRuntime(): string {
  for (const from of [program(), join(folder, 'package.json')]) {
    try {
      return createRequire(from).resolve('hyperdual/plain/runtime');
    } catch {
      // It may be found from the next place.
    }
  }
  return createRequire(import.meta.url).resolve('hyperdual/plain/runtime');
}

/** The file that Node was started with. */
function program(): string {
  try {
    return realpathSync(process.argv[1] ?? '.');
  } catch {
    return join(folder, 'package.json');
  }
}

// CommonJS finds it on the global object.
await import(runtime);

const data: LoaderData = { settings, root: folder, runtime };
register('./loader.js', import.meta.url, { data });

const files = new Files(settings, folder);
addHook(
  (source, file) => {
    const scope = files.scopeOf(file, source);
    if (scope === undefined) return source;
    const done = transform(source, files.nameOf(file), {
      ...transformOptions(settings),
      format: 'commonjs',
      commonjs: 'global',
      whole: scope === 'whole',
    });
    return done === undefined ? source : done.code + inlineMap(done.map, file);
  },
  { exts: ['.js', '.cjs'], ignoreNodeModules: false, matcher: (file) => files.mayBeTransformed(file) },
);
