/** moments: exact cases, closed forms of other distributions, sampling, structures, derivatives through it, and refusals. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { moments } from '../../lib/analysis/index.js';
import {
  add,
  atan2,
  cos,
  derivative,
  exp,
  gradient,
  hypot,
  log,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import { Source } from '../law/random.js';
import { near, same } from '../support/assert.js';
import { throwsExactly } from '../support/messages.js';
import { typed } from '../support/types.js';

const suite = suiteOf('moments');

const polar = ([r, a]: readonly Scalar[]): Scalar[] => [mul(r, cos(a)), mul(r, sin(a))];

suite('linear functions are exact in both orders', () => {
  // y = A·x + b, Σ of whole numbers: A·Σ·Aᵀ by hand.
  const f = ([x, y, z]: readonly Scalar[]): Scalar[] => [add(add(x, mul(2, y)), 7), sub(mul(3, z), x)];
  const sigma = [
    [4, 1, 0],
    [1, 9, -2],
    [0, -2, 1],
  ];
  for (const order of [1, 2] as const) {
    const { mean, covariance } = moments(f, [1, 2, 3], sigma, { order });
    same(mean, [12, 8]);
    // var(x + 2y) = 4 + 36 + 4; cov(x + 2y, 3z - x) = 6·cov(y, z) - var x - 2·cov(x, y); var(3z - x) = 9 + 4.
    same(covariance, [
      [44, -12 - 4 - 2],
      [-18, 13],
    ]);
  }
});

suite('quadratic functions of a Gaussian are exact to second order', () => {
  // Isserlis: with x = m + d, E d_i·d_j·d_k·d_l = Σ_ij·Σ_kl + Σ_ik·Σ_jl + Σ_il·Σ_jk. Whole numbers throughout.
  const [a, b, s, t, c] = [3, -2, 4, 16, 6];
  const { mean, covariance } = moments(
    ([x, y]) => ({ square: square(x), product: mul(x, y) }),
    [a, b],
    [
      [s, c],
      [c, t],
    ],
    { order: 2 },
  );
  same(mean, { square: a * a + s, product: a * b + c });
  same(covariance, {
    square: { square: 4 * a * a * s + 2 * s * s, product: 2 * a * (a * c + b * s) + 2 * s * c },
    product: {
      square: 2 * a * (a * c + b * s) + 2 * s * c,
      product: a * a * t + b * b * s + 2 * a * b * c + s * t + c * c,
    },
  });
  same(
    moments((x) => square(x), 3, 4),
    { mean: 9, covariance: 144 },
  );
  same(
    moments((x) => square(x), 3, 4, { order: 2 }),
    { mean: 13, covariance: 176 },
  );
});

suite('a χ² variable: the sum of squares of n standard Gaussians has mean n and variance 2n', () => {
  const n = 5;
  const unit = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  const squares = (x: readonly Scalar[]): Scalar => x.map(square as (x: Scalar) => Scalar).reduce((a, b) => add(a, b));
  same(moments(squares, new Array<number>(n).fill(0), unit, { order: 2 }), { mean: n, covariance: 2 * n });
  same(moments(squares, new Array<number>(n).fill(0), unit), { mean: 0, covariance: 0 });
});

/** The errors at σ and at σ/2, as a power of two: the order of the error in σ. */
function orderOf(errorAt: (sigma: number) => number, sigma: number): number {
  return Math.log2(Math.abs(errorAt(sigma) / errorAt(sigma / 2)));
}

suite('the lognormal distribution: errors fall with the power of σ that the order promises', () => {
  // E exp(x) = exp(m + σ²/2), var exp(x) = (exp(σ²) - 1)·exp(2m + σ²).
  const m = 0.3;
  const mean = (sigma: number): number => Math.exp(m + sigma ** 2 / 2);
  const variance = (sigma: number): number => Math.expm1(sigma ** 2) * Math.exp(2 * m + sigma ** 2);
  const at = (sigma: number, order: 1 | 2): { mean: number; covariance: number } =>
    moments((x) => exp(x), m, sigma ** 2, { order });
  const powers = [
    [1, (s: number): number => at(s, 1).mean - mean(s), 2],
    [1, (s: number): number => at(s, 1).covariance - variance(s), 4],
    [2, (s: number): number => at(s, 2).mean - mean(s), 4],
    // Third derivatives count as much in the variance as the squares of second ones, which the second order keeps.
    [2, (s: number): number => at(s, 2).covariance - variance(s), 4],
  ] as const;
  for (const [order, errorAt, power] of powers) {
    const found = orderOf(errorAt, 0.04);
    assert.ok(Math.abs(found - power) < 0.02, `order ${order}: error of power ${found} in σ, expected ${power}`);
  }
  // The second order is closer in both moments: of 3/2·σ⁴ in the variance it has 1/2.
  for (const part of ['mean', 'covariance'] as const) {
    const exact = part === 'mean' ? mean(0.3) : variance(0.3);
    const [first, second] = ([1, 2] as const).map((order) => Math.abs(at(0.3, order)[part] - exact));
    assert.ok(second < 0.7 * first, `${part}: ${second} against ${first}`);
  }
});

