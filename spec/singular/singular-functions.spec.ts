/** The table of singular points, rows 9 to 12: angles, lengths, remainders, removable singularities. Each row in every mode. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  atan2,
  derivative,
  exprel,
  hypot,
  log1prel,
  mod,
  mul,
  norm,
  pow,
  type Scalar,
  sinc,
  sqrt,
  square,
  sub,
  sumOfSquares,
  value,
  xlogx,
} from '../../lib/index.js';
import { near } from '../support/assert.js';
import type { One, Two } from '../support/functions.js';
import { type Derivatives, INFINITY, many, one, two, ZEROS } from './expect.js';

const NAN = Number.NaN;

const test = suite('singular points, rows 9 to 12');

// ------------------------------------------------------------------------------------------------------------- row 9

test('9. atan2(0, 0): value as Math.atan2, slopes x/r² and -y/r², odd, so 0 in the middle of both sides', () => {
  for (const y of ZEROS) {
    for (const x of ZEROS) two(atan2, y, x, { value: Math.atan2(y, x), fx: 0, fy: 0 }, 0, 'atan2');
  }
});

test('9. atan2(0, 0): 0 where both arguments are constants', () => {
  const f: One = (x) => atan2(mul(0, x), mul(0, x));
  one(f, 1, [0, 0, 0, 0]);
  one(f, -1, [Math.atan2(-0, -0), 0, 0, 0]);
});

test('9. atan2(y, 0), y ≠ 0: finite', () => {
  for (const x of ZEROS) {
    // ∂/∂y = x/r² = 0, ∂/∂x = -y/r², ∂²/∂y² = -2xy/r⁴ = 0, ∂²/∂y∂x = (y²-x²)/r⁴
    two(atan2, 1, x, { value: Math.PI / 2, fx: 0, fy: -1, fxx: 0, fxy: 1, fyy: 0 });
    two(atan2, -2, x, { value: -Math.PI / 2, fx: 0, fy: 0.5, fxx: 0, fxy: 0.25, fyy: 0 });
    two(atan2, 5e-324, x, { value: Math.PI / 2, fx: 0, fy: -INFINITY, fxx: 0 });
    two(atan2, 1e-100, x, { value: Math.PI / 2, fx: 0, fy: -1e100, fxx: 0, fxy: 1e200, fyy: 0 }, 1);
    two(atan2, 1e300, x, { value: Math.PI / 2, fx: 0, fy: -1e-300, fxx: 0, fxy: 0, fyy: 0 }, 1);
  }
});

test('9. atan2(0, x), x ≠ 0: finite on both sides', () => {
  for (const y of ZEROS) {
    two(atan2, y, 2, { value: y, fx: 0.5, fy: 0, fxx: 0, fxy: -0.25, fyy: 0 });
    two(atan2, y, -2, { value: Math.atan2(y, -2), fx: -0.5, fy: 0, fxx: 0, fxy: -0.25, fyy: 0 });
  }
});

test('9. atan2 at infinity: the limit 0', () => {
  const flat = { fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  for (const y of [1, 0, -0, -3]) two(atan2, y, INFINITY, { value: Math.atan2(y, INFINITY), ...flat });
  for (const x of [1, 0, -0, -3]) two(atan2, -INFINITY, x, { value: -Math.PI / 2, ...flat });
});

// ------------------------------------------------------------------------------------------------------------ row 10

const norm2: Two = (x, y) => norm([x, y]);

test('10. hypot and norm at the origin: slope 0', () => {
  for (const x of ZEROS) {
    for (const y of ZEROS) {
      two(hypot, x, y, { value: 0, fx: 0, fy: 0 }, 0, 'hypot');
      two(norm2, x, y, { value: 0, fx: 0, fy: 0 }, 0, 'norm');
    }
  }
  many(([x, y, z]) => hypot(x as Scalar, y as Scalar, z as Scalar), [0, -0, 0], [0, 0, 0]);
  many(norm, [0, 0, -0, 0], [0, 0, 0, 0]);
  many(norm, [0], [0]);
});

test('10. hypot on an axis: the slope of the other argument is 0, its curvature 1/r', () => {
  for (const zero of ZEROS) {
    two(hypot, zero, 4, { value: 4, fx: 0, fy: 1, fxx: 0.25, fxy: 0, fyy: 0 }, 0, 'hypot');
    two(hypot, -4, zero, { value: 4, fx: -1, fy: 0, fxx: 0, fxy: 0, fyy: 0.25 }, 0, 'hypot');
  }
});

test('10. hypot of three on an axis: regular in the two others, though they are at their own origin', () => {
  const f = ([x, y, z]: readonly Scalar[]): Scalar => hypot(x as Scalar, y as Scalar, z as Scalar);
  const quarter = 0.25;
  const at = (i: number): number[][] => [0, 1, 2].map((j) => [0, 1, 2].map((k) => (j === k && j !== i ? quarter : 0)));
  many(f, [0, 0, 4], [0, 0, 1], at(2));
  many(f, [0, -4, 0], [0, -1, 0], at(1));
  many(f, [4, -0, 0], [1, 0, 0], at(0));
});

test('10. norm on an axis: regular in all others', () => {
  const half = [0, 1, 2, 3].map((j) => [0, 1, 2, 3].map((k) => (j === k && j !== 3 ? 0.5 : 0)));
  many(norm, [0, 0, 0, 2], [0, 0, 0, 1], half);
  // Twice the same input: d²/dx² sqrt(2x² + y²) = 2/y at x = 0.
  many(
    ([x, y]) => norm([y as Scalar, x as Scalar, x as Scalar]),
    [0, 4],
    [0, 1],
    [
      [0.5, 0],
      [0, 0],
    ],
  );
  many(([x, y]) => norm([x as Scalar, x as Scalar, y as Scalar, y as Scalar]), [0, 0], [0, 0]);
  many(
    ([x, y]) => norm([y as Scalar, y as Scalar, x as Scalar, x as Scalar]),
    [0, Math.SQRT2],
    [0, Math.SQRT2],
    [
      [1, 0],
      [0, 0],
    ],
    4,
  );
});

test('10. sumOfSquares is its own function so that norm² is right at the origin to second order', () => {
  const twice = (n: number): number[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 2 : 0)));
  many(sumOfSquares, [0, -0], [0, 0], twice(2));
  many(sumOfSquares, [0, 0, 0, 0], [0, 0, 0, 0], twice(4));
});

test('10. hypot(1e200, 1e200) and hypot(1e-200, 1e-200) neither overflow nor underflow in any part', () => {
  for (const size of [1e200, 1e-200, 1e300, 1e-290]) {
    // At (a, a): slope 1/√2, curvatures ±1/(2√2·a).
    const c = 1 / (2 * Math.SQRT2) / size;
    const due = { fx: Math.SQRT1_2, fy: Math.SQRT1_2, fxx: c, fxy: -c, fyy: c };
    two(hypot, size, size, { value: Math.hypot(size, size), ...due }, 4, 'hypot');
    two(norm2, size, size, { value: Math.hypot(size, size), ...due }, 4, 'norm');
    assert.ok(Math.abs(Math.hypot(size, size) / size - Math.SQRT2) < 1e-15);
  }
});

test('10. hypot(3, 4) scaled by any power of two gives the same slopes', () => {
  for (const exponent of [0, 500, 1000, -500, -1000]) {
    const s = 2 ** exponent;
    const due = { fx: 0.6, fy: 0.8, fxx: 0.128 / s, fxy: -0.096 / s, fyy: 0.072 / s };
    two(hypot, 3 * s, 4 * s, { value: 5 * s, ...due }, 4, 'hypot');
  }
});

// ------------------------------------------------------------------------------------------------------------ row 11

test('11. mod(x, y), truncated: slope 1 in x, -trunc(x/y) in y', () => {
  for (const x of [7, -7, 0.5, -0.5, 5.75, -12.25, 1e15]) {
    for (const y of [2, -2, 3, 0.75, -5, 1e3]) {
      const due = { value: x % y, fx: 1, fy: -Math.trunc(x / y) + 0, fxx: 0, fxy: 0, fyy: 0 };
      two(mod, x, y, due, 0, 'mod');
    }
  }
  two(mod, 5, INFINITY, { value: 5, fx: 1, fy: 0, fxx: 0, fxy: 0, fyy: 0 });
});

test("11. mod(x, y): at a jump the value's own branch", () => {
  two(mod, 6, 3, { value: 0, fx: 1, fy: -2, fxx: 0, fxy: 0, fyy: 0 });
  two(mod, -6, 3, { value: -0, fx: 1, fy: 2, fxx: 0, fxy: 0, fyy: 0 });
  two(mod, 6, -3, { value: 0, fx: 1, fy: 2, fxx: 0, fxy: 0, fyy: 0 });
  for (const zero of ZEROS) two(mod, zero, 3, { value: zero, fx: 1, fy: 0, fxx: 0, fxy: 0, fyy: 0 });
  // 0.3/0.1 rounds up to 3, but the remainder is 0.1 less its last bits: the branch is 2.
  two(mod, 0.3, 0.1, { value: 0.3 % 0.1, fx: 1, fy: -2 });
});

test('11. mod(x, y): NaN where the value is', () => {
  const nan = { value: NAN, fx: NAN, fy: NAN, fxx: NAN, fxy: NAN, fyy: NAN };
  for (const y of ZEROS) two(mod, 1, y, nan, 0, 'mod');
  two(mod, INFINITY, 3, nan, 0, 'mod');
});

// ------------------------------------------------------------------------------------------------------------ row 12

/** Functions with a removable singularity at 0: sum of aₙ·xⁿ, whose nth derivative at 0 is n!·aₙ. */
const SERIES: readonly [string, One, (n: number) => number][] = [
  ['sinc', sinc, (n) => (n % 2 === 1 ? 0 : (n % 4 === 0 ? 1 : -1) / factorial(n + 1))],
  ['exprel', exprel, (n) => 1 / factorial(n + 1)],
  ['log1prel', log1prel, (n) => (n % 2 === 0 ? 1 : -1) / (n + 1)],
];

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

