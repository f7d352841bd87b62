/** Drivers that choose between forward and reverse mode, by the numbers of inputs and outputs and by counted operations. */
import { type RecordingLimit, recordingLimit } from './choice.js';
import { gradient, jacobian, valueAndGradient, valueAndJacobian } from './first-order.js';
import { hessian, hvp, valueGradientAndHessian } from './second-order.js';

export type { RecordingLimit } from './choice.js';

/** The drivers that choose the mode. */
export interface Auto {
  /** See `recordingLimit`. */
  readonly recordingLimit: RecordingLimit;
  /** All slopes of a scalar field. */
  readonly gradient: typeof gradient;
  /** f(x) and all slopes. */
  readonly valueAndGradient: typeof valueAndGradient;
  /** ∂fᵢ/∂xⱼ of all outputs by all inputs. */
  readonly jacobian: typeof jacobian;
  /** f(x) and its Jacobian. */
  readonly valueAndJacobian: typeof valueAndJacobian;
  /** All second derivatives of a scalar field. */
  readonly hessian: typeof hessian;
  /** f(x), its gradient and its Hessian. */
  readonly valueGradientAndHessian: typeof valueGradientAndHessian;
  /** The Hessian times a direction. */
  readonly hvp: typeof hvp;
}

/**
 * Drivers that choose the mode: by the numbers of inputs and outputs, and by the operations of f.
 *
 * @example
 * auto.gradient(([x, y]) => mul(square(x), y), [2, 2]); // => [8, 4]
 */
export const auto: Auto = {
  recordingLimit,
  gradient,
  valueAndGradient,
  jacobian,
  valueAndJacobian,
  hessian,
  valueGradientAndHessian,
  hvp,
};
