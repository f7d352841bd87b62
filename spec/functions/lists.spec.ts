/** Functions of lists besides the reductions: softmax, mean and spread, scans, order, interpolation. */
import * as statistics from 'simple-statistics';
import { suite } from 'uvu';
import { equal, is, ok, throws } from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import {
  add,
  cumulativeProduct,
  cumulativeSum,
  derivative,
  derivatives,
  div,
  exp,
  gradient,
  hessian,
  interpolateLinear,
  interpolateMonotone,
  jacobian,
  log,
  logSoftmax,
  mean,
  mul,
  quantile,
  type Scalar,
  secondDerivative,
  softmax,
  sortByValue,
  square,
  standardDeviation,
  sub,
  sum,
  sumOfSquares,
  variance,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { near, same, thrown } from '../support/assert.js';
import { everyMode } from '../support/every-mode.js';

const close = (a: readonly number[], b: readonly number[], bound = 1e-14): void =>
  ok(a.length === b.length && a.every((x, i) => Math.abs(x - (b[i] as number)) <= bound), `${a}, not ${b}`);

const shares = suite('softmax');

shares('values far up and down; the gradient and the Hessian of a share', () => {
  const x = [0.3, -1, 2];
  const e = x.map(Math.exp);
  const w = e.map((ei) => ei / e.reduce((a, b) => a + b));
  for (const shift of [0, 1000, -1000]) close(softmax(x.map((xi) => xi + shift)), w, 1e-13);
  const [p = 0] = w;
  const delta = (i: number, j: number): number => (i === j ? 1 : 0);
  const g = w.map((a, i) => p * (delta(0, i) - a));
  const H = w.map((a, i) => w.map((b, j) => p * ((delta(0, i) - a) * (delta(0, j) - b) - a * (delta(i, j) - b))));
  everyMode((y) => softmax(y)[0] as Scalar, x, { gradient: g, hessian: H }, 1e-14);
});

shares('logSoftmax has the gradient δ - w and the Hessian -diag(w) + wwᵀ', () => {
  const x = [0.3, -1, 2, 1.9];
  const w = softmax(x);
  const H = w.map((a, i) => w.map((b, j) => a * b - (i === j ? a : 0)));
  const g = w.map((a, i) => (i === 2 ? 1 : 0) - a);
  everyMode((y) => logSoftmax(y)[2] as Scalar, x, { gradient: g, hessian: H }, 1e-14);
});

shares('where a share is nearly 1 what is left of it keeps its digits', () => {
  const w = Math.exp(-50);
  near(logSoftmax([0, 50])[1] as number, -w + (w * w) / 2, 2);
  const J = jacobian((x: Scalar[]) => softmax(x), [0, 50]) as unknown as number[][];
  for (const [i, j] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const)
    near(Math.abs(J[i]?.[j] as number), w, 4);
  same(softmax([Number.NEGATIVE_INFINITY, 0]), [0, 1]);
  same(softmax([7]), [1]);
  same([softmax([]), logSoftmax([])], [[], []]);
});

const spread = suite('mean, variance, standard deviation');

spread('are those of simple-statistics', () => {
  const x = [0.1, 0.5, -2, 7, 3.25];
  near(mean(x), statistics.mean(x), 2);
  near(variance(x), statistics.sampleVariance(x), 4);
  near(variance(x, 0), statistics.variance(x), 4);
  near(standardDeviation(x), statistics.sampleStandardDeviation(x), 4);
  near(standardDeviation(x, 0), statistics.standardDeviation(x), 4);
});

spread('far from 0 no digit is lost', () => {
  const x = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16];
  same([mean(x), variance(x)], [1e9 + 10, 30]);
  same(mean([0.1, 0.1, 0.1]), 0.1);
  same([variance([0.1, 0.1, 0.1]), standardDeviation([0.1, 0.1, 0.1])], [0, 0]);
  ok(Number.isFinite(standardDeviation([1e200, 3e200])));
});

spread('derivatives in every mode, of equal numbers too', () => {
  for (const x of [
    [1, 2, 4],
    [0.1, 0.1, 0.1],
  ]) {
    const m = x.reduce((a, b) => a + b) / 3;
    const H = x.map((_, i) => x.map((__, j) => (i === j ? 1 : 0) - 1 / 3));
    everyMode(mean, x, { gradient: x.map(() => 1 / 3), hessian: x.map(() => [0, 0, 0]) }, 1e-15);
    everyMode((y) => variance(y), x, { gradient: x.map((xi) => xi - m), hessian: H }, 1e-14);
  }
  const s = Math.sqrt(7 / 3);
  const d = [1, 2, 4].map((xi) => (xi - 7 / 3) / (2 * s));
  const H = d.map((a, i) => d.map((b, j) => ((i === j ? 1 : 0) - 1 / 3) / (2 * s) - (a * b) / s));
  everyMode((y) => standardDeviation(y), [1, 2, 4], { gradient: d, hessian: H }, 1e-14);
  equal(
    gradient((y: Scalar[]) => standardDeviation(y), [0.1, 0.1, 0.1]),
    [0, 0, 0],
  );
  const squared = hessian((y: Scalar[]) => square(standardDeviation(y)), [5, 5]) as number[][];
  close(squared.flat(), [1, -1, -1, 1]);
});

