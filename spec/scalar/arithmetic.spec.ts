/** The field operations on all pairs of kinds of numbers, against polynomials in the infinitesimals (support/polynomial). */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import { add, div, dual, hyperdual, isScalar, mul, neg, type Scalar, sub, value } from '../../lib/index.js';
import { same } from '../support/assert.js';
import { withEveryKind } from '../support/kinds.js';
import { constant, minus, over, type Polynomial, plus, polynomial, terms, times } from '../support/polynomial.js';

const test = suite('arithmetic');

const operations: [string, (x: Scalar, y: Scalar) => Scalar, (p: Polynomial, q: Polynomial) => Polynomial][] = [
  ['add', add, plus],
  ['sub', sub, minus],
  ['mul', mul, times],
  ['div', div, over],
];

for (const [name, operation, oracle] of operations) {
  test(`${name}(x, y) is the ${name} of polynomials with ε² = 0, for x and y of every kind`, () => {
    let pairs = 0;
    withEveryKind(2, (left) => {
      withEveryKind(-4, (right) => {
        for (const [kindX, x] of left) {
          for (const [kindY, y] of right) {
            const z = operation(x, y);
            equal(terms(polynomial(z)), terms(oracle(polynomial(x), polynomial(y))), `${name}(${kindX}, ${kindY})`);
            pairs++;
          }
        }
      });
    });
    is(pairs, 22 * 22);
  });

  test(`${name}(x, y) is the ${name} of polynomials for pairs of one running call, and for x with itself`, () => {
    withEveryKind(2, (samples) => {
      for (const [kindX, x] of samples) {
        for (const [kindY, y] of samples) {
          const z = operation(x, y);
          equal(terms(polynomial(z)), terms(oracle(polynomial(x), polynomial(y))), `${name}(${kindX}, ${kindY})`);
        }
      }
    });
  });
}

test('neg(x) is the negative polynomial for x of every kind', () => {
  withEveryKind(2, (samples) => {
    for (const [kind, x] of samples) {
      equal(terms(polynomial(neg(x))), terms(minus(constant(0), polynomial(x))), `neg(${kind})`);
    }
  });
});

test('the methods x.add(y), x.sub(y), x.mul(y), x.div(y), x.neg() are the functions', () => {
  withEveryKind(2, (left) => {
    withEveryKind(-4, (right) => {
      for (const [kindX, x] of left) {
        if (typeof x === 'number') continue;
        for (const [kindY, y] of right) {
          const title = `${kindX}, ${kindY}`;
          is(String(x.add(y)), String(add(x, y)), title);
          is(String(x.sub(y)), String(sub(x, y)), title);
          is(String(x.mul(y)), String(mul(x, y)), title);
          is(String(x.div(y)), String(div(x, y)), title);
        }
        is(String(x.neg()), String(neg(x)), kindX);
      }
    });
  });
});

test('the value of a result is bit for bit the result of the values', () => {
  const values = [0, -0, 1, -3, 0.1, 1e308, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  withEveryKind(1, (samples) => {
    for (const a of values) {
      for (const b of values) {
        for (const [name, operation] of operations) {
          for (const [kind, one] of samples) {
            if (typeof one === 'number') continue;
            // a + 0·one keeps every a but -0.
            const zero = sub(one, one);
            same(value(operation(add(a, zero), b)), operation(a + 0, b), `${name}(${a} as ${kind}, ${b})`);
            same(value(operation(a, add(b, zero))), operation(a, b + 0), `${name}(${a}, ${b} as ${kind})`);
            const both = operation(add(a, zero), add(b, zero));
            same(value(both), operation(a + 0, b + 0), `${name}(${a}, ${b} as ${kind})`);
          }
          for (const make of [dual, hyperdual, (x: number): Scalar => dual(dual(x, 1), 1)]) {
            const plain = operation(a, b);
            same(value(operation(make(a), b)), plain, `${name}(active ${a}, ${b})`);
            same(value(operation(a, make(b))), plain, `${name}(${a}, active ${b})`);
            same(value(operation(make(a), make(b))), plain, `${name}(active ${a}, active ${b})`);
          }
        }
      }
    }
  });
});

test('plain numbers stay plain numbers', () => {
  for (const [, operation] of operations) is(typeof operation(2, 3), 'number');
  is(typeof neg(2), 'number');
  same(neg(0), -0);
});

test('every operation on an active number gives a number of hyperdual, also when all derivative parts are 0', () => {
  for (const [name, operation] of operations) {
    const z = operation(dual(2), 4);
    ok(isScalar(z) && typeof z !== 'number', name);
  }
});

test('no operation changes its operands', () => {
  withEveryKind(2, (samples) => {
    const before = samples.map(([, x]) => String(x));
    for (const [, x] of samples) for (const [, y] of samples) for (const [, operation] of operations) operation(x, y);
    equal(
      samples.map(([, x]) => String(x)),
      before,
    );
  });
});

test.run();
