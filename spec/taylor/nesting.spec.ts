/** Series inside other drivers and other drivers inside series, of every kind, for every function. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  derivative,
  exp,
  gradient,
  hessian,
  hvp,
  jacobian,
  jvp,
  laplacian,
  logAddExp,
  mul,
  nthDerivative,
  pow,
  type Scalar,
  secondDerivative,
  sin,
  softplus,
  square,
  sub,
  taylor,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { type One, UNARY, unaryNamed } from '../support/functions.js';

/** f(x, t) with everything mixed; all its derivatives by nested derivative() calls. */
const field = (x: Scalar, t: Scalar): Scalar => mul(sin(mul(x, t)), exp(sub(t, square(x))));

function byNesting(k: number, n: number): (x: Scalar, t: Scalar) => Scalar {
  if (k > 0) return (x, t) => derivative((u: Scalar) => byNesting(k - 1, n)(u, t), x);
  if (n > 0) return (x, t) => derivative((v: Scalar) => byNesting(0, n - 1)(x, v), t);
  return field;
}

const X = 0.7;
const T = 0.3;
const FACTORIALS = [1, 1, 2, 6];

const close = (actual: Scalar, expected: Scalar, what: string): void => {
  const [a, e] = [value(actual), value(expected)];
  ok(Math.abs(a - e) <= 1e-12 * (1 + Math.abs(e)), `${what}: ${a}, expected ${e}`);
};

const inside = suite('series inside a driver');

inside('derivative, secondDerivative and reverse gradient of each coefficient', () => {
  for (let n = 0; n <= 3; n++) {
    const coefficient = (x: Scalar): Scalar => taylor((t) => field(x, t), T as Scalar, 3)[n] as Scalar;
    const exact = (k: number): number => value(byNesting(k, n)(X, T)) / (FACTORIALS[n] as number);
    close(derivative(coefficient, X), exact(1), `derivative of c${n}`);
    close(secondDerivative(coefficient, X), exact(2), `second derivative of c${n}`);
    close(reverse.gradient(([x]: [Scalar]) => coefficient(x), [X])[0] as number, exact(1), `reverse gradient of c${n}`);
    close(reverse.hessian(([x]: [Scalar]) => coefficient(x), [X])[0][0], exact(2), `reverse Hessian of c${n}`);
  }
});

inside('by the center: derivatives of the coefficients are coefficients', () => {
  const c = taylor((t) => field(X, t), T, 6);
  for (let n = 0; n <= 4; n++) {
    close(
      derivative((t0) => taylor((t) => field(X, t), t0, 4)[n] as Scalar, T),
      (n + 1) * (c[n + 1] as number),
      `c${n}`,
    );
  }
});

inside('logAddExp at a tie, which moves with the outer variable: as y + softplus(x - y), which has no ties', () => {
  const coefficients = (f: (x: Scalar, y: Scalar) => Scalar) => (x: Scalar) =>
    taylor((t) => f(add(x, t), sub(0.5, mul(2, t))), 0 as Scalar, 6);
  const tied = jacobian(coefficients(logAddExp), 0.5);
  const untied = jacobian(
    coefficients((x, y) => add(y, softplus(sub(x, y)))),
    0.5,
  );
  for (const [k, d] of tied.entries()) close(d, untied[k] as number, `c${k}`);
  const ends = taylor((t) => logAddExp(add(Number.POSITIVE_INFINITY, t), Number.POSITIVE_INFINITY), 0, 3);
  equal(ends, [Number.POSITIVE_INFINITY, 0.5, 0.125, 0]);
});

inside('jacobian of all coefficients at once', () => {
  const J = jacobian(([x, y]: [Scalar, Scalar]) => taylor((t) => mul(x, pow(add(y, t), 3)), 0 as Scalar, 3), [2, 3]);
  equal(
    J,
    [
      [27, 54],
      [27, 36],
      [9, 6],
      [1, 0],
    ].map(([a], i) => [a, [54, 36, 6, 0][i]]),
  );
});

const outside = suite('a driver inside series');

