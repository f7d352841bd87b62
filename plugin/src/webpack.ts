/** The plugin for webpack. */
import unplugin from './index.js';

const plugin: typeof unplugin.webpack = unplugin.webpack;

export default plugin;
