/** hessian and valueGradientAndHessian: closed forms, symmetry, and every structure. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  dual,
  exp,
  gradient,
  HyperDual,
  hessian,
  hvp,
  jacobian,
  log,
  mul,
  neg,
  pow,
  type Scalar,
  secondDerivative,
  sin,
  square,
  sub,
  sum,
  sumOfSquares,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

const test = suite('hessian');

// The first Hessian of this process: nothing has been computed before.
test('a function that is linear, or does not depend on x, has the Hessian 0 for any number of inputs', () => {
  for (const n of [1, 2, 3, 16, 17, 40]) {
    const x = Array.from({ length: n }, (_, i) => i + 1);
    const nothing = x.map(() => x.map(() => 0));
    same(
      valueGradientAndHessian((t) => mul(3, t[0] as Scalar), x),
      {
        value: 3,
        gradient: x.map((_, i) => (i === 0 ? 3 : 0)),
        hessian: nothing,
      },
    );
    same(
      hessian(() => 5, x),
      nothing,
    );
    same(
      hessian((t) => sum(t), x),
      nothing,
    );
  }
});

test('hessian([x²y], [2, 3]) is [[6, 4], [4, 0]]', () => {
  same(
    hessian(([x, y]) => mul(square(x), y), [2, 3]),
    [
      [6, 4],
      [4, 0],
    ],
  );
});

test('hessian(½ xᵀAx) is A for symmetric A', () => {
  const a = [
    [2, -1, 4],
    [-1, 6, 3],
    [4, 3, 8],
  ];
  const f = (x: Scalar[]): Scalar =>
    mul(0.5, sum(a.flatMap((row, i) => row.map((c, j) => mul(c, mul(x[i] as Scalar, x[j] as Scalar))))));
  same(hessian(f, [1, -2, 5]), a);
});

test('hessian of the Rosenbrock function is its closed form', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(square(sub(1, x)), mul(100, square(sub(y, square(x)))));
  const [x, y] = [-1.25, 0.5];
  same(hessian(f, [x, y]), [
    [2 + 1200 * x * x - 400 * y, -400 * x],
    [-400 * x, 200],
  ]);
});

test('a Hessian is symmetric to the last bit', () => {
  const f = (x: Scalar[]): Scalar =>
    sum(x.map((t, i) => mul(exp(sin(t)), pow(add(x[(i + 1) % x.length] as Scalar, 2), add(cos(t), 1.3)))));
  const h = hessian(f, [0.1, 0.7, -0.4, 1.1]);
  for (const [i, row] of h.entries()) for (const [j, entry] of row.entries()) same(entry, h[j]?.[i]);
});

test('hessian is the Jacobian of the gradient', () => {
  const f = ([x, y, z]: readonly [Scalar, Scalar, Scalar]): Scalar => mul(exp(mul(x, y)), log(add(z, square(x))));
  const x: [number, number, number] = [0.3, 0.7, 2];
  const nested = jacobian((t: [Scalar, Scalar, Scalar]) => gradient(f, t), x) as number[][];
  const h = hessian(f, x);
  for (const [i, row] of h.entries()) for (const [j, entry] of row.entries()) near(entry, nested[i]?.[j] as number, 8);
});

test('a number in: one number, the second derivative', () =>
  same(
    hessian((x) => pow(x, 3), 2),
    12,
  ));

test('a vector field: m x n x n, one Hessian for each output', () => {
  same(
    hessian(([x, y]) => [mul(x, y), square(x), 7], [2, 3]),
    [
      [
        [0, 1],
        [1, 0],
      ],
      [
        [2, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ],
  );
});

test('a record: the record of records', () => {
  same(
    hessian(({ a, b }) => mul(square(a), b), { a: 2, b: 3 }),
    { a: { a: 6, b: 4 }, b: { a: 4, b: 0 } },
  );
});

test('a record as output, a matrix as input: the structure of f(x), then twice that of x', () => {
  const h = hessian((x: [[Scalar], [Scalar]]) => ({ p: mul(x[0][0], x[1][0]) }), [[2], [3]] as [[number], [number]]);
  same(h, {
    p: [[[[0], [1]]], [[[1], [0]]]],
  });
});

test('arrays of records, as input and as output', () => {
  same(
    hessian(([a, b]) => [{ q: mul(a.p, b.r) }], [{ p: 2 }, { r: 3 }]),
    [{ q: [{ p: [{ p: 0 }, { r: 1 }] }, { r: [{ p: 1 }, { r: 0 }] }] }],
  );
});

test('a Float64Array gives plain arrays', () => {
  const h = hessian((x: Scalar[]) => sumOfSquares(x), Float64Array.of(1, 2));
  ok(Array.isArray(h) && h.every(Array.isArray));
  same(h, [
    [2, 0],
    [0, 2],
  ]);
});

test('no inputs: nothing, with the structure of the output', () => {
  same(
    hessian(() => 5, []),
    [],
  );
  same(
    hessian(() => [1, 2], []),
    [[], []],
  );
  same(
    hessian(() => [], [1]),
    [],
  );
  same(
    hessian(() => 5, {}),
    {},
  );
});

test('valueGradientAndHessian without inputs still has the value', () => {
  same(
    valueGradientAndHessian(() => 5, []),
    { value: 5, gradient: [], hessian: [] },
  );
  same(
    valueGradientAndHessian(() => 5, {}),
    { value: 5, gradient: {}, hessian: {} },
  );
});

test('constants, ignored inputs and the own argument have zeros', () => {
  same(
    hessian(() => 7, [1, 2]),
    [
      [0, 0],
      [0, 0],
    ],
  );
  same(
    hessian(([x]) => square(x), [1, 2]),
    [
      [2, 0],
      [0, 0],
    ],
  );
  same(
    hessian((x) => x, [1]),
    [[[0]]],
  );
});

test('no negative zeros', () => {
  same(
    hessian(([x, y]) => neg(add(mul(x, 0), mul(y, -0))), [1, 2]),
    [
      [0, 0],
      [0, 0],
    ],
  );
});

test('valueGradientAndHessian gives the three of separate calls, and the plain value', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(exp(mul(x, y)), sin(x));
  const x: [number, number] = [0.3, 0.7];
  const all = valueGradientAndHessian(f, x);
  same(all.value, Math.exp(0.3 * 0.7) * Math.sin(0.3));
  same(all.gradient, gradient(f, x));
  same(all.hessian, hessian(f, x));
});

test('valueGradientAndHessian(x²y, [2, 3]) is 12, [12, 4], [[6, 4], [4, 0]]', () => {
  same(
    valueGradientAndHessian(([x, y]) => mul(square(x), y), [2, 3]),
    {
      value: 12,
      gradient: [12, 4],
      hessian: [
        [6, 4],
        [4, 0],
      ],
    },
  );
});

test('valueGradientAndHessian of a function of a number and of a constant', () => {
  same(
    valueGradientAndHessian((x) => pow(x, 3), 2),
    { value: 8, gradient: 12, hessian: 12 },
  );
  same(
    valueGradientAndHessian(() => -0, [2]),
    { value: -0, gradient: [0], hessian: [[0]] },
  );
});

/** The calls that a driver makes: the tangents of each input on hyper-dual numbers, '*' for another active number, '-' for a plain one. */
function callsOf(driver: typeof hessian, f: (x: Scalar[]) => Scalar, x: number[]): string[] {
  const calls: string[] = [];
  driver((t: Scalar[]) => {
    calls.push(
      t.map((s) => (s instanceof HyperDual ? `${s.eps1}${s.eps2}` : typeof s === 'number' ? '-' : '*')).join(' '),
    );
    return f(t);
  }, x);
  return calls;
}

