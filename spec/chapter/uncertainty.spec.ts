/** Section 5.9: what derivatives say of f(x) when x is uncertain, x ~ N(μ, Σ). */
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';
import {
  add,
  cos,
  div,
  dot,
  gradient,
  hessian,
  log,
  mul,
  type Scalar,
  sin,
  square,
  sub,
  valueAndJacobian,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { cholesky, det, inverse, matmul, matvec, solve, trace, transpose } from '../../lib/linalg/index.js';
import { random } from '../linalg/matrices.js';
import { close } from './compare.js';

type Vector = readonly Scalar[];

const chapter = suite('section 5.9');

chapter('(5.180): a linear f: the mean is f(μ) and the covariance JΣJᵀ, exactly', () => {
  const A = [
    [1, -2, 3],
    [0, 4, 1],
  ];
  const mu = [2, -1, 5];
  const Sigma = [
    [4, 1, 0],
    [1, 3, -1],
    [0, -1, 2],
  ];
  const { value, jacobian } = valueAndJacobian((x: Scalar[]) => matvec(A, x).map((y) => add(y, 7)), mu);
  // By hand: Var(x₁ - 2x₂ + 3x₃) = 4 + 12 + 18 - 4 + 0 + 12; its covariance with 4x₂ + x₃: 4 + 0 - 24 + 2 - 12 + 6.
  equal(value, [26, 8]);
  equal(matmul(matmul(jacobian, Sigma), transpose(jacobian)), [
    [42, -24],
    [-24, 42],
  ]);
});

chapter(
  '(5.180): a quadratic f: second order gives mean and variance exactly, as Gauss-Hermite quadrature does',
  () => {
    const f = ([x, y]: Vector): Scalar => add(add(square(x), mul(3, mul(x, y))), sub(mul(2, square(y)), x));
    const mu = [1.5, -0.5];
    const Sigma = [
      [0.25, 0.1],
      [0.1, 0.5],
    ];
    const { value, gradient, hessian } = valueGradientAndHessian(f, mu);
    const HS = matmul(hessian, Sigma);
    const mean = value + trace(HS) / 2;
    const variance = dot(gradient, matvec(Sigma, gradient)) + trace(matmul(HS, HS)) / 2;
    // Three nodes for each input integrate polynomials of degree 5; f² has degree 4. x = μ + L·u with u ~ N(0, I).
    const L = cholesky(Sigma);
    const nodes = [-Math.sqrt(3), 0, Math.sqrt(3)];
    const weights = [1 / 6, 2 / 3, 1 / 6];
    const expectation = (g: (y: number) => number): number => {
      let total = 0;
      nodes.forEach((u, i) => {
        nodes.forEach((v, j) => {
          const x = matvec(L, [u, v]).map((step, k) => mu[k] + step);
          total += weights[i] * weights[j] * g(f(x) as number);
        });
      });
      return total;
    };
    const exact = expectation((y) => y);
    close(mean, exact, 'the mean');
    close(
      variance,
      expectation((y) => (y - exact) ** 2),
      'the variance',
    );
  },
);

const polar = ([r, angle]: Vector): Scalar[] => [mul(r, cos(angle)), mul(r, sin(angle))];

chapter(
  '(5.180): from polar to Cartesian coordinates: the bias of the mean, and the covariance against samples',
  () => {
    const mu = [10, 0.5];
    const [sr, sa] = [0.3, 0.05];
    const Sigma = [
      [sr ** 2, 0],
      [0, sa ** 2],
    ];
    const { value: first, jacobian: J } = valueAndJacobian(polar, mu);
    const covariance = matmul(matmul(J, Sigma), transpose(J));
    const H = hessian(polar, mu);
    const second = first.map((y, i) => y + trace(matmul(H[i], Sigma)) / 2);
    // E cos φ = cos μ·exp(-σ²/2): the first order misses σ²/2 of it, the second order σ⁴/8.
    const shrink = Math.exp(-(sa ** 2) / 2);
    const mean = [10 * Math.cos(0.5) * shrink, 10 * Math.sin(0.5) * shrink];
    mean.forEach((m, i) => {
      const [error1, error2] = [first[i] - m, second[i] - m];
      ok(Math.abs(error1 / m - sa ** 2 / 2) < sa ** 4, `first order: ${error1 / m}`);
      ok(Math.abs(error2 / m + sa ** 4 / 8) < sa ** 6, `second order: ${error2 / m}`);
    });
    // Box and Muller's normal numbers. The error of a sampled covariance is about √(2/n) of it, here 0.6 %.
    const n = 50_000;
    const normal = (): number => Math.sqrt(-2 * Math.log((random() + 1) / 2)) * Math.cos(Math.PI * random());
    const samples = Array.from({ length: n }, () => polar([mu[0] + sr * normal(), mu[1] + sa * normal()]) as number[]);
    const middle = [0, 1].map((i) => samples.reduce((s, x) => s + x[i], 0) / n);
    const sampled = [0, 1].map((i) =>
      [0, 1].map((j) => samples.reduce((s, x) => s + (x[i] - middle[i]) * (x[j] - middle[j]), 0) / n),
    );
    const size = Math.max(...covariance.flat().map(Math.abs));
    sampled.forEach((row, i) => {
      row.forEach((c, j) => {
        ok(Math.abs(c - covariance[i][j]) < 0.025 * size, `[${i}][${j}]: sampled ${c}, propagated ${covariance[i][j]}`);
      });
    });
  },
);

chapter('(5.180): the Laplace approximation: a Gaussian at the mode with the inverse Hessian for covariance', () => {
  // Of a Gaussian it is that Gaussian: one step of Newton's method finds the mode from anywhere.
  const m = [1, -2, 0.5];
  const S = [
    [2, 0.5, 0],
    [0.5, 1, 0.25],
    [0, 0.25, 3],
  ];
  const P = inverse(S);
  const energy = (x: Vector): Scalar => {
    const r = x.map((xi, i) => sub(xi, m[i]));
    return mul(0.5, dot(r, matvec(P, r)));
  };
  const start = [4, 4, -4];
  const step = solve(hessian(energy, start), gradient(energy, start));
  const mode = start.map((x, i) => x - step[i]);
  close(mode, m, 'the mode', 1e-13);
  close(inverse(hessian(energy, mode)), S, 'the covariance', 1e-13);
  close(det(inverse(hessian(energy, mode))), det(S), 'its volume', 1e-13);
  // Gamma density ∝ x^(α-1)·exp(-βx): mode (α-1)/β, variance (α-1)/β² about it.
  const [alpha, beta] = [9, 2];
  const gamma = ([x]: Vector): Scalar => sub(mul(beta, x), mul(alpha - 1, log(x)));
  let x = [1];
  for (let i = 0; i < 12; i++) x = [x[0] - div(gradient(gamma, x)[0], hessian(gamma, x)[0][0])];
  close(x, [4], 'the mode of a gamma density');
  close(inverse(hessian(gamma, x)), [[2]], 'its variance');
});

chapter.run();
