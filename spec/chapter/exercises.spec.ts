/** The exercises of chapter 5, each against its closed form. */
import { suite } from 'uvu';
import { equal } from 'uvu/assert';
import {
  add,
  cos,
  div,
  dot,
  exp,
  log,
  mul,
  neg,
  pow,
  type Scalar,
  sigmoid,
  sin,
  square,
  sub,
  tanh,
  taylorPolynomial,
} from '../../lib/index.js';
import { identity, inverse, matmul, matvec, outer, solve, trace, transpose } from '../../lib/linalg/index.js';
import { plus, randomMatrix, randomVector, times } from '../linalg/matrices.js';
import { near } from '../support/assert.js';
import { close, shapeOf } from './compare.js';
import { MODES } from './modes.js';

type Vector = readonly Scalar[];

const chapter = suite('exercises');

/** xᵀx with plain numbers. */
const squares = (x: readonly number[]): number => x.reduce((s, xi) => s + xi * xi, 0);
const diagonal = (d: readonly number[], A: readonly (readonly number[])[]): number[][] =>
  A.map((row, i) => row.map((a) => d[i] * a));

chapter('exercise 5.1: log(x⁴)·sin(x³)', () => {
  const f = (x: Scalar): Scalar => mul(log(pow(x, 4)), sin(pow(x, 3)));
  for (const x of [-2, -0.5, 0.25, 1, 1.75]) {
    const expected = (4 / x) * Math.sin(x ** 3) + 12 * x ** 2 * Math.log(Math.abs(x)) * Math.cos(x ** 3);
    for (const { name, gradient } of MODES) close(gradient(f, x), expected, `${name}, x = ${x}`);
  }
});

chapter('exercise 5.2: the logistic sigmoid', () => {
  const written = (x: Scalar): Scalar => div(1, add(1, exp(neg(x))));
  for (const x of [-30, -2, -0.1, 0, 0.7, 5, 30]) {
    const expected = Math.exp(-Math.abs(x)) / (1 + Math.exp(-Math.abs(x))) ** 2;
    for (const { name, gradient } of MODES) {
      near(gradient(sigmoid, x), expected, 4, `${name}, x = ${x}:`);
      near(gradient(written, x), expected, 4, `${name}, written out, x = ${x}:`);
    }
  }
});

chapter('exercise 5.3: exp(-(x - μ)²/(2σ²)), by x; and by μ and σ', () => {
  const f = ([x, mu, sigma]: Vector): Scalar => exp(neg(div(square(sub(x, mu)), mul(2, square(sigma)))));
  for (const [x, mu, sigma] of [
    [0.5, 1, 2],
    [-1, 0.25, 0.5],
    [3, 3, 1],
  ]) {
    const value = Math.exp(-((x - mu) ** 2) / (2 * sigma ** 2));
    const slope = (-(x - mu) / sigma ** 2) * value;
    for (const { name, gradient } of MODES) {
      close(
        gradient((t: Scalar) => f([t, mu, sigma]), x),
        slope,
        name,
      );
      close(gradient(f, [x, mu, sigma]), [slope, -slope, ((x - mu) ** 2 / sigma ** 3) * value], name);
    }
  }
});

chapter('exercise 5.4: T₀ ... T₅ of sin x + cos x about 0', () => {
  const coefficients = [1, 1, -1 / 2, -1 / 6, 1 / 24, 1 / 120];
  for (let n = 0; n <= 5; n++) {
    const t = taylorPolynomial((x) => add(sin(x), cos(x)), 0, n);
    close(t.coefficients, coefficients.slice(0, n + 1), `T${n}`, 1e-16);
    close(
      t.evaluate(2),
      coefficients.slice(0, n + 1).reduce((s, c, k) => s + c * 2 ** k, 0),
      `T${n}(2)`,
    );
  }
});

