/**
 * hyperdual/reverse: the companion reverse mode. Drivers have the names of forward mode and the same results.
 *
 * @packageDocumentation
 */

export { Variable } from '../tape/variable.js';
export {
  gradient,
  hessian,
  hvp,
  jacobian,
  valueAndGradient,
  valueAndJacobian,
  valueGradientAndHessian,
  vjp,
} from './drivers.js';
export { pullback } from './pullback.js';
