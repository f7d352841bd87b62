/** Derivatives through linear algebra, in both modes, against the identities of the book. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  derivative,
  gradient,
  jacobian,
  mul,
  type Scalar,
  secondDerivative,
  square,
  sub,
} from '../../lib/index.js';
import {
  cholesky,
  det,
  diag,
  dot,
  einsum,
  identity,
  inverse,
  kron,
  logdet,
  matmul,
  matvec,
  norm,
  outer,
  solve,
  trace,
  transpose,
} from '../../lib/linalg/index.js';
import { distance, gradients, type M, plus, randomMatrix, randomVector, times } from './matrices.js';

const close = (actual: unknown, expected: unknown, what: string, bound = 1e-12): void =>
  ok(distance(actual, expected) <= bound, `${what}: off by ${distance(actual, expected)}`);

const book = suite('(5.98)-(5.107)');

const N = 4;
const X = plus(randomMatrix(N), times(2, identity(N)));
const A = randomMatrix(N);
const [a, b] = [randomVector(N), randomVector(N)];
const R = inverse(X);

book('(5.98) transpose', () => {
  const J = jacobian((Y: M) => transpose(Y), X) as unknown as number[][][][];
  equal(
    J,
    identity(N).map((_, p) =>
      identity(N).map((_, q) => identity(N).map((_, i) => identity(N).map((_, j) => (i === q && j === p ? 1 : 0)))),
    ),
  );
});

book('(5.99) trace: of X, of X·X, of A·X', () => {
  equal(
    gradients((Y) => trace(Y), X),
    identity(N),
  );
  close(
    gradients((Y) => trace(matmul(Y, Y)), X),
    times(2, transpose(X)),
    'tr X²',
  );
  close(
    gradients((Y) => trace(matmul(A, Y)), X),
    transpose(A),
    'tr AX',
  );
});

book('(5.100) determinant: det X·X⁻ᵀ', () => {
  for (const n of [1, 2, 3, 4, 6]) {
    const Y = plus(randomMatrix(n), identity(n));
    close(
      gradients((Z) => det(Z), Y),
      times(det(Y), transpose(inverse(Y))),
      `n = ${n}`,
    );
  }
  close(
    gradients((Y) => logdet(Y), plus(matmul(X, transpose(X)), identity(N))),
    inverse(plus(matmul(X, transpose(X)), identity(N))),
    'logdet',
  );
});

book('(5.101) inverse: -X⁻¹·dX·X⁻¹', () => {
  const dX = randomMatrix(N);
  const along = jacobian(
    (t: Scalar) => inverse(X.map((row, i) => row.map((x, j) => add(x, mul(t, dX[i]?.[j] as number))))),
    0,
  );
  close(along, times(-1, matmul(matmul(R, dX), R)), 'derivative');
  const second = X.map((_, i) =>
    X.map((_, j) =>
      secondDerivative(
        (t) => inverse(X.map((row, p) => row.map((x, q) => add(x, mul(t, dX[p]?.[q] as number)))))[i]?.[j] as Scalar,
        0,
      ),
    ),
  );
  close(second, times(2, matmul(matmul(matmul(matmul(R, dX), R), dX), R)), 'second derivative', 1e-10);
});

book('(5.102) aᵀX⁻¹b, by inverse and by solve', () => {
  const exact = times(-1, outer(matvec(transpose(R), a), matvec(R, b)));
  close(
    gradients((Y) => dot(a, matvec(inverse(Y), b)), X),
    exact,
    'inverse',
  );
  close(
    gradients((Y) => dot(a, solve(Y, b)), X),
    exact,
    'solve',
  );
});

book('(5.103)-(5.105) xᵀa, aᵀx, aᵀXb', () => {
  equal(
    gradient((x: Scalar[]) => dot(x, a), b),
    a,
  );
  equal(
    gradient((x: Scalar[]) => dot(a, x), b),
    a,
  );
  close(
    gradients((Y) => dot(a, matvec(Y, b)), X),
    outer(a, b),
    'aᵀXb',
    1e-15,
  );
});

book('(5.106), (5.107) xᵀBx, and (x - As)ᵀW(x - As) by s', () => {
  close(
    gradient((x: Scalar[]) => einsum('i,ij,j->', x, A, x), b),
    matvec(plus(A, transpose(A)), b),
    'xᵀBx',
  );
  const W = matmul(A, transpose(A));
  const s = randomVector(N);
  const residual = (u: readonly Scalar[]): Scalar[] => matvec(X, u).map((y, i) => sub(a[i] as number, y));
  const exact = matvec(transpose(matmul(W, X)), residual(s) as number[]).map((y) => -2 * y);
  close(
    gradient((u: Scalar[]) => dot(residual(u), matvec(W, residual(u))), s),
    exact,
    'quadratic form',
  );
});

book('solve by its right-hand side; several of them', () => {
  close(
    jacobian((c: Scalar[]) => solve(X, c), b),
    R,
    'J',
  );
  const B = randomMatrix(N, 2);
  close(
    gradients((Y) => trace(matmul(transpose(B), solve(Y, B))), X),
    times(-1, matmul(matmul(transpose(R), matmul(B, transpose(B))), transpose(R))),
    'tr BᵀX⁻¹B',
  );
});

book('norm, kron, diag, outer', () => {
  close(
    gradients((Y) => norm(Y), X),
    times(1 / norm(X), X),
    'norm',
  );
  equal(
    gradients((Y) => norm(Y), times(0, X)),
    times(0, X),
  );
  close(
    gradients((Y) => trace(kron(Y, A)), X),
    times(trace(A), identity(N)),
    'tr(X⊗A)',
  );
  equal(
    gradients((Y) => diag(Y).reduce(mul, 1), diag([1, 2, 3, 4])),
    diag([24, 12, 8, 6]),
  );
  close(
    gradient((x: Scalar[]) => trace(matmul(A, outer(x, x))), b),
    matvec(plus(A, transpose(A)), b),
    'tr(A·xxᵀ)',
  );
});

const factors = suite('factors');

factors('cholesky: dL by the symmetric part of dA, L·Φ(L⁻¹·dA·L⁻ᵀ)', () => {
  const S = plus(matmul(A, transpose(A)), identity(N));
  const D = randomMatrix(N);
  const dA = plus(D, transpose(D));
  const L = cholesky(S);
  const dL = jacobian(
    (t: Scalar) => cholesky(S.map((row, i) => row.map((x, j) => add(x, mul(t, dA[i]?.[j] as number))))),
    0,
  );
  const inner = matmul(matmul(inverse(L), dA), transpose(inverse(L)));
  const phi = inner.map((row, i) => row.map((x, j) => (i > j ? x : i === j ? x / 2 : 0)));
  close(dL, matmul(L, phi), 'dL');
  // log det by the factor: symmetric gradient.
  const g = gradients((Y) => diag(cholesky(Y)).reduce((sum: Scalar, x) => add(sum, square(x)), 0), S);
  close(g, transpose(g), 'symmetric', 0);
});

factors('Hessian of logdet: -tr(X⁻¹·dX·X⁻¹·dX)', () => {
  const S = plus(matmul(A, transpose(A)), identity(N));
  const D = randomMatrix(N);
  const second = secondDerivative(
    (t) => logdet(S.map((row, i) => row.map((x, j) => add(x, mul(t, D[i]?.[j] as number))))),
    0,
  );
  const P = matmul(inverse(S), D);
  close(second, -trace(matmul(P, P)), 'along D', 1e-11);
});

factors('the pivots are chosen by value: zeros that move are no pivots', () => {
  // At t = 0 the first column is (0, 1).
  const d = jacobian(
    (t: Scalar) =>
      solve(
        [
          [t, 1],
          [1, t],
        ],
        [1, 2],
      ),
    0,
  ) as unknown as number[];
  // x = (2 - t, 1 - 2t)/(1 - t²)
  equal(d, [-1, -2]);
  is(
    derivative(
      (t) =>
        logdet([
          [t, mul(-1, add(1, t))],
          [1, t],
        ]),
      0,
    ),
    1,
  );
});

factors('logdet of a singular matrix has an infinite slope, of a negative one none', () => {
  is(
    derivative(
      (t) =>
        logdet([
          [t, 0],
          [0, 2],
        ]),
      0,
    ),
    Number.POSITIVE_INFINITY,
  );
  ok(
    Number.isNaN(
      derivative(
        (t) =>
          logdet([
            [sub(t, 1), 0],
            [0, 2],
          ]),
        0,
      ),
    ),
  );
});

book.run();
factors.run();