suite('polar to Cartesian: Julier and Uhlmann’s sensor at 1 m and 90°, σ 2 cm and 15°', () => {
  const s = (15 * Math.PI) / 180;
  const place = [1, Math.PI / 2];
  const sigma = [
    [0.02 ** 2, 0],
    [0, s ** 2],
  ];
  const first = moments(polar, place, sigma);
  const second = moments(polar, place, sigma, { order: 2 });
  // By hand: H_y = -1 in the bearing at 90°, so y falls by σ²/2 = 0.0343; x is odd in the bearing and has no bend there
  // but the mixed derivative -1.
  near(first.mean[1], 1, 1);
  near(second.mean[1], 1 - s ** 2 / 2, 2);
  near(first.covariance[0][0], s ** 2, 4);
  near(second.covariance[0][0], s ** 2 + 0.02 ** 2 * s ** 2, 4);
  near(first.covariance[1][1], 0.02 ** 2, 4);
  near(second.covariance[1][1], 0.02 ** 2 + s ** 4 / 2, 4);
  // The true moments: E cos and E sin of a Gaussian angle are exp(-σ²/2) and those of twice the angle exp(-2σ²).
  const y = Math.exp(-(s ** 2) / 2);
  const r2 = 1 + 0.02 ** 2;
  const exact = [y, 0.5 * r2 * (1 - Math.exp(-2 * s ** 2)), 0.5 * r2 * (1 + Math.exp(-2 * s ** 2)) - y ** 2];
  near(exact[0], 0.9663, 2 ** 45);
  const errors = [first, second].map(({ mean, covariance: [[xx], [, yy]] }) =>
    [mean[1], xx, yy].map((v, i) => Math.abs(v - exact[i]) / Math.abs(exact[i])),
  );
  assert.ok(errors[0][0] > 0.03 && errors[1][0] < 7e-4, `mean of y: ${errors.map((e) => e[0])}`);
  assert.ok(errors[0][2] > 0.8 && errors[1][2] < 0.15, `variance of y: ${errors.map((e) => e[2])}`);
});

