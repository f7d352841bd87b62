/** Functions of two numbers that are made of others: values, signs, ends of their domains, and their compiled bits. */
import { suite } from 'uvu';
import { equal, is, throws } from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import {
  copysign,
  derivative,
  floorMod,
  gradient,
  hessian,
  logDiffExp,
  type Scalar,
  valueGradientAndHessian,
  xlogy,
} from '../../lib/index.js';
import { gradient as reverseGradient } from '../../lib/reverse/index.js';
import { near, same } from '../support/assert.js';
import type { Two } from '../support/functions.js';

const test = suite('functions made of others');
const INF = Number.POSITIVE_INFINITY;
const FUNCTIONS: Readonly<Record<string, Two>> = { copysign, floorMod, logDiffExp, xlogy };
const field = (f: Two) => (x: readonly Scalar[]) => f(x[0] as Scalar, x[1] as Scalar);

const POINTS: readonly (readonly [number, number])[] = [
  [3, 2],
  [-7.5, 2],
  [7.5, -2],
  [2, 2],
  [0, 3],
  [-0, -3],
  [0.3, -INF],
  [1, INF],
  [5, 0],
  [0, 0],
  [Number.NaN, 1],
];

for (const [name, f] of Object.entries(FUNCTIONS)) {
  test(`${name}: compiled it has the bits of the function itself`, () => {
    const all = compile((x: readonly Scalar[]) => valueGradientAndHessian(field(f), x) as never, [3, 2]) as (
      x: readonly number[],
    ) => unknown;
    for (const x of POINTS) same(all(x), valueGradientAndHessian(field(f), x), `${name}(${x})`);
  });

  test(`${name}: reverse mode agrees`, () => {
    for (const x of POINTS.slice(0, 4)) same(reverseGradient(field(f), x), gradient(field(f), x), `${name}(${x})`);
  });

  test(`${name}: what is not a number is refused by name`, () => {
    throws(() => (f as (...x: unknown[]) => unknown)('1', 2), new RegExp(`^${name}: expected a number`));
    throws(() => (f as (...x: unknown[]) => unknown)(1, '2'), new RegExp(`^${name}: expected a number`));
  });
}

test('copysign takes the sign of y, that of -0 too, and its slope with it', () => {
  for (const x of [2, -2]) {
    for (const y of [1, 0, INF, 5e-324]) is(copysign(x, y), 2);
    for (const y of [-1, -0, -INF, -5e-324]) is(copysign(x, y), -2);
  }
  is(copysign(0, -1), -0);
  equal(gradient(field(copysign), [-3, 2]), [-1, 0]);
  equal(gradient(field(copysign), [-3, -2]), [1, 0]);
  is(
    derivative((x: Scalar) => copysign(x, 1), 0),
    0,
  );
});

test('floorMod has the sign of y, and x - y·floor(x/y) for a value', () => {
  is(floorMod(7, 3), 1);
  is(floorMod(-7, 3), 2);
  is(floorMod(7, -3), -2);
  is(floorMod(-7, -3), -1);
  same(floorMod(1, 0), Number.NaN);
  is(floorMod(-1, INF), INF);
  equal(gradient(field(floorMod), [7, -3]), [1, 3]);
  equal(hessian(field(floorMod), [7, -3]), [
    [0, 0],
    [0, 0],
  ]);
});

test('logDiffExp: equal arguments, the wrong order, logarithms of 0', () => {
  is(logDiffExp(2, 2), -INF);
  same(logDiffExp(1, 2), Number.NaN);
  is(logDiffExp(2, -INF), 2);
  is(logDiffExp(-INF, -INF), -INF);
  near(logDiffExp(1e4, 1e4 - 1), 9999.541324854612, 1);
  equal(gradient(field(logDiffExp), [2, -INF]), [1, 0]);
  is(
    derivative((x: Scalar) => logDiffExp(x, 2), 2),
    INF,
  );
});

test('xlogy: 0 where x is 0, NaN for y < 0', () => {
  is(xlogy(0, 0), 0);
  is(xlogy(0, INF), 0);
  is(xlogy(0, 5), 0);
  same(xlogy(0, -1), Number.NaN);
  is(xlogy(2, 0), -INF);
  equal(gradient(field(xlogy), [0, 2]), [Math.log(2), 0]);
  is(
    derivative((x: Scalar) => xlogy(x, x), 0),
    -INF,
  );
  is(
    derivative((x: Scalar) => xlogy(x, 0), 0),
    -INF,
  );
});

test.run();
