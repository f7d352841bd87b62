/** Poles and infinities of the gamma, error and Bessel functions: the table of what is due, checked in every mode. */
import { suite } from 'uvu';
import {
  besselI0,
  besselI1,
  besselJ0,
  besselJ1,
  besselY0,
  besselY1,
  digamma,
  erf,
  erfc,
  gamma,
  logGamma,
  polygamma,
  trigamma,
} from '../../lib/special/index.js';
import type { Derivatives } from '../singular/expect.js';
import type { One } from '../support/functions.js';
import { check, INF, NAN, type Row, UNDEFINED } from './singular-rows.js';

const singular = suite('singular points of gamma, error and Bessel functions');

singular('gamma: infinite at 0 by the sign of 0, undefined at the other poles', () => {
  check('gamma', gamma as One, [
    [0, INF, -INF, INF, -INF],
    [-0, -INF, -INF, -INF, -INF],
    [-1, ...UNDEFINED],
    [-2, ...UNDEFINED],
    [-171, ...UNDEFINED],
    [-1e300, ...UNDEFINED],
    [172, INF, INF, INF, INF],
    [INF, INF, INF, INF, INF],
    [-INF, ...UNDEFINED],
    [NAN, ...UNDEFINED],
  ]);
});

singular('logGamma: Infinity at every pole, with one-sided slopes at 0 and none at the others', () => {
  check('logGamma', logGamma as One, [
    [0, INF, -INF, INF, -INF],
    [-0, INF, INF, INF, INF],
    [-1, INF, NAN],
    [-7, INF, NAN],
    [INF, INF, INF, 0, 0],
    [-INF, INF, NAN],
    [NAN, ...UNDEFINED],
  ]);
});

singular('digamma, trigamma, polygamma', () => {
  check('digamma', digamma as One, [
    [0, -INF, INF, -INF, INF],
    [-0, INF, INF, INF, INF],
    [-1, ...UNDEFINED],
    [INF, INF, 0, 0, 0],
    [-INF, ...UNDEFINED],
    [NAN, ...UNDEFINED],
  ]);
  const odd: readonly Row[] = [
    [0, INF, -INF, INF, -INF],
    [-0, INF, INF, INF, INF],
    // The value has a two-sided limit, the slope has not.
    [-1, INF, NAN, NAN, NAN],
    [INF, 0, 0, 0, 0],
    [-INF, ...UNDEFINED],
    [NAN, ...UNDEFINED],
  ];
  check('trigamma', trigamma as One, odd);
  check('polygamma(3)', (x) => polygamma(3, x), odd);
  check('polygamma(2)', (x) => polygamma(2, x), [
    [0, -INF, INF, -INF, INF],
    [-0, INF, INF, INF, INF],
    [-1, ...UNDEFINED],
    [INF, -0, 0, 0, 0],
    [-INF, ...UNDEFINED],
  ]);
  for (const n of [-1, 0.5, NAN, INF]) check(`polygamma(${n})`, (x) => polygamma(n, x), [[1, ...UNDEFINED]]);
});

singular('erf and erfc: level at both ends', () => {
  const c = 2 / Math.sqrt(Math.PI);
  check(
    'erf',
    erf as One,
    [
      [0, 0, c, 0, -2 * c],
      [-0, -0, c, 0, -2 * c],
      [INF, 1, 0, 0, 0],
      [-INF, -1, 0, 0, 0],
      [1e308, 1, 0, 0, 0],
      [-1e155, -1, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
    1,
  );
  check(
    'erfc',
    erfc as One,
    [
      [0, 1, -c, 0, 2 * c],
      [INF, 0, 0, 0, 0],
      [-INF, 2, 0, 0, 0],
      [1e200, 0, 0, 0, 0],
      [NAN, ...UNDEFINED],
    ],
    1,
  );
});

singular('Bessel functions at 0', () => {
  check('besselJ0', besselJ0 as One, [[0, 1, 0, -0.5, 0]]);
  check('besselJ1', besselJ1 as One, [[0, 0, 0.5, 0, -0.375]]);
  check('besselI0', besselI0 as One, [[0, 1, 0, 0.5, 0]]);
  check('besselI1', besselI1 as One, [[0, 0, 0.5, 0, 0.375]]);
  const pole: readonly Row[] = [
    [0, -INF, INF, -INF, INF],
    [-0, -INF, INF, -INF, INF],
    [-1e-300, ...UNDEFINED],
    [-1, ...UNDEFINED],
    [-INF, ...UNDEFINED],
  ];
  check('besselY0', besselY0 as One, pole);
  check('besselY1', besselY1 as One, pole);
});

singular('Bessel functions at infinity: J and Y fade, I grows out of the range', () => {
  const faded: Derivatives = [0, 0, 0, 0];
  for (const [name, f] of Object.entries({ besselJ0, besselJ1 })) {
    check(name, f as One, [
      [INF, ...faded],
      [-INF, ...faded],
      [NAN, ...UNDEFINED],
    ]);
  }
  for (const [name, f] of Object.entries({ besselY0, besselY1 })) {
    check(name, f as One, [
      [INF, ...faded],
      [NAN, ...UNDEFINED],
    ]);
  }
  for (const x of [714, 1e10, INF]) {
    check('besselI0', besselI0 as One, [
      [x, INF, INF, INF, INF],
      [-x, INF, -INF, INF, -INF],
    ]);
    check('besselI1', besselI1 as One, [
      [x, INF, INF, INF, INF],
      [-x, -INF, INF, -INF, INF],
    ]);
  }
  check('besselI0', besselI0 as One, [[NAN, ...UNDEFINED]]);
});

singular.run();
