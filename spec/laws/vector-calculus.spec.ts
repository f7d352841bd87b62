/**
 * Vector calculus on random polynomials with small integer coefficients at integer points: everything is exact, so every
 * identity holds to the last bit, and derivatives equal those found by differentiating the coefficients.
 */
import fc from 'fast-check';
import { suite } from 'uvu';
import {
  add,
  curl,
  derivative,
  divergence,
  gradient,
  hessian,
  jacobian,
  laplacian,
  mul,
  pow,
  type Scalar,
  secondDerivative,
  sub,
  value,
} from '../../lib/index.js';
import { same } from '../support/assert.js';
import { programs as budget, holds } from '../support/settings.js';

const test = suite('vector calculus');

const RUNS = Math.ceil(budget / 20);

/** c·x^a·y^b·z^e. */
interface Term {
  readonly c: number;
  readonly powers: readonly [number, number, number];
}

type Polynomial = readonly Term[];

const exponent = fc.integer({ min: 0, max: 4 });
const term: fc.Arbitrary<Term> = fc.record({
  c: fc.integer({ min: -9, max: 9 }),
  powers: fc.tuple(exponent, exponent, exponent),
});
const polynomial = fc.array(term, { minLength: 1, maxLength: 6 });
const coordinate = fc.integer({ min: -4, max: 4 });
const point = fc.tuple(coordinate, coordinate, coordinate);

/** By products, or by pow with integer exponents: both are exact. */
type Power = (x: Scalar, n: number) => Scalar;
const byProducts: Power = (x, n) => (n === 0 ? 1 : n === 1 ? x : mul(x, byProducts(x, n - 1)));
const byPow: Power = (x, n) => pow(x, n);

function evaluate(p: Polynomial, x: readonly Scalar[], power: Power): Scalar {
  return p.reduce<Scalar>((total, { c, powers }) => {
    const factors = powers.map((n, i) => power(x[i] as Scalar, n));
    return add(
      total,
      factors.reduce<Scalar>((product, factor) => mul(product, factor), c),
    );
  }, 0);
}

/** The derivative of the coefficients. */
function differentiated(p: Polynomial, i: number): Polynomial {
  return p
    .filter(({ powers }) => (powers[i] as number) > 0)
    .map(({ c, powers }) => ({
      c: c * (powers[i] as number),
      powers: powers.map((n, j) => (j === i ? n - 1 : n)) as [number, number, number],
    }));
}

const at = (p: Polynomial, x: readonly number[]): number =>
  p.reduce(
    (total, { c, powers }) => total + c * powers.reduce((product, n, i) => product * (x[i] as number) ** n, 1),
    0,
  ) + 0;

const AXES = [0, 1, 2] as const;

for (const [name, power] of [
  ['products', byProducts],
  ['pow', byPow],
] as const) {
  test(`gradient, Hessian and Laplacian of polynomials are exact (powers by ${name})`, () => {
    holds(RUNS, fc.tuple(polynomial, point), ([p, x]) => {
      const f = (t: readonly Scalar[]): Scalar => evaluate(p, t, power);
      const g = AXES.map((i) => at(differentiated(p, i), x));
      const h = AXES.map((i) => AXES.map((j) => at(differentiated(differentiated(p, i), j), x)));
      same(gradient(f as (x: Scalar[]) => Scalar, x as number[]), g);
      same(hessian(f as (x: Scalar[]) => Scalar, x as number[]) as unknown, h);
      same(
        laplacian(f as (x: Scalar[]) => Scalar, x as number[]),
        h.reduce((total, row, i) => total + (row[i] as number), 0),
      );
    });
  });

  test(`third derivatives of polynomials are exact, in every order and every nesting (powers by ${name})`, () => {
    const axis = fc.constantFrom(...AXES);
    holds(RUNS, fc.tuple(polynomial, point, axis, axis), ([p, x, i, j]) => {
      // ∂³f/∂x_i²∂x_j
      const due = at(differentiated(differentiated(differentiated(p, i), i), j), x);
      const along = (t: readonly Scalar[], k: number, s: Scalar): Scalar[] => t.map((old, l) => (l === k ? s : old));
      const by = (f: (t: readonly Scalar[]) => Scalar, k: number) => (t: readonly Scalar[]) =>
        derivative((s: Scalar) => f(along(t, k, s)), t[k] as Scalar);
      const twice = (f: (t: readonly Scalar[]) => Scalar, k: number) => (t: readonly Scalar[]) =>
        secondDerivative((s: Scalar) => f(along(t, k, s)), t[k] as Scalar);
      const f = (t: readonly Scalar[]): Scalar => evaluate(p, t, power);
      for (const third of [
        by(by(by(f, i), i), j),
        by(by(by(f, i), j), i),
        by(by(by(f, j), i), i),
        by(twice(f, i), j),
        twice(by(f, j), i),
      ]) {
        same(value(third(x)) + 0, due);
      }
    });
  });
}

