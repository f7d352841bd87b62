/**
 * log(e^x₁ + ... + e^xₙ) against mpmath: every softmax weight and every product of weights to relative accuracy, in every mode
 * and compiled, to the third order.
 */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hessian, jacobian, logAddExp, logSumExp, type Scalar, secondDerivative } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { near, ulps } from '../support/assert.js';
import { answerOf, compiledDiffers, lawModesFor } from '../support/law-modes.js';

/** spec/fixtures/log_sum_exp.py says what a case is. */
type Case = readonly [
  point: readonly number[],
  value: number,
  first: readonly number[],
  second: readonly number[],
  third: readonly number[],
];

const file = new URL('../../../spec/fixtures/log-sum-exp.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Case[] };

const test = suite('logSumExp');

const SMALLEST_NORMAL = 2 ** -1022;
/** Units in the last place: of weights, of products of two, of products of three. */
const WITHIN = [4, 8, 16] as const;

/** The worst error of each order, and where. */
class Errors {
  private readonly worst: [ulps: number, where: string][] = [];

  take(order: 1 | 2 | 3, actual: number, due: number, where: string, factor = 1): void {
    if (Math.abs(due) < SMALLEST_NORMAL && Math.abs(actual) < SMALLEST_NORMAL) return;
    const error = ulps(actual, due) / factor;
    if (!(error <= (this.worst[order]?.[0] ?? 0))) this.worst[order] = [error, `${where}: due ${due}, got ${actual}`];
  }

  check(): void {
    for (const [order, found] of this.worst.entries()) {
      if (found !== undefined) assert.ok(found[0] <= (WITHIN[order - 1] as number), `${found[0]} ulp, ${found[1]}`);
    }
  }
}

const f = (xs: readonly Scalar[]): Scalar => logSumExp(xs);

/** 1 - w and 1 - 2w of the derivatives of one weight cancel near w = ½, whatever the formula. */
const conditionOf = (w: number): number => Math.max(1, 1 / Math.abs(1 - 2 * w));

test('values, and weights and their products in every mode', () => {
  const errors = new Errors();
  for (const [point, value, first, second] of cases) {
    near(f(point) as number, value, 4, String(point));
    for (const mode of lawModesFor(point.length)) {
      const answer = answerOf(mode, f, point);
      const where = `${mode.name} at ${point}`;
      assert.is(answer.value ?? f(point), f(point), where);
      let k = 0;
      for (let i = 0; i < point.length; i++) {
        if (answer.gradient) errors.take(1, answer.gradient[i] as number, first[i] as number, where);
        for (let j = i; j < point.length; j++, k++) {
          if (answer.hessian === undefined) continue;
          errors.take(2, (answer.hessian[i] as number[])[j] as number, second[k] as number, `${where} ${i}${j}`);
          errors.take(2, (answer.hessian[j] as number[])[i] as number, second[k] as number, `${where} ${j}${i}`);
        }
      }
    }
  }
  errors.check();
});

type Hessian = (f: (x: readonly Scalar[]) => Scalar, x: readonly Scalar[]) => Scalar[][];

/** ∂³f/∂xᵢ∂xⱼ∂xₖ: a driver of first order over one of second. */
const thirds = (inner: Hessian, x: readonly number[], i: number): number[][] =>
  jacobian((t: Scalar) => inner(f, x.with(i, t as number)), x[i] as number) as number[][];

test('third derivatives', () => {
  const errors = new Errors();
  for (const [point, , first, , third] of cases) {
    for (const [name, at] of Object.entries({ hessian, reverse: reverse.hessian })) {
      const found = point.map((_, i) => thirds(at as unknown as Hessian, point, i));
      let m = 0;
      for (let i = 0; i < point.length; i++) {
        for (let j = i; j < point.length; j++) {
          for (let k = j; k < point.length; k++, m++) {
            const twice = i === j || j === k ? conditionOf(first[j] as number) : 1;
            const actual = found[i]?.[j]?.[k] as number;
            errors.take(3, actual, third[m] as number, `${name} at ${point} ${i}${j}${k}`, twice);
          }
        }
      }
    }
  }
  errors.check();
});

test('compiled: the bits of eager, also where another number is the greatest than in the example', () => {
  const found: string[] = [];
  const ofFive = (xs: readonly Scalar[]): Scalar => logSumExp([...xs, -0.75, 2]);
  for (const point of [
    [0.3, 0.1, -0.2],
    [-40, 0, 0],
    [0, -40, -41],
    [3, 3, 3],
    [1e10, 3, 1e10 + 1],
    [-1e300, 3, 1],
  ]) {
    for (const mode of lawModesFor(3).filter((_, i) => i % 4 === 1)) {
      const differs = compiledDiffers(mode, ofFive, point, answerOf(mode, ofFive, point));
      if (differs !== undefined) found.push(`${mode.name} at ${point}: ${differs}`);
    }
  }
  assert.equal(found, []);
});

test('infinite numbers', () => {
  const inf = Number.POSITIVE_INFINITY;
  assert.is(logSumExp([-inf, 0, -inf, -inf]), 0);
  assert.is(logSumExp([-inf, -inf, -inf]), -inf);
  assert.is(logSumExp([inf, 0, inf]), inf);
  assert.ok(Number.isNaN(logSumExp([1, Number.NaN, inf, 3])));
  assert.equal(reverse.gradient(f, [-inf, 1, 1]), [0, 0.5, 0.5]);
  assert.equal(hessian(f as never, [-inf, 1, 1]), [
    [0, 0, 0],
    [0, 0.25, -0.25],
    [0, -0.25, 0.25],
  ]);
});

test('of two numbers it is logAddExp', () => {
  for (const x of [-3, 0, 0.5, 40]) {
    assert.is(logSumExp([x, 0.5]), logAddExp(x, 0.5));
    assert.is(
      secondDerivative((t) => logSumExp([t, 0.5]), x),
      secondDerivative((t) => logAddExp(t, 0.5), x),
    );
  }
});

test.run();
