/** hvp and vhvp: products with the Hessian, without the Hessian. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  derivative,
  dual,
  exp,
  HyperDual,
  hessian,
  hvp,
  mul,
  neg,
  pow,
  type Scalar,
  sin,
  square,
  sum,
  sumOfSquares,
  vhvp,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

const products = suite('hvp');
const quadratic = suite('vhvp');

const f = ([x, y, z]: readonly [Scalar, Scalar, Scalar]): Scalar => add(mul(exp(mul(x, y)), sin(z)), mul(pow(x, 3), z));
const x: [number, number, number] = [0.3, 0.7, 1.1];
const v: [number, number, number] = [2, -1, 0.5];

products('hvp(x²y, [2, 3], [1, 1]) is [10, 4]', () => {
  same(
    hvp(([a, b]) => mul(square(a), b), [2, 3], [1, 1]),
    [10, 4],
  );
});

products('hvp(½ xᵀAx) is Av', () => {
  const a = [
    [2, -1],
    [-1, 6],
  ];
  const q = (t: Scalar[]): Scalar =>
    mul(0.5, sum(a.flatMap((row, i) => row.map((c, j) => mul(c, mul(t[i] as Scalar, t[j] as Scalar))))));
  const direction: [number, number] = [3, 4];
  same(hvp(q, [5, 7], direction), [2, 21]);
});

products('hvp is the Hessian times v', () => {
  const h = hessian(f, x);
  const product = hvp(f, x, v);
  for (const i of [0, 1, 2] as const) near(product[i], h[i][0] * v[0] + h[i][1] * v[1] + h[i][2] * v[2], 16);
});

products('along a unit vector it is a column of the Hessian, bit for bit', () => {
  same(hvp(f, x, [0, 0, 1]), hessian(f, x)[2]);
});

products('a number: f″·v', () => {
  same(
    hvp((t) => pow(t, 3), 2, 5 as number),
    60,
  );
});

products('records and nested arrays keep their structure', () => {
  same(
    hvp(({ a, b }) => mul(square(a), b[0]), { a: 2, b: [3] }, { a: 1, b: [1] }),
    { a: 10, b: [4] },
  );
});

products('a Float64Array as x: a plain array', () => {
  const product = hvp((t: Scalar[]) => sumOfSquares(t), Float64Array.of(1, 2), [3, 4]);
  ok(Array.isArray(product));
  same(product, [6, 8]);
});

products('along 0, of constants and of linear functions it is 0, and not -0', () => {
  same(hvp(f, x, [0, 0, 0]), [0, 0, 0]);
  same(hvp(f, x, [-0, -0, -0]), [0, 0, 0]);
  same(
    hvp(() => 7, [1, 2], [1, 1]),
    [0, 0],
  );
  same(
    hvp(([a]) => neg(mul(a, 0)), [1], [1]),
    [0],
  );
  same(
    hvp(() => 7, [], []),
    [],
  );
  same(
    hvp(() => 7, {}, {}),
    {},
  );
});

products('f is called n times', () => {
  let calls = 0;
  hvp(
    (t: Scalar[]) => {
      calls++;
      return sum(t);
    },
    [1, 2, 3],
    [0, 1, 0],
  );
  is(calls, 3);
});

products('a number that needs no derivative reaches f as a plain number', () => {
  const calls: string[] = [];
  hvp(
    (t: Scalar[]) => {
      calls.push(t.map((s) => (s instanceof HyperDual ? `${s.eps1}${s.eps2}` : '-')).join(' '));
      return sum(t);
    },
    [1, 2],
    [0, 3],
  );
  equal(calls, ['10 03', '- 13']);
});

products('a direction that carries derivatives: d/dt H·(t, t) is H·(1, 1)', () => {
  const g = ([a, b]: readonly [Scalar, Scalar]): Scalar => mul(square(a), b);
  is(
    derivative((t) => hvp(g, [2, 3], [t, t])[0], 7),
    10,
  );
  is(
    derivative((t) => hvp(g, [2, 3], [t, t])[1], 7),
    4,
  );
});

quadratic('vhvp(x²y, [2, 3], [1, 1]) is 14', () => {
  same(
    vhvp(([a, b]) => mul(square(a), b), [2, 3], [1, 1]),
    14,
  );
});

quadratic('vhvp is vᵀ(Hv)', () => {
  const product = hvp(f, x, v);
  near(vhvp(f, x, v), v[0] * product[0] + v[1] * product[1] + v[2] * product[2], 16);
});

quadratic('it is the second derivative along the line x + tv', () => {
  const along = derivative(
    (t) => derivative((s) => f([add(x[0], mul(s, v[0])), add(x[1], mul(s, v[1])), add(x[2], mul(s, v[2]))]), t),
    0,
  );
  near(vhvp(f, x, v), along, 8);
});

quadratic('v is used as it is: twice v gives four times the result', () => {
  same(vhvp(f, x, [4, -2, 1]), 4 * vhvp(f, x, v));
});

quadratic('along 0, of constants, of nothing it is 0, and not -0', () => {
  same(vhvp(f, x, [0, 0, 0]), 0);
  same(
    vhvp(() => 7, [1], [1]),
    0,
  );
  same(
    vhvp(() => 7, [], []),
    0,
  );
  same(
    vhvp(([a]) => neg(mul(a, 0)), [1], [1]),
    0,
  );
});

quadratic('a number and a record', () => {
  same(
    vhvp((t) => pow(t, 3), 2, 5 as number),
    12 * 25,
  );
  same(
    vhvp(({ a, b }) => mul(a, b), { a: 2, b: 3 }, { a: 1, b: 10 }),
    20,
  );
});

quadratic('f is called once', () => {
  let calls = 0;
  vhvp(
    (t: Scalar[]) => {
      calls++;
      return sum(t);
    },
    [1, 2, 3],
    [1, 1, 1],
  );
  is(calls, 1);
});

quadratic('inputs that carry derivatives: third derivatives', () => {
  const d: [Scalar] = [1];
  equal(String(vhvp(([a]: readonly [Scalar]) => pow(a, 4), [dual(2, 1)], d)), 'Dual(48, 48)');
});

products.run();
quadratic.run();
