/** Functions that users add: in every driver, nested, with their own slopes. */
import { suite } from 'uvu';
import { instance, is } from 'uvu/assert';
import {
  cos,
  defineFunction,
  derivative,
  div,
  dual,
  exp,
  gradient,
  hessian,
  mul,
  neg,
  type Scalar,
  secondDerivative,
  sin,
  square,
  value,
} from '../../lib/index.js';
import { near, same, thrown } from '../support/assert.js';
import { DRIVERS } from '../support/drivers.js';

const test = suite('defineFunction');

const sine = defineFunction({ name: 'sine', value: Math.sin, slope: (x) => cos(x) });
const product = defineFunction({ name: 'product', value: (x, y) => x * y, slopes: [(_, y) => y, (x) => x] });

test('the value for numbers is a number, of the function given', () => {
  same(sine(0.3), Math.sin(0.3));
  same(product(3, 5), 15);
  same(value(sine(dual(0.3, 1))), Math.sin(0.3));
});

test('the first derivative is the slope given', () => {
  same(derivative(sine, 0.3), Math.cos(0.3));
  same(
    gradient(([x, y]) => product(x, y), [3, 5]),
    [5, 3],
  );
  const wrong = defineFunction({ name: 'wrong', value: Math.sin, slope: () => 42 });
  is(derivative(wrong, 0.3), 42);
});

test('the slope may use the value: y = f(x) is its second argument', () => {
  const e = defineFunction({ name: 'e', value: Math.exp, slope: (_, y) => y });
  for (const n of [1, 2, 3, 4]) {
    const nth = (k: number): ((x: Scalar) => Scalar) => (k === 0 ? e : (x) => derivative(nth(k - 1), x));
    same(nth(n)(0.7), Math.exp(0.7), `order ${n}`);
  }
});

test('second and higher derivatives are those of the slope', () => {
  same(secondDerivative(sine, 0.3), -Math.sin(0.3));
  near(
    derivative((x) => secondDerivative(sine, x), 0.3),
    -Math.cos(0.3),
    1,
  );
  near(
    secondDerivative((x) => secondDerivative(sine, x), 0.3),
    Math.sin(0.3),
    1,
  );
});

test('a curvature of its own is used for the second derivative, and differentiated for the third', () => {
  const own = defineFunction({
    name: 'own',
    value: Math.sin,
    slope: (x) => cos(x),
    curvature: (x) => mul(7, square(x)),
  });
  is(secondDerivative(own, 2), 28);
  is(
    derivative((x) => secondDerivative(own, x), 2),
    28,
  );
  const ofValue = defineFunction({
    name: 'ofValue',
    value: Math.sin,
    slope: (x) => cos(x),
    curvature: (_, y) => neg(y),
  });
  same(secondDerivative(ofValue, 0.3), -Math.sin(0.3));
});

test('functions of two numbers: gradient, Hessian, third derivatives', () => {
  const ratio = defineFunction({
    name: 'ratio',
    value: (x, y) => x / y,
    slopes: [(_, y) => div(1, y), (_x, y, f) => neg(div(f, y))],
  });
  same(
    gradient(([x, y]) => ratio(x, y), [6, 2]),
    [0.5, -1.5],
  );
  same(
    hessian(([x, y]) => ratio(x, y), [6, 2]),
    [
      [0, -0.25],
      [-0.25, 1.5],
    ],
  );
  same(
    derivative((y) => secondDerivative((t) => ratio(6, t), y), 2),
    (-6 * 6) / 16,
  );
  same(
    hessian(([x]) => ratio(x, 2), [6]),
    [[0]],
  );
  same(
    hessian(([y]) => ratio(6, y), [2]),
    [[1.5]],
  );
});

test('chain rule with other operators, in every driver', () => {
  const f = (x: Scalar): Scalar => exp(sine(mul(x, x)));
  const g = (x: Scalar): Scalar => exp(sin(mul(x, x)));
  for (const driver of DRIVERS) near(driver.of(f, 0.7) as number, driver.of(g, 0.7) as number, 4, driver.name);
});

test('the value may come from any program', () => {
  const table = [0, 1, 4, 9, 16];
  const lookup = defineFunction({ name: 'lookup', value: (x) => table[x] as number, slope: (x) => mul(2, x) });
  is(
    derivative((x) => mul(lookup(x), x), 3),
    27,
  );
});

test('a NaN value has a NaN derivative, a zero part stays 0', () => {
  const root = defineFunction({ name: 'root', value: Math.sqrt, slope: (_, y) => div(0.5, y) });
  same(derivative(root, -1), Number.NaN);
  same(
    derivative((x) => root(mul(0, x)), 1),
    0,
  );
});

test('arguments that are no numbers are named by the function', () => {
  const error = thrown(() => sine('0.3' as never));
  instance(error, TypeError);
  is(
    error.message,
    'sine: expected a number or a number made by hyperdual, got the string "0.3". Check the arguments.',
  );
});

test('a definition without value or slope is an error', () => {
  const remedy =
    'Give { name, value, slope } or { name, value, slopes: [fx, fy] }; of many numbers { name, value, jvp } or vjp.';
  const rows: [unknown, string][] = [
    [{ name: 'f', value: Math.sin }, 'name, value'],
    [{ name: 'f', slope: cos }, 'name, slope'],
    [{ name: 'f', value: 3, slope: cos }, 'name, value, slope'],
    [{ name: 'f', value: Math.hypot, slopes: [cos, 3] }, 'name, value, slopes'],
    [{ name: 'f', value: Math.hypot, jvp: 3 }, 'name, value, jvp'],
    [{ name: 'f', jvp: cos, vjp: sin }, 'name, jvp, vjp'],
  ];
  for (const [definition, keys] of rows) {
    const error = thrown(() => defineFunction(definition as never));
    instance(error, TypeError);
    is(
      error.message,
      `defineFunction: expected f to have a value and a slope (or two slopes), all functions, got the keys ${keys}. ${remedy}`,
    );
  }
});

test('a definition with one slope in the list, or without a record, is an error', () => {
  for (const definition of [{ name: 'f', value: Math.hypot, slopes: [cos] }, undefined, null, Math.sin]) {
    const error = thrown(() => defineFunction(definition as never));
    instance(error, TypeError);
    is(error.message.startsWith('defineFunction: expected '), true, error.message);
  }
});

test.run();