spread('of too few numbers NaN; what is no list is an error', () => {
  same(
    [mean([]), variance([1]), variance([]), variance([1], 0), standardDeviation([]), standardDeviation([1])],
    [Number.NaN, Number.NaN, Number.NaN, 0, Number.NaN, Number.NaN],
  );
  is(
    thrown(() => variance([1, 2], '1' as never)).message,
    'variance: expected the degrees of freedom that are lost as a plain number, got the string "1". Leave it out for 1.',
  );
  for (const f of [
    mean,
    variance,
    standardDeviation,
    softmax,
    logSoftmax,
    cumulativeSum,
    cumulativeProduct,
    sortByValue,
  ])
    throws(() => (f as (x: unknown) => unknown)(3), /expected an array of numbers, got 3/);
});

const scans = suite('scans');

scans('sums and products of beginnings, with their derivatives', () => {
  same(cumulativeSum([1, 2, 3]), [1, 3, 6]);
  same(cumulativeProduct([2, 0, 3]), [2, 0, 0]);
  same([cumulativeSum([]), cumulativeProduct([])], [[], []]);
  const f = (x: readonly Scalar[]): Scalar => sum(cumulativeProduct(cumulativeSum(x)));
  // a + a(a + b)
  everyMode(
    f,
    [2, 5],
    {
      gradient: [1 + 2 * 2 + 5, 2],
      hessian: [
        [2, 1],
        [1, 0],
      ],
    },
    1e-15,
  );
  same(cumulativeSum(Float64Array.of(1, 2) as unknown as number[]), [1, 3]);
});

const order = suite('order');

/** By the definition: (n - 1)·p falls between two. */
function straight(sorted: readonly number[], p: number): number {
  const h = (sorted.length - 1) * p;
  const low = Math.floor(h);
  const [a, b] = [sorted[low] as number, sorted[Math.min(low + 1, sorted.length - 1)] as number];
  return a * (1 - (h - low)) + b * (h - low);
}

order('sortByValue is that of JavaScript, quantile falls straight between', () => {
  let state = 7;
  for (let n = 1; n < 20; n++) {
    const x = Array.from({ length: n }, () => {
      state = (state * 16807) % 2147483647;
      return (state % 40) / 4;
    });
    equal(
      sortByValue(x),
      x.slice().sort((a, b) => a - b),
    );
    for (const p of [0, 0.1, 0.25, 0.5, 0.9, 1]) close([quantile(x, p)], [straight(sortByValue(x), p)]);
    equal(
      reverse.gradient((y: Scalar[]) => sum(sortByValue(y)), x),
      x.map(() => 1),
    );
  }
  same(sortByValue([2, Number.NaN, 1]), [Number.NaN, Number.NaN, Number.NaN]);
  same([sortByValue([]), quantile([], 0.5), quantile([3], 0.2)], [[], Number.NaN, 3]);
});

order('one program for all orders', () => {
  let calls = 0;
  const weighed = (x: readonly Scalar[]): Scalar => {
    calls++;
    return sum(sortByValue(x).map((y, i) => mul(i + 1, square(y))));
  };
  for (const n of [2, 3, 5, 8]) {
    const x0 = Array.from({ length: n }, (_, i) => i);
    const g = compile((x: Scalar[]) => gradient(weighed as never, x as never) as Scalar[], x0);
    const points = [0, 1, 2, 3, 4, 5].map((turn) => x0.map((i) => ((i * 5 + turn * turn) % 11) - 3 + i / 16));
    const eager = points.map((x) => gradient(weighed as never, x as never));
    const before = calls;
    equal(
      points.map((x) => g(x)),
      eager,
    );
    is(calls, before);
    // Equal numbers, and none: the function itself.
    equal(g(x0.map(() => 1)), gradient(weighed as never, x0.map(() => 1) as never));
    ok((g(x0.map(() => Number.NaN)) as number[]).every(Number.isNaN));
  }
});

