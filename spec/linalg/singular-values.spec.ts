/** Singular values, QR factors, least squares, pseudo-inverses, norms and signed determinants, with their derivatives. */
import { Matrix, pseudoInverse, SingularValueDecomposition } from 'ml-matrix';
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import { add, gradient, hessian, jacobian, mul, type Scalar, square, sub, sum, sumOfSquares } from '../../lib/index.js';
import {
  det,
  diag,
  dot,
  identity,
  infinityNorm,
  inverse,
  leastSquares,
  matmul,
  matvec,
  norm,
  nuclearNorm,
  oneNorm,
  pinv,
  qr,
  singularValues,
  slogdet,
  spectralNorm,
  svd,
  transpose,
  vectorNorm,
} from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';
import { everyMode } from '../support/every-mode.js';
import { distance, gradients, type M, randomMatrix, randomVector, times } from './matrices.js';

const EPS = 2 ** -52;
const SHAPES: [number, number][] = [
  [1, 1],
  [2, 2],
  [4, 2],
  [2, 4],
  [1, 3],
  [6, 6],
  [12, 3],
];

const plain = suite('plain matrices');

plain('A = U·diag(s)·Vᵀ with orthonormal columns, and the values of ml-matrix', () => {
  for (const [m, n] of SHAPES) {
    const A = randomMatrix(m, n);
    const { U, s, V } = svd(A);
    const k = Math.min(m, n);
    const product = matmul(
      U.map((row) => row.map((x, j) => x * (s[j] as number))),
      transpose(V),
    );
    ok(distance(product, A) <= 16 * EPS * norm(A), `${m} x ${n}`);
    ok(distance(matmul(transpose(U), U), identity(k)) <= 16 * EPS);
    ok(distance(matmul(transpose(V), V), identity(k)) <= 16 * EPS);
    const other = new SingularValueDecomposition(new Matrix(m < n ? transpose(A) : A)).diagonal.slice(0, k);
    ok(distance(s, other) <= 16 * EPS * norm(A));
    equal(singularValues(A), s);
  }
});

plain('what depends on others has the singular value 0, however small it is beside the others', () => {
  same(
    singularValues([
      [1, 1],
      [1, 1],
    ])[1],
    0,
  );
  same(
    singularValues([
      [1, 2, 3],
      [2, 4, 6],
      [1, 1, 1],
    ])[2],
    0,
  );
  same(
    singularValues([
      [1, 1],
      [1, 1],
      [1, 1],
    ])[1],
    0,
  );
  same(
    singularValues([
      [0, 0, 0],
      [0, 0, 0],
    ]),
    [0, 0],
  );
  equal(
    singularValues([
      [1, 0],
      [0, 1e-30],
    ]),
    [1, 1e-30],
  );
  equal(
    singularValues([
      [2 ** 1000, 0],
      [0, 2 ** 900],
    ]),
    [2 ** 1000, 2 ** 900],
  );
  ok(
    svd([
      [Number.NaN, 1],
      [1, 1],
    ]).s.every(Number.isNaN),
  );
});

plain('A = Q·R, its diagonal not negative', () => {
  for (const [m, n] of SHAPES) {
    const A = randomMatrix(m, n);
    const { Q, R } = qr(A);
    ok(distance(matmul(Q, R), A) <= 16 * EPS * norm(A), `${m} x ${n}`);
    ok(distance(matmul(transpose(Q), Q), identity(Math.min(m, n))) <= 16 * EPS);
    ok(R.every((row, i) => row.every((x, j) => (j < i ? x === 0 : j > i || x >= 0))));
  }
  const { Q, R } = qr([
    [1, 2],
    [2, 4],
    [2, 4],
  ]);
  is(R[1]?.[1], 0);
  ok(
    distance(matmul(Q, R), [
      [1, 2],
      [2, 4],
      [2, 4],
    ]) <=
      8 * EPS,
  );
});

