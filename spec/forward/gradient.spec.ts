/** gradient and valueAndGradient: closed forms on every structure of inputs. */
import { suite } from 'uvu';
import { equal, is, not, ok } from 'uvu/assert';
import {
  add,
  div,
  dot,
  dual,
  exp,
  gradient,
  mul,
  neg,
  norm,
  prod,
  type Scalar,
  square,
  sub,
  sum,
  sumOfSquares,
  valueAndGradient,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

const test = suite('gradient');

test('gradient([x²y], [2, 2]) is [8, 4]: repeated inputs keep their places', () => {
  same(
    gradient(([x, y]) => mul(square(x), y), [2, 2]),
    [8, 4],
  );
});

test('gradient(x² of a number) is a number', () => same(gradient(square, 3), 6));

test('gradient(sum) is all ones, gradient(Σx²) is 2x, gradient(norm) is x/|x|', () => {
  const x = [3, -4, 12];
  same(gradient(sum, x), [1, 1, 1]);
  same(gradient(sumOfSquares, x), [6, -8, 24]);
  for (const [i, d] of gradient(norm, x).entries()) near(d, (x[i] as number) / 13, 2);
  same(gradient(prod, x), [-48, 36, -12]);
});

test('gradient(a·x) is a', () => {
  const a = [2, 7, 1, 8];
  same(
    gradient((x: Scalar[]) => dot(a, x), [3, 1, 4, 1]),
    a,
  );
});

test('gradient of the Rosenbrock function is its closed form', () => {
  const rosenbrock = ([x, y]: readonly [Scalar, Scalar]): Scalar =>
    add(square(sub(1, x)), mul(100, square(sub(y, square(x)))));
  const [x, y] = [-1.25, 0.5];
  same(gradient(rosenbrock, [x, y]), [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
});

test('gradient of a Float64Array and of a Float32Array is a plain array', () => {
  for (const x of [Float64Array.of(3, 5), Float32Array.of(3, 5)]) {
    const g = gradient(([a, b]: Scalar[]) => mul(a as Scalar, b as Scalar), x);
    ok(Array.isArray(g));
    same(g, [5, 3]);
  }
});

test('f gets arrays with all methods, whatever array came in', () => {
  const f = (x: Scalar[]): Scalar => x.map((t) => square(t)).reduce(add, 0);
  same(gradient(f, Float64Array.of(1, 2)), [2, 4]);
  same(gradient(f, [1, 2]), [2, 4]);
  same(gradient(f, Object.freeze([1, 2])), [2, 4]);
});

test('gradient of a matrix argument is a matrix: ∂(aᵀXb)/∂X is abᵀ', () => {
  const a = [1, 2];
  const b = [3, 5, 7];
  const f = (x: Scalar[][]): Scalar => sum(x.map((row, i) => mul(a[i] as number, dot(row, b))));
  same(
    gradient(f, [
      [0, 1, 2],
      [3, 4, 5],
    ]),
    [
      [3, 5, 7],
      [6, 10, 14],
    ],
  );
});

test('gradient of nested arrays of three dimensions keeps them', () => {
  const x = [[[1, 2]], [[3, 4]], [[5, 6]]];
  same(
    gradient((t) => sumOfSquares(t.flat(2)), x),
    [[[2, 4]], [[6, 8]], [[10, 12]]],
  );
});

test('gradient of a record is the record of partial derivatives', () => {
  same(
    gradient(({ mass, speed }) => mul(div(mass, 2), square(speed)), { mass: 2, speed: 3 }),
    { mass: 4.5, speed: 6 },
  );
});

test('gradient of nested records and arrays keeps the structure', () => {
  const x = { origin: [1, 2], axes: { a: 3, b: [[4], [5]] } };
  const g = gradient(
    ({ origin, axes }) => add(mul(origin[0], origin[1]), mul(axes.a, mul(axes.b[0][0], axes.b[1][0]))),
    x as { origin: [number, number]; axes: { a: number; b: [[number], [number]] } },
  );
  same(g, { origin: [2, 1], axes: { a: 20, b: [[15], [12]] } });
});

test('gradient of an array of records, also of different shapes', () => {
  const x = [{ p: 2, q: [3] }, { r: 5 }] as [{ p: number; q: [number] }, { r: number }];
  same(
    gradient(([a, b]) => mul(mul(a.p, a.q[0]), b.r), x),
    [{ p: 15, q: [10] }, { r: 6 }],
  );
});

test('gradient of an array that mixes records and numbers', () => {
  same(
    gradient(([a, b]) => mul(a.p, b), [{ p: 2 }, 7]),
    [{ p: 7 }, 2],
  );
});

test('gradient of a record without prototype is an ordinary record', () => {
  const x: { a: number } = Object.assign(Object.create(null), { a: 3 });
  const g = gradient(({ a }) => square(a), x);
  same(g, { a: 6 });
  is(Object.getPrototypeOf(g), Object.prototype);
});

test('keys of a record keep their order', () => {
  equal(Object.keys(gradient(({ b, a }) => mul(a, b), { b: 1, a: 2 })), ['b', 'a']);
});

test('gradient of nothing is nothing: [] and {}', () => {
  same(
    gradient(() => 5, []),
    [],
  );
  same(
    gradient(() => 5, {}),
    {},
  );
  same(
    valueAndGradient(() => 5, []),
    { value: 5, gradient: [] },
  );
  same(
    valueAndGradient(() => 5, {}),
    { value: 5, gradient: {} },
  );
});

test('an input that f ignores has derivative 0', () => {
  same(
    gradient(([x, , z]) => mul(x, z), [2, 3, 5]),
    [5, 0, 2],
  );
  same(
    gradient(() => 7, [1, 2]),
    [0, 0],
  );
});

test('f may return its own argument', () =>
  same(
    gradient(([, y]) => y, [1, 2]),
    [0, 1],
  ));

test('derivatives have no negative zeros', () => {
  same(
    gradient(([x, y]) => neg(mul(mul(x, 0), y)), [1, 2]),
    [0, 0],
  );
  same(
    gradient(([x]) => mul(x, -0), [1]),
    [0],
  );
});

test('valueAndGradient gives the value of the plain function, bit for bit', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => exp(div(mul(x, y), add(x, square(y))));
  const plain = (x: number, y: number): number => Math.exp((x * y) / (x + y * y));
  const { value, gradient: g } = valueAndGradient(f, [0.3, -0.7]);
  same(value, plain(0.3, -0.7));
  same(g, gradient(f, [0.3, -0.7]));
  same(
    valueAndGradient(([x]) => mul(x, -0), [1]),
    { value: -0, gradient: [0] },
  );
});

test('f is called once for every 16 plain numbers, each with its place turned on', () => {
  for (const [n, expected] of [
    [1, 1],
    [2, 1],
    [16, 1],
    [17, 2],
    [32, 2],
    [100, 7],
  ] as const) {
    let calls = 0;
    const x = Array.from({ length: n }, (_, i) => i + 1);
    const g = gradient((t: Scalar[]) => {
      calls++;
      return sumOfSquares(t);
    }, x);
    is(calls, expected, `${n} inputs`);
    same(
      g,
      x.map((t) => 2 * t),
    );
  }
});

test('f is called once when an input carries derivatives itself, whatever n is', () => {
  for (const n of [3, 40]) {
    let calls = 0;
    const x = Array.from({ length: n }, (_, i) => (i === 1 ? dual(2, 1) : i));
    const g = gradient((t: Scalar[]) => {
      calls++;
      return mul(t[1] as Scalar, sum(t));
    }, x);
    is(calls, 1, `${n} inputs`);
    // ∂/∂x₁ of x₁·Σx is Σx + x₁, all others x₁; along ε the sum grows with x₁.
    const total = (n * (n - 1)) / 2 + 1;
    equal(
      g.map(String),
      x.map((_, i) => (i === 1 ? `Dual(${total + 2}, 2)` : 'Dual(2, 1)')),
    );
  }
});

test('without inputs f is called once', () => {
  let calls = 0;
  gradient(() => ++calls, []);
  is(calls, 1);
});

test('f may write into its argument: x, and the other calls of f, do not see it', () => {
  const x = [2, 3];
  const f = (t: Scalar[]): Scalar => {
    t[0] = mul(t[0] as Scalar, t[1] as Scalar);
    t.push(9);
    return t[0] as Scalar;
  };
  same(gradient(f, x), [3, 2]);
  equal(x, [2, 3]);
});

test('inputs that carry derivatives: the gradient carries them too', () => {
  const g = gradient(([x, y]) => mul(square(x), y), [dual(2, 1), 3]);
  equal(g.map(String), ['Dual(12, 6)', 'Dual(4, 4)']);
});

test('two calls give separate results', () => {
  const x = [[1, 2]];
  const f = (t: Scalar[][]): Scalar => sum(t.flat());
  const [a, b] = [gradient(f, x), gradient(f, x)];
  not(a === b);
  not(a[0] === b[0]);
  not((a[0] as unknown) === x[0]);
});

test.run();
