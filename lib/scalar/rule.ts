/**
 * Rules: what the table knows about a function, and how its derivatives are asked for.
 *
 * A row holds the value and the first three derivatives, each as a formula of its own in operator functions. Nested modes
 * differentiate f by asking for the next row, never by differentiating a formula: the product rule applied to
 * 1/sqrt((1-x)(1+x)) loses every digit of asin'' near 0, the row x/((1-x)(1+x))^(3/2) loses none. Only past the last row
 * is a formula differentiated, the third derivative's.
 */
import { join, type Scalar } from './active.js';
import { type Content, times, timesOver } from './parts.js';
import { outermost } from './relation.js';
import { operand } from './scalar.js';

/** Derivatives that a row of the table writes out. */
export const ORDER = 3;

/** Coefficients of a power series, the constant one first; null where the number has no such part. */
export type Series = readonly Content[];

/** A slope factor/divisor that is applied as factor·(t/divisor): it may leave the range where the result does not. */
export interface Ratio {
  readonly factor: Scalar;
  readonly divisor: Scalar;
}

/**
 * A function of one variable. The formulas take x, y = f(x), and the lower derivatives. Where the value is NaN for an x
 * that is not, outside the domain, so are they.
 */
export interface UnaryRule {
  readonly name: string;
  value(x: number): number;
  slope(x: Scalar, y: Scalar): Scalar;
  curvature(x: Scalar, y: Scalar, slope: Scalar): Scalar;
  third(x: Scalar, y: Scalar, slope: Scalar, curvature: Scalar): Scalar;
  /**
   * The slope by quotients, for functions such as log: nested modes differentiate these formulas, and t₁/x·t₂/x stays in
   * range where 1/x² does not. A row with a ratio is applied by it in all modes.
   */
  readonly ratio?: (x: Scalar, y: Scalar) => Ratio;
  /** f(x) in operators beside a pole at s, where power series do not help; undefined elsewhere. For germs. */
  readonly beside?: (x: Scalar, s: number) => Scalar | undefined;
  /** Of the rows of x^c: c. */
  readonly exponent?: number;
  /** The value as operator functions, where it is not a single function of JavaScript's Math. */
  readonly formula?: (x: Scalar) => Scalar;
  /** What is met at x, where that is not told by the slope. */
  readonly meets?: (x: number) => 'kink' | 'jump' | undefined;
  /**
   * The recurrence of f(x(t)): appends to y, which holds three coefficients, those that are missing. A row without one
   * goes on from its third derivative (taylor/rows.ts).
   */
  readonly series?: (x: Series, y: Content[], slope: Scalar) => void;
}

/** A function of two variables. The formulas take x, y and f = f(x, y), and are NaN where the value is. */
export interface BinaryRule {
  readonly name: string;
  value(x: number, y: number): number;
  fx(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fy(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fxx(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fxy(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fyy(x: Scalar, y: Scalar, f: Scalar): Scalar;
  readonly formula?: (x: Scalar, y: Scalar) => Scalar;
  /** What is met at (x, y), where that is not told by the slopes. */
  readonly meets?: (x: number, y: number) => 'kink' | 'jump' | undefined;
  /** The recurrence of f(x(t), y(t)): appends to f, which holds three coefficients, those that are missing. */
  readonly series?: (x: Series, y: Series, f: Content[], partials: Partials) => void;
}

/** Value and partial derivatives of a function of two variables; those not asked for are 0. */
export interface Partials {
  readonly f: Scalar;
  readonly fx: Scalar;
  readonly fy: Scalar;
  readonly fxx: Scalar;
  readonly fxy: Scalar;
  readonly fyy: Scalar;
}

/** [f(x), f'(x), ..., the nth derivative], n at most 3. */
export function jets(rule: UnaryRule, x: Scalar, n: number): Scalar[] {
  if (typeof x !== 'number') return x.jets(rule, n);
  const y = rule.value(x);
  const all: Scalar[] = [y];
  if (n > 0) all[1] = rule.slope(x, y);
  if (n > 1) all[2] = rule.curvature(x, y, all[1]);
  if (n > 2) all[3] = rule.third(x, y, all[1], all[2]);
  return all;
}

/** Value and partials to order n, n at most 2, in x, in y, or in both. */
export function partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
  if (typeof x !== 'number' || typeof y !== 'number') {
    return outermost(x, y).partials(rule, x, y, n, needX, needY);
  }
  const f = rule.value(x, y);
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