chapter('exercise 5.5: sin(x₁)cos(x₂), xᵀy and xxᵀ: 1 x 2, 1 x n and n x n x n', () => {
  const n = 4;
  const [x, y] = [randomVector(n), randomVector(n)];
  for (const { name, jacobian } of MODES) {
    const f1 = jacobian((t: Scalar[]) => [mul(sin(t[0]), cos(t[1]))], [0.4, -1.1]);
    close(f1, [[Math.cos(0.4) * Math.cos(-1.1), -Math.sin(0.4) * Math.sin(-1.1)]], `${name}, f₁`);
    // By x and by y.
    const f2 = jacobian(({ x, y }: { x: Scalar[]; y: Scalar[] }) => [dot(x, y)], { x, y });
    equal(f2, [{ x: y, y: x }], name);
    const f3 = jacobian((t: Scalar[]) => outer(t, t), x);
    equal(shapeOf(f3), [n, n, n], name);
    f3.forEach((slice, p) => {
      slice.forEach((row, q) => {
        equal(
          row,
          x.map((_, i) => (p === i ? x[q] : 0) + (q === i ? x[p] : 0)),
          `${name}, ∂(x_${p}·x_${q})/∂x`,
        );
      });
    });
  }
});

chapter('exercise 5.6: sin(log(tᵀt)) by t, and tr(AXB) by X', () => {
  const t = randomVector(5);
  const slope = (Math.cos(Math.log(squares(t))) * 2) / squares(t);
  const [D, E, F] = [2, 3, 4];
  const [A, X, B] = [randomMatrix(D, E), randomMatrix(E, F), randomMatrix(F, D)];
  for (const { name, gradient } of MODES) {
    close(
      gradient((u: Scalar[]) => sin(log(dot(u, u))), t),
      t.map((ti) => slope * ti),
      name,
    );
    const byX = gradient((Y: Scalar[][]) => trace(matmul(matmul(A, Y), B)), X);
    equal(shapeOf(byX), [E, F], name);
    // AᵀBᵀ: the entry (i, j) is Σ_d A_di·B_jd.
    close(
      byX,
      X.map((row, i) => row.map((_, j) => A.reduce((s, a, d) => s + a[i] * B[j][d], 0))),
      name,
    );
  }
});

chapter('exercise 5.7: log(1 + xᵀx) and sin(Ax + b), by the chain rule and directly', () => {
  const [D, E] = [4, 3];
  const [x, A, b] = [randomVector(D), randomMatrix(E, D), randomVector(E)];
  const inner = (t: Vector): Scalar => dot(t, t);
  const affine = (t: Vector): Scalar[] => matvec(A, t).map((z, i) => add(z, b[i]));
  const z = A.map((row, i) => row.reduce((s, a, j) => s + a * x[j], b[i]));
  for (const { name, gradient, jacobian } of MODES) {
    const expected = x.map((xi) => (2 * xi) / (1 + squares(x)));
    const outerSlope = gradient((u: Scalar) => log(add(1, u)), squares(x));
    close(
      gradient(inner, x).map((d) => outerSlope * d),
      expected,
      `${name}, log, chain rule`,
    );
    close(
      gradient((t: Scalar[]) => log(add(1, inner(t))), x),
      expected,
      `${name}, log`,
    );
    const matrix = diagonal(z.map(Math.cos), A);
    const product = matmul(
      jacobian((u: Scalar[]) => u.map(sin), z),
      jacobian(affine, x),
    );
    close(product, matrix, `${name}, sin, chain rule`);
    close(
      jacobian((t: Scalar[]) => affine(t).map(sin), x),
      matrix,
      `${name}, sin`,
    );
  }
});

