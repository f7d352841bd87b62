/**
 * Incomplete gamma and beta functions with their parameters: one class of numbers against another, compiled programs with the
 * parameters for inputs, power series, the ends of the domain, and what fits of distributions ask for.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countOperations } from '../../lib/analysis/index.js';
import { compile } from '../../lib/compile/index.js';
import {
  add,
  derivative,
  div,
  dual,
  gradient,
  hessian,
  jvp,
  log,
  mul,
  neg,
  type Scalar,
  secondDerivative,
  sub,
  sum,
  taylor,
  value,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { gradient as reverseGradient, hessian as reverseHessian } from '../../lib/reverse/index.js';
import { hessianPattern } from '../../lib/sparse/index.js';
import { betaI, gammaP, gammaQ, logGamma } from '../../lib/special/index.js';
import { same, ulps } from '../support/assert.js';
import { check } from './against-differences.js';

const parameters = suite('parameters of incomplete functions');

type Vector = readonly Scalar[];
const P = ([a, x]: Vector): Scalar => gammaP(a as Scalar, x as Scalar);
const Q = ([a, x]: Vector): Scalar => gammaQ(a as Scalar, x as Scalar);
const I = ([x, a, b]: Vector): Scalar => betaI(x as Scalar, a as Scalar, b as Scalar);

const GAMMA = [
  [2.5, 1.3],
  [0.4, 0.7],
  [60, 66],
] as const;
const BETA = [
  [0.3, 2.5, 1.7],
  [0.93, 0.4, 3],
  [0.45, 40, 55],
] as const;

const close = (actual: number, exact: number, units: number, what: string): void =>
  assert.ok(ulps(actual, exact) <= units, `${what}: ${actual}, not ${exact}`);

parameters('gradients and Hessians: forward, reverse and nested agree', () => {
  for (const [f, points] of [
    [P, GAMMA],
    [Q, GAMMA],
    [I, BETA],
  ] as const) {
    for (const x of points) {
      const g = gradient(f, x as readonly number[]) as number[];
      const h = hessian(f, x as readonly number[]) as number[][];
      (reverseGradient(f, x as readonly number[]) as number[]).forEach((d, i) => {
        close(d, g[i] as number, 0, `gradient at ${x}`);
      });
      (reverseHessian(f, x as readonly number[]) as number[][]).forEach((row, i) => {
        row.forEach((d, k) => {
          close(d, (h[i] as number[])[k] as number, 0, `Hessian at ${x}`);
          const along = (t: Scalar) =>
            derivative((s: Scalar) => f(x.map((c, j) => (j === i ? s : j === k ? t : c)) as Vector), x[i] as number);
          if (i !== k) close(derivative(along, x[k] as number) as number, d, 0, `nested ${i} ${k} at ${x}`);
        });
      });
    }
  }
});

parameters('three derivatives by each argument against differences', () => {
  for (const [name, f, points] of [
    ['gammaP', P, GAMMA.slice(0, 2)],
    ['betaI', I, BETA.slice(0, 2)],
  ] as const) {
    for (const x of points) {
      for (const i of x.keys()) {
        const along = (t: Scalar) => f(x.map((c, j) => (j === i ? t : c)));
        const reach = Math.min((x[i] as number) / 2, i === 0 && name === 'betaI' ? (1 - (x[0] as number)) / 2 : 1);
        check(`${name} by ${i}`, (t) => along(t) as number, derivative(along, x[i] as number), x[i] as number, reach);
        check(
          `${name}' by ${i}`,
          (t) => derivative(along, t),
          secondDerivative(along, x[i] as number),
          x[i] as number,
          reach,
        );
        const third = derivative((t: Scalar) => secondDerivative(along, t), x[i] as number) as number;
        check(`${name}'' by ${i}`, (t) => secondDerivative(along, t), third, x[i] as number, reach);
      }
    }
  }
});

parameters('power series along curves through all arguments', () => {
  const curves: [string, (t: Scalar) => Scalar][] = [
    ['gammaP', (t) => gammaP(add(2.5, t), sub(1.3, mul(t, t)))],
    ['betaI', (t) => betaI(add(0.3, mul(0.5, t)), sub(2.5, t), add(1.7, mul(t, t)))],
    ['betaI, x known', (t) => betaI(0.3, sub(2.5, t), add(1.7, mul(t, t)))],
    ['betaI, b known', (t) => betaI(add(0.3, mul(0.5, t)), sub(2.5, t), 1.7)],
  ];
  for (const [name, f] of curves) {
    const c = taylor(f, 0, 5);
    for (const t of [0.001, -0.002]) {
      const sumOfTerms = c.reduceRight((y, ck) => y * t + ck, 0);
      assert.ok(
        Math.abs(sumOfTerms - (f(t) as number)) < 1e-13,
        `${name} at ${t}: ${sumOfTerms}, by its value ${f(t)}`,
      );
    }
  }
});

parameters('compiled: parameters are inputs like others, with derivatives by them or not', () => {
  for (const [f, points] of [
    [P, GAMMA],
    [Q, GAMMA],
    [I, BETA],
  ] as const) {
    const all = (x: Vector) => valueGradientAndHessian(f, x);
    const program = compile(all as never, points[0]) as unknown as (x: readonly number[]) => unknown;
    for (const x of points) same(program(x), all(x), `${x}`);
  }
  const byX = (p: Vector): Scalar =>
    derivative((t: Scalar) => betaI(t, p[0] as Scalar, p[1] as Scalar), p[2] as Scalar) as Scalar;
  const byB = (p: Vector): Scalar =>
    derivative((t: Scalar) => betaI(0.25, p[0] as Scalar, t), p[1] as Scalar) as Scalar;
  const withA = (p: Vector): Scalar =>
    secondDerivative((t: Scalar) => gammaP(p[0] as Scalar, t), p[1] as Scalar) as Scalar;
  for (const f of [byX, byB, withA]) {
    const program = compile(f as never, [2.5, 1.7, 0.3]) as unknown as (x: readonly number[]) => unknown;
    for (const x of [
      [2.5, 1.7, 0.3],
      [0.4, 3, 0.93],
    ])
      same(program(x), f(x), `${x}`);
  }
});

parameters('numbers of several levels, and of one that is looked at from outside', () => {
  const nested = (x: Vector): Scalar =>
    derivative((t: Scalar) => betaI(t, x[0] as Scalar, mul(t, x[1] as Scalar)), 0.3) as Scalar;
  const { value: y, tangent } = jvp(nested, [2.5, 1.7], [1, 0]);
  const h = 1e-5;
  assert.ok(
    Number.isFinite(y) &&
      Math.abs(tangent - (value(nested([2.5 + h, 1.7])) - value(nested([2.5 - h, 1.7]))) / (2 * h)) < 1e-8,
  );
  same(value(betaI(dual(0.3, 1), dual(2, 1), 3)), betaI(0.3, 2, 3));
  assert.ok(countOperations(I, BETA[0] as readonly number[]).flops > 0);
  assert.is(hessianPattern(I, BETA[0] as readonly number[]).nonzeros, 9);
});

parameters('ends: no derivative by parameters at x = 0 and beyond the mass, NaN outside the domain', () => {
  const by = (f: (t: Scalar) => Scalar, t: number): number => derivative(f, t) as number;
  for (const x of [0, Number.POSITIVE_INFINITY, 1e5])
    assert.is(
      by((a) => gammaP(a, x), 2.5),
      0,
    );
  for (const x of [0, 1]) {
    assert.is(
      by((a) => betaI(x, a, 2), 2.5),
      0,
    );
    assert.is(
      by((b) => betaI(x, 2.5, b), 2),
      0,
    );
  }
  for (const a of [0, -1, Number.NaN]) {
    same(
      by((t) => gammaP(t, 1), a),
      Number.NaN,
    );
    same(
      by((t) => betaI(0.5, t, 2), a),
      Number.NaN,
    );
  }
  same(
    by((t) => gammaP(t, -1), 2),
    Number.NaN,
  );
  same(
    by((t) => betaI(1.5, t, 2), 2),
    Number.NaN,
  );
  // Mixed derivatives at the ends: 0 where powers vanish, x^(a-1)·log x where they do not.
  const mixed = (f: (a: Scalar, x: Scalar) => Scalar, a: number, x: number): number =>
    derivative((s: Scalar) => derivative((t: Scalar) => f(s, t), x), a) as number;
  assert.is(
    mixed((a, x) => gammaP(a, x), 2.5, 0),
    0,
  );
  assert.is(
    mixed((a, x) => gammaP(a, x), 2.5, Number.POSITIVE_INFINITY),
    0,
  );
  same(
    mixed((a, x) => gammaP(a, x), 0.5, 0),
    Number.NEGATIVE_INFINITY,
  );
  assert.is(
    mixed((a, x) => betaI(x, a, 2), 2.5, 0),
    0,
  );
  assert.is(
    mixed((b, x) => betaI(x, 2, b), 2.5, 1),
    0,
  );
});

/** Shape and rate, by mpmath: censored_fit in spec/fixtures/parameters.py. */
const CENSORED_FIT = [1.739812753232807, 0.5928898174767677] as const;

