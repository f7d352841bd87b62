/** Functions of lists: values, derivatives, long and empty lists, typed arrays, errors. */
import { suite } from 'uvu';
import { instance, is, match, ok } from 'uvu/assert';
import {
  derivative,
  div,
  dot,
  dual,
  exp,
  gradient,
  hessian,
  log,
  logSumExp,
  mul,
  norm,
  prod,
  type Scalar,
  sum,
  sumOfSquares,
  valueAndGradient,
} from '../../lib/index.js';
import { near, same, thrown } from '../support/assert.js';

type List = (xs: readonly Scalar[]) => Scalar;
const reductions: [string, List, number][] = [
  ['sum', sum, 0],
  ['prod', prod, 1],
  ['sumOfSquares', sumOfSquares, 0],
  ['norm', norm, 0],
  ['logSumExp', logSumExp, Number.NEGATIVE_INFINITY],
];

const all = suite('all reductions');

for (const [name, f, ofNothing] of reductions) {
  all(`${name}([]) is ${ofNothing}, of an empty typed array too`, () => {
    same(f([]), ofNothing);
    same(f(new Float64Array(0) as unknown as number[]), ofNothing);
  });

  all(`${name} of typed arrays is that of the list`, () => {
    for (const xs of [
      Float64Array.of(3, 4, 12),
      Float32Array.of(3, 4, 12),
      Int32Array.of(3, 4, 12),
      Uint8Array.of(3, 4, 12),
    ]) {
      same(f(xs as unknown as number[]), f([3, 4, 12]));
    }
  });

  all(`${name} leaves its list as it is, also when frozen`, () => {
    const xs = Object.freeze([1, 2, 3]);
    f(xs);
    same(xs, [1, 2, 3]);
  });

  all(`${name} of 100,000 numbers does not overflow the stack, active or not`, () => {
    const n = 1e5;
    const xs = new Array<number>(n).fill(1);
    is(typeof f(xs), 'number');
    const d = derivative((x) => f([x, ...xs.slice(1)]), 1);
    const expected: Record<string, number> = {
      sum: 1,
      prod: 1,
      sumOfSquares: 2,
      norm: 1 / Math.sqrt(n),
      logSumExp: 1 / n,
    };
    near(d, expected[name] as number, 64);
    const every = derivative((x) => f(xs.map(() => x)), 1);
    const total: Record<string, number> = { sum: n, prod: n, sumOfSquares: 2 * n, norm: Math.sqrt(n), logSumExp: 1 };
    near(every, total[name] as number, 64);
  });

  all(`${name} of something that is no list is an error`, () => {
    for (const [xs, shown] of [
      [3, '3'],
      [dual(1, 2), 'Dual(1, 2)'],
      [undefined, 'undefined'],
      [null, 'null'],
      ['12', 'the string "12"'],
      [{ 0: 1, length: 1 }, 'an object with keys 0, length'],
      [new Set([1]), 'a Set'],
    ] as const) {
      const error = thrown(() => f(xs as never));
      instance(error, TypeError);
      const expected = `${name}: expected an array of numbers, got ${shown}. Put the numbers in brackets.`;
      if (shown !== 'a Set') is(error.message, expected);
    }
    instance(
      thrown(() => f(new DataView(new ArrayBuffer(8)) as never)),
      TypeError,
    );
  });

  all(`${name} of a list that holds something else is an error`, () => {
    for (const xs of [['1'], [1, undefined], [1, null, 2], [dual(1), '2'], [[1], [2]]]) {
      const error = thrown(() => f(xs as never));
      instance(error, TypeError);
      match(
        error.message,
        /^\w+: expected a number or a number made by hyperdual, got .+\. Check the arguments(: an index .*)?\.$/,
      );
    }
  });
}

all('a hole in a list is an error of every reduction', () => {
  // biome-ignore lint/suspicious/noSparseArray: the hole is what is checked
  const xs = [1, , 3] as number[];
  for (const [, f] of reductions) {
    instance(
      thrown(() => f(xs)),
      TypeError,
    );
  }
});

const sums = suite('sum, prod, dot');

sums('sum and prod go from left to right, with the bits of JavaScript', () => {
  const xs = [0.1, 0.2, 0.3, 1e16, -1e16, 0.7];
  same(
    sum(xs),
    xs.reduce((a, b) => a + b, 0),
  );
  same(
    prod(xs),
    xs.reduce((a, b) => a * b, 1),
  );
});

sums('sum([-0]) is 0, prod([-0]) is -0', () => {
  same(sum([-0]), 0);
  same(prod([-0]), -0);
});

sums('gradient of prod is the product of the others, also where factors are 0', () => {
  same(gradient(prod, [2, 3, 5]), [15, 10, 6]);
  same(gradient(prod, [0, 3, 5]), [15, 0, 0]);
  same(gradient(prod, [0, 0, 5]), [0, 0, 0]);
});

