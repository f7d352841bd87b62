/** Section 5.3: Jacobians of vector-valued functions. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import { add, cos, dot, exp, jvp, mul, type Scalar, sin, square, sub, sumOfSquares } from '../../lib/index.js';
import { det, inverse, matmul, matvec, transpose } from '../../lib/linalg/index.js';
import { vjp } from '../../lib/reverse/index.js';
import { randomMatrix, randomVector } from '../linalg/matrices.js';
import { near } from '../support/assert.js';
import { close, columnsByDifferences, shapeOf } from './compare.js';
import { MODES } from './modes.js';

type Vector = readonly Scalar[];

const chapter = suite('section 5.3');

/** ℝ² → ℝ³. */
const field = ([x1, x2]: Vector): Scalar[] => [mul(x1, exp(x2)), sin(mul(x1, x2)), sub(square(x1), x2)];
const x = [0.75, -0.5];
const [x1, x2] = x;
const J = [
  [Math.exp(x2), x1 * Math.exp(x2)],
  [x2 * Math.cos(x1 * x2), x1 * Math.cos(x1 * x2)],
  [2 * x1, -1],
];

chapter('(5.54)-(5.56): a partial derivative of a vector field is a column; the columns side by side are df/dx', () => {
  const columns = [
    [1, 0],
    [0, 1],
  ].map((unit) => jvp(field, x, unit).tangent);
  close(columns, transpose(J), 'columns');
  close(
    columns,
    columnsByDifferences((t) => field(t) as number[], x),
    'columns by differences',
    1e-9,
  );
  for (const { name, jacobian } of MODES) close(jacobian(field, x), transpose(columns), name);
});

chapter('(5.57), (5.58): the Jacobian is m x n, with J(i, j) = ∂f_i/∂x_j', () => {
  for (const { name, jacobian, gradient } of MODES) {
    const exact = jacobian(field, x);
    equal(shapeOf(exact), [3, 2], name);
    close(exact, J, name);
    // Row i is the gradient of f_i.
    exact.forEach((row, i) => {
      close(
        gradient((t: Scalar[]) => field(t)[i], x),
        row,
        `${name}, row ${i}`,
      );
    });
  }
  const rows = [0, 1, 2].map(
    (i) =>
      vjp(
        field,
        x,
        [0, 1, 2].map((k) => Number(i === k)),
      ).cotangent,
  );
  close(rows, J, 'rows by vector-Jacobian products');
});

chapter('(5.59)-(5.65), figure 5.5: the determinant of the Jacobian scales areas', () => {
  const linear = ([x1, x2]: Vector): Scalar[] => [add(mul(-2, x1), x2), add(x1, x2)];
  const expected = [
    [-2, 1],
    [1, 1],
  ];
  // The unit square spanned by b₁, b₂ goes to the parallelogram of c₁, c₂: from area 1 to area 3.
  const [B, C] = [
    [
      [1, 0],
      [0, 1],
    ],
    [linear([1, 0]), linear([0, 1])],
  ] as number[][][];
  is(Math.abs(det(B)), 1);
  is(Math.abs(det(transpose(C))), 3);
  equal(matmul(transpose(C), inverse(transpose(B))), expected);
  for (const { name, jacobian } of MODES) {
    for (const at of [
      [0, 0],
      [3, -7],
    ]) {
      equal(jacobian(linear, at), expected, name);
      is(det(jacobian(linear, at)), -3, name);
    }
  }
});

chapter('(5.59)-(5.65), figure 5.5: where the map is not linear the factor varies: r for polar coordinates', () => {
  const polar = ([r, angle]: Vector): Scalar[] => [mul(r, cos(angle)), mul(r, sin(angle))];
  for (const { name, jacobian } of MODES) {
    for (const [r, angle] of [
      [2, 0.5],
      [0.25, -3],
      [10, 1],
    ]) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      close(
        jacobian(polar, [r, angle]),
        [
          [c, -r * s],
          [s, r * c],
        ],
        name,
      );
      near(det(jacobian(polar, [r, angle])), r, 4, name);
    }
    // ∫∫ det J dr dφ over [0, 2] x [0, 2π], by midpoints, is the area of the disc.
    const n = 8;
    let area = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const at = [(2 * (i + 0.5)) / n, (2 * Math.PI * (j + 0.5)) / n];
        area += det(jacobian(polar, at)) * (2 / n) * ((2 * Math.PI) / n);
      }
    }
    close(area, 4 * Math.PI, `${name}, area of the disc`);
  }
});

