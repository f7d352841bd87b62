// Values of the Bessel functions of real order, and their derivatives by x: plain numbers in, plain numbers out.

import { cosPi, sinPi } from '../functions/turns.js';
import * as whole from './bessel-values.js';
import { besselK as besselKWhole } from './modified-values.js';
import { integral, over } from './quadrature.js';
import { gammaPrefix } from './stdlib.js';
import { gamma } from './values.js';

/** A function of order and argument. */
type Family = (order: number, x: number) => number;

/** The nth derivative by x of C_v: 2^-n·Σ binomial·(∓1)ʲ·C_(v-n+2j) (DLMF 10.6.7, 10.29.5). */
export function derivative(family: 'J' | 'Y' | 'I' | 'K', order: number, n: number, x: number): number {
  const f = FAMILIES[family];
  if (Number.isNaN(x)) return x;
  const near = bySeries(family, order, n, x);
  if (near !== undefined) return near;
  if (n === 0) return f(order, x);
  // Beside 0 the highest order outweighs the others, of which some may be infinite too.
  if (family === 'Y' && order >= 0 && f(order + n, x) === -Infinity) return n % 2 === 0 ? -Infinity : Infinity;
  let sum = 0;
  let binomial = 1;
  for (let j = 0; j <= n; j++) {
    const term = binomial * f(order - n + 2 * j, x);
    sum += (family === 'J' || family === 'Y') && j % 2 === 1 ? -term : term;
    binomial = (binomial * (n - j)) / (j + 1);
  }
  return (family === 'K' && n % 2 === 1 ? -sum : sum) / 2 ** n;
}

/**
 * The same by the power series, differentiated term by term, for small x and orders that are not whole: the orders of the other
 * formula may not be distinct from whole ones, and its terms infinite. Y and K are (J_v·cos πv - J_(-v))/sin πv and
 * π/2·(I_(-v) - I_v)/sin πv (DLMF 10.2.3, 10.27.4), away from whole orders.
 */
function bySeries(family: 'J' | 'Y' | 'I' | 'K', order: number, n: number, x: number): number | undefined {
  const v = family === 'K' ? Math.abs(order) : order;
  if (!(x > 0 && Math.abs(v) < 100) || Number.isInteger(v)) return undefined;
  if (family === 'J' || family === 'I') {
    const isSmall = x <= 2 || (v > 0 && x * x < 4 * (v + 1));
    return isSmall ? derivedSeries(v, n, x, family === 'J' ? -1 : 1) : undefined;
  }
  // Where one of the two is the smaller by far.
  if (2 * Math.abs(v) * Math.log(0.5 * x) > -1 || Math.abs(v - Math.round(v)) < 0.05) return undefined;
  if (family === 'K') {
    return (Math.PI / 2) * ((derivedSeries(-v, n, x, 1) - derivedSeries(v, n, x, 1)) / sinPi(v));
  }
  return (derivedSeries(v, n, x, -1) * cosPi(v) - derivedSeries(-v, n, x, -1)) / sinPi(v);
}

/** The nth derivative of (x/2)^v/Γ(v+1)·Σ (±x²/4)ᵏ/(k!·(v+1)ₖ). */
function derivedSeries(v: number, n: number, x: number, sign: 1 | -1): number {
  const q = sign * 0.25 * x * x;
  let sum = 0;
  let term = 1;
  for (let k = 0; k < 500; k++) {
    if (k > 0) term *= q / (k * (v + k));
    let part = term;
    for (let i = 0; i < n; i++) part *= v - i + 2 * k;
    sum += part;
    if (k > -v + n && Math.abs(part) < 1e-17 * Math.abs(sum)) break;
  }
  // In halves: the power may leave the range where the result does not. v - n would be rounded.
  const half = x ** (0.5 * v);
  let y = half * (sum / 2 ** v / gamma(v + 1));
  for (let i = 0; i < n; i++) y /= x;
  return y * half;
}

