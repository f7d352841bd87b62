/** The table of singular points, rows 13 to 15: comparisons, select, tails. Each row in every mode. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  acos,
  acosh,
  add,
  asin,
  atanh,
  div,
  dot,
  dual,
  eq,
  expm1,
  ge,
  gt,
  hyperdual,
  le,
  log,
  log1p,
  lt,
  mul,
  norm,
  prod,
  type Scalar,
  select,
  sigmoid,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  tanh,
} from '../../lib/index.js';
import { innermost } from '../../lib/scalar/scalar.js';
import type { One } from '../support/functions.js';
import { many, one, ZEROS } from './expect.js';

const test = suite('singular points, rows 13 to 15');

// ------------------------------------------------------------------------------------------------------------ row 13

test('13. Comparisons by value only', () => {
  const numbers = [dual(1, 5), dual(1, -5), dual(1), dual(dual(1, 3), -2), hyperdual(1, -1, 2, 3), 1];
  for (const x of numbers) {
    for (const y of numbers) {
      assert.is(lt(x, y), false);
      assert.is(gt(x, y), false);
      assert.is(le(x, y), true);
      assert.is(ge(x, y), true);
      assert.is(eq(x, y), true);
    }
    assert.is(lt(x, dual(2, -100)), true);
    assert.is(gt(x, dual(2, -100)), false);
  }
  assert.is(eq(dual(0, 1), dual(-0, 1)), true);
  assert.is(eq(dual(Number.NaN, 1), dual(Number.NaN, 1)), false);
});

test('13. Comparisons by value only: every mode takes the branch of the plain function', () => {
  const f: One = (x) =>
    select(
      eq(x, 2),
      () => mul(10, x),
      () =>
        select(
          lt(x, 2),
          () => square(x),
          () => mul(x, mul(x, x)),
        ),
    );
  one(f, 2, [20, 10, 0, 0]);
  one(f, 1, [1, 2, 2, 0]);
  one(f, 3, [27, 27, 18, 6]);
});

test('13. No branch on "value is 0" of an active number: products, sums and lengths at 0 keep all derivatives', () => {
  const at = (x: Scalar | undefined): Scalar => x as Scalar;
  many(
    ([x, y, z]) => prod([at(x), at(y), at(z)]),
    [0, 0, 5],
    [0, 0, 0],
    [
      [0, 5, 0],
      [5, 0, 0],
      [0, 0, 0],
    ],
  );
  many(
    ([x, y]) => dot([at(x), at(y)], [at(y), at(x)]),
    [0, 0],
    [0, 0],
    [
      [0, 2],
      [2, 0],
    ],
  );
  many(
    ([x, y]) => sum([at(x), mul(at(x), at(y)), at(y)]),
    [0, -0],
    [1, 1],
    [
      [0, 1],
      [1, 0],
    ],
  );
  many(
    ([x, y]) => norm([mul(at(x), at(y)), 1]),
    [0, 0],
    [0, 0],
    [
      [0, 0],
      [0, 0],
    ],
  );
});

// ------------------------------------------------------------------------------------------------------------ row 14

test('14. select takes thunks, so sqrt(x) guarded by x > 0 has derivative 0 at x = 0 in every mode', () => {
  const f: One = (x) =>
    select(
      gt(x, 0),
      () => sqrt(x),
      () => 0,
    );
  for (const zero of ZEROS) one(f, zero, [0, 0, 0, 0]);
  one(f, 4, [2, 0.25, -1 / 32, 3 / 256]);
});

test('14. select: the branch not taken is not evaluated', () => {
  let calls = 0;
  const f: One = (x) =>
    select(
      gt(x, 0),
      () => log(x),
      () => {
        // A compiled function holds both branches; there is nothing to evaluate when it is written down.
        if (typeof innermost(x) === 'number') calls++;
        return log(x);
      },
    );
  one(f, 1, [0, 1, -1, 2]);
  assert.is(calls, 0);
});

test('14. select: a guarded quotient, and guards in guards', () => {
  const f: One = (x) =>
    select(
      eq(x, 0),
      () => add(1, div(x, 2)),
      () => div(expm1(x), x),
    );
  for (const zero of ZEROS) one(f, zero, [1, 0.5]);
  const g: One = (x) =>
    select(
      ge(x, 0),
      () =>
        select(
          eq(x, 0),
          () => mul(3, x),
          () => log(x),
        ),
      () => sqrt(x),
    );
  for (const zero of ZEROS) one(g, zero, [zero, 3, 0, 0]);
});

// ------------------------------------------------------------------------------------------------------------ row 15

const ULPS = 8;

/** Values from a 60-digit calculation (mpmath), rounded to double. */
const TAILS: readonly [string, One, number, number, number][] = [
  ['tanh', tanh, 20.0, 1.6993417021166355e-17, -3.398683404233271e-17],
  ['tanh', tanh, -20.0, 1.6993417021166355e-17, 3.398683404233271e-17],
  ['tanh', tanh, 10.0, 8.244614455767397e-9, -1.6489228843561127e-8],
  ['tanh', tanh, 350.0, 3.943870617503908e-304, -7.887741235007817e-304],
  ['tanh', tanh, 1e-9, 1.0, -2e-9],
  ['tanh', tanh, -1e-9, 1.0, 2e-9],
  ['sigmoid', sigmoid, 40.0, 4.248354255291589e-18, -4.248354255291589e-18],
  ['sigmoid', sigmoid, -40.0, 4.248354255291589e-18, 4.248354255291589e-18],
  ['sigmoid', sigmoid, -700.0, 9.85967654375977e-305, 9.85967654375977e-305],
  ['sigmoid', sigmoid, 700.0, 9.85967654375977e-305, -9.85967654375977e-305],
  ['sigmoid', sigmoid, 0.0001, 0.249999999375, -1.2499999958333334e-5],
  ['softplus', softplus, -40.0, 4.248354255291589e-18, 4.248354255291589e-18],
  ['softplus', softplus, -700.0, 9.85967654375977e-305, 9.85967654375977e-305],
  ['softplus', softplus, 40.0, 1.0, 4.248354255291589e-18],
  ['log1p', log1p, 1e-20, 1.0, -1.0],
  ['log1p', log1p, -1e-9, 1.000000001, -1.000000002],
  ['log1p', log1p, -0.9999999999, 9999999172.59636, -9.999998345192786e19],
  ['expm1', expm1, 1e-20, 1.0, 1.0],
  ['expm1', expm1, -1e-9, 0.999999999, 0.999999999],
  ['expm1', expm1, -40.0, 4.248354255291589e-18, 4.248354255291589e-18],
  ['expm1', expm1, -700.0, 9.85967654375977e-305, 9.85967654375977e-305],
  ['acosh', acosh, 1.0000000000009095, 741455.2001892966, -4.0761930704174214e17],
  ['acosh', acosh, 1.0000000000000002, 47453132.81212577, -1.0685495562512616e23],
  ['acosh', acosh, 1e200, 1e-200, -0.0],
  ['asin', asin, 0.9999999999990905, 741455.2001896339, 4.0761930704155674e17],
  ['asin', asin, -0.9999999999999999, 67108864.0, -3.022314549036573e23],
  ['asin', asin, 1e-9, 1.0, 1e-9],
  ['acos', acos, 0.9999999999990905, -741455.2001896339, -4.0761930704155674e17],
  ['acos', acos, -0.9999999999999999, -67108864.0, 3.022314549036573e23],
  ['atanh', atanh, 0.9999999999999999, 4503599627370496.0, 4.056481920730334e31],
  ['atanh', atanh, -0.9999999990686774, 536870912.25, -5.764607523034235e17],
];

