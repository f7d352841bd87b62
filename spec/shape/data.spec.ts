/** Data as it comes: records in any order of keys, rows of different lengths, typed arrays of every kind. */
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import { checkGradient, moments, record } from '../../lib/analysis/index.js';
import { compile } from '../../lib/compile/index.js';
import * as h from '../../lib/index.js';
import { add, mul, type Scalar, square, sum } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';
import { call, DRIVERS } from '../support/drivers.js';

/** All numbers of a structure, in order. */
const numbersOf = (x: unknown): Scalar[] =>
  typeof x === 'object' && x !== null && !h.isScalar(x) ? Object.values(x).flatMap(numbersOf) : [x as Scalar];

const ragged = suite('rows of different lengths');

/** A scalar field and a vector field of a list of numbers, all of them in play. */
const field = (x: readonly Scalar[]): Scalar =>
  x.reduce((total: Scalar, t, i) => add(total, mul(i + 1, mul(square(t), x[(i + 1) % x.length] as Scalar))), 0);
const squares = (x: readonly Scalar[]): Scalar[] => x.map((t, i) => mul(square(t), x[(i + 1) % x.length] as Scalar));

const structures = [
  [[1, 2], [3, 4, 5], [6]],
  [[1], [2, [3, 4]]],
  [1, [2, 3], { a: [[4], [5, 6]] }],
  [[], [1, 2]],
];

for (const driver of DRIVERS.filter(({ input }) => input === 'any')) {
  for (const x of structures) {
    ragged(`${driver.name} of ${JSON.stringify(x)} has the numbers of the flat list`, () => {
      const f = driver.output === 'number' ? field : squares;
      const flat = numbersOf(x);
      // What f returns is put into the structure of x where the driver takes any.
      const shaped = (y: unknown): unknown => {
        const numbers = numbersOf(y);
        const like = (part: unknown): unknown =>
          typeof part === 'number'
            ? numbers.shift()
            : Array.isArray(part)
              ? part.map(like)
              : Object.fromEntries(Object.entries(part as object).map(([k, v]) => [k, like(v)]));
        return driver.output === 'number' ? y : like(x);
      };
      const given = call(driver, (p: unknown) => shaped(f(numbersOf(p))), x);
      same(numbersOf(given), numbersOf(call(driver, f, flat)));
    });
  }
}

ragged('camera, point and weight: a residual of bundle adjustment, in both modes and compiled', () => {
  const project = ([cam, X, w]: readonly [Scalar[], Scalar[], Scalar]): [Scalar[], Scalar] => [
    [mul(w, mul(cam[0] as Scalar, X[0] as Scalar)), mul(w, add(cam[1] as Scalar, X[2] as Scalar))],
    square(w),
  ];
  const x = [[2, 3], [5, 7, 11], 0.5];
  const due = [
    [
      [[2.5, 0], [1, 0, 0], 10],
      [[0, 0.5], [0, 0, 0.5], 14],
    ],
    [[0, 0], [0, 0, 0], 1],
  ];
  const p = project as (x: unknown) => [Scalar[], Scalar];
  same(h.jacobian(p, x), due);
  same(reverse.jacobian(p, x), due);
  const g = compile((at) => h.jacobian(p, at), x);
  same(g(x), due);
  same(Array.from(g.map([2, 3, 5, 7, 11, 0.5])), due.flat(9));
  ok(checkGradient((at) => (p(at) as [Scalar[], Scalar])[1], x).passed);
});

const names = suite('records in any order of keys');

const energy = ({ mass, speed }: { mass: Scalar; speed: Scalar }): Scalar => mul(mass, square(speed));
const at = { mass: 2, speed: 3 };
const other = { speed: 5, mass: 1 };

names('directions, cotangents and points go by name', () => {
  same(h.hvp(energy, at, { speed: 0, mass: 1 }), h.hvp(energy, at, { mass: 1, speed: 0 }));
  same(h.jvp(energy, at, { speed: 0, mass: 1 }).tangent, 9);
  same(reverse.hvp(energy, at, { speed: 0, mass: 1 }), { mass: 0, speed: 6 });
  const both = (p: { mass: Scalar; speed: Scalar }) => ({ e: energy(p), m: p.mass });
  same(reverse.vjp(both, at, { m: 10, e: 1 }).cotangent, { mass: 19, speed: 12 });
  same(reverse.pullback(both, at).pullback({ m: 10, e: 1 }), { mass: 19, speed: 12 });
  same(h.linearize(energy, at).evaluate({ speed: 3, mass: 3 }), 27);
  same(h.multivariateTaylor(energy, at, 3).evaluate(other), 25);
  is(record(both, at, { weights: { m: 10, e: 1 } }).nodes[0]?.adjoint, 19);
});

