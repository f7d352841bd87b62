/**
 * hyperdual/analysis: checks of derivatives, and reports about functions.
 *
 * @packageDocumentation
 */
export { type CheckReport, type Compared, checkGradient, checkHessian, checkJacobian } from './check.js';
export { type Singularity, singularities } from './singularities.js';
