'use derivatives';
/** The tracking example: its model, transforms and filters against closed forms, its statistics, and what it prints. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { conversionChart, trackingChart } from '../../examples/tracking/chart.js';
import { interval, quantile } from '../../examples/tracking/chi-square.js';
import { mean, type Trial, track, trial } from '../../examples/tracking/consistency.js';
import { alongSight, ellipse } from '../../examples/tracking/ellipse.js';
import { extendedFilter } from '../../examples/tracking/extended.js';
import { type Belief, gaussianFilter, squaredLength } from '../../examples/tracking/gaussian.js';
import {
  BEARING_ERROR,
  type Matrix,
  move,
  PERIOD,
  PROCESS_NOISE,
  RANGE_ERROR,
  STATES,
  seenFrom,
} from '../../examples/tracking/model.js';
import { conversions, exactPlace, SIGHTING, toPlace } from '../../examples/tracking/polar.js';
import { conversionReport, inside, trackingReport } from '../../examples/tracking/report.js';
import { fly, gaussians, HANDOVER } from '../../examples/tracking/simulation.js';
import { firstOrder, sampling, secondOrder, unscented } from '../../examples/tracking/transforms.js';
import { inverse, matmul, transpose } from '../../lib/linalg/index.js';
import { jacobian } from '../../lib/plain/index.js';

const suite = suiteOf('examples/tracking');

/** |actual - expected| <= tolerance·scale. */
function close(actual: number, expected: number, tolerance: number, what: string, scale = Math.abs(expected)): void {
  const distance = Math.abs(actual - expected) / scale;
  assert.ok(distance <= tolerance, `${what}: expected ${expected} within ${tolerance}, got ${actual} (${distance})`);
}

/** Two covariances, relative to the standard deviations of the second. */
function sameSpread(actual: Matrix, expected: Matrix, tolerance: number, what: string): void {
  expected.forEach((row, i) => {
    row.forEach((c, j) => {
      close(actual[i][j], c, tolerance, `${what} ${i}, ${j}`, Math.sqrt(expected[i][i] * expected[j][j]));
    });
  });
}

const flights = Array.from({ length: 20 }, (_, run) => fly(1000 + run, 12));
const [flight] = flights;
const cloud = sampling(STATES, 150, 2);
const trials: Trial[] = [
  { name: 'extended', filter: extendedFilter },
  { name: 'second order', filter: gaussianFilter(secondOrder) },
  { name: 'unscented', filter: gaussianFilter(unscented) },
  { name: 'sampling', filter: gaussianFilter(cloud) },
].map((named) => trial(named, flights));

suite('a turn of 36 periods of 10° closes the circle, and straight flight is straight', () => {
  const turn = Math.PI / 18 / PERIOD;
  let state = [100, -50, 120, 40, turn];
  for (let k = 0; k < 36; k++) state = move(state);
  [100, -50, 120, 40, turn].forEach((x, i) => {
    close(state[i], x, 1e-12, `state ${i}`, 1000);
  });
  // Half a circle is one diameter away: 2·v/ω to the left.
  state = [0, 0, 100, 0, turn];
  for (let k = 0; k < 18; k++) state = move(state);
  close(state[1], 200 / turn, 1e-12, 'diameter');
  assert.equal(move([1, 2, 30, -40, 0]), [1 + 30 * PERIOD, 2 - 40 * PERIOD, 30, -40, 0]);
});

suite('the Jacobian of the motion in straight flight, where the formulas are 0/0', () => {
  const T = PERIOD;
  // By ω at 0: sin(a)/a has slope 0, (1 - cos a)/a slope 1/2 in a = ω·T.
  const [vx, vy] = [150, -20];
  assert.equal(jacobian(move, [3, 4, vx, vy, 0]), [
    [1, 0, T, 0, (-vy * T * T) / 2],
    [0, 1, 0, T, (vx * T * T) / 2],
    [0, 0, 1, 0, -vy * T],
    [0, 0, 0, 1, vx * T],
    [0, 0, 0, 0, 1],
  ]);
  const at = [10, 20, vx, vy, 0.05];
  const J = jacobian(move, at);
  at.forEach((x, j) => {
    const h = 1e-5 * Math.max(1, Math.abs(x)) * (j === 4 ? 0.1 : 1);
    const [above, below] = [h, -h].map((step) => move(at.with(j, x + step)));
    above.forEach((y, i) => {
      close(J[i][j], (y - below[i]) / (2 * h), 1e-6, `∂${i}/∂${j}`, 1 + Math.abs(J[i][j]));
    });
  });
});

suite('bearings are measured from the scan on, also behind the radar', () => {
  const seen = seenFrom(3.1)([-500, -30]);
  close(seen[0], Math.hypot(500, 30), 1e-15, 'range');
  close(seen[1], Math.atan2(-30, -500) + 2 * Math.PI - 3.1, 1e-12, 'bearing');
});

