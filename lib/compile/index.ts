/**
 * hyperdual/compile: functions and their derivatives as WebAssembly, at the speed of code written by hand.
 *
 * @packageDocumentation
 */

export type { BatchOptions } from './batch.js';
export { type Compiled, compile } from './compile.js';
export type { Operations } from './count.js';
export { instantiate } from './instantiate.js';
