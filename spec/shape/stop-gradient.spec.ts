/** stopGradient: a constant to the driver around it, in every mode. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import {
  abs,
  add,
  derivative,
  gradient,
  hessian,
  mul,
  type Scalar,
  square,
  stopGradient,
  taylor,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';

const test = suite('stopGradient');

const f = ([x, y]: readonly Scalar[]): Scalar => mul(x as Scalar, stopGradient(mul(x as Scalar, square(y as Scalar))));

test('one factor is a constant, in all modes', () => {
  const [x, y] = [3, 2];
  assert.is(f([x, y]), x * x * y * y);
  const due = [x * y * y, 0];
  same(gradient(f, [x, y]), due);
  same(reverse.gradient(f, [x, y]), due);
  same(compile((p: Scalar[]) => gradient(f, p), [1, 1])([x, y]), due);
  same(compile((p: Scalar[]) => reverse.gradient(f, p), [1, 1])([x, y]), due);
  same(hessian(f, [x, y]), [
    [0, 0],
    [0, 0],
  ]);
  same(
    taylor((t) => mul(t, stopGradient(t)), 3, 2),
    [9, 3, 0],
  );
});

test('one level: outer derivatives go through', () => {
  // d/dx of x·c at c = xy, y = x: x².
  const inner = (x: Scalar): Scalar => derivative((y) => mul(y, stopGradient(mul(x, y))), x);
  same(derivative(inner, 3), 6);
  same(
    reverse.gradient(([x]: readonly Scalar[]) => inner(x as Scalar), [3]),
    [6],
  );
  same(compile((x: Scalar) => derivative(inner, x), 1)(3), 6);
});

test('structures, and plain numbers', () => {
  const state = { a: [1, 2], b: 3 };
  assert.equal(stopGradient(state), state);
  assert.is(stopGradient(-0), -0);
  const g = ([x, y]: readonly Scalar[]): Scalar => {
    const { a, b } = stopGradient({ a: [x as Scalar, y as Scalar], b: add(x as Scalar, 1) });
    return mul(add(a[0] as Scalar, b), y as Scalar);
  };
  same(gradient(g, [2, 5]), [0, 5]);
});

test('beside a kink too: the slope is that of the rest', () => {
  same(
    derivative((x) => mul(x, stopGradient(abs(x))), 0),
    0,
  );
  same(
    derivative((x) => mul(abs(x), stopGradient(x)), 0),
    0,
  );
});

test('in a program value() points to it; what is no number is an error', () => {
  const error = thrown(() => compile((x: Scalar) => mul(x, value(x)), 1));
  assert.match(error.message, /stopGradient\(x\) for x as a constant/);
  assert.match(thrown(() => stopGradient('a' as never)).message, /stopGradient: expected x/);
});

test.run();