chapter('figure 5.6: the shapes of df/dx: a number, a 1 x D row, an E x 1 column, E x D', () => {
  const [D, E] = [4, 3];
  const many = (t: Scalar): Scalar[] => Array.from({ length: E }, (_, i) => mul(i, t));
  const at = randomVector(D);
  for (const { name, jacobian } of MODES) {
    equal(shapeOf(jacobian((t: Scalar) => square(t), 2)), [], name);
    equal(shapeOf(jacobian((t: Scalar[]) => sumOfSquares(t), at)), [D], name);
    equal(shapeOf(jacobian((t: Scalar[]) => [sumOfSquares(t)], at)), [1, D], name);
    equal(shapeOf(jacobian(many, 2)), [E], name);
    equal(shapeOf(jacobian(([t]: Scalar[]) => many(t), [2])), [E, 1], name);
    equal(shapeOf(jacobian((t: Scalar[]) => many(sumOfSquares(t)), at)), [E, D], name);
  }
});

chapter('(5.66), (5.67), example 5.9: the Jacobian of Ax is A', () => {
  for (const { name, jacobian } of MODES) {
    for (const [M, N] of [
      [3, 2],
      [2, 5],
      [1, 4],
      [4, 1],
    ]) {
      const A = randomMatrix(M, N);
      equal(
        jacobian((t: Scalar[]) => matvec(A, t), randomVector(N)),
        A,
        `${name}, ${M} x ${N}`,
      );
    }
  }
});

chapter('(5.68)-(5.73), example 5.10: exp(x₁x₂²) along x = (t cos t, t sin t)', () => {
  const f = ([x1, x2]: Vector): Scalar => exp(mul(x1, square(x2)));
  const path = (t: Scalar): [Scalar, Scalar] => [mul(t, cos(t)), mul(t, sin(t))];
  for (const t of [-1.5, -0.25, 0, 0.5, 1, 1.5]) {
    const [c, s] = [Math.cos(t), Math.sin(t)];
    const [x1, x2] = [t * c, t * s];
    const expected = Math.exp(x1 * x2 ** 2) * (x2 ** 2 * (c - t * s) + 2 * x1 * x2 * (s + t * c));
    for (const { name, gradient, jacobian } of MODES) {
      const [row, column] = [jacobian((u: Scalar[]) => [f(u)], [x1, x2]), jacobian(([u]: Scalar[]) => path(u), [t])];
      equal(
        [shapeOf(row), shapeOf(column)],
        [
          [1, 2],
          [2, 1],
        ],
      );
      close(matmul(row, column), [[expected]], `${name}, as a product, t = ${t}`);
      close(
        gradient((u: Scalar) => f(path(u)), t),
        expected,
        `${name}, t = ${t}`,
      );
    }
  }
});

chapter('(5.74)-(5.83), example 5.11: the loss ||y - Φθ||² has the gradient -2(y - Φθ)ᵀΦ', () => {
  const [N, D] = [5, 3];
  const Phi = randomMatrix(N, D);
  const [y, theta] = [randomVector(N), randomVector(D)];
  const residual = (t: Vector): Scalar[] => matvec(Phi, t).map((p, i) => sub(y[i], p));
  const loss = (e: Vector): Scalar => sumOfSquares(e);
  const e = y.map((target, i) => target - Phi[i].reduce((s, phi, j) => s + phi * theta[j], 0));
  const expected = theta.map((_, j) => -2 * e.reduce((s, r, i) => s + r * Phi[i][j], 0));
  for (const { name, gradient, jacobian } of MODES) {
    // ∂L/∂e = 2eᵀ, ∂e/∂θ = -Φ.
    const [outer, inner] = [gradient(loss, e), jacobian(residual, theta)];
    close(
      outer,
      e.map((r) => 2 * r),
      `${name}, ∂L/∂e`,
    );
    equal(
      inner,
      Phi.map((row) => row.map((phi) => -phi)),
      `${name}, ∂e/∂θ`,
    );
    close(matmul([outer], inner), [expected], `${name}, by the chain rule`);
    close(
      gradient((t: Scalar[]) => loss(residual(t)), theta),
      expected,
      `${name}, directly`,
    );
    // (y - Φθ)ᵀ(y - Φθ), as (5.83) writes it.
    close(
      gradient((t: Scalar[]) => dot(residual(t), residual(t)), theta),
      expected,
      `${name}, as a product`,
    );
  }
});

chapter.run();
