'use derivatives';
/** Points of the χ² distribution, from the incomplete gamma function and its derivative. */
import { gammaP } from 'hyperdual/special';
import { root } from '../influenza/newton.js';

/** The x that a χ² variable with k >= 2 degrees of freedom stays below with probability p. */
export function quantile(p: number, k: number): number {
  return root((x) => gammaP(k / 2, x) - p, k / 2) * 2;
}

/** Where the mean of `runs` independent χ² variables with k degrees of freedom lies with probability 95 %. */
export function interval(k: number, runs: number): readonly [number, number] {
  const [low, high] = [0.025, 0.975].map((p) => quantile(p, k * runs) / runs);
  return [low, high];
}
