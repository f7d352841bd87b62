/**
 * Functions that compute the same numbers again and again, by recursion as they stand in books: a compiled gradient costs at
 * most 4 times the operations of the value, for equal nodes of the tape are swept once.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import * as hyper from '../../lib/index.js';
import { add, div, exp, lt, mul, neg, type Scalar, select, sin, sqrt, square, sub } from '../../lib/index.js';
import { inverse } from '../../lib/linalg/index.js';
import * as backward from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';

const test = suite('repeated work');

type Vector = readonly Scalar[];
type Field = (x: Vector) => Scalar;

const reverse = backward as unknown as {
  gradient(f: Field, x: Vector): number[];
  hvp(f: Field, x: Vector, v: Vector): number[];
};
const forward = hyper as unknown as typeof reverse;

interface Program {
  (...x: unknown[]): number[];
  readonly operations: { readonly total: number };
}
const compiled = compile as unknown as (f: (...x: never[]) => unknown, ...examples: unknown[]) => Program;

/** The determinant of a matrix in a list, by minors of the first row. */
function determinant(a: Vector): Scalar {
  const minors = (rows: readonly Vector[]): Scalar => {
    const [first, ...others] = rows as [Vector, ...Vector[]];
    if (others.length === 0) return first[0];
    return first
      .map((x, j) => mul(j % 2 === 0 ? x : neg(x), minors(others.map((row) => row.filter((_, k) => k !== j)))))
      .reduce((total, term) => add(total, term));
  };
  const n = Math.sqrt(a.length);
  return minors(Array.from({ length: n }, (_, i) => a.slice(n * i, n * (i + 1))));
}

const matrix = (n: number): number[] =>
  Array.from({ length: n * n }, (_, i) => Math.cos(3 * i + 1) + (i % (n + 1) === 0 ? 2 : 0));

/** Chebyshev's polynomial by its recurrence, both terms of it anew each time. */
const chebyshev = (n: number, x: Scalar): Scalar =>
  n === 0 ? 1 : n === 1 ? x : sub(mul(mul(2, x), chebyshev(n - 1, x)), chebyshev(n - 2, x));

/** A spline of Cox and de Boor on the knots 0, 1, 2 ... */
const spline = (i: number, k: number, x: Scalar): Scalar => {
  if (k > 0)
    return add(mul(div(sub(x, i), k), spline(i, k - 1, x)), mul(div(sub(i + k + 1, x), k), spline(i + 1, k - 1, x)));
  const isAbove = lt(i, x);
  return select(
    isAbove,
    () =>
      select(
        lt(x, i + 1),
        () => 1,
        () => 0,
      ),
    () => 0,
  );
};

/** The elementary symmetric polynomial of degree k of the first n numbers. */
const symmetric = (k: number, n: number, x: Vector): Scalar =>
  k === 0 ? 1 : n < k ? 0 : add(symmetric(k, n - 1, x), mul(x[n - 1], symmetric(k - 1, n - 1, x)));

/** A choice whose sides compute what stands outside of it too. */
const choices: Field = ([x, y]) => {
  let total: Scalar = 0;
  for (let i = 0; i < 60; i++) {
    const wave = (): Scalar => sin(mul(x, add(y, exp(x))));
    const either = select(
      lt(x, y),
      () => mul(i + 1, wave()),
      () => mul(sqrt(sub(x, y)), wave()),
    );
    total = add(total, add(either, square(wave())));
  }
  return total;
};

