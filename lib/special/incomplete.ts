/** Incomplete gamma and beta functions in x; values in values.ts. The parameters are plain numbers. */
import { square } from '../functions/powers.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { scale } from '../scalar/parts.js';
import type { UnaryRule } from '../scalar/rule.js';
import { describe } from '../scalar/scalar.js';
import * as values from './values.js';

/** P(a, x) = γ(a, x)/Γ(a), the regularised lower incomplete gamma function: a > 0 a plain number, x >= 0. */
export function gammaP(a: number, x: number): number;
export function gammaP(a: number, x: Scalar): Scalar;
export function gammaP(a: number, x: Scalar): Scalar {
  return typeof x === 'number'
    ? values.gammaP(a, x)
    : active('gammaP', x).unary(incompleteGamma('gammaP', values.gammaP, a, 1));
}

/** Q(a, x) = Γ(a, x)/Γ(a), the regularised upper incomplete gamma function: a > 0 a plain number, x >= 0. */
export function gammaQ(a: number, x: number): number;
export function gammaQ(a: number, x: Scalar): Scalar;
export function gammaQ(a: number, x: Scalar): Scalar {
  return typeof x === 'number'
    ? values.gammaQ(a, x)
    : active('gammaQ', x).unary(incompleteGamma('gammaQ', values.gammaQ, a, -1));
}

/** The row of ±P(a, x): its slope is the density x^(a-1)e^-x/Γ(a). */
function incompleteGamma(name: string, f: (a: number, x: number) => number, a: number, sign: 1 | -1): UnaryRule {
  plainParameter(name, 'a', a);
  const density = (x: number): number => sign * values.gammaPDerivative(a, x);
  // r = (a-1-x)/x
  return ofDensity(name, (x) => f(a, x), density, [
    (x) => div(sub(a - 1, x), x),
    (x) => div(1 - a, square(x)),
    (x) => div(2 * (a - 1), mul(x, square(x))),
  ]);
}

/** I_x(a, b), the regularised incomplete beta function: 0 <= x <= 1; a, b > 0 plain numbers. */
export function betaI(x: number, a: number, b: number): number;
export function betaI(x: Scalar, a: number, b: number): Scalar;
export function betaI(x: Scalar, a: number, b: number): Scalar {
  if (typeof x === 'number') return values.betaI(x, a, b);
  plainParameter('betaI', 'a', a);
  plainParameter('betaI', 'b', b);
  const density = (t: number): number => values.betaIDerivative(t, a, b);
  // r = (a-1)/x - (b-1)/(1-x) = (a-1 - (a+b-2)·x)/(x(1-x))
  const rule = ofDensity('betaI', (t) => values.betaI(t, a, b), density, [
    (t) => div(sub(mul(a - 1, sub(1, t)), mul(b - 1, t)), mul(t, sub(1, t))),
    (t) => neg(add(div(a - 1, square(t)), div(b - 1, square(sub(1, t))))),
    (t) => sub(div(2 * (a - 1), mul(t, square(t))), div(2 * (b - 1), mul(sub(1, t), square(sub(1, t))))),
  ]);
  return active('betaI', x).unary(rule);
}

/** p'/p for a density p, and its first two derivatives. */
type Ratio = readonly [(x: Scalar) => Scalar, (x: Scalar) => Scalar, (x: Scalar) => Scalar];

/** A row for a function with slope p where p' = p·r. */
function ofDensity(name: string, value: (x: number) => number, density: (x: number) => number, r: Ratio): UnaryRule {
  const [r0, r1, r2] = r;
  const p: UnaryRule = {
    name: `${name}'`,
    value: density,
    slope: (x, y) => scale(y, r0(x)),
    curvature: (x, y) => scale(y, add(square(r0(x)), r1(x))),
    third: (x, y) => scale(y, add(add(mul(square(r0(x)), r0(x)), mul(mul(3, r0(x)), r1(x))), r2(x))),
  };
  return {
    name,
    value,
    slope: (x) => (typeof x === 'number' ? density(x) : x.unary(p)),
    curvature: (x, _, slope) => p.slope(x, slope),
    third: (x, _y, slope) => p.curvature(x, slope, slope),
  };
}

/**
 * @throws {TypeError} when a parameter carries derivatives: there is no rule for them.
 */
function plainParameter(name: string, parameter: string, x: unknown): void {
  if (typeof x === 'number') return;
  throw new TypeError(
    `${name}: expected the parameter ${parameter} to be a plain number, got ${describe(x)}. ` +
      'Only the derivative by x is known: use value() for a constant parameter.',
  );
}
