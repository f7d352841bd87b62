// Values of the special functions: plain numbers in, plain numbers out. No derivative rules here.
//
// The approximations come from ./stdlib.js (a library's functions, flattened); what is written out below is what that
// library lacks or bounds too narrowly: the ends of gamma's range, polygamma, logBeta near 0.
import * as std from './stdlib.js';

/** Γ(x). NaN at the negative integers; ±Infinity at ±0. */
export function gamma(x: number): number {
  // The library stops short of both ends of the range.
  if (x > 171.6) return x < 171.63 ? (x - 1) * std.gamma(x - 1) : Infinity;
  return x < -170 && x > -200 ? gammaScaled(x) * 2 ** -500 : std.gamma(x);
}

/** Where gammaScaled is meant for: below, Γ or its derivatives are not all normal numbers. */
export const GAMMA_SCALED_BELOW = -165;

/** 2^500·Γ(x) for x < -165. */
export function gammaScaled(x: number): number {
  let p = x;
  for (let k = 1; k < 30; k++) p *= x + k;
  return (std.gamma(x + 30) * 2 ** 500) / p;
}

/** log|Γ(x)|. Infinity at the poles and at ±Infinity. */
export function logGamma(x: number): number {
  return x === -Infinity ? Infinity : std.logGamma(x);
}

/** ψ(x) = Γ'(x)/Γ(x). NaN at the negative integers; ∓Infinity at ±0. */
export function digamma(x: number): number {
  return x === 0 ? -1 / x : std.digamma(x);
}

/** ψ'(x). Infinity at the poles. */
export function trigamma(x: number): number {
  if (x <= 0 && x === Math.floor(x)) return x === -Infinity ? Number.NaN : Infinity;
  return std.trigamma(x);
}

/** ψ⁽ⁿ⁾(x), the n-th derivative of ψ, for whole n >= 0. For odd n Infinity at the poles, for even n NaN. */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  if (n === 1) return trigamma(x);
  if (!(n >= 0 && Number.isInteger(n)) || Number.isNaN(x) || x === -Infinity) return Number.NaN;
  const s = n + 1;
  const odd = n % 2 === 1;
  const sign = odd ? 1 : -1;
  if (x >= 0.5) return sign * hurwitz(n, x);
  // Σ (x+k)^-s over k >= 0: the part on the left of the nearest integer is folded to the right, which for even n cancels
  // about half way between negative integers. There by reflection (DLMF 5.15.6).
  const m = -Math.round(x);
  const r = x + m;
  if (!odd && x < 0 && Math.abs(r) > 0.5 - 0.5 / n)
    return polygamma(n, 1 - x) - Math.PI ** s * cotangentDerivative(n, r);
  if (r === 0) return odd ? Infinity : m === 0 ? -1 / x : Number.NaN;
  let sum = hurwitz(n, 1 + r);
  if (m > 0) {
    const left = hurwitz(n, 1 - r) - hurwitz(n, m + 1 - r);
    sum += odd ? left : -left;
  }
  return sign * (factorial(n) * r ** -s + sum);
}

// The nth derivative of cot at πr for |r| near ½, as a polynomial in c = cot(πr): c' = -(1 + c²).
function cotangentDerivative(n: number, r: number): number {
  const c = Math.sign(r) * Math.tan(Math.PI * (0.5 - Math.abs(r)));
  let p = [0, 1];
  for (let k = 0; k < n; k++) {
    const next: number[] = new Array(p.length + 1).fill(0);
    for (let i = 1; i < p.length; i++) {
      next[i - 1] -= i * p[i];
      next[i + 1] -= i * p[i];
    }
    p = next;
  }
  return p.reduceRight((sum, coefficient) => sum * c + coefficient, 0);
}

function factorial(n: number): number {
  let f = 1;
  for (let k = 2; k <= n; k++) f *= k;
  return f;
}

// B_2j / (2j)!
const EULER_MACLAURIN: readonly number[] = [
  0.08333333333333333, -0.001388888888888889, 3.306878306878307e-5, -8.267195767195768e-7, 2.08767569878681e-8,
  -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15,
  -2.174868698558062e-16, 5.5090028283602295e-18, -1.3954464685812522e-19,
];

// n! Σ (q+k)^-(n+1) over k >= 0, for q >= 1/2 and whole n >= 2: terms, then Euler-Maclaurin.
function hurwitz(n: number, q: number): number {
  if (q === Infinity) return 0;
  const s = n + 1;
  const steps = Math.max(0, Math.ceil(9 + s / 2 - q));
  const b = q + steps;
  // (s)_(2j-1) b^-(2j-1)
  let c = s / b;
  let rest = 0;
  for (let j = 0; j < EULER_MACLAURIN.length; j++) {
    const t = c * EULER_MACLAURIN[j];
    rest += t;
    if (Math.abs(t) < 1e-18) break;
    const k = s + 2 * j + 1;
    c *= (k / b) * ((k + 1) / b);
  }
  if (steps === 0) {
    // In halves: b^-n may be subnormal where (n-1)! b^-n is not.
    const half = b ** (-n / 2);
    return factorial(n - 1) * half * half * (1 + (n / b) * (0.5 + rest));
  }
  let sum = b ** -s * (b / n + 0.5 + rest);
  for (let k = steps - 1; k >= 0; k--) sum += (q + k) ** -s;
  return factorial(n) * sum;
}

/** The error function. */
export function erf(x: number): number {
  return std.erf(x);
}

/** 1 - erf(x). */
export function erfc(x: number): number {
  return std.erfc(x);
}

