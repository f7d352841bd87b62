/**
 * Second derivatives at kinks, in several variables: functions that touch a kink. There |g| = ±g for a smooth g, so the
 * Hessian is that of g, and what is due follows from g alone: 2AᵀA for g = ‖A(x - p)‖², or the Hessian of g without the kink.
 * Where a kink is crossed it is the mean of the Hessians at p + ε·d and p - ε·d, for d > 0 with d₁ > d₂. In every mode.
 */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as h from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { type Field, modesFor } from '../support/modes.js';
import { holds, repetitions } from '../support/settings.js';
import { touching } from './expect.js';

type Scalar = h.Scalar;
type Vector = readonly Scalar[];
type Matrix = readonly (readonly number[])[];

const { abs, add, clamp, exp, max, min, mul, neg, relu, sin, square, sub } = h;

const test = suite('singular points, row 5, touching a kink');

const at = (x: Scalar | undefined): Scalar => x as Scalar;
const times = (c: number, matrix: Matrix): number[][] => matrix.map((row) => row.map((entry) => c * entry + 0));

/** ‖A(x - p)‖². */
const distance =
  (a: Matrix, p: readonly number[]): Field =>
  (x) =>
    a.reduce<Scalar>((total, row) => {
      const component = row.reduce<Scalar>((sum, c, j) => add(sum, mul(c, sub(at(x[j]), p[j] as number))), 0);
      return add(total, square(component));
    }, 0);

/** AᵀA. */
const gram = (a: Matrix): number[][] => {
  const n = a[0]?.length ?? 0;
  const entry = (i: number, j: number): number =>
    a.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0);
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));
};

/** Ways to a kink at q = 0, and the factor of the Hessian of q for q >= 0. */
const WAYS: readonly [name: string, through: (q: Scalar) => Scalar, factor: number][] = [
  ['|q|', abs, 1],
  ['|-q|', (q) => abs(neg(q)), 1],
  ['max(0, q)', (q) => max(0, q), 1],
  ['max(q, -q)', (q) => max(q, neg(q)), 1],
  ['max(0, -q)', (q) => max(0, neg(q)), 0],
  ['min(0, q)', (q) => min(0, q), 0],
  ['min(-q, 3q)', (q) => min(neg(q), mul(3, q)), -1],
  ['relu(2q)', (q) => relu(mul(2, q)), 2],
  ['relu(-q)', (q) => relu(neg(q)), 0],
  ['clamp(q, 0, 1)', (q) => clamp(q, 0, 1), 1],
  ['clamp(1 - q, 0, 1)', (q) => clamp(sub(1, q), 0, 1), -1],
  ['clamp(1 + q, 0, 1)', (q) => clamp(add(1, q), 0, 1), 0],
  ['||q| - 3q|', (q) => abs(sub(abs(q), mul(3, q))), 2],
  ['sin(|q|)·2 + 5', (q) => add(mul(2, sin(abs(q))), 5), 2],
];

for (const [name, through, factor] of WAYS) {
  test(`5. ${name} of q = (x - y)² and of q = (x + 2y - z)²`, () => {
    const [tie, plane]: Matrix[] = [[[1, -1]], [[1, 2, -1]]];
    const ofTie = distance(tie as Matrix, [0, 0]);
    for (const x of [0, -0, 3, -1.5])
      touching((t) => through(ofTie(t)), [x, x], times(2 * factor, gram(tie as Matrix)), name);
    const ofPlane = distance(plane as Matrix, [0, 0, 0]);
    touching((t) => through(ofPlane(t)), [1, 1, 3], times(2 * factor, gram(plane as Matrix)), name);
  });
}

