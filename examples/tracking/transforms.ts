/** Four ways to push a Gaussian through a function: two by derivatives, two by points. */
import { cholesky, inverse, matvec } from 'hyperdual/linalg';
import { moments } from 'hyperdual/plain';
import type { Belief, Transform } from './gaussian.js';
import type { Vector } from './model.js';
import { gaussians } from './simulation.js';

/** f replaced by its tangent at the mean. */
export const firstOrder: Transform = (f, { mean, covariance }) => moments(f, mean, covariance);

/** f replaced by its parabola at the mean. */
export const secondOrder: Transform = (f, { mean, covariance }) => moments(f, mean, covariance, { order: 2 });

/**
 * The unscented transform (Julier and Uhlmann): f at the mean and at 2n points around it, at the distance √(n + κ) along the
 * columns of the Cholesky factor.
 *
 * n + κ = 3 gives the points the fourth moments of a Gaussian; beyond n = 3 it would make the weight of the mean negative,
 * and covariances could come out indefinite, so κ is 0 there.
 */
export const unscented: Transform = (f, { mean, covariance }) => {
  const n = mean.length;
  const kappa = Math.max(0, 3 - n);
  const distance = Math.sqrt(n + kappa);
  const L = cholesky(covariance);
  const around = mean.flatMap((_, j) => [distance, -distance].map((d) => mean.map((m, i) => m + d * L[i][j])));
  const weights = [kappa / (n + kappa), ...around.map(() => 0.5 / (n + kappa))];
  return weighted(
    [mean, ...around].map((point) => f(point)),
    weights,
  );
};

/**
 * Sampling with a fixed cloud of standard Gaussian points, moved and stretched to the Gaussian at hand. The cloud itself is
 * symmetric and has covariance 1 exactly, so linear functions come out exact as they do with the others.
 *
 * @param pairs - half the number of points.
 */
export function sampling(n: number, pairs: number, seed: number): Transform {
  const next = gaussians(seed);
  const raw = Array.from({ length: pairs }, () => Array.from({ length: n }, next));
  const spread = raw[0].map((_, i) => raw[0].map((_, j) => raw.reduce((sum, z) => sum + z[i] * z[j], 0) / pairs));
  const whiten = inverse(cholesky(spread));
  const cloud = raw.map((z) => matvec(whiten, z)).flatMap((z) => [z, z.map((x) => -x)]);
  const weights = cloud.map(() => 1 / cloud.length);
  return (f, { mean, covariance }) => {
    const L = cholesky(covariance);
    const moved = (z: Vector): number[] =>
      mean.map((m, i) => {
        let x = m;
        for (let j = 0; j <= i; j++) x += L[i][j] * z[j];
        return x;
      });
    return weighted(
      cloud.map((z) => f(moved(z))),
      weights,
    );
  };
}

/** Mean and covariance of weighted points. */
function weighted(points: readonly Vector[], weights: Vector): Belief {
  const mean = points[0].map(() => 0);
  const covariance = mean.map(() => mean.map(() => 0));
  points.forEach((y, k) => {
    for (let i = 0; i < mean.length; i++) mean[i] += weights[k] * y[i];
  });
  points.forEach((y, k) => {
    for (let i = 0; i < mean.length; i++) {
      const part = weights[k] * (y[i] - mean[i]);
      for (let j = 0; j <= i; j++) covariance[i][j] += part * (y[j] - mean[j]);
    }
  });
  return {
    mean,
    covariance: covariance.map((row, i) => row.map((_, j) => covariance[Math.max(i, j)][Math.min(i, j)])),
  };
}
