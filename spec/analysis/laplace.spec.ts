/** laplace: Gaussians (exact), densities of known integral, quadrature, derivatives of the evidence, and refusals. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { laplace } from '../../lib/analysis/index.js';
import {
  add,
  derivative,
  derivatives,
  div,
  dot,
  exp,
  gradient,
  log,
  mul,
  neg,
  type Scalar,
  secondDerivative,
  sigmoid,
  softplus,
  square,
  sub,
  sum,
} from '../../lib/index.js';
import { matvec } from '../../lib/linalg/index.js';
import { logBeta, logGamma } from '../../lib/special/index.js';
import { near, same } from '../support/assert.js';
import { throwsExactly } from '../support/messages.js';
import { typed } from '../support/types.js';

const suite = suiteOf('laplace');

const close = (actual: number, expected: number, tolerance: number, what = ''): void =>
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} expected ${expected} within ${tolerance}, got ${actual}`,
  );

suite('a Gaussian is exact: mean, covariance and integral', () => {
  // Precision A = B·Bᵀ with B = [[2, 0, 0], [1, 3, 0], [-1, 2, 1]], so det A = 36; the inverse by hand.
  const A = [
    [4, 2, -2],
    [2, 10, 5],
    [-2, 5, 6],
  ];
  const inverse = [
    [35, -22, 30],
    [-22, 20, -24],
    [30, -24, 36],
  ].map((row) => row.map((x) => x / 36));
  const mean = [1, -2, 0.5];
  const f = (x: readonly Scalar[]): Scalar => {
    const d = x.map((xi, i) => sub(xi, mean[i]));
    return add(mul(0.5, dot(d, matvec(A, d))), 3);
  };
  const found = laplace(f, mean);
  same(found.mode, mean);
  assert.is(found.decrement, 0);
  found.covariance.forEach((row, i) => {
    for (const [j, c] of row.entries()) near(c, inverse[i][j], 8, `covariance ${i}, ${j}:`);
  });
  same(
    found.covariance,
    found.covariance.map((_, i) => found.covariance.map((row) => row[i])),
    'symmetric to the last bit',
  );
  close(found.logEvidence, 1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(36) - 3, 4e-16 * 4);
});

suite('the units of the parameters do not matter to a single bit', () => {
  const A = [
    [3, 1, -1],
    [1, 2, 0.5],
    [-1, 0.5, 4],
  ];
  const at = (units: readonly number[]): ReturnType<typeof laplace<number[]>> =>
    laplace(
      (x: readonly Scalar[]) => {
        const y = x.map((xi, i) => div(xi, units[i]));
        return mul(0.5, dot(y, matvec(A, y)));
      },
      [0, 0, 0],
    );
  const plain = at([1, 1, 1]);
  const exponents = [-60, 4, 50];
  const other = at(exponents.map((e) => 2 ** e));
  same(
    other.covariance.map((row, i) => row.map((c, j) => c * 2 ** -exponents[i] * 2 ** -exponents[j])),
    plain.covariance,
  );
  close(other.logEvidence, plain.logEvidence + -6 * Math.log(2), 1e-14);
  // det A = 16.25 by Sarrus' rule; cofactors by hand.
  near(plain.covariance[0][0], 7.75 / 16.25, 8);
  near(plain.covariance[0][1], -4.5 / 16.25, 8);
  near(plain.covariance[1][2], -2.5 / 16.25, 8);
  close(plain.logEvidence, 1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(16.25), 1e-15 * 2);
});

suite('the gamma density: Stirling’s formula, with Robbins’ bounds for its error', () => {
  // ∫ x^(a-1)·e^(-bx) dx = Γ(a)/b^a; with n = a - 1 the approximation is Stirling's of n!, and
  // 1/(12n + 1) < log n! - Stirling < 1/(12n).
  for (const [n, b] of [
    [1, 2],
    [9, 1],
    [40, 0.25],
  ]) {
    const { mode, covariance, logEvidence } = laplace((x) => sub(mul(b, x), mul(n, log(x))), n / b);
    assert.is(mode, n / b);
    near(covariance, n / b ** 2, 4);
    const missing = logGamma(n + 1) - (n + 1) * Math.log(b) - logEvidence;
    assert.ok(1 / (12 * n + 1) < missing && missing < 1 / (12 * n), `n = ${n}: ${missing}`);
  }
});

suite('the beta density in the logit: covariance 1/a + 1/b, and its evidence', () => {
  // p = sigmoid(t): ∫ p^a·(1 - p)^b dt = B(a, b). -log p = softplus(-t), -log(1 - p) = softplus(t).
  for (const [a, b] of [
    [3, 7],
    [50, 30],
  ]) {
    const { covariance, logEvidence } = laplace(
      (t) => add(mul(a, softplus(neg(t))), mul(b, softplus(t))),
      Math.log(a / b),
    );
    near(covariance, 1 / a + 1 / b, 8);
    // Stirling's series three times: log B - Laplace = (1/a + 1/b - 1/(a + b))/12 up to cubes of 1/a and 1/b.
    const series = (1 / a + 1 / b - 1 / (a + b)) / 12;
    close(logBeta(a, b) - logEvidence, series, (a ** -3 + b ** -3) / 360, `a = ${a}, b = ${b}:`);
  }
});

/** Hours of study and whether the exam was passed: a small logistic regression with a Gaussian prior. */
const HOURS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
const PASSED = [0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

/** -log p of a slope w at hours centred on 2.7, prior N(0, s²): normalised, so that ∫ p is the evidence. */
const slopeDensity =
  (s: Scalar) =>
  (w: Scalar): Scalar => {
    const margins = HOURS.map((h, i) => softplus(mul((h - 2.7) * (PASSED[i] === 1 ? -1 : 1), w)));
    return add(add(sum(margins), mul(0.5, square(div(w, s)))), log(mul(s, Math.sqrt(2 * Math.PI))));
  };

/** The trapezoidal rule, which is exact to rounding for smooth functions that vanish at both ends. */
function integral(f: (x: number) => number, from: number, to: number, steps = 4000): number {
  const h = (to - from) / steps;
  let total = 0;
  for (let i = 0; i <= steps; i++) total += f(from + i * h);
  return total * h;
}

suite('logistic regression with one weight, against quadrature', () => {
  const f = slopeDensity(2) as (w: Scalar) => number;
  const { mode, covariance, logEvidence, decrement } = laplace(f, 1, { refine: 6 });
  assert.ok(decrement < 1e-12, `${decrement}`);
  const evidence = integral((w) => Math.exp(-f(w)), -12, 16);
  // The next term of the expansion, from the third and fourth derivatives: 5f'''²/(24f''³) - f''''/(8f''²).
  const [, slope, f2, f3, f4] = derivatives(f, mode, 4);
  close(slope, 0, 1e-13, 'the gradient at the mode:');
  near(covariance, 1 / f2, 4);
  const correction = (5 * f3 ** 2) / (24 * f2 ** 3) - f4 / (8 * f2 ** 2);
  const missing = Math.log(evidence) - logEvidence;
  assert.ok(Math.abs(missing) < 0.05, `the evidence is off by ${missing}`);
  // The correction explains most of what is missing.
  assert.ok(Math.abs(missing - correction) < 0.35 * Math.abs(missing), `${missing}, next term ${correction}`);
  // Mean and variance of the true density, near those of the approximation.
  const mean = integral((w) => w * Math.exp(-f(w)), -12, 16) / evidence;
  const variance = integral((w) => (w - mean) ** 2 * Math.exp(-f(w)), -12, 16) / evidence;
  assert.ok(Math.abs(mean - mode) < 0.35 * Math.sqrt(covariance), `mean ${mean}, mode ${mode}`);
  assert.ok(Math.abs(variance / covariance - 1) < 0.35, `variance ${variance}, ${covariance}`);
});

suite('the evidence can be differentiated by the prior, through the mode', () => {
  // From 20 Newton steps on; then one step on Scalars carries first derivatives, two carry second ones.
  const modeAt = (s: number): number => laplace(slopeDensity(s) as (w: Scalar) => number, 1, { refine: 8 }).mode;
  const evidenceAt = (s: number): number =>
    laplace(slopeDensity(s) as (w: Scalar) => number, 1, { refine: 8 }).logEvidence;
  const s = 1.5;
  const mode = modeAt(s);
  const h = 1e-3;
  const central = (f: (s: number) => number): number =>
    (8 * (f(s + h) - f(s - h)) - (f(s + 2 * h) - f(s - 2 * h))) / (12 * h);
  const slope = derivative((p) => laplace(slopeDensity(p), mode, { refine: 1 }).logEvidence, s);
  close(slope, central(evidenceAt), 1e-10, 'd log Z/ds:');
  const modeSlope = derivative((p) => laplace(slopeDensity(p), mode, { refine: 1 }).mode, s);
  close(modeSlope, central(modeAt), 1e-10, 'd mode/ds:');
  const curvature = secondDerivative((p) => laplace(slopeDensity(p), mode, { refine: 2 }).logEvidence, s);
  const slopeAt = (p: number): number =>
    derivative((q) => laplace(slopeDensity(q), modeAt(p), { refine: 1 }).logEvidence, p);
  close(curvature, central(slopeAt), 1e-9, 'd² log Z/ds²:');
  // Without a step the mode stays where it is, and its part of the derivative is missing.
  const held = derivative((p) => laplace(slopeDensity(p), mode).logEvidence, s);
  assert.ok(Math.abs(held - slope) > 1e-3, `${held}, ${slope}`);
});

suite('the derivative by the rate of a gamma density, by hand', () => {
  // log Z(b) = const - (n + 1)·log b also for the approximation.
  const by = (b: Scalar) => laplace((x) => sub(mul(b, x), mul(9, log(x))), 4.5, { refine: 2 });
  near(
    derivative((b) => by(b).logEvidence, 2),
    -5,
    4,
  );
  near(
    secondDerivative((b) => by(b).logEvidence, 2),
    2.5,
    8,
  );
  near(
    derivative((b) => by(b).mode, 2),
    -2.25,
    4,
  );
  near(
    derivative((b) => by(b).covariance, 2),
    -2.25,
    8,
  );
});

suite('a conjugate model: regression with known noise, its evidence by the law of the data', () => {
  // y_i = w·x_i + noise of variance 1, w ~ N(0, τ²): y ~ N(0, I + τ²·x·xᵀ), whose determinant is 1 + τ²·|x|².
  const x = [1, 2, 3];
  const y = [1.2, 1.7, 3.4];
  const [xx, xy, yy] = [14, 1.2 + 3.4 + 10.2, 1.44 + 2.89 + 11.56];
  const f =
    (t2: Scalar) =>
    (w: Scalar): Scalar => {
      const residuals = sum(x.map((xi, i) => square(sub(y[i], mul(w, xi)))));
      const twice = add(residuals, add(div(square(w), t2), log(t2)));
      return add(mul(0.5, twice), 2 * Math.log(2 * Math.PI));
    };
  const t2 = 0.7;
  const expected = (t: number): number =>
    -1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log1p(t * xx) - 0.5 * (yy - (t * xy ** 2) / (1 + t * xx));
  const { logEvidence, mode, covariance } = laplace(f(t2), 0, { refine: 1 });
  close(logEvidence, expected(t2), 1e-14);
  near(covariance as number, 1 / (xx + 1 / t2), 4);
  near(mode as number, xy / (xx + 1 / t2), 4);
  const slope = -0.5 * (xx / (1 + t2 * xx)) + 0.5 * (xy / (1 + t2 * xx)) ** 2;
  close(gradient(([t]) => laplace(f(t), mode, { refine: 1 }).logEvidence, [t2])[0], slope, 1e-14);
});

suite('records and arrays: the structure of the mode, and its types', () => {
  const f = ({ place, rate }: { place: readonly Scalar[]; rate: Scalar }): Scalar =>
    add(add(square(place[0]), mul(2, square(sub(place[1], 1)))), sub(exp(rate), mul(4, rate)));
  const found = laplace(f, { place: [0, 1], rate: Math.log(4) });
  typed<number>()(found.logEvidence);
  typed<number>()(found.mode.rate);
  typed<number>()(found.covariance.rate.place[1]);
  same(found.mode, { place: [0, 1], rate: Math.log(4) });
  near(found.covariance.rate.rate, 0.25, 4);
  same(found.covariance.rate.place, [0, 0]);
  same(found.covariance.place[0].place, [0.5, 0]);
  same(found.covariance.place[1].place, [0, 0.25]);
  same(found.covariance.place[0].rate, 0);
  typed<number>()(laplace((t) => square(t), 0).covariance);
});

suite('Newton steps converge quadratically', () => {
  const f = (x: Scalar): Scalar => sub(exp(x), mul(3, x));
  // e^x: the third derivative over twice the second is 1/2.
  const errors = [2, 3, 4].map((refine) => laplace(f, 1.3, { refine }).mode - Math.log(3));
  close(errors[0] / (1.3 - Math.log(3)) ** 4, 0.125, 0.02, 'after two steps:');
  close(errors[1] / errors[0] ** 2, 0.5, 0.01, 'after three:');
  assert.ok(Math.abs(errors[2]) < 1e-13, `${errors[2]}`);
});

suite('what is no mode is refused', () => {
  const gamma = (x: Scalar): Scalar => sub(x, mul(9, log(x)));
  const refused = (run: () => unknown, message: string): void => throwsExactly(run, RangeError, message);
  refused(
    () => laplace(gamma, 8),
    'laplace: expected mode to be the minimum of negLogDensity, got a point from which a Newton step goes 0.333 standard deviations further. Minimise first, or pass { refine: 5 } for Newton steps.',
  );
  refused(
    () => laplace(gamma, 8, { refine: 1 }),
    'laplace: expected mode to be the minimum of negLogDensity, got a point from which a Newton step goes 0.037 standard deviations further. Minimise first, or pass { refine: 6 } for Newton steps.',
  );
  refused(
    () => laplace((x) => neg(gamma(x)), 9),
    'laplace: expected the Hessian of negLogDensity to be positive definite, got the second derivative -0.11111 by mode. Pass -log p, not log p, and its minimum, not a saddle.',
  );
  refused(
    () => laplace(gamma, -8),
    'laplace: expected the Hessian of negLogDensity to be positive definite, got the second derivative NaN by mode. Give a mode inside the domain of the density.',
  );
  refused(
    () => laplace(([x, y]) => square(add(x, mul(2, y))), [0, 0]),
    'laplace: expected the Hessian of negLogDensity to be positive definite, got the second derivative 0 of the profile along mode[1]. Fix a parameter that the density leaves open, or give it a prior.',
  );
  refused(
    () => laplace(([x, y]) => add(square(x), mul(0, y)), [0, 0]),
    'laplace: expected the Hessian of negLogDensity to be positive definite, got the second derivative 0 by mode[1]. Fix a parameter that the density leaves open, or give it a prior.',
  );
  // x² + y² + 4xy: along x = -2y it curves by 2 - 16/2.
  refused(
    () => laplace(({ x, y }) => add(add(square(x), square(y)), mul(4, mul(x, y))), { x: 0, y: 0 }),
    'laplace: expected the Hessian of negLogDensity to be positive definite, got the second derivative -6 of the profile along mode.y. Pass -log p, not log p, and its minimum, not a saddle.',
  );
});

suite('arguments are checked', () => {
  throwsExactly(
    () => laplace((x) => square(x), 0, { refine: 1.5 }),
    RangeError,
    'laplace: expected refine to be a whole number >= 0, got 1.5. Give the number of Newton steps.',
  );
  throwsExactly(
    () => laplace(() => 1, []),
    RangeError,
    'laplace: expected mode to hold at least one number, got none. Give the parameters of p.',
  );
  throwsExactly(
    () => laplace(1 as never, 1),
    TypeError,
    'laplace: expected a function as first argument, got 1. Call laplace(negLogDensity, mode).',
  );
  throwsExactly(
    () => laplace(((x: readonly Scalar[]) => x) as never, [1, 2]),
    TypeError,
    'laplace: expected f to return one number, got an array of length 2. Use the sum of its parts.',
  );
  assert.throws(() => laplace((x) => sigmoid(x), 'a' as never), /laplace: expected mode to be a number/);
});

suite.run();
