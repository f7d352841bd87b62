/** Every driver inside every driver, and every two inside of it. */
import { suite } from 'uvu';
import { is } from 'uvu/assert';
import {
  add,
  atan,
  atan2,
  derivative,
  div,
  exp,
  gradient,
  hypot,
  mul,
  pow,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  square,
  sum,
} from '../../lib/index.js';
import { same } from '../support/assert.js';
import { DRIVERS } from '../support/drivers.js';

/** The nth derivative of e^x·sin x is 2^(n/2)·e^x·sin(x + nπ/4). */
const wave = (x: Scalar): Scalar => mul(exp(x), sin(x));
const waveDerivative = (n: number, x: number): number => 2 ** (n / 2) * Math.exp(x) * Math.sin(x + (n * Math.PI) / 4);
const pairs = suite('every driver in every driver');

/** x⁶ - 3x⁴ + x in Horner's form, and its derivatives. */
const polynomial = (x: Scalar): Scalar => {
  let y: Scalar = 0;
  for (const c of [1, 0, -3, 0, 0, 1, 0]) y = add(mul(y, x), c);
  return y;
};
const polynomialDerivative = (n: number, x: number): number => {
  const falling = (k: number): number => Array.from({ length: n }, (_, i) => k - i).reduce((p, i) => p * i, 1);
  return (
    [
      [6, 1],
      [4, -3],
      [1, 1],
    ] as const
  ).reduce((total, [k, c]) => total + (k < n ? 0 : c * falling(k) * x ** (k - n)), 0);
};

for (const outer of DRIVERS) {
  pairs(`every driver inside ${outer.name}, and every two inside of it: exact derivatives of a polynomial`, () => {
    for (const inner of DRIVERS) {
      const two = outer.of((x) => inner.of(polynomial, x), 2);
      is(two, polynomialDerivative(outer.order + inner.order, 2), inner.name);
      for (const innermost of DRIVERS) {
        const three = outer.of((x) => inner.of((y) => innermost.of(polynomial, y), x), -1);
        const order = outer.order + inner.order + innermost.order;
        is(three, polynomialDerivative(order, -1), `${inner.name}, ${innermost.name}`);
      }
    }
  });

  pairs(`every driver inside ${outer.name} on another variable, with the outer one captured`, () => {
    const power = (x: Scalar, n: number): Scalar => (n === 0 ? 1 : mul(x, power(x, n - 1)));
    const falling = (k: number, n: number, x: number): number => (n === 1 ? k : k * (k - 1)) * x ** (k - n);
    for (const inner of DRIVERS) {
      // x³y⁴ + x: the inner derivative is by y.
      const d = outer.of((x) => inner.of((y) => add(mul(power(x, 3), power(y, 4)), x), 2), 3);
      is(d, falling(3, outer.order, 3) * falling(4, inner.order, 2), inner.name);
    }
  });
}

pairs(
  'three drivers deep through the rule table: e^x·sin x has its closed form, hypot and atan2 those of √ and atan',
  () => {
    const one = (x: Scalar): Scalar => mul(hypot(x, add(x, 1)), atan2(3, x));
    const other = (x: Scalar): Scalar => mul(sqrt(add(square(x), square(add(x, 1)))), atan(div(3, x)));
    const close = (actual: Scalar, expected: number, title: string): void => {
      const error = Math.abs((actual as number) - expected);
      is(error <= 1e-12 * Math.max(1, Math.abs(expected)), true, `${title}: ${actual}, expected ${expected}`);
    };
    for (const outer of DRIVERS) {
      for (const inner of DRIVERS) {
        for (const innermost of [derivative, secondDerivative]) {
          const deep = (f: (x: Scalar) => Scalar): Scalar => outer.of((x) => inner.of((y) => innermost(f, y), x), 0.7);
          const order = outer.order + inner.order + (innermost === derivative ? 1 : 2);
          const title = `${innermost.name} in ${inner.name} in ${outer.name}`;
          close(deep(wave), waveDerivative(order, 0.7), title);
          close(deep(one), deep(other) as number, title);
        }
      }
    }
  },
);

pairs('a driver at a point that depends on the outer variable, in both classes of numbers', () => {
  for (const outer of DRIVERS) {
    for (const inner of DRIVERS) {
      // inner derivative of y⁴ at y = x²: 4x⁶ or 12x⁴
      const d = outer.of((x) => inner.of((y) => mul(mul(y, y), mul(y, y)), mul(x, x)), 2);
      const [c, k] = inner.order === 1 ? [4, 6] : [12, 4];
      const expected = outer.order === 1 ? c * k * 2 ** (k - 1) : c * k * (k - 1) * 2 ** (k - 2);
      is(d, expected, `${inner.name} in ${outer.name}`);
    }
  }
});

pairs('inner gradients of many inputs that mix outer, inner and plain numbers', () => {
  const outer = gradient(
    ([a, b]) => {
      const inner = gradient(([x, y, z]) => sum([mul(x, a), mul(mul(y, y), b), mul(mul(a, b), z)]), [b, a, 7]);
      // [a, 2ab, ab]: their sum is a + 3ab.
      return sum(inner);
    },
    [2, 5],
  );
  same(outer, [16, 6]);
});

pairs('an inner driver in only one branch, or in a loop', () => {
  const f = (x: Scalar): Scalar => {
    let total: Scalar = 0;
    for (let k = 1; k <= 3; k++)
      total = add(
        total,
        derivative((y) => mul(pow(y, k), x), x),
      ); // k·x^k
    return total;
  };
  is(derivative(f, 2), 1 + 8 + 36);
});

pairs.run();