parameters('a gamma distribution fitted to times of which some are censored: score and information', () => {
  // Maximum of Σ log f(tᵢ) + Σ log(1 - F(cᵢ)): reached by Newton's method with exact derivatives, the score vanishes.
  const seen = [0.4, 0.9, 1.1, 1.6, 2.2, 2.9, 3.5];
  const censored = [2.5, 4, 4];
  const negative = ([p, q]: Vector): Scalar => {
    const [a, rate] = [p as Scalar, q as Scalar];
    const density = (t: number): Scalar =>
      sub(add(mul(a, log(rate)), mul(sub(a, 1), Math.log(t))), add(mul(rate, t), logGamma(a)));
    const survival = (c: number): Scalar => log(gammaQ(a, mul(rate, c)));
    return neg(add(sum(seen.map(density)), sum(censored.map(survival))));
  };
  let x = [1.5, 0.5];
  for (let i = 0; i < 8; i++) {
    const { gradient: g, hessian: h } = valueGradientAndHessian(negative, x) as unknown as {
      gradient: number[];
      hessian: number[][];
    };
    const [[a, b], [, d]] = h as [[number, number], [number, number]];
    const [u, v] = g as [number, number];
    const determinant = a * d - b * b;
    x = [(x[0] as number) - (d * u - b * v) / determinant, (x[1] as number) - (a * v - b * u) / determinant];
  }
  const { gradient: score } = valueGradientAndHessian(negative, x) as unknown as { gradient: number[] };
  assert.ok(
    score.every((s) => Math.abs(s) < 1e-12),
    `${score}`,
  );
  assert.ok(
    Math.abs((x[0] as number) - CENSORED_FIT[0]) < 1e-12 && Math.abs((x[1] as number) - CENSORED_FIT[1]) < 1e-12,
    `${x}`,
  );
});

parameters('the distribution of Student: its slope by the degrees of freedom, in closed form for 2 of them', () => {
  // F(t) = 1 - I_x(n/2, ½)/2 with x = n/(n + t²).
  const student = (t: number) => (n: Scalar) => sub(1, div(betaI(div(n, add(n, t * t)), div(n, 2), 0.5), 2));
  const f = student(1.5);
  check('Student', (n) => f(n) as number, derivative(f, 2), 2, 1);
  // F₂(t) = ½ + t/(2√(2 + t²))
  assert.ok(Math.abs((f(2) as number) - (0.5 + 1.5 / (2 * Math.sqrt(4.25)))) < 1e-15);
});

parameters.run();