const integers = fc.integer({ min: -3, max: 3 });
const forms = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 4 })).chain(([m, n]) =>
  fc.record({
    a: fc.array(fc.array(integers, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
    p: fc.array(integers, { minLength: n, maxLength: n }),
    v: fc.array(integers, { minLength: n, maxLength: n }),
  }),
);

type Hessian = (f: Field, x: Vector) => unknown;
type Product = (f: Field, x: Vector, v: Vector) => unknown;
type Slopes = (f: Field, x: Vector) => Vector;
type Jacobian = (f: (x: Vector) => unknown, x: Vector) => unknown;

test('5. q = ‖A(x - p)‖² at p for matrices of integers: the Hessians are those of ±q, exactly, by every driver', () => {
  holds(repetitions(40, 80), forms, ({ a, p, v }) => {
    const q = distance(a, p);
    for (const [name, through, factor] of WAYS) {
      const f: Field = (x) => through(q(x));
      const due = times(2 * factor, gram(a));
      for (const hessian of [h.hessian, reverse.hessian] as unknown as Hessian[]) same(hessian(f, p), due, name);
      const product = due.map((row) => row.reduce((sum, entry, j) => sum + entry * (v[j] as number), 0) + 0);
      for (const hvp of [h.hvp, reverse.hvp] as unknown as Product[]) same(hvp(f, p, v), product, name);
      same(
        (h.vhvp as unknown as Product)(f, p, v),
        product.reduce((sum, entry, j) => sum + entry * (v[j] as number), 0) + 0,
        name,
      );
      for (const outer of [h.jacobian, reverse.jacobian] as unknown as Jacobian[]) {
        for (const inner of [h.gradient, reverse.gradient] as unknown as Slopes[]) {
          same(
            outer((x) => inner(f, x), p),
            due,
            name,
          );
        }
      }
    }
  });
});

test('5. the same in every mode, compiled ones too', () => {
  holds(4, forms, ({ a, p }) => {
    for (const [name, through, factor] of WAYS.slice(0, 5)) {
      const q = distance(a, p);
      touching((x) => through(q(x)), p, times(2 * factor, gram(a)), name);
    }
  });
});

/** Functions with a kink that is touched, the smooth functions they are, and where. */
const TWINS: readonly [name: string, f: Field, smooth: Field, x: readonly number[]][] = [
  [
    'a sum with a smooth term: |(x - y)²| + x·y·sin(x)',
    ([x, y]) => add(abs(square(sub(at(x), at(y)))), mul(mul(at(x), at(y)), sin(at(x)))),
    ([x, y]) => add(square(sub(at(x), at(y))), mul(mul(at(x), at(y)), sin(at(x)))),
    [0.7, 0.7],
  ],
  [
    'a product with a smooth factor: |-(x - y)²|·e^z + z²·x',
    ([x, y, z]) => add(mul(abs(neg(square(sub(at(x), at(y))))), exp(at(z))), mul(square(at(z)), at(x))),
    ([x, y, z]) => add(mul(square(sub(at(x), at(y))), exp(at(z))), mul(square(at(z)), at(x))),
    [0.3, 0.3, -1.2],
  ],
  [
    'max of two sums: max(x² + y², 2xy)',
    ([x, y]) => max(add(square(at(x)), square(at(y))), mul(2, mul(at(x), at(y)))),
    ([x, y]) => add(square(at(x)), square(at(y))),
    [3, 3],
  ],
  [
    'min of the same',
    ([x, y]) => min(add(square(at(x)), square(at(y))), mul(2, mul(at(x), at(y)))),
    ([x, y]) => mul(2, mul(at(x), at(y))),
    [3, 3],
  ],
  [
    'two kinks of one function, touched along different lines',
    ([x, y, z]) => sub(abs(square(sub(at(x), at(y)))), relu(neg(square(add(at(x), at(z)))))),
    ([x, y]) => square(sub(at(x), at(y))),
    [2, 2, -2],
  ],
  [
    'a kink inside of a kink: ||(x - y)²|·z - (x - y)²|, z = 3',
    ([x, y, z]) => abs(sub(mul(abs(square(sub(at(x), at(y)))), at(z)), square(sub(at(x), at(y))))),
    ([x, y, z]) => mul(square(sub(at(x), at(y))), sub(at(z), 1)),
    [1, 1, 3],
  ],
  [
    'a form that is not a square of one number: |x² - 3xy + 4y²|',
    ([x, y]) => abs(add(sub(square(at(x)), mul(3, mul(at(x), at(y)))), mul(4, square(at(y))))),
    ([x, y]) => add(sub(square(at(x)), mul(3, mul(at(x), at(y)))), mul(4, square(at(y)))),
    [0, 0],
  ],
];

for (const [name, f, smooth, x] of TWINS) {
  test(`5. ${name}: the Hessian of the smooth function`, () => {
    touching(f, x, (h.hessian as unknown as Hessian)(smooth, x) as number[][], name, 4);
  });
}

test('5. a kink that is touched along some inputs and crossed along another: the middle of both sides', () => {
  // |(x - y)² + z|: at z = 0 the Hessian is that of ±(x - y)² on both sides of the kink.
  const f: Field = ([x, y, z]) => abs(add(square(sub(at(x), at(y))), at(z)));
  const due = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  touching(f, [1, 1, 0], due, '|(x - y)² + z|', 0, true);
});

test('5. an argument with curvatures of both signs: its sign at p ± ε·d decides', () => {
  const SADDLES: readonly [string, Field, Matrix][] = [
    [
      '|xy|',
      ([x, y]) => abs(mul(at(x), at(y))),
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      '|xy + x²y²|',
      ([x, y]) => abs(add(mul(at(x), at(y)), square(mul(at(x), at(y))))),
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      'relu(xy)',
      ([x, y]) => relu(mul(at(x), at(y))),
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      'relu(-xy)',
      ([x, y]) => relu(neg(mul(at(x), at(y)))),
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      '|x² - y²|',
      ([x, y]) => abs(sub(square(at(x)), square(at(y)))),
      [
        [2, 0],
        [0, -2],
      ],
    ],
    [
      '|x² - y² + xy|',
      ([x, y]) => abs(add(sub(square(at(x)), square(at(y))), mul(at(x), at(y)))),
      [
        [2, 1],
        [1, -2],
      ],
    ],
  ];
  for (const [name, f, due] of SADDLES) touching(f, [0, 0], due, name, 0, true);
});

test('5. |x|·|y|: the product of two kinks is 1 on both sides of the diagonal', () => {
  const due = [
    [0, 1],
    [1, 0],
  ];
  // Only drivers that move both at once look along the diagonal.
  const f = ([x, y]: Scalar[]): Scalar => mul(abs(at(x)), abs(at(y)));
  for (const { hessian } of [h, reverse]) same(hessian(f, [0, 0]), due);
  for (const { hvp } of [h, reverse]) same(hvp(f, [0, 0], [0, 1]), due[1]);
});

test('5. vector fields, records and Laplacians', () => {
  const f = ({ a, b }: { a: Scalar; b: Scalar }): Scalar[] => [abs(neg(square(sub(a, b)))), mul(a, b)];
  const due = [
    { a: { a: 2, b: -2 }, b: { a: -2, b: 2 } },
    { a: { a: 0, b: 1 }, b: { a: 1, b: 0 } },
  ];
  same(h.hessian(f, { a: 2, b: 2 }), due);
  same(reverse.hessian(f, { a: 2, b: 2 }), due);
  same(
    h.laplacian(([x, y]) => abs(neg(square(sub(x, y)))), [2, 2]),
    4,
  );
});

test('5. the rows are checked in every second-order mode but numbers made by hand', () => {
  const names = modesFor(2).flatMap(({ name, isHandMade }) => (isHandMade === true ? [name] : []));
  assert.equal(names, ['hand-made dual', 'hand-made hyper-dual', 'hand-made nested dual']);
});

test.run();
