/**
 * Section 5.5: ten identities for gradients, at random matrices.
 *
 * The first four are about a matrix f(X); they are tested for f(X) = X and for f(X) = XBX + C, whose gradient is written out
 * by hand. The determinants in their right-hand sides are expanded by cofactors, and the inverses multiply to the identity.
 */
import { suite } from 'uvu';
import { equal } from 'uvu/assert';
import { add, dot, jacobian, mul, type Scalar, sub, sum } from '../../lib/index.js';
import { det, einsum, identity, inverse, matmul, matvec, solve, trace, transpose } from '../../lib/linalg/index.js';
import { plus, randomMatrix, randomVector, times } from '../linalg/matrices.js';
import { close, columnsByDifferences } from './compare.js';
import { MODES } from './modes.js';

type M = number[][];
/** ∂f_pq/∂X_ij. */
type Tensor = number[][][][];
/** A matrix as a function of X, with its gradient by hand. */
interface Family {
  readonly name: string;
  f(X: Scalar[][]): Scalar[][];
  gradient(X: M): Tensor;
}

const chapter = suite('section 5.5');

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const tensor = (n: number, entry: (p: number, q: number, i: number, j: number) => number): Tensor =>
  range(n).map((p) => range(n).map((q) => range(n).map((i) => range(n).map((j) => entry(p, q, i, j)))));
const matrix = (n: number, entry: (i: number, j: number) => number): M =>
  range(n).map((i) => range(n).map((j) => entry(i, j)));
const total = (terms: readonly number[]): number => terms.reduce((s, t) => s + t, 0);

/** Expanded along the first row. */
function byCofactors([first, ...rest]: M): number {
  if (first === undefined) return 1;
  return total(first.map((x, j) => (j % 2 === 0 ? x : -x) * byCofactors(rest.map((row) => row.toSpliced(j, 1)))));
}

/** X⁻¹ with plain numbers. */
function inverseOf(X: M): M {
  const R = inverse(X);
  close(matmul(R, X), identity(X.length), 'X⁻¹X', 1e-13);
  return R;
}

/** Both are invertible with a margin. */
function families(n: number): Family[] {
  const B = times(0.25, randomMatrix(n));
  const C = times(2, identity(n));
  return [
    {
      name: 'f(X) = X',
      f: (X) => X,
      gradient: () => tensor(n, (p, q, i, j) => Number(p === i && q === j)),
    },
    {
      name: 'f(X) = XBX + C',
      f: (X) => matmul(matmul(X, B), X).map((row, p) => row.map((x, q) => add(x, C[p][q]))),
      // ∂(Σ_ab X_pa·B_ab·X_bq)/∂X_ij = δ_pi·(BX)_jq + (XB)_pi·δ_qj
      gradient: (X) => {
        const [BX, XB] = [matmul(B, X), matmul(X, B)];
        return tensor(n, (p, q, i, j) => (p === i ? BX[j][q] : 0) + (q === j ? XB[p][i] : 0));
      },
    },
  ];
}

/** Of each size a random matrix and the functions of it. 4 and more rows are eliminated, fewer are written out. */
function everywhere(check: (X: M, family: Family, n: number) => void): void {
  for (const n of [1, 2, 3, 4, 6]) {
    const X = plus(randomMatrix(n), times(2, identity(n)));
    for (const family of families(n)) check(X, { ...family, name: `${family.name}, ${n} x ${n}` }, n);
  }
}

chapter('(5.98): the gradient of the transpose is the transpose of the gradient', () => {
  everywhere((X, { name, f, gradient }, n) => {
    const D = gradient(X);
    for (const { name: mode, jacobian } of MODES) {
      close(jacobian(f, X), D, `${name}, ${mode}, itself`);
      close(
        jacobian((Y: Scalar[][]) => transpose(f(Y)), X),
        tensor(n, (p, q, i, j) => D[q][p][i][j]),
        `${name}, ${mode}`,
      );
    }
  });
});

chapter('(5.99): the gradient of the trace is the trace of the gradient', () => {
  everywhere((X, { name, f, gradient: byHand }, n) => {
    const D = byHand(X);
    const expected = matrix(n, (i, j) => total(range(n).map((p) => D[p][p][i][j])));
    for (const { name: mode, gradient } of MODES) {
      close(
        gradient((Y: Scalar[][]) => trace(f(Y)), X),
        expected,
        `${name}, ${mode}`,
      );
    }
  });
});

chapter('(5.100): the gradient of det f is det f · tr(f⁻¹ ∂f)', () => {
  everywhere((X, { name, f, gradient: byHand }, n) => {
    const [F, D] = [f(X) as M, byHand(X)];
    const R = inverseOf(F);
    close(det(F), byCofactors(F), `det of ${name}`, 1e-13);
    const traceOf = (i: number, j: number): number =>
      total(range(n).flatMap((p) => range(n).map((q) => R[q][p] * D[p][q][i][j])));
    const expected = matrix(n, (i, j) => byCofactors(F) * traceOf(i, j));
    const ofList = (x: number[]): number[] => [det(f(range(n).map((i) => x.slice(i * n, (i + 1) * n))) as M)];
    const differences = columnsByDifferences(ofList, X.flat()).flat();
    for (const { name: mode, gradient } of MODES) {
      const exact = gradient((Y: Scalar[][]) => det(f(Y)), X);
      close(exact, expected, `${name}, ${mode}`, 1e-13);
      close(exact.flat(), differences, `${name}, ${mode} and differences`, 1e-9);
    }
  });
  // Where X has no inverse the gradient is the transposed adjugate still: the cofactors, by hand.
  for (const { name, gradient } of MODES) {
    const cofactors = [
      [-3, 6, -3],
      [6, -12, 6],
      [-3, 6, -3],
    ];
    const singular = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ];
    equal(
      gradient((Y: Scalar[][]) => det(Y), singular),
      cofactors,
      name,
    );
  }
});

