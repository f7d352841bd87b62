/**
 * hyperdual/plain/runtime: what transformed code calls in place of operators and global functions. Not for use by hand.
 *
 * @packageDocumentation
 */
import * as runtime from './runtime-functions.js';

export * from './runtime-functions.js';

/** Modules in CommonJS find the runtime here: they cannot import it without waiting. */
Object.defineProperty(globalThis, Symbol.for('hyperdual.plain.runtime'), { value: runtime, configurable: true });
