/** jvp and directionalDerivative: one pass in one direction. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  derivative,
  directionalDerivative,
  div,
  dual,
  exp,
  gradient,
  jacobian,
  jvp,
  mul,
  neg,
  type Scalar,
  sin,
  square,
  sum,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

const products = suite('jvp');
const twice: number = 2;

const f = ([x, y]: readonly [Scalar, Scalar]): [Scalar, Scalar, Scalar] => [mul(x, y), add(x, y), square(x)];

products('jvp([xy, x+y, x²], [2, 3], [1, 0]) is the first column of the Jacobian, with the value', () => {
  same(jvp(f, [2, 3], [1, 0]), { value: [6, 5, 4], tangent: [3, 1, 4] });
});

products('the tangent is J·v', () => {
  const v = [5, -7] as [number, number];
  const { tangent } = jvp(f, [2, 3], v);
  const j = jacobian(f, [2, 3]);
  for (const i of [0, 1, 2] as const) is(tangent[i], j[i][0] * v[0] + j[i][1] * v[1]);
});

products('v is used as it is: twice v gives twice the tangent, and v = 0 gives 0', () => {
  same(jvp(f, [2, 3], [10, -14]).tangent, [2, -4, 40]);
  same(jvp(f, [2, 3], [5, -7]).tangent, [1, -2, 20]);
  same(jvp(f, [2, 3], [0, 0]), { value: [6, 5, 4], tangent: [0, 0, 0] });
  same(jvp(f, [2, 3], [-0, -0]).tangent, [0, 0, 0]);
});

products('a number in and a number out', () => same(jvp(square, 3, twice), { value: 9, tangent: 12 }));
products('a number in and an array out', () => {
  same(
    jvp((t) => [t, square(t)], 3, 2),
    { value: [3, 9], tangent: [2, 12] },
  );
});

products('records, nested arrays and arrays of records: v has the structure of x, the result that of f(x)', () => {
  const x = { a: 2, b: [[3], [5]] as [[number], [number]], c: [{ d: 7 }] as [{ d: number }] };
  const v = { a: 1, b: [[0], [1]] as [[number], [number]], c: [{ d: 2 }] as [{ d: number }] };
  const g = (t: { a: Scalar; b: [[Scalar], [Scalar]]; c: [{ d: Scalar }] }): { p: Scalar; q: [Scalar] } => ({
    p: mul(t.a, t.b[1][0]),
    q: [mul(t.c[0].d, t.b[0][0])],
  });
  same(jvp(g, x, v), { value: { p: 10, q: [21] }, tangent: { p: 7, q: [6] } });
});

products('a Float64Array as x, and an array as v', () => {
  same(
    jvp((x: Scalar[]) => [sum(x)], Float64Array.of(1, 2), [3, 4]),
    { value: [3], tangent: [7] },
  );
});

products('empty x, v and f(x)', () => {
  same(
    jvp(() => 5, [], []),
    { value: 5, tangent: 0 },
  );
  same(
    jvp(() => [], [1], [1]),
    { value: [], tangent: [] },
  );
  same(
    jvp((x) => x, {}, {}),
    { value: {}, tangent: {} },
  );
});

products('constants and the own argument as output', () => {
  same(
    jvp(([x]) => [7, x], [2], [3]),
    { value: [7, 2], tangent: [0, 3] },
  );
  same(
    jvp((x) => x, [2, 4], [3, 5]),
    { value: [2, 4], tangent: [3, 5] },
  );
});

products('values are bit for bit those of the plain function, tangents have no negative zero', () => {
  const { value, tangent } = jvp(([x, y]) => [div(x, y), mul(x, -0), neg(mul(y, 0))], [0.3, 0.7], [1, 1]);
  same(value, [0.3 / 0.7, -0, -0]);
  near(tangent[0], (1 - 0.3 / 0.7) / 0.7, 1);
  same(tangent.slice(1), [0, 0]);
});

products('f is called once, with all inputs turned on', () => {
  const seen: string[] = [];
  jvp(
    (x: Scalar[]) => {
      seen.push(x.map(String).join(' '));
      return x;
    },
    [1, 2],
    [3, 0],
  );
  equal(seen, ['Dual(1, 3) Dual(2, 0)']);
});

products('a direction that carries derivatives: d/dt of J·(1, t) is the second column', () => {
  const columns = [0, 1, 2].map((i) =>
    derivative((t) => (jvp(f, [2, 3], [1, t]).tangent as readonly Scalar[])[i] as Scalar, 11),
  );
  equal(columns, [2, 1, 0]);
});

products('inputs that carry derivatives give results that do', () => {
  const { value, tangent } = jvp(([x]: readonly [Scalar]): Scalar => mul(x, x), [dual(3, 1)], [dual(1, 0)]);
  equal([value, tangent].map(String), ['Dual(9, 6)', 'Dual(6, 2)']);
});

const directional = suite('directionalDerivative');

directional('directionalDerivative(xy, [2, 3], [1, 1]) is 5', () => {
  same(
    directionalDerivative(([x, y]) => mul(x, y), [2, 3], [1, 1]),
    5,
  );
});

directional('it is the gradient times v, not scaled to length 1', () => {
  const g = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(exp(x), sin(y));
  const [gx, gy] = gradient(g, [0.3, 0.7]);
  near(directionalDerivative(g, [0.3, 0.7], [3, -4]), gx * 3 + gy * -4, 4);
  near(directionalDerivative(g, [0.3, 0.7], [30, -40]), (gx * 3 + gy * -4) * 10, 4);
});

directional('along 0 and of constants it is 0', () => {
  same(
    directionalDerivative(([x]) => square(x), [2], [0]),
    0,
  );
  same(
    directionalDerivative(() => 7, [2], [1]),
    0,
  );
  same(
    directionalDerivative(() => 7, [], []),
    0,
  );
  same(
    directionalDerivative(([x]) => neg(mul(0, x)), [2], [1]),
    0,
  );
});

directional('x and v may be numbers and records', () => {
  same(directionalDerivative(square, 3, twice), 12);
  same(
    directionalDerivative(({ a, b }) => mul(a, b), { a: 2, b: 3 }, { a: 1, b: 10 }),
    23,
  );
});

directional('f is called once', () => {
  let calls = 0;
  directionalDerivative(
    (x: Scalar[]) => {
      calls++;
      return sum(x);
    },
    [1, 2, 3],
    [1, 1, 1],
  );
  is(calls, 1);
});

directional('x and v are left as they are, also when frozen', () => {
  const x = Object.freeze([1, 2]) as readonly number[];
  const v: number[] = [3, 4];
  Object.freeze(v);
  ok(directionalDerivative((t: Scalar[]) => sum(t), x, v) === 7);
  equal(
    [x, v],
    [
      [1, 2],
      [3, 4],
    ],
  );
});

products.run();
directional.run();