plain('pinv and least squares are those of ml-matrix, also where the rank is not full', () => {
  const low = matmul(randomMatrix(4, 2), randomMatrix(2, 3));
  for (const A of [...SHAPES.map(([m, n]) => randomMatrix(m, n)), low, transpose(low)]) {
    const P = pinv(A);
    const isWide = A.length < (A[0] as number[]).length;
    const tall = pseudoInverse(new Matrix(isWide ? transpose(A) : A)).to2DArray();
    const other = isWide ? transpose(tall) : tall;
    ok(distance(P, other) <= 1e-11 * norm(P));
    const b = randomVector(A.length);
    ok(distance(leastSquares(A, b), matvec(P, b)) <= 1e-11 * norm(P));
    ok(distance(leastSquares(A, identity(A.length)), P) <= 1e-11 * norm(P));
  }
  ok(thrown(() => leastSquares([[1], [2]], [1, 2, 3])) instanceof RangeError);
  ok(thrown(() => pinv([1, 2] as never)) instanceof RangeError);
});

plain('norms', () => {
  is(vectorNorm([3, -4]), 5);
  is(vectorNorm([3, -4], 1), 7);
  is(vectorNorm([3, -4], Number.POSITIVE_INFINITY), 4);
  ok(Math.abs(vectorNorm([3e200, -4e200], 3) - Math.cbrt(91) * 1e200) <= 1e185);
  for (const p of [1, 1.5, 2, 3, Number.POSITIVE_INFINITY]) equal([vectorNorm([], p), vectorNorm([0, 0], p)], [0, 0]);
  for (const p of [0.5, Number.NaN, '2']) ok(thrown(() => vectorNorm([1], p as number)) instanceof RangeError);
  const A = randomMatrix(3, 4);
  is(oneNorm(A), infinityNorm(transpose(A)));
  ok(Math.abs(spectralNorm(A) - new Matrix(A).norm('frobenius')) < norm(A));
  is(spectralNorm(A), singularValues(A)[0]);
  is(nuclearNorm(A), sum(singularValues(A)));
  for (const f of [oneNorm, infinityNorm, spectralNorm, nuclearNorm])
    ok(thrown(() => f([1, 2] as never)) instanceof RangeError);
});

plain('slogdet: sign and size of the determinant, of any size', () => {
  for (const n of [1, 2, 4, 5]) {
    const A = randomMatrix(n);
    const { sign, logAbs } = slogdet(A);
    ok(Math.abs(sign * Math.exp(logAbs) - det(A)) <= 1e-13);
  }
  same(
    slogdet([
      [1, 2],
      [2, 4],
    ]),
    { sign: 0, logAbs: Number.NEGATIVE_INFINITY },
  );
  const { sign, logAbs } = slogdet(diag(Array.from({ length: 301 }, () => -1e-10)));
  is(sign, -1);
  ok(Math.abs(logAbs + 301 * Math.log(1e10)) < 1e-9);
});

const slopes = suite('derivatives');

slopes('∂σ/∂A = u·vᵀ; Σσ² is the sum of squares, at full rank and below, to second order', () => {
  const A = randomMatrix(3, 2);
  const { U, V } = svd(A);
  for (const i of [0, 1]) {
    const exact = U.map((u) => V.map((v) => (u[i] as number) * (v[i] as number)));
    ok(
      distance(
        gradients((X) => singularValues(X)[i] as Scalar, A),
        exact,
      ) <= 1e-13,
    );
  }
  const f = (X: M): Scalar => sumOfSquares(singularValues(X));
  const low = [
    [1, 2, 3],
    [2, 4, 6],
    [1, 1, 1],
  ];
  for (const X of [
    A,
    transpose(A),
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    low,
  ]) {
    const H = hessian((Y: M) => sumOfSquares(Y.flat()), X);
    ok(distance(gradients(f, X), times(2, X)) <= 1e-13);
    const all = X === A ? [hessian, reverse.hessian] : [reverse.hessian];
    for (const driver of all) ok(distance(driver(f, X), H) <= 1e-12, JSON.stringify(X));
  }
});

