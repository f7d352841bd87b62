/**
 * hyperdual/plain: derivatives of JavaScript and TypeScript as people write it, for code that unplugin-hyperdual transforms.
 *
 * @packageDocumentation
 */
import { install } from './install.js';

export * from './analysis.js';
/** The drivers that choose the mode: `auto.gradient`, `auto.jacobian`, `auto.hessian` ... */
export * as auto from './auto.js';
export { type Compiled, compile } from './compile.js';
export * from './forward.js';
export { noDiff, value } from './globals.js';
export * from './implicit.js';
export * from './recurrences.js';
export * from './reverse.js';
export { configure, type Settings } from './settings.js';
export type { Filled, Hessian, Jacobian, Like, Plain, Slopes } from './types.js';

install();
