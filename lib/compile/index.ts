/**
 * hyperdual/compile: functions and their derivatives as WebAssembly, at the speed of code written by hand.
 *
 * @packageDocumentation
 */

export { type Compiled, type CompileOptions, compile, compileWith } from './compile.js';
export { instantiate, type NamedFunctions } from './instantiate.js';
export type { Operations } from './passes/operation-count.js';
export type { BatchOptions } from './run/batch.js';
export type { CompileProgress, OptimiseOptions } from './run/progress.js';
export { type ScanOptions, scan } from './scan.js';
