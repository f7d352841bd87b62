/**
 * Derivatives of the special functions against finite differences, Ridders' method with its error estimate: the slope against
 * differences of values, the higher ones against differences of the derivative before.
 */
import { suite } from 'uvu';
import { gradient, hessian, type Scalar } from '../../lib/index.js';
import * as special from '../../lib/special/index.js';
import type { One, Two } from '../support/functions.js';
import { check, checkThree } from './against-differences.js';

const differences = suite('special functions against differences');

const nearPoles = (x: number): [number, number] => [x, x > 0 ? Math.min(x, 2) : Math.abs(x - Math.round(x))];
const smooth = (x: number): [number, number] => [x, 1];

const POSITIVE = [0.02, 0.7, 1.4616, 3.3, 17, 90];

differences('gamma, logGamma, digamma, trigamma, polygamma', () => {
  const points = [...POSITIVE, -0.4, -1.6, -5.3, -20.7].map(nearPoles);
  checkThree('gamma', special.gamma as One, points);
  checkThree('logGamma', special.logGamma as One, points);
  checkThree('digamma', special.digamma as One, points);
  checkThree('trigamma', special.trigamma as One, points);
  checkThree('polygamma(4)', (x) => special.polygamma(4, x), points);
});

differences('erf and erfc', () => {
  checkThree('erf', special.erf as One, [-3, -0.5, 0, 0.3, 1.2, 2.5].map(smooth));
  checkThree('erfc', special.erfc as One, [
    [-1, 1],
    [0.5, 1],
    [3, 0.5],
    [10, 0.1],
    [25, 0.04],
  ]);
});

differences('Bessel functions', () => {
  const points = [0.01, 0.9, 2.4, 3.8, 5.4, 8.1, 30, 77].map(smooth);
  checkThree('besselJ0', special.besselJ0 as One, [-3.3, 0, ...points.map(([x]) => x)].map(smooth));
  checkThree('besselJ1', special.besselJ1 as One, [-3.3, 0, ...points.map(([x]) => x)].map(smooth));
  checkThree('besselI0', special.besselI0 as One, [-700, -3.3, 0, ...points.map(([x]) => x)].map(smooth));
  checkThree('besselI1', special.besselI1 as One, [-700, -3.3, 0, ...points.map(([x]) => x)].map(smooth));
  checkThree(
    'besselY0',
    special.besselY0 as One,
    points.map(([x]) => [x, Math.min(x, 1)]),
  );
  checkThree(
    'besselY1',
    special.besselY1 as One,
    points.map(([x]) => [x, Math.min(x, 1)]),
  );
});

differences('gammaP and gammaQ', () => {
  for (const a of [0.3, 1, 4.5, 60, 2000]) {
    const spread = Math.sqrt(a);
    const points = [0.7, 1, 1.2].map((part): [number, number] => [a * part, Math.min(spread, a * part) / 2]);
    checkThree(`gammaP(${a})`, (x) => special.gammaP(a, x), points);
    checkThree(`gammaQ(${a})`, (x) => special.gammaQ(a, x), points);
  }
});

differences('betaI', () => {
  for (const [a, b] of [
    [0.4, 0.6],
    [1, 2],
    [3.5, 2.5],
    [40, 9],
    [300, 700],
  ] as const) {
    const mean = a / (a + b);
    const spread = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
    const points = [-1, 0, 1].map((i): [number, number] => {
      const x = mean + (i * spread) / 2;
      return [x, Math.min(spread / 2, x, 1 - x)];
    });
    checkThree(`betaI(${a}, ${b})`, (x) => special.betaI(x, a, b), points);
  }
});

const PAIRS = [
  [0.02, 0.05],
  [0.4, 0.9],
  [0.1, 6],
  [1, 1],
  [2.5, 30],
  [70, 90],
] as const;

differences('beta and logBeta: gradient against values, Hessian against the gradient', () => {
  for (const [name, f] of Object.entries({ beta: special.beta as Two, logBeta: special.logBeta as Two })) {
    const g = ([x, y]: readonly [Scalar, Scalar]): Scalar => f(x, y);
    for (const [a, b] of [...PAIRS, ...PAIRS.map(([x, y]) => [y, x] as const)]) {
      const [fa, fb] = gradient(g, [a, b]);
      const [[aa, ab], [, bb]] = hessian(g, [a, b]);
      const along = (i: 0 | 1) => (t: number) => gradient(g, [t, b])[i];
      check(`${name}, a`, (t) => f(t, b) as number, fa, a, a);
      check(`${name}, b`, (t) => f(a, t) as number, fb, b, b);
      check(`${name}, aa`, along(0), aa, a, a);
      check(`${name}, ab`, along(1), ab, a, a);
      check(`${name}, bb`, (t) => gradient(g, [a, t])[1], bb, b, b);
    }
  }
});

differences.run();