test('f is called once, with all inputs turned on', () => {
  equal(callsOf(hessian, sum, [1, 2, 3]), ['* * *']);
  equal(callsOf(hessian, sum, new Array(100).fill(1)), [new Array(100).fill('*').join(' ')]);
});

test('hvp calls f n times, once for each input; inputs of no part are plain after the first call', () => {
  const along = ((f: never, x: never) => hvp(f, x, [0, 0, 1] as never)) as unknown as typeof hessian;
  equal(callsOf(along, sum, [1, 2, 3]), ['10 00 01', '- 10 01', '- - 11']);
});

test('where a zero that was computed is multiplied no input is plain: 0·y is a constant for the plain number 0 alone', () => {
  const along = ((f: never, x: never) => hvp(f, x, [0, 0, 1] as never)) as unknown as typeof hessian;
  const product = ([x, y, z]: Scalar[]): Scalar => mul(mul(x as Scalar, y as Scalar), z as Scalar);
  equal(callsOf(along, product, [1, 0, 3]), ['10 00 01', '00 10 01', '00 00 11']);
  equal(callsOf(along, product, [1, 2, 3]), ['10 00 01', '- 10 01', '- - 11']);
});

test('the diagonal is the second derivative along each coordinate', () => {
  const f = (x: Scalar, y: Scalar): Scalar => mul(exp(mul(x, y)), sin(x));
  const [[xx], [, yy]] = hessian(([x, y]) => f(x, y), [0.3, 0.7]);
  same(
    xx,
    secondDerivative((t) => f(t, 0.7), 0.3),
  );
  same(
    yy,
    secondDerivative((t) => f(0.3, t), 0.7),
  );
});

test('inputs that carry derivatives: third derivatives', () => {
  const h = hessian(([x, y]) => mul(pow(x, 3), y), [dual(2, 1), 5]);
  is(String(h), 'Dual(60, 30),Dual(12, 12),Dual(12, 12),0');
});

test('rows are separate arrays', () => {
  const h = hessian(([x, y]) => mul(x, y), [1, 2]);
  (h[0] as number[])[1] = 99;
  same(h[1], [1, 0]);
});

test.run();
