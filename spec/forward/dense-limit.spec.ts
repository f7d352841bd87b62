/** Results that are too large are refused with their size, before the work is done. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import {
  denseLimit,
  gradient,
  hessian,
  jacobian,
  type Scalar,
  square,
  sum,
  valueAndJacobian,
  valueGradientAndHessian,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { throwsExactly } from '../support/messages.js';

const suite = suiteOf('the limit of dense results');

type Vector = readonly Scalar[];
const n = 10_000;
const x = new Float64Array(n);
let calls = 0;
const field = (u: Vector): Scalar[] => {
  calls++;
  return u.map(square);
};
const energy = (u: Vector): Scalar => {
  calls++;
  return sum(u.map(square));
};

const message = (driver: string): string =>
  `${driver}: expected a result of at most 67108864 numbers, got 10000 x 10000, 0.8 GB. Use hyperdual/sparse where most of it is ` +
  '0 (sparseJacobian, sparseHessian), or products with it (jvp, vjp, hvp); denseLimit.numbers sets the limit.';

suite('Jacobians of 10 000 numbers by 10 000 are refused after one call of f, Hessians after none', () => {
  for (const [driver, run, most] of [
    ['jacobian', () => jacobian(field, x), 1],
    ['valueAndJacobian', () => valueAndJacobian(field, x), 1],
    ['jacobian', () => reverse.jacobian(field, x), 1],
    ['valueAndJacobian', () => reverse.valueAndJacobian(field, x), 1],
    ['hessian', () => hessian(energy, x), 0],
    ['valueGradientAndHessian', () => valueGradientAndHessian(energy, x), 0],
    ['hessian', () => reverse.hessian(energy, x), 0],
    ['valueGradientAndHessian', () => reverse.valueGradientAndHessian(energy, x), 0],
  ] as const) {
    calls = 0;
    throwsExactly(run, RangeError, message(driver));
    assert.is(calls, most, driver);
  }
});

suite('the limit can be set, also for drivers inside of others; gradients have none', () => {
  const before = denseLimit.numbers;
  denseLimit.numbers = 8;
  try {
    assert.throws(() => jacobian(field, [1, 2, 3]), /at most 8 numbers, got 3 x 3/);
    assert.throws(
      () => gradient((y: Scalar[]) => sum((jacobian(field as never, y as never) as Scalar[][]).flat()), [1, 2, 3]),
      /^jacobian: expected a result of at most 8 numbers, got 3 x 3/,
    );
    assert.equal(jacobian(field, [1, 2]), [
      [2, 0],
      [0, 4],
    ]);
    assert.is(reverse.gradient(energy, x).length, n);
  } finally {
    denseLimit.numbers = before;
  }
});

suite.run();