slopes('U·diag(s³)·Vᵀ = A·Aᵀ·A, whatever the vectors of equal values are', () => {
  const f = (X: M): Scalar => {
    const { U, s, V } = svd(X);
    const cubes = s.map((x) => mul(x, square(x)));
    return weighed(
      matmul(
        U.map((row) => row.map((x, j) => mul(x, cubes[j] as Scalar))),
        transpose(V),
      ),
    );
  };
  const g = (X: M): Scalar => weighed(matmul(X, matmul(transpose(X), X)));
  for (const X of [
    randomMatrix(3, 2),
    [
      [1, 0],
      [0, -1],
    ],
  ]) {
    ok(distance(gradients(f, X), gradient(g, X)) <= 1e-12);
    ok(distance(hessian(f, X), hessian(g, X)) <= 1e-11);
  }
});

const weighed = (X: M): Scalar => sum(X.flatMap((row, i) => row.map((x, j) => mul(x, Math.cos(1 + i + 3 * j)))));

slopes('norms: the spectral norm has u·vᵀ, the nuclear norm U·Vᵀ, the others signs', () => {
  const A = [
    [0, 3],
    [4, 0],
  ];
  ok(
    distance(
      gradients((X) => spectralNorm(X), A),
      [
        [0, 0],
        [1, 0],
      ],
    ) <= 1e-15,
  );
  ok(
    distance(
      gradients((X) => nuclearNorm(X), A),
      [
        [0, 1],
        [1, 0],
      ],
    ) <= 1e-15,
  );
  ok(
    distance(
      gradients(
        (X) => nuclearNorm(X),
        [
          [1, 1],
          [1, 1],
        ],
      ),
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ) <= 1e-15,
  );
  equal(
    gradients(
      (X) => oneNorm(X),
      [
        [1, -2],
        [3, 4],
      ],
    ),
    [
      [0, -1],
      [0, 1],
    ],
  );
  equal(
    gradients(
      (X) => infinityNorm(X),
      [
        [1, -2],
        [3, 4],
      ],
    ),
    [
      [0, 0],
      [1, 1],
    ],
  );
  everyMode((x) => vectorNorm(x, 3), [3, -4], ofThreeNorm(3, -4), 1e-15);
  equal(
    gradient((x: Scalar[]) => vectorNorm(x, 3), [0, 0]),
    [0, 0],
  );
  equal(
    gradient((x: Scalar[]) => vectorNorm(x, 1), [3, -4]),
    [1, -1],
  );
});

/** By hand: n = (|x|³ + |y|³)^(1/3). */
function ofThreeNorm(x: number, y: number): { gradient: number[]; hessian: number[][] } {
  const n = Math.cbrt(Math.abs(x) ** 3 + Math.abs(y) ** 3);
  const g = [x, y].map((a) => (a * Math.abs(a)) / n ** 2) as [number, number];
  const H = [x, y].map((a, i) =>
    [x, y].map((_, j) => (i === j ? (2 * Math.abs(a)) / n ** 2 : 0) - (2 * (g[i] as number) * (g[j] as number)) / n),
  );
  return { gradient: g, hessian: H };
}

slopes('qr by the equations A = Q·R, QᵀQ = I; unknown where columns depend on each other', () => {
  const A = randomMatrix(4, 3);
  const D = randomMatrix(4, 3);
  const path = (t: Scalar): M => A.map((row, i) => row.map((x, j) => add(x, mul(t, D[i]?.[j] as number))));
  const { Q, R } = qr(A);
  const dQ = jacobian((t: Scalar) => qr(path(t)).Q, 0) as unknown as number[][];
  const dR = jacobian((t: Scalar) => qr(path(t)).R, 0) as unknown as number[][];
  const sumOf = (X: number[][], Y: number[][]): number[][] =>
    X.map((row, i) => row.map((x, j) => x + (Y[i]?.[j] as number)));
  ok(distance(sumOf(matmul(dQ, R), matmul(Q, dR)), D) <= 1e-12);
  const turn = matmul(transpose(Q), dQ);
  ok(distance(turn, times(-1, transpose(turn))) <= 1e-12);
  ok(dR.every((row, i) => row.every((x, j) => j >= i || x === 0)));
  const slope = gradient(
    (X: M) => qr(X).R[1]?.[1] as Scalar,
    [
      [1, 2],
      [2, 4],
    ],
  ) as number[][];
  ok(slope.flat().every(Number.isNaN));
});

