// Values of the exponential integrals: plain numbers in, plain numbers out.
import { chebyshev } from './chebyshev.js';
import { E1_FAR, E1_MIDDLE, EI_SLOPE } from './coefficients.js';

const EULER = 0.5772156649015329;

/** E₁(x), x >= 0. */
export function expIntegralE1(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x < 0.5) return -EULER - Math.log(x) - entire(-x);
  if (x < 2) return (Math.exp(-x) / x) * chebyshev(E1_MIDDLE, (x - 1.25) / 0.75);
  // In halves: e^-x may be subnormal, and infinity is far.
  const half = Math.exp(-0.5 * x);
  return x > 800 ? 0 : ((half * chebyshev(E1_FAR, (x - 6) / (x + 2))) / x) * half;
}

/** Σ x^k/(k·k!), k >= 1, so that Ei(x) = γ + log|x| + that. */
function entire(x: number): number {
  let sum = 0;
  let power = 1;
  for (let k = 1; k < 200; k++) {
    power *= x / k;
    const term = power / k;
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return sum;
}

/** The root of Ei in two pieces. */
const ROOT = 0.3725074107813666;
const ROOT_REST = 1.3140183414386028e-17;

/** Ei(x). */
export function expIntegralEi(x: number): number {
  if (x < 0) return -expIntegralE1(-x);
  if (x < 0.1) return EULER + Math.log(x) + entire(x);
  if (x < 1) {
    // log(x/x₀) + (x - x₀)·g(x), so that digits stay beside the root.
    const offset = x - ROOT - ROOT_REST;
    return Math.log1p(offset / ROOT) + offset * chebyshev(EI_SLOPE, 2 * x - 1);
  }
  if (x < 40) return EULER + Math.log(x) + entire(x);
  let sum = 1;
  let term = 1;
  for (let k = 1; k < x && term > 1e-17; k++) {
    term *= k / x;
    sum += term;
  }
  const half = Math.exp(0.5 * x);
  return x === Infinity ? x : ((half * sum) / x) * half;
}