/** The method of Box and Muller. */
function gaussians(seed: number): () => number {
  const source = new Source(seed);
  const uniform = (): number => source.next();
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

suite('sampling agrees within its standard error', () => {
  // Correlated inputs by hand: Σ = L·Lᵀ.
  const L = [
    [0.5, 0, 0],
    [-0.3, 0.4, 0],
    [0.2, 0.1, 0.6],
  ];
  const sigma = L.map((row) => L.map((other) => row.reduce((total, x, k) => total + x * other[k], 0)));
  const center = [1, -2, 0.5];
  // Quadratic, so that the second order is exact and nothing but the sampling error is left.
  const f = ([x, y, z]: readonly Scalar[]): Scalar[] => [
    add(mul(x, y), z),
    sub(square(z), mul(2, mul(x, z))),
    mul(y, add(y, 1)),
  ];
  const { mean, covariance } = moments(f, center, sigma, { order: 2 });
  const next = gaussians(7);
  const N = 200_000;
  const samples = Array.from({ length: N }, () => {
    const z = [next(), next(), next()];
    return f(L.map((row, i) => center[i] + row.reduce((total, x, k) => total + x * z[k], 0))) as number[];
  });
  const check = (values: readonly number[], expected: number, what: string): void => {
    const average = values.reduce((total, x) => total + x, 0) / N;
    const variance = values.reduce((total, x) => total + (x - average) ** 2, 0) / (N - 1);
    const off = (average - expected) / Math.sqrt(variance / N);
    assert.ok(Math.abs(off) < 3.5, `${what}: ${average}, expected ${expected}, off by ${off} standard errors`);
  };
  for (let i = 0; i < 3; i++) {
    const list = samples.map((y) => y[i]);
    check(list, mean[i], `mean of ${i}`);
    for (let j = 0; j <= i; j++) {
      const products = samples.map((y) => (y[i] - mean[i]) * (y[j] - mean[j]));
      check(products, covariance[i][j], `covariance of ${i} and ${j}`);
    }
  }
  // The first order is told apart: its means are off by more than 30 standard errors.
  const first = moments(f, center, sigma);
  assert.ok(Math.abs(first.mean[0] - mean[0]) > 30 * Math.sqrt(covariance[0][0] / N));
});

suite('numbers, arrays, matrices, typed arrays and records, in and out', () => {
  const number = moments((x) => sqrt(x), 4, 0.5);
  typed<number>()(number.mean);
  typed<number>()(number.covariance);
  same(number, { mean: 2, covariance: 0.5 / 16 });
  const list = moments((x) => [x, square(x)], 3, 1);
  typed<number>()(list.covariance[0][1]);
  same(list, {
    mean: [3, 9],
    covariance: [
      [1, 6],
      [6, 36],
    ],
  });
  const record = moments(
    ({ mass, speed }) => ({ energy: mul(0.5, mul(mass, square(speed))), momentum: mul(mass, speed) }),
    { mass: 2, speed: 3 },
    { mass: { mass: 0.25, speed: 0.5 }, speed: { mass: 0.5, speed: 4 } },
  );
  typed<number>()(record.covariance.energy.momentum);
  // J = [[4.5, 6], [3, 2]].
  same(record, {
    mean: { energy: 9, momentum: 6 },
    covariance: {
      energy: { energy: 4.5 ** 2 * 0.25 + 2 * 4.5 * 6 * 0.5 + 36 * 4, momentum: 3.375 + (9 + 18) * 0.5 + 48 },
      momentum: { energy: 3.375 + (9 + 18) * 0.5 + 48, momentum: 2.25 + 6 + 16 },
    },
  });
  const floats = moments(([x, y]) => mul(x, y), Float64Array.of(2, 3), [Float64Array.of(1, 0), [0, 1]]);
  same(floats, { mean: 6, covariance: 13 });
  // The trace of a matrix whose entries are correlated with their own row only.
  const matrix = moments(
    ([[a], [, d]]) => add(a, d),
    [
      [1, 2],
      [3, 4],
    ],
    [
      [
        [
          [1, 0.5],
          [0, 0],
        ],
        [
          [0.5, 1],
          [0, 0],
        ],
      ],
      [
        [
          [0, 0],
          [2, 0.5],
        ],
        [
          [0, 0],
          [0.5, 2],
        ],
      ],
    ],
  );
  same(matrix, { mean: 5, covariance: 3 });
  same(
    moments(() => [], [1], [[1]], { order: 2 }),
    { mean: [], covariance: [] },
  );
});

suite('moments can be differentiated by the mean and by the covariance', () => {
  // Of x²: mean m² + s, variance 4m²s + 2s². The derivatives by hand.
  same(
    gradient(({ m, s }) => moments((x) => square(x), m, s, { order: 2 }).covariance, { m: 3, s: 4 }),
    { m: 8 * 3 * 4, s: 4 * 9 + 4 * 4 },
  );
  same(
    derivative((s) => moments((x) => square(x), 3, square(s), { order: 2 }).mean, 2),
    4,
  );
  // By a number that f takes from outside, first order: var(k·x) = k²·s.
  same(
    derivative((k) => moments(([x]) => mul(k, x), [1], [[5]]).covariance, 3),
    30,
  );
  // A correlation ρ through a product: var(x·y) to first order is b²s + a²t + 2ab·ρ.
  const variance = (rho: Scalar): Scalar =>
    moments(
      ([x, y]) => mul(x, y),
      [2, 3],
      [
        [1, rho],
        [rho, 1],
      ],
    ).covariance;
  same(derivative(variance, 0.5), 12);
});

suite('an input without variance is a constant, whatever its slope', () => {
  // √x has an infinite slope at 0.
  const sigma = [
    [0, 0],
    [0, 4],
  ];
  for (const order of [1, 2] as const) {
    same(
      moments(([x, y]) => add(sqrt(x), mul(3, y)), [0, 2], sigma, { order }),
      { mean: 6, covariance: 36 },
    );
    same(
      moments((x) => log(x), 1, 0, { order }),
      { mean: 0, covariance: 0 },
    );
  }
  // With variance it counts.
  same(
    moments((x) => sqrt(x), 0, 1),
    { mean: 0, covariance: Number.POSITIVE_INFINITY },
  );
});

suite('semidefinite covariances are taken, rounded ones too', () => {
  // Rank one: both inputs are one variable times 1 and 3.
  const rank1 = [
    [1, 3],
    [3, 9],
  ];
  same(moments(([x, y]) => sub(mul(3, x), y), [1, 1], rank1).covariance, 0);
  const third = 1 / 3;
  const rounded = [
    [third, 2 / 3 + 1e-16, 1],
    [2 / 3, 4 / 3, 2],
    [1, 2, 3 - 1e-15],
  ];
  const covariance = moments((x) => [x[2], x[0], x[1]], [0, 0, 0], rounded).covariance;
  same(covariance[1][2], covariance[2][1], 'symmetric to the last bit');
});

suite('a bearing and a range from a position: the Jacobian by hand', () => {
  const { covariance } = moments(
    ([x, y]) => ({ range: hypot(x, y), bearing: atan2(y, x) }),
    [3, 4],
    [
      [0.01, 0],
      [0, 0.04],
    ],
  );
  near(covariance.range.range, 0.36 * 0.01 + 0.64 * 0.04, 4);
  near(covariance.bearing.bearing, 0.16 ** 2 * 0.01 + 0.12 ** 2 * 0.04, 4);
  near(covariance.range.bearing, 0.6 * -0.16 * 0.01 + 0.8 * 0.12 * 0.04, 8);
});

suite('arguments are checked', () => {
  const f = ([x, y]: readonly Scalar[]): Scalar => mul(x, y);
  const refused = (covariance: unknown, message: string): void =>
    throwsExactly(() => moments(f, [1, 2], covariance as number[][]), RangeError, message);
  refused(
    [1, 2],
    'moments: expected covariance to have the shape of mean twice, a 2 x 2 array, got an array of length 2 that differs at covariance[0][0]. Give for each number of mean a part of the shape of mean.',
  );
  refused(
    [
      [1, 0],
      [0, 1],
      [0, 0],
    ],
    'moments: expected covariance to have the shape of mean twice, a 2 x 2 array, got a 3 x 2 array that differs at covariance[2][0]. Give for each number of mean a part of the shape of mean.',
  );
  refused(
    [
      [1, 0],
      [0, -4],
    ],
    'moments: expected covariance to hold finite numbers, and variances that are not negative, got -4 at covariance[1][1]. Give variances, the squares of standard deviations.',
  );
  refused(
    [
      [Number.NaN, 0],
      [0, 1],
    ],
    'moments: expected covariance to hold finite numbers, and variances that are not negative, got NaN at covariance[0][0]. Give variances, the squares of standard deviations.',
  );
  refused(
    [
      [1, Number.POSITIVE_INFINITY],
      [Number.POSITIVE_INFINITY, 1],
    ],
    'moments: expected covariance to hold finite numbers, and variances that are not negative, got Infinity at covariance[0][1]. Give variances, the squares of standard deviations.',
  );
  refused(
    [
      [1, 0.2],
      [0.1, 1],
    ],
    'moments: expected covariance to be symmetric, got 0.1 at covariance[1][0] and 0.2 at covariance[0][1]. Give the same covariance at both places.',
  );
  refused(
    [
      [1, 2],
      [2, 1],
    ],
    'moments: expected covariance to be positive semidefinite, got one that leaves -3 of the variance at covariance[1][1] when the other inputs are known. Look for a correlation beyond 1, or for correlations that contradict each other.',
  );
  refused(
    [
      [0, 0.5],
      [0.5, 0],
    ],
    'moments: expected covariance to be positive semidefinite, got one that leaves -0.5 of the variance at covariance[0][0] when the other inputs are known. Look for a correlation beyond 1, or for correlations that contradict each other.',
  );
  // Each pair is possible, the three together are not: 0.19 - 1.71²/0.19 = -15.2.
  const three = [
    [1, 0.9, -0.9],
    [0.9, 1, 0.9],
    [-0.9, 0.9, 1],
  ];
  assert.throws(
    () => moments((x) => x[0], [0, 0, 0], three),
    /leaves -15\.2\d* of the variance at covariance\[2\]\[2\]/,
  );
  assert.throws(
    () => moments(({ a, b }) => add(a, b), { a: 1, b: 2 }, { a: { a: 1, b: 0 }, b: { a: 0 } } as never),
    /a record \{ a, b \}, got a record \{ a, b \} that differs at covariance\.b\.b\./,
  );
  throwsExactly(
    () => moments((x) => x, 1, 1, { order: 3 as 2 }),
    RangeError,
    'moments: expected the order 1 or 2, got 3. Choose one.',
  );
  throwsExactly(
    () => moments([1] as never, f as never, 1 as never),
    TypeError,
    'moments: expected a function as first argument, got an array of length 1. Call moments(f, mean, covariance).',
  );
  assert.throws(() => moments((x) => x, ['1'] as never, [[1]] as never), /moments: expected mean\[0\] to be a number/);
  assert.throws(() => moments((x) => x, 1, 'a' as never), /moments: expected covariance to be a number/);
  assert.throws(() => moments((() => undefined) as never, 1, 1), /moments: expected f\(x\) to be a number/);
});

/** What the compiler must refuse: not run. */
export function misuses(): void {
  // @ts-expect-error: a vector for a matrix
  moments(([x, y]) => mul(x, y), [1, 2], [1, 2]);
  // @ts-expect-error: a name is missing
  moments(({ a, b }) => mul(a, b), { a: 1, b: 2 }, { a: { a: 1, b: 0 }, b: { a: 0 } });
  // @ts-expect-error: there is no third order
  moments((x) => x, 1, 1, { order: 3 });
}

suite.run();
