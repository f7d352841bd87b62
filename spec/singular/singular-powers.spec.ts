/** The table of singular points, rows 6 to 8: infinite slopes and powers. Each row in every mode. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  acos,
  acosh,
  add,
  asin,
  asinh,
  atan,
  atanh,
  cbrt,
  derivative,
  exp,
  expm1,
  exprel,
  log,
  log1p,
  log1prel,
  log2,
  log10,
  mul,
  pow,
  reciprocal,
  type Scalar,
  sigmoid,
  sinc,
  softplus,
  sqrt,
  tanh,
  value,
  xlogx,
} from '../../lib/index.js';
import type { One } from '../support/functions.js';
import { type Derivatives, INFINITY, one, two, ZEROS } from './expect.js';

const NAN = Number.NaN;

const test = suite('singular points, rows 6 to 8');

// ------------------------------------------------------------------------------------------------------------- row 6

/** Both zeros where x is 0. */
const SLOPES: readonly [string, One, number, Derivatives][] = [
  ['sqrt', sqrt, 0, [0, INFINITY, -INFINITY, INFINITY]],
  ['log', log, 0, [-INFINITY, INFINITY, -INFINITY, INFINITY]],
  ['log2', log2, 0, [-INFINITY, INFINITY, -INFINITY, INFINITY]],
  ['log10', log10, 0, [-INFINITY, INFINITY, -INFINITY, INFINITY]],
  ['log1p', log1p, -1, [-INFINITY, INFINITY, -INFINITY, INFINITY]],
  ['xlogx', xlogx, 0, [0, -INFINITY, INFINITY, -INFINITY]],
  ['log1prel', log1prel, -1, [INFINITY, -INFINITY, INFINITY, -INFINITY]],
  ['asin', asin, 1, [Math.PI / 2, INFINITY, INFINITY, INFINITY]],
  ['asin', asin, -1, [-Math.PI / 2, INFINITY, -INFINITY, INFINITY]],
  ['acos', acos, 1, [0, -INFINITY, -INFINITY, -INFINITY]],
  ['acos', acos, -1, [Math.PI, -INFINITY, INFINITY, -INFINITY]],
  ['acosh', acosh, 1, [0, INFINITY, -INFINITY, INFINITY]],
  ['atanh', atanh, 1, [INFINITY, INFINITY, INFINITY, INFINITY]],
  ['atanh', atanh, -1, [-INFINITY, INFINITY, -INFINITY, INFINITY]],
];

for (const [name, f, x, [y, ...slopes]] of SLOPES) {
  test(`6. One-sided infinite slopes by continuity: ${name} at ${x}: ${slopes.join(', ')}`, () => {
    if (x !== 0) return one(f, x, [y, ...slopes] as unknown as Derivatives, 0, name);
    // sqrt(-0) is -0; on both sides of 0 the derivatives are those from the right.
    for (const zero of ZEROS) one(f, zero, [f(zero) as number, ...slopes] as unknown as Derivatives, 0, name);
    assert.is(f(0), y);
  });
}

test("6. Infinite slopes on both sides: cbrt'(0) = +Inf, cbrt'' is odd, so 0 in the middle", () => {
  for (const zero of ZEROS) one(cbrt, zero, [zero, INFINITY, 0], 0, 'cbrt');
});

test('6. Infinite slopes with the sign of the side: 1/x at 0 and -0', () => {
  one(reciprocal, 0, [INFINITY, -INFINITY, INFINITY, -INFINITY], 0, 'reciprocal');
  one(reciprocal, -0, [-INFINITY, -INFINITY, -INFINITY, -INFINITY], 0, 'reciprocal');
});

