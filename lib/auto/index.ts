/** Drivers that choose between forward and reverse mode, by the numbers of inputs and outputs and by counted operations. */
import { type RecordingLimit, recordingLimit } from './choice.js';
import { gradient, jacobian, valueAndGradient, valueAndJacobian } from './first-order.js';
import { hessian, hvp, valueGradientAndHessian } from './second-order.js';

export type { RecordingLimit } from './choice.js';

/** The drivers that choose the mode. */
export interface Auto {
  /** See `recordingLimit`. */
  readonly recordingLimit: RecordingLimit;
  readonly gradient: typeof gradient;
  readonly valueAndGradient: typeof valueAndGradient;
  readonly jacobian: typeof jacobian;
  readonly valueAndJacobian: typeof valueAndJacobian;
  readonly hessian: typeof hessian;
  readonly valueGradientAndHessian: typeof valueGradientAndHessian;
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