outside('derivative, secondDerivative, gradients, Hessians of both modes', () => {
  const drivers: [string, (t: Scalar) => Scalar, number][] = [
    ['derivative', (t) => derivative((x: Scalar) => field(x, t), X), 1],
    ['secondDerivative', (t) => secondDerivative((x: Scalar) => field(x, t), X), 2],
    ['gradient', (t) => gradient(([x]: [Scalar]) => field(x, t), [X] as [Scalar])[0], 1],
    ['gradient, several inputs', (t) => gradient(([x, y]: [Scalar, Scalar]) => field(x, mul(y, t)), [X, 1])[0], 1],
    ['jvp', (t) => jvp((x: Scalar) => field(x, t), X as Scalar, 1).tangent, 1],
    ['hessian', (t) => hessian((x: Scalar) => field(x, t), X as Scalar), 2],
    ['hvp', (t) => hvp(([x]: [Scalar]) => field(x, t), [X] as [Scalar], [1])[0], 2],
    ['laplacian', (t) => laplacian((x: Scalar) => field(x, t), X as Scalar), 2],
    ['reverse gradient', (t) => reverse.gradient(([x]: [Scalar]) => field(x, t), [X] as [Scalar])[0], 1],
    ['reverse hessian', (t) => reverse.hessian(([x]: [Scalar]) => field(x, t), [X] as [Scalar])[0][0], 2],
    ['nthDerivative', (t) => nthDerivative((x: Scalar) => field(x, t), X as Scalar, 3), 3],
  ];
  for (const [name, f, k] of drivers) {
    taylor(f, T, 3).forEach((c, n) => {
      close(c, value(byNesting(k, n)(X, T)) / (FACTORIALS[n] as number), `${name}, c${n}`);
    });
  }
});

const all = suite('every function, series of dual numbers and dual numbers of series');

/** Points inside the domains, away from kinks and jumps. */
const pointFor = (name: string): number => (name === 'acosh' ? 1.7 : name === 'neg' ? 0.4 : 0.37);

for (const name of UNARY) {
  all(`${name}: mixed derivatives of f(x·t + x) in both orders`, () => {
    const f: One = unaryNamed(name);
    const g = (x: Scalar, t: Scalar): Scalar => f(add(mul(mul(0.1, x), t), x));
    const x0 = pointFor(name);
    const dualsInside = taylor((t) => derivative((x: Scalar) => g(x, t), x0), 0.2, 4);
    dualsInside.forEach((c, k) => {
      const seriesInside = derivative((x) => taylor((t) => g(x, t), 0.2 as Scalar, 4)[k] as Scalar, x0);
      ok(Math.abs(c - seriesInside) <= 1e-12 * Math.max(Math.abs(c), 1e-3), `coefficient ${k}: ${c}, ${seriesInside}`);
      const backwards = reverse.gradient(
        ([x]: [Scalar]) => taylor((t) => g(x, t), 0.2 as Scalar, 4)[k] as Scalar,
        [x0],
      )[0];
      ok(Math.abs(seriesInside - backwards) <= 1e-12 * Math.max(Math.abs(c), 1e-3), `reverse, ${k}: ${backwards}`);
    });
    const reverseInside = taylor((t) => reverse.gradient(([x]: [Scalar]) => g(x, t), [x0] as [Scalar])[0], 0.2, 4);
    reverseInside.forEach((c, k) => {
      const expected = dualsInside[k] as number;
      ok(
        Math.abs(c - expected) <= 1e-12 * Math.max(Math.abs(expected), 1e-3),
        `reverse inside, ${k}: ${c}, ${expected}`,
      );
    });
  });
}

all('a level of series for each of three numbers', () => {
  // [r][s²][t] of (1 + r + s + t)⁴ = 4!/(1!·2!·1!) = 12
  const c = taylor(
    (r: Scalar) =>
      taylor(
        (s: Scalar) => taylor((t: Scalar) => pow(add(add(add(1, r), s), t), 4), 0 as Scalar, 1)[1] as Scalar,
        0 as Scalar,
        2,
      )[2] as Scalar,
    0,
    1,
  );
  is(c[1], 12);
});

inside.run();
outside.run();
all.run();