suite('flights are the same in every run, and as random as they should be', () => {
  assert.equal(fly(1000, 12), flight);
  assert.not.equal(fly(1001, 12).scans, flight.scans);
  const many = Array.from({ length: 400 }, (_, run) => fly(5000 + run, 2));
  const deviation = (list: readonly number[]): number => Math.sqrt(mean(list.map((x) => x * x)));
  const first = many.map(({ states, scans }) => {
    const [[x, y], { range, bearing }] = [states[0], scans[0]];
    return [range - Math.hypot(x, y), bearing - Math.atan2(y, x)];
  });
  // Of 400 the standard deviation is good to 3.5 %.
  close(deviation(first.map(([r]) => r)), RANGE_ERROR, 0.12, 'σ of the range');
  close(deviation(first.map(([, b]) => b)), BEARING_ERROR, 0.12, 'σ of the bearing');
  const pushes = many.map(({ states: [a, b] }) => b[2] - move(a)[2]);
  close(deviation(pushes), Math.sqrt(PROCESS_NOISE[2][2]), 0.12, 'σ of the velocity’s change');
  const next = gaussians(1);
  const draws = Array.from({ length: 20_000 }, next);
  assert.ok(Math.abs(mean(draws)) < 0.03 && Math.abs(deviation(draws) - 1) < 0.02);
});

suite('all transforms are exact for linear functions', () => {
  const f = ([a, b, c]: readonly number[]): number[] => [a + 2 * b, -3 * c + b];
  const belief: Belief = {
    mean: [1, 2, 3],
    covariance: [
      [4, 1, 0],
      [1, 9, -2],
      [0, -2, 1],
    ],
  };
  for (const transform of [firstOrder, secondOrder, unscented, sampling(3, 50, 1)]) {
    const { mean: m, covariance } = transform(f, belief);
    close(m[0], 5, 1e-13, 'mean');
    close(m[1], -7, 1e-13, 'mean');
    // var(a + 2b) = 4 + 36 + 4, cov = 18 + 1 + 12, var(b - 3c) = 9 + 9 + 12.
    sameSpread(
      covariance,
      [
        [44, 31],
        [31, 30],
      ],
      1e-13,
      'covariance',
    );
  }
});

suite('the closed form of polar to Cartesian is that of quadrature', () => {
  const oblique: Belief = {
    mean: [2, 0.7],
    covariance: [
      [0.09, 0],
      [0, 0.16],
    ],
  };
  for (const belief of [SIGHTING, oblique]) {
    const [[r, angle], [[rr], [, ss]]] = [belief.mean, belief.covariance];
    // The trapezoidal rule over the bearing; the range enters by its first two moments only.
    const s = Math.sqrt(ss);
    const over = (g: (t: number) => number): number => {
      let total = 0;
      for (let k = -1200; k <= 1200; k++) total += (g(angle + s * (k / 100)) * Math.exp(-((k / 100) ** 2) / 2)) / 100;
      return total / Math.sqrt(2 * Math.PI);
    };
    const [x, y] = [r * over(Math.cos), r * over(Math.sin)];
    const second = r * r + rr;
    const xy = second * over((t) => Math.cos(t) * Math.sin(t)) - x * y;
    const exact = exactPlace(belief);
    close(exact.mean[0], x, 1e-14, 'mean of x', r);
    close(exact.mean[1], y, 1e-14, 'mean of y', r);
    const expected = [
      [second * over((t) => Math.cos(t) ** 2) - x * x, xy],
      [xy, second * over((t) => Math.sin(t) ** 2) - y * y],
    ];
    // Second moments near 1 less squares near 1: two and a half digits are gone on either side.
    sameSpread(exact.covariance, expected, 1e-11, 'covariance');
  }
});

suite('conversions: each way is closer than the one before it', () => {
  const [truth, first, second, points, sampled] = conversions([
    { name: 'first order', transform: firstOrder },
    { name: 'second order', transform: secondOrder },
    { name: 'unscented', transform: unscented },
    { name: 'sampling', transform: sampling(2, 20_000, 1) },
  ]);
  assert.is(truth.divergence, 0);
  // By hand: the first order keeps y = 1 with σ = 2 cm, ½·((0.0507² + 0.0337²)/0.02² - 1 + ...) = 3.2 nats.
  assert.ok(first.divergence > 3 && first.divergence < 3.4, `${first.divergence}`);
  assert.ok(second.divergence < 0.005 && points.divergence < second.divergence, `${second.divergence}`);
  assert.ok(sampled.divergence < 0.001, `${sampled.divergence}`);
  assert.match(conversionReport([truth, first]), /truth +│ +0\.0000 │ +0\.9663 │ 0\.2531 │ 0\.0507/);
});

suite('the χ² points are those of the tables', () => {
  // Published tables; for 500 degrees of freedom the formula of Wilson and Hilferty is close.
  close(quantile(0.95, 2), 5.991465, 1e-7, '2 degrees');
  close(quantile(0.95, 5), 11.0705, 1e-6, '5 degrees');
  close(quantile(0.025, 100), 74.22193, 1e-7, '100 degrees');
  close(quantile(0.975, 100), 129.5612, 1e-6, '100 degrees');
  const [low, high] = interval(5, 100);
  const wilsonHilferty = (z: number): number => 5 * (1 - 2 / 4500 + z * Math.sqrt(2 / 4500)) ** 3;
  close(low, wilsonHilferty(-1.959964), 1e-5, 'low');
  close(high, wilsonHilferty(1.959964), 1e-5, 'high');
});

