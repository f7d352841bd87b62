/** What the derivatives of the incomplete functions by their parameters are made of, without cancellation. */
import { LIFT } from './density.js';

/** B₂ₖ/(2k). */
const BERNOULLI = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];
/** From here on the asymptotic series of ψ has all digits. */
export const FAR = 12;
/** A parameter below is beside 0, where functions of it are 0 or have a limit. */
export const TINY = 1e-40;

/** log z - ψ(z) for z >= 12 (Abramowitz and Stegun 6.3.18). */
export function belowLogarithm(z: number): number {
  const u = 1 / (z * z);
  let sum = 0;
  for (let k = BERNOULLI.length - 1; k >= 0; k--) sum = (sum + BERNOULLI[k]) * u;
  return 0.5 / z + sum;
}

/** What that is more at z than at z + b: by quotients of differences, for b may be nothing beside z. */
export function belowLogarithmDrop(z: number, b: number): number {
  const w = z + b;
  const [u, v] = [1 / (z * z), 1 / (w * w)];
  // uᵏ - vᵏ = (u - v)·hₖ, h₁ = 1, hₖ₊₁ = u·hₖ + vᵏ
  let [sum, h, power] = [0, 1, 1];
  for (const c of BERNOULLI) {
    sum += c * h;
    power *= v;
    h = u * h + power;
  }
  return (b / z / w) * (0.5 + (1 / z + 1 / w) * sum);
}

/** e^s - 1 - s. */
export function exponentialRest(s: number): number {
  if (Math.abs(s) > 0.5) return Math.expm1(s) - s;
  let sum = 0;
  for (let k = 17; k >= 2; k--) sum = (sum + 1) * (s / k);
  return sum * s;
}

/** log(1 + h) - h. */
export function logarithmRest(h: number): number {
  if (Math.abs(h) > 0.2) return Math.log1p(h) - h;
  // log(1 + h) = 2·artanh(u), u = h/(2 + h), and 2u - h = -u·h.
  const u = h / (2 + h);
  const u2 = u * u;
  let sum = 0;
  for (let k = 12; k >= 1; k--) sum = (sum + 1 / (2 * k + 1)) * u2;
  return u * (2 * sum - h);
}

/** density(1)·factor, with all digits where the density alone leaves the range below. */
export function lifted(density: (scale: number) => number, factor: number): number {
  const y = density(1);
  return y > 1e-200 ? y * factor : (density(LIFT) * factor) / LIFT;
}