/** What lies at infinity is a limit too, from one side. */
const FAR: readonly [string, One, number, Derivatives][] = [
  ['sqrt', sqrt, INFINITY, [INFINITY, 0, 0, 0]],
  ['cbrt', cbrt, INFINITY, [INFINITY, 0, 0, 0]],
  ['cbrt', cbrt, -INFINITY, [-INFINITY, 0, 0, 0]],
  ['log', log, INFINITY, [INFINITY, 0, 0, 0]],
  ['log1p', log1p, INFINITY, [INFINITY, 0, 0, 0]],
  ['exp', exp, -INFINITY, [0, 0, 0, 0]],
  ['exp', exp, INFINITY, [INFINITY, INFINITY, INFINITY, INFINITY]],
  ['expm1', expm1, -INFINITY, [-1, 0, 0, 0]],
  ['exprel', exprel, -INFINITY, [0, 0, 0, 0]],
  ['exprel', exprel, INFINITY, [INFINITY, INFINITY, INFINITY, INFINITY]],
  ['log1prel', log1prel, INFINITY, [0, 0, 0, 0]],
  ['atan', atan, INFINITY, [Math.PI / 2, 0, 0, 0]],
  ['atan', atan, -INFINITY, [-Math.PI / 2, 0, 0, 0]],
  ['asinh', asinh, INFINITY, [INFINITY, 0, 0, 0]],
  ['asinh', asinh, -INFINITY, [-INFINITY, 0, 0, 0]],
  ['acosh', acosh, INFINITY, [INFINITY, 0, 0, 0]],
  ['tanh', tanh, INFINITY, [1, 0, 0, 0]],
  ['tanh', tanh, -INFINITY, [-1, 0, 0, 0]],
  ['sigmoid', sigmoid, INFINITY, [1, 0, 0, 0]],
  ['sigmoid', sigmoid, -INFINITY, [0, 0, 0, 0]],
  ['softplus', softplus, INFINITY, [INFINITY, 1, 0, 0]],
  ['softplus', softplus, -INFINITY, [0, 0, 0, 0]],
  ['sinc', sinc, INFINITY, [0, 0, 0, 0]],
  ['reciprocal', reciprocal, INFINITY, [0, 0, 0, 0]],
  ['pow(x, 0.5)', (x) => pow(x, 0.5), INFINITY, [INFINITY, 0, 0, 0]],
  ['pow(x, -2)', (x) => pow(x, -2), INFINITY, [0, 0, 0, 0]],
  ['pow(0.5, x)', (x) => pow(0.5, x), INFINITY, [0, 0, 0]],
  ['pow(2, x)', (x) => pow(2, x), -INFINITY, [0, 0, 0]],
  ['pow(2, x)', (x) => pow(2, x), INFINITY, [INFINITY, INFINITY, INFINITY]],
];

for (const [name, f, x, due] of FAR) {
  const [y, ...slopes] = due;
  test(`6. By continuity, at infinity: ${name}(${x}) is ${y}, its derivatives ${slopes.join(', ')}`, () => {
    // The sign of a zero value is Math's.
    one(f, x, [Object.is(y, 0) ? (f(x) as number) : y, ...slopes] as unknown as Derivatives, 0, name, true);
    assert.is((f(x) as number) + 0, y);
  });
}

// ------------------------------------------------------------------------------------------------------------- row 7

/** c·(c-1)·..·(c-(k-1)) */
const falling = (c: number, k: number): number => (k === 0 ? 1 : falling(c, k - 1) * (c - (k - 1)));

const powers = new Map<number | string, One>();

/** x^c: one function for each exponent, so that every mode compiles it once for all its points. */
function power(c: number): One {
  const key = Object.is(c, -0) ? '-0' : c;
  const known = powers.get(key) ?? ((x) => pow(x, c));
  powers.set(key, known);
  return known;
}

test('7. pow(x, c), c a plain number: c = 0 gives exactly (1, 0, 0)', () => {
  for (const x of [0, -0, 1, -1, -2, 5e-324, 1e300, -1e300, INFINITY, -INFINITY, NAN]) {
    for (const c of ZEROS) one(power(c), x, [1, 0, 0, 0], 0, `pow(x, ${c})`);
  }
});

