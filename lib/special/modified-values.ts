// Values of the scaled modified Bessel functions and their derivatives: plain numbers in, plain numbers out.
//
// All are integrals of one sign, which the trapezoidal rule sums to full accuracy, for they are periodic or fall off like
// e^-e^t (Trefethen and Weideman 2014):
//
//     e^-x·I₀(x) = 1/π ∫ e^(x(cos θ - 1)) dθ, 0 to π      e^x·Kₙ(x) = ∫ cosh nt·e^(-x(cosh t - 1)) dt, 0 to Infinity
//
// (DLMF 10.32.1, 10.32.9). A derivative is a factor cos θ - 1, or 1 - cosh t.
import { besselI } from './bessel-values.js';

const INTERVALS = 40;
/** From here on the asymptotic series has all digits. */
const FAR = 24;

/** -2·sin²(θ/2) and sin²θ at the points of the rule. */
let circle: { readonly fall: readonly number[]; readonly square: readonly number[] } | undefined;

function points(): NonNullable<typeof circle> {
  const angles = Array.from({ length: INTERVALS + 1 }, (_, j) => (Math.PI * j) / INTERVALS);
  return {
    fall: angles.map((t) => -2 * Math.sin(t / 2) ** 2),
    square: angles.map((t, j) => (j === INTERVALS ? 0 : Math.sin(t) ** 2)),
  };
}

/** The nth derivative of e^-x·I₀(x), or of e^-x·I₁(x)/x, for x >= 0. */
export function scaledI(order: 0 | 1, n: number, x: number): number {
  if (x > FAR) return scaledIFar(order, n, x);
  if (!(x >= 0)) return Number.NaN;
  circle ??= points();
  const { fall, square } = circle;
  let sum = 0;
  for (let j = INTERVALS; j >= 0; j--) {
    let term = Math.exp(x * fall[j]) * (order === 0 ? 1 : square[j]);
    for (let i = 0; i < n; i++) term *= fall[j];
    sum += j === 0 || j === INTERVALS ? 0.5 * term : term;
  }
  return sum / INTERVALS;
}

/** (2πx)^-½·Σ ±aₖ/xᵏ (DLMF 10.40.1), over x for I₁, term by term. */
function scaledIFar(order: 0 | 1, n: number, x: number): number {
  const mu = 4 * order * order;
  let coefficient = 1;
  let power = x ** -(0.5 + order);
  let sum = 0;
  for (let k = 0; k < 60; k++) {
    let falling = coefficient;
    for (let i = 0; i < n; i++) falling *= -(0.5 + order + k + i) / x;
    const term = falling * power;
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum)) break;
    coefficient *= -(mu - (2 * k + 1) ** 2) / (8 * (k + 1));
    power /= x;
  }
  return sum / Math.sqrt(2 * Math.PI);
}

const STEP = 0.125;
/** Below, Kₙ is by its series. */
const NEAR = 0.5;

/** The nth derivative of e^x·Kₖ(x), k = 0 or 1. */
export function scaledK(k: 0 | 1, n: number, x: number): number {
  if (!(x > NEAR)) return scaledKNear(k, n, x);
  if (x === Infinity) return 0;
  let sum = 0;
  for (let j = 0; ; j++) {
    // cosh t - 1
    const rise = 2 * Math.sinh((STEP * j) / 2) ** 2;
    const exponent = x * rise;
    if (exponent > 45 + 3 * n) break;
    let term = Math.exp(-exponent) * (k === 0 ? 1 : 1 + rise);
    for (let i = 0; i < n; i++) term *= -rise;
    sum += j === 0 ? 0.5 * term : term;
  }
  // For large x the width of the peak is that of the step.
  return x > 20 ? scaledKFar(k, n, x) : STEP * sum;
}

/** √(π/2x)·Σ aₖ/xᵏ (DLMF 10.40.2), term by term. */
function scaledKFar(order: 0 | 1, n: number, x: number): number {
  const mu = 4 * order;
  let coefficient = 1;
  let power = 1 / Math.sqrt(x);
  let sum = 0;
  let last = Infinity;
  for (let k = 0; k < 60; k++) {
    let falling = coefficient;
    for (let i = 0; i < n; i++) falling *= -(0.5 + k + i) / x;
    const term = falling * power;
    if (Math.abs(term) > last || Math.abs(term) <= 1e-18 * Math.abs(sum)) break;
    last = Math.abs(term);
    sum += term;
    coefficient *= (mu - (2 * k + 1) ** 2) / (8 * (k + 1));
    power /= x;
  }
  return sum * Math.sqrt(Math.PI / 2);
}

