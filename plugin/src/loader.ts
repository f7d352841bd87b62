/** The hook of Node's loader for modules. It runs in a thread of its own. */
import type { InitializeHook, LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Files, packageOf } from './files.js';
import type { LoaderData } from './register.js';
import { transformOptions } from './settings.js';
import { inlineMap } from './source-maps.js';
import { transform } from './transform.js';

let data: LoaderData;
let files: Files;

export const initialize: InitializeHook<LoaderData> = (given) => {
  data = given;
  files = new Files(data.settings, data.root);
};

export const load: LoadHook = async (url, context, next) => {
  const loaded = await next(url, context);
  // Node's own loader of CommonJS reads the file again, with its hooks.
  if ((loaded.format as string) === 'commonjs-typescript')
    return { format: 'commonjs', source: undefined, shortCircuit: true };
  if (!url.startsWith('file:') || loaded.source === undefined || loaded.source === null) return loaded;
  const isModule = loaded.format === 'module' || loaded.format === ('module-typescript' as never);
  const file = fileURLToPath(url.replace(/[?#].*$/, ''));
  if (!isModule || !files.mayBeTransformed(file)) return loaded;
  const source =
    typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source as Uint8Array);
  const scope = files.scopeOf(file, source);
  if (scope === undefined) return loaded;
  const done = transform(source, files.nameOf(file), {
    ...transformOptions(data.settings, packageOf(file)),
    addresses: data.addresses,
    format: 'module',
    runtime: data.runtime,
    whole: scope === 'whole',
  });
  return done === undefined ? loaded : { ...loaded, source: done.code + inlineMap(done.map, url, source) };
};
