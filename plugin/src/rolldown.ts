/** The plugin for rolldown. */
import unplugin from './index.js';

const plugin: typeof unplugin.rolldown = unplugin.rolldown;

export default plugin;
