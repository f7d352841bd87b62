// Values about the error function: scaled, inverted, as the normal distribution. Plain numbers in, plain numbers out.
import { chebyshev } from './chebyshev.js';
import { ERFCX } from './coefficients.js';
import { erf, erfc } from './values.js';

const TWO_OVER_ROOT_PI = 1.1283791670955126;
const HALF_ROOT_PI = 0.886226925452758;

/** e^(x²): x² in two pieces, of which the first is exact, because its rounding is hundreds of ulp for large x. */
function exponentialOfSquare(x: number): number {
  if (Math.abs(x) > 1e3) return Infinity;
  const high = Math.fround(x);
  return Math.exp(high * high) * Math.exp((x - high) * (x + high));
}

/** (1 + 2x)·e^(x²)·erfc(x) is smooth in (x - 3.75)/(x + 3.75) for all x >= 0 (Shepherd and Laframboise 1981). */
function scaledTail(x: number): number {
  if (x > 1e9) return TWO_OVER_ROOT_PI / 2 / x;
  return chebyshev(ERFCX, (x - 3.75) / (x + 3.75)) / (1 + 2 * x);
}

/**
 * The nth derivative of e^(x²)·erfc(x), (-2)ⁿ·n!·e^(x²)·iⁿerfc(x) with the repeated integrals of erfc (DLMF 7.18.8), so of one sign.
 *
 * fₙ = 2x·fₙ₋₁ + 2(n-1)·fₙ₋₂ is stable upwards for x < 0. For x > 0 it is by the ratios -fₙ/fₙ₋₁ = sₙ = 2n/(2x + sₙ₊₁),
 * from far out down, and beside 0 by the series Σ (-x)^k/Γ(k/2 + 1), whose terms cancel little there.
 */
export function erfcx(n: number, x: number): number {
  if (!(x < 0)) {
    if (n === 0) return x < 0.1 ? seriesOfErfcx(0, x) : scaledTail(x);
    return x < 0.5 ? seriesOfErfcx(n, x) : scaledTail(x) * ratiosOfErfcx(n, x);
  }
  let lower = 2 * exponentialOfSquare(x) - scaledTail(-x);
  if (n === 0) return lower;
  let v = 2 * x * lower - TWO_OVER_ROOT_PI;
  for (let k = 2; k <= n; k++) [lower, v] = [v, 2 * x * v + 2 * (k - 1) * lower];
  return v;
}

function seriesOfErfcx(n: number, x: number): number {
  // 1/Γ(k/2+1) by steps of two, times k!/(k-n)!.
  const inverse = [1, TWO_OVER_ROOT_PI];
  let sum = 0;
  let power = 1;
  for (let k = 0; k < n + 40; k++) {
    if (k > 1) inverse[k] = inverse[k - 2] / (k / 2);
    if (k < n) continue;
    let falling = inverse[k];
    for (let i = 0; i < n; i++) falling *= k - i;
    sum += (k % 2 === 0 ? falling : -falling) * power;
    power *= x;
  }
  return sum;
}

/** fₙ/f₀ = Π -sₖ. */
function ratiosOfErfcx(n: number, x: number): number {
  const last = n + Math.ceil(20 + 150 / (x * x));
  // Far out s is nearly what it is the next time.
  let s = (2 * last) / (x + Math.sqrt(x * x + 2 * last));
  let product = 1;
  for (let k = last - 1; k > 0; k--) {
    s = (2 * k) / (2 * x + s);
    if (k <= n) product *= -s;
  }
  return product;
}

/** log erfc(x). */
export function logErfc(x: number): number {
  return x < 0.5 ? Math.log1p(-erf(x)) : Math.log(scaledTail(x)) - x * x;
}

/** The x with erfc(x) = y, 0 <= y <= 2. */
export function erfcInv(y: number): number {
  if (y > 1.5) return -tailInverse(2 - y);
  return y < 0.5 ? tailInverse(y) : centreInverse(1 - y);
}

/** The x with erf(x) = y, -1 <= y <= 1. */
export function erfInv(y: number): number {
  if (y > 0.5) return tailInverse(1 - y);
  return y < -0.5 ? -tailInverse(1 + y) : centreInverse(y);
}

/** erfc(x) = y for 0 <= y <= ½, by Newton's method on log erfc, which is concave. */
function tailInverse(y: number): number {
  if (!(y > 0)) return y === 0 ? Infinity : Number.NaN;
  const logarithm = Math.log(y);
  const square = -logarithm - 0.5 * Math.log(-Math.PI * logarithm);
  let x = Math.sqrt(Math.max(square, 0.2));
  for (let i = 0; i < 8; i++) {
    const scaled = scaledTail(x);
    const step = ((Math.log(scaled) - x * x - logarithm) * scaled) / TWO_OVER_ROOT_PI;
    x += step;
    if (Math.abs(step) < 1e-9 * x) break;
  }
  return x;
}

/** erf(x) = y for |y| <= ½, by Halley's method. */
function centreInverse(y: number): number {
  let x = HALF_ROOT_PI * y * (1 + (Math.PI / 12) * y * y);
  for (let i = 0; i < 3; i++) {
    const step = (erf(x) - y) * HALF_ROOT_PI * Math.exp(x * x);
    x -= step / (1 + x * step);
  }
  return x;
}

/** Φ(x), the distribution function of the standard normal distribution. */
export function normalCdf(x: number): number {
  if (!(x < -1)) return 0.5 * erfc(-x * Math.SQRT1_2);
  if (x < -40) return 0;
  // e^(-x²/2) as the square of its root: it may be subnormal. ½x² = ½h² + ½(x-h)(x+h), the first exact.
  const high = Math.fround(x);
  const root = Math.exp(-0.25 * high * high);
  const factor = 0.5 * scaledTail(-x * Math.SQRT1_2) * Math.exp(-0.5 * (x - high) * (x + high));
  return factor * root * root;
}

/** log Φ(x). */
export function logNormalCdf(x: number): number {
  if (x > 0) return Math.log1p(-normalCdf(-x));
  return Math.log(0.5 * scaledTail(-x * Math.SQRT1_2)) - 0.5 * x * x;
}

/** The x with Φ(x) = p, 0 <= p <= 1. */
export function normalQuantile(p: number): number {
  if (p > 0.75) return Math.SQRT2 * tailInverse(2 * (1 - p));
  return p < 0.25 ? -Math.SQRT2 * tailInverse(2 * p) : Math.SQRT2 * centreInverse(2 * (p - 0.5));
}
