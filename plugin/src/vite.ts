/** The plugin for vite. */
import unplugin from './index.js';

const plugin: typeof unplugin.vite = unplugin.vite;

export default plugin;
