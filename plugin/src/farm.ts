/** The plugin for farm. */
import unplugin from './index.js';

const plugin: typeof unplugin.farm = unplugin.farm;

export default plugin;
