/** Ends of the domains of the beta and the incomplete functions: the table of what is due, checked in every mode. */
import { suite } from 'uvu';
import { beta, betaI, gammaP, gammaQ, logBeta } from '../../lib/special/index.js';
import { type Derivatives, type Partials, two } from '../singular/expect.js';
import type { Two } from '../support/functions.js';
import { check, INF, NAN, type Row, UNDEFINED } from './singular-rows.js';

const singular = suite('singular points of beta and incomplete functions');

singular('gammaP and gammaQ at 0: derivatives are finite below order a, and at all orders for whole a', () => {
  const at0: readonly (readonly [a: number, ...Derivatives])[] = [
    [0.5, 0, INF, -INF, INF],
    [1, 0, 1, -1, 1],
    [1.5, 0, 0, INF, -INF],
    [2, 0, 0, 1, -2],
    [2.5, 0, 0, 0],
    [3, 0, 0, 0, 1],
    [3.5, 0, 0, 0, 0],
    [1e10, 0, 0, 0, 0],
  ];
  for (const [a, value, ...due] of at0) {
    check(`gammaP(${a}, x)`, (x) => gammaP(a, x), [[0, value, ...due] as unknown as Row]);
    check(`gammaQ(${a}, x)`, (x) => gammaQ(a, x), [[0, 1, ...due.map((d) => -(d as number))] as unknown as Row]);
  }
});

singular('gammaP and gammaQ: level at Infinity, NaN outside x >= 0, a > 0', () => {
  for (const a of [0.3, 1, 2, 700.5]) {
    const rest: readonly Row[] = [
      [-1e-300, ...UNDEFINED],
      [NAN, ...UNDEFINED],
    ];
    check(`gammaP(${a}, x)`, (x) => gammaP(a, x), [[INF, 1, 0, 0, 0], ...rest]);
    check(`gammaQ(${a}, x)`, (x) => gammaQ(a, x), [[INF, 0, 0, 0, 0], ...rest]);
  }
  for (const a of [0, -1, INF, NAN]) {
    check(`gammaP(${a}, x)`, (x) => gammaP(a, x), [[1, ...UNDEFINED]]);
    check(`gammaQ(${a}, x)`, (x) => gammaQ(a, x), [[0, ...UNDEFINED]]);
  }
});

singular('betaI at 0 and at 1', () => {
  // I_x(a, b) for whole a and b is a polynomial.
  const rows: readonly (readonly [a: number, b: number, ...Row])[] = [
    [1, 1, 0, 0, 1, 0, 0],
    [1, 1, 1, 1, 1, 0, 0],
    [1, 3, 0, 0, 3, -6, 6], // 1 - (1-x)³
    [1, 3, 1, 1, 0, 0, 6],
    [3, 1, 0, 0, 0, 0, 6], // x³
    [3, 1, 1, 1, 3, 6, 6],
    [2, 3, 0, 0, 0, 12, -48], // 6x² - 8x³ + 3x⁴
    [2, 3, 1, 1, 0, 0, 24],
    [4, 4, 0, 0, 0, 0, 0],
    [4, 4, 1, 1, 0, 0, 0],
    [0.5, 0.5, 0, 0, INF, -INF, INF],
    [0.5, 0.5, 1, 1, INF, INF, INF],
    [1.5, 2.5, 0, 0, 0, INF, -INF],
    [1.5, 2.5, 1, 1, 0, 0],
  ];
  for (const [a, b, ...row] of rows) check(`betaI(x, ${a}, ${b})`, (x) => betaI(x, a, b), [row as Row], 2);
});

singular('betaI: NaN outside 0 <= x <= 1 and 0 < a, b < 1e15', () => {
  for (const x of [-1e-300, 1.0000000000000002, INF, -INF, NAN]) {
    check('betaI(x, 2, 3)', (t) => betaI(t, 2, 3), [[x, ...UNDEFINED]]);
  }
  for (const [a, b] of [
    [0, 1],
    [1, 0],
    [-1, 2],
    [1e15, 1],
    [NAN, 1],
  ] as const) {
    check(`betaI(x, ${a}, ${b})`, (x) => betaI(x, a, b), [[0.5, ...UNDEFINED]]);
  }
});