const field = fc.tuple(polynomial, polynomial, polynomial);
const vectorOf =
  (ps: readonly Polynomial[]) =>
  (t: readonly Scalar[]): Scalar[] =>
    ps.map((p) => evaluate(p, t, byProducts));

test('Jacobian, divergence and curl of polynomial fields are exact', () => {
  holds(RUNS, fc.tuple(field, point), ([ps, x]) => {
    const f = vectorOf(ps);
    const j = ps.map((p) => AXES.map((i) => at(differentiated(p, i), x)));
    const d = (i: number, k: number): number => j[i]?.[k] as number;
    same(jacobian(f as (x: Scalar[]) => Scalar[], x as number[]) as unknown, j);
    same(divergence(f as (x: Scalar[]) => Scalar[], x as number[]), d(0, 0) + d(1, 1) + d(2, 2));
    same(curl(f as (x: Scalar[]) => Scalar[], x as number[]) as unknown, [
      d(2, 1) - d(1, 2),
      d(0, 2) - d(2, 0),
      d(1, 0) - d(0, 1),
    ]);
  });
});

test('the curl of a gradient is 0', () => {
  holds(RUNS, fc.tuple(polynomial, point), ([p, x]) => {
    const f = (t: Scalar[]): Scalar => evaluate(p, t, byProducts);
    same(curl((t: Scalar[]) => gradient(f, t) as Scalar[], x as number[]) as unknown, [0, 0, 0]);
  });
});

test('the divergence of a curl is 0', () => {
  holds(RUNS, fc.tuple(field, point), ([ps, x]) => {
    const f = vectorOf(ps) as (x: Scalar[]) => Scalar[];
    same(
      divergence((t: Scalar[]) => curl(f, t) as unknown as Scalar[], x as number[]),
      0,
    );
  });
});

test('the divergence of a gradient is the Laplacian', () => {
  holds(RUNS, fc.tuple(polynomial, point), ([p, x]) => {
    const f = (t: Scalar[]): Scalar => evaluate(p, t, byProducts);
    same(
      divergence((t: Scalar[]) => gradient(f, t) as Scalar[], x as number[]),
      laplacian(f, x as number[]),
    );
  });
});

test('product rules: ∇·(φF) = ∇φ·F + φ∇·F, ∇×(φF) = ∇φ×F + φ∇×F', () => {
  holds(RUNS, fc.tuple(polynomial, field, point), ([p, ps, x]) => {
    const phi = (t: readonly Scalar[]): Scalar => evaluate(p, t, byProducts);
    const F = vectorOf(ps) as (x: Scalar[]) => Scalar[];
    const product = (t: Scalar[]): Scalar[] => F(t).map((fi) => mul(phi(t), fi));
    const [g, v, s] = [
      gradient(phi as (x: Scalar[]) => Scalar, x as number[]) as number[],
      F(x) as number[],
      phi(x) as number,
    ];
    const [a, b, c] = g as [number, number, number];
    const [u, w, z] = v as [number, number, number];
    same(divergence(product, x as number[]), a * u + b * w + c * z + s * (divergence(F, x as number[]) as number) + 0);
    const [r, q, t] = curl(F, x as number[]) as [number, number, number];
    const due = [b * z - c * w + s * r, c * u - a * z + s * q, a * w - b * u + s * t];
    same(
      curl(product, x as number[]) as number[],
      due.map((d) => d + 0),
    );
  });
});

test('harmonic polynomials have Laplacian 0', () => {
  holds(RUNS, point, (x) => {
    const real = ([a, b]: Scalar[]): Scalar =>
      sub(mul(a as Scalar, mul(a as Scalar, a as Scalar)), mul(3, mul(a as Scalar, mul(b as Scalar, b as Scalar))));
    same(laplacian(real, x.slice(0, 2)), 0);
  });
});

test.run();
