/** max, min, clamp, relu: values as Math.max and Math.min, slopes beside ties and at them. */
import { suite } from 'uvu';
import {
  add,
  clamp,
  derivative,
  dual,
  gradient,
  max,
  min,
  mul,
  neg,
  relu,
  secondDerivative,
  square,
  value,
} from '../../lib/index.js';
import { same } from '../support/assert.js';

const inf = Number.POSITIVE_INFINITY;
const specials = [0, -0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2.5, 1e16, -1e308, 5e-324, inf, -inf, Number.NaN];

const extremes = suite('max, min');

extremes('values of Math.max and Math.min, for 2 to 4 arguments of every kind', () => {
  for (const x of specials) {
    for (const y of specials) {
      for (const [name, f, plain] of [
        ['max', max, Math.max],
        ['min', min, Math.min],
      ] as const) {
        same(f(x, y), plain(x, y), `${name}(${x}, ${y})`);
        same(value(f(dual(x, 1), y)), plain(x, y), `${name}(dual ${x}, ${y})`);
        same(value(f(x, dual(y, 1))), plain(x, y), `${name}(${x}, dual ${y})`);
        same(value(f(dual(x, 1), dual(y, 2))), plain(x, y), `${name}(dual ${x}, dual ${y})`);
        same(f(x, y, 1.5), plain(x, y, 1.5));
        same(value(f(x, dual(1.5, 1), y, -0.5)), plain(x, 1.5, y, -0.5));
      }
    }
  }
});

extremes('the whole slope goes to the greatest or least argument', () => {
  same(
    gradient(([x, y, z]) => max(x, y, z), [1, 5, 3]),
    [0, 1, 0],
  );
  same(
    gradient(([x, y, z]) => min(x, y, z), [1, 5, 3]),
    [1, 0, 0],
  );
  same(
    gradient(([x, y]) => max(mul(2, x), y), [3, 5]),
    [2, 0],
  );
});

extremes('at a tie half to each; between numbers and constants too', () => {
  for (const f of [max, min]) {
    same(
      gradient(([x, y]) => f(x, y), [2, 2]),
      [0.5, 0.5],
    );
    same(
      gradient(([x, y]) => f(x, y), [0, -0]),
      [0.5, 0.5],
    );
    same(
      gradient(([x]) => f(x, 2), [2]),
      [0.5],
    );
    same(
      gradient(([x]) => f(2, x), [2]),
      [0.5],
    );
    same(
      gradient(([x]) => f(x, x), [2]),
      [1],
    );
  }
});

extremes('k at a tie share the slope evenly, in whatever places they are', () => {
  for (const f of [max, min]) {
    same(
      gradient(([x, y, z]) => f(x, y, z), [2, 2, 2]),
      [1 / 3, 1 / 3, 1 / 3],
    );
    same(
      gradient(([x, y, z]) => f(x, y, 2, z), [2, 2, 2]),
      [0.25, 0.25, 0.25],
    );
    same(
      gradient(([x]) => f(2, x, 2), [2]),
      [1 / 3],
    );
  }
  for (const order of [
    [0, 1, 2, 3],
    [1, 2, 3, 0],
    [3, 1, 0, 2],
  ]) {
    // Two of the four are greatest, the other two are not.
    const x = [5, 5, 1, 3];
    const shares = [0.5, 0.5, 0, 0];
    same(
      gradient(([a, b, c, d]) => max(a, b, c, d), order.map((i) => x[i] as number) as [number, number, number, number]),
      order.map((i) => shares[i] as number),
    );
  }
});

extremes('infinite ties are ties', () => {
  same(
    gradient(([x, y]) => max(x, y), [inf, inf]),
    [0.5, 0.5],
  );
  same(
    gradient(([x, y]) => min(x, y), [-inf, -inf]),
    [0.5, 0.5],
  );
});

extremes('NaN in any place gives NaN in value and slopes', () => {
  for (const f of [max, min]) {
    same(
      gradient(([x, y]) => f(x, y), [Number.NaN, 1]),
      [Number.NaN, Number.NaN],
    );
  }
});

extremes(
  'second order at a tie is the limit beside it: where the same argument wins on both sides, its curvature',
  () => {
    // max(x², 0) and max(x², -x²) are x²; max(x, x + x²) is x + x².
    same(
      secondDerivative((x) => max(square(x), 0), 0),
      2,
    );
    same(
      secondDerivative((x) => max(square(x), neg(square(x))), 0),
      2,
    );
    same(
      secondDerivative((x) => max(x, add(x, square(x))), 0),
      2,
    );
    same(
      secondDerivative((x) => min(x, add(x, square(x))), 0),
      0,
    );
    same(
      secondDerivative((x) => min(square(x), 0), 0),
      0,
    );
    // max(x, x²) is x² on the left and x on the right: the mean.
    same(
      secondDerivative((x) => max(x, square(x)), 0),
      1,
    );
  },
);

extremes('-0 and 0: the value is that of Math, and the slope half and half', () => {
  same(value(max(dual(-0, 1), 0)), 0);
  same(value(min(dual(0, 1), -0)), -0);
  same(
    derivative((x) => max(x, 0), -0),
    0.5,
  );
});

const bounded = suite('clamp, relu');

bounded('clamp(x, lo, hi): slope 1 inside, 0 outside, ½ at the ends', () => {
  for (const [x, y, slope] of [
    [-3, -1, 0],
    [-1, -1, 0.5],
    [0.25, 0.25, 1],
    [2, 2, 0.5],
    [7, 2, 0],
  ] as const) {
    same(clamp(x, -1, 2), y);
    same(value(clamp(dual(x, 1), -1, 2)), y);
    same(
      derivative((t) => clamp(t, -1, 2), x),
      slope,
      `at ${x}`,
    );
  }
});

bounded('bounds of clamp carry their own derivatives', () => {
  same(
    gradient(([x, lo, hi]) => clamp(x, lo, hi), [5, 0, 2]),
    [0, 0, 1],
  );
  same(
    gradient(([x, lo, hi]) => clamp(x, lo, hi), [-5, 0, 2]),
    [0, 1, 0],
  );
});

bounded('relu(x) is max(x, 0)', () => {
  for (const x of specials) same(relu(x), Math.max(x, 0));
  same([derivative(relu, 2), derivative(relu, 0), derivative(relu, -2)], [1, 0.5, 0]);
  same(
    secondDerivative((x) => relu(square(x)), 0),
    2,
  );
});

extremes.run();
bounded.run();
