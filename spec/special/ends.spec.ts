/** The ends of the range: values by mpmath at 40 digits, at points where a formula underflows or overflows on its way. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { derivative } from '../../lib/index.js';
import { beta, betaI, gamma, gammaP, gammaQ, logBeta } from '../../lib/special/index.js';
import { near } from '../support/assert.js';

const test = suite('ends of special functions');

test('gamma up to where it leaves the range, at 171.6243769563027', () => {
  near(gamma(171.62), 1.757682678997813e308, 8, 'gamma(171.62)');
  near(gamma(171.624), 1.7942117599248104e308, 8, 'gamma(171.624)');
  assert.is(gamma(171.625), Number.POSITIVE_INFINITY);
  near(derivative(gamma, 170.5), 2.856579354854219e306, 8, 'slope at 170.5');
});

for (const [t, logBeta1, logBetaT, q] of [
  [1e-20, 46.051701859880914, 46.74484904044086, 2.1938393439552025e-21],
  [1e-200, 460.5170185988091, 461.2101657793691, 2.1938393439552025e-201],
  [1e-300, 690.7755278982137, 691.4686750787737, 2.193839343955203e-301],
] as const) {
  test(`tiny arguments: ${t}`, () => {
    near(logBeta(t, 1), logBeta1, 4, 'logBeta(t, 1)');
    near(logBeta(1, t), logBeta1, 4, 'logBeta(1, t)');
    near(logBeta(t, t), logBetaT, 4, 'logBeta(t, t)');
    near(beta(t, 1), 1 / t, 4, 'beta(t, 1)');
    // Q(t, 1) = t·E₁(1) and P(1, t) = t, to first order; the others are 1.
    near(gammaQ(t, 1), q, 8, 'gammaQ(t, 1)');
    near(gammaP(1, t), t, 4, 'gammaP(1, t)');
    near(gammaP(t, 1), 1, 4, 'gammaP(t, 1)');
    near(gammaQ(1, t), 1, 4, 'gammaQ(1, t)');
    near(betaI(t, 1, 2), 2 * t, 4, 'betaI(t, 1, 2)');
    near(betaI(0.5, 1, t), t * Math.LN2, 4, 'betaI(0.5, 1, t)');
    near(betaI(0.5, t, 1), 1, 4, 'betaI(0.5, t, 1)');
  });
}

test('logBeta about (1, 1), where it is 0', () => {
  near(logBeta(1 + 2 ** -52, 1), -2.2204460492503128e-16, 1);
  near(logBeta(1, 1 - 1e-9), 9.999999722180686e-10, 1);
  near(logBeta(1 + 1e-6, 1 - 1e-6), 1.6450450890632083e-12, 2);
  near(logBeta(1.19, 0.85), 0.006751979948610433, 4);
  assert.is(logBeta(1, 1), 0);
});

test('betaI down to the least subnormal numbers', () => {
  near(betaI(1e-77, 4.0482, 0.46), 4.60110338903e-313, 1);
  near(betaI(1e-160, 2, 2), 3e-320, 1);
  near(betaI(0.01, 157, 3), 1.23126103e-310, 1);
  near(betaI(1e-3, 104, 2.5), 8.11051322672447e-310, 1);
  assert.is(betaI(1e-200, 2, 2), 0);
});

test.run();
