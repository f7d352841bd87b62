/** multivariateTaylor: the book's example, tensors of any order, contractions, shapes, cost and errors. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  derivative,
  exp,
  gradient,
  hessian,
  mul,
  multivariateTaylor,
  pow,
  type Scalar,
  sin,
  square,
  value,
  vhvp,
} from '../../lib/index.js';
import { thrown, ulps } from '../support/assert.js';

type Pair = readonly [Scalar, Scalar];
type Triple = readonly [Scalar, Scalar, Scalar];

const book = suite('(5.160)-(5.179): x² + 2xy + y³ at (1, 2)');

const f = ([x, y]: Pair): Scalar => add(add(square(x), mul(2, mul(x, y))), pow(y, 3));
const t = multivariateTaylor(f, [1, 2], 3);

book('value, gradient, Hessian, third derivatives, exactly', () => {
  is(t.derivative(0), 13);
  equal(t.derivative(1), [6, 14]);
  equal(t.derivative(2), [
    [2, 2],
    [2, 12],
  ]);
  equal(t.derivative(3), [
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 6],
    ],
  ]);
  equal(
    t.derivative(4),
    [0, 1].map(() => [0, 1].map(() => [0, 1].map(() => [0, 0]))),
  );
});

book('derivatives of high order, where factorials leave the range', () => {
  // sin⁽²⁰¹⁾ = cos, and 1/201! is no double.
  const high = multivariateTaylor(sin, 0, 2);
  ok(ulps(high.derivative(201) as number, 1) <= 8);
  ok(ulps(high.contraction(201, 1), 1) <= 8);
  // 100 factors one after the other would lose as many bits.
  ok(ulps(multivariateTaylor(exp, 0, 2).derivative(100) as number, 1) <= 4);
});

book('a tensor belongs to its receiver', () => {
  const H = t.derivative(2);
  H[0][0] = 7;
  is(t.derivative(2)[0][0], 2);
});

book('the expansion of degree 3 equals f everywhere, exactly in whole numbers', () => {
  for (const x of [-7, 0, 1, 12]) {
    for (const y of [-3, 2, 5]) {
      is(t.evaluate([x, y]), f([x, y]));
      is(t.displaced([x - 1, y - 2]), f([x, y]));
    }
  }
});

book('contractions D^k f·δ^k without the tensor', () => {
  const delta = [3, -2] as const;
  is(t.contraction(0, delta), 13);
  is(t.contraction(1, delta), 6 * 3 + 14 * -2);
  is(t.contraction(2, delta), 2 * 9 + 2 * 2 * 3 * -2 + 12 * 4);
  is(t.contraction(3, delta), 6 * -8);
  is(t.contraction(4, delta), 0);
  is(t.contraction(3, [0, 1]), 6);
});

book('lower degrees are the lower polynomials', () => {
  is(multivariateTaylor(f, [1, 2], 0).evaluate([5, 5]), 13);
  is(multivariateTaylor(f, [1, 2], 1).evaluate([2, 4]), 13 + 6 + 28);
  is(multivariateTaylor(f, [1, 2], 2).evaluate([2, 4]), 13 + 6 + 28 + (2 + 2 * 2 * 2 + 12 * 4) / 2);
});

book('center and degree are kept', () => {
  equal(t.center, [1, 2]);
  is(t.degree, 3);
});

const tensors = suite('tensors');

const g = ([x, y, z]: Triple): Scalar => add(mul(exp(mul(x, y)), sin(z)), cos(mul(y, add(x, square(z)))));
const at: [number, number, number] = [0.4, -0.7, 1.1];
const tg = multivariateTaylor(g, at, 4);

/** The partial derivative by the variables of the given indices, by nested derivative() calls. */
function partial(x: Triple, indices: readonly number[]): Scalar {
  const [i, ...rest] = indices;
  if (i === undefined) return g(x);
  return derivative(
    (u: Scalar) => partial(x.map((xj, j) => (j === i ? u : xj)) as unknown as Triple, rest),
    x[i] as Scalar,
  );
}

