/** Results of compiled functions in every structure: fresh ones, exactly like those of the function itself. */
import { suite } from 'uvu';
import { equal, is, not, throws } from 'uvu/assert';
import { compile, instantiate } from '../../lib/compile/index.js';
import {
  add,
  gradient,
  hessian,
  jacobian,
  jvp,
  log,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  valueAndDerivative,
  valueAndGradient,
  valueAndJacobian,
  valueAndSecondDerivative,
  valueGradientAndHessian,
} from '../../lib/index.js';
import * as backward from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';

type Any = (...x: never[]) => unknown;

const compiled = compile as unknown as (f: Any, ...examples: unknown[]) => (...x: unknown[]) => unknown;

const at = (x: readonly Scalar[], i: number): Scalar => x[i] as Scalar;

/** Every array and record in a structure, itself included. */
function containers(x: unknown): object[] {
  return typeof x === 'object' && x !== null ? [x, ...Object.values(x).flatMap(containers)] : [];
}

/** Changes every number in a structure. */
function spoil(x: unknown): void {
  for (const container of containers(x)) {
    for (const [name, part] of Object.entries(container)) {
      if (typeof part === 'number') Object.assign(container, { [name]: 1234 });
    }
    if (Array.isArray(container)) container.push(5);
    else Object.assign(container, { another: 6 });
  }
}

/** Same numbers, same kinds of containers, same keys in the same order. */
function alike(actual: unknown, expected: unknown): void {
  same(actual, expected);
  const all = containers(expected);
  containers(actual).forEach((container, i) => {
    const model = all[i] as object;
    equal(
      Object.entries(Object.getOwnPropertyDescriptors(container)).map(([name, { value, ...how }]) => [name, how]),
      [...Object.entries(Object.getOwnPropertyDescriptors(model)).map(([name, { value, ...how }]) => [name, how])],
    );
    is(Object.getPrototypeOf(container), Array.isArray(model) ? Array.prototype : Object.prototype);
    is(Object.isExtensible(container), true);
  });
}

const results: readonly (readonly [name: string, f: Any, points: readonly (readonly unknown[])[]])[] = [
  ['a number', (x: Scalar) => sin(x), [[1], [-0], [Number.NaN]]],
  ['no number', () => [], [[1]]],
  ['rows of no number', () => [[], []], [[1]]],
  ['a record of nothing', () => ({}), [[1]]],
  ['a list', ([x, y]: Scalar[]) => [y, x, 3, -0], [[[1, 2]], [[-0, Number.NaN]], [[0, Number.POSITIVE_INFINITY]]]],
  [
    'a matrix',
    ([x, y]: Scalar[]) => [
      [x, y, 0],
      [mul(x as Scalar, y as Scalar), 7, x],
    ],
    [[[1, 2]], [[-0, 5]]],
  ],
  [
    'rank 3',
    (x: Scalar) => [
      [
        [x, 1],
        [2, x],
      ],
      [
        [x, x],
        [0, -0],
      ],
      [
        [1, 1],
        [x, 1],
      ],
    ],
    [[0.5], [-0]],
  ],
  [
    'rank 4',
    (x: Scalar) => [
      [[[x, 1]], [[2, x]]],
      [[[x, x]], [[3, -0]]],
    ],
    [[0.5], [Number.NaN]],
  ],
  ['a long list', (x: Scalar) => Array.from({ length: 70 }, (_, i) => (i % 7 === 0 ? mul(i, x) : -i)), [[2], [3]]],
  [
    'long rows',
    (x: Scalar) => Array.from({ length: 3 }, (_, k) => Array.from({ length: 40 }, (_, i) => (i === k ? x : 0))),
    [[2], [-0], [Number.NaN]],
  ],
  [
    'a list of records',
    (x: Scalar) => [
      { a: x, b: [x, 1] },
      { a: 2, b: [3, x] },
    ],
    [[1.5], [-0]],
  ],
  ['a list of parts', (x: Scalar) => [x, { c: [[x]] }, [x, 2], [[{ d: x }]]], [[1.5]]],
  [
    'a record of numbers',
    ({ mass, speed }: { mass: Scalar; speed: Scalar }) => ({ speed: mul(mass, speed), mass }),
    [[{ mass: 2, speed: 3 }], [{ mass: -0, speed: 3 }]],
  ],
  [
    'records in records',
    ([x, y]: Scalar[]) => ({
      z: {
        n: [
          [x, y],
          [y, x],
        ],
        e: {},
      },
      a: { value: x, m: [[1, 2, y]] },
      none: [],
    }),
    [[[1, 2]], [[3, -0]]],
  ],
  ['keys that are integers', (x: Scalar) => ({ b: x, 10: mul(2, x), 2: [x], a: 4 }), [[3]]],
  [
    'a key __proto__',
    (x: Scalar) => ({ ['__proto__']: [x, 1], constructor: x, toString: { ['__proto__']: x } }),
    [[3]],
  ],
  ['keys with a comma', (x: Scalar) => ({ 'value,derivative': x }), [[3]]],
  ['keys of a driver in another order', (x: Scalar) => ({ derivative: x, value: 2 }), [[3]]],
  [
    'many keys',
    (x: Scalar) => Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`key ${i}`, mul(i, x)])),
    [[3]],
  ],
];

const test = suite('results of compiled functions');