test("12. Removable singularities: sinc''(0) = -1/3", () => {
  for (const zero of ZEROS) one(sinc, zero, [1, 0, -1 / 3, 0], 0, 'sinc');
});

test('12. Removable singularities: expm1(x)/x at 0: 1, 1/2, 1/3, 1/4', () => {
  for (const zero of ZEROS) one(exprel, zero, [1, 1 / 2, 1 / 3, 1 / 4], 0, 'exprel');
});

test('12. Removable singularities: log1p(x)/x at 0: 1, -1/2, 2/3, -3/2', () => {
  for (const zero of ZEROS) one(log1prel, zero, [1, -1 / 2, 2 / 3, -3 / 2], 1, 'log1prel');
});

test('12. Removable singularities: xlogx(0) = 0', () => {
  for (const zero of ZEROS) one(xlogx, zero, [0, -INFINITY, INFINITY, -INFINITY], 0, 'xlogx');
});

for (const [name, f, a] of SERIES) {
  test(`12. Removable singularities, right at every order: ${name} at 0 to order 6`, () => {
    const nth = (n: number, x: Scalar): Scalar => (n === 0 ? f(x) : derivative((t: Scalar) => nth(n - 1, t), x));
    for (const zero of ZEROS) {
      for (let n = 0; n <= 6; n++)
        near(value(nth(n, zero)), factorial(n) * a(n), 4, `derivative ${n} of ${name} at 0:`);
    }
  });

  test(`12. Removable singularities, with series near the point: ${name} within 8 ulp`, () => {
    for (const size of [5e-324, 1e-310, 1e-200, 1e-20, 1e-9, 1e-5, 1e-3]) {
      for (const x of [size, -size]) {
        // The derivatives of the series, from the smallest term up; 12 terms are enough below 1e-3.
        const at = (k: number): number => {
          let sum = 0;
          for (let n = 12 + k; n >= k; n--) sum = sum * x + (a(n) * factorial(n)) / factorial(n - k);
          return sum;
        };
        one(f, x, [f(x) as number, at(1), at(2), at(3)] as Derivatives, 8, name);
        near(f(x) as number, at(0), 2, `${name}(${x})`);
      }
    }
  });
}

test('12. sqrt(x)² and x agree, away from 0 and at 0', () => {
  const f: One = (x) => sub(square(sqrt(x)), pow(x, 1));
  for (const x of [4, 0]) one(f, x, [0, 0, 0]);
});

test.run();
