/** Modified Bessel functions of the second kind, and scaled ones of both kinds; values in modified-values.ts. */
import { cases, eq } from '../branches/compare.js';
import { abs, magnitude } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { active, mul, type Unary } from '../scalar/arithmetic.js';
import { type Derivatives, derivativesOf } from './family.js';
import * as values from './modified-values.js';

const K0: Derivatives = /* @__PURE__ */ derivativesOf('besselK0', (n, x) => values.derivativeOfK(0, n, x));
const K1: Derivatives = /* @__PURE__ */ derivativesOf('besselK1', (n, x) => values.derivativeOfK(1, n, x));
const K0E: Derivatives = /* @__PURE__ */ derivativesOf('besselK0e', (n, x) => values.scaledK(0, n, x));
const K1E: Derivatives = /* @__PURE__ */ derivativesOf('besselK1e', (n, x) => values.scaledK(1, n, x));
const I0E: Derivatives = /* @__PURE__ */ derivativesOf('besselI0e', (n, x) => values.scaledI(0, n, x));
/** Of e^-x·I₁(x)/x. */
const I1E: Derivatives = /* @__PURE__ */ derivativesOf('besselI1e', (n, x) => values.scaledI(1, n, x));
const LOG_I0: Derivatives = /* @__PURE__ */ derivativesOf('logBesselI0', values.logI0);

/**
 * K₀(x), the modified Bessel function of the second kind of order 0 (Abramowitz and Stegun 9.6, DLMF 10.25).
 *
 * x >= 0, NaN below; Infinity at 0, 0 at Infinity. Within 5 ulp, and so are derivatives, K₀' = -K₁.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(besselK0, 1); // => { value: 0.42102443824070..., derivative: -0.60190723019723... }
 */
export const besselK0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselK(0, x) : K0(0, active('besselK0', x))) as Unary;

/**
 * K₁(x), the modified Bessel function of the second kind of order 1. As besselK0; K₁' = -(K₀ + K₂)/2.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * besselK1(1); // => 0.60190723019723...
 */
export const besselK1: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.besselK(1, x) : K1(0, active('besselK1', x))) as Unary;

/**
 * e^x·K₀(x), which does not leave the range. x >= 0, NaN below. Within 5 ulp; derivatives without the cancellation of K₀ - K₁.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * besselK0e(1000); // => 0.03962832160075...
 */
export const besselK0e: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.scaledK(0, 0, x) : K0E(0, active('besselK0e', x))) as Unary;

/**
 * e^x·K₁(x). As besselK0e.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * besselK1e(1000); // => 0.03964813081296...
 */
export const besselK1e: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.scaledK(1, 0, x) : K1E(0, active('besselK1e', x))) as Unary;

/**
 * e^-|x|·I₀(x), which does not leave the range. Any x; even, 1 at 0 with a kink as that of |x|. Within 3 ulp, and so are derivatives, without
 * the cancellation of I₁ - I₀.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(besselI0e, 1000); // => { value: 0.012617240455891..., derivative: -0.0000063101989... }
 */
export const besselI0e: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.scaledI(0, 0, Math.abs(x)) : I0E(0, abs(active('besselI0e', x)))) as Unary;

/**
 * e^-|x|·I₁(x). Any x; odd. Within 4 ulp; derivatives within 32, the first beside its root 1.545 with an absolute error of 3e-17.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(besselI1e, 0); // => { value: 0, derivative: 0.5 }
 */
export const besselI1e: Unary = ((x: Scalar): Scalar => {
  if (typeof x !== 'number') active('besselI1e', x);
  return cases([[eq(magnitude(x), Number.POSITIVE_INFINITY), 0]], () => mul(x, I1E(0, abs(x))));
}) as Unary;

/**
 * log I₀(x), also where I₀ has left the range: the logarithm of what normalises the von Mises and the Rice distribution.
 *
 * Any x; even, about |x| - ½log(2π|x|) far out. Within 3 ulp; derivatives (I₁/I₀ and its) within 16.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(logBesselI0, 1e4); // => { value: 9994.475903781..., derivative: 0.99994999874... }
 */
export const logBesselI0: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.logI0(0, x) : LOG_I0(0, active('logBesselI0', x))) as Unary;