const PROGRAMS: readonly (readonly [name: string, f: Field, x: readonly number[]])[] = [
  ...[4, 5, 6, 7].map((n) => [`determinant of order ${n} by minors`, determinant, matrix(n)] as const),
  ['100 waves of a wave', ([x]) => Array.from({ length: 100 }, (_, i) => mul(i + 1, sin(sin(x)))).reduce(add), [0.75]],
  ['Chebyshev 12', ([x]) => chebyshev(12, x), [0.375]],
  ['a spline of degree 7', ([x]) => spline(0, 7, x), [3.375]],
  ['symmetric polynomial 5 of 10', (x) => symmetric(5, 10, x), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((i) => i / 4)],
  ['choices', choices, [0.5, 0.75]],
  [
    'quotients and zeros',
    ([x, y]) =>
      Array.from({ length: 60 }, (_, i) =>
        add(mul(i + 1, div(sin(x), add(y, square(x)))), mul(i % 2 === 0 ? -0 : 0, exp(mul(x, y)))),
      ).reduce(add),
    [0.5, 0.75],
  ],
];

/** Close to what is due, in units of the largest number. */
function close(actual: readonly number[], due: readonly number[], message: string): void {
  const size = Math.max(...due.map(Math.abs));
  due.forEach((x, i) => {
    assert.ok(Math.abs((actual[i] as number) - x) <= 1e-13 * size, `${message}: got ${actual[i]}, due ${x}`);
  });
}

for (const [name, f, x] of PROGRAMS) {
  test(`${name}: a gradient within 4 times the operations of the value, and the same numbers`, () => {
    const value = compiled(f, x);
    const gradient = compiled((y: Vector) => reverse.gradient(f, y), x);
    const [own, total] = [value.operations.total, gradient.operations.total];
    console.log(`${name}: ${own} operations, gradient ${total}: ${(total / own).toFixed(2)} times`);
    assert.ok(total <= 4 * own, `${total} operations for ${own}`);
    for (const point of [x, x.map((xi) => 1.25 * xi), x.map((xi, i) => xi + (i % 3) / 8)]) {
      close(gradient(point), forward.gradient(f, point), 'against forward mode');
      close(gradient(point), reverse.gradient(f, point), 'against the tape');
    }
    const v = x.map((_, i) => 1 - (i % 3) / 4);
    const products = compiled((y: Vector) => reverse.hvp(f, y, v), x);
    if (total > 60) close(products(x), forward.hvp(f, x, v), 'second derivatives');
    assert.ok(products.operations.total <= 16 * own, `${products.operations.total} operations of second order`);
  });
}

test('the gradient of a determinant is det·A⁻ᵀ', () => {
  const n = 6;
  const x = matrix(n);
  const rows = Array.from({ length: n }, (_, i) => x.slice(n * i, n * (i + 1)));
  const inverted = inverse(rows) as number[][];
  const det = determinant(x) as number;
  const due = x.map((_, i) => det * (inverted[i % n]?.[Math.floor(i / n)] as number));
  close(compiled((y: Vector) => reverse.gradient(determinant, y), x)(x), due, 'in closed form');
});

test('where f repeats little, the bits are those of the tape', () => {
  const f: Field = ([x, y]) => {
    let total: Scalar = 0;
    for (let i = 1; i < 12; i++) total = add(total, mul(sin(mul(i, x)), add(exp(div(y, i)), sin(mul(2, x)))));
    return total;
  };
  const gradient = compiled((x: Vector) => reverse.gradient(f, x), [1, 2]);
  for (const x of [
    [1, 2],
    [0.3, -0.7],
    [-1.1, 0.9],
  ])
    same(gradient(x), reverse.gradient(f, x));
});

test('what is needed in one branch only stays in it', () => {
  // The slope of the root is infinite at 0 and NaN below; the program must not ask the function there.
  let calls = 0;
  const f: Field = ([x, y]) => {
    calls++;
    let total: Scalar = y;
    for (let i = 0; i < 50; i++) {
      total = add(
        total,
        select(
          lt(i, x),
          () => sqrt(sub(x, 0)),
          () => mul(x, y),
        ),
      );
    }
    return total;
  };
  const gradient = compiled((x: Vector) => reverse.gradient(f, x), [1, 2]);
  const before = calls;
  for (const x of [
    [0, 2],
    [-3, 1],
  ]) {
    close(gradient(x), [50 * (x[1] as number), 50 * (x[0] as number) + 1], 'without the roots');
  }
  assert.is(calls, before);
});

test.run();
