/**
 * hyperdual/sparse: Jacobians and Hessians that are mostly zeros, from a few products.
 *
 * @packageDocumentation
 */

export { checkColoring } from './certificate.js';
export {
  type Coloring,
  type ColoringOptions,
  type ColoringOrder,
  colorHessian,
  colorJacobian,
  type HessianColoringKind,
  type HessianColoringOptions,
  type JacobianColoringKind,
  type JacobianColoringOptions,
} from './coloring.js';
export { type CompiledSparseMatrix, compiledSparseHessian, compiledSparseJacobian } from './compiled.js';
export { type SparseHessian, type SparseHessianOptions, sparseHessian } from './hessian.js';
export { type SparseJacobian, type SparseJacobianOptions, sparseJacobian } from './jacobian.js';
export {
  type Coo,
  type Csc,
  type Csr,
  forEachNonzero,
  multiply,
  type SparseMatrix,
  toCoo,
  toCsr,
  toDense,
} from './matrix.js';
export { Pattern } from './pattern.js';
export { hessianPattern, jacobianPattern, type PatternOptions } from './patterns.js';
export type { Point } from './point.js';
export { programHessianPattern, programJacobianPattern } from './program-patterns.js';
export { type SpyOptions, spy } from './spy.js';
