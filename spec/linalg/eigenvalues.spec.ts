/** Eigenvalues and eigenvectors of symmetric matrices, also repeated ones, with their derivatives in every mode. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  abs,
  add,
  derivative,
  derivatives,
  div,
  exp,
  gradient,
  hessian,
  jacobian,
  log,
  look,
  max,
  mul,
  type Scalar,
  secondDerivative,
  sqrt,
  sub,
  sum,
  sumOfSquares,
} from '../../lib/index.js';
import { det, eigh, eigvalsh, identity, matmul, norm, trace, transpose } from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { thrown } from '../support/assert.js';
import { everyMode } from '../support/every-mode.js';
import { distance, gradients, type M, plus, randomMatrix, times } from './matrices.js';

const EPS = 2 ** -52;
const symmetric = (n: number): number[][] => {
  const A = randomMatrix(n);
  return times(0.5, plus(A, transpose(A)));
};
const rotated = (values: readonly number[]): number[][] => {
  const { vectors } = eigh(symmetric(values.length));
  const A = matmul(
    vectors.map((row) => row.map((x, j) => x * (values[j] as number))),
    transpose(vectors),
  );
  return times(0.5, plus(A, transpose(A)));
};

const plain = suite('plain matrices');

plain('A·V = V·Λ and VᵀV = I to rounding, and the values of ml-matrix', () => {
  for (const n of [1, 2, 3, 5, 8, 20]) {
    for (let run = 0; run < 2; run++) {
      const A = symmetric(n);
      const { values, vectors } = eigh(A);
      const size = norm(A);
      ok(distance(matmul(transpose(vectors), vectors), identity(n)) <= 4 * n * EPS, `n = ${n}`);
      const scaled = vectors.map((row) => row.map((x, j) => x * (values[j] as number)));
      ok(distance(matmul(A, vectors), scaled) <= 4 * n * EPS * size);
      const other = new EigenvalueDecomposition(new Matrix(A)).realEigenvalues.slice().sort((a, b) => a - b);
      ok(distance(values, other) <= 8 * n * EPS * size);
      equal(eigvalsh(A), values);
    }
  }
});

plain('entries of any size: no overflow, no underflow, and small eigenvalues of graded matrices', () => {
  equal(
    eigvalsh(
      times(2 ** 1000, [
        [2, 1],
        [1, 2],
      ]),
    ),
    [2 ** 1000, 3 * 2 ** 1000],
  );
  equal(
    eigvalsh(
      times(2 ** -1040, [
        [2, 1],
        [1, 2],
      ]),
    ),
    [2 ** -1040, 3 * 2 ** -1040],
  );
  equal(
    eigvalsh([
      [0, 0],
      [0, 0],
    ]),
    [0, 0],
  );
  equal(
    eigvalsh([
      [1, 0, 0],
      [0, 2e-20, 0],
      [0, 0, 1e-20],
    ]),
    [1e-20, 2e-20, 1],
  );
  // The product of the eigenvalues is the determinant, 3e-40: the smaller one has all its digits.
  const [small = 0, large = 0] = eigvalsh([
    [1, 1e-20],
    [1e-20, 4e-40],
  ]);
  ok(Math.abs(small * large - 3e-40) < 1e-55, `${small}`);
});

plain('those that are equal but for rounding errors are given as equal', () => {
  equal(
    eigvalsh([
      [2, 1, 1],
      [1, 2, 1],
      [1, 1, 2],
    ]).map((x, i, all) => x === all[Math.min(i, 1)]),
    [true, true, false],
  );
  for (let run = 0; run < 20; run++) {
    const [a, b, c, d] = eigvalsh(rotated([-1, 0.3, 0.3, 0.3])) as [number, number, number, number];
    ok(b === c && c === d && a !== b, `${[a, b, c, d]}`);
    const apart = eigvalsh(rotated([1, 1 + 1e-13]));
    ok(apart[0] !== apart[1]);
  }
});

plain('of v and -v the one whose largest number is positive', () => {
  for (let run = 0; run < 10; run++) {
    for (const v of transpose(eigh(symmetric(5)).vectors)) ok(Math.max(...v) >= Math.max(...v.map((x) => -x)) - 1e-12);
  }
});

plain('what is not finite gives NaN, what is not symmetric an error', () => {
  ok(
    eigvalsh([
      [1, Number.NaN],
      [Number.NaN, 1],
    ]).every(Number.isNaN),
  );
  ok(
    eigh([
      [1, 0],
      [0, Number.POSITIVE_INFINITY],
    ])
      .vectors.flat()
      .every(Number.isNaN),
  );
  const error = thrown(() =>
    eigh([
      [1, 2],
      [3, 4],
    ]),
  );
  ok(error instanceof RangeError);
  is(
    error.message,
    'eigh: expected A to be symmetric, got 3 at [1][0] and 2 at [0][1]. Use eigh of the mean of A and its transpose where these are ' +
      'rounding errors, or svd.',
  );
  equal(
    eigvalsh([
      [1, 2 + 1e-12],
      [2 - 1e-12, 1],
    ]),
    eigvalsh([
      [1, 2],
      [2, 1],
    ]),
  );
  ok(thrown(() => eigvalsh([[1, 2, 3]])) instanceof RangeError);
});

const simple = suite('eigenvalues that are apart');

simple('∂λ/∂A = v·vᵀ, and the Hessian by first-order perturbation', () => {
  for (const n of [2, 3, 5]) {
    const A = symmetric(n);
    const { values, vectors } = eigh(A);
    for (let i = 0; i < n; i++) {
      const slope = gradients((Y) => eigvalsh(Y)[i] as Scalar, A);
      ok(
        distance(
          slope,
          vectors.map((row) => vectors.map((other) => (row[i] as number) * (other[i] as number))),
        ) <= 1e-13,
      );
    }
    // λᵢ'' along D: 2·Σ (vᵢᵀDvⱼ)²/(λᵢ - λⱼ)
    const D = symmetric(n);
    const W = matmul(matmul(transpose(vectors), D), vectors);
    const path = (t: Scalar): M => A.map((row, p) => row.map((x, q) => add(x, mul(t, D[p]?.[q] as number))));
    values.forEach((lambda, i) => {
      const exact = values.reduce(
        (all, mu, j) => (j === i ? all : all + (2 * (W[i]?.[j] as number) ** 2) / (lambda - mu)),
        0,
      );
      const second = secondDerivative((t) => eigvalsh(path(t))[i] as Scalar, 0);
      ok(Math.abs(second - exact) <= 1e-10 * Math.max(1, Math.abs(exact)), `${second}, ${exact}`);
    });
  }
});

simple('eigenvectors: derivatives by differences, and V·f(Λ)·Vᵀ by series to the fourth order', () => {
  const A = rotated([-1, 0.2, 1.5]);
  const D = symmetric(3);
  const path = (t: Scalar): M => A.map((row, p) => row.map((x, q) => add(x, mul(t, D[p]?.[q] as number))));
  const slopes = jacobian((t: Scalar) => eigh(path(t)).vectors, 0) as unknown as number[][];
  const h = 1e-5;
  const [up, down] = [h, -h].map((t) => eigh(path(t) as number[][]).vectors) as [number[][], number[][]];
  ok(distance(slopes, times(1 / (2 * h), plus(up, times(-1, down)))) < 1e-8);
  ok(
    distance(
      derivatives((t) => ofEigenvalues(path(t)), 0, 4),
      derivatives((t) => ofSeries(path(t)), 0, 4),
    ) < 1e-11,
  );
});

/** A number made of the matrix e^A, by its spectrum and by its power series. */
const ofEigenvalues = (A: M): Scalar => {
  const { values, vectors } = eigh(A);
  const scaled = vectors.map((row) => row.map((x, j) => mul(x, exp(values[j] as Scalar))));
  return weighed(matmul(scaled, transpose(vectors)));
};
const ofSeries = (A: M): Scalar => weighed(exponential(A));
const weighed = (F: M): Scalar => sum(F.flatMap((row, i) => row.map((x, j) => mul(x, Math.cos(1 + i + 3 * j)))));