/** J_v(x); for x < 0 only whole orders are real. */
function besselJ(v: number, x: number): number {
  if (Number.isNaN(x)) return x;
  if (Number.isInteger(v)) {
    const n = Math.abs(v);
    const odd = n % 2 === 1;
    const a = Math.abs(x);
    const y = n < 2 || a > n || a * a < 4 * (n + 1) ? whole.besselJ(n, a) : downwards(n, a);
    return odd && x < 0 !== v < 0 ? -y : y;
  }
  if (!(x >= 0)) return Number.NaN;
  if (x === Infinity) return 0;
  if (v < 0) return cosPi(v) * besselJ(-v, x) + sinPi(v) * besselY(-v, x);
  if (x * x < 4 * (v + 1)) return powerSeries(v, x, -1);
  return x > FAR && x > v * v ? hankel(v, x, 0) : downwards(v, x);
}

/** Y_v(x), x >= 0. */
function besselY(v: number, x: number): number {
  if (Number.isInteger(v)) return (v < 0 && v % 2 !== 0 ? -1 : 1) * whole.besselY(Math.abs(v), x);
  if (!(x >= 0)) return Number.NaN;
  if (x === Infinity) return 0;
  if (v < 0) return cosPi(v) * besselY(-v, x) - sinPi(v) * besselJ(-v, x);
  if (x === 0) return -Infinity;
  const base = v - Math.floor(v);
  let lower = secondKind(base, x);
  if (v < 1) return lower;
  let y = secondKind(base + 1, x);
  for (let k = base + 1; k < v - 0.5 && y !== -Infinity; k++) [lower, y] = [y, ((2 * k) / x) * y - lower];
  return y;
}

/** I_v(x). */
function besselI(v: number, x: number): number {
  if (Number.isInteger(v)) {
    const n = Math.abs(v);
    const y = n < 2 ? whole.besselI(n, Math.abs(x)) : powerSeries(n, Math.abs(x), 1);
    return n % 2 === 1 && x < 0 ? -y : y;
  }
  return x >= 0 ? powerSeries(v, x, 1) : Number.NaN;
}

/** K_v(x), even in v. */
function besselK(order: number, x: number): number {
  const v = Math.abs(order);
  if (Number.isInteger(v)) return besselKWhole(v, x);
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Infinity;
  // From an order next to 0 upwards, where all terms are positive.
  const base = v - Math.round(v);
  let [lower, y] = [modified(base, x), modified(base + 1, x)];
  if (v < 0.5) return lower;
  for (let k = base + 1; k < v - 0.5 && y < Infinity; k++) [lower, y] = [y, ((2 * k) / x) * y + lower];
  return y;
}

const FAMILIES: Readonly<Record<'J' | 'Y' | 'I' | 'K', Family>> = { J: besselJ, Y: besselY, I: besselI, K: besselK };

