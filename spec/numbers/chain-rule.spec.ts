/**
 * The chain rule of every kind of number, to fourth order and past the table's last row: functions of numbers of all kinds
 * against Taylor series in the infinitesimals (support/polynomial), with derivatives known in closed form.
 */
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';
import {
  abs,
  acos,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cos,
  cosh,
  exp,
  expm1,
  exprel,
  floor,
  hypot,
  log,
  log1p,
  log1prel,
  logAddExp,
  max,
  min,
  mod,
  pow,
  reciprocal,
  type Scalar,
  sigmoid,
  sin,
  sinc,
  sinh,
  softplus,
  sqrt,
  square,
  tan,
  tanh,
  xlogx,
} from '../../lib/index.js';
import { withEveryKind } from '../support/kinds.js';
import {
  applied,
  constant,
  constantTerm,
  dimension,
  distance,
  factorialOf,
  minus,
  over,
  type Polynomial,
  plus,
  polynomial,
  terms,
  times,
} from '../support/polynomial.js';

const unary = suite('chain rule, one variable');

const parity = (k: number): number => (k % 2 === 0 ? 1 : -1);
const listed =
  (...derivatives: number[]) =>
  (k: number): number =>
    derivatives[k] ?? Number.NaN;
/** Derivatives of log at 1. */
const logAtOne = (k: number): number => (k === 0 ? 0 : -parity(k) * factorialOf(k - 1));
const circle = (k: number): number => [0, 1, 0, -1][k % 4] as number;

/** Function, point, and its derivatives there: whole numbers or sums of few powers of two, so that no step rounds. */
const exact: [string, (x: Scalar) => Scalar, number, (k: number) => number][] = [
  ['exp', exp, 0, () => 1],
  ['expm1', expm1, 0, (k) => (k === 0 ? 0 : 1)],
  ['log', log, 1, logAtOne],
  ['log1p', log1p, 0, logAtOne],
  ['xlogx', xlogx, 1, (k) => (k === 0 ? 0 : k === 1 ? 1 : parity(k) * factorialOf(k - 2))],
  ['sqrt', sqrt, 1, listed(1, 0.5, -0.25, 0.375, -0.9375, 3.28125)],
  ['sqrt', sqrt, 4, listed(2, 0.25, -1 / 32, 3 / 256, -15 / 2048)],
  ['square', square, 3, listed(9, 6, 2, 0, 0, 0)],
  ['reciprocal', reciprocal, 2, (k) => (parity(k) * factorialOf(k)) / 2 ** (k + 1)],
  ['pow(x, 3)', (x) => pow(x, 3), -2, listed(-8, 12, -12, 6, 0, 0)],
  ['pow(x, 1)', (x) => pow(x, 1), 0, listed(0, 1, 0, 0, 0, 0)],
  ['pow(x, 2)', (x) => pow(x, 2), 0, listed(0, 0, 2, 0, 0, 0)],
  ['pow(x, 3)', (x) => pow(x, 3), 0, listed(0, 0, 0, 6, 0, 0)],
  ['pow(x, 0)', (x) => pow(x, 0), 0, listed(1, 0, 0, 0, 0, 0)],
  ['pow(x, -1)', (x) => pow(x, -1), 2, (k) => (parity(k) * factorialOf(k)) / 2 ** (k + 1)],
  ['pow(x, 0.5)', (x) => pow(x, 0.5), 1, listed(1, 0.5, -0.25, 0.375, -0.9375, 3.28125)],
  ['sin', sin, 0, circle],
  ['cos', cos, 0, (k) => circle(k + 1)],
  ['tan', tan, 0, listed(0, 1, 0, 2, 0, 16)],
  ['asin', asin, 0, listed(0, 1, 0, 1, 0, 9)],
  ['acos', acos, 0, listed(Math.PI / 2, -1, 0, -1, 0, -9)],
  ['atan', atan, 0, listed(0, 1, 0, -2, 0, 24)],
  ['sinh', sinh, 0, (k) => k % 2],
  ['cosh', cosh, 0, (k) => (k + 1) % 2],
  ['tanh', tanh, 0, listed(0, 1, 0, -2, 0, 16)],
  ['asinh', asinh, 0, listed(0, 1, 0, -1, 0, 9)],
  ['atanh', atanh, 0, listed(0, 1, 0, 2, 0, 24)],
  ['sigmoid', sigmoid, 0, listed(0.5, 0.25, 0, -0.125, 0, 0.25)],
  ['softplus', softplus, 0, listed(Math.LN2, 0.5, 0.25, 0, -0.125, 0)],
  ['abs', abs, -3, listed(3, -1, 0, 0, 0, 0)],
  ['floor', floor, 2.5, listed(2, 0, 0, 0, 0, 0)],
];