for (const [name, f, points] of results) {
  test(`${name}: like the function itself, and no result has anything in common with another`, () => {
    const g = compiled(f, ...(points[0] as readonly unknown[]));
    for (const x of [...points, ...points]) {
      const due = f(...(x as never[]));
      const [first, second] = [g(...x), g(...x)];
      alike(first, due);
      alike(second, due);
      const parts = [...containers(first), ...containers(second)];
      is(new Set(parts).size, parts.length);
      spoil(first);
      alike(second, due);
      alike(g(...x), due);
    }
  });
}

const f = ([x, y, z]: Scalar[]): Scalar =>
  add(mul(square(x as Scalar), sin(y as Scalar)), mul(y as Scalar, z as Scalar));
const vector = (x: Scalar[]): Scalar[] => [f(x), mul(at(x, 0), at(x, 1))];

const drivers: readonly (readonly [name: string, run: Any, x: unknown])[] = [
  ['valueAndDerivative', (x: Scalar) => valueAndDerivative(sin, x), 0.3],
  ['valueAndSecondDerivative', (x: Scalar) => valueAndSecondDerivative(sin, x), 0.3],
  ['gradient', (x: Scalar[]) => gradient(f, x), [1, 2, 3]],
  ['valueAndGradient', (x: Scalar[]) => valueAndGradient(f, x), [1, 2, 3]],
  ['hessian', (x: Scalar[]) => hessian(f, x), [1, 2, 3]],
  ['valueGradientAndHessian', (x: Scalar[]) => valueGradientAndHessian(f, x), [1, 2, 3]],
  ['jacobian', (x: Scalar[]) => jacobian(vector, x), [1, 2, 3]],
  ['valueAndJacobian', (x: Scalar[]) => valueAndJacobian(vector, x), [1, 2, 3]],
  ['jvp', (x: Scalar[]) => jvp(vector, x, [1, 0, 2]), [1, 2, 3]],
  ['vjp', (x: Scalar[]) => backward.vjp(vector, x, [1, 2]), [1, 2, 3]],
  [
    'gradient by a record',
    (x: { readonly mass: Scalar; readonly at: readonly Scalar[] }) =>
      gradient(({ mass, at: [a, b] }) => mul(mass, add(square(a as Scalar), b as Scalar)), x),
    { mass: 2, at: [3, 4] },
  ],
];

for (const [name, run, x] of drivers) {
  test(`${name}: like the driver`, () => {
    const g = compiled(run, x);
    const due = run(x as never);
    alike(g(x), due);
    const one = g(x);
    spoil(g(x));
    alike(one, due);
  });
}

test('a Hessian and a Jacobian made of zeros for the most part, with NaN in some points', () => {
  const n = 20;
  const chain = (x: Scalar[]): Scalar => sum(x.map((xi, i) => (i === 0 ? 0 : mul(square(sub(xi, at(x, i - 1))), 0.5))));
  const steps = (x: Scalar[]): Scalar[] => x.map((xi, i) => (i === 0 ? log(xi) : mul(xi, sqrt(at(x, i - 1)))));
  const point = (change: (x: number, i: number) => number): number[] =>
    Array.from({ length: n }, (_, i) => change(1 + i / 7, i));
  const points = [
    point((x) => x),
    point((x, i) => (i === 7 ? Number.NaN : x)),
    point((x, i) => (i === 0 ? -x : x)),
    point((x, i) => (i === 3 ? Number.POSITIVE_INFINITY : x)),
    point((_, i) => (i % 2 === 0 ? -0 : 0)),
    point((x, i) => x * (i % 3)),
  ];
  for (const run of [
    (x: Scalar[]) => hessian(chain, x),
    (x: Scalar[]) => jacobian(steps, x),
    (x: Scalar[]) => valueAndJacobian(steps, x),
    (x: Scalar[]) => backward.hessian(chain, x),
    (x: Scalar[]) => backward.jacobian(steps, x),
  ]) {
    const g = compiled(run, points[0]);
    const revived = instantiate((g as unknown as { wasm: Uint8Array }).wasm) as typeof g;
    for (const x of [...points, ...points.toReversed()]) {
      alike(g(x), run(x));
      // At 0 the slope of the root is infinite: without the function itself nobody can look beside it.
      if (run.toString().includes('steps') && x.includes(0)) throws(() => revived(x), /^instantiate: expected a point/);
      else alike(revived(x), run(x));
    }
    spoil(g(points[0]));
    alike(g(points[0]), run(points[0] as number[]));
  }
});

test('long lists of constants: -0, NaN and infinite ones too', () => {
  const f = (x: Scalar): Scalar[] =>
    Array.from({ length: 50 }, (_, i) =>
      i === 30 ? x : ([0, -0, Number.NaN, Number.NEGATIVE_INFINITY, 7, 0.1][i % 6] as number),
    );
  const g = compiled(f, 1);
  for (const x of [1, -0, Number.NaN]) alike(g(x), f(x));
});

test('results of sum are fresh too', () => {
  const g = compile((x: readonly Scalar[]) => ({ value: at(x, 0), gradient: [at(x, 1), 1] }), [0, 0]);
  const points = [
    [1, 2],
    [3, 4],
  ] as const;
  const first = g.sum(points);
  equal(first, { value: 4, gradient: [6, 2] });
  spoil(first);
  equal(g.sum(points), { value: 4, gradient: [6, 2] });
});

test('a result does not change with what is computed afterwards', () => {
  const g = compile((x: readonly Scalar[]) => [x, [0, at(x, 0)]], [0, 0]);
  const first = g([1, 2]);
  g([3, 4]);
  g.input.set([5, 6]);
  g.run();
  g.output.fill(7);
  equal(first, [
    [1, 2],
    [0, 1],
  ]);
  not(first === g([1, 2]));
});

test.run();
