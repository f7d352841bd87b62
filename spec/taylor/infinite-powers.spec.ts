/** t^∞: a step at 1, whose coefficients are those of the drivers of low order, and from order 3 on no finite number but 0. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { derivative, pow, type Scalar, secondDerivative, taylor } from '../../lib/index.js';
import { same } from '../support/assert.js';

const test = suite('infinite powers');

for (const [exponent, x] of [
  [Number.POSITIVE_INFINITY, 0.5],
  [Number.POSITIVE_INFINITY, 2],
  [Number.NEGATIVE_INFINITY, 0.5],
  [Number.NEGATIVE_INFINITY, 2],
  [Number.NEGATIVE_INFINITY, 0],
] as const) {
  test(`t^${exponent} at ${x}`, () => {
    const f = (t: Scalar): Scalar => pow(t, exponent);
    const c = taylor(f, x, 6) as number[];
    const value = x ** exponent;
    assert.is(c[0], value);
    const by = [derivative(f, x), secondDerivative(f, x), derivative((t: Scalar) => secondDerivative(f, t), x)];
    same(
      by.map((d) => Number.isFinite(d)),
      [false, false, false],
    );
    if (value !== 0)
      same(
        [1, 2, 3].map((k) => Math.sign(c[k])),
        by.map(Math.sign),
      );
    // Below 1 (or above, for -∞) the derivatives are 0 beside it, which ∞·0 does not tell; never a finite number but that.
    for (let k = 1; k <= 6; k++) {
      if (value === 0) assert.ok(Number.isNaN(c[k]) || c[k] === 0, `coefficient ${k}: ${c[k]}`);
      else assert.ok(Math.abs(c[k]) === Number.POSITIVE_INFINITY, `coefficient ${k}: ${c[k]}`);
    }
  });
}

test.run();