/** (x/2)^v/Γ(v+1)·Σ (±x²/4)ᵏ/(k!·(v+1)ₖ) (DLMF 10.2.2, 10.25.2). */
function powerSeries(v: number, x: number, sign: 1 | -1): number {
  if (x === 0) return v === 0 ? 1 : v > 0 ? 0 : Infinity / gamma(v + 1);
  if (x > 750) return Infinity;
  if (sign > 0 && x > FAR && x > v * v) return grown(v, x);
  const q = sign * 0.25 * x * x;
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 2000; k++) {
    term *= q / (k * (v + k));
    sum += term;
    if (k > -v && Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  if (v > 20) return ((gammaPrefix(v, 0.5 * x) * sum) / v) * Math.exp(0.5 * x);
  // In halves: the power may leave the range where the result does not.
  const half = (0.5 * x) ** (0.5 * v);
  return ((half * sum) / gamma(v + 1)) * half;
}

/**
 * J_v(x) by the recurrence from far above downwards (Miller), to an order m in [0, 1), with
 * (x/2)^m = Σ (m+2k)·Γ(m+k)/k!·J_(m+2k) (DLMF 10.23.15).
 */
function downwards(v: number, x: number): number {
  const m = v - Math.floor(v);
  const n = Math.floor(v);
  const top = 2 * Math.ceil((Math.max(n, x) + 20 + 8 * Math.cbrt(Math.max(n, x)) * 2) / 2);
  const values = new Array<number>(top + 1).fill(0);
  let [upper, y] = [0, 1e-250];
  for (let k = top; k >= 0; k--) {
    values[k] = y;
    [upper, y] = [y, ((2 * (m + k)) / x) * y - upper];
    if (Math.abs(y) > 1e250) {
      for (let i = k; i <= top; i++) values[i] *= 1e-250;
      upper *= 1e-250;
      y *= 1e-250;
    }
  }
  // Γ(m+k)/k!; with m = 0 the first weight is 1 (m·Γ(m)), the others 2.
  let weight = m === 0 ? 1 : gamma(m + 1);
  let sum = weight * values[0];
  weight = gamma(m + 1);
  for (let k = 1; 2 * k <= top; k++) {
    sum += (m + 2 * k) * weight * values[2 * k];
    weight *= (m + k) / (k + 1);
  }
  return ((0.5 * x) ** m * values[n]) / sum;
}

/** From here on asymptotic series have all digits, for orders below 2. */
const FAR = 40;

/** √(2/πx)·(P·cos χ - Q·sin χ), or with sines, χ = x - (v/2 + ¼)π (DLMF 10.17.3). */
function hankel(v: number, x: number, kind: 0 | 1): number {
  const mu = 4 * v * v;
  let [p, q, term, last] = [0, 0, 1, Infinity];
  for (let k = 0; k < 100; k++) {
    if (Math.abs(term) > last || term === 0) break;
    last = Math.abs(term);
    const isOdd = k % 2 === 1;
    const signed = k % 4 < 2 ? term : -term;
    if (isOdd) q += signed;
    else p += signed;
    if (last < 1e-18) break;
    term *= (mu - (2 * k + 1) ** 2) / (8 * (k + 1) * x);
  }
  const turn = 0.5 * v + 0.25;
  const [c, s] = [cosPi(turn), sinPi(turn)];
  const [cosine, sine] = [Math.cos(x) * c + Math.sin(x) * s, Math.sin(x) * c - Math.cos(x) * s];
  return Math.sqrt(2 / (Math.PI * x)) * (kind === 0 ? p * cosine - q * sine : p * sine + q * cosine);
}

/** I_v(x) far out: e^x/√(2πx)·Σ (-1)ᵏ·aₖ(v)/xᵏ (DLMF 10.40.1). */
function grown(v: number, x: number): number {
  const mu = 4 * v * v;
  let [sum, term] = [0, 1];
  for (let k = 0; k < 100 && Math.abs(term) > 1e-18; k++) {
    sum += term;
    term *= -(mu - (2 * k + 1) ** 2) / (8 * (k + 1) * x);
  }
  const half = Math.exp(0.5 * x);
  return half * (sum / Math.sqrt(2 * Math.PI * x)) * half;
}

/** Y_v(x) for 0 < v < 2: ∫ sin(x sin t - vt) dt - ∫ (e^(vt) + e^(-vt)·cos πv)·e^(-x sinh t) dt, over π (DLMF 10.9.7). */
function secondKind(v: number, x: number): number {
  if (x > FAR) return hankel(v, x, 1);
  const cosine = cosPi(v);
  const oscillation = over(0, Math.PI, 4 + Math.ceil(x / 3), (t) => Math.sin(x * Math.sin(t) - v * t));
  const fall = integral(
    (t) => x * Math.sinh(t) - v * t,
    (t) => 1 + cosine * Math.exp(-2 * v * t),
    40 + Math.abs(Math.log(x)),
  );
  return (oscillation - fall) / Math.PI;
}

/** K_v(x), |v| <= 3/2, by the rule of modified-values.ts. */
function modified(v: number, x: number): number {
  if (x > 800) return 0;
  const step = 0.125 / Math.max(1, Math.sqrt(x / 20));
  let sum = 0;
  for (let j = 0; ; j++) {
    const t = step * j;
    const exponent = 2 * x * Math.sinh(t / 2) ** 2;
    const term = Math.exp(Math.abs(v) * t - exponent);
    if (exponent - Math.abs(v) * t > 45) break;
    sum += j === 0 ? 0.5 : 0.5 * term * (1 + Math.exp(-2 * Math.abs(v) * t));
  }
  const half = Math.exp(-0.5 * x);
  return half * step * sum * half;
}
