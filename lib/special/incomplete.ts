/** Incomplete gamma and beta functions in x; values in values.ts. The parameters are plain numbers. */
import { le, select } from '../branches/compare.js';
import { twoProduct } from '../functions/double-double.js';
import { square } from '../functions/powers.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { type Family, familyOf } from './density.js';
import { plainParameter } from './parameter.js';
import * as values from './values.js';

/**
 * P(a, x) = γ(a, x)/Γ(a), the regularised lower incomplete gamma function (Abramowitz and Stegun 6.5.1, DLMF 8.2.4).
 *
 * a > 0 a plain number, x >= 0; NaN elsewhere. From 0 at x = 0 to 1 at Infinity. Within 28 ulp to a = 2·10⁴ (70 to 2·10⁸).
 * The slope is the density x^(a-1)·e^-x/Γ(a) (A&S 6.5.25): at x = 0 Infinity for a < 1, 1 for a = 1, 0 for a > 1.
 *
 * @throws {TypeError} when a carries derivatives (there is no rule for them), or x is neither a number nor a Scalar.
 * @example
 * derivative((x) => gammaP(2, x), 1); // => 0.36787944117144233
 */
export function gammaP(a: number, x: number): number;
export function gammaP(a: number, x: Scalar): Scalar;
export function gammaP(a: number, x: Scalar): Scalar {
  plainParameter('gammaP', 'a', a);
  return typeof x === 'number'
    ? values.gammaP(a, x)
    : active('gammaP', x).unary(incompleteGamma('gammaP', values.gammaP, a, 1));
}

/**
 * Q(a, x) = Γ(a, x)/Γ(a) = 1 - P(a, x) without the cancellation for large x (Abramowitz and Stegun 6.5.3, DLMF 8.2.4).
 *
 * a > 0 a plain number, x >= 0; NaN elsewhere. From 1 at x = 0 to 0 at Infinity. Within 13 ulp to a = 2·10⁴ (120 to 2·10⁸).
 * The slope is that of -P.
 *
 * @throws {TypeError} when a carries derivatives (there is no rule for them), or x is neither a number nor a Scalar.
 * @example
 * derivative((x) => gammaQ(2, x), 1); // => -0.36787944117144233
 */
export function gammaQ(a: number, x: number): number;
export function gammaQ(a: number, x: Scalar): Scalar;
export function gammaQ(a: number, x: Scalar): Scalar {
  plainParameter('gammaQ', 'a', a);
  return typeof x === 'number'
    ? values.gammaQ(a, x)
    : active('gammaQ', x).unary(incompleteGamma('gammaQ', values.gammaQ, a, -1));
}

/** The row of P (sign 1) or Q (sign -1). */
function incompleteGamma(name: string, f: (a: number, x: number) => number, a: number, sign: 1 | -1): UnaryRule {
  const called = `${name}(${a})`;
  const g = familyOf({
    name,
    called,
    a,
    value: (k, x, factor) => values.gammaDensity(a, k, x, factor),
    first: (k, x) => sub(a - k, x),
    second: (c, x) => div(-c, square(x)),
    third: (c, x) => div(2 * c, mul(x, square(x))),
    q: () => -1,
    falling: () => 1,
  });
  return {
    name,
    facts: { flops: 8, called },
    value: (x) => f(a, x),
    slope: (x) => mul(sign, g(1, 0, x)),
    curvature: (x) => mul(sign, g(1, 1, x)),
    third: (x) => mul(sign, g(1, 2, x)),
  };
}

/**
 * I_x(a, b), the regularised incomplete beta function (Abramowitz and Stegun 6.6.2, DLMF 8.17.2).
 *
 * 0 <= x <= 1; a and b plain numbers between 0 and 10¹⁵; NaN elsewhere. From 0 at x = 0 to 1 at x = 1. Within 17 ulp to
 * a, b = 2000, 110 to 10⁵, a relative error of some 10⁻¹⁰ at 10¹². The slope is the density x^(a-1)·(1-x)^(b-1)/B(a, b): at
 * x = 0 Infinity for a < 1, b for a = 1, 0 for a > 1, and likewise at x = 1.
 *
 * @throws {TypeError} when a or b carries derivatives (there is no rule for them), or x is neither a number nor a Scalar.
 * @example
 * derivative((x) => betaI(x, 2, 2), 0.5); // => 1.5
 */
export function betaI(x: number, a: number, b: number): number;
export function betaI(x: Scalar, a: number, b: number): Scalar;
export function betaI(x: Scalar, a: number, b: number): Scalar {
  plainParameter('betaI', 'a', a);
  plainParameter('betaI', 'b', b);
  if (typeof x === 'number') return values.betaI(x, a, b);
  const left = betaFamily(a, b);
  const right = betaFamily(b, a);
  // I_x(a, b) = 1 - I_(1-x)(b, a), where 1-x is exact for x >= ½: so a density need not know what happens near 1.
  const derivative = (m: number, t: Scalar): Scalar =>
    select(
      le(t, 0.5),
      () => left(1, m, t),
      () => mul((-1) ** m, right(1, m, sub(1, t))),
    );
  return active('betaI', x).unary({
    name: 'betaI',
    facts: { flops: 8, called: `betaI(${a}, ${b})` },
    value: (t) => values.betaI(t, a, b),
    slope: (t) => derivative(0, t),
    curvature: (t) => derivative(1, t),
    third: (t) => derivative(2, t),
  });
}

/** The densities of I_x(a, b) for 0 <= x <= ½. */
function betaFamily(a: number, b: number): Family {
  const d = b - 1;
  return familyOf({
    name: 'betaI',
    called: `betaI(${a}, ${b})`,
    a,
    value: (k, x, factor) => values.betaDensity(a, b, k, x, factor),
    first: (k, x) => div(tilt(k, a, b, x), sub(1, x)),
    second: (c, x) => neg(add(div(c, square(x)), div(d, square(sub(1, x))))),
    third: (c, x) => sub(div(2 * c, mul(x, square(x))), div(2 * d, mul(sub(1, x), square(sub(1, x))))),
    q: (x) => div(-1, sub(1, x)),
    falling: (j) => Array.from({ length: j }).reduce((product: number, _, i) => product * (d - i), 1),
  });
}

/** (a-k)(1-x) - (b-1)x = (a-k) - (a+b-k-1)·x: 0 at the mode, so all roundings are made good. */
function tilt(k: number, a: number, b: number, x: Scalar): Scalar {
  const c = a - k;
  const sum = a + b;
  const s = sum - (k + 1);
  const lost = errorOfDifference(a, k, c);
  const lostOfSum = errorOfDifference(a, -b, sum) + errorOfDifference(sum, k + 1, s);
  const p = twoProduct(s, x);
  return add(sub(sub(c, p.high), p.low), sub(lost, mul(lostOfSum, x)));
}

/** What the rounded difference d = x - y lacks (Knuth). */
function errorOfDifference(x: number, y: number, d: number): number {
  const z = d - x;
  return x - (d - z) - (y + z);
}
