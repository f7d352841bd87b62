/** What the drivers say about each other, on random programs: jvp = J·v, hvp = H·v, vhvp = vᵀHv, laplacian = tr H ... */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Scalar } from '../../lib/index.js';
import * as hyperdual from '../../lib/index.js';
import { observed } from '../../lib/look/observe.js';
import type { Suspect } from '../../lib/look/question.js';
import { same } from '../support/assert.js';
import { boundsAlong, ETA, orderBound, U } from '../support/bounded.js';
import type { Field } from '../support/modes.js';
import { programs as budget, holds } from '../support/settings.js';
import { type Case, cases } from './generator.js';
import { type Program, run } from './programs.js';
import { smoothStep } from './smoothness.js';

type Vector = readonly number[];

/** The drivers on functions of an array of numbers. */
const drivers = hyperdual as unknown as {
  gradient(f: Field, x: Vector): number[];
  valueAndGradient(f: Field, x: Vector): { value: number; gradient: number[] };
  valueGradientAndHessian(f: Field, x: Vector): { value: number; gradient: number[]; hessian: number[][] };
  jacobian(f: (x: readonly Scalar[]) => readonly Scalar[], x: Vector): number[][];
  valueAndJacobian(
    f: (x: readonly Scalar[]) => readonly Scalar[],
    x: Vector,
  ): { value: number[]; jacobian: number[][] };
  hessian(f: (x: readonly Scalar[]) => Scalar | readonly Scalar[], x: Vector): number[][] & number[][][];
  jvp(f: (x: readonly Scalar[]) => readonly Scalar[], x: Vector, v: Vector): { value: number[]; tangent: number[] };
  directionalDerivative(f: Field, x: Vector, v: Vector): number;
  hvp(f: Field, x: Vector, v: Vector): number[];
  vhvp(f: Field, x: Vector, v: Vector): number;
  laplacian(f: Field, x: Vector): number;
  divergence(f: (x: readonly Scalar[]) => readonly Scalar[], x: Vector): number;
};

const test = suite('drivers agree');

const RUNS = Math.ceil(budget / 10);
const STATEMENTS = 10;

const fieldOf =
  (program: Program | undefined): Field =>
  (x) =>
    run(program as Program, x);

/** A direction: small integers, zeros, and anything between. Below the normal range halves of ties are rounded. */
const component = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.double({ min: -3, max: 3, noNaN: true }).map((x) => (Math.abs(x) < 1e-300 ? 0 : x)),
);
const components = fc.array(component, { minLength: 4, maxLength: 4 });

const withDirection = (programs = 1): fc.Arbitrary<[Case, number[]]> =>
  fc.tuple(cases({ statements: STATEMENTS, programs }), components);

const counts = new Map<string, number>();
const count = (law: string): void => void counts.set(law, (counts.get(law) ?? 0) + 1);

const dot = (xs: Vector, ys: Vector): number => xs.reduce((total, x, i) => total + x * (ys[i] as number), 0);

/**
 * Compares a derivative along a direction with a sum of n products of the derivatives along the axes.
 *
 * Each of the two is within `order` of the exact sum given the slopes (bounded.ts; order is additive in the direction), and
 * the n products and their sum add (n + 1)·u·size.
 */
function compare(law: string, left: number, right: number, most: number, size: number, n: number): void {
  if (!Number.isFinite(most) || !Number.isFinite(size)) return;
  const bound = 2 * most + (n + 1) * U * size + 16 * ETA;
  count(law);
  assert.ok(Math.abs(left - right) <= bound, `${law}: ${left} and ${right}, bound ${bound}`);
}

/**
 * The same of limits beside the point, along v. What is rounded there are the coefficients on both sides, which the answers do not show:
 * terms in ε^(-1/2) that cancel may stand before an answer of any size. So the claim is a coarse one; a part that was
 * lost, or a limit along another direction, is of the size of v.
 */
function compareLimits(law: string, left: number, right: number, v: Vector): void {
  const bound = LIMITS * Math.max(Math.abs(left), Math.abs(right), ...v.map(Math.abs));
  count(`${law} of limits`);
  assert.ok(Math.abs(left - right) <= bound, `${law} of limits: ${left} and ${right}, bound ${bound}`);
}

