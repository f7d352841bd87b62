/**
 * Inverse functions: g(f(x)) = x has derivative 1, and 0 from the second order on.
 *
 * The chain rule multiplies slopes of two functions that have nothing in common but the mathematics. The tolerance is the
 * running error bound of the composition (bounded.ts): f(x) is rounded, g′ at a rounded argument is off by its condition.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  cbrt,
  cos,
  cosh,
  derivative,
  div,
  exp,
  exp2,
  expm1,
  log,
  log1p,
  log2,
  mul,
  neg,
  pow,
  reciprocal,
  type Scalar,
  sigmoid,
  sin,
  sinh,
  softplus,
  sqrt,
  square,
  sub,
  tan,
  tanh,
  valueAndSecondDerivative,
} from '../../lib/index.js';
import { boundsAlong } from '../support/bounded.js';
import type { One } from '../support/functions.js';
import { between, programs as budget, holds } from '../support/settings.js';

const test = suite('inverse functions');

const RUNS = Math.ceil(budget / 100);

/** g, f, and an interval in which g(f(x)) = x. */
const PAIRS: readonly [name: string, g: One, f: One, min: number, max: number][] = [
  ['log(exp(x))', log, exp, -20, 20],
  ['exp(log(x))', exp, log, 1e-3, 1e3],
  ['log2(exp2(x))', log2, exp2, -20, 20],
  ['exp2(log2(x))', exp2, log2, 1e-3, 1e3],
  ['log1p(expm1(x))', log1p, expm1, -5, 20],
  ['expm1(log1p(x))', expm1, log1p, -0.9, 1e3],
  ['asin(sin(x))', asin, sin, -1.4, 1.4],
  ['sin(asin(x))', sin, asin, -0.99, 0.99],
  ['acos(cos(x))', acos, cos, 0.2, 2.9],
  ['cos(acos(x))', cos, acos, -0.99, 0.99],
  ['atan(tan(x))', atan, tan, -1.5, 1.5],
  ['tan(atan(x))', tan, atan, -50, 50],
  ['asinh(sinh(x))', asinh, sinh, -20, 20],
  ['sinh(asinh(x))', sinh, asinh, -1e3, 1e3],
  ['acosh(cosh(x))', acosh, cosh, 0.2, 20],
  ['cosh(acosh(x))', cosh, acosh, 1.01, 1e3],
  ['atanh(tanh(x))', atanh, tanh, -4, 4],
  ['tanh(atanh(x))', tanh, atanh, -0.999, 0.999],
  ['sqrt(square(x))', sqrt, square, 1e-3, 1e3],
  ['square(sqrt(x))', square, sqrt, 1e-3, 1e3],
  ['cbrt(x³)', cbrt, (x) => mul(x, mul(x, x)), -1e3, -1e-3],
  ['pow(cbrt(x), 3)', (x) => pow(x, 3), cbrt, -1e3, -1e-3],
  ['pow(pow(x, 2.5), 0.4)', (x) => pow(x, 0.4), (x) => pow(x, 2.5), 1e-2, 1e2],
  ['reciprocal twice', reciprocal, reciprocal, -1e3, -1e-3],
  ['neg twice', neg, neg, -1e3, 1e3],
  ['log(expm1(softplus(x)))', (y) => log(expm1(y)), softplus, -10, 10],
  ['logit(sigmoid(x))', (y) => log(div(y, sub(1, y))), sigmoid, -5, 5],
];

for (const [name, g, f, min, max] of PAIRS) {
  test(`${name} has derivatives 1 and 0`, () => {
    const whole = (x: Scalar): Scalar => g(f(x));
    holds(RUNS, between(min, max), (x) => {
      const bounds = boundsAlong(([t]) => whole(t as Scalar), [x], [1], [1]);
      const all = valueAndSecondDerivative(whole, x as Scalar) as unknown as Record<string, number>;
      const [first, second] = [all.derivative as number, all.secondDerivative as number];
      assert.ok(Math.abs(first - 1) <= bounds.p1.error, `at ${x}: ${first}, bound ${bounds.p1.error}`);
      assert.ok(Math.abs(second) <= bounds.p12.error, `at ${x}: ${second}, bound ${bounds.p12.error}`);
      assert.is(derivative(whole, x as Scalar), first);
      // The bound must say something: at these points the compositions are well conditioned.
      assert.ok(bounds.p1.error < 1e-8, `at ${x}: the bound is ${bounds.p1.error}`);
    });
  });
}

test.run();