order('equal numbers share their slopes, and what is symmetric in them has its true derivatives', () => {
  equal(
    gradient((x: Scalar[]) => sortByValue(x)[0] as Scalar, [3, 1, 1]),
    [0, 0.5, 0.5],
  );
  const f = (x: readonly Scalar[]): Scalar => sumOfSquares(sortByValue(x));
  everyMode(
    f,
    [1, 3, 1],
    {
      gradient: [2, 6, 2],
      hessian: [
        [2, 0, 0],
        [0, 2, 0],
        [0, 0, 2],
      ],
    },
    1e-14,
  );
  is(
    secondDerivative((t) => sumOfSquares(sortByValue([t, mul(-1, t), 0])), 0),
    4,
  );
  is(
    derivative((t) => sortByValue([t, t])[0] as Scalar, 2),
    1,
  );
});

order('quantile by the numbers and by p', () => {
  const x = [4, 1, 3, 7];
  everyMode((y) => quantile(y, 0.4), x, { gradient: [0.2, 0, 0.8, 0], hessian: x.map(() => [0, 0, 0, 0]) }, 1e-14);
  is(
    derivative((p) => quantile(x, p), 0.5),
    3,
  );
  is(
    derivative((p) => quantile(x, p), 1),
    9,
  );
  for (const p of [-0.1, 1.1, Number.NaN]) throws(() => quantile(x, p), /expected p to be from 0 to 1/);
  throws(() => quantile(x, '1' as never), /expected p to be a number/);
});

const between = suite('interpolation');

const X = [0, 1, 3, 4, 6];
const Y = [1, 2, 5, 4, 4.5];

between('linear: values, and derivatives by place, values and nodes in every mode', () => {
  for (const i of X.keys()) is(interpolateLinear(X, Y, X[i] as number), Y[i] as number);
  const f = ([x, x1, y1, y2]: readonly Scalar[]): Scalar =>
    interpolateLinear([0, x1, 3, 4, 6] as Scalar[], [1, y1, y2, 4, 4.5] as Scalar[], x as Scalar);
  const line = ([x, x1, y1, y2]: readonly Scalar[]): Scalar =>
    add(y1 as Scalar, mul(sub(x as Scalar, x1 as Scalar), div(sub(y2 as Scalar, y1 as Scalar), sub(3, x1 as Scalar))));
  const at = [2.5, 1, 2, 5];
  everyMode(f, at, { gradient: gradient(line as never, at), hessian: hessian(line as never, at) as never }, 1e-14);
  // At a node: the middle of both sides.
  everyMode(([x]) => interpolateLinear(X, Y, x as Scalar), [3], { gradient: [0.25], hessian: [[0]] }, 1e-14);
  equal(
    gradient((y: Scalar[]) => interpolateLinear(X, y, 3), Y),
    [0, 0, 1, 0, 0],
  );
  is(
    derivative((x) => square(sub(interpolateLinear(X, Y, x), 5)), 3),
    0,
  );
});

between('at the ends and beyond them', () => {
  const both = [interpolateLinear, interpolateMonotone];
  for (const f of both) {
    same([f(X, Y, -1), f(X, Y, 7), f(X, Y, Number.NaN)], [Number.NaN, Number.NaN, Number.NaN]);
    same([f(X, Y, -1, { outside: 'hold' }), f(X, Y, 7, { outside: 'hold' })], [1, 4.5]);
    ok(Number.isNaN(derivative((x) => f(X, Y, x), 7)));
    is(
      derivative((x) => f(X, Y, x, { outside: 'hold' }), 7),
      0,
    );
    // The side that there is; the middle; one line.
    const inner = derivative((x) => f(X, Y, x), 6);
    close([inner], [derivative((x) => f(X, Y, x), 6 - 1e-9)], 1e-8);
    close([derivative((x) => f(X, Y, x, { outside: 'hold' }), 6)], [inner / 2]);
    close([derivative((x) => f(X, Y, x, { outside: 'extend' }), 6)], [inner]);
    close([f(X, Y, 8, { outside: 'extend' })], [4.5 + 2 * inner]);
    close([f(X, Y, -2, { outside: 'extend' })], [1 - 2 * derivative((x) => f(X, Y, x), 0)]);
  }
  same([interpolateLinear([0, 1], [3, 5], 0.5), interpolateMonotone([0, 1], [3, 5], 0.5)], [4, 4]);
});

