/** jacobian and valueAndJacobian: the indices of the output first, then those of the input, for every structure. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  derivative,
  div,
  dual,
  gradient,
  jacobian,
  mul,
  neg,
  type Scalar,
  sin,
  square,
  sub,
  sum,
  valueAndJacobian,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

const test = suite('jacobian');

test('jacobian([xy, x+y, x²], [2, 3]) is [[3, 2], [1, 1], [4, 0]]', () => {
  same(
    jacobian(([x, y]) => [mul(x, y), add(x, y), square(x)], [2, 3]),
    [
      [3, 2],
      [1, 1],
      [4, 0],
    ],
  );
});

test('jacobian(Ax) is A', () => {
  const a = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const f = (x: Scalar[]): Scalar[] => a.map((row) => sum(row.map((c, j) => mul(c, x[j] as Scalar))));
  same(jacobian(f, [7, -1, 2]), a);
});

test('jacobian of polar coordinates has determinant r', () => {
  const [[a, b], [c, d]] = jacobian(([r, t]) => [mul(r, cos(t)), mul(r, sin(t))], [1.75, 0.6]);
  near(a * d - b * c, 1.75, 4);
  same([a, c], [Math.cos(0.6), Math.sin(0.6)]);
});

test('number to number: a number', () => same(jacobian(square, 3), 6));
test('number to vector: a column of numbers', () =>
  same(
    jacobian((t) => [mul(2, t), square(t)], 3),
    [2, 6],
  ));
test('vector to number: a row, as gradient', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(square(x), y);
  same(jacobian(f, [2, 3]), gradient(f, [2, 3]));
});

test('vector to one-element vector keeps the bracket', () =>
  same(
    jacobian(([x]) => [square(x)], [3]),
    [[6]],
  ));

test('matrix to matrix: J[p][q][i][j] is the derivative of K_pq by R_ij, for K = RᵀR', () => {
  const r = [
    [1, 2],
    [3, 5],
    [7, 11],
  ];
  const gram = (x: Scalar[][]): Scalar[][] =>
    [0, 1].map((p) => [0, 1].map((q) => sum(x.map((row) => mul(row[p] as Scalar, row[q] as Scalar)))));
  const j = jacobian(gram, r);
  for (const p of [0, 1]) {
    for (const q of [0, 1]) {
      const expected = r.map((row) =>
        [0, 1].map((k) => (k === p ? (row[q] as number) : 0) + (k === q ? (row[p] as number) : 0)),
      );
      same(j[p]?.[q], expected, `[${p}][${q}]`);
    }
  }
});

test('record to record: the record of the output with the record of the input at each number', () => {
  same(
    jacobian(({ a, b }) => ({ sum: add(a, b), list: [mul(a, b), a] }), { a: 2, b: 3 }),
    {
      sum: { a: 1, b: 1 },
      list: [
        { a: 3, b: 2 },
        { a: 1, b: 0 },
      ],
    },
  );
});

test('arrays of records as output', () => {
  same(
    jacobian(([x, y]) => [{ p: mul(x, y) }, { q: [x, y] }], [2, 3]),
    [
      { p: [3, 2] },
      {
        q: [
          [1, 0],
          [0, 1],
        ],
      },
    ],
  );
});

test('the identity has the unit matrix, also when f returns its own argument', () => {
  same(
    jacobian((x) => x, [5, 6, 7]),
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  );
  same(
    jacobian((x) => x, { a: 1, b: [2] }),
    { a: { a: 1, b: [0] }, b: [{ a: 0, b: [1] }] },
  );
});

test('constant outputs have zero rows; plain and captured numbers may stand beside active ones', () => {
  const c = 4;
  same(
    jacobian(([x, y]) => [1, mul(x, c), c, y], [2, 3]),
    [
      [0, 0],
      [4, 0],
      [0, 0],
      [0, 1],
    ],
  );
});

test('an output that is a Float64Array of constants counts as numbers', () => {
  same(
    jacobian(() => Float64Array.of(1, 2), [3]),
    [[0], [0]],
  );
});

test('empty inputs and outputs', () => {
  same(
    jacobian(() => [1, 2], []),
    [[], []],
  );
  same(
    jacobian(() => [], [1, 2]),
    [],
  );
  same(
    jacobian((x) => ({ a: 1, b: x }), []),
    { a: [], b: [] },
  );
  same(
    valueAndJacobian(() => [1, 2], []),
    { value: [1, 2], jacobian: [[], []] },
  );
  same(
    valueAndJacobian(() => [[], []], []),
    { value: [[], []], jacobian: [[], []] },
  );
});

test('Float64Array in: plain arrays out', () => {
  const j = jacobian((x: Scalar[]) => x.map((t) => square(t)), Float64Array.of(1, 2));
  ok(Array.isArray(j) && j.every(Array.isArray));
  same(j, [
    [2, 0],
    [0, 4],
  ]);
});

test('derivatives have no negative zeros', () => {
  same(
    jacobian(([x, y]) => [neg(mul(x, 0)), mul(y, -0), sub(0, x)], [1, 2]),
    [
      [0, 0],
      [0, 0],
      [-1, 0],
    ],
  );
});

test('valueAndJacobian gives values bit for bit, in the structure of the output', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): { ratio: Scalar; list: Scalar[] } => ({
    ratio: div(x, y),
    list: [mul(x, -0), add(x, 0.1)],
  });
  const { value, jacobian: j } = valueAndJacobian(f, [0.3, 0.7]);
  same(value, { ratio: 0.3 / 0.7, list: [-0, 0.3 + 0.1] });
  same(j, jacobian(f, [0.3, 0.7]));
});

test('f is called once for every 16 plain numbers, whatever the number of outputs', () => {
  let calls = 0;
  const x = Array.from({ length: 40 }, (_, i) => i);
  const j = jacobian((t: Scalar[]) => {
    calls++;
    return [...t, ...t];
  }, x);
  is(calls, 3);
  for (const [i, row] of j.entries()) for (const [k, entry] of row.entries()) same(entry, i % 40 === k ? 1 : 0);
});

test('one number that stands at several places of the output has its row at each', () => {
  const j = jacobian(
    ([x, y]) => {
      const p = mul(x, y);
      return [p, p];
    },
    [2, 3],
  );
  same(j, [
    [3, 2],
    [3, 2],
  ]);
  is(j[0] === (j[1] as unknown), false);
});

test('an output that holds numbers of an outer call: they are constants of the inner one', () => {
  const outer = derivative((t) => {
    const j = jacobian(([x]) => [mul(x, t), t, square(t)], [5]) as readonly Scalar[][];
    same(String(j[0]), String([t]));
    same(j.slice(1), [[0], [0]]);
    return j[0]?.[0] as Scalar;
  }, 2);
  is(outer, 1);
});

test('inputs that carry derivatives: so do the value, and the entries that depend on them', () => {
  const { value, jacobian: j } = valueAndJacobian(([x, y]) => [mul(x, y)], [dual(2, 1), 3]);
  equal(String(value), 'Dual(6, 3)');
  equal(
    j.map((row) => row.map(String)),
    [['3', 'Dual(2, 1)']],
  );
});

test.run();
