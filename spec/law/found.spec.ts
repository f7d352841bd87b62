/** Points at which an answer was once wrong, or differed between modes. */
import { suite } from 'uvu';
import { clamp, derivatives, div, mul, pow, type Scalar, square } from '../../lib/index.js';
import { digamma, logGamma, trigamma } from '../../lib/special/index.js';
import { same } from '../support/assert.js';
import type { LawMode } from '../support/law-modes.js';
import { everyMode, everyModeOfOne, type Within } from './expect.js';

const test = suite('found to be wrong once');

/** Where cotangents, or their changes, are below the doubles though the derivatives are not. */
const forwardOnly: Within = { compiled: false, modes: ({ name }) => !/reverse|hvp/.test(name) };

test('x brought between equal ends is that end', () => {
  everyMode('clamp(x, y, y)', (x) => clamp(x[0] as Scalar, x[1] as Scalar, x[1] as Scalar), [1, 1], {
    gradient: [0, 1],
  });
  everyModeOfOne('clamp(x, x, x)', (x) => clamp(x, x, x), 1, [1, 1, 0]);
});

test('exponents that multiply to 1 but for their rounding', () => {
  for (const c of [2 / 3, 0.3, 1 / 7]) {
    everyModeOfOne(`c = ${c}`, (x) => pow(pow(x, c), 1 / c), 0, [0, 1, 0], { compiled: false });
  }
});

test('digamma and logGamma beside the pole and far out', () => {
  // Inside of reverse mode the slope 1e600 is one of a driver that does not move with the outer one.
  const modes = ({ name }: LawMode): boolean => !name.endsWith('inside reverse');
  const to = { terms: [2e300, 8e300] as const, compiled: false, modes };
  everyModeOfOne('digamma, near', (x) => digamma(mul(1e-300, square(x))), 1, [-1e300, 2e300, -6e300], to);
  everyModeOfOne('digamma, far', (x) => digamma(mul(1e300, x)), 1, [300 * Math.LN10, 1, -1]);
  everyModeOfOne('trigamma, far', (x) => trigamma(mul(1e200, x)), 1, [1e-200, -1e-200, 2e-200], forwardOnly);
  const ofQuotient = (x: Scalar): Scalar => logGamma(div(1, mul(1e-200, x)));
  const [log, scale] = [200 * Math.LN10, 1e200];
  const due = [(log - 1) * scale, -log * scale, (2 * log + 1) * scale] as const;
  everyModeOfOne('logGamma, far', ofQuotient, 1, due, { compiled: false });
  same(
    derivatives((x) => digamma(mul(1e300, x)), 1, 3).map((y) => Math.round(1e6 * y) / 1e6),
    [690.775528, 1, -1, 2],
  );
});

test('powers of powers far out', () => {
  const d = (k: number): number => [1, 0.45, 0.45 * -0.55][k] as number;
  const due = [0, 1, 2].map((k) => d(k) * 1e160 ** (0.45 - k));
  const f = (x: Scalar): Scalar => pow(pow(x, 1.5), 0.3);
  everyModeOfOne('x^0.45', f, 1e160, [due[0], due[1], due[2]], { ...forwardOnly, ulps: 4096 });
});

test.run();
