/**
 * hyperdual/plain/runtime: what transformed code calls in place of operators and global functions. Not for use by hand.
 *
 * @packageDocumentation
 */
import { install } from './install.js';

export * from './runtime-functions.js';

install();
