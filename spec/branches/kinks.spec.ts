/** |x|, rounding and remainders: values as JavaScript's, slopes on both sides and at the point itself. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import {
  abs,
  add,
  ceil,
  type Dual,
  derivative,
  dual,
  floor,
  gradient,
  hessian,
  max,
  mod,
  mul,
  neg,
  round,
  type Scalar,
  secondDerivative,
  sign,
  square,
  sub,
  trunc,
  value,
} from '../../lib/index.js';
import { same } from '../support/assert.js';

const inf = Number.POSITIVE_INFINITY;
const specials = [0, -0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2.5, 1e16, -1e308, 5e-324, inf, -inf, Number.NaN];

const rounding = suite('floor, ceil, round, trunc, sign');

const steps: [string, (x: Scalar) => Scalar, (x: number) => number][] = [
  ['floor', floor, Math.floor],
  ['ceil', ceil, Math.ceil],
  ['round', round, Math.round],
  ['trunc', trunc, Math.trunc],
  ['sign', sign, Math.sign],
];

for (const [name, f, plain] of steps) {
  rounding(`${name} has the values of Math.${name}, -0 included, and slope 0 everywhere, at NaN too`, () => {
    for (const x of specials) {
      same(f(x), plain(x), `${name}(${x})`);
      // A constant between jumps, so a plain number; the sign at 0 is neither constant nor plain.
      if (name === 'sign' && x === 0) same(value(f(dual(x, 1))), x, `value of sign(${x})`);
      else same(f(dual(x, 1)), plain(x), `${name}(${x} + ε)`);
      same(derivative(f, x), 0, `slope at ${x}`);
      same(secondDerivative(f, x), 0, `curvature at ${x}`);
    }
  });
}

rounding('the sign at 0 has NaN for a part, so that what it multiplies is looked at', () => {
  for (const x of [0, -0]) same((sign(dual(x, 1)) as Dual).tangent, Number.NaN);
  same(
    derivative((x) => mul(sign(x), abs(x)), 0),
    1,
  );
  same(
    secondDerivative((x) => mul(mul(sign(x), x), abs(x)), 0),
    2,
  );
});

const absolute = suite('abs');

absolute('abs has the values of Math.abs', () => {
  for (const x of specials) {
    same(abs(x), Math.abs(x));
    same(value(abs(dual(x, 1))), Math.abs(x));
  }
});

absolute('slope ±1 beside 0, 0 at 0 and -0; curvature 0', () => {
  for (const [x, slope] of [
    [2, 1],
    [5e-324, 1],
    [inf, 1],
    [0, 0],
    [-0, 0],
    [-5e-324, -1],
    [-3, -1],
  ] as const) {
    same(derivative(abs, x), slope, `at ${x}`);
    same(secondDerivative(abs, x), 0, `at ${x}`);
  }
});

absolute('second order at the kink is the limit beside it: (|x²|)″, (|-x²|)″ are 2, (|x³|)″ and (|x|)″ are 0', () => {
  const cube = (x: Scalar): Scalar => mul(x, square(x));
  for (const compute of [
    (f: (x: Scalar) => Scalar) => secondDerivative(f, 0),
    (f: (x: Scalar) => Scalar) => derivative((t) => derivative(f, t), 0),
    (f: (x: Scalar) => Scalar) => hessian(([x]) => f(x), [0])[0][0],
  ]) {
    same(
      compute((x) => abs(square(x))),
      2,
    );
    same(
      compute((x) => abs(neg(square(x)))),
      2,
    );
    same(
      compute((x) => abs(cube(x))),
      0,
    );
    same(compute(abs), 0);
  }
});

absolute('mixed second order at the kink: |x² + y²| and |-(x² + y²)| are x² + y²', () => {
  same(
    hessian(([x, y]) => abs(add(square(x), square(y))), [0, 0]),
    [
      [2, 0],
      [0, 2],
    ],
  );
  same(
    hessian(([x, y]) => abs(neg(add(square(x), square(y)))), [0, 0]),
    [
      [2, 0],
      [0, 2],
    ],
  );
});

absolute('|x| = max(x, -x) in value and slope, also at 0', () => {
  for (const x of [3, -2, 0, -0, 5e-324]) {
    const other = (t: Scalar): Scalar => max(t, neg(t));
    same(value(other(dual(x, 1))), Math.max(x, -x));
    same(derivative(other, x), derivative(abs, x), `at ${x}`);
  }
});

const remainder = suite('mod');

remainder('mod has the values of %', () => {
  for (const x of specials) {
    for (const y of specials) {
      same(mod(x, y), x % y);
      same(value(mod(dual(x, 1), y)), x % y);
      same(value(mod(x, dual(y, 1))), x % y);
    }
  }
});

remainder('slope 1 in x and -trunc(x/y) in y, also at a jump', () => {
  for (const [x, y] of [
    [7, 2],
    [-7, 2],
    [7, -2],
    [0.5, 3],
    [6, 2],
    [1e15 + 0.3, 0.7],
  ] as const) {
    const [dx, dy] = gradient(([a, b]) => mod(a, b), [x, y]);
    same(dx, 1);
    equal(dy, -Math.round((x - (x % y)) / y));
  }
});

remainder('a sawtooth has slope 1 and curvature 0', () => {
  same(
    derivative((x) => mod(x, 1), 3.25),
    1,
  );
  same(
    secondDerivative((x) => mod(square(x), 1), 3.25),
    2,
  );
});

remainder('kinks meet levels: d/dx max(x, y)·y inside d/dy', () => {
  is(
    derivative((y) => derivative((x) => mul(max(x, y), y), 3), 2),
    1,
  );
  is(
    derivative((y) => derivative((x) => mul(max(sub(x, y), y), y), 3), 2),
    0,
  );
});

rounding.run();
absolute.run();
remainder.run();