for (const [name, f, x, d1, d2] of TAILS) {
  test(`15. Tails keep relative accuracy: ${name} at ${x}`, () => one(f, x, [f(x) as number, d1, d2], ULPS, name));
}

test("15. Tails: sigmoid'(-800) underflows smoothly to 0", () => {
  one(sigmoid, -800, [0, 0, 0, 0]);
  for (let x = -700; x > -760; x -= 0.37) {
    // e^x to within one unit of the last place that is left.
    const due = Math.exp(x);
    one((t) => sigmoid(t), x, [sigmoid(x), due, due], due < 1e-307 ? 2 : ULPS, 'sigmoid');
  }
});

test('15. The rules may not use 1 - y² where it cancels: tanh and asin keep their digits', () => {
  // (1-x)(1+x) is exact for such x: 2⁻ᵏ(2 - 2⁻ᵏ).
  for (const k of [10, 20, 30, 40, 50]) {
    const e = 2 ** -k;
    const due = 1 / Math.sqrt(e * (2 - e));
    one(asin, 1 - e, [Math.asin(1 - e), due], ULPS, 'asin');
    one(acos, 1 - e, [Math.acos(1 - e), -due], ULPS, 'acos');
    one(atanh, 1 - e, [Math.atanh(1 - e), 1 / (e * (2 - e))], ULPS, 'atanh');
    one(acosh, 1 + e, [Math.acosh(1 + e), 1 / Math.sqrt(e * (2 + e))], ULPS, 'acosh');
  }
  one((x) => sub(tanh(x), 0), 18, [Math.tanh(18), 4 * Math.exp(-36) * (1 - 2 * Math.exp(-36))], ULPS, 'tanh');
});

test.run();
