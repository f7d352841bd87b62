/**
 * hyperdual: exact derivatives of ordinary functions. Operators and drivers.
 *
 * @packageDocumentation
 */

// Drivers that choose the mode
export { type Auto, auto, type RecordingLimit } from './auto/index.js';
// Comparisons, branches, kinks and jumps
export { eq, ge, gt, le, lt } from './branches/branch.js';
export type { Condition } from './branches/compare.js';
export { select } from './branches/compare.js';
export { abs, ceil, clamp, floor, max, min, mod, relu, round, sign, trunc } from './branches/kinks.js';
export { copysign, floorMod } from './branches/signs.js';
// Drivers, and functions of users
export {
  defineFunction,
  type FunctionOfMany,
  type FunctionOfOne,
  type FunctionOfTwo,
  type OfMany,
} from './forward/define-function.js';
export { type DenseLimit, denseLimit } from './forward/dense-limit.js';
export { derivative, secondDerivative, valueAndDerivative, valueAndSecondDerivative } from './forward/derivative.js';
export { gradient, valueAndGradient } from './forward/gradient.js';
export { hessian, hvp, laplacian, valueGradientAndHessian, vhvp } from './forward/hessian.js';
export { curl, divergence, jacobian, valueAndJacobian } from './forward/jacobian.js';
export { directionalDerivative, jvp } from './forward/jvp.js';
export { type Linearization, linearize, type PointLike } from './forward/linearize.js';
export { type DerivativeTensor, type MultivariateTaylor, multivariateTaylor } from './forward/multivariate-taylor.js';
export { derivatives, nthDerivative, taylor } from './forward/taylor.js';
export { type TaylorPolynomial, taylorPolynomial } from './forward/taylor-polynomial.js';
// Functions of one and two numbers, and of lists
export { exp, exp2, expm1, exprel, log, log1p, log1prel, log2, log10, xlogx } from './functions/exponential.js';
export { acosh, asinh, atanh, cosh, logAddExp, logit, sigmoid, sinh, softplus, tanh } from './functions/hyperbolic.js';
export { type InterpolationOptions, interpolateLinear, interpolateMonotone } from './functions/interpolation.js';
export { hypot } from './functions/lengths.js';
export { log1mexp, logDiffExp, xlogy } from './functions/log-differences.js';
export { quantile, sortByValue } from './functions/order.js';
export { pow } from './functions/powers.js';
export type { Reduction } from './functions/reductions.js';
export { dot, logSumExp, norm, prod, sum, sumOfSquares } from './functions/reductions.js';
export { cbrt, reciprocal, sqrt, square } from './functions/roots.js';
export { cumulativeProduct, cumulativeSum } from './functions/scans.js';
export { type ListFunction, logSoftmax, softmax } from './functions/softmax.js';
export { mean, standardDeviation, variance } from './functions/statistics.js';
export { acos, asin, atan, atan2, cos, sin, sinc, tan } from './functions/trigonometric.js';
export { cosPi, sinPi } from './functions/turns.js';
// The second look
export { type LookSettings, look } from './look/settings.js';
// Numbers and their arithmetic
export { dual, hyperdual, isDual, isHyperDual } from './numbers/constructors.js';
export { Dual } from './numbers/dual.js';
export { HyperDual } from './numbers/hyperdual.js';
export type { Active, Scalar } from './scalar/active.js';
export type { Binary, Unary } from './scalar/arithmetic.js';
export { add, div, mul, neg, sub } from './scalar/arithmetic.js';
export { isActive, isScalar, value } from './scalar/scalar.js';
// Structures
export { type OnNumbers, onNumbers } from './shape/on-numbers.js';
export { stopGradient } from './shape/stop-gradient.js';
export type {
  Checked,
  Direction,
  Hessian,
  Input,
  Jacobian,
  LeafOf,
  Lifted,
  Like,
  NumberArray,
  Output,
  Shaped,
  Valued,
} from './shape/types.js';
export { isTaylor, Taylor } from './taylor/number.js';
