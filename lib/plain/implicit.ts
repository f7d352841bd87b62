/** Solutions with their derivatives, for ordinary code. */
import * as base from '../implicit/index.js';
import { withAccessors } from './accessors.js';
import { guarded } from './run.js';
import { type Pure, purified, purifiedOutput, same } from './structures.js';
import type { Filled, Like, Plain } from './types.js';

type Any = unknown;
type F = (x: never, p?: never) => Any;
type Driver = (f: F, start: Any, p?: Any, options?: base.ImplicitOptions) => Any;

const NOTHING: Pure = { pure: undefined, restore: same, unseen: [] };

/** A driver of f(x, p), whose x is the structure of the start, or what a solver returns. */
function solving(driver: string, drive: unknown): Driver {
  return (f, start, p, options) => {
    const parameters = p === undefined ? NOTHING : purified(driver, p);
    let unknowns = typeof start === 'function' ? NOTHING : purified(driver, start);
    const solver = (q: never): Any => {
      unknowns = purified(driver, (start as F)(parameters.restore(q) as never));
      return unknowns.pure;
    };
    const g = (x: Any, q: Any): Any => purifiedOutput(f(unknowns.restore(x) as never, parameters.restore(q) as never));
    const from = typeof start === 'function' ? solver : unknowns.pure;
    const found = guarded(() => (drive as Driver)(typeof f === 'function' ? g : f, from, parameters.pure, options));
    return withAccessors(found, unknowns.unseen);
  };
}

/** A driver of solutions: of f(x, p) from a solver, of f(x, p) from a start, of an f(x) that closes over its parameters. */
interface Solving<Y> {
  <U, const P>(
    f: (x: U, p: Plain<P>) => Y,
    solver: (p: Plain<P>) => Like<U>,
    p: P,
    options?: base.ImplicitOptions,
  ): Filled<U, number>;
  <const X, const P>(
    f: (x: Plain<X>, p: Plain<P>) => Y,
    x0: X,
    p: P,
    options?: base.ImplicitOptions,
  ): Filled<X, number>;
  <const X>(f: (x: Plain<X>) => Y, x0: X): Filled<X, number>;
}

/** The x with f(x, p) = 0, with its derivatives by p; x0 is where Newton's method starts, or a solver (p) => x. */
export const root: Solving<unknown> = /* @__PURE__ */ solving('root', base.root) as Solving<unknown>;

/** The x with x = g(x, p), with its derivatives by p; x0 is where the iteration starts, or a solver (p) => x. */
export const fixedPoint: Solving<unknown> = /* @__PURE__ */ solving('fixedPoint', base.fixedPoint) as Solving<unknown>;

/** The x at which f(x, p) is least, with its derivatives by p; x0 is where Newton's method starts, or an optimiser (p) => x. */
export const argmin: Solving<number> = /* @__PURE__ */ solving('argmin', base.argmin) as Solving<number>;

/** The x with A·x = b, with its derivatives by both. */
export function linearSolve<const B extends readonly unknown[]>(
  A: readonly Like<readonly number[]>[],
  b: B,
): Filled<B, number>;
export function linearSolve(A: Any, b: Any): Any {
  const solve = base.linearSolve as (A: Any, b: Any) => Any;
  return guarded(() => solve(purified('linearSolve', A).pure, purified('linearSolve', b).pure));
}