test('7. pow(x, c): integer c is exact at every order, also for x <= 0', () => {
  for (let c = 1; c <= 6; c++) {
    for (const x of [0, -0, -1, -2, -3, 1, 2, 3]) {
      // Plain products of small integers: exact.
      const at = (k: number): number => (k > c ? 0 : falling(c, k) * x ** (c - k)) + 0;
      one(power(c), x, [x ** c, at(1), at(2), at(3)], 0, `pow(x, ${c})`);
    }
  }
});

test('7. pow(x, c): d/dx x¹ at 0 is 1', () => {
  for (const zero of ZEROS) one(power(1), zero, [zero, 1, 0, 0]);
});

test("7. pow(x, c): (x²)'' at 0 is 2", () => {
  for (const zero of ZEROS) one(power(2), zero, [0, 0, 2, 0]);
});

test('7. pow(x, c): d/dx x³ at -2 is 12', () => one((t) => pow(t, 3), -2, [-8, 12, -12, 6]));

test('7. pow(x, c): integer c is exact past third order: x⁴ and x⁵ at 0 and at -1', () => {
  const nth = (f: One, n: number, x: Scalar): Scalar =>
    n === 0 ? f(x) : derivative((t: Scalar) => nth(f, n - 1, t), x);
  for (const c of [2, 3, 4, 5]) {
    for (const x of [0, -0, -1]) {
      for (const k of [4, 5]) {
        const due = k > c ? 0 : falling(c, k) * x ** (c - k);
        assert.is(value(nth((t) => pow(t, c), k, x)), due + 0, `derivative ${k} of x^${c} at ${x}`);
      }
    }
  }
});

test('7. pow(x, c): non-integer c at 0: order k is 0 while k < c, ±Inf once k > c', () => {
  for (const c of [0.5, 1.5, 2.5, 3.5, 1 / 3, 0.1, 1e-300]) {
    for (const zero of ZEROS) {
      const at = (k: number): number => (k < c ? 0 : falling(c, k) * INFINITY);
      one(power(c), zero, [0, at(1), at(2), at(3)], 0, `pow(x, ${c})`);
    }
  }
});

test('7. pow(x, c): c < 0 at 0: value +Inf, slope -Inf, signs by parity for odd integers at ±0', () => {
  for (const c of [-0.5, -1, -1.5, -2, -3, -4, -1e-300]) {
    for (const zero of ZEROS) {
      // Math.pow knows the parity of an integer exponent, (-0)^-3 is -Infinity; c - k may round to one that c is not.
      const base = Number.isInteger(c) ? zero : 0;
      const at = (k: number): number => falling(c, k) * base ** (c - k);
      one(power(c), zero, [zero ** c, at(1), at(2), at(3)], 0, `pow(x, ${c})`);
    }
    assert.is(0 ** c, INFINITY);
    one(power(c), 0, [INFINITY, -INFINITY], 0, `pow(x, ${c})`);
  }
});

test('7. pow(x, c): x < 0, non-integer c: NaN', () => {
  for (const c of [0.5, -0.5, 1.5, 1 / 3]) {
    for (const x of [-1, -2, -5e-324, -1e300]) one(power(c), x, [NAN, NAN, NAN, NAN], 0, `pow(x, ${c})`);
  }
});

// ------------------------------------------------------------------------------------------------------------- row 8

test('8. pow(x, y), y active: x > 0 regular', () => {
  const { LN2 } = Math;
  const due = { fx: 12, fy: 8 * LN2, fxx: 12, fxy: 4 * (1 + 3 * LN2), fyy: 8 * LN2 * LN2 };
  two(pow, 2, 3, { value: 8, ...due }, 4);
});

test('8. pow(x, y), y active: x = 0: d/dy = 0 for y >= 0, -Inf for y < 0', () => {
  for (const x of ZEROS) {
    for (const y of [0.5, 1, 1.5, 2, 3, 1e200, INFINITY]) two(pow, x, y, { value: x ** y, fy: 0, fyy: 0 }, 0, 'pow');
    for (const y of ZEROS) two(pow, x, y, { value: 1, fy: 0 }, 0, 'pow');
    for (const y of [-0.5, -1, -2, -INFINITY]) {
      two(pow, x, y, { value: x ** y, fy: -INFINITY, fyy: INFINITY }, 0, 'pow');
    }
  }
});