sums('dot: values, gradients in both arguments, typed arrays', () => {
  same(dot([1, 2, 3], [4, 5, 6]), 32);
  same(dot([], []), 0);
  same(dot(Float64Array.of(1, 2) as unknown as number[], [3, 4]), 11);
  same(
    gradient(({ a, b }) => dot(a, b), { a: [1, 2], b: [3, 4] }),
    { a: [3, 4], b: [1, 2] },
  );
  same(
    gradient((x: Scalar[]) => dot(x, x), [1, 2]),
    [2, 4],
  );
});

sums('dot of 100,000 numbers', () => {
  const xs = new Array<number>(1e5).fill(2);
  same(
    derivative(
      (t) =>
        dot(
          xs.map((x) => mul(x, t)),
          xs,
        ),
      1,
    ),
    4e5,
  );
});

sums('dot of lists of different lengths is a RangeError', () => {
  for (const [a, b] of [
    [[1, 2], [1]],
    [[], [1]],
    [Float64Array.of(1), [1, 2]],
  ] as [number[], number[]][]) {
    const error = thrown(() => dot(a, b));
    instance(error, RangeError);
    is(
      error.message,
      `dot: expected two arrays of one length, got lengths ${a.length} and ${b.length}. Check the shapes.`,
    );
  }
  is(
    thrown(() => dot(1 as never, [1])).message,
    'dot: expected an array of numbers, got 1. Put the numbers in brackets.',
  );
  is(
    thrown(() => dot([1], undefined as never)).message,
    'dot: expected an array of numbers, got undefined. Put the numbers in brackets.',
  );
});

const lengths = suite('norm, sumOfSquares');

lengths('norm([3, -4, 12]) is 13, with gradient x/13', () => {
  const { value, gradient: g } = valueAndGradient(norm, [3, -4, 12]);
  same(value, 13);
  for (const [i, x] of [3, -4, 12].entries()) near(g[i] as number, x / 13, 2);
});

lengths('norm of one number is its absolute value, also in the derivative', () => {
  same(norm([-3]), 3);
  same(gradient(norm, [-3]), [-1]);
  same(gradient(norm, [0]), [0]);
});

lengths('norm neither overflows nor underflows, in no part', () => {
  near(norm([3e200, 4e200]), 5e200, 1);
  near(norm([3e-200, 4e-200]), 5e-200, 1);
  for (const s of [1e200, 1e-200]) {
    const g = gradient(norm, [3 * s, 4 * s]);
    near(g[0] as number, 0.6, 2);
    near(g[1] as number, 0.8, 2);
  }
});

lengths('at the origin norm has slope 0, and norm² from sumOfSquares is right to second order', () => {
  same(gradient(norm, [0, 0, 0]), [0, 0, 0]);
  same(
    hessian((x: Scalar[]) => sumOfSquares(x), [0, 0]),
    [
      [2, 0],
      [0, 2],
    ],
  );
});

const logs = suite('logSumExp');

logs('logSumExp is log(Σe^x) where that is in range, and its gradient the softmax', () => {
  const xs = [0.3, -1.2, 2.5];
  near(logSumExp(xs), Math.log(xs.reduce((s, x) => s + Math.exp(x), 0)), 2);
  const total = xs.reduce((s, x) => s + Math.exp(x), 0);
  const g = gradient(logSumExp, xs);
  for (const [i, x] of xs.entries()) near(g[i] as number, Math.exp(x) / total, 8);
});

logs('logSumExp neither overflows nor underflows', () => {
  near(logSumExp([1000, 1000]), 1000 + Math.LN2, 0);
  near(logSumExp([-1000, -1000]), -1000 + Math.LN2, 0);
  same(logSumExp([1e308, -1e308]), 1e308);
  const g = gradient(logSumExp, [1000, 1000]);
  same(g, [0.5, 0.5]);
});

logs('infinities: -Infinity counts as nothing, Infinity wins', () => {
  const inf = Number.POSITIVE_INFINITY;
  same(logSumExp([-inf, 3]), 3);
  same(logSumExp([-inf, -inf]), -inf);
  same(logSumExp([inf, 3]), inf);
  same(logSumExp([5]), 5);
  same(gradient(logSumExp, [-inf, 3]), [0, 1]);
});

logs('the Hessian of logSumExp is that of the softmax', () => {
  const h = hessian((x: Scalar[]) => logSumExp(x), [0.3, 0.3]);
  same(h, [
    [0.25, -0.25],
    [-0.25, 0.25],
  ]);
  const naive = hessian(([a, b]) => log(sum([exp(a), exp(b)])), [0.3, 1.1]);
  const h2 = hessian(([a, b]) => logSumExp([a, b]), [0.3, 1.1]);
  for (const i of [0, 1] as const) for (const j of [0, 1] as const) ok(Math.abs(h2[i][j] - naive[i][j]) < 1e-15);
});

logs('reductions of reductions', () => {
  same(
    gradient(
      (rows: Scalar[][]) => div(sum(rows.map((row) => prod(row))), 2),
      [
        [2, 3],
        [5, 7],
      ],
    ),
    [
      [1.5, 1],
      [3.5, 2.5],
    ],
  );
});

all.run();
sums.run();
lengths.run();
logs.run();
