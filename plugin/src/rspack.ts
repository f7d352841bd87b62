/** The plugin for rspack. */
import unplugin from './index.js';

const plugin: typeof unplugin.rspack = unplugin.rspack;

export default plugin;
