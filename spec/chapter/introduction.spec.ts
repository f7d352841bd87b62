/** Chapter 5, before section 5.1: functions, and what their gradients are for. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import {
  add,
  div,
  dot,
  exp,
  gradient,
  hessian,
  log,
  logSumExp,
  mul,
  type Scalar,
  square,
  sub,
  sum,
  sumOfSquares,
} from '../../lib/index.js';
import { matvec, solve } from '../../lib/linalg/index.js';
import { randomVector } from '../linalg/matrices.js';
import { close } from './compare.js';
import { MODES } from './modes.js';

const chapter = suite('chapter 5, introduction');

chapter('(5.1), (5.2), example 5.1: f(x) = xᵀx on ℝ² is x₁² + x₂², with gradient 2xᵀ', () => {
  const product = (x: readonly Scalar[]): Scalar => dot(x, x);
  const written = ([x1, x2]: readonly Scalar[]): Scalar => add(square(x1), square(x2));
  is(product([3, 4]), 25);
  for (const { name, gradient } of MODES) {
    equal(gradient(product, [3, 4]), [6, 8], name);
    const x = randomVector(2);
    is(product(x), written(x));
    equal(gradient(product, x), [2 * x[0], 2 * x[1]], name);
    equal(gradient(written, x), [2 * x[0], 2 * x[1]], name);
  }
});

chapter('figure 5.1: (a) the gradient of the squared error leads to the curve that fits', () => {
  const coefficients = [2, -3, 0, 1, -1];
  const points = [-2, -1, 0, 1, 2, 3];
  const Phi = points.map((x) => coefficients.map((_, k) => x ** k));
  // Σ c_k·x^k by hand, for x = -2 ... 3.
  const y = [-16, 3, 2, -1, -12, -61];
  const loss = (theta: readonly Scalar[]): Scalar => sumOfSquares(matvec(Phi, theta).map((p, i) => sub(y[i], p)));
  for (const { name, gradient } of MODES) equal(gradient(loss, coefficients), [0, 0, 0, 0, 0], name);
  // A quadratic loss: one step of Newton's method from anywhere.
  const start = [1, 1, 1, 1, 1];
  const step = solve(hessian(loss, start), gradient(loss, start));
  close(
    start.map((theta, k) => theta - step[k]),
    coefficients,
    'the fit',
    1e-11,
  );
});

chapter('figure 5.1: (b) the gradient of the likelihood of a mixture of Gaussians, by the responsibilities', () => {
  const data = [-2.3, -1.9, -1.1, 0.4, 1.6, 2.2, 2.9];
  const means = [-1.5, 2];
  // log Σ_k ½·N(x; μ_k, 1), without the constant.
  const logLikelihood = (mu: readonly Scalar[]): Scalar =>
    sum(data.map((x) => logSumExp(mu.map((m) => mul(-0.5, square(sub(x, m)))))));
  const direct = (mu: readonly Scalar[]): Scalar =>
    sum(data.map((x) => log(div(sum(mu.map((m) => exp(mul(-0.5, square(sub(x, m)))))), 2))));
  // ∂/∂μ_k = Σ_x r_k(x)·(x - μ_k), where r_k(x) is the share of component k in the density at x.
  const density = (x: number, m: number): number => Math.exp(-0.5 * (x - m) ** 2);
  const expected = means.map((m) =>
    data.reduce((s, x) => s + (density(x, m) / (density(x, means[0]) + density(x, means[1]))) * (x - m), 0),
  );
  for (const { name, gradient } of MODES) {
    close(gradient(logLikelihood, means), expected, name);
    close(gradient(direct, means), expected, `${name}, without logSumExp`);
  }
  // One component: the likelihood is flat at the sample mean and variance, 3 and 5/2.
  const sample = [1, 2, 4, 5];
  const single = ([m, v]: readonly Scalar[]): Scalar =>
    sum(sample.map((x) => mul(-0.5, add(log(v), div(square(sub(x, m)), v)))));
  for (const { name, gradient } of MODES) close(gradient(single, [3, 2.5]), [0, 0], name, 1e-15);
});

chapter.run();
