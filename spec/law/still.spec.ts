/** Numbers that stand still while all inputs move, at points where the slope of a row is infinite. */
import { suite } from 'uvu';
import {
  acos,
  add,
  atan2,
  cbrt,
  cos,
  derivative,
  div,
  exp,
  expm1,
  gradient,
  hypot,
  log,
  logSumExp,
  mul,
  neg,
  pow,
  relu,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { everyMode, everyModeOfOne } from './expect.js';

const test = suite('numbers that stand still');

/** 0, whatever x is, and no constant to look at. */
const nothing = (x: Scalar): Scalar => sub(relu(add(x, neg(x))), relu(sub(mul(2, x), add(x, x))));

const at = (x: readonly Scalar[], i: number): Scalar => x[i] as Scalar;

test('roots, logarithms and angles of what is always 0 or 1', () => {
  const functions: readonly (readonly [string, (z: Scalar) => Scalar, number])[] = [
    ['sqrt', sqrt, 0],
    ['cbrt', cbrt, 0],
    ['z^1.5', (z) => pow(z, 1.5), 0],
    ['the root of a square', (z) => sqrt(square(z)), 0],
    ['the arc cosine of 1', (z) => acos(sub(1, z)), 0],
    ['exp of a logarithm', (z) => exp(log(z)), 0],
    ['log-sum-exp with log 0', (z) => expm1(logSumExp([log(z), 0])), 0],
    ['the length of an arc', (z) => mul(hypot(z, cbrt(z)), cos(atan2(cbrt(z), z))), 0],
  ];
  functions.forEach(([name, f, value], i) => {
    // Compiled, which takes longer than all modes, are some.
    const some = { compiled: i % 3 === 0 };
    everyModeOfOne(`${name} and x²`, (x) => add(f(nothing(x)), square(x)), 0.75, [value + 0.5625, 1.5, 2], some);
    if (i % 2 === 0) {
      const of = (x: Scalar): Scalar => exp(add(x, f(nothing(sin(x)))));
      everyModeOfOne(`${name} with x`, of, 0, [1, 1, 1], { compiled: false });
      return;
    }
    everyMode(
      `${name} and x·y`,
      (x) => add(f(nothing(mul(at(x, 0), at(x, 1)))), mul(at(x, 0), at(x, 1))),
      [2, 3],
      {
        gradient: [3, 2],
        hessian: [
          [0, 1],
          [1, 0],
        ],
      },
      some,
    );
  });
});

test('the distance of a point from itself, computed twice', () => {
  const place = (x: readonly Scalar[]): readonly [Scalar, Scalar] => [mul(2, at(x, 0)), sub(at(x, 0), at(x, 1))];
  const distance = (x: readonly Scalar[]): Scalar => {
    const [a, b] = [place(x), place(x)];
    return sqrt(add(square(sub(a[0], b[0])), square(sub(a[1], b[1]))));
  };
  everyMode('a row of a matrix of distances', (x) => add(distance(x), mul(at(x, 0), at(x, 1))), [0.3, -0.7], {
    gradient: [-0.7, 0.3],
    hessian: [
      [0, 1],
      [1, 0],
    ],
  });
});

test('what moves with an inner driver alone is not still', () => {
  // The inner input is 0 wherever the outer one is; the derivative by it is that of its own function.
  for (const outer of [
    derivative,
    (f: (x: Scalar) => Scalar, x: number) => reverse.gradient(([t]) => f(at([t], 0)), [x])[0],
  ]) {
    const through = (f: (y: Scalar) => Scalar) => outer((x) => mul(x, derivative(f, nothing(x))), 0.5);
    same(
      through((y) => pow(cbrt(y), 3)),
      1,
    );
    same(
      through((y) => exp(log(y))),
      1,
    );
    same(
      through((y) => sqrt(pow(add(y, 1), 4))),
      2,
    );
  }
});

test('what is nothing in all orders of the path is not still', () => {
  // exp(-1/x) is 0 beyond all orders of x, and its logarithm moves; the angle of a straight path is the same on all of it.
  const f = (x: Scalar): Scalar => div(1, log(exp(neg(div(1, square(x))))));
  same(Math.abs(derivative(f, 0)) === 0 || Number.isNaN(derivative(f, 0)), true);
  const byAngle = gradient(([x, y]) => mul(hypot(x, y), sqrt(pow(sin(atan2(y, x)), 2))), [0, 0]);
  same(
    byAngle.every((d) => Number.isNaN(d) || Math.abs(d) < 1e-15),
    true,
  );
});

test.run();