slopes('least squares: the normal equations, in every mode; pinv to second order', () => {
  const t = [0, 1, 2, 4];
  // The slope of a line through ((tᵢ), yᵢ) by two of the yᵢ and a shift of one t.
  const f = ([y, z, w]: readonly Scalar[]): Scalar =>
    dot(
      leastSquares(
        [
          [1, 0],
          [1, w],
          [1, 2],
          [1, 4],
        ] as M,
        [y, 1, z, 3] as Scalar[],
      ),
      [0.5, 1],
    );
  const g = ([y, z, w]: readonly Scalar[]): Scalar => {
    const A = [
      [1, 0],
      [1, w],
      [1, 2],
      [1, 4],
    ] as M;
    const N = inverse(matmul(transpose(A), A));
    return dot(matvec(N, matvec(transpose(A), [y, 1, z, 3] as Scalar[])), [0.5, 1]);
  };
  const x = [0.3, 2.5, t[1] as number];
  everyMode(f, x, { gradient: gradient(g as never, x), hessian: hessian(g as never, x) as never }, 1e-13);
  for (const [m, n] of [
    [3, 2],
    [2, 3],
  ] as const) {
    const A = randomMatrix(m, n);
    const h = (X: M): Scalar => weighed(pinv(X));
    const k = (X: M): Scalar =>
      weighed(
        m > n
          ? matmul(inverse(matmul(transpose(X), X)), transpose(X))
          : matmul(transpose(X), inverse(matmul(X, transpose(X)))),
      );
    const H = hessian(k, A) as unknown as number[];
    ok(distance(gradients(h, A), gradient(k, A)) <= 1e-9);
    ok(distance(hessian(h, A), H) <= 1e-8 * Math.max(1, ...(H.flat(4) as number[]).map(Math.abs)));
  }
});

slopes('pinv below full rank: right along ways on which the rank stays, a jump elsewhere', () => {
  // (t·J)⁺ = J/(4t)
  const J = jacobian(
    (t: Scalar) =>
      pinv([
        [t, t],
        [t, t],
      ]),
    1,
  ) as unknown as number[][];
  ok(
    distance(J, [
      [-0.25, -0.25],
      [-0.25, -0.25],
    ]) <= 1e-15,
  );
  const jump = jacobian(
    (t: Scalar) =>
      pinv([
        [1, 1],
        [1, t],
      ]),
    1,
  ) as unknown as number[][];
  ok(jump.flat().every((x) => !Number.isFinite(x)));
});

slopes('slogdet: the transposed inverse, for both signs', () => {
  for (const A of [
    [
      [0, 2],
      [1, 0],
    ],
    randomMatrix(4),
    randomMatrix(5),
  ]) {
    ok(
      distance(
        gradients((X) => slogdet(X).logAbs, A),
        transpose(inverse(A)),
      ) <= 1e-10,
    );
  }
});

slopes('what svd says of an equal pair alone is the mean of both', () => {
  const top = ([a, b]: readonly Scalar[]): Scalar =>
    singularValues([
      [a, 0],
      [0, b],
    ] as M)[0] as Scalar;
  ok(distance(gradient(top as never, [2, 2]), [0.5, 0.5]) <= 1e-15);
  const gap = ([a, b]: readonly Scalar[]): Scalar => {
    const [s, t] = singularValues([
      [a, 0],
      [0, b],
    ] as M) as [Scalar, Scalar];
    return square(sub(s, t));
  };
  ok(
    distance(hessian(gap as never, [2, 2]), [
      [2, -2],
      [-2, 2],
    ]) <= 1e-13,
  );
});

plain.run();
slopes.run();
