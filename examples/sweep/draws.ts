/** Sets of parameters that the data allow. */
import { cholesky } from 'hyperdual/linalg';
import type { Fit } from '../influenza/least-squares.js';
import { gaussians } from '../tracking/simulation.js';

/**
 * Draws from a log-normal distribution about the fit, the same for the same seed.
 *
 * The logarithms of the parameters are Gaussian about those of the estimates, with the fit's covariance C carried over to
 * first order, C[i][j]/(p[i]·p[j]). All parameters are positive, as they must be: I₀ has a standard error of 42 %, and a
 * Gaussian of that width would be negative once in a hundred draws.
 *
 * @returns the sets one after the other.
 */
export function parameterSets(fit: Pick<Fit, 'parameters' | 'covariance'>, count: number, seed: number): Float64Array {
  const p = fit.parameters;
  const L = cholesky(fit.covariance.map((row, i) => row.map((c, j) => c / (p[i] * p[j]))));
  const next = gaussians(seed);
  const sets = new Float64Array(count * p.length);
  const z = new Float64Array(p.length);
  for (let at = 0; at < sets.length; at += p.length) {
    for (let i = 0; i < p.length; i++) z[i] = next();
    for (let i = 0; i < p.length; i++) {
      let log = Math.log(p[i]);
      for (let j = 0; j <= i; j++) log += L[i][j] * z[j];
      sets[at + i] = Math.exp(log);
    }
  }
  return sets;
}
