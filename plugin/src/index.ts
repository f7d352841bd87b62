/**
 * unplugin-hyperdual: the build-time part of hyperdual/plain, for all bundlers.
 *
 * @packageDocumentation
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createUnplugin, type UnpluginFactory, type UnpluginInstance } from 'unplugin';
import { Files, packageIn, packageOf, withoutQuery } from './files.js';
import { checkedSettings, modulesOf, type Settings, transformOptions } from './settings.js';
import { formatOf, RUNTIME, transform } from './transform.js';

export type { Settings } from './settings.js';
export { type Transformed, type TransformOptions, transform } from './transform.js';

export const factory: UnpluginFactory<Settings | undefined> = (given) => {
  const settings = checkedSettings(given);
  let root = process.cwd();
  let files = new Files(settings, root);
  const warned = new Set<string>();
  /** Modules that stand in for functions of packages, and the settings that have not met theirs. */
  const replacing = modulesOf(settings);
  const waiting = new Set(Object.keys(settings.replace ?? {}));
  /** A file of the project itself: it finds the runtime of the project, also where the build runs in another folder. */
  let home: string | undefined;
  /** True where Vite hands files over one by one, in development and tests: what they require is left to Node. */
  let isServing = false;
  const ownRuntime = (): string => createRequire(home ?? join(root, 'package.json')).resolve(RUNTIME);
  return {
    name: 'unplugin-hyperdual',
    // Before anything else: types are still there, and classes and fields are as they were written.
    enforce: 'pre',
    // A package finds the runtime of the project that it is transformed for, also where it cannot see it.
    resolveId(id, importer) {
      if (importer === undefined || packageOf(importer) === undefined) return undefined;
      if (id !== RUNTIME && !replacing.has(id)) return undefined;
      if (isFound(id, importer)) return undefined;
      const context = this as {
        resolve?: (id: string, importer: string, options: object) => Promise<{ id: string } | null>;
      };
      const inRoot = home ?? join(root, 'package.json');
      return context.resolve?.(id, inRoot, { skipSelf: true }) ?? createRequire(inRoot).resolve(id);
    },
    transformInclude: (id) => files.mayBeTransformed(id),
    transform(source, id) {
      const scope = files.scopeOf(id, source);
      if (scope === undefined) return undefined;
      const file = withoutQuery(id);
      if (packageOf(file) === undefined) home ??= file;
      const done = transform(source, files.nameOf(file), {
        ...transformOptions(settings, packageOf(file)),
        format: formatOf(source, file),
        commonjs: 'require',
        ...(isServing && !isFound(RUNTIME, file) ? { runtime: ownRuntime() } : {}),
        whole: scope === 'whole',
      });
      if (done === undefined) return undefined;
      for (const key of done.replaced) waiting.delete(key);
      for (const { message, line, column } of done.remarks) {
        this.warn(`${files.nameOf(file)}:${line}:${column + 1}: ${message}`);
      }
      if (scope === 'whole') {
        for (const name of foreign(done.imports, packageOf(file), files)) {
          if (warned.has(name)) continue;
          warned.add(name);
          this.warn(
            `${files.nameOf(file)} imports ${name}, which is not transformed: a derivative that goes through it would be lost. ` +
              `Add it to packages: ['${name}'], or to plain: ['${name}'] if no derivative does.`,
          );
        }
      }
      return { code: done.code, map: done.map as never };
    },
    buildEnd() {
      const { warn = console.warn } = this as { warn?: (message: string) => void };
      for (const key of waiting) {
        warn.call(
          this,
          `replace: no function with the name in '${key}' was met, so none was replaced. Check the name.`,
        );
      }
    },
    vite: {
      configResolved(config) {
        root = config.root;
        isServing = config.command === 'serve';
        files = new Files(settings, root);
      },
      // Packages that are transformed must come through the plugin where Vite bundles them in advance, and must not be left to
      // Node in tests and on servers.
      config: () => {
        const packages = [...(settings.packages ?? [])];
        if (packages.length === 0) return undefined;
        const rolldownOptions = { plugins: [unplugin.rolldown(settings)] };
        return {
          optimizeDeps: { rolldownOptions },
          // A server reads modules only: packages in CommonJS are made into such in advance, with one copy of hyperdual.
          ssr: { noExternal: packages, optimizeDeps: { include: packages, exclude: ['hyperdual'], rolldownOptions } },
          test: { server: { deps: { inline: packages } } },
        } as never;
      },
    },
  };
};

/** True where Node would find a module from there. */
function isFound(id: string, importer: string): boolean {
  try {
    createRequire(importer).resolve(id);
    return true;
  } catch {
    return false;
  }
}

/** Imported packages that lose derivatives. */
function foreign(imports: readonly string[], own: string | undefined, files: Files): string[] {
  const names = imports.map(packageIn).filter((name) => name !== undefined && name !== own);
  return [...new Set(names as string[])].filter((name) => !files.isKnown(name));
}

const unplugin: UnpluginInstance<Settings | undefined> = /* @__PURE__ */ createUnplugin(factory);

export default unplugin;
