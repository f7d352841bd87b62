/** Series at the ends of domains, and at zeros of roots and powers. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  acos,
  acosh,
  add,
  asin,
  atanh,
  cbrt,
  derivative,
  log,
  log1p,
  log1prel,
  mul,
  pow,
  reciprocal,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  taylor,
  xlogx,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

type One = (x: Scalar) => Scalar;

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;
const at = (f: One, x: number, order = 5): number[] => taylor(f, x, order);

const ends = suite('infinite slopes, by continuity');

ends('roots and powers at 0', () => {
  same(at(sqrt, 0), [0, inf, -inf, inf, -inf, inf]);
  // x^(1/3) differentiated k times is odd for even k: the middle of -Infinity and Infinity is 0.
  same(at(cbrt, 0), [0, inf, 0, inf, 0, inf]);
  same(at(cbrt, -0), [-0, inf, 0, inf, 0, inf]);
  same(
    at((x) => pow(x, 1.5), 0),
    [0, 0, inf, -inf, inf, -inf],
  );
  same(
    at((x) => pow(x, 2.5), 0),
    [0, 0, 0, inf, -inf, inf],
  );
  same(
    at((x) => pow(x, -0.5), 0),
    [inf, -inf, inf, -inf, inf, -inf],
  );
});

ends('poles, on either side of 0', () => {
  same(at(reciprocal, 0), [inf, -inf, inf, -inf, inf, -inf]);
  same(at(reciprocal, -0), [-inf, -inf, -inf, -inf, -inf, -inf]);
  same(
    at((x) => pow(x, -1), -0),
    [-inf, -inf, -inf, -inf, -inf, -inf],
  );
  same(
    at((x) => pow(x, -2), 0),
    [inf, -inf, inf, -inf, inf, -inf],
  );
});

ends('logarithms and inverse functions at the ends of their domains', () => {
  for (const x of [0, -0]) same(at(log, x), [-inf, inf, -inf, inf, -inf, inf]);
  same(at(log1p, -1), [-inf, inf, -inf, inf, -inf, inf]);
  same(at(xlogx, 0), [0, -inf, inf, -inf, inf, -inf]);
  same(at(log1prel, -1), [inf, -inf, inf, -inf, inf, -inf]);
  same(at(asin, 1).slice(1), [inf, inf, inf, inf, inf]);
  same(at(asin, -1).slice(1), [inf, -inf, inf, -inf, inf]);
  same(at(acos, 1).slice(1), [-inf, -inf, -inf, -inf, -inf]);
  same(at(acosh, 1), [0, inf, -inf, inf, -inf, inf]);
  same(at(atanh, 1), [inf, inf, inf, inf, inf, inf]);
  same(at(atanh, -1), [-inf, inf, -inf, inf, -inf, inf]);
});

ends('in every unit of t', () => {
  same(
    at((t) => sqrt(mul(4, t)), 0),
    [0, inf, -inf, inf, -inf, inf],
  );
  same(
    at((t) => sqrt(mul(-4, t)), 0),
    [-0, -inf, -inf, -inf, -inf, -inf],
  );
});

const zeros = suite('powers and roots of series that start at 0');

zeros('whole powers are exact', () => {
  for (let n = 0; n <= 7; n++) {
    same(
      at((x) => pow(x, n), 0, 6),
      Array.from({ length: 7 }, (_, k) => (k === n ? 1 : 0)),
    );
    same(
      at((x) => pow(x, n), -0, 6).map((c, k) => (k === 0 ? c + 0 : c)),
      Array.from({ length: 7 }, (_, k) => (k === n ? 1 : 0)),
    );
  }
  // (t² - t³)³ = t⁶ - 3t⁷ + 3t⁸ - t⁹
  equal(
    at((t) => pow(sub(square(t), pow(t, 3)), 3), 0, 10),
    [0, 0, 0, 0, 0, 0, 1, -3, 3, -1, 0],
  );
  equal(
    at((t) => pow(t, 100), 0, 5),
    [0, 0, 0, 0, 0, 0],
  );
});

zeros('roots of an even power that leave an even one are polynomials', () => {
  equal(
    at((t) => sqrt(pow(t, 4)), 0, 6),
    [0, 0, 1, 0, 0, 0, 0],
  );
  // √(t⁴(1+t)²) = t²(1+t)
  equal(
    at((t) => sqrt(mul(pow(t, 4), square(sub(-1, t)))), 0, 8),
    [0, 0, 1, 1, 0, 0, 0, 0, 0],
  );
  equal(
    at((t) => pow(pow(t, 8), 0.25), 0, 8),
    [0, 0, 1, 0, 0, 0, 0, 0, 0],
  );
  equal(
    at((t) => pow(mul(16, pow(t, 4)), 1.5), 0, 8),
    [0, 0, 0, 0, 0, 0, 64, 0, 0],
  );
});

zeros('coefficients do not depend on the order asked for', () => {
  for (const f of [
    (t: Scalar) => sqrt(pow(t, 4)),
    (t: Scalar) => cbrt(pow(t, 3)),
    (t: Scalar) => sqrt(square(t)),
    (t: Scalar) => sqrt(pow(t, 3)),
  ]) {
    const most = at(f, 0, 8);
    for (let n = 0; n < 8; n++) same(at(f, 0, n), most.slice(0, n + 1));
  }
});

zeros('an odd root divides by three, on both sides', () => {
  equal(
    at((t) => cbrt(pow(t, 3)), 0, 5),
    [0, 1, 0, 0, 0, 0],
  );
  equal(
    at((t) => cbrt(mul(-8, pow(t, 6))), 0, 6),
    [0, 0, -2, 0, 0, 0, 0],
  );
  // (sin t)³ under the root. Its coefficients are rounded, and an error of u in one of them moves all those of the root that
  // come after it by about u.
  const c = at((t) => cbrt(pow(sin(t), 3)), 0, 9);
  [0, 1, 0, -1 / 6, 0, 1 / 120, 0, -1 / 5040, 0, 1 / 362880].forEach((exact, k) => {
    ok(Math.abs((c[k] as number) - exact) <= 8 * 2 ** -53, `${k}: ${c[k]}, expected ${exact}`);
  });
});

zeros('otherwise the middle of the limits on both sides', () => {
  // |t| has slopes -1 and 1.
  same(
    at((t) => sqrt(square(t)), 0, 3),
    [0, 0, 0, 0],
  );
  // t^(3/2) has a right side alone.
  same(
    at((t) => sqrt(pow(t, 3)), 0, 4),
    [0, 0, inf, -inf, inf],
  );
  // |t|^(2/3): slopes of -Infinity and Infinity, a second derivative of -Infinity on both sides.
  same(
    at((t) => cbrt(square(t)), 0, 3),
    [0, 0, -inf, 0],
  );
});

zeros('a start at 0 that moves with an outer variable is not factored: its slope there is infinite', () => {
  // √(a + t⁴) at a = 0: by a it is 1/(2t²), no power series.
  is(
    derivative((a) => taylor((t) => sqrt(add(a, pow(t, 4))), 0 as Scalar, 4)[0] as Scalar, 0),
    inf,
  );
  // With a plain 0 in front the outer variable may be anywhere else: √(b·t⁴) = √b·t².
  near(
    derivative((b) => taylor((t) => sqrt(mul(b, pow(t, 4))), 0 as Scalar, 4)[2] as Scalar, 4),
    0.25,
    1,
  );
});

zeros('a root that has a value at one point alone has no derivative', () => {
  same(
    at((t) => sqrt(mul(-1, pow(t, 4))), 0, 4),
    [-0, nan, nan, nan, nan],
  );
});

zeros('a power with an exponent that moves', () => {
  // (1+t)^t = 1 + t² - t³/2 + 5t⁴/6 - ...
  const c = at((x) => pow(x, sub(x, 1)), 1, 4);
  [1, 0, 1, -0.5, 5 / 6].forEach((exact, k) => {
    ok(Math.abs((c[k] as number) - exact) < 1e-15);
  });
  // (-2 + t)^3 with a plain exponent, and NaN as soon as the exponent moves
  equal(
    at((x) => pow(x, 3), -2, 4),
    [-8, 12, -6, 1, 0],
  );
  same(
    at((x) => pow(-2, x), 3, 2),
    [-8, nan, nan],
  );
  same(
    at((x) => pow(0, x), 3, 4),
    [0, 0, 0, 0, 0],
  );
  same(
    at((x) => pow(x, sub(2, x)), 0, 3),
    [0, 0, 1, inf],
  );
  same(
    at((x) => pow(x, 0), nan, 3),
    [1, 0, 0, 0],
  );
  same(at((x) => pow(x, inf), 2, 2).slice(0, 2), [inf, inf]);
});

ends.run();
zeros.run();
