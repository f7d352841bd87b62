/** Series of functions with removable singularities, in their tails, and in the plane. */
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';
import {
  acosh,
  asinh,
  atan,
  atan2,
  cos,
  cosh,
  derivatives,
  exp,
  exprel,
  hypot,
  log1prel,
  logAddExp,
  mul,
  nthDerivative,
  type Scalar,
  sigmoid,
  sin,
  sinc,
  softplus,
  square,
  sub,
  tanh,
  taylor,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

type One = (x: Scalar) => Scalar;

const inf = Number.POSITIVE_INFINITY;
const at = (f: One, x: number, order = 5): number[] => taylor(f, x, order);

const removable = suite('removable singularities');

/** Order, value by its own power series with plain numbers, at a small x. */
function powerSeries(c: (i: number) => number, x: number, k: number): number {
  let sum = 0;
  for (let i = 60; i >= k; i--) {
    let term = c(i);
    for (let j = 0; j < k; j++) term *= (i - j) / (j + 1);
    sum = sum * x + term;
  }
  return sum;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

for (const [name, f, c, points] of [
  [
    'sinc',
    sinc,
    (i: number) => (i % 2 === 1 ? 0 : ((i / 2) % 2 === 0 ? 1 : -1) / factorial(i + 1)),
    [0, 1e-9, 0.4, -1],
  ],
  ['exprel', exprel, (i: number) => 1 / factorial(i + 1), [0, 1e-9, 0.4, -1]],
  ['log1prel', log1prel, (i: number) => (i % 2 === 0 ? 1 : -1) / (i + 1), [0, 1e-9, 0.1, -0.1]],
] as const) {
  removable(`${name} near 0 to order 20`, () => {
    for (const x of points) {
      at(f, x, 20).forEach((actual, k) => {
        const exact = powerSeries(c, x, k);
        ok(
          Math.abs(actual - exact) <= 1e-14 * Math.abs(exact) + 1e-18 / factorial(k),
          `${x}, ${k}: ${actual}, ${exact}`,
        );
      });
    }
  });
}

removable('both ways of computing them agree where they meet', () => {
  // |x₀| just below and above the number of coefficients: composition there, division here.
  for (const f of [sinc, exprel]) {
    for (const sign of [1, -1]) {
      const below = at(f, sign * 8.999999999, 8);
      const above = at(f, sign * 9, 8);
      below.forEach((c, k) => {
        ok(Math.abs(c - (above[k] as number)) <= 1e-6 * Math.abs(c), `${c}, ${above[k]}`);
      });
    }
  }
});

removable('at infinity', () => {
  same(at(sinc, inf, 3), [0, 0, 0, 0]);
  same(at(sinc, -inf, 3), [0, 0, 0, 0]);
  same(at(exprel, inf, 3), [inf, inf, inf, inf]);
  same(at(exprel, -inf, 3), [0, 0, 0, 0]);
  same(at(log1prel, inf, 3), [0, 0, 0, 0]);
});

removable('exprel where e^x is out of range', () => {
  const x = 712;
  const c = at(exprel, x, 6);
  // Past 700 (e^x - 1)/x is e^x/x.
  const half = Math.exp(x / 2);
  const exact = derivatives(
    (t) => mul(mul(half / x, exp(mul(0.5, sub(t, x)))), mul(half, exp(mul(0.5, sub(t, x))))),
    x,
    0,
  );
  ok(Math.abs((c[0] as number) / (exact[0] as number) - 1) < 1e-13);
  // f' = f - f/x + 1/x·..., so the ratio of neighbours is (1 - k/x + ...)/k.
  for (let k = 1; k <= 6; k++) {
    const ratio = (k * (c[k] as number)) / (c[k - 1] as number);
    ok(Math.abs(ratio - (1 - 1 / x)) < 1e-4, `${k}: ${ratio}`);
  }
});

const tails = suite('tails');

tails('all orders keep relative accuracy where the function is flat', () => {
  const x = 20;
  // tanh x = 1 - 2e^-2x + 2e^-4x - ...: coefficient k is -2·(-2)^k/k!·e^-2x·(1 - 2^k·e^-2x + ...)
  for (const [f, rate, factor] of [
    [tanh, -2, -2],
    [(t: Scalar) => sigmoid(mul(2, t)), -2, -1],
  ] as [One, number, number][]) {
    at(f, x, 10).forEach((c, k) => {
      if (k === 0) return;
      const exact = (factor * rate ** k * Math.exp(rate * x)) / factorial(k);
      ok(Math.abs(c / exact - 1) < 1e-12, `${k}: ${c}, ${exact}`);
    });
  }
  at(softplus, -40, 10).forEach((c, k) => {
    ok(Math.abs((c * factorial(k)) / Math.exp(-40) - 1) < 1e-12);
  });
  at((t) => logAddExp(t, 0), -40, 10).forEach((c, k) => {
    ok(Math.abs((c * factorial(k)) / Math.exp(-40) - 1) < 1e-12);
  });
});

tails('series that grow with x₀ stay in range: x₀·(1 + t) for large and small x₀', () => {
  const along = (f: One, x0: number): number[] => taylor((t) => f(mul(x0, sub(t, -1))), 0, 6);
  for (const x0 of [1e150, 1e200]) {
    along(asinh, x0).forEach((c, k) => {
      // At 1e200 the curvature alone is 1e-400.
      if (k > (x0 === 1e200 ? 2 : 0)) near(c, (k % 2 === 1 ? 1 : -1) / k, 4);
    });
    along(acosh, x0).forEach((c, k) => {
      if (k > (x0 === 1e200 ? 2 : 0)) near(c, (k % 2 === 1 ? 1 : -1) / k, 4);
    });
  }
  along(atan, 1e100).forEach((c, k) => {
    if (k > 0) near(c, (k % 2 === 1 ? 1 : -1) / 1e100, 8);
  });
  equal(along(atan, 1e-200), [1e-200, 1e-200, 0, 0, 0, 0, 0]);
  equal(along(asinh, 1e-200), [1e-200, 1e-200, 0, 0, 0, 0, 0]);
  for (const x0 of [1e200, 1e-200]) {
    const length = along((x) => hypot(x, mul(0.75, x)), x0);
    near(length[0] as number, 1.25 * x0, 2);
    near(length[1] as number, 1.25 * x0, 2);
    ok(length.slice(3).every((c) => Math.abs(c) < 1e-15 * x0));
  }
  equal(
    along((x) => atan2(x, x), 1e200),
    [Math.PI / 4, 0, 0, 0, 0, 0, 0],
  );
});

const plane = suite('length and angle');

plane('at the origin the length has slope 0, and on a ray the angle does not move', () => {
  same(
    at((t) => hypot(t, mul(2, t)), 0, 3),
    [0, 0, 0, 0],
  );
  same(
    at((t) => atan2(t, mul(2, t)), 0, 3),
    [0, 0, 0, 0],
  );
  same(
    at((t) => atan2(square(t), 0), 0, 4),
    [0, 0, 0, 0, 0],
  );
  same(
    at((t) => atan2(mul(0, t), mul(0, t)), 0, 3),
    [0, 0, 0, 0],
  );
  // The curve t·(cos t, sin t) starts at the origin: its ordinate is t·sin t.
  const ordinate = at((t) => {
    const [x, y] = [mul(t, cos(t)), mul(t, sin(t))];
    return mul(hypot(x, y), sin(atan2(y, x)));
  }, 0);
  [0, 0, 1, 0, -1 / 6, 0].forEach((exact, k) => {
    ok(Math.abs((ordinate[k] as number) - exact) < 1e-14, `${k}: ${ordinate[k]}`);
  });
});

plane('a circle has constant length and an angle that is linear', () => {
  const circle = (f: (x: Scalar, y: Scalar) => Scalar): number[] =>
    at((t) => f(mul(3, sub(1, mul(2, square(sin(mul(0.5, t)))))), mul(3, sin(t))), 0.7, 12);
  circle(hypot).forEach((c, k) => {
    ok(Math.abs(c - (k === 0 ? 3 : 0)) < 1e-14, `${k}: ${c}`);
  });
  circle((x, y) => atan2(y, x)).forEach((c, k) => {
    ok(Math.abs(c - (k === 0 ? 0.7 : k === 1 ? 1 : 0)) < 1e-14, `${k}: ${c}`);
  });
});

plane('a catenary: hypot(1, sinh t) is cosh t', () => {
  const c = at((t) => hypot(1, mul(0.5, sub(exp(t), exp(mul(-1, t))))), 0.5, 12);
  const exact = at(cosh, 0.5, 12);
  c.forEach((each, k) => {
    ok(Math.abs(each - (exact[k] as number)) < 1e-14);
  });
});

plane('the 10th derivative of atan is exact at 1', () => {
  // 9!·Im (1-i)^-10·(-1)^9/... = -11340
  near(nthDerivative(atan, 1, 10), -11340, 4);
});

removable.run();
tails.run();
plane.run();