/** B(a, b) = Γ(a)Γ(b)/Γ(a+b), a, b >= 0. */
export function beta(a: number, b: number): number {
  return std.beta(a, b);
}

/** log B(a, b), a, b >= 0. */
export function logBeta(a: number, b: number): number {
  const s = Math.min(a, b);
  const l = Math.max(a, b);
  if (!(s >= 0) || (s === 0 && l === Infinity)) return Number.NaN;
  if (s > 0 && s < 1e-290 && l < Infinity) return Math.log((s + l) / l) - Math.log(s);
  return l < 10 ? Math.log(std.beta(a, b)) : std.logBeta(a, b);
}

/** Some 38 standard deviations from the mean of a gamma distribution as narrow as the normal one: P is 0 or 1 there. */
function isFarFromMean(a: number, x: number): boolean {
  const d = (x - a) / a;
  return a > 1e8 && d * d > 1500 / a;
}

/** P(a, x), the regularised lower incomplete gamma function, a > 0, x >= 0. */
export function gammaP(a: number, x: number): number {
  if (!(a > 0 && x >= 0 && a < Infinity)) return Number.NaN;
  if (x === Infinity || (a < 1e-200 && x > 0)) return 1;
  if (isFarFromMean(a, x)) return x < a ? 0 : 1;
  return std.gammaInc(x, a, true, false);
}

/** Q(a, x) = 1 - P(a, x). */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0 && x >= 0 && a < Infinity)) return Number.NaN;
  if (x === Infinity) return 0;
  // For tiny a proportional to a.
  if (a < 1e-200) return x === 0 ? 1 : std.gammaInc(x, 1e-200, true, true) * (a * 1e200);
  if (isFarFromMean(a, x)) return x < a ? 1 : 0;
  return std.gammaInc(x, a, true, true);
}

const pair = [0, 0];

/** I_x(a, b), the regularised incomplete beta function, 0 <= x <= 1, 0 < a, b < 1e15. */
export function betaI(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && a < 1e15 && b < 1e15 && x >= 0 && x <= 1)) return Number.NaN;
  // For tiny a and b their ratio alone counts.
  const s = a < 1e-150 && b < 1e-150 ? 1e100 : 1;
  const value = std.betaInc(x, a * s, b * s, true, false, pair, 1, 0)[0];
  return value < SMALL && x > 0 && s === 1 ? smallBetaI(x, a, b) : value;
}

/** Below, the power factor of I is computed LIFT times as large, so that all digits are left that subnormal numbers have. */
const SMALL = 1e-280;
const LIFT = 2 ** 600;

/** x^a·(1-x)^b/(a·B)·Σ (a+b)ₙ/(a+1)ₙ·xⁿ (DLMF 8.17.8), far below the mean, where it converges. */
function smallBetaI(x: number, a: number, b: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 0; n < 1e6 && term > 1e-17 * sum; n++) {
    term *= ((a + b + n) / (a + 1 + n)) * x;
    sum += term;
  }
  const power =
    x < DENSITY_TINY ? timesTinyPower(LIFT / beta(a, b), x, a, 0) : std.betaPrefix(a, b, x, 1 - x, true, LIFT);
  return ((power / a) * sum) / LIFT;
}

/** scale·x^(a-k)·e^-x/Γ(a): for k = 1 the derivative of P(a, x) with respect to x, for others what its derivatives need. */
export function gammaDensity(a: number, k: number, x: number, scale: number): number {
  if (x === 0) return a > k ? 0 : a === k ? scale / std.gamma(a) : Infinity;
  if (x === Infinity) return 0;
  if (x < DENSITY_TINY) return timesTinyPower(scale * (a < 1 ? a / std.gamma(1 + a) : 1 / std.gamma(a)), x, a, k);
  const y = std.gammaPrefix(a, x, scale);
  return y < SMALL && scale === 1 && x < 1 ? overPower(std.gammaPrefix(a, x, LIFT), x, k) / LIFT : overPower(y, x, k);
}

/** scale·x^(a-k)·(1-x)^(b-1)/B(a, b): for k = 1 the derivative of I_x(a, b) with respect to x. */
export function betaDensity(a: number, b: number, k: number, x: number, scale: number): number {
  if (x === 0) return a > k ? 0 : a === k ? scale / beta(a, b) : Infinity;
  if (x < DENSITY_TINY) {
    const reciprocal = 1 / beta(a, b);
    return timesTinyPower(
      (reciprocal === 0 && a < 1 ? (a * b) / (a + b) : reciprocal) * (1 - (b - 1) * x) * scale,
      x,
      a,
      k,
    );
  }
  const y = 1 - x;
  // 1 - x = y + (1 - y - x): the rounding of y is made good.
  const rest = 1 - (1 - y - x) / y;
  const v = std.betaPrefix(a, b, x, y, true, scale);
  return v < SMALL && scale === 1
    ? (overPower(std.betaPrefix(a, b, x, y, true, LIFT), x, k) / y / LIFT) * rest
    : (overPower(v, x, k) / y) * rest;
}

/** Below, 1 - x is 1 as far as densities go, and powers may leave the range of numbers. */
export const DENSITY_TINY = 1e-30;

/** v·x^(a-k), in halves, which stay in range; a - k is exact where it is used. */
function timesTinyPower(v: number, x: number, a: number, k: number): number {
  if (a < k / 2) return overPower(v * x ** a, x, k);
  const half = x ** ((a - k) / 2);
  return v * half * half;
}

function overPower(v: number, x: number, k: number): number {
  let quotient = v;
  for (let j = 0; j < k; j++) quotient /= x;
  return quotient;
}