between('monotone: Hermite pieces with harmonic slopes, smooth and never beyond the values', () => {
  for (const i of X.keys()) is(interpolateMonotone(X, Y, X[i] as number), Y[i] as number);
  const slope = (x: number): number => derivative((t) => interpolateMonotone(X, Y, t), x);
  // Harmonic mean of 1 and 3/2 with weights 5 and 4, at x = 1; 0 where it turns.
  close([slope(1), slope(3), slope(4)], [9 / (5 / 1 + 4 / 1.5), 0, 0]);
  // The parabola's slope at an end, 5/6, is within [0, 3]; at the other, 0.25 + (0.25 + 1)·2/3.
  close([slope(0), slope(6)], [5 / 6, 0.75]);
  for (let x = 0; x <= 6; x += 1 / 64) {
    const i = Math.max(0, X.filter((node) => node <= x).length - 1);
    const [low, high] = [Y[i] as number, Y[Math.min(i + 1, 4)] as number].sort((a, b) => a - b) as [number, number];
    const y = interpolateMonotone(X, Y, x);
    ok(y >= low - 1e-15 && y <= high + 1e-15, `${x}`);
  }
  for (const node of [1, 3, 4]) {
    close([slope(node - 1e-8), slope(node + 1e-8)], [slope(node), slope(node)], 1e-6);
    const second = (x: number): number => secondDerivative((t) => interpolateMonotone(X, Y, t), x);
    close([second(node)], [(second(node - 1e-9) + second(node + 1e-9)) / 2], 1e-6);
  }
});

between('monotone: by place, values and nodes, against differences and in every mode', () => {
  const f = ([x, x1, y1, y4]: readonly Scalar[]): Scalar =>
    interpolateMonotone([0, x1, 3, 4, 6] as Scalar[], [1, y1, 5, 4, y4] as Scalar[], x as Scalar);
  for (const at of [
    [2, 1.1, 2.2, 4.6],
    [0.4, 1.1, 2.2, 4.6],
    [5, 1.1, 2.2, 4.6],
  ]) {
    const h = 1e-5;
    const slopes = at.map((_, i) => {
      const [up, down] = [h, -h].map((s) => f(at.map((a, j) => (i === j ? a + s : a))) as number) as [number, number];
      return (up - down) / (2 * h);
    });
    close(gradient(f as never, at), slopes, 1e-8);
  }
  const at = [2, 1.1, 2.2, 4.6];
  const H = reverse.hessian(f as never, at) as unknown as number[][];
  everyMode(f, at, { gradient: gradient(f as never, at), hessian: H }, 1e-13);
});

between('monotone: level data', () => {
  // Level on one side: the middle of 0 and of the slope of the harmonic mean.
  const f = (y: Scalar): Scalar => interpolateMonotone([0, 1, 2, 3], [0, y, 1, 2], 1.5);
  const beside = [1 - 1e-7, 1 + 1e-7].map((y) => derivative(f, y));
  close([derivative(f, 1)], [((beside[0] as number) + (beside[1] as number)) / 2], 1e-6);
  ok(gradient((y: Scalar[]) => interpolateMonotone([0, 1, 2, 3], y, 1.5), [1, 1, 1, 1]).every(Number.isFinite));
  // Level values that are no inputs: nodes do not matter.
  for (const x of [3, 4]) {
    same(
      gradient((nodes: Scalar[]) => interpolateMonotone(nodes, [1, 3, 2, 2], x), [0, 1, 2.5, 4]),
      [0, 0, 0, 0],
    );
  }
  same(interpolateMonotone([0, 1, 2], [1, 1, 1], 0.5), 1);
  same(interpolateMonotone([0, 1, 2], [0, 0, 1], 0.5), 0);
});

between('what cannot be used is an error', () => {
  throws(
    () => interpolateLinear([0, 1], [0], 0),
    /expected as many values as nodes, two or more, got 2 nodes and 1 values/,
  );
  throws(() => interpolateLinear([0], [0], 0), /two or more/);
  throws(() => interpolateMonotone([0, 2, 1], [0, 0, 0], 0), /expected nodes upwards, got 2 before 1/);
  throws(() => interpolateLinear([0, 1], [0, 1], '0' as never), /expected x to be a number/);
  throws(
    () => interpolateLinear([0, 1], [0, 1], 0, { outside: 'clamp' as never }),
    /expected outside to be 'hold' or 'extend'/,
  );
});

between('a curve of the spec above by series', () => {
  const f = (t: Scalar): Scalar => interpolateMonotone([0, 1, 2], [0, exp(t), log(add(3, t))], add(0.5, t));
  const [value, first] = derivatives(f, 0.1, 3) as [number, number, number, number];
  const h = 1e-5;
  is(value, f(0.1));
  close([first], [((f(0.1 + h) as number) - (f(0.1 - h) as number)) / (2 * h)], 1e-8);
});

shares.run();
spread.run();
scans.run();
order.run();
between.run();
