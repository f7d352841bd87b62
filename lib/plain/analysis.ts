/** Checks and reports about ordinary code. */
import * as base from '../analysis/index.js';
import { jacobian } from '../forward/jacobian.js';
import { type F, simple } from './drivers.js';
import { type Note, Notebook, noted } from './notes.js';
import { guarded, lifted } from './run.js';
import { purified } from './structures.js';
import type { Filled, Like, Plain, Slopes } from './types.js';

type Any = unknown;

/** The gradient against differences. */
export const checkGradient = /* @__PURE__ */ simple('checkGradient', base.checkGradient) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => base.CheckReport;

/** The Jacobian against differences. */
export const checkJacobian = /* @__PURE__ */ simple('checkJacobian', base.checkJacobian) as <const X>(
  f: (x: Plain<X>) => unknown,
  x: X,
) => base.CheckReport;

/** The Hessian against differences. */
export const checkHessian = /* @__PURE__ */ simple('checkHessian', base.checkHessian) as <const X>(
  f: (x: Plain<X>) => number,
  x: X,
) => base.CheckReport;

/** Which parameter moves the answer, and by how much. */
export const sensitivity = /* @__PURE__ */ simple('sensitivity', base.sensitivity) as <const P>(
  model: (parameters: Plain<P>) => unknown,
  parameters: P,
  options?: base.SensitivityOptions,
) => base.SensitivityReport;

/** Mean and covariance of f(x), for x with these; see `moments` of hyperdual/analysis. */
export const moments = /* @__PURE__ */ simple('moments', base.moments) as <const X, Y>(
  f: (x: Plain<X>) => Y,
  mean: X,
  covariance: Like<Filled<X, Slopes<X>>>,
  options?: base.MomentsOptions,
) => { mean: Filled<Y, number>; covariance: Filled<Y, Filled<Y, number>> };

/** Forward against reverse mode: operations, times, and which to use; see `compareModes` of hyperdual/analysis. */
export const compareModes = /* @__PURE__ */ simple('compareModes', base.compareModes) as <const X>(
  f: (x: Plain<X>) => unknown,
  x: X,
  options?: base.ComparisonOptions,
) => base.ModeComparison;

/** Kinks, poles and jumps that f meets, and equalities that single out a point; see `singularities` of hyperdual/analysis. */
export function singularities<const X>(
  f: (x: Plain<X>) => unknown,
  x: X,
  options?: base.SingularityOptions,
): base.SingularityReport;
export function singularities(f: F, x: Any, options?: base.SingularityOptions): Any {
  const input = purified('singularities', x);
  const g = lifted(f, input);
  const equalities = new Notebook();
  // Numbers under observation have no derivatives to tell whether an equality singles them out.
  noted('equalities', equalities, () => guarded(() => jacobian(g as never, input.pure as never)));
  const found = guarded(() => base.singularities(g as never, input.pure as never, options));
  return { ...found, points: [...found.points, ...equalities.list().map(specialCase)] };
}

function specialCase({ operation, place, value, times }: Note): base.Singularity {
  return {
    name: operation,
    arguments: [value, value],
    value: 1,
    slopes: [0, 0],
    rule: `a special case by equality: the derivative is that of its branch${place === '' ? '' : ` (${place})`}`,
    times,
  };
}

/** A place where a derivative ends. */
export type Severed = Note;

/**
 * The places where a derivative ends inside f: rounding, bit operations, indices, texts. Not those that `noDiff` marks.
 *
 * @param f - ordinary code, transformed; called once for every 16 numbers of x.
 * @param x - where.
 * @returns one entry for each operation and place, with the value there and how often it was met.
 */
export function severed<const X>(f: (x: Plain<X>) => unknown, x: X): Severed[];
export function severed(f: F, x: Any): Any {
  const input = purified('severed', x);
  const g = lifted(f, input);
  const losses = new Notebook();
  const numbers: F = (at) => {
    const y = g(at);
    return typeof y === 'number' || typeof y === 'object' ? y : 0;
  };
  noted('losses', losses, () => guarded(() => jacobian(numbers as never, input.pure as never)));
  return losses.list();
}