for (const [name, f, x0, derivatives] of exact) {
  unary(`${name} at ${x0} is its Taylor series, exactly, for numbers of every kind`, () => {
    withEveryKind(x0, (samples) => {
      for (const [kind, x] of samples) {
        equal(terms(polynomial(f(x))), terms(applied(derivatives, polynomial(x))), `${name}(${kind})`);
      }
    });
  });
}

/** Derivatives at 0 that are no finite binary fractions. */
const rounded: [string, (x: Scalar) => Scalar, (k: number) => number][] = [
  ['exprel', exprel, (k) => 1 / (k + 1)],
  ['log1prel', log1prel, (k) => (parity(k) * factorialOf(k)) / (k + 1)],
  ['sinc', sinc, (k) => (circle(k + 1) as number) / (k + 1)],
];

for (const [name, f, derivatives] of rounded) {
  unary(`${name} at 0 is its Taylor series to a few ulp for numbers of every kind`, () => {
    withEveryKind(0, (samples) => {
      for (const [kind, x] of samples) {
        const error = distance(polynomial(f(x)), applied(derivatives, polynomial(x)));
        ok(error < 1e-14, `${name}(${kind}): ${error}`);
      }
    });
  });
}

const binary = suite('chain rule, two variables');

const expOf = (p: Polynomial): Polynomial => {
  const e = Math.exp(constantTerm(p));
  return applied(() => e, p);
};
const logOf = (p: Polynomial): Polynomial => {
  const c = constantTerm(p);
  return plus(
    applied((k) => (k === 0 ? 0 : logAtOne(k) / c ** k), p),
    constant(Math.log(c)),
  );
};
const sqrtAtOne = (k: number): number => {
  let c = 1;
  for (let i = 0; i < k; i++) c *= 0.5 - i;
  return c;
};
const atanAtZero = (k: number): number => (k % 2 === 0 ? 0 : parity((k - 1) / 2) * factorialOf(k - 1));

type Oracle = (p: Polynomial, q: Polynomial) => Polynomial;
const pairs: [string, (x: Scalar, y: Scalar) => Scalar, number, number, Oracle][] = [
  ['pow', pow, 1, 3, (p, q) => expOf(times(q, logOf(p)))],
  ['pow', pow, 1, -2, (p, q) => expOf(times(q, logOf(p)))],
  ['hypot', hypot, 1, 0, (p, q) => applied(sqrtAtOne, plus(times(p, p), times(q, q)))],
  ['hypot', hypot, 0, -1, (p, q) => applied(sqrtAtOne, plus(times(p, p), times(q, q)))],
  ['atan2', atan2, 0, 1, (p, q) => applied(atanAtZero, over(p, q))],
  ['logAddExp', logAddExp, 2, 2, (p, q) => plus(p, logOf(plus(constant(1), expOf(minus(q, p)))))],
  ['max', max, 3, 2, (p) => p],
  ['max', max, 2, 3, (_, q) => q],
  ['min', min, 3, 2, (_, q) => q],
  ['mod', mod, 7, 2, (p, q) => minus(p, times(constant(3), q))],
  ['mod', mod, -7, 2, (p, q) => plus(p, times(constant(3), q))],
];

for (const [name, f, x0, y0, oracle] of pairs) {
  binary(`${name} at (${x0}, ${y0}) is its Taylor series for numbers of every two kinds`, () => {
    withEveryKind(x0, (left) => {
      withEveryKind(y0, (right) => {
        for (const [kindX, x] of left) {
          for (const [kindY, y] of right) {
            const [p, q] = [polynomial(x), polynomial(y)];
            if (dimension(p) + dimension(q) > 6) continue; // the series of the oracle would take seconds
            const error = distance(polynomial(f(x, y)), oracle(p, q));
            ok(error < 1e-13, `${name}(${kindX}, ${kindY}): ${error}`);
          }
        }
      });
    });
  });
}

unary.run();
binary.run();
