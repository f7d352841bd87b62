/**
 * hyperdual/reverse: the companion reverse mode. Drivers have the names of forward mode and the same results.
 *
 * @packageDocumentation
 */
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
export { Variable } from '../tape/variable.js';