chapter('(5.101): the gradient of the inverse is -f⁻¹ ∂f f⁻¹', () => {
  everywhere((X, { name, f, gradient: byHand }, n) => {
    const [R, D] = [inverseOf(f(X) as M), byHand(X)];
    const expected = tensor(
      n,
      (a, b, i, j) => -total(range(n).flatMap((p) => range(n).map((q) => R[a][p] * D[p][q][i][j] * R[q][b]))),
    );
    for (const { name: mode, jacobian } of MODES) {
      close(
        jacobian((Y: Scalar[][]) => inverse(f(Y)), X),
        expected,
        `${name}, ${mode}`,
        1e-13,
      );
    }
    const ofList = (x: number[]): number[] => (inverse(range(n).map((i) => x.slice(i * n, (i + 1) * n))) as M).flat();
    const differences = columnsByDifferences(ofList, X.flat());
    const exact = jacobian((Y: Scalar[][]) => inverse(Y).flat(), X);
    close(
      exact.map((slice) => slice.flat()),
      transpose(differences),
      `${n} x ${n}, differences`,
      1e-9,
    );
  });
});

const N = 4;
const X = plus(randomMatrix(N), times(2, identity(N)));
const [a, b, s] = [randomVector(N), randomVector(N), randomVector(3)];
/** uᵀv with plain numbers. */
const product = (u: readonly number[], v: readonly number[]): number => total(u.map((x, i) => x * v[i]));

chapter('(5.102): aᵀX⁻¹b by X is -X⁻ᵀabᵀX⁻ᵀ', () => {
  const R = inverseOf(X);
  // Row i of X⁻ᵀa is column i of X⁻¹ times a; (X⁻¹b)_j ends as bᵀX⁻ᵀ.
  const left = range(N).map((i) =>
    product(
      range(N).map((k) => R[k][i]),
      a,
    ),
  );
  const right = range(N).map((j) => product(R[j], b));
  const expected = matrix(N, (i, j) => -left[i] * right[j]);
  for (const { name, gradient } of MODES) {
    close(
      gradient((Y: Scalar[][]) => dot(a, matvec(inverse(Y), b)), X),
      expected,
      `${name}, by the inverse`,
    );
    close(
      gradient((Y: Scalar[][]) => dot(a, solve(Y, b)), X),
      expected,
      `${name}, by solving`,
    );
  }
});

chapter('(5.103): xᵀa by x is aᵀ', () => {
  for (const { name, gradient } of MODES) {
    equal(
      gradient((x: Scalar[]) => dot(x, a), b),
      a,
      name,
    );
  }
});

chapter('(5.104): aᵀx by x is aᵀ', () => {
  for (const { name, gradient } of MODES) {
    equal(
      gradient((x: Scalar[]) => dot(a, x), b),
      a,
      name,
    );
  }
});

chapter('(5.105): aᵀXb by X is abᵀ', () => {
  const expected = matrix(N, (i, j) => a[i] * b[j]);
  for (const { name, gradient } of MODES) {
    equal(
      gradient((Y: Scalar[][]) => dot(a, matvec(Y, b)), X),
      expected,
      name,
    );
    equal(
      gradient((Y: Scalar[][]) => einsum('i,ij,j->', a, Y, b), X),
      expected,
      `${name}, einsum`,
    );
  }
});

chapter('(5.106): xᵀBx by x is xᵀ(B + Bᵀ)', () => {
  const B = randomMatrix(N);
  const expected = range(N).map((j) => total(range(N).map((i) => a[i] * (B[i][j] + B[j][i]))));
  for (const { name, gradient } of MODES) {
    close(
      gradient((x: Scalar[]) => dot(x, matvec(B, x)), a),
      expected,
      name,
    );
    close(
      gradient((x: Scalar[]) => einsum('i,ij,j->', x, B, x), a),
      expected,
      `${name}, einsum`,
    );
    // The sum written out.
    const written = (x: readonly Scalar[]): Scalar =>
      sum(x.flatMap((u, i) => x.map((v, j) => mul(B[i][j], mul(u, v)))));
    close(gradient(written, a), expected, `${name}, written out`);
  }
});

chapter('(5.107): (x - As)ᵀW(x - As) by s is -2(x - As)ᵀWA for a symmetric W', () => {
  const A = randomMatrix(N, 3);
  const root = randomMatrix(N);
  const W = matrix(N, (i, j) => root[i][j] + root[j][i]);
  const residual = (t: readonly Scalar[]): Scalar[] => matvec(A, t).map((y, i) => sub(a[i], y));
  const r = a.map((x, i) => x - product(A[i], s));
  const rW = range(N).map((k) => total(range(N).map((i) => r[i] * W[i][k])));
  const expected = range(3).map((j) => -2 * total(range(N).map((k) => rW[k] * A[k][j])));
  for (const { name, gradient } of MODES) {
    close(
      gradient((t: Scalar[]) => dot(residual(t), matvec(W, residual(t))), s),
      expected,
      name,
    );
    // Without the symmetry W + Wᵀ stands for 2W.
    const V = randomMatrix(N);
    const rV = range(N).map((k) => total(range(N).map((i) => r[i] * (V[i][k] + V[k][i]))));
    close(
      gradient((t: Scalar[]) => dot(residual(t), matvec(V, residual(t))), s),
      range(3).map((j) => -total(range(N).map((k) => rV[k] * A[k][j]))),
      `${name}, any W`,
    );
  }
});

chapter.run();
