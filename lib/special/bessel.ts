/** Bessel functions of order 0 and 1; values in values.ts. Those of order 2 serve the derivatives. */
import { eq, select } from '../functions/compare.js';
import type { Scalar } from '../scalar/active.js';
import { active, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import * as values from './values.js';

/** J₀(x), the Bessel function of the first kind of order 0. */
export const besselJ0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselJ0(x) : active('besselJ0', x).unary(J.rule0)) as Unary;

/** J₁(x), the Bessel function of the first kind of order 1. */
export const besselJ1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselJ1(x) : active('besselJ1', x).unary(J.rule1)) as Unary;

/** Y₀(x), the Bessel function of the second kind of order 0, x > 0. */
export const besselY0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselY0(x) : active('besselY0', x).unary(Y.rule0)) as Unary;

/** Y₁(x), the Bessel function of the second kind of order 1, x > 0. */
export const besselY1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselY1(x) : active('besselY1', x).unary(Y.rule1)) as Unary;

/** I₀(x), the modified Bessel function of the first kind of order 0. */
export const besselI0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselI0(x) : active('besselI0', x).unary(I.rule0)) as Unary;

/** I₁(x), the modified Bessel function of the first kind of order 1. */
export const besselI1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselI1(x) : active('besselI1', x).unary(I.rule1)) as Unary;

interface Family {
  readonly rule0: UnaryRule;
  readonly rule1: UnaryRule;
}

/**
 * The rows of a family C, for σ = 1 (J and Y) and σ = -1 (I):
 *
 *     C₀' = -σC₁      C₁' = (C₀ - σC₂)/2      C₁'' = σ(C₂/x - C₁)      C₂' = C₁ - 2C₂/x
 *
 * (Abramowitz and Stegun, 9.1.27 and 9.6.26). The forms with 1/x² cancel near 0, these do not.
 */
function family(letter: string, sigma: 1 | -1, c0: Values, c1: Values, c2: Values): Family {
  const signed = (x: Scalar): Scalar => (sigma === 1 ? x : neg(x));
  const of = (rule: UnaryRule, x: Scalar): Scalar => (typeof x === 'number' ? rule.value(x) : x.unary(rule));
  const overX = (x: Scalar): Scalar =>
    select(
      eq(x, 0),
      () => 0,
      () => div(of(rule2, x), x),
    );
  const slope1 = (x: Scalar): Scalar => div(sub(of(rule0, x), signed(of(rule2, x))), 2);
  const second1 = (x: Scalar): Scalar => signed(sub(overX(x), of(rule1, x)));
  // (C₂/x)' = (C₁ - 3C₂/x)/x
  const slopeOverX = (x: Scalar): Scalar => div(sub(of(rule1, x), mul(3, overX(x))), x);
  const slope2 = (x: Scalar): Scalar => sub(of(rule1, x), mul(2, overX(x)));
  const rule0: UnaryRule = {
    name: `bessel${letter}0`,
    value: c0,
    slope: (x) => neg(signed(of(rule1, x))),
    curvature: (x) => neg(signed(slope1(x))),
    third: (x) => neg(signed(second1(x))),
  };
  const rule1: UnaryRule = {
    name: `bessel${letter}1`,
    value: c1,
    slope: slope1,
    curvature: second1,
    third: (x) => signed(sub(slopeOverX(x), slope1(x))),
  };
  const rule2: UnaryRule = {
    name: `bessel${letter}2`,
    value: c2,
    slope: slope2,
    curvature: (x) => sub(slope1(x), mul(2, slopeOverX(x))),
    third: (x) => sub(second1(x), mul(2, div(sub(slope1(x), mul(4, slopeOverX(x))), x))),
  };
  return { rule0, rule1 };
}

type Values = (x: number) => number;

const J: Family = /* @__PURE__ */ family('J', 1, values.besselJ0, values.besselJ1, values.besselJ2);
const Y: Family = /* @__PURE__ */ family('Y', 1, values.besselY0, values.besselY1, values.besselY2);
const I: Family = /* @__PURE__ */ family('I', -1, values.besselI0, values.besselI1, values.besselI2);

export const BESSEL_RULES: readonly UnaryRule[] = [J, Y, I].flatMap(({ rule0, rule1 }) => [rule0, rule1]);
