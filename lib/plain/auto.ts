/** The drivers that choose the mode, for ordinary code: one namespace. */
import { auto as base, type RecordingLimit } from '../index.js';
import { along, simple } from './drivers.js';
import type { Filled, Hessian, Jacobian, Like, Plain, Slopes } from './types.js';

export const recordingLimit: RecordingLimit = base.recordingLimit;

/** The gradient by the mode that takes less: one sweep back, or forward mode for very many operations. */
export const gradient = /* @__PURE__ */ simple('gradient', base.gradient) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => Slopes<X>;

/** f(x) and its gradient. */
export const valueAndGradient = /* @__PURE__ */ simple('valueAndGradient', base.valueAndGradient) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => { value: number; gradient: Slopes<X> };

/** The Jacobian by the mode that takes less. */
export const jacobian = /* @__PURE__ */ simple('jacobian', base.jacobian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => Jacobian<Y, X>;

/** f(x) and its Jacobian. */
export const valueAndJacobian = /* @__PURE__ */ simple('valueAndJacobian', base.valueAndJacobian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => { value: Filled<Y, number>; jacobian: Jacobian<Y, X> };

/** The Hessian by the mode that takes less. */
export const hessian = /* @__PURE__ */ simple('hessian', base.hessian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => Hessian<Y, X>;

/** f(x), its gradient and its Hessian. */
export const valueGradientAndHessian = /* @__PURE__ */ simple(
  'valueGradientAndHessian',
  base.valueGradientAndHessian,
) as <const X>(f: (x: Plain<X>) => number, x: X) => { value: number; gradient: Slopes<X>; hessian: Hessian<number, X> };

/** The Hessian times a vector by the mode that takes less. */
export const hvp = /* @__PURE__ */ along('hvp', base.hvp) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
  v: Like<X>,
) => Slopes<X>;