function exponential(A: M): M {
  let term: M = identity(A.length);
  let total: M = term;
  for (let k = 1; k < 22; k++) {
    term = matmul(term, A).map((row) => row.map((x) => div(x, k)));
    total = total.map((row, i) => row.map((x, j) => add(x, term[i]?.[j] as Scalar)));
  }
  return total;
}

const repeated = suite('repeated eigenvalues');

/** The matrix whose entries on and below the diagonal are given. */
const matrixFrom = (x: readonly Scalar[]): M => {
  const n = (Math.sqrt(1 + 8 * x.length) - 1) / 2;
  const at = (i: number, j: number): number => (i * (i + 1)) / 2 + j;
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => x[at(Math.max(i, j), Math.min(i, j))] as Scalar),
  );
};
const entriesOf = (A: number[][]): number[] => A.flatMap((row, i) => row.slice(0, i + 1));

repeated('the Hessian of λ₁² + λ₂² is diag(2, 4, 2) in every mode', () => {
  const f = ([a, b, c]: readonly Scalar[]): Scalar =>
    sumOfSquares(
      eigvalsh([
        [a, b],
        [b, c],
      ] as M),
    );
  const H = [
    [2, 0, 0],
    [0, 4, 0],
    [0, 0, 2],
  ];
  everyMode(f, [1, 0, 1], { gradient: [2, 0, 2], hessian: H }, 1e-14, true);
  everyMode(f, [2, 1, 3], { gradient: [4, 4, 6], hessian: H }, 1e-14);
});

