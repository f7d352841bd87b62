/**
 * hyperdual/linalg: linear algebra on numbers and on numbers that carry derivatives.
 *
 * @packageDocumentation
 */

export { cholesky } from './cholesky.js';
export { det } from './determinant.js';
export { type EinsumResult, einsum, type Nested, type NumberTensor, type ScalarTensor } from './einsum.js';
export { inverse, logdet, solve } from './elimination.js';
export { diag, dot, identity, kron, matmul, matvec, norm, outer, trace, transpose } from './products.js';
export type { NumberMatrix, NumberVector, ScalarMatrix, ScalarVector } from './shapes.js';
export { type Eigen, eigh, eigvalsh } from './symmetric.js';
