/**
 * Euler's theorem: for f(t·x) = tᵏ·f(x), t > 0, x·∇f = k·f and xᵀ·H·x = k(k-1)·f.
 *
 * Left and right are each as wrong as the running error bounds say (bounded.ts, along the direction x): values and slopes are
 * rounded, and the rounding is passed on by the condition of the function. Adding up n terms adds n·u·size.
 */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  abs,
  add,
  atan2,
  cbrt,
  clamp,
  div,
  dot,
  gradient,
  hypot,
  max,
  min,
  mod,
  mul,
  norm,
  pow,
  prod,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  sumOfSquares,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { boundsAlong, ETA, U } from '../support/bounded.js';
import type { Field } from '../support/modes.js';
import { between, programs as budget, holds } from '../support/settings.js';

const test = suite("Euler's theorem");

const RUNS = Math.ceil(budget / 100);

type Homogeneous = readonly [name: string, degree: number, f: (x: Scalar, y: Scalar, z: Scalar) => Scalar];

const FUNCTIONS: readonly Homogeneous[] = [
  ['x·y·z', 3, (x, y, z) => prod([x, y, z])],
  ['x/y', 0, (x, y) => div(x, y)],
  ['x·y/z', 1, (x, y, z) => div(mul(x, y), z)],
  ['atan2(x, y)', 0, (x, y) => atan2(x, y)],
  ['hypot(x, y)', 1, (x, y) => hypot(x, y)],
  ['hypot(x, y, z)', 1, (x, y, z) => hypot(x, y, z)],
  ['norm', 1, (x, y, z) => norm([x, y, z])],
  ['sumOfSquares', 2, (x, y, z) => sumOfSquares([x, y, z])],
  ['dot', 2, (x, y, z) => dot([x, y, z], [z, x, y])],
  ['sum', 1, (x, y, z) => sum([x, mul(-3, y), mul(0.1, z)])],
  ['max', 1, (x, y, z) => max(x, y, z)],
  ['min', 1, (x, y, z) => min(x, y, z)],
  ['clamp', 1, (x, y, z) => clamp(x, min(y, z), max(y, z))],
  ['mod(x, y)', 1, (x, y) => mod(x, y)],
  ['|x - y|', 1, (x, y) => abs(sub(x, y))],
  ['sqrt(|x·y|)', 1, (x, y) => sqrt(abs(mul(x, y)))],
  ['cbrt(x·y·z)', 1, (x, y, z) => cbrt(prod([x, y, z]))],
  ['|x|^2.5', 2.5, (x) => pow(abs(x), 2.5)],
  ['x^-3', -3, (x) => pow(x, -3)],
  ['x²/(y + 2z)', 1, (x, y, z) => div(square(x), add(y, mul(2, z)))],
  ['hypot(x, y)³/z', 2, (x, y, z) => div(pow(hypot(x, y), 3), z)],
];

const component = fc.oneof(between(1e-3, 1e3), between(-1e3, -1e-3), between(1e-3, 1));

for (const [name, degree, f] of FUNCTIONS) {
  test(`x·∇f = ${degree}·f for ${name}, and to second order`, () => {
    const field: Field = ([x, y, z]) => f(x as Scalar, y as Scalar, z as Scalar);
    let compared = 0;
    holds(RUNS, fc.tuple(component, component, component), (x) => {
      const all = valueGradientAndHessian(field as (x: Scalar[]) => Scalar, x as number[]);
      const value = all.value as number;
      const bounds = boundsAlong(field, x, x, x);
      const check = (order: string, terms: readonly number[], due: number, error: number): void => {
        const size = terms.reduce((total, term) => total + Math.abs(term), 0);
        const most =
          error + 4 * ETA + (terms.length + 3) * U * size + Math.abs(degree * (degree - 1)) * 2 * bounds.error;
        if (!Number.isFinite(most)) return;
        compared++;
        const actual = terms.reduce((total, term) => total + term, 0);
        assert.ok(Math.abs(actual - due) <= most, `${order}: ${actual}, due ${due}, bound ${most}`);
      };
      const g = all.gradient as number[];
      const first = g.map((gi, i) => gi * (x[i] as number));
      check('first', first, degree * value, bounds.p1.error + Math.abs(degree) * bounds.error);
      const h = all.hessian as unknown as number[][];
      const second = h.flatMap((row, i) => row.map((hij, j) => hij * (x[i] as number) * (x[j] as number)));
      check('second', second, degree * (degree - 1) * value, bounds.p12.error);
      assert.equal(gradient(field as (x: Scalar[]) => Scalar, x as number[]), g);
    });
    assert.ok(compared >= RUNS, `only ${compared} compared`);
  });
}

test.run();
