/** The error function scaled, its logarithm and its inverses; values in tail-values.ts. */
import { cases, eq, ge, lt, select } from '../branches/compare.js';
import { isFar } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { erfc, timesGaussian } from './error-function.js';
import { type Derivatives, derivativesOf } from './family.js';
import * as values from './tail-values.js';

const TWO_OVER_ROOT_PI = 1.1283791670955126;
const HALF_ROOT_PI = 0.886226925452758;

/** The derivatives of erfcx. */
export const ERFCX: Derivatives = /* @__PURE__ */ derivativesOf('erfcx', values.erfcx);

/**
 * e^(x²)·erfc(x), the scaled complement of the error function (DLMF 7.2.3 at ix), which neither underflows nor cancels where
 * erfc does: about 1/(√π·x) far out.
 *
 * Any x; Infinity from x = -26.63 down. Within 3 ulp; derivatives, the repeated integrals of erfc (DLMF 7.18.8), within 4.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(erfcx, 0); // => { value: 1, derivative: -1.1283791670955126 }
 */
export const erfcx: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.erfcx(0, x) : ERFCX(0, active('erfcx', x))) as Unary;

/**
 * log erfc(x), also where erfc(x) is 0 in doubles.
 *
 * Any x; from log 2 at -Infinity to -Infinity. Within 1 ulp; derivatives within 16.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * logErfc(100); // => -10005.177585...
 */
export const logErfc: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.logErfc(x) : active('logErfc', x).unary(LOGERFC)) as Unary;

export const LOGERFC: UnaryRule = {
  name: 'logErfc',
  value: values.logErfc,
  slope: (x) =>
    select(
      lt(x, 0),
      () => neg(hazard(x, 1)),
      () => neg(tailHazard(x)),
    ),
  // -m·(m - 2x) for m = -slope, to the left without a product of 0 and infinity.
  curvature: (x) =>
    select(
      lt(x, 0),
      () => {
        const m = hazard(x, 1);
        return sub(mul(2, hazard(x, x)), mul(m, m));
      },
      () => tailCurvature(x),
    ),
  third: (x) =>
    select(
      lt(x, 0),
      () => {
        const m = hazard(x, 1);
        const square = mul(m, m);
        const last = hazard(x, sub(mul(4, mul(x, x)), 2));
        return neg(add(mul(2, mul(m, square)), sub(last, mul(6, mul(m, hazard(x, x))))));
      },
      () => tailThird(x),
    ),
};

/** factor·m(x), m = 2/√π·e^(-x²)/erfc(x), for x < 0, where erfc is between 1 and 2. */
function hazard(x: Scalar, factor: Scalar): Scalar {
  return div(timesGaussian(mul(TWO_OVER_ROOT_PI, factor), x), erfc(x));
}

/** The same for x >= 0. */
export function tailHazard(x: Scalar): Scalar {
  return div(TWO_OVER_ROOT_PI, ERFCX(0, x));
}

/** From here on the second and third derivative of log erfc are those of -x² - log x. */
const FAR = 1e10;

/** (log erfc)'' for x >= 0: m·f'/f with f = erfcx, for m - 2x cancels. */
export function tailCurvature(x: Scalar): Scalar {
  return cases([[isFar(x, FAR), -2]], () => mul(tailHazard(x), div(ERFCX(1, x), ERFCX(0, x))));
}

/** (log erfc)''' for x >= 0: -½·m·s₁²·s₂·(s₃ - s₂) with sₙ = -fₙ/fₙ₋₁ (see the values), about n/x far out. */
export function tailThird(x: Scalar): Scalar {
  const ratios = (): Scalar => {
    const f = [0, 1, 2, 3].map((n) => ERFCX(n, x));
    const [a, b, c] = [1, 2, 3].map((n) => neg(div(f[n], f[n - 1])));
    return mul(mul(-0.5, tailHazard(x)), mul(mul(mul(a, a), b), sub(c, b)));
  };
  return cases([[isFar(x, FAR), () => div(div(-2, x), mul(x, x))]], ratios);
}

/**
 * The inverse of the error function: the x with erf(x) = y.
 *
 * -1 <= y <= 1, NaN elsewhere; ±Infinity with slope Infinity at ±1. Within 2 ulp; derivatives within 8.
 * The slope is ½√π·e^(x²) = ½√π·erfcx(x)/(1 - y).
 *
 * @throws {TypeError} when y is neither a number nor a Scalar.
 * @example
 * erf(erfInv(0.25)); // => 0.25
 * derivative(erfInv, 0); // => 0.886226925452758
 */
export const erfInv: Unary = ((y: Scalar): Scalar =>
  typeof y === 'number' ? values.erfInv(y) : active('erfInv', y).unary(ERFINV)) as Unary;

/**
 * The inverse of erfc: the x with erfc(x) = y, also for y far below the distance of doubles from 1.
 *
 * 0 <= y <= 2, NaN elsewhere; Infinity at 0 and -Infinity at 2, with slope -Infinity. Within 1 ulp; derivatives within 8.
 *
 * @throws {TypeError} when y is neither a number nor a Scalar.
 * @example
 * erfcInv(1e-300); // => 26.209469960516...
 */
export const erfcInv: Unary = ((y: Scalar): Scalar =>
  typeof y === 'number' ? values.erfcInv(y) : active('erfcInv', y).unary(ERFCINV)) as Unary;

/** The inverse of a function with slope c·e^(-x²): x'' = 2x·x'², x''' = (2 + 8x²)·x'³. */
function inverse(name: string, value: (y: number) => number, slope: UnaryRule['slope']): UnaryRule {
  return {
    name,
    value,
    slope,
    curvature: (_, x, s) => mul(mul(mul(2, x), s), s),
    third: (_y, x, s) => mul(mul(mul(add(2, mul(8, mul(x, x))), s), s), s),
  };
}

/** c·erfcx(x)/tail for the x >= 0 that leaves this tail, at the end Infinity. */
export function inverseSlope(c: number, x: Scalar, tail: Scalar): Scalar {
  return cases([[eq(tail, 0), Number.POSITIVE_INFINITY]], () => div(mul(c, ERFCX(0, x)), tail));
}

export const ERFINV: UnaryRule = /* @__PURE__ */ inverse('erfInv', values.erfInv, (y, x) =>
  select(
    ge(y, 0),
    () => inverseSlope(HALF_ROOT_PI, x, sub(1, y)),
    () => inverseSlope(HALF_ROOT_PI, neg(x), add(1, y)),
  ),
);

export const ERFCINV: UnaryRule = /* @__PURE__ */ inverse('erfcInv', values.erfcInv, (y, x) =>
  select(
    lt(y, 1),
    () => neg(inverseSlope(HALF_ROOT_PI, x, y)),
    () => neg(inverseSlope(HALF_ROOT_PI, neg(x), sub(2, y))),
  ),
);
