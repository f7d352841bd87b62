/** Comparisons look at values only; select evaluates only the branch taken. */
import { suite } from 'uvu';
import { equal, instance, is, match } from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import {
  type Condition,
  derivative,
  div,
  dual,
  eq,
  ge,
  gradient,
  gt,
  hyperdual,
  jacobian,
  le,
  log,
  lt,
  mul,
  neg,
  type Scalar,
  secondDerivative,
  select,
  sqrt,
  square,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';

const comparisons = suite('lt, le, gt, ge, eq');

const operators: [string, (x: Scalar, y: Scalar) => Condition, (x: number, y: number) => boolean][] = [
  ['lt', lt, (x, y) => x < y],
  ['le', le, (x, y) => x <= y],
  ['gt', gt, (x, y) => x > y],
  ['ge', ge, (x, y) => x >= y],
  ['eq', eq, (x, y) => x === y],
];

const values = [0, -0, 1, -1, 2.5, 1e308, 5e-324, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];

for (const [name, compare, plain] of operators) {
  comparisons(`${name} is the operator of JavaScript on the values, whatever the derivative parts`, () => {
    for (const x of values) {
      for (const y of values) {
        const expected = plain(x, y);
        is(compare(x, y), expected, `${name}(${x}, ${y})`);
        for (const a of [dual(x, 7), hyperdual(x, -1, 2, 3), dual(dual(x, 1), dual(2, 3))]) {
          is(compare(a, y), expected, `${name}(${a}, ${y})`);
          for (const b of [dual(y, -9), hyperdual(y), dual(dual(y), 5)]) {
            is(compare(x, b), expected, `${name}(${x}, ${b})`);
            is(compare(a, b), expected, `${name}(${a}, ${b})`);
          }
        }
      }
    }
  });

  comparisons(`${name} of numbers of different levels`, () => {
    derivative(
      (x) =>
        derivative((y) => {
          is(compare(x, y), plain(2, 3));
          is(compare(y, x), plain(3, 2));
          is(compare(x, x), plain(2, 2));
          return y;
        }, 3),
      2,
    );
  });

  comparisons(`${name} of something that is no number is an error`, () => {
    for (const other of ['1', undefined, null, {}, [1], 1n, true]) {
      for (const run of [() => compare(other as never, 1), () => compare(dual(1), other as never)]) {
        const error = thrown(run);
        instance(error, TypeError);
        match(
          error.message,
          /^\w+: expected a number or a number made by hyperdual, got .+\. Check the arguments(: an index .*)?\.$/,
        );
      }
    }
  });
}

const branches = suite('select');

branches('select gives the branch of the condition', () => {
  is(
    select(
      true,
      () => 1,
      () => 2,
    ),
    1,
  );
  is(
    select(
      false,
      () => 1,
      () => 2,
    ),
    2,
  );
});

branches('only the branch taken is called, once', () => {
  for (const condition of [true, false]) {
    const calls: boolean[] = [];
    select(
      condition,
      () => calls.push(true),
      () => calls.push(false),
    );
    same(calls, [condition]);
  }
});

branches('a branch that is not taken may throw', () => {
  const fail = (): number => {
    throw new Error('not taken');
  };
  is(
    derivative((x) => select(gt(x, 0), () => square(x), fail), 3),
    6,
  );
  is(
    derivative((x) => select(lt(x, 0), fail, () => square(x)), 3),
    6,
  );
});

branches('√x guarded by x > 0 has derivative 0 at 0, of first and second order', () => {
  const guarded = (x: Scalar): Scalar =>
    select(
      gt(x, 0),
      () => sqrt(x),
      () => 0,
    );
  same(derivative(guarded, 0), 0);
  same(secondDerivative(guarded, 0), 0);
  same(derivative(guarded, 4), 0.25);
});

branches('a guarded 0/0 and log 0 leave no NaN', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar =>
    select(
      eq(y, 0),
      () => mul(x, 0),
      () => mul(x, log(div(x, y))),
    );
  same(gradient(f, [0, 0]), [0, 0]);
  same(gradient(f, [2, 2]), [1, -1]);
});

branches('branches nest, and may hold drivers', () => {
  const f = (x: Scalar): Scalar =>
    select(
      lt(x, 0),
      () => neg(x),
      () =>
        select(
          le(x, 1),
          () => derivative((t) => mul(x, square(t)), 3), // 6x
          () => square(x),
        ),
    );
  is(derivative(f, -1), -1);
  is(derivative(f, 1), 6);
  is(derivative(f, 2), 4);
});

branches('a condition of one level decides for numbers of another', () => {
  is(
    derivative(
      (x) =>
        derivative(
          (y) =>
            select(
              lt(x, y),
              () => mul(x, y),
              () => 0,
            ),
          5,
        ),
      2,
    ),
    1,
  );
});

branches('a traced condition is asked for its branch', () => {
  const then = (): number => 1;
  const otherwise = (): number => 2;
  const asked: unknown[] = [];
  const traced: Condition = {
    select: (a: () => Scalar, b: () => Scalar): Scalar => {
      asked.push(a, b);
      return 7;
    },
    decide: () => true,
    decideAnyCourse: () => true,
    exclude: () => {},
    tie: () => {},
  };
  is(select(traced, then, otherwise), 7);
  is(asked[0], then);
  is(asked[1], otherwise);
});

branches('a condition or a branch of another kind is an error of select', () => {
  for (const condition of [1, undefined, null, dual(1), 'true', {}]) {
    const error = thrown(() =>
      select(
        condition as never,
        () => 1,
        () => 2,
      ),
    );
    instance(error, TypeError);
    match(error.message, /^select: expected .+, got .+\. .+\.$/);
  }
  const good = (): number => 1;
  for (const branch of [1, dual(1), undefined]) {
    for (const run of [
      () => select(true, branch as never, good),
      () => select(true, good, branch as never),
      () => select(false, branch as never, branch as never),
    ]) {
      const error = thrown(run);
      instance(error, TypeError);
      match(error.message, /^select: expected .+, got .+\. .+\.$/);
    }
  }
});

comparisons.run();
branches('arrays and records, eager, in reverse mode and compiled', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]) =>
    select(
      lt(x, y),
      () => ({ both: [mul(x, y), 1], low: x }),
      () => ({ low: y, both: [square(x), y] }),
    );
  for (const [at, due] of [
    [
      [1, 2],
      {
        both: [
          [2, 1],
          [0, 0],
        ],
        low: [1, 0],
      },
    ],
    [
      [2, 1],
      {
        both: [
          [4, 0],
          [0, 1],
        ],
        low: [0, 1],
      },
    ],
  ] as const) {
    equal(jacobian(f, at), due);
    equal(reverse.jacobian(f, at), due);
    const g = compile((x: readonly [Scalar, Scalar]) => jacobian(f, x), [0, 0]);
    equal(g(at), due);
    equal(compile(f, [0, 0])(at), at[0] < at[1] ? { both: [2, 1], low: 1 } : { both: [4, 1], low: 1 });
  }
  equal(
    select(
      true,
      () => [1, 2],
      () => [3, 4],
    ),
    [1, 2],
  );
});

branches('branches of two shapes cannot be compiled', () => {
  const f = (x: Scalar): Scalar[] =>
    select(
      lt(x, 0),
      () => [x],
      () => [x, x],
    );
  equal(f(1), [1, 1]);
  is(
    thrown(() => compile(f, 0)).message,
    'select: expected the second branch to have the shape of the first, an array of length 1, got an array of length 2. ' +
      'Give one number of the second branch for each of the first.',
  );
});

branches.run();
