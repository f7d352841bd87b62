/** Incomplete gamma and beta functions; values in values.ts and the files of parameter values. */
import type { Scalar } from '../scalar/active.js';
import { active, mul } from '../scalar/arithmetic.js';
import { binary, type UnaryRule } from '../scalar/rule.js';
import { operand } from '../scalar/scalar.js';
import { betaSlopes, gammaFamily } from './incomplete-families.js';
import { isBesideZero, isGerm } from './incomplete-germs.js';
import { betaDerivative, gammaRow, ofGerm } from './incomplete-rows.js';
import * as values from './values.js';

/**
 * P(a, x) = γ(a, x)/Γ(a), the regularised lower incomplete gamma function (Abramowitz and Stegun 6.5.1, DLMF 8.2.4).
 *
 * a > 0, x >= 0; NaN elsewhere. From 0 at x = 0 to 1 at Infinity. Within 28 ulp to a = 2·10⁴ (70 to 2·10⁸).
 * The slope in x is the density x^(a-1)·e^-x/Γ(a) (A&S 6.5.25): at x = 0 Infinity for a < 1, 1 for a = 1, 0 for a > 1. That in a
 * is an integral of the density times log t - ψ(a), within 8 ulp to a = 10³ (about 60 µs).
 *
 * @throws {TypeError} when a or x is neither a number nor a Scalar.
 * @example
 * derivative((x) => gammaP(2, x), 1); // => 0.36787944117144233
 * derivative((a) => gammaP(a, 1), 2); // => -0.2761960457028...
 */
export function gammaP(a: number, x: number): number;
export function gammaP(a: Scalar, x: Scalar): Scalar;
export function gammaP(a: Scalar, x: Scalar): Scalar {
  return incompleteGamma('gammaP', values.gammaP, a, x, 1);
}

/**
 * Q(a, x) = Γ(a, x)/Γ(a) = 1 - P(a, x) without the cancellation for large x (Abramowitz and Stegun 6.5.3, DLMF 8.2.4).
 *
 * a > 0, x >= 0; NaN elsewhere. From 1 at x = 0 to 0 at Infinity. Within 13 ulp to a = 2·10⁴ (120 to 2·10⁸).
 * The slopes are those of -P.
 *
 * @throws {TypeError} when a or x is neither a number nor a Scalar.
 * @example
 * derivative((x) => gammaQ(2, x), 1); // => -0.36787944117144233
 */
export function gammaQ(a: number, x: number): number;
export function gammaQ(a: Scalar, x: Scalar): Scalar;
export function gammaQ(a: Scalar, x: Scalar): Scalar {
  return incompleteGamma('gammaQ', values.gammaQ, a, x, -1);
}

function incompleteGamma(
  name: 'gammaP' | 'gammaQ',
  f: (a: number, x: number) => number,
  a: Scalar,
  x: Scalar,
  sign: 1 | -1,
): Scalar {
  if (typeof operand(name, a) !== 'number') return binary(gammaRow(name, 0, 0), a, operand(name, x));
  return typeof x === 'number' ? f(a as number, x) : active(name, x).unary(gammaRule(name, f, a as number, sign));
}

/** The row of P (sign 1) or Q (sign -1) for a plain a. */
function gammaRule(name: 'gammaP' | 'gammaQ', f: (a: number, x: number) => number, a: number, sign: 1 | -1): UnaryRule {
  const g = gammaFamily(a);
  const derivative = (m: number, x: Scalar): Scalar =>
    isGerm(x) && isBesideZero(x.oracle?.standard ?? Number.NaN) ? ofGerm(name, 0, m, a, x) : mul(sign, g(1, m - 1, x));
  return {
    name,
    facts: { flops: 8, called: `${name}(${a})` },
    value: (x) => f(a, x),
    beside: (x, s) => (isBesideZero(s) && a > 0 ? ofGerm(name, 0, 0, a, x) : undefined),
    slope: (x) => derivative(1, x),
    curvature: (x) => derivative(2, x),
    third: (x) => derivative(3, x),
  };
}

/**
 * I_x(a, b), the regularised incomplete beta function (Abramowitz and Stegun 6.6.2, DLMF 8.17.2).
 *
 * 0 <= x <= 1; a and b between 0 and 10¹⁵; NaN elsewhere. From 0 at x = 0 to 1 at x = 1. Within 17 ulp to
 * a, b = 2000, 110 to 10⁵, a relative error of some 10⁻¹⁰ at 10¹². The slope in x is the density x^(a-1)·(1-x)^(b-1)/B(a, b): at
 * x = 0 Infinity for a < 1, b for a = 1, 0 for a > 1, and likewise at x = 1. Those in a and b are integrals of the density times
 * log t - (ψ(a) - ψ(a+b)) and log(1-t) - (ψ(b) - ψ(a+b)), within 12 ulp to a, b = 500 (about 100 µs).
 *
 * At x = 0 and 1, where the slope in x may be infinite, those in a and b are 0, and smooth functions of I have their derivatives.
 *
 * @throws {TypeError} when an argument is neither a number nor a Scalar.
 * @example
 * derivative((x) => betaI(x, 2, 2), 0.5); // => 1.5
 * gradient(([a, b]) => betaI(0.5, a, b), [1, 1]); // => [-0.346..., 0.346...]
 */
export function betaI(x: number, a: number, b: number): number;
export function betaI(x: Scalar, a: Scalar, b: Scalar): Scalar;
export function betaI(x: Scalar, a: Scalar, b: Scalar): Scalar {
  operand('betaI', a);
  operand('betaI', b);
  if (typeof a !== 'number' || typeof b !== 'number') return betaDerivative(0, 0, 0, operand('betaI', x), a, b);
  if (typeof x === 'number') return values.betaI(x, a, b);
  const slopes = betaSlopes(a, b);
  const isEnd = (s: number | undefined): boolean => s !== undefined && (isBesideZero(s) || s === 1);
  const derivative = (m: number, t: Scalar): Scalar =>
    isGerm(t) && isEnd(t.oracle?.standard) ? betaDerivative(m, 0, 0, t, a, b) : slopes(m - 1, t);
  return active('betaI', x).unary({
    name: 'betaI',
    facts: { flops: 8, called: `betaI(${a}, ${b})` },
    value: (t) => values.betaI(t, a, b),
    beside: (t, s) => (isEnd(s) ? betaDerivative(0, 0, 0, t, a, b) : undefined),
    slope: (t) => derivative(1, t),
    curvature: (t) => derivative(2, t),
    third: (t) => derivative(3, t),
  });
}
