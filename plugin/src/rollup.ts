/** The plugin for rollup. */
import unplugin from './index.js';

const plugin: typeof unplugin.rollup = unplugin.rollup;

export default plugin;