chapter('exercise 5.8: exp(-½(x - μ)ᵀS⁻¹(x - μ)), tr(xxᵀ + σ²I) and tanh(Ax + b)', () => {
  const D = 3;
  const [x, mu] = [randomVector(D), randomVector(D)];
  const root = randomMatrix(D);
  const S = plus(matmul(root, transpose(root)), identity(D));
  const R = inverse(S);
  const r = x.map((xi, i) => xi - mu[i]);
  const Rr = R.map((row) => row.reduce((s, a, j) => s + a * r[j], 0));
  const density = Math.exp(-0.5 * r.reduce((s, ri, i) => s + ri * Rr[i], 0));
  const shifted = (t: Vector): Scalar[] => t.map((ti, i) => sub(ti, mu[i]));
  const [A, b] = [randomMatrix(2, D), randomVector(2)];
  const z = A.map((row, i) => row.reduce((s, a, j) => s + a * x[j], b[i]));
  for (const { name, gradient, jacobian } of MODES) {
    // (a) S is symmetric: -f(x)·(x - μ)ᵀS⁻¹. In three links: 1 x 1, 1 x D, D x D.
    const expected = Rr.map((d) => -density * d);
    close(
      gradient((t: Scalar[]) => exp(mul(-0.5, dot(shifted(t), solve(S, shifted(t))))), x),
      expected,
      `${name}, density`,
      1e-13,
    );
    const links = [
      [
        [
          gradient(
            (u: Scalar) => exp(mul(-0.5, u)),
            r.reduce((s, ri, i) => s + ri * Rr[i], 0),
          ),
        ],
      ],
      jacobian((u: Scalar[]) => [dot(u, matvec(R, u))], r),
      jacobian(shifted, x),
    ];
    equal(links.map(shapeOf), [
      [1, 1],
      [1, D],
      [D, D],
    ]);
    close(matmul(matmul(links[0], links[1]), links[2]), [expected], `${name}, density, chain rule`, 1e-13);
    // (b) 2xᵀ
    close(
      gradient((t: Scalar[]) => trace(plusScalars(outer(t, t), times(0.49, identity(D)))), x),
      x.map((xi) => 2 * xi),
      `${name}, trace`,
    );
    // (c) diag(1 - tanh²(Ax + b))·A
    close(
      jacobian((t: Scalar[]) => matvec(A, t).map((y, i) => tanh(add(y, b[i]))), x),
      diagonal(
        z.map((u) => 1 - Math.tanh(u) ** 2),
        A,
      ),
      `${name}, tanh`,
    );
  }
});

const plusScalars = (A: Scalar[][], B: number[][]): Scalar[][] => A.map((row, i) => row.map((a, j) => add(a, B[i][j])));

chapter('exercise 5.9: log p(x, z) - log q(z, ν) with z = t(ε, ν), by ν', () => {
  // log p = -½z² - ½(x - z)², q the Gaussian of mean m and deviation exp l, z = m + ε·exp l; ν = (m, l).
  const [x, eps] = [1.25, -0.6];
  const logP = (z: Scalar): Scalar => mul(-0.5, add(square(z), square(sub(x, z))));
  const logQ = (z: Scalar, [m, l]: Vector): Scalar => sub(mul(-0.5, square(div(sub(z, m), exp(l)))), l);
  const t = ([m, l]: Vector): Scalar => add(m, mul(eps, exp(l)));
  for (const nu of [
    [0.5, 0.25],
    [-1, -0.75],
  ]) {
    const z = nu[0] + eps * Math.exp(nu[1]);
    // log q = -½ε² - l at z: what is left is -½z² - ½(x - z)² + l.
    const expected = [x - 2 * z, (x - 2 * z) * eps * Math.exp(nu[1]) + 1];
    for (const { name, gradient } of MODES) {
      close(
        gradient((v: Scalar[]) => sub(logP(t(v)), logQ(t(v), v)), nu),
        expected,
        name,
      );
      // (∂log p/∂z - ∂log q/∂z)·∂t/∂ν - ∂log q/∂ν
      const byZ = gradient((u: Scalar) => sub(logP(u), logQ(u, nu)), z);
      const [path, direct] = [gradient(t, nu), gradient((v: Scalar[]) => logQ(z, v), nu)];
      close(
        path.map((d, k) => byZ * d - direct[k]),
        expected,
        `${name}, chain rule`,
      );
    }
  }
});

chapter.run();
