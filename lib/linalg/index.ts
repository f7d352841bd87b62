/**
 * hyperdual/linalg: linear algebra on numbers and on numbers that carry derivatives.
 *
 * @packageDocumentation
 */

export { cholesky } from './cholesky.js';
export { det } from './determinant.js';
export {
  type AnyNested,
  type EinsumResult,
  einsum,
  type Nested,
  type NumberTensor,
  type ScalarTensor,
} from './einsum.js';
export { inverse, logdet, type SignAndLog, slogdet, solve } from './elimination.js';
export { leastSquares } from './least-squares.js';
export { infinityNorm, nuclearNorm, oneNorm, spectralNorm, vectorNorm } from './norms.js';
export { diag, dot, identity, kron, matmul, matvec, norm, outer, trace, transpose } from './products.js';
export { type Qr, qr } from './qr.js';
export type { NumberMatrix, NumberVector, ScalarMatrix, ScalarVector } from './shapes.js';
export { pinv, type Svd, singularValues, svd } from './svd.js';
export { type Eigen, eigh, eigvalsh } from './symmetric.js';
