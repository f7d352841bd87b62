/**
 * hyperdual/implicit: derivatives of solutions, of equations and of optimisation problems, however they were found.
 *
 * @packageDocumentation
 */

export { argmin } from './argmin.js';
export { fixedPoint } from './fixed-point.js';
export type { ImplicitOptions } from './given.js';
export { linearSolve } from './linear-solve.js';
export { type Found, root, type Solver } from './root.js';
