/** The drivers of reverse mode for ordinary code, under names of their own. */
import * as base from '../reverse/index.js';
import { along, type Driver, type F, simple } from './drivers.js';
import { run } from './run.js';
import { purifiedOutput } from './structures.js';
import type { Filled, Hessian, Jacobian, Like, Plain, Slopes } from './types.js';

type Any = unknown;
/** The gradient in one sweep, whatever the number of inputs. */
export const reverseGradient = /* @__PURE__ */ simple('reverseGradient', base.gradient) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => Slopes<X>;

/** f(x) and its gradient in one sweep. */
export const reverseValueAndGradient = /* @__PURE__ */ simple('reverseValueAndGradient', base.valueAndGradient) as <
  const X,
>(
  f: (x: Plain<X>) => number,
  x: X,
) => { value: number; gradient: Slopes<X> };

/** The Jacobian, one sweep for each output. */
export const reverseJacobian = /* @__PURE__ */ simple('reverseJacobian', base.jacobian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => Jacobian<Y, X>;

/** f(x) and its Jacobian. */
export const reverseValueAndJacobian = /* @__PURE__ */ simple('reverseValueAndJacobian', base.valueAndJacobian) as <
  const X,
  Y,
>(
  f: (x: Plain<X>) => Y,
  x: X,
) => { value: Filled<Y, number>; jacobian: Jacobian<Y, X> };

/** The Hessian, from sweeps along 8 directions over one recording. */
export const reverseHessian = /* @__PURE__ */ simple('reverseHessian', base.hessian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => Hessian<Y, X>;

/** f(x), its gradient and its Hessian. */
export const reverseValueGradientAndHessian = /* @__PURE__ */ simple(
  'reverseValueGradientAndHessian',
  base.valueGradientAndHessian,
) as <const X>(f: (x: Plain<X>) => number, x: X) => { value: number; gradient: Slopes<X>; hessian: Hessian<number, X> };

/** The Hessian times a vector in one sweep. */
export const reverseHvp = /* @__PURE__ */ along('reverseHvp', base.hvp) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
  v: Like<X>,
) => Slopes<X>;

/** f(x) and wᵀJ in one sweep. */
export function vjp<const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
  w: Like<Y>,
): { value: Filled<Y, number>; cotangent: Slopes<X> };
export function vjp(f: F, x: Any, w: Any): Any {
  return run('vjp', f, x, (g, at) => (base.vjp as unknown as Driver)(g, at as never, purifiedOutput(w) as never));
}

/** f(x), and a function for its vector-Jacobian products. */
export function pullback<const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
): { value: Filled<Y, number>; pullback: (w: Like<Y>) => Slopes<X> };
export function pullback(f: F, x: Any): Any {
  const found = run(
    'pullback',
    f,
    x,
    (g, at) => (base.pullback as unknown as Driver)(g, at as never) as { value: Any; pullback: (w: Any) => Any },
  );
  return { value: found.value, pullback: (w: Any) => found.pullback(purifiedOutput(w)) };
}
