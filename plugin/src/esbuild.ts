/** The plugin for esbuild. */
import unplugin from './index.js';

const plugin: typeof unplugin.esbuild = unplugin.esbuild;

export default plugin;
