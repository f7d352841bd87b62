/**
 * A transformer for Jest.
 *
 *     transform: { '\\.[cm]?[jt]sx?$': ['unplugin-hyperdual/jest', { packages: [...] }] }
 *
 * Jest cannot require modules, so files in CommonJS find the runtime where a module has put it before:
 *
 *     setupFiles: ['hyperdual/plain/runtime']
 *
 * Other transformers go on from here: `{ next: 'babel-jest' }` or `{ next: ['ts-jest', options] }`.
 */
import { createRequire } from 'node:module';
import { Files, packageOf } from './files.js';
import { checkedSettings, type Settings, transformOptions } from './settings.js';
import { formatOf, transform } from './transform.js';

export interface JestSettings extends Settings {
  /** The transformer that goes on, by name, with its options. */
  readonly next?: string | readonly [name: string, options: unknown];
}

interface Options {
  readonly config: { readonly rootDir: string };
  readonly supportsStaticESM?: boolean;
}

interface Result {
  readonly code: string;
  readonly map?: unknown;
}

interface Next {
  process(source: string, file: string, options: Options): Result;
  processAsync?(source: string, file: string, options: Options): Promise<Result>;
}

interface Transformer extends Next {
  /** Results are not kept from run to run: they depend on more than the file. */
  readonly canInstrument: boolean;
}

export function createTransformer({ next, ...given }: JestSettings = {}): Transformer {
  const settings = checkedSettings(given);
  const follower = (root: string): Next | undefined => (next === undefined ? undefined : load(next, root));
  const own = (source: string, file: string, { config }: Options): Result => {
    const files = new Files(settings, config.rootDir);
    const scope = files.scopeOf(file, source);
    if (scope === undefined) return { code: source };
    const done = transform(source, files.nameOf(file), {
      ...transformOptions(settings, packageOf(file)),
      format: formatOf(source, file),
      commonjs: 'either',
      whole: scope === 'whole',
    });
    return done === undefined ? { code: source } : { code: done.code, map: done.map };
  };
  return {
    canInstrument: false,
    process(source, file, options) {
      const result = own(source, file, options);
      return follower(options.config.rootDir)?.process(result.code, file, options) ?? result;
    },
    async processAsync(source, file, options) {
      const result = own(source, file, options);
      const after = follower(options.config.rootDir);
      if (after === undefined) return result;
      return after.processAsync?.(result.code, file, options) ?? after.process(result.code, file, options);
    },
  };
}

function load(next: string | readonly [string, unknown], root: string): Next {
  const [name, options] = typeof next === 'string' ? [next, undefined] : next;
  const module = createRequire(`${root}/package.json`)(name);
  const transformer = module.default ?? module;
  return transformer.createTransformer?.(options) ?? transformer;
}

const jest: { readonly createTransformer: typeof createTransformer } = { createTransformer };

export default jest;
