/**
 * Rules: what the table knows about a function, and how its derivatives are asked for.
 *
 * A row holds the value and the first three derivatives, each as a formula of its own in operator functions. Nested modes
 * differentiate f by asking for the next row, never by differentiating a formula: the product rule applied to
 * 1/sqrt((1-x)(1+x)) loses every digit of asin'' near 0, the row x/((1-x)(1+x))^(3/2) loses none. Only past the last row
 * is a formula differentiated, the third derivative's.
 */
import {
  type BinaryRule,
  type Content,
  join,
  type Partials,
  type Ratio,
  type Scalar,
  type UnaryRule,
} from './active.js';
import { times, timesOver } from './parts.js';
import { outermost } from './relation.js';
import { operand } from './scalar.js';

export type { BinaryRule, Partials, Ratio, Series, UnaryRule } from './active.js';

/** Derivatives that a row of the table writes out. */
export const ORDER = 3;

/** [f(x), f'(x), ..., the nth derivative], n at most 3. */
export function jets(rule: UnaryRule, x: Scalar, n: number): Scalar[] {
  if (typeof x !== 'number') return x.jets(rule, n);
  return jetsFrom(rule, x, rule.value(x), n);
}

/** The same from the value y, by the formulas of the row. */
export function jetsFrom(rule: UnaryRule, x: Scalar, y: Scalar, n: number): Scalar[] {
  if (n === 0) return [y];
  const slope = rule.slope(x, y);
  if (n === 1) return [y, slope];
  const curvature = rule.curvature(x, y, slope);
  return n === 2 ? [y, slope, curvature] : [y, slope, curvature, rule.third(x, y, slope, curvature)];
}

/** Value and partials to order n, n at most 2, in x, in y, or in both. */
export function partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
  if (typeof x !== 'number' || typeof y !== 'number') {
    return outermost(x, y).partials(rule, x, y, n, needX, needY);
  }
  return partialsFrom(rule, x, y, rule.value(x, y), n, needX, needY);
}

/** The same from the value f, by the formulas of the row. */
export function partialsFrom(
  rule: BinaryRule,
  x: Scalar,
  y: Scalar,
  f: Scalar,
  n: number,
  needX: boolean,
  needY: boolean,
): Partials {
  const at = (needed: boolean, formula: (x: Scalar, y: Scalar, f: Scalar) => Scalar): Scalar =>
    needed ? formula(x, y, f) : 0;
  return {
    f,
    fx: at(needX && n > 0, rule.fx),
    fy: at(needY && n > 0, rule.fy),
    fxx: at(needX && n > 1, rule.fxx),
    fxy: at(needX && needY && n > 1, rule.fxy),
    fyy: at(needY && n > 1, rule.fyy),
  };
}

/** A derivative from its formula, where the table has no row of its own. */
export function byFormula(formula: () => Scalar): Scalar {
  return join(formula());
}

/** The change of a function of slope factor/divisor along t. */
export function along({ factor, divisor }: Ratio, t: Content): Content {
  return divisor === 1 ? times(factor, t) : timesOver(factor, t, divisor);
}

/** f(x, y) for any mixture of numbers and active numbers. */
export function binary(rule: BinaryRule, x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return rule.value(x, y);
  operand(rule.name, x);
  operand(rule.name, y);
  return outermost(x, y).partials(rule, x, y, 0, false, false).f;
}

/** f(x) for a number of any kind. */
export function unary(rule: UnaryRule, x: Scalar): Scalar {
  return typeof x === 'number' ? rule.value(x) : x.unary(rule);
}