const LIMITS = 1e-10;

/** Kinks are no place for rounding bounds of smooth functions. */
function smooth(program: Program | undefined, point: Vector): boolean {
  return point.every((_, i) => point.every((_, j) => smoothStep(program as Program, point, i, j) > 0));
}

/** What a driver says, and which of its answers are limits beside the point. */
function withLimits<T>(call: () => T): { answer: T; limits: readonly Suspect[] } {
  const limits: Suspect[] = [];
  const answer = observed(call, ({ suspects }) => void limits.push(...suspects));
  return { answer, limits };
}

test('jvp is J·v, and directionalDerivative ∇f·v', () => {
  holds(RUNS, withDirection(2), ([{ programs, point }, components]) => {
    const n = point.length;
    const v = components.slice(0, n);
    const fields = programs.map(fieldOf);
    const F = (x: readonly Scalar[]): Scalar[] => fields.map((f) => f(x));
    const { answer, limits } = withLimits(() => drivers.jvp(F, point, v));
    const { answer: all, limits: ofJacobian } = withLimits(() => drivers.valueAndJacobian(F, point));
    const { value, tangent } = answer;
    same(value, all.value);
    same(value, F(point));
    same(drivers.jacobian(F, point), all.jacobian);
    fields.forEach((f, k) => {
      const row = all.jacobian[k] as number[];
      const { answer: along, limits: ofOne } = withLimits(() => drivers.directionalDerivative(f, point, v));
      const isLimit = limits.some(({ row }) => row === k);
      // The ties of all of F count for jvp: it may look again at a row where f alone need not.
      if (isLimit === ofOne.length > 0) same(along, tangent[k]);
      else if (Number.isFinite(along)) compareLimits('jvp', tangent[k] as number, along, v);
      const { p1 } = boundsAlong(f, point, v, v);
      if (![value[k] as number, ...row].every(Number.isFinite)) return;
      if (isLimit || ofOne.length > 0) {
        // Entries that are trusted as they stand are those of the branch of f(x), whatever has jumped on the way.
        if (ofJacobian.filter((suspect) => suspect.row === k).length === n)
          compareLimits('jvp', tangent[k] as number, dot(row, v), v);
        return;
      }
      compare('jvp', tangent[k] as number, dot(row, v), orderBound(f, point, v), p1.size, n);
    });
  });
});

test('the Jacobian of one output is the gradient, bit for bit', () => {
  holds(RUNS, cases({ statements: STATEMENTS }), ({ programs: [program], point }) => {
    const f = fieldOf(program);
    const { value, gradient } = drivers.valueAndGradient(f, point);
    same(drivers.gradient(f, point), gradient);
    same(
      drivers.jacobian((x) => [f(x)], point),
      [gradient],
    );
    same(value, f(point));
    count('gradient');
  });
});

test('hvp is H·v, vhvp is vᵀHv', () => {
  holds(
    RUNS,
    withDirection(),
    ([
      {
        programs: [program],
        point,
      },
      components,
    ]) => {
      const n = point.length;
      const f = fieldOf(program);
      const v = components.slice(0, n);
      const { gradient, hessian } = drivers.valueGradientAndHessian(f, point);
      if (![...gradient, ...hessian.flat()].every(Number.isFinite) || !smooth(program, point)) return;
      const product = drivers.hvp(f, point, v);
      hessian.forEach((row, i) => {
        const e = point.map((_, j) => Number(i === j));
        const { p12 } = boundsAlong(f, point, e, v);
        compare('hvp', product[i] as number, dot(row, v), orderBound(f, point, e, v), p12.size, n);
      });
      const { p12 } = boundsAlong(f, point, v, v);
      const right = dot(
        hessian.map((row) => dot(row, v)),
        v,
      );
      compare('vhvp', drivers.vhvp(f, point, v), right, orderBound(f, point, v, v), p12.size, 2 * n + 1);
    },
  );
});