const near = (actual: number, expected: number, what: string): void =>
  ok(Math.abs(actual - expected) <= 1e-13 * (1 + Math.abs(expected)), `${what}: ${actual}, expected ${expected}`);

tensors('every entry to order 4 is the nested derivative', () => {
  const check = (tensor: unknown, indices: readonly number[]): void => {
    if (Array.isArray(tensor))
      tensor.forEach((inner, i) => {
        check(inner, [...indices, i]);
      });
    else near(tensor as number, value(partial(at, indices)), `∂${indices.join('∂')}`);
  };
  for (let k = 0; k <= 4; k++) check(tg.derivative(k), []);
});

tensors('are symmetric to the last bit', () => {
  const third = tg.derivative(3);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++)
      for (let k = 0; k < 3; k++) {
        const entry = (a: number, b: number, c: number): unknown => (third[a] as number[][])[b]?.[c];
        is(entry(i, j, k), entry(k, j, i));
        is(entry(i, j, k), entry(j, i, k));
      }
});

tensors('orders 1 and 2 are gradient and Hessian', () => {
  gradient(g, at).forEach((d, i) => {
    near(tg.derivative(1)[i] as number, d, `gradient ${i}`);
  });
  hessian(g, at).forEach((row, i) => {
    row.forEach((d, j) => {
      near(tg.derivative(2)[i]?.[j] as number, d, `${i}, ${j}`);
    });
  });
});

tensors('contracting a tensor by hand gives the directional series', () => {
  const delta = [0.3, -1.2, 0.8] as const;
  const contract = (tensor: unknown): number =>
    Array.isArray(tensor)
      ? tensor.reduce((sum: number, inner, i) => sum + contract(inner) * (delta[i] as number), 0)
      : (tensor as number);
  for (let k = 0; k <= 4; k++) near(tg.contraction(k, delta), contract(tg.derivative(k)), `order ${k}`);
  near(tg.contraction(2, delta), vhvp(g, at, delta), 'vhvp');
});

tensors('the error of the expansion falls with the power degree + 1 of the distance', () => {
  const direction = [0.5, -0.3, 0.4];
  const error = (h: number): number => {
    const x = at.map((a, i) => a + h * (direction[i] as number)) as [number, number, number];
    return Math.abs((g(x) as number) - tg.evaluate(x));
  };
  const ratio = error(0.02) / error(0.01);
  ok(Math.abs(ratio - 32) < 2, `${ratio}`);
});

tensors('an entry that is 0 is exactly 0, however large the others are', () => {
  const h = ([x, y]: Pair): Scalar => add(exp(mul(20, x)), pow(y, 3));
  const third = multivariateTaylor(h, [1, 2], 3).derivative(3);
  equal(third[0]?.[1], [0, 0]);
  equal(third[1]?.[1], [0, 6]);
});

const shapes = suite('shapes');

shapes('a number, a matrix, a record', () => {
  const one = multivariateTaylor((x: Scalar) => pow(x, 4), 1, 6);
  equal(
    [one.derivative(0), one.derivative(1), one.derivative(2), one.derivative(3), one.derivative(5)],
    [1, 4, 12, 24, 0],
  );
  is(one.evaluate(3), 81);
  const trace = multivariateTaylor(
    ([[a], [, d]]: [[Scalar, Scalar], [Scalar, Scalar]]) => mul(a, d),
    [
      [1, 2],
      [3, 4],
    ],
    2,
  );
  equal(trace.derivative(1), [
    [4, 0],
    [0, 1],
  ]);
  equal(trace.derivative(2)[0]?.[0], [
    [0, 0],
    [0, 1],
  ]);
  const record = multivariateTaylor(({ mass, speed }) => mul(mass, square(speed)), { mass: 2, speed: 3 }, 3);
  equal(record.derivative(1), { mass: 9, speed: 12 });
  equal(record.derivative(2), { mass: { mass: 0, speed: 6 }, speed: { mass: 6, speed: 4 } });
  is(record.evaluate({ mass: 1, speed: 5 }), 25);
  is(record.contraction(3, { mass: 1, speed: 1 }), 6);
});

