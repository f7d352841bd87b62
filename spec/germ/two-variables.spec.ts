/** Rows of two numbers along paths that are no power series: roots in both arguments that cancel in the whole. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  add,
  atan2,
  cbrt,
  cos,
  defineFunction,
  derivative,
  exp,
  hypot,
  logAddExp,
  mul,
  pow,
  type Scalar,
  sin,
  sqrt,
  sub,
} from '../../lib/index.js';
import { beta, gammaP } from '../../lib/special/index.js';

const test = suite('rows of two numbers beside a point');

/** g(√x) + g(-√x) = 2·g(0) + g''(0)·x + ..., with the second derivative of g by differences. */
function even(name: string, row: (x: Scalar, y: Scalar) => Scalar): void {
  test(name, () => {
    const g = (s: Scalar): Scalar => row(add(1.5, s), sub(2, add(s, s)));
    const slope = derivative((x: Scalar) => add(g(sqrt(x)), g(sub(0, sqrt(x)))), 0) as number;
    const h = 1e-4;
    const due = ((g(h) as number) - 2 * (g(0) as number) + (g(-h) as number)) / h ** 2;
    assert.ok(Math.abs(slope - due) < 1e-6 * Math.max(1, Math.abs(due)), `${slope}, by differences ${due}`);
    // With x^√½ for √x what is left is of order x^√2.
    const irrational = (x: Scalar, sign: number): Scalar => mul(sign, pow(x, Math.SQRT1_2));
    assert.is(
      derivative((x: Scalar) => add(g(irrational(x, 1)), g(irrational(x, -1))), 0),
      0,
    );
    // Two roots that have no power in common.
    const mixed = (x: Scalar, sign: number): Scalar =>
      row(add(1.5, irrational(x, sign)), add(2, mul(sign, cbrt(mul(x, x)))));
    assert.is(
      derivative((x: Scalar) => add(mixed(x, 1), mixed(x, -1)), 0),
      0,
    );
  });
}

even('hypot', hypot);
even('atan2', atan2);
even('pow', pow);
even('logAddExp', logAddExp);
even('beta', beta);
even('gammaP', gammaP);
even(
  'a row of a user',
  defineFunction({
    name: 'wave',
    value: (x, y) => Math.exp(-x) * Math.sin(x * y),
    slopes: [
      (x, y) => mul(exp(sub(0, x)), sub(mul(y, cos(mul(x, y))), sin(mul(x, y)))),
      (x, y) => mul(exp(sub(0, x)), mul(x, cos(mul(x, y)))),
    ],
  }),
);

test.run();
