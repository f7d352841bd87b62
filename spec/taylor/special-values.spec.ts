/** Series with NaN, infinities and plain zeros, and at kinks. */
import { suite } from 'uvu';
import { abs, add, log, max, min, mul, neg, pow, type Scalar, sqrt, square, sub, taylor } from '../../lib/index.js';
import { same } from '../support/assert.js';

const order = (n: number, f: (t: Scalar) => Scalar): number[] => taylor(f, 0, n);

const special = suite('special values');

special('a NaN value has NaN coefficients wherever it depends on t', () => {
  const nan = Number.NaN;
  same(order(3, log), [
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
  same(
    order(3, (t) => log(sub(t, 1))),
    [nan, nan, nan, nan],
  );
  same(
    order(4, (t) => sqrt(sub(square(t), 1))),
    [nan, nan, nan, nan, nan],
  );
  same(
    order(3, (t) => mul(sub(pow(t, 3), 1), nan)),
    [nan, nan, nan, nan],
  );
  // The plain number 0 times t is a constant.
  same(
    order(3, (t) => add(mul(t, 0), nan)),
    [nan, 0, 0, 0],
  );
  same(
    order(2, (t) => neg(log(sub(t, 1)))),
    [nan, nan, nan],
  );
  same(
    order(5, (t) => add(log(sub(square(t), 1)), pow(t, 3))),
    [nan, nan, nan, nan, nan, nan],
  );
});

special('the plain number 0 times t is a constant: what does not move has no derivative', () => {
  same(
    order(2, (t) => sqrt(mul(0, t))),
    [0, 0, 0],
  );
  same(
    order(2, (t) => mul(Number.POSITIVE_INFINITY, add(1, mul(0, t)))),
    [Number.POSITIVE_INFINITY, 0, 0],
  );
});

special('|x|, max and min: the middle of the derivatives on both sides', () => {
  same(
    order(4, (t) => abs(neg(square(t)))),
    [0, 0, 1, 0, 0],
  );
  same(
    order(4, (t) => abs(pow(t, 4))),
    [0, 0, 0, 0, 1],
  );
  same(
    order(4, (t) => abs(mul(-2, pow(t, 4)))),
    [0, 0, 0, 0, 2],
  );
  // It changes sign: the slopes are 0, the middle of those of the two sides.
  same(order(3, abs), [0, 0, 0, 0]);
  same(
    order(4, (t) => abs(pow(t, 3))),
    [0, 0, 0, 0, 0],
  );
  same(
    order(3, (t) => max(square(t), 0)),
    [0, 0, 1, 0],
  );
  same(
    order(3, (t) => min(square(t), 0)),
    [0, 0, 0, 0],
  );
  same(
    order(3, (t) => max(t, neg(t))),
    [0, 0, 0, 0],
  );
  same(
    order(2, (t) => max(add(t, 1), add(mul(3, t), 1))),
    [1, 2, 0],
  );
});

special.run();