test('8. pow(x, y), y active: x = 0: d/dx as for a plain exponent', () => {
  for (const x of ZEROS) {
    two(pow, x, 1, { fx: 1, fxx: 0 });
    two(pow, x, 2, { fx: 0, fxx: 2 });
    two(pow, x, 0.5, { fx: INFINITY, fxx: -INFINITY });
    two(pow, x, 1.5, { fx: 0, fxx: INFINITY });
    two(pow, x, -1, { fx: -INFINITY, fxx: x === 0 && Object.is(x, 0) ? INFINITY : -INFINITY });
    two(pow, x, 0, { fx: 0, fxx: 0 });
  }
});

test('8. pow(x, y), y active: x < 0 with integer y: d/dx exact, d/dy NaN', () => {
  two(pow, -2, 3, { value: -8, fx: 12, fy: NAN, fxx: -12, fxy: NAN, fyy: NAN });
  two(pow, -2, 2, { value: 4, fx: -4, fy: NAN, fxx: 2, fxy: NAN, fyy: NAN });
  two(pow, -2, 1, { value: -2, fx: 1, fy: NAN, fxx: 0, fxy: NAN, fyy: NAN });
  two(pow, -2, 0, { value: 1, fx: 0, fy: NAN, fxx: 0, fxy: NAN, fyy: NAN });
  two(pow, -2, -1, { value: -0.5, fx: -0.25, fy: NAN, fxx: -0.25, fxy: NAN, fyy: NAN });
});

test('8. pow(x, y), y active: x < 0: d/dy is NaN also where the value is 0', () => {
  two(pow, -1e200, -2, { value: 0, fy: NAN, fxy: NAN, fyy: NAN });
  two(pow, -1e-200, 2, { value: 0, fy: NAN, fxy: NAN, fyy: NAN });
  two(pow, -0.5, INFINITY, { value: 0, fy: NAN, fxy: NAN, fyy: NAN });
  two(pow, -INFINITY, -1, { value: -0, fy: NAN, fxy: NAN, fyy: NAN });
});

test("8. pow(x, y): x < 0 with integer y: d/dy NaN unless y's part is 0", () => {
  one((x) => pow(x, add(3, mul(0, x))), -2, [-8, 12, -12], 0, 'pow(x, 3 + 0·x)');
  one((x) => pow(add(-2, mul(0, x)), 3), 5, [-8, 0, 0], 0, 'pow(-2 + 0·x, 3)');
});

test('8. pow(x, y), x < 0, non-integer y: NaN', () => {
  two(pow, -2, 0.5, { value: NAN, fx: NAN, fy: NAN, fxx: NAN, fxy: NAN, fyy: NAN });
});

test('8. pow(x, y): pow(1, ±Inf) and pow(NaN, 0) follow Math.pow', () => {
  const nan = { value: NAN, fx: NAN, fy: NAN, fxx: NAN, fxy: NAN, fyy: NAN };
  two(pow, 1, INFINITY, nan);
  two(pow, 1, -INFINITY, nan);
  two(pow, -1, INFINITY, nan);
  two(pow, NAN, 0, { value: 1, fx: 0 });
});

test('8. pow(x, y) with an infinite exponent: the limits by y; x^(y-1)·y is 0·Infinity', () => {
  for (const x of [0.5, 5e-324, 1e-308]) two(pow, x, INFINITY, { value: 0, fy: 0, fyy: 0 }, 0, 'pow');
  for (const x of [2, 1e308]) two(pow, x, -INFINITY, { value: 0, fy: 0, fyy: 0 }, 0, 'pow');
  two(pow, 2, INFINITY, { value: INFINITY, fx: INFINITY, fy: INFINITY, fxx: INFINITY, fxy: INFINITY, fyy: INFINITY });
});

test.run();
