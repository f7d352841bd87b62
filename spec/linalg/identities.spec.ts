/** Products, determinants, inverses and factors of plain numbers: identities, exactness, and honesty about conditioning. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
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
import { same } from '../support/assert.js';
import { distance, exactDeterminant, hilbert, randomMatrix, randomVector, rowNorm, wholeMatrix } from './random.js';

const SIZES = [1, 2, 3, 4, 5, 8, 13, 20];
const EPS = 2 ** -52;

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

const determinants = suite('determinants');

determinants('exact for whole numbers', () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7]) {
    for (let run = 0; run < 20; run++) {
      const A = wholeMatrix(n);
      is(BigInt(det(A)), exactDeterminant(A));
    }
  }
});

determinants('of singular matrices: 0, not a rounding error, and not -0', () => {
  for (const n of [2, 3, 4, 5, 6]) {
    const counting = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => n * i + j + 1));
    // n = 2 is regular.
    if (n > 2) same(det(counting), 0);
    for (const rank of [0, 1, n - 1]) {
      const A = Array.from({ length: n }, () => new Array<number>(n).fill(0));
      for (let r = 0; r < rank; r++) {
        const [u, v] = [wholeMatrix(n, 3)[0] as number[], wholeMatrix(n, 3)[0] as number[]];
        A.forEach((row, i) => row.forEach((x, j) => (row[j] = x + (u[i] as number) * (v[j] as number))));
      }
      same(det(A), 0);
    }
  }
  same(
    det([
      [0, 0],
      [0, -1],
    ]),
    0,
  );
});

determinants('of products, transposes, and triangular matrices', () => {
  for (const n of SIZES) {
    const [A, B] = [randomMatrix(n), randomMatrix(n)];
    const product = det(A) * det(B);
    const scale = norm(A) ** n * norm(B) ** n;
    ok(Math.abs(det(matmul(A, B)) - product) <= 4 * n * EPS * scale);
    ok(Math.abs(det(transpose(A)) - det(A)) <= 1e-12 * Math.abs(det(A)) + 4 * n * EPS * norm(A) ** n);
    const triangle = A.map((row, i) => row.map((x, j) => (j < i ? 0 : x)));
    const diagonal = diag(triangle).reduce((p, x) => p * x, 1);
    ok(Math.abs(det(triangle) - diagonal) <= 4 * n * EPS * norm(triangle) ** n);
  }
});

determinants('exchanging rows changes the sign', () => {
  for (const n of [2, 3, 4, 7]) {
    const A = wholeMatrix(n);
    const exchanged = [A[1], A[0], ...A.slice(2)] as number[][];
    is(det(exchanged) + det(A), 0);
    is(det(identity(n).reverse()), [0, 0, -1, -1, 1, 0, 0, -1][n] ?? 0);
  }
});

determinants('stay in range while minors do not', () => {
  const n = 120;
  const big = identity(n).map((row) => row.map((x) => x * 1e6));
  const small = identity(n).map((row) => row.map((x) => x * 1e-6));
  is(det(big), Number.POSITIVE_INFINITY);
  is(det(small), 0);
  const mixed = identity(n).map((row, i) => row.map((x) => (i % 2 === 0 ? x * 2 ** 40 : x * 2 ** -40)));
  is(det(mixed), 1);
  // A reflection.
  const orthogonal = identity(n).map((row) => row.map((x) => x - 2 / n));
  ok(Math.abs(det(orthogonal) + 1) < 1e-12);
  // 100! as the determinant of a matrix whose minors leave the range on the way.
  const factorials = identity(100).map((row, i) => row.map((x, j) => x * (i + 1) + (j === 99 && i < 99 ? 1 : 0)));
  ok(Math.abs(det(factorials) / 9.332621544394415e157 - 1) < 1e-13);
  ok(Math.abs(logdet(factorials) - 363.73937555556347) < 1e-11);
  ok(Math.abs(logdet(big) - n * Math.log(1e6)) < 1e-10);
});

determinants('NaN in, NaN out', () => {
  ok(Number.isNaN(det([[Number.NaN]])));
  ok(Number.isNaN(det(randomMatrix(5).map((row) => row.map(() => Number.NaN)))));
  const spoiled = randomMatrix(5);
  (spoiled[2] as number[])[3] = Number.NaN;
  ok(Number.isNaN(det(spoiled)));
});

determinants('logdet: NaN for a negative determinant, -Infinity for 0', () => {
  const A = [
    [1, 2],
    [3, 4],
  ];
  ok(Number.isNaN(logdet(A)));
  is(
    logdet([
      [1, 2],
      [2, 4],
    ]),
    Number.NEGATIVE_INFINITY,
  );
  for (const n of SIZES) {
    const R = randomMatrix(n);
    const positive = matmul(R, transpose(R));
    ok(Math.abs(logdet(positive) - 2 * Math.log(Math.abs(det(R)))) < 1e-9);
  }
});

const systems = suite('equations');

systems('the residual of solve is backward stable, the error bounded by the condition number', () => {
  for (const n of SIZES) {
    for (let run = 0; run < 5; run++) {
      const A = randomMatrix(n);
      const x = randomVector(n);
      const b = matvec(A, x);
      const found = solve(A, b);
      const residual = distance(matvec(A, found), b);
      const size = rowNorm(A) * Math.max(...found.map(Math.abs));
      ok(residual <= 8 * n * EPS * size, `${residual / (EPS * size)}`);
      const condition = rowNorm(A) * rowNorm(inverse(A));
      ok(distance(found, x) <= 8 * n * EPS * condition);
    }
  }
});

systems('several right-hand sides at once are the single ones', () => {
  const [A, B] = [randomMatrix(5), randomMatrix(5, 3)];
  const X = solve(A, B);
  transpose(B).forEach((b, j) => {
    equal(
      X.map((row) => row[j]),
      solve(A, b),
    );
  });
});

systems('A·A⁻¹ and A⁻¹·A are the identity, to the condition number', () => {
  for (const n of SIZES) {
    const A = randomMatrix(n);
    const R = inverse(A);
    const bound = 8 * n * EPS * rowNorm(A) * rowNorm(R);
    ok(distance(matmul(A, R), identity(n)) <= bound);
    ok(distance(matmul(R, A), identity(n)) <= bound);
    ok(Math.abs(det(A) * det(R) - 1) <= bound);
  }
});

systems('zeros on the diagonal and zero columns of the rest are no obstacle', () => {
  equal(
    solve(
      [
        [0, 1],
        [1, 0],
      ],
      [2, 3],
    ),
    [3, 2],
  );
  equal(
    inverse([
      [0, 0, 2],
      [0, 4, 0],
      [1, 0, 0],
    ]),
    [
      [0, 0, 1],
      [0, 0.25, 0],
      [0.5, 0, 0],
    ],
  );
});

systems(
  'Hilbert matrices: small residuals, errors as large as the condition number, no pretence and no refusal',
  () => {
    for (const n of [4, 8, 12]) {
      const H = hilbert(n);
      const ones = new Array<number>(n).fill(1);
      const b = matvec(H, ones);
      const x = solve(H, b);
      const condition = rowNorm(H) * rowNorm(inverse(H));
      ok(condition > 10 ** (1.4 * n - 3), `condition ${condition}`);
      ok(distance(matvec(H, x), b) <= 8 * n * EPS * rowNorm(H) * Math.max(...x.map(Math.abs)));
      ok(distance(x, ones) <= EPS * condition * n, `${distance(x, ones)}`);
      if (n === 12) ok(distance(x, ones) > 1e-6, 'twelve unknowns lose at least ten digits');
    }
    // 1/det of the matrix of order 5 is 266716800000.
    ok(Math.abs(det(hilbert(5)) * 266716800000 - 1) < 1e-10);
  },
);

systems('cholesky: L·Lᵀ = A, lower triangular, positive diagonal, determinant', () => {
  for (const n of SIZES) {
    const R = randomMatrix(n);
    const A = matmul(R, transpose(R)).map((row, i) => row.map((x, j) => x + (i === j ? 0.1 : 0)));
    const L = cholesky(A);
    ok(distance(matmul(L, transpose(L)), A) <= 4 * n * EPS * rowNorm(A));
    ok(L.every((row, i) => row.every((x, j) => (j > i ? x === 0 : j < i || x > 0))));
    ok(Math.abs(2 * diag(L).reduce((sum, x) => sum + Math.log(x), 0) - logdet(A)) < 1e-10);
  }
  equal(
    cholesky([
      [4, 2, -2],
      [2, 10, 2],
      [-2, 2, 6],
    ]),
    [
      [2, 0, 0],
      [1, 3, 0],
      [-1, 1, 2],
    ],
  );
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

products.run();
determinants.run();
systems.run();
sums.run();