const points: [name: string, A: number[][]][] = [
  ['three equal', identity(3)],
  [
    'two of three, not along the axes',
    [
      [2, 1, 1],
      [1, 2, 1],
      [1, 1, 2],
    ].map((row) => row.map((x) => x / 4)),
  ],
  [
    'two pairs',
    [
      [1, 0, 0, 0],
      [0, 0.5, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0.5],
    ],
  ],
  ['rotated, with rounding errors', rotated([0.5, 0.5, -1])],
];

for (const [name, A] of points) {
  repeated(`${name}: Σ e^λ is the trace of the series, first and second order, forward and reverse`, () => {
    const x = entriesOf(A);
    const f = (p: readonly Scalar[]): Scalar => sum(eigvalsh(matrixFrom(p)).map(exp));
    const g = (p: readonly Scalar[]): Scalar => trace(exponential(matrixFrom(p)));
    const [slopes, H] = [gradient(g as never, x), hessian(g as never, x)];
    for (const drivers of A.length > 3 ? [reverse] : [{ gradient, hessian }, reverse]) {
      ok(distance(drivers.gradient(f as never, x), slopes) < 1e-13);
      ok(distance(drivers.hessian(f as never, x), H) < 1e-12);
    }
  });
}

repeated('V·f(Λ)·Vᵀ too, whatever basis V is of their space', () => {
  const x = entriesOf([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 0.5],
  ]);
  const f = (p: readonly Scalar[]): Scalar => ofEigenvalues(matrixFrom(p));
  const g = (p: readonly Scalar[]): Scalar => ofSeries(matrixFrom(p));
  for (const drivers of [{ gradient, hessian }, reverse]) {
    ok(distance(drivers.gradient(f as never, x), gradient(g as never, x)) < 1e-13);
    ok(distance(drivers.hessian(f as never, x), hessian(g as never, x)) < 1e-12);
  }
});

repeated('derivatives to the third order of symmetric functions, also as series', () => {
  const A = [
    [2, 1, 1],
    [1, 2, 1],
    [1, 1, 2],
  ].map((row) => row.map((x) => x / 4));
  const D = symmetric(3);
  const path = (t: Scalar): M => A.map((row, p) => row.map((x, q) => add(x, mul(t, D[p]?.[q] as number))));
  const f = (t: Scalar): Scalar => sum(eigvalsh(path(t)).map(exp));
  ok(
    distance(
      derivatives(f, 0, 3),
      derivatives((t) => trace(exponential(path(t))), 0, 3),
    ) < 1e-11,
  );
  const product = (t: Scalar): Scalar => eigvalsh(path(t)).reduce(mul, 1);
  ok(
    distance(
      derivatives(product, 0, 3),
      derivatives((t) => det(path(t)), 0, 3),
    ) < 1e-12,
  );
});