/** e^x·Σ binomial·Kₖ⁽ʲ⁾, where each derivative is larger than the one before. */
function scaledKNear(k: 0 | 1, n: number, x: number): number {
  const highest = derivativeOfK(k, n, x);
  // Once it has left the range it outweighs the others, of which some may have too.
  if (Math.abs(highest) === Infinity) return highest;
  let sum = 0;
  let binomial = 1;
  for (let j = 0; j <= n; j++) {
    sum += binomial * derivativeOfK(k, j, x);
    binomial = (binomial * (n - j)) / (j + 1);
  }
  return Math.exp(x) * sum;
}

/** Kₖ⁽ʲ⁾ = (-½)ʲ·Σ binomial·Kᵢ (DLMF 10.29.5), all of one sign. */
export function derivativeOfK(k: number, j: number, x: number): number {
  let sum = 0;
  let binomial = 1;
  for (let i = 0; i <= j; i++) {
    sum += binomial * besselK(Math.abs(k - j + 2 * i), x);
    binomial = (binomial * (j - i)) / (i + 1);
  }
  return (-0.5) ** j * sum;
}

const EULER = 0.5772156649015329;

/** Kₙ(x) for whole n >= 0: NaN for x < 0, Infinity at 0. */
export function besselK(n: number, x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x > 800) return 0;
  let lower: number;
  let v: number;
  if (x > NEAR) {
    // e^-x may be subnormal where K·e^x is not large.
    const half = Math.exp(-0.5 * x);
    lower = half * scaledK(0, 0, x) * half;
    v = half * scaledK(1, 0, x) * half;
  } else {
    if (x === 0) return Infinity;
    const logarithm = Math.log(x / 2) + EULER;
    const q = 0.25 * x * x;
    let [sum0, sum1, term, harmonic] = [0, 0, 1, 0];
    for (let k = 0; k < 20; k++) {
      // Σ qᵏ/k!²·Hₖ and Σ qᵏ/(k!·(k+1)!)·(Hₖ + Hₖ₊₁)
      sum0 += term * harmonic;
      sum1 += (term / (k + 1)) * (2 * harmonic + 1 / (k + 1));
      harmonic += 1 / (k + 1);
      term *= q / ((k + 1) * (k + 1));
    }
    lower = sum0 - logarithm * besselI(0, x);
    v = 1 / x + logarithm * besselI(1, x) - 0.25 * x * sum1;
  }
  if (n === 0) return lower;
  // Upwards all terms are positive.
  for (let k = 1; k < n && v < Infinity; k++) [lower, v] = [v, (2 * k * v) / x + lower];
  return v;
}

/** The terms in x² of log I₀ about 0, whose nearest singular points are ±2.405i. */
let logTerms: readonly number[] | undefined;

function termsOfLog(): readonly number[] {
  // I₀ = Σ aₖqᵏ with q = x², and (log I₀)' I₀ = I₀'.
  const a = [1];
  for (let k = 1; k < 40; k++) a[k] = a[k - 1] / (4 * k * k);
  const c = [0];
  for (let k = 1; k < 40; k++) {
    let sum = k * a[k];
    for (let j = 1; j < k; j++) sum -= j * c[j] * a[k - j];
    c[k] = sum / k;
  }
  return c;
}

/** The nth derivative of log I₀(x). */
export function logI0(n: number, x: number): number {
  if (x < 0) return (n % 2 === 0 ? 1 : -1) * logI0(n, -x);
  if (x < 1) {
    logTerms ??= termsOfLog();
    let sum = 0;
    for (let k = logTerms.length - 1; k >= 0; k--) {
      const p = 2 * k;
      if (p < n) break;
      let term = logTerms[k] * x ** (p - n);
      for (let i = 0; i < n; i++) term *= p - i;
      sum += term;
    }
    return sum;
  }
  if (x === Infinity) return n === 0 ? x : n === 1 ? 1 : 0;
  if (n === 0) return x + Math.log(scaledI(0, 0, x));
  // The terms of log(e^-x·I₀) from those of the function: k·cₖ = k·aₖ - Σ j·cⱼ·aₖ₋ⱼ.
  const a: number[] = [];
  let factorial = 1;
  for (let k = 0; k <= n; k++) {
    if (k > 0) factorial *= k;
    a.push(scaledI(0, k, x) / factorial);
  }
  const c = [0];
  for (let k = 1; k <= n; k++) {
    let sum = k * a[k];
    for (let j = 1; j < k; j++) sum -= j * c[j] * a[k - j];
    c[k] = sum / (k * a[0]);
  }
  return c[n] * factorial + (n === 1 ? 1 : 0);
}