shapes('inside another driver', () => {
  // d/da of ∂²/∂x² (a·x³) at x = 2 is 12.
  is(
    derivative((a) => {
      const expansion = multivariateTaylor(([x]: [Scalar]) => mul(a, pow(x, 3)), [2] as [Scalar], 2);
      return (expansion.derivative(2) as Scalar[][])[0]?.[0] as Scalar;
    }, 5),
    12,
  );
  // The expansion as a function: its derivative at the center is the gradient.
  equal(
    gradient(([x, y]: [Scalar, Scalar]) => t.evaluate([x, y]), [1, 2]),
    [6, 14],
  );
});

const cost = suite('calls of f');

cost('one for an evaluation or a contraction, C(d+k-1, k) for a tensor, none the second time', () => {
  let calls = 0;
  const counted = multivariateTaylor(
    (x: readonly Scalar[]) => {
      calls++;
      return x.reduce(mul, 1);
    },
    [1, 2, 3],
    3,
  );
  const callsTo = (run: () => unknown): number => {
    calls = 0;
    run();
    return calls;
  };
  is(
    callsTo(() => counted.evaluate([1, 1, 1])),
    1,
  );
  is(
    callsTo(() => counted.displaced([1, 1, 1])),
    1,
  );
  is(
    callsTo(() => counted.contraction(7, [1, 1, 1])),
    1,
  );
  equal(
    [0, 1, 2, 3, 4].map((k) => callsTo(() => counted.derivative(k))),
    [1, 3, 6, 10, 15],
  );
  equal(
    [0, 1, 2, 3, 4].map((k) => callsTo(() => counted.derivative(k))),
    [0, 0, 0, 0, 0],
  );
});

const errors = suite('errors');

const say = (run: () => unknown): string => {
  const error = thrown(run);
  return `${error.name}: ${error.message}`;
};

errors('say what is wrong', () => {
  const call = multivariateTaylor as unknown as (...args: unknown[]) => {
    [name: string]: (...args: unknown[]) => unknown;
  };
  is(
    say(() => call([1], f, 2)),
    'TypeError: multivariateTaylor: expected a function as first argument, got an array of length 1. Call multivariateTaylor(f, x0, degree).',
  );
  is(
    say(() => call(f, [1, 2], -1)),
    'RangeError: multivariateTaylor: expected degree to be a whole number >= 0, got -1. Use 0 for the value.',
  );
  is(
    say(() => call(f, [1, '2'], 1)),
    'TypeError: multivariateTaylor: expected x0[1] to be a number, an array or a record of numbers, got the string "2". Convert it with Number(...) first.',
  );
  const good = call(f, [1, 2], 2) as { [name: string]: (...args: unknown[]) => unknown };
  is(
    say(() => good.evaluate?.([1])),
    'RangeError: multivariateTaylor: expected x to have the shape of x0, an array of length 2, got an array of length 1. Give one number of x for each of x0.',
  );
  is(
    say(() => good.displaced?.(3)),
    'RangeError: multivariateTaylor: expected delta to have the shape of x0, an array of length 2, got a number. Give one number of delta for each of x0.',
  );
  is(
    say(() => good.contraction?.('2', [1, 1])),
    'TypeError: multivariateTaylor: expected k to be a whole number, got the string "2". Call contraction(k, delta).',
  );
  is(
    say(() => good.derivative?.(0.5)),
    'RangeError: multivariateTaylor: expected k to be a whole number >= 0, got 0.5. Use 0 for the value.',
  );
  const field = call((x: unknown) => x, [1, 2], 2) as { [name: string]: (...args: unknown[]) => unknown };
  for (const run of [() => field.evaluate?.([1, 3]), () => field.derivative?.(1)]) {
    is(
      say(run),
      'TypeError: multivariateTaylor: expected f to return one number, got an array of length 2. Use jacobian(f, x) for first derivatives, or one call for each number.',
    );
  }
});

book.run();
tensors.run();
shapes.run();
cost.run();
errors.run();
