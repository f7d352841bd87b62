/** Determinants of singular matrices with their derivatives: the adjugate, minors, and whole polynomials. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import { hessian, mul, nthDerivative, type Scalar, sub, taylor } from '../../lib/index.js';
import { det, identity, matmul, outer, trace } from '../../lib/linalg/index.js';
import { gradients, type M, plus, times, wholeMatrix } from './matrices.js';

const singular = suite('determinants of singular matrices');

/** The adjugate: the gradient of det by its transpose, by minors in whole numbers. */
function cofactors(Y: readonly (readonly number[])[]): number[][] {
  return Y.map((row, i) =>
    row.map((_, j) => {
      const minor = Y.filter((_, p) => p !== i).map((r) => r.filter((_, q) => q !== j));
      return ((i + j) % 2 === 0 ? 1 : -1) * (minor.length === 0 ? 1 : det(minor)) + 0;
    }),
  );
}

/** A matrix of whole numbers of the given rank. */
function ofRank(n: number, rank: number): number[][] {
  let Y = times(0, identity(n));
  for (let r = 0; r < rank; r++) Y = plus(Y, outer(wholeMatrix(n, 3)[0] as number[], wholeMatrix(n, 3)[0] as number[]));
  return Y;
}

for (const n of [2, 3, 4, 5]) {
  for (let rank = 0; rank <= n; rank++) {
    singular(`${n} x ${n} of rank ${rank}: value and gradient, exactly`, () => {
      for (let run = 0; run < 5; run++) {
        const Y = ofRank(n, rank);
        equal(
          gradients((Z) => det(Z), Y),
          cofactors(Y),
        );
      }
    });
  }
}

singular('second derivatives at rank n - 2 are minors of order n - 2', () => {
  const Y = ofRank(4, 2);
  const H = hessian((Z: M) => det(Z), Y) as unknown as number[][][][];
  // ∂²det/∂Y₀₀∂Y₁₁ is the determinant of rows and columns 2, 3.
  const rest = [2, 3].map((i) => [2, 3].map((j) => Y[i]?.[j] as number));
  is(H[0]?.[0]?.[1]?.[1], det(rest));
  const other = [1, 3].map((i) => [0, 2].map((j) => Y[i]?.[j] as number));
  // Y₀₁ and Y₂₃: sign of the exchange, (-1)^(0+2+1+3)
  is(H[0]?.[1]?.[2]?.[3], det(other));
});

singular('det(t·B) at t = 0 has the derivatives 0, ..., 0, n!·det B', () => {
  const B = wholeMatrix(4);
  const f = (t: Scalar): Scalar => det(B.map((row) => row.map((x) => mul(t, x))));
  for (const k of [0, 1, 2, 3]) is(nthDerivative(f, 0, k), 0);
  is(nthDerivative(f, 0, 4), 24 * det(B));
});

singular('the characteristic polynomial as a series: det(tI - A), exactly in whole numbers', () => {
  const B = [
    [2, 1, 0, 0, 3],
    [1, 3, 1, 0, 0],
    [0, 1, 4, 1, 0],
    [0, 0, 1, 5, 1],
    [1, 0, 0, 1, 6],
  ];
  const c = taylor((t) => det(B.map((row, i) => row.map((x, j) => sub(i === j ? t : 0, x)))), 0, 5);
  is(c[5], 1);
  is(c[4], -trace(B));
  is(c[0], -det(B));
  // Cayley and Hamilton.
  let power: number[][] = identity(5);
  let sum: number[][] = times(0, B);
  for (const coefficient of c) {
    sum = plus(sum, times(coefficient, power));
    power = matmul(power, B);
  }
  equal(sum, times(0, B));
});

singular.run();
