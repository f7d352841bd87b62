/** Equations, inverses and Cholesky factors of plain numbers, and honesty about conditioning. */
import { suite } from 'uvu';
import { equal, is, ok, throws } from 'uvu/assert';
import {
  cholesky,
  det,
  diag,
  identity,
  inverse,
  logdet,
  matmul,
  matvec,
  solve,
  transpose,
} from '../../lib/linalg/index.js';
import { distance, hilbert, random, randomMatrix, randomVector, rowNorm } from './matrices.js';

const SIZES = [1, 2, 3, 4, 5, 8, 13, 20];
const EPS = 2 ** -52;

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

systems('rows and columns in units of very different size cost no digits', () => {
  for (let run = 0; run < 200; run++) {
    const n = 4;
    const R = randomMatrix(n);
    const A = matmul(R, transpose(R)).map((row, i) => row.map((x, j) => x + (i === j ? 0.1 : 0)));
    // Powers of two, so that nothing is rounded on the way to and fro.
    const units = A.map(() => 2 ** (random() > 0 ? 40 : -40));
    const u = (i: number): number => units[i] as number;
    const found = inverse(A.map((row, i) => row.map((x, j) => x * u(i) * u(j))));
    const back = found.map((row, i) => row.map((x, j) => x * u(i) * u(j)));
    const condition = rowNorm(A) * rowNorm(back);
    ok(distance(matmul(back, A), identity(n)) <= 8 * EPS * condition, `run ${run}`);
  }
});

systems('rows of any size: the pivot is the one that is large in its row', () => {
  // By Cramer's rule x = [1e20 - 2e20, 1]/(1 - 1e20), both next to 1.
  equal(
    solve(
      [
        [1, 1e20],
        [1, 1],
      ],
      [1e20, 2],
    ),
    [1, 1],
  );
  equal(
    inverse([
      [0, 2 ** -1000],
      [2 ** 1000, 0],
    ]),
    [
      [0, 2 ** -1000],
      [2 ** 1000, 0],
    ],
  );
});

systems('a determinant of 0 is an error, whatever rounding makes of the last pivot', () => {
  const whole: number[][][] = [
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
    [
      [16, 2, 3, 13],
      [5, 11, 10, 8],
      [9, 7, 6, 12],
      [4, 14, 15, 1],
    ],
  ];
  for (const A of whole) {
    for (const s of [1, 2 ** -400, 2 ** 300]) {
      const B = A.map((row) => row.map((x) => s * x));
      throws(() => inverse(B), /^inverse: expected A to be invertible, got a singular/);
      throws(
        () =>
          solve(
            B,
            A.map(() => 1),
          ),
        /^solve: expected A to be invertible/,
      );
      is(logdet(B), Number.NEGATIVE_INFINITY);
    }
  }
});

systems('almost singular is not singular', () => {
  // Determinant -1: 1 - 9·10¹⁴ + 9·10¹⁴ - 2.
  const A = [
    [30000001, 30000000],
    [30000000, 29999999],
  ];
  ok(Math.abs((inverse(A)[0]?.[0] as number) / -29999999 - 1) < 0.01);
  // Columns of very different size: the determinant underflows, the inverse does not.
  const B = [
    [1, 1, 2],
    [1, 3, 1],
    [1, 1, 5],
  ];
  const small = inverse(B.map(([a, b, c]) => [a as number, (b as number) * 2 ** -660, (c as number) * 2 ** -660]));
  equal(
    small.map((row, i) => row.map((x) => (i === 0 ? x : x * 2 ** -660))),
    inverse(B),
  );
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

systems('cholesky: rounding errors beside the diagonal do not make a matrix unsymmetric', () => {
  equal(
    cholesky([
      [1, 1e-18],
      [-1e-18, 1],
    ]),
    identity(2),
  );
  const small = 2 ** -500;
  equal(
    cholesky([
      [small * small, small * 1e-15],
      [0, 1],
    ]),
    [
      [small, 0],
      [0.5e-15, 1],
    ],
  );
  throws(
    () =>
      cholesky([
        [1, 1e-9],
        [0, 1],
      ]),
    /expected A to be symmetric, got 0 at \[1]\[0] and 1e-9 at \[0]\[1]/,
  );
  throws(
    () =>
      cholesky([
        [1, 2],
        [3, -1],
      ]),
    /expected A to be positive definite/,
  );
});

systems.run();
