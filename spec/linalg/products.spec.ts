/** Products, rearrangements and contractions of plain numbers. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import { gradient, type Scalar } from '../../lib/index.js';
import {
  diag,
  dot,
  einsum,
  identity,
  kron,
  matmul,
  matvec,
  norm,
  outer,
  solve,
  trace,
  transpose,
} from '../../lib/linalg/index.js';
import { distance, randomMatrix, randomVector } from './matrices.js';

const SIZES = [1, 2, 3, 4, 5, 8, 13, 20];

const products = suite('products');

products('small ones by hand', () => {
  equal(outer([1, 2], [3, 4, 5]), [
    [3, 4, 5],
    [6, 8, 10],
  ]);
  equal(matvec([[1, 2, 3]], [4, 5, 6]), [32]);
  equal(
    matmul(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [1, 0, 2],
        [0, 1, 3],
      ],
    ),
    [
      [1, 2, 8],
      [3, 4, 18],
      [5, 6, 28],
    ],
  );
  equal(transpose([[1, 2, 3]]), [[1], [2], [3]]);
  is(
    trace([
      [1, 2],
      [3, 4],
    ]),
    5,
  );
  is(dot([1, 2, 3], [4, 5, 6]), 32);
  is(norm([3, 4]), 5);
  is(norm([[1], [2], [2]]), 3);
  is(norm([1e200, 1e200]), Math.hypot(1e200, 1e200));
  is(norm([-7]), 7);
  equal(
    kron(
      [[1, 2]],
      [
        [0, 1],
        [1, 0],
      ],
    ),
    [
      [0, 1, 0, 2],
      [1, 0, 2, 0],
    ],
  );
  equal(identity(0), []);
  equal(diag([1, 2]), [
    [1, 0],
    [0, 2],
  ]);
  equal(
    diag([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    [1, 5],
  );
  equal(diag([[1], [2], [3]]), [1]);
});

products('typed arrays are vectors and rows', () => {
  equal(matvec([Float64Array.of(1, 2), Float64Array.of(3, 4)], Float64Array.of(1, 1)), [3, 7]);
  equal(solve([Float64Array.of(2, 0), Float64Array.of(0, 4)], Float64Array.of(2, 2)), [1, 0.5]);
});

products('laws for random matrices', () => {
  for (const n of SIZES) {
    const [A, B, C] = [randomMatrix(n, n + 1), randomMatrix(n + 1, n), randomMatrix(n, 2)];
    ok(distance(matmul(matmul(A, B), C), matmul(A, matmul(B, C))) < 1e-13);
    ok(distance(transpose(matmul(A, B)), matmul(transpose(B), transpose(A))) < 1e-14);
    ok(Math.abs(trace(matmul(A, B)) - trace(matmul(B, A))) < 1e-13);
    const x = randomVector(n + 1);
    ok(distance(matvec(A, x), transpose(matmul(A, transpose([x])))[0]) === 0);
    ok(Math.abs(norm(A) ** 2 - trace(matmul(A, transpose(A)))) < 1e-13 * n * n);
    const [P, Q] = [randomMatrix(2), randomMatrix(2)];
    ok(distance(matmul(kron(P, C), kron(Q, transpose(C))), kron(matmul(P, Q), matmul(C, transpose(C)))) < 1e-13);
  }
});

const sums = suite('einsum');

sums('agrees with the functions that have names', () => {
  const [A, B, x, y] = [randomMatrix(3, 4), randomMatrix(4, 2), randomVector(3), randomVector(4)];
  equal(einsum('ij,jk->ik', A, B), matmul(A, B));
  equal(einsum('ij->ji', A), transpose(A));
  equal(einsum('ij,j->i', A, y), matvec(A, y));
  equal(einsum('i,j->ij', x, y), outer(x, y));
  is(einsum('ii->', [[7]]), 7);
  const S = randomMatrix(4);
  is(einsum('ii->', S), trace(S));
  equal(einsum('ii->i', S), diag(S));
  is(einsum('i,i->', x, x), dot(x, x));
  is(einsum('i,ij,j->', x, A, y), dot(einsum('i,ij->j', x, A), y));
});

sums('tensors of three and four indices', () => {
  // K = RᵀR: ∂K_pq/∂R_ij = δ_jp·R_iq + δ_jq·R_ip   (5.97)
  const R = randomMatrix(2, 3);
  const unit = identity(3);
  const first = einsum('jp,iq->pqij', unit, R);
  const second = einsum('jq,ip->pqij', unit, R);
  const D: number[][][][] = first.map((a, p) =>
    a.map((b, q) => b.map((c, i) => c.map((v, j) => v + (second[p]?.[q]?.[i]?.[j] as number)))),
  );
  const step = randomMatrix(2, 3);
  // Contracted with a step it is stepᵀR + Rᵀstep.
  const directional = einsum('pqij,ij->pq', D, step);
  const exact = matmul(transpose(step), R).map((row, p) =>
    row.map((v, q) => v + (matmul(transpose(R), step)[p]?.[q] as number)),
  );
  ok(distance(directional, exact) < 1e-15);
  equal(einsum('ijk->kij', [[[1, 2]], [[3, 4]]]), [
    [[1], [3]],
    [[2], [4]],
  ]);
  is(einsum('ijk,ijk->', [[[1, 2]], [[3, 4]]], [[[1, 1]], [[1, 1]]]), 10);
});

sums('numbers, sums over one index, repeated letters across operands', () => {
  is(einsum('->', 3), 3);
  is(einsum(',->', 3, 4), 12);
  equal(einsum(',i->i', 3, [1, 2]), [3, 6]);
  equal(
    einsum('ij->j', [
      [1, 2],
      [3, 4],
    ]),
    [4, 6],
  );
  equal(einsum('i,i,i->i', [1, 2], [3, 4], [5, 6]), [15, 48]);
  equal(einsum('ij,ij->ij', [[1, 2]], [[3, 4]]), [[3, 8]]);
});

sums('the empty sum is 0', () => {
  is(einsum('i,i->', [], []), 0);
  equal(einsum('i->i', []), []);
});

sums('dots stand for all other indices, from the last one on', () => {
  const A = randomMatrix(3, 4);
  const y = randomVector(4);
  const stack = [A, randomMatrix(3, 4)];
  equal(einsum('...ij,...j->...i', A, y), matvec(A, y));
  equal(
    einsum('...ij,j->...i', stack, y),
    stack.map((one) => matvec(one, y)),
  );
  equal(
    einsum('...ij->...ji', stack),
    stack.map((one) => transpose(one)),
  );
  equal(einsum('i...,...->i...', A, y), einsum('ij,j->ij', A, y));
  equal(einsum('...,...->...', [[1], [2]], [10, 20, 30]), [
    [10, 20, 30],
    [20, 40, 60],
  ]);
  equal(einsum('...,...->...', [10, 20], [[[1, 2]], [[3, 4]]]), [[[10, 40]], [[30, 80]]]);
  is(
    einsum('...->', [
      [1, 2],
      [3, 4],
    ]),
    10,
  );
  is(einsum('...,...->...', 2, 3), 6);
  const slopes = gradient((B: Scalar[][]) => einsum('...i,...i->', B, [y, y, y]), A);
  equal(slopes, [y, y, y]);
});

products.run();
sums.run();
