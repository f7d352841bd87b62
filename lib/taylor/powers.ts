/** Recurrences of powers and roots, also where the series starts at 0. */
import { decide, eq } from '../functions/compare.js';
import type { Scalar } from '../scalar/active.js';
import { mul, sub } from '../scalar/arithmetic.js';
import { plus, scale, unscale } from '../scalar/parts.js';
import type { Series } from '../scalar/rule.js';
import { complete, convolution, isZero } from '../scalar/series.js';
import { compose } from './compose.js';

/** An exponent c = numerator/denominator; the denominator of a root keeps its recurrence in whole numbers. */
export interface Exponent {
  readonly numerator: Scalar;
  readonly denominator: number;
  /** x₀^(c-k), with the sign that belongs to ±0. */
  readonly power: (x0: Scalar, k: number) => Scalar;
}

/** y = x^c. */
export function power(x: Series, y: Scalar[], exponent: Exponent): void {
  const { numerator: c, denominator } = exponent;
  if (denominator === 1 && typeof c === 'number' && Number.isInteger(c) && c >= 0 && c < x.length) {
    const exact = integerPower(x, c);
    complete(x, y, (k) => exact[k]);
  } else if (!decide(eq(x[0], 0))) regularPower(x, y, exponent);
  else if (!factoredPower(x, y, exponent)) compose(taylorAt(x, exponent), x, y);
}

/** By repeated squaring: exact in whole numbers, and as good at 0 as anywhere. */
function integerPower(x: Series, c: number): Series {
  let result: Series = x.map((_, k) => (k === 0 ? 1 : 0));
  let base = x;
  for (let rest = c; rest > 0; rest >>= 1) {
    if (rest % 2 === 1) result = product(result, base);
    if (rest > 1) base = product(base, base);
  }
  return result;
}

function product(a: Series, b: Series): Series {
  return a.map((_, k) => convolution(a, b, k));
}

/** x·y' = c·x'·y: k·x₀·yₖ = Σ (c·j - (k-j))·xⱼ·yₖ₋ⱼ. */
function regularPower(x: Series, y: Scalar[], { numerator: c, denominator: d }: Exponent): void {
  complete(x, y, (k) => {
    let total: Scalar = 0;
    for (let j = 1; j <= k; j++) total = plus(total, scale(scale(difference(c, j, d * (k - j)), x[j]), y[k - j]));
    return unscale(total, mul(d * k, x[0]));
  });
}

/** c·j - m, where the whole part of c is exact. */
function difference(c: Scalar, j: number, m: number): Scalar {
  if (typeof c !== 'number' || !Number.isFinite(c)) return sub(mul(c, j), m);
  const whole = Math.round(c);
  return whole * j - m + (c - whole) * j;
}

/**
 * (t^p·u)^c = t^q·u^c with q = p·c, where that is a power series on both sides of 0: q whole, and even unless the root is
 * odd, because (t²)^(1/2) = |t| has a kink. The result knows p - q coefficients fewer than x: those are NaN.
 */
function factoredPower(x: Series, y: Scalar[], exponent: Exponent): boolean {
  const p = x.findIndex((c) => !isZero(c));
  const q = quotientPower(p, exponent);
  if (p <= 0 || q === undefined) return false;
  const u = x.slice(p);
  const root = [exponent.power(u[0], 0)];
  regularPower(u, root, exponent);
  y.length = 1;
  complete(x, y, (k) => (k < q ? 0 : (root[k - q] ?? Number.NaN)));
  return true;
}

function quotientPower(p: number, { numerator: c, denominator: d }: Exponent): number | undefined {
  if (typeof c !== 'number' || c < 0) return undefined;
  if (d === 3) return p % 3 === 0 ? p / 3 : undefined;
  // A double is a whole number over a power of two, so the power of two in p decides.
  const q = (p * c) / d;
  return Number.isInteger((c / d) * (p & -p)) && q % 2 === 0 ? q : undefined;
}

/** Coefficients of x^c at x₀ = 0: 0 while k < c, infinite once k > c. */
function taylorAt(x: Series, { numerator: c, denominator: d, power: at }: Exponent): Series {
  let binomial: Scalar = 1;
  return x.map((_, k) => {
    if (k > 0) binomial = scale(binomial, unscale(sub(c, d * (k - 1)), d * k));
    return scale(binomial, at(x[0], k));
  });
}
