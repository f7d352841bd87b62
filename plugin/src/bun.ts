/**
 * The plugin for `Bun.build`. In programs that Bun runs without a build, plugins see every file or none, and take all for
 * modules, so that packages in CommonJS could not be loaded.
 */
import unplugin from './index.js';

/** What is needed of Bun's types, which are there for those who use Bun only. */
interface Plugin {
  setup(build: { readonly onEnd?: unknown }): unknown;
}

const plugin: typeof unplugin.bun = (settings) => {
  const bundling = unplugin.bun(settings) as Plugin;
  const setup: Plugin['setup'] = (build) => {
    if (build.onEnd !== undefined) return bundling.setup(build);
    throw new TypeError(
      'unplugin-hyperdual/bun: expected a build, got a program that is run at once. Build it first: ' +
        "Bun.build({ entrypoints, outdir, target: 'bun', plugins: [derivatives()] }).",
    );
  };
  return { ...bundling, setup } as never;
};

export default plugin;