suite('the extended filter is the Gaussian filter with the first order', () => {
  const general = track(gaussianFilter(firstOrder), flight);
  track(extendedFilter, flight).forEach((step, k) => {
    const sigma = step.covariance.map((row, i) => Math.sqrt(row[i]));
    step.mean.forEach((m, i) => {
      close(general[k].mean[i], m, 1e-8, `scan ${k}, state ${i}`, sigma[i]);
    });
    sameSpread(general[k].covariance, step.covariance, 1e-8, `scan ${k}`);
    close(general[k].nis, step.nis, 1e-8, `NIS ${k}`, 1);
  });
});

suite('the extended filter is that of the information form, with the Jacobian of the radar by hand', () => {
  const scan = { range: 11_000, bearing: 2 };
  const { mean: m, covariance } = extendedFilter(HANDOVER, scan);
  const F = jacobian(move, HANDOVER.mean);
  const moved = matmul(matmul(F, HANDOVER.covariance), transpose(F));
  const predicted = moved.map((row, i) => row.map((c, j) => c + PROCESS_NOISE[i][j]));
  const at = move(HANDOVER.mean);
  const [x, y] = at;
  const r = Math.hypot(x, y);
  const H = [
    [x / r, y / r, 0, 0, 0],
    [-y / r ** 2, x / r ** 2, 0, 0, 0],
  ];
  const weights = [1 / RANGE_ERROR ** 2, 1 / BEARING_ERROR ** 2];
  const information = inverse(predicted).map((row, i) =>
    row.map((c, j) => c + H[0][i] * weights[0] * H[0][j] + H[1][i] * weights[1] * H[1][j]),
  );
  const posterior = inverse(information);
  sameSpread(covariance, posterior, 1e-9, 'covariance');
  const missed = [scan.range - r, scan.bearing - Math.atan2(y, x)];
  const pull = H[0].map((_, j) => H[0][j] * weights[0] * missed[0] + H[1][j] * weights[1] * missed[1]);
  m.forEach((mi, i) => {
    const step = posterior[i].reduce((sum, c, j) => sum + c * pull[j], 0);
    close(mi, at[i] + step, 1e-8, `mean ${i}`, Math.sqrt(posterior[i][i]));
  });
});

suite('consistency: the extended filter trusts itself too much, the others agree with sampling', () => {
  const [extended, second, points, sampled] = trials;
  const region = interval(STATES, flights.length);
  assert.ok(extended.nees[0] > 2 * region[1], `extended: ${extended.nees[0]}, ${region}`);
  for (const { name, nees, coverage, nis } of [second, points, sampled]) {
    assert.ok(inside(nees, region) >= 10, `${name}: ${nees}`);
    assert.ok(coverage > 0.9, `${name}: ${coverage}`);
    assert.ok(Math.abs(mean(nis) - 2) < 0.4, `${name}: ${mean(nis)}`);
  }
  assert.ok(extended.coverage < second.coverage);
  for (const [k, x] of second.nees.entries()) close(x, sampled.nees[k], 0.1, `NEES after scan ${k}`);
  assert.ok(mean(second.place) < mean(extended.place));
  assert.equal(trial({ name: 'extended', filter: extendedFilter }, flights).nees, extended.nees);
});

suite('ellipses hold 95 %: their points are all at the 95 % point of χ²', () => {
  const belief = {
    mean: [3, 4],
    covariance: [
      [4, 1],
      [1, 2],
    ],
  };
  for (const [x, y] of ellipse(belief)) {
    close(squaredLength([x - 3, y - 4], belief.covariance), 5.991465, 1e-7, 'distance');
  }
  // Seen to the north, east is to the right.
  const [right, beyond] = alongSight([5, 100], Math.PI / 2, 90);
  close(right, 5, 1e-12, 'right');
  close(beyond, 10, 1e-12, 'beyond');
});

suite('the report and the figures hold what they should and no NaN', async () => {
  const report = trackingReport(trials, flights.length);
  assert.match(report, /20 flights of 12 scans/);
  assert.match(report, /second order │ +\d+ │/);
  const converted = conversions([
    { name: 'first order', transform: firstOrder },
    { name: 'second order', transform: secondOrder },
  ]);
  const pictures = [
    [await trackingChart(flight, trials, flights.length), '12 scans of a radar', 'aircraft', 'NEES', 'sampling'],
    [await conversionChart(converted), 'first order', 'second order', 'truth', 'y, m'],
  ];
  for (const [svg, ...texts] of pictures) {
    assert.match(svg, /^<svg /);
    for (const text of texts) assert.ok(svg.includes(text), text);
    assert.not.match(svg, /NaN|undefined|Infinity/);
  }
  assert.equal(toPlace([2, 0]), [2, 0]);
});

suite.run();
