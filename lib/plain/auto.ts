/** The drivers that choose the mode, for ordinary code: one namespace. */
import { auto as base, type RecordingLimit } from '../index.js';
import { along, simple } from './drivers.js';
import type * as forward from './forward.js';

/** See `recordingLimit` of `auto` in hyperdual. */
export const recordingLimit: RecordingLimit = base.recordingLimit;

/** The gradient by the mode that takes less: one sweep back, or forward mode for very many operations. */
export const gradient = /* @__PURE__ */ simple('gradient', base.gradient) as typeof forward.gradient;

/** f(x) and its gradient. */
export const valueAndGradient = /* @__PURE__ */ simple(
  'valueAndGradient',
  base.valueAndGradient,
) as typeof forward.valueAndGradient;

/** The Jacobian by the mode that takes less. */
export const jacobian = /* @__PURE__ */ simple('jacobian', base.jacobian) as typeof forward.jacobian;

/** f(x) and its Jacobian. */
export const valueAndJacobian = /* @__PURE__ */ simple(
  'valueAndJacobian',
  base.valueAndJacobian,
) as typeof forward.valueAndJacobian;

/** The Hessian by the mode that takes less. */
export const hessian = /* @__PURE__ */ simple('hessian', base.hessian) as typeof forward.hessian;

/** f(x), its gradient and its Hessian. */
export const valueGradientAndHessian = /* @__PURE__ */ simple(
  'valueGradientAndHessian',
  base.valueGradientAndHessian,
) as typeof forward.valueGradientAndHessian;

/** The Hessian times a vector by the mode that takes less. */
export const hvp = /* @__PURE__ */ along('hvp', base.hvp) as typeof forward.hvp;
