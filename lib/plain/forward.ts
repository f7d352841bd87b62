/** The drivers of forward mode for ordinary code. */
import * as base from '../index.js';
import { type Unseen, withoutAccessors } from './accessors.js';
import { along, type F, simple } from './drivers.js';
import { run } from './run.js';
import { purified } from './structures.js';
import type { Filled, Hessian, Jacobian, Like, Plain, Slopes } from './types.js';

type Any = unknown;

/** f'(x) of a function of one number. */
export const derivative = /* @__PURE__ */ simple('derivative', base.derivative) as (
  f: (x: number) => number,
  x: number,
) => number;

/** f''(x) of a function of one number. */
export const secondDerivative = /* @__PURE__ */ simple('secondDerivative', base.secondDerivative) as (
  f: (x: number) => number,
  x: number,
) => number;

/** f(x) and f'(x). */
export const valueAndDerivative = /* @__PURE__ */ simple('valueAndDerivative', base.valueAndDerivative) as (
  f: (x: number) => number,
  x: number,
) => { value: number; derivative: number };

/** f(x), f'(x) and f''(x). */
export const valueAndSecondDerivative = /* @__PURE__ */ simple(
  'valueAndSecondDerivative',
  base.valueAndSecondDerivative,
) as (f: (x: number) => number, x: number) => { value: number; derivative: number; secondDerivative: number };

/** All partial derivatives of a scalar field, of the structure of x. */
export const gradient = /* @__PURE__ */ simple('gradient', base.gradient) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => Slopes<X>;

/** f(x) and its gradient. */
export const valueAndGradient = /* @__PURE__ */ simple('valueAndGradient', base.valueAndGradient) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => { value: number; gradient: Slopes<X> };

/** All second derivatives. */
export const hessian = /* @__PURE__ */ simple('hessian', base.hessian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => Hessian<Y, X>;

/** f(x), its gradient and its Hessian. */
export const valueGradientAndHessian = /* @__PURE__ */ simple(
  'valueGradientAndHessian',
  base.valueGradientAndHessian,
) as <const X>(f: (x: Plain<X>) => number, x: X) => { value: number; gradient: Slopes<X>; hessian: Hessian<number, X> };

/** The Hessian times a vector. */
export const hvp = /* @__PURE__ */ along('hvp', base.hvp) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
  v: Like<X>,
) => Slopes<X>;

/** The second derivative along a vector. */
export const vhvp = /* @__PURE__ */ along('vhvp', base.vhvp) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
  v: Like<X>,
) => number;

/** The sum of the second derivatives by each input. */
export const laplacian = /* @__PURE__ */ simple('laplacian', base.laplacian) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => number;

/** All partial derivatives of all outputs: the indices of f(x), then those of x. */
export const jacobian = /* @__PURE__ */ simple('jacobian', base.jacobian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => Jacobian<Y, X>;

/** f(x) and its Jacobian. */
export const valueAndJacobian = /* @__PURE__ */ simple('valueAndJacobian', base.valueAndJacobian) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
) => { value: Filled<Y, number>; jacobian: Jacobian<Y, X> };

/** The sum of ∂f_i/∂x_i. */
export const divergence = /* @__PURE__ */ simple('divergence', base.divergence) as <const X>(
  f: (x: Plain<X>) => readonly number[],
  x: X,
) => number;

/** The curl of a vector field in space. */
export const curl = /* @__PURE__ */ simple('curl', base.curl) as <const X>(
  f: (x: Plain<X>) => readonly number[],
  x: X,
) => [number, number, number];

/** f(x) and its change along v. */
export const jvp = /* @__PURE__ */ along('jvp', base.jvp) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  x: X,
  v: Like<X>,
) => { value: Filled<Y, number>; tangent: Filled<Y, number> };

/** The derivative of a scalar field along v. */
export const directionalDerivative = /* @__PURE__ */ along('directionalDerivative', base.directionalDerivative) as <
  const X,
>(
  f: (x: Plain<X>) => number,
  x: X,
  v: Like<X>,
) => number;

/** f(x), f'(x), f''(x) ... up to an order. */
export const derivatives = /* @__PURE__ */ simple('derivatives', base.derivatives) as (
  f: (x: number) => number,
  x: number,
  order: number,
) => number[];

/** The nth derivative. */
export const nthDerivative = /* @__PURE__ */ simple('nthDerivative', base.nthDerivative) as (
  f: (x: number) => number,
  x: number,
  n: number,
) => number;

/** Taylor coefficients up to an order. */
export const taylor = /* @__PURE__ */ simple('taylor', base.taylor) as (
  f: (x: number) => number,
  x: number,
  order: number,
) => number[];

/** The Taylor polynomial about x0. */
export const taylorPolynomial = /* @__PURE__ */ simple('taylorPolynomial', base.taylorPolynomial) as (
  f: (x: number) => number,
  x0: number,
  degree: number,
) => base.TaylorPolynomial<number>;

/** All derivatives of a scalar field up to a degree. */
export const multivariateTaylor = /* @__PURE__ */ simple('multivariateTaylor', base.multivariateTaylor) as <
  const X extends Parameters<typeof base.multivariateTaylor>[1],
>(
  f: (x: Plain<X>) => number,
  x0: X,
  degree: number,
) => base.MultivariateTaylor<X>;

/** A function linearized about a point. */
export interface Linearization<X, Y> {
  /** f(x₀). */
  readonly value: Filled<Y, number>;
  /** f(x₀) + J·(x - x₀). */
  evaluate(x: Like<X>): Filled<Y, number>;
  /** J·δ. */
  tangent(delta: Like<X>): Filled<Y, number>;
}

/** The linear approximation of f about x0. */
export function linearize<const X, Y>(f: (x: Plain<X>) => Y, x0: X): Linearization<X, Y>;
export function linearize(f: F, x0: Any): Any {
  const classes: Unseen[] = [];
  const found = run('linearize', f, x0, (g, at, { unseen }) => {
    classes.push(...unseen);
    return (base.linearize as (f: F, x: Any) => Linearization<Any, Any>)(g, at);
  });
  const pure = (x: Any): never => withoutAccessors(purified('linearize', x).pure, classes) as never;
  return {
    value: found.value,
    evaluate: (x: Any) => found.evaluate(pure(x)),
    tangent: (delta: Any) => found.tangent(pure(delta)),
  };
}
