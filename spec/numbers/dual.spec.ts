/** Dual numbers: the algebra a + a'ε with ε² = 0 on small numbers, and what the class shows of itself. */
import { suite } from 'uvu';
import { equal, instance, is, ok } from 'uvu/assert';
import { add, Dual, derivative, div, dual, exp, mul, neg, pow, type Scalar, sin, sub } from '../../lib/index.js';
import { same } from '../support/assert.js';

const test = suite('Dual');

const parts = (x: Scalar): [Scalar, Scalar] => {
  instance(x, Dual);
  return [(x as Dual).primal, (x as Dual).tangent];
};

test('add(2 + 3ε, 5 + 7ε) is 7 + 10ε', () => equal(parts(add(dual(2, 3), dual(5, 7))), [7, 10]));
test('sub(2 + 3ε, 5 + 7ε) is -3 - 4ε', () => equal(parts(sub(dual(2, 3), dual(5, 7))), [-3, -4]));
test('mul(2 + 3ε, 5 + 7ε) is 10 + 29ε', () => equal(parts(mul(dual(2, 3), dual(5, 7))), [10, 29]));
test('div(6 + 3ε, 2 + 4ε) is 3 - 4.5ε', () => equal(parts(div(dual(6, 3), dual(2, 4))), [3, -4.5]));
test('neg(2 + 3ε) is -2 - 3ε', () => equal(parts(neg(dual(2, 3))), [-2, -3]));
test('mul(ε, ε) is 0', () => equal(parts(mul(dual(0, 1), dual(0, 1))), [0, 0]));

test('a plain number is a constant on either side of every operation', () => {
  const x = dual(2, 3);
  equal(parts(add(x, 5)), [7, 3]);
  equal(parts(add(5, x)), [7, 3]);
  equal(parts(sub(x, 5)), [-3, 3]);
  equal(parts(sub(5, x)), [3, -3]);
  equal(parts(mul(x, 5)), [10, 15]);
  equal(parts(mul(5, x)), [10, 15]);
  equal(parts(div(x, 4)), [0.5, 0.75]);
  equal(parts(div(8, x)), [4, -6]);
});

test('exp(a + bε) is e^a + b·e^a ε, sin(a + bε) is sin a + b·cos a ε', () => {
  equal(parts(exp(dual(0, 3))), [1, 3]);
  equal(parts(sin(dual(0, 3))), [0, 3]);
  same(parts(exp(dual(2, 3))), [Math.exp(2), 3 * Math.exp(2)]);
});

test('pow((1 + 2ε), (3 + 5ε)) is 1 + 6ε: both exponents of the chain rule', () => {
  equal(parts(pow(dual(1, 2), dual(3, 5))), [1, 6]);
  equal(parts(pow(dual(1, 2), 3)), [1, 6]);
  equal(parts(pow(1, dual(3, 5))), [1, 0]);
});

test('a quotient x/x is 1 + 0ε', () => equal(parts(div(dual(3, 7), dual(3, 7))), [1, 0]));

test('the distributive law holds exactly for small integers', () => {
  for (const a of [dual(2, 3), dual(-1, 4), 5]) {
    for (const b of [dual(7, -2), 3]) {
      for (const c of [dual(4, 1), -6]) {
        is(String(mul(a, add(b, c))), String(add(mul(a, b), mul(a, c))));
      }
    }
  }
});

test('add and mul commute', () => {
  for (const x of [dual(2, 3), dual(-0.1, 0.3), 5, dual(dual(1, 2), 3)]) {
    for (const y of [dual(0.7, -2), 3, dual(dual(0.1, 0.2), dual(3, 4))]) {
      is(String(add(x, y)), String(add(y, x)));
      is(String(mul(x, y)), String(mul(y, x)));
    }
  }
});

test('two duals with a common tangent direction keep it: (x + y)·(x - y) has the slope of x² - y²', () => {
  const x = dual(5, 1);
  const y = dual(3, 2);
  equal(parts(mul(add(x, y), sub(x, y))), [16, 2 * 5 * 1 - 2 * 3 * 2]);
});

test('parts of a dual with dual parts are duals, and the innermost parts compute as the outer ones do', () => {
  const x = dual(dual(2, 1), dual(1, 0));
  const y = mul(mul(x, x), x) as Dual;
  equal(parts(y.primal), [8, 12]);
  equal(parts(y.tangent), [12, 12]);
});

test('every dual is an instance of Dual: made by hand, with dual parts, and the inputs of drivers', () => {
  const seen: Scalar[] = [dual(1), dual(dual(1), 1), mul(dual(1, 2), 2), mul(dual(dual(1), 2), 2)];
  derivative((x) => {
    seen.push(x, mul(x, x), mul(x, dual(1, 2)));
    return x;
  }, 2);
  for (const x of seen) ok(x instanceof Dual, String(x));
});

test('kind, parts() and their orders describe the number', () => {
  for (const x of [dual(2, 3), dual(dual(2), 3)]) {
    is(x.kind, 'Dual');
    equal(
      x.parts().map(({ name, order }) => [name, order]),
      [
        ['primal', 0],
        ['tangent', 1],
      ],
    );
    is(x.parts()[1]?.part, 3);
  }
});

test.run();
