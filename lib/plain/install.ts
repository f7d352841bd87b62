/** What has to be in place before transformed code runs. Entries call it, so that bundles of other entries are free of it. */
import { brand } from './brand.js';
import * as runtime from './runtime-functions.js';

export function install(): void {
  brand();
  // Modules in CommonJS find the runtime here: they cannot import it without waiting.
  Object.defineProperty(globalThis, Symbol.for('hyperdual.plain.runtime'), { value: runtime, configurable: true });
}
