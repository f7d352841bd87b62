/** linearize: f(x₀) + J·(x - x₀) for every shape. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  derivative,
  exp,
  gradient,
  jacobian,
  jvp,
  linearize,
  mul,
  type Scalar,
  sin,
  square,
  sub,
} from '../../lib/index.js';
import { thrown } from '../support/assert.js';

const linear = suite('linearize');

linear('(5.147): sin x + cos x about -2, and its error of second order', () => {
  const f = (x: Scalar): Scalar => add(sin(x), cos(x));
  const { value, evaluate, tangent } = linearize(f, -2);
  is(value, Math.sin(-2) + Math.cos(-2));
  is(tangent(1), derivative(f, -2));
  is(evaluate(-2), value);
  const error = (h: number): number => Math.abs((f(-2 + h) as number) - evaluate(-2 + h));
  ok(Math.abs(error(0.02) / error(0.01) - 4) < 0.1);
});

linear('a vector field: value, J·δ and f(x₀) + J·(x - x₀)', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): [Scalar, Scalar, Scalar] => [mul(x, y), add(x, y), square(x)];
  const l = linearize(f, [2, 3]);
  equal(l.value, [6, 5, 4]);
  equal(l.tangent([1, 10]), [23, 11, 4]);
  equal(l.evaluate([3, 13]), [29, 16, 8]);
  equal(l.tangent([1, 10]), jvp(f, [2, 3], [1, 10]).tangent);
});

linear('a linear function is its own linearization, in any structure', () => {
  const f = ({ a, b }: { a: Scalar; b: readonly Scalar[] }): { sum: Scalar; list: Scalar[][] } => ({
    sum: b.reduce(add, a),
    list: [
      [mul(2, a), 0],
      [sub(a, b[1] as Scalar), 7],
    ],
  });
  const l = linearize(f, { a: 1, b: [2, 3] });
  equal(l.value, {
    sum: 6,
    list: [
      [2, 0],
      [-2, 7],
    ],
  });
  equal(l.evaluate({ a: 5, b: [4, -1] }), {
    sum: 8,
    list: [
      [10, 0],
      [6, 7],
    ],
  });
  equal(l.tangent({ a: 1, b: [0, 1] }), {
    sum: 2,
    list: [
      [2, 0],
      [0, 0],
    ],
  });
});

linear('more inputs than one pass takes', () => {
  const x0 = Array.from({ length: 40 }, (_, i) => i / 7);
  const f = (x: readonly Scalar[]): Scalar[] => x.map((xi, i) => mul(xi, exp(sin(x[(i + 1) % 40] as Scalar))));
  const delta = x0.map((_, i) => Math.cos(i));
  linearize(f, x0)
    .tangent(delta)
    .forEach((d, i) => {
      ok(Math.abs(d - (jvp(f, x0, delta).tangent[i] as number)) < 1e-13);
    });
});

linear('infinite slopes: a step of 0 along them is no step', () => {
  const l = linearize((x: Scalar) => exp(mul(x, 1)), Number.POSITIVE_INFINITY);
  is(l.value, Number.POSITIVE_INFINITY);
  is(l.tangent(0), 0);
});

linear('f is not called any more once it is linearized', () => {
  let calls = 0;
  const { evaluate, tangent } = linearize(
    ([x, y]: readonly [Scalar, Scalar]) => {
      calls++;
      return mul(x, y);
    },
    [1, 2],
  );
  const before = calls;
  evaluate([3, 4]);
  tangent([1, 1]);
  is(calls, before);
});

linear('takes Scalars: inside another driver, and of a point that moves', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(square(x), y);
  const l = linearize(f, [2, 3]);
  equal(
    gradient(([x, y]: [Scalar, Scalar]) => l.evaluate([x, y]), [7, 8]),
    gradient(f, [2, 3]),
  );
  // d/da of the slope of a·x² at 3.
  is(
    derivative((a) => linearize((x: Scalar) => mul(a, square(x)), 3 as Scalar).tangent(1), 5),
    6,
  );
  equal(
    jacobian((x: Scalar) => [linearize(sin, x).value], 0.5),
    [Math.cos(0.5)],
  );
});

linear('errors', () => {
  const l = linearize(([x, y]: readonly [Scalar, Scalar]) => mul(x, y), [1, 2]) as unknown as {
    [name: string]: (x: unknown) => unknown;
  };
  const say = (run: () => unknown): string => {
    const error = thrown(run);
    return `${error.name}: ${error.message}`;
  };
  is(
    say(() => l.evaluate?.([1, 2, 3])),
    'RangeError: linearize: expected x to have the shape of x0, an array of length 2, got an array of length 3. Give one number of x for each of x0.',
  );
  is(
    say(() => l.tangent?.({ a: 1 })),
    'RangeError: linearize: expected delta to have the shape of x0, an array of length 2, got a record { a }. Give one number of delta for each of x0.',
  );
  is(
    say(() => l.tangent?.([1, 'a'])),
    'TypeError: linearize: expected delta[1] to be a number, an array or a record of numbers, got the string "a". Convert it with Number(...) first.',
  );
  is(
    say(() => (linearize as unknown as (...args: unknown[]) => unknown)(3, sin)),
    'TypeError: linearize: expected a function as first argument, got 3. Call linearize(f, x).',
  );
});

linear.run();
