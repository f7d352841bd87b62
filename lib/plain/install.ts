/** What has to be in place before transformed code runs. Entries call it, so that bundles of other entries are free of it. */
import { brand } from './brand.js';
import * as runtime from './runtime-functions.js';
import { settings } from './settings.js';

const NAME: unique symbol = Symbol.for('hyperdual.plain.runtime');

export function install(): void {
  brand();
  const before = (globalThis as { [NAME]?: unknown })[NAME];
  if (before !== undefined && before !== runtime) {
    settings.warn(
      'hyperdual/plain: two copies of hyperdual are loaded. Code that was transformed for one does not see that drivers of the ' +
        'other run. Let all imports find one copy (npm dedupe; the bundler’s alias or dedupe; external in tests).',
    );
  }
  // Modules in CommonJS find the runtime here: they cannot import it without waiting.
  Object.defineProperty(globalThis, NAME, { value: runtime, configurable: true });
}
