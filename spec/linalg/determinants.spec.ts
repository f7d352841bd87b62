/** Determinants of plain numbers: exact in whole numbers, 0 when singular, and in range while minors are not. */
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import { det, diag, identity, logdet, matmul, norm, transpose } from '../../lib/linalg/index.js';
import { same } from '../support/assert.js';
import { exactDeterminant, randomMatrix, wholeMatrix } from './matrices.js';

const SIZES = [1, 2, 3, 4, 5, 8, 13, 20];
const EPS = 2 ** -52;

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
        for (const [i, row] of A.entries()) {
          for (let j = 0; j < n; j++) row[j] = (row[j] as number) + (u[i] as number) * (v[j] as number);
        }
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

determinants('entries of any size: singular is 0, regular is right wherever it is in range', () => {
  for (const n of [4, 6, 8, 12]) {
    for (const e of [300, -300, 900, -900]) {
      const A = wholeMatrix(n).map((row) => row.map((x) => x * 2 ** e));
      const [first, second] = A as [number[], number[]];
      const singular = A.map((row, i) => (i < n - 1 ? row : first.map((x, j) => x + (second[j] as number))));
      same(det(singular), 0);
    }
    // Large and small entries whose products are 1, and an entry that does not count.
    const graded = identity(n).map((row, i) =>
      row.map((x, j) => (i === j + 1 ? 2 ** -600 : x * 2 ** (i % 2 === 0 ? 600 : -600))),
    );
    is(det(graded), 1);
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

determinants.run();
