'use derivatives';
/**
 * One Gaussian through one function, where the answer is known: range and bearing of an object to its place.
 *
 * The numbers are those of Julier and Uhlmann: a sonar sees an object at 1 m straight ahead, to 2 cm but only to 15°.
 */
import { logdet, solve, trace } from 'hyperdual/linalg';
import { type Belief, squaredLength, type Transform } from './gaussian.js';
import type { Vector } from './model.js';

const SPREAD = (15 * Math.PI) / 180;

/** [range, bearing]: metres, radians. */
export const SIGHTING: Belief = {
  mean: [1, Math.PI / 2],
  covariance: [
    [0.02 ** 2, 0],
    [0, SPREAD ** 2],
  ],
};

export function toPlace([range, bearing]: Vector): number[] {
  return [range * Math.cos(bearing), range * Math.sin(bearing)];
}

/**
 * The true moments of (r·cos θ, r·sin θ) for independent Gaussians r and θ (Lerro and Bar-Shalom 1993): from
 * E cos(kθ) = exp(-k²σ²/2)·cos(k·θ₀), likewise for sin, and cos²θ = (1 + cos 2θ)/2.
 */
export function exactPlace({ mean: [r, angle], covariance: [[rr], [, ss]] }: Belief): Belief {
  const x = r * Math.exp(-ss / 2) * Math.cos(angle);
  const y = r * Math.exp(-ss / 2) * Math.sin(angle);
  const half = (r * r + rr) / 2;
  const [c2, s2] = [Math.exp(-2 * ss) * Math.cos(2 * angle), Math.exp(-2 * ss) * Math.sin(2 * angle)];
  const xy = half * s2 - x * y;
  return {
    mean: [x, y],
    covariance: [
      [half * (1 + c2) - x * x, xy],
      [xy, half * (1 - c2) - y * y],
    ],
  };
}

/** What a transform makes of the sighting. */
export interface Conversion extends Belief {
  readonly name: string;
  /** Kullback-Leibler divergence of its Gaussian from that of the true moments, in nats. */
  readonly divergence: number;
}

export function conversions(transforms: readonly { name: string; transform: Transform }[]): Conversion[] {
  const exact = exactPlace(SIGHTING);
  const found = transforms.map(({ name, transform }) => ({ name, ...transform(toPlace, SIGHTING) }));
  return [{ name: 'truth', ...exact }, ...found].map((belief) => ({
    ...belief,
    divergence: divergence(exact, belief),
  }));
}

/** ∫ p·log(p/q) for Gaussians: ½·(tr(Q⁻¹·P) - n + (q - p)ᵀ·Q⁻¹·(q - p) + log det Q - log det P). */
function divergence(p: Belief, q: Belief): number {
  const shift = p.mean.map((x, i) => x - q.mean[i]);
  const ratio = solve(q.covariance, p.covariance);
  const logRatio = logdet(q.covariance) - logdet(p.covariance);
  return 0.5 * (trace(ratio) - p.mean.length + squaredLength(shift, q.covariance) + logRatio);
}
