/** A million operations in a row: no recursion over the past of a number, and no loss of it. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import {
  add,
  derivative,
  gradient,
  hessian,
  jvp,
  laplacian,
  mul,
  type Scalar,
  secondDerivative,
  sin,
  sub,
} from '../../lib/index.js';
import { same } from '../support/assert.js';

const MILLION = 1_000_000;

const test = suite('long chains');

/** x + 1 + 1 + ... - 1 - 1 - ..., then times itself. */
const chain = (x: Scalar): Scalar => {
  let y = x;
  for (let i = 0; i < MILLION / 2; i++) y = add(y, 1);
  for (let i = 0; i < MILLION / 2; i++) y = sub(y, 1);
  return mul(y, y);
};

test('derivative of a chain of a million operations', () => is(derivative(chain, 3), 6));
test('gradient, n = 1, of a chain of a million operations', () =>
  equal(
    gradient(([x]) => chain(x), [3]),
    [6],
  ));
test('gradient, n = 2, of a chain of a million operations', () => {
  equal(
    gradient(([x, y]) => add(chain(x), y), [3, 4]),
    [6, 1],
  );
});
test('secondDerivative of a chain of a million operations', () => is(secondDerivative(chain, 3), 2));
test('jvp, hessian and laplacian of a chain of a million operations', () => {
  const one: [number] = [1];
  equal(
    jvp(([x]: readonly [Scalar]) => chain(x), [3], one),
    { value: 9, tangent: 6 },
  );
  equal(
    hessian(([x]) => chain(x), [3]),
    [[2]],
  );
  is(
    laplacian(([x]) => chain(x), [3]),
    2,
  );
});

test('derivative in derivative of a chain of 200,000 operations', () => {
  const short = (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < 100_000; i++) y = add(y, 1);
    for (let i = 0; i < 100_000; i++) y = sub(y, 1);
    return mul(y, y);
  };
  is(
    derivative((x) => derivative(short, x), 3),
    2,
  );
});

test('a chain of a million sines keeps its derivative the product of the cosines', () => {
  const sines = (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < MILLION; i++) y = sin(y);
    return y;
  };
  let [y, product] = [0.5, 1];
  for (let i = 0; i < MILLION; i++) {
    product *= Math.cos(y);
    y = Math.sin(y);
  }
  same(derivative(sines, 0.5), product);
});

test('a million sines and products in a gradient of two inputs', () => {
  const sines = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
    let z = mul(x, y);
    for (let i = 0; i < MILLION; i++) z = sin(z);
    return z;
  };
  const slope = derivative((x) => sines([x, 0.5]), 1);
  const [dx] = gradient(sines, [1, 0.5]);
  same(dx, slope);
});

test.run();
