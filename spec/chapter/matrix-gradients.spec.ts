/** Section 5.4: gradients of matrices, by vectors and by matrices. */
import { suite } from 'uvu';
import { equal } from 'uvu/assert';
import { add, exp, jvp, mul, type Scalar, sin, square, sub } from '../../lib/index.js';
import { matmul, matvec, transpose } from '../../lib/linalg/index.js';
import { randomMatrix, randomVector, wholeMatrix } from '../linalg/matrices.js';
import { close, columnsByDifferences, shapeOf } from './compare.js';
import { MODES } from './modes.js';

type Vector = readonly Scalar[];

const chapter = suite('section 5.4');

/** ℝ³ → ℝ⁴ˣ². */
const matrixOf = ([x1, x2, x3]: Vector): Scalar[][] => [
  [mul(x1, x2), sin(x3)],
  [square(x3), exp(x1)],
  [sub(x2, x3), mul(x1, mul(x2, x3))],
  [7, add(x1, square(x2))],
];

/** ∂A_ij/∂x_k in closed form. */
const tensorAt = ([x1, x2, x3]: readonly number[]): number[][][] => [
  [
    [x2, x1, 0],
    [0, 0, Math.cos(x3)],
  ],
  [
    [0, 0, 2 * x3],
    [Math.exp(x1), 0, 0],
  ],
  [
    [0, 1, -1],
    [x2 * x3, x1 * x3, x1 * x2],
  ],
  [
    [0, 0, 0],
    [1, 2 * x2, 0],
  ],
];

chapter(
  'figure 5.7: the gradient of a 4 x 2 matrix by a 3-vector: collated, or flattened and reshaped: 4 x 2 x 3',
  () => {
    const x = [0.5, -1.5, 0.75];
    // (a) Three partial derivatives, 4 x 2 each, one behind the other.
    const partials = [0, 1, 2].map(
      (k) =>
        jvp(
          matrixOf,
          x,
          [0, 1, 2].map((j) => Number(j === k)),
        ).tangent,
    );
    const collated = partials[0].map((row, i) => row.map((_, j) => partials.map((partial) => partial[i][j])));
    close(collated, tensorAt(x), 'collated');
    const flat = columnsByDifferences((t) => (matrixOf(t) as number[][]).flat(), x);
    close(
      partials.map((partial) => partial.flat()),
      flat,
      'differences',
      1e-9,
    );
    for (const { name, jacobian } of MODES) {
      // (b) A list of 8 numbers, an 8 x 3 Jacobian, taken apart into rows of 2.
      const jacobianOfList = jacobian((t: Scalar[]) => matrixOf(t).flat(), x);
      equal(shapeOf(jacobianOfList), [8, 3], name);
      const reshaped = [0, 1, 2, 3].map((i) => jacobianOfList.slice(2 * i, 2 * i + 2));
      const tensor = jacobian(matrixOf, x);
      equal(shapeOf(tensor), [4, 2, 3], name);
      equal(tensor, reshaped, name);
      close(tensor, collated, name);
    }
  },
);

chapter('(5.84)-(5.91), example 5.12: Ax by A is M x (M x N): in row i stands xᵀ, elsewhere 0', () => {
  for (const [M, N] of [
    [3, 2],
    [2, 4],
    [1, 3],
  ]) {
    const [A, x] = [randomMatrix(M, N), randomVector(N)];
    for (const { name, jacobian } of MODES) {
      const tensor = jacobian((B: Scalar[][]) => matvec(B, x), A);
      equal(shapeOf(tensor), [M, M, N], name);
      tensor.forEach((slice, i) => {
        slice.forEach((row, k) => {
          equal(row, i === k ? x : x.map(() => 0), `${name}: ∂f_${i}/∂A_${k},:`);
        });
      });
    }
  }
});

chapter('(5.92)-(5.97), example 5.13: K = RᵀR by R is (N x N) x (M x N), entry by entry', () => {
  // M = N = 4 in whole numbers, where all is exact; and a tall one.
  for (const R of [wholeMatrix(4), randomMatrix(5, 3)]) {
    const [M, N] = shapeOf(R);
    for (const { name, jacobian } of MODES) {
      const tensor = jacobian((S: Scalar[][]) => matmul(transpose(S), S), R);
      equal(shapeOf(tensor), [N, N, M, N], name);
      for (let p = 0; p < N; p++) {
        for (let q = 0; q < N; q++) {
          for (let i = 0; i < M; i++) {
            for (let j = 0; j < N; j++) {
              let expected = 0;
              if (j === p && p !== q) expected = R[i][q];
              if (j === q && p !== q) expected = R[i][p];
              if (j === p && p === q) expected = 2 * R[i][q];
              equal(tensor[p][q][i][j], expected, `${name}: ∂K_${p}${q}/∂R_${i}${j}`);
            }
          }
        }
      }
    }
  }
});

chapter.run();
