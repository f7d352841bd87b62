/** The standard normal distribution: density, distribution function, its logarithm, quantiles; values in tail-values.ts. */
import { le, lt, select } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { timesGaussian } from './error-function.js';
import * as values from './tail-values.js';
import { inverseSlope, tailCurvature, tailHazard, tailThird } from './tails.js';

/** 1/√(2π). */
const AT_0 = 0.3989422804014327;
/** √(π/2). */
const ROOT_HALF_PI = 1.2533141373155003;

/**
 * φ(x) = e^(-x²/2)/√(2π), the density of the standard normal distribution.
 *
 * Any x; 0 from |x| = 38.6 on. Within 3 ulp, and so are derivatives.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * secondDerivative(normalPdf, 0); // => -0.3989422804014327
 */
export const normalPdf: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? NORMAL_PDF.value(x) : active('normalPdf', x).unary(NORMAL_PDF)) as Unary;

/** factor·φ(x). */
function density(factor: Scalar, x: Scalar): Scalar {
  return timesGaussian(mul(AT_0, factor), x, 0.5);
}

/** x² - 1. */
function squareLessOne(x: Scalar): Scalar {
  return mul(sub(x, 1), add(x, 1));
}

export const NORMAL_PDF: UnaryRule = {
  name: 'normalPdf',
  value: (x) => (Number.isNaN(x) ? x : (density(1, x) as number)),
  slope: (x) => neg(density(x, x)),
  curvature: (x) => density(squareLessOne(x), x),
  third: (x) => density(mul(x, sub(3, mul(x, x))), x),
};

/**
 * Φ(x), the distribution function of the standard normal distribution, ½·erfc(-x/√2) with full relative accuracy in the tail.
 *
 * Any x; from 0 (subnormal from -37.52 down) to 1. Within 5 ulp; derivatives within 4.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(normalCdf, 0); // => { value: 0.5, derivative: 0.3989422804014327 }
 */
export const normalCdf: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.normalCdf(x) : active('normalCdf', x).unary(NORMAL_CDF)) as Unary;

export const NORMAL_CDF: UnaryRule = {
  name: 'normalCdf',
  value: values.normalCdf,
  slope: (x) => density(1, x),
  curvature: (x) => neg(density(x, x)),
  third: (x) => density(squareLessOne(x), x),
};

/**
 * log Φ(x), also where Φ(x) is 0 in doubles.
 *
 * Any x; from -Infinity to 0. Within 4 ulp; derivatives (the inverse Mills ratio and its derivatives) within 16.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(logNormalCdf, -100); // => { value: -5005.524..., derivative: 100.009998... }
 */
export const logNormalCdf: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.logNormalCdf(x) : active('logNormalCdf', x).unary(LOG_NORMAL_CDF)) as Unary;

/** To the left log erfc at u = -x/√2 >= 0; to the right by h = φ/Φ: h' = -h·(h + x). */
export const LOG_NORMAL_CDF: UnaryRule = {
  name: 'logNormalCdf',
  value: values.logNormalCdf,
  slope: (x) =>
    select(
      lt(x, 0),
      () => mul(Math.SQRT1_2, tailHazard(mul(-Math.SQRT1_2, x))),
      () => hazard(x, 1),
    ),
  curvature: (x) =>
    select(
      lt(x, 0),
      () => mul(0.5, tailCurvature(mul(-Math.SQRT1_2, x))),
      () => {
        const h = hazard(x, 1);
        return neg(add(mul(h, h), hazard(x, x)));
      },
    ),
  third: (x) =>
    select(
      lt(x, 0),
      () => mul(-0.5 * Math.SQRT1_2, tailThird(mul(-Math.SQRT1_2, x))),
      () => {
        const h = hazard(x, 1);
        const square = mul(h, h);
        return add(mul(2, mul(h, square)), add(mul(3, mul(h, hazard(x, x))), hazard(x, squareLessOne(x))));
      },
    ),
};

/** factor·φ(x)/Φ(x), for x >= 0. */
function hazard(x: Scalar, factor: Scalar): Scalar {
  return div(density(factor, x), normalCdf(x));
}

/**
 * The quantile of the standard normal distribution: the x with Φ(x) = p.
 *
 * 0 <= p <= 1, NaN elsewhere; ∓Infinity with slope Infinity at 0 and 1. Within 3 ulp; derivatives within 8.
 * The slope is 1/φ(x), from p itself: √(π/2)·erfcx(-x/√2)/p for p <= ½.
 *
 * @throws {TypeError} when p is neither a number nor a Scalar.
 * @example
 * normalQuantile(0.975); // => 1.95996398454...
 * derivative(normalQuantile, 0.5); // => 2.506628274631...
 */
export const normalQuantile: Unary = ((p: Scalar): Scalar =>
  typeof p === 'number' ? values.normalQuantile(p) : active('normalQuantile', p).unary(NORMAL_QUANTILE)) as Unary;

export const NORMAL_QUANTILE: UnaryRule = {
  name: 'normalQuantile',
  value: values.normalQuantile,
  slope: (p, x) =>
    select(
      le(p, 0.5),
      () => inverseSlope(ROOT_HALF_PI, mul(-Math.SQRT1_2, x), p),
      () => inverseSlope(ROOT_HALF_PI, mul(Math.SQRT1_2, x), sub(1, p)),
    ),
  curvature: (_, x, s) => mul(mul(x, s), s),
  third: (_p, x, s) => mul(mul(mul(add(1, mul(2, mul(x, x))), s), s), s),
};
