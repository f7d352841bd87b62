/** The plugin for bun. */
import unplugin from './index.js';

const plugin: typeof unplugin.bun = unplugin.bun;

export default plugin;