test('the Hessian is symmetric to the last bit, its gradient that of gradient, that of a field of one output the same', () => {
  holds(RUNS, cases({ statements: STATEMENTS }), ({ programs: [program], point }) => {
    const f = fieldOf(program);
    const { value, gradient, hessian } = drivers.valueGradientAndHessian(f, point);
    same(value, f(point));
    same(gradient, drivers.gradient(f, point));
    same(
      hessian,
      hessian.map((_, i) => hessian.map((row) => row[i])),
    );
    same(drivers.hessian(f, point), hessian);
    same(drivers.hessian((x) => [f(x)], point)[0], hessian);
    count('hessian');
  });
});

/**
 * The same numbers added from the same side. A driver that looks again takes the limit of the sum: it may exist although its
 * terms have none (Infinity - Infinity) or none that is taken (of an infinite f(x) only ±Infinity is); and where some terms
 * are trusted as they stand, those of the branch of f(x), it is another number if f has jumped on the way.
 *
 * @param place - row and place of a term among the answers.
 */
function traceIs(
  what: string,
  sum: number,
  matrix: () => readonly Vector[],
  n: number,
  place: (i: number) => readonly [number, number],
): void {
  const { answer, limits } = withLimits(matrix);
  const ofTerms = answer.reduce((total, row, i) => total + (row[i] as number), 0);
  const isLimit = (i: number): boolean => limits.some((s) => s.row === place(i)[0] && s.place === place(i)[1]);
  const among = answer.filter((_, i) => isLimit(i)).length;
  if (among === 0) same(sum, ofTerms, what);
  else if (among < n || !Number.isFinite(ofTerms)) count('traces without a claim');
  else compareLimits(what, sum, ofTerms, []);
}

test('laplacian is the trace of the Hessian, divergence the trace of the Jacobian, bit for bit where that is a number', () => {
  holds(RUNS, cases({ statements: STATEMENTS, programs: 4 }), ({ programs, point }) => {
    const n = point.length;
    const fields = programs.slice(0, n).map(fieldOf);
    const f = fields[0] as Field;
    const F = (x: readonly Scalar[]): Scalar[] => fields.map((field) => field(x));
    traceIs(
      'laplacian',
      drivers.laplacian(f, point),
      () => drivers.hessian(f, point),
      n,
      (i) => [0, i * n + i],
    );
    traceIs(
      'divergence',
      drivers.divergence(F, point),
      () => drivers.jacobian(F, point),
      n,
      (i) => [i, i],
    );
    count('traces');
  });
});

function meetsJump(call: () => unknown): boolean {
  let isMet = false;
  observed(call, ({ verdicts }) => {
    isMet ||= verdicts.includes('jump');
  });
  return isMet;
}

test('Schwarz: ∂²f/∂x∂y = ∂²f/∂y∂x by nested gradients, within the bound of the order of summation', () => {
  const nested = (f: Field, x: Vector): number[][] =>
    drivers.jacobian((t) => (hyperdual.gradient as unknown as (f: Field, x: readonly Scalar[]) => Scalar[])(f, t), x);
  holds(RUNS, cases({ statements: STATEMENTS }), ({ programs: [program], point }) => {
    const n = point.length;
    const f = fieldOf(program);
    const h = nested(f, point);
    const g = drivers.gradient(f, point);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [h[i]?.[j] as number, h[j]?.[i] as number];
        // At a jump it is the value of the component on either side that tells which side is left out, not that of f.
        if (!Object.is(a, b) && meetsJump(() => nested(f, point))) continue;
        if (Number.isNaN(g[i]) || Number.isNaN(g[j]) || Object.is(a, b)) {
          count('Schwarz');
          continue;
        }
        const unit = (k: number): number[] => point.map((_, l) => Number(k === l));
        compare('Schwarz', a, b, orderBound(f, point, unit(i), unit(j)), 0, 0);
      }
    }
  });
});

test('each law was compared often enough', () => {
  for (const law of ['jvp', 'gradient', 'hvp', 'vhvp', 'hessian', 'traces', 'Schwarz']) {
    const times = counts.get(law) ?? 0;
    assert.ok(times > RUNS / 10, `${law}: only ${times}`);
  }
  console.log([...counts].map(([law, times]) => `${law} ${times}`).join(', '));
});

test.run();