repeated('each of them alone is a kink: the mean slope, as max has it', () => {
  const at =
    (i: number) =>
    (p: readonly Scalar[]): Scalar =>
      eigvalsh(matrixFrom(p))[i] as Scalar;
  everyMode(at(1), [1, 0, 1], { gradient: [0.5, 0, 0.5] }, 1e-15);
  ok(distance(gradient(at(1) as never, entriesOf(identity(3))), [1 / 3, 0, 1 / 3, 0, 0, 1 / 3]) < 1e-15);
  // 1 ± |t|
  const crossing =
    (i: number) =>
    (t: Scalar): Scalar =>
      eigvalsh([
        [1, t],
        [t, 1],
      ])[i] as Scalar;
  is(derivative(crossing(0), 0), 0);
  is(secondDerivative(crossing(1), 0), 0);
  is(
    secondDerivative(
      (t) =>
        sumOfSquares(
          eigvalsh([
            [1, t],
            [t, 1],
          ]),
        ),
      0,
    ),
    4,
  );
  // The distance of both, 2·√(((a - c)/2)² + b²), and its square; the greater of both.
  const gap = ([a, b, c]: readonly Scalar[]): Scalar => {
    const [low, high] = eigvalsh([
      [a, b],
      [b, c],
    ] as M) as [Scalar, Scalar];
    return sub(high, low);
  };
  equal(gradient(gap as never, [1, 0, 1]), [0, 0, 0]);
  const squared = (p: readonly Scalar[]): Scalar => mul(gap(p), gap(p));
  everyMode(
    squared,
    [1, 0, 1],
    {
      gradient: [0, 0, 0],
      hessian: [
        [2, 0, -2],
        [0, 8, 0],
        [-2, 0, 2],
      ],
    },
    1e-13,
  );
  const top = ([a, b, c]: readonly Scalar[]): Scalar =>
    max(
      ...(eigvalsh([
        [a, b],
        [b, c],
      ] as M) as [Scalar, Scalar]),
    );
  ok(distance(gradient(top as never, [1, 0, 1]), [0.5, 0, 0.5]) < 1e-15);
});

repeated('a tie that lasts is no kink', () => {
  const f = (t: Scalar): Scalar =>
    eigvalsh([
      [exp(t), 0],
      [0, exp(t)],
    ])[0] as Scalar;
  ok(distance(derivatives(f, 0, 3), [1, 1, 1, 1]) < 1e-14);
  const three = (t: Scalar): Scalar =>
    eigvalsh([
      [exp(t), 0, 0],
      [0, exp(t), 0],
      [0, 0, t],
    ])[2] as Scalar;
  ok(distance(derivatives(three, 1, 2), [Math.E, Math.E, Math.E]) < 1e-13);
});

repeated('an eigenvector of a repeated eigenvalue has no derivative', () => {
  const f = ([a, b, c]: readonly Scalar[]): Scalar =>
    eigh([
      [a, b],
      [b, c],
    ] as M).vectors[0]?.[0] as Scalar;
  const slopes = gradient(f as never, [1, 0, 1]) as unknown as number[];
  ok(
    slopes.every((x) => !Number.isFinite(x)),
    `${slopes}`,
  );
  // Those of the others have theirs.
  const third = (t: Scalar): Scalar =>
    eigh([
      [1, 0, t],
      [0, 1, 0],
      [t, 0, 3],
    ]).vectors[0]?.[2] as Scalar;
  ok(Math.abs(derivative(third, 0) - 0.5) < 1e-15);
});

repeated('without looks the kinks count as flat', () => {
  const before = look.operations;
  look.operations = 0;
  try {
    const H = hessian(
      ([a, b, c]: readonly Scalar[]) =>
        sumOfSquares(
          eigvalsh([
            [a, b],
            [b, c],
          ] as M),
        ),
      [1, 0, 1],
    );
    ok((H as number[][]).flat().every(Number.isFinite));
  } finally {
    look.operations = before;
  }
});

const elsewhere = suite('beside other singular points');

elsewhere('√λ of a singular matrix, and what is smooth in it', () => {
  // λ = t² and 1
  const f = (t: Scalar): Scalar =>
    sqrt(
      eigvalsh([
        [mul(t, t), 0],
        [0, 1],
      ])[0] as Scalar,
    );
  is(derivative(f, 0), 0);
  const g = (t: Scalar): Scalar => {
    const root = sqrt(
      abs(
        eigvalsh([
          [t, 0],
          [0, 1],
        ])[0] as Scalar,
      ),
    );
    return mul(root, root);
  };
  is(derivative(g, 0), 0);
  is(
    derivative(
      (t) =>
        add(
          log(
            eigvalsh([
              [2, t],
              [t, 2],
            ])[1] as Scalar,
          ),
          log(
            eigvalsh([
              [2, t],
              [t, 2],
            ])[0] as Scalar,
          ),
        ),
      0,
    ),
    0,
  );
});

plain.run();
simple.run();
repeated.run();
elsewhere.run();