// ψ'(½), ψ'(2), -ψ''(2)
const [TRIGAMMA_HALF, TRIGAMMA_2, BEND_2] = [Math.PI ** 2 / 2, Math.PI ** 2 / 6 - 1, 0.4041138063191886];

singular('beta at a = 0: infinite along a, with finite limits along b', () => {
  const due: Partials = {
    value: INF,
    fx: -INF,
    fy: -TRIGAMMA_2,
    fxx: INF,
    // ∫ log t·log(1-t)·(1-t)/t dt from 0 to 1 = ζ(3) - 2 + ζ(2)
    fxy: 1.2020569031595942 - 2 + Math.PI ** 2 / 6,
    fyy: BEND_2,
  };
  for (const zero of [0, -0]) {
    two(beta as Two, zero, 2, due, 8, 'beta');
    two(
      beta as Two,
      2,
      zero,
      { value: INF, fx: due.fy, fy: -INF, fxx: due.fyy, fxy: due.fxy, fyy: INF } as Partials,
      8,
    );
  }
  // Both: 1/a + 1/b + ..., with ∂²/∂a∂b = 2ζ(3).
  two(
    beta as Two,
    0,
    0,
    { value: INF, fx: -INF, fy: -INF, fxx: INF, fxy: 2 * 1.2020569031595942, fyy: INF },
    8,
    'beta',
  );
});

singular('beta at Infinity: level; NaN for negative arguments', () => {
  // Along the other argument the slope is 0·Infinity, and nothing is beside an infinite number.
  for (const b of [0.5, 2, 1e10]) {
    two(beta as Two, INF, b, { value: 0, fx: 0, fxx: 0 }, 0, 'beta');
    two(beta as Two, b, INF, { value: 0, fy: 0, fyy: 0 }, 0, 'beta');
  }
  two(beta as Two, INF, INF, { value: 0 }, 0, 'beta');
  const nothing: Partials = { value: NAN };
  for (const [a, b] of [
    [-0.5, 2],
    [2, -1],
    [-1, -1],
    [NAN, 1],
    [0, INF],
    [-INF, 2],
  ] as const) {
    two(beta as Two, a, b, nothing, 0, 'beta');
    two(logBeta as Two, a, b, nothing, 0, 'logBeta');
  }
});

singular('logBeta at 0 and Infinity', () => {
  two(logBeta as Two, 0, 2, { value: INF, fx: -INF, fy: 0, fxx: INF, fxy: -TRIGAMMA_2, fyy: 0 }, 2, 'logBeta');
  two(logBeta as Two, 0.5, 0, { value: INF, fx: 0, fy: -INF, fxx: 0, fxy: -TRIGAMMA_HALF, fyy: INF }, 2, 'logBeta');
  two(logBeta as Two, INF, 2, { value: -INF, fx: 0, fy: -INF, fxx: 0, fxy: 0, fyy: TRIGAMMA_2 }, 2, 'logBeta');
  two(logBeta as Two, 0.5, INF, { value: -INF, fx: -INF, fy: 0, fxx: TRIGAMMA_HALF, fxy: 0, fyy: 0 }, 2, 'logBeta');
});

singular('beta with subnormal and huge arguments keeps finite derivatives finite', () => {
  two(beta as Two, 1e-320, 2, { value: INF, fx: -INF, fy: -TRIGAMMA_2, fyy: BEND_2 }, 8, 'beta');
  // B = 1/b - log a - γ + ... for b·log a << 1
  const a = 1e200;
  const b = 1e-100;
  two(beta as Two, a, b, { fx: -1e-200, fy: -1e200, fxx: 0, fyy: 2e300 }, 8, 'beta');
  // B(a, 1) = 1/a
  two(beta as Two, 1e100, 1, { fx: -1e-200, fxx: 2e-300 }, 8, 'beta');
});

singular.run();