names('a compiled function takes them too, in calls and batches, deep inside as well', () => {
  const g = compile((p) => h.gradient(energy, p), { mass: 0, speed: 0 });
  same(g(other), { mass: 25, speed: 10 });
  same(g(JSON.parse('{"speed":5,"mass":1}')), { mass: 25, speed: 10 });
  same(Array.from(g.map([at, other])), [9, 12, 25, 10]);
  const deep = compile(
    (list) => sum(list.map(({ a, b }: { a: Scalar; b: { c: Scalar; d: Scalar } }) => mul(a, h.sub(b.c, b.d)))),
    [{ a: 0, b: { c: 0, d: 0 } }],
  );
  same(deep([{ b: { d: 1, c: 5 }, a: 2 }]), 8);
});

names('a covariance goes by name', () => {
  const sigma = { speed: { speed: 1, mass: 0 }, mass: { mass: 0.25, speed: 0 } };
  same(moments(energy, at, sigma).covariance, 9 * 9 * 0.25 + 12 * 12);
});

names('f may return its names in another order in every pass', () => {
  let turn = 0;
  const f = (x: Scalar[]): { a: Scalar; b: Scalar } => {
    const [a, b] = [square(x[0] as Scalar), mul(x[0] as Scalar, x[16] as Scalar)];
    return turn++ % 2 === 0 ? { a, b } : { b, a };
  };
  const x = Array.from({ length: 17 }, (_, i) => i + 1);
  const { a, b } = h.jacobian(f, x);
  same([a[0], a[16], b[0], b[16]], [2, 0, 17, 1]);
});

names('a name too many, or another one, is an error that says where', () => {
  const g = compile((p) => h.gradient(energy, p), { mass: 0, speed: 0 });
  is(
    thrown(() => g({ speed: 1, mass: 2, note: 3 } as never)).message,
    'compiled function: expected x to have the shape of its example, a record { mass, speed }, got a record { speed, mass, note }. ' +
      'Give one number of x for each of its example.',
  );
  is(
    thrown(() => h.hvp(({ a, b }) => mul(a, b[0]), { a: 1, b: [2, 3] }, { b: [1, 2, 3], a: 1 } as never)).message,
    'hvp: expected v.b to have the shape of the same part of x, an array of length 2, got an array of length 3. ' +
      'Give one number of v for each of x.',
  );
});

const typed = suite('typed arrays');

const kinds = [
  ...[Float64Array, Float32Array, Int8Array, Uint8Array, Uint8ClampedArray],
  ...[Int16Array, Uint16Array, Int32Array, Uint32Array],
];

for (const Kind of kinds) {
  typed(`${Kind.name}: as a point, a direction and rows of a batch`, () => {
    const f = (x: Scalar[]): Scalar => {
      ok(Array.isArray(x), 'f gets an ordinary array, which can hold what it computes');
      return sum(x.map((t) => mul(t, square(t))));
    };
    same(h.gradient(f, Kind.of(1, 2)), [3, 12]);
    same(reverse.gradient(f, Kind.of(1, 2)), [3, 12]);
    same(h.hvp(f, [1, 2], Kind.of(1, 0)), [6, 0]);
    const g = compile((x: Scalar[]) => h.gradient(f, x), Kind.of(0, 0));
    same(g(Kind.of(1, 2)), [3, 12]);
    same(Array.from(g.map(Kind.of(1, 2, 3, 4))), [3, 12, 27, 48]);
    same(Array.from(g.map([Kind.of(1, 2), [3, 4]])), [3, 12, 27, 48]);
    same(g.sum(Kind.of(1, 2, 3, 4)), [30, 60]);
    ok(checkGradient(f, Kind.of(1, 2)).passed);
  });
}

typed('numbers of all points in an ordinary array', () => {
  const g = compile((x: Scalar[]) => h.gradient(([a, b]: Scalar[]) => mul(a as Scalar, b as Scalar), x), [0, 0]);
  same(Array.from(g.map([1, 2, 3, 4])), [2, 1, 4, 3]);
  is(
    thrown(() => g.map([1, 2, 3])).message,
    'map: expected 2 numbers for each point, got 3 in all. Give a multiple of 2.',
  );
  is(
    thrown(() => g.map([1, 2, [3, 4]] as never)).message,
    'map: expected points, or all their numbers one after the other, got numbers and an array of length 2 at points[2]. ' +
      'Give one or the other.',
  );
});

typed('bigints and views without numbers are refused', () => {
  for (const x of [BigInt64Array.of(1n), BigUint64Array.of(1n), new DataView(new ArrayBuffer(8))]) {
    ok(
      /^gradient: expected x to be a number, an array or a record/.test(
        thrown(() => h.gradient(() => 1, x as never)).message,
      ),
    );
  }
});

ragged.run();
names.run();
typed.run();
