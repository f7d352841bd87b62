/**
 * Truncated power series c₀ + c₁t + c₂t² + ... + cₙtⁿ: a value and all derivatives to order n along a curve.
 *
 *     (a + b)ₖ = aₖ + bₖ
 *     (a · b)ₖ = Σ aⱼ·bₖ₋ⱼ                   j = 0 ... k
 *     (a / b)ₖ = aₖ/b₀ - Σ qⱼ·(bₖ₋ⱼ/b₀)      j = 0 ... k-1,  q = a/b
 *     f(a)     = f(a₀) + f'(a₀)·a₁t + (f'(a₀)·a₂ + f''(a₀)·a₁²/2)t², from there by the recurrence of the row
 *
 * cₖ is the kth derivative divided by k!, so no factorial appears. A product costs (n+1)(n+2)/2 products of coefficients
 * (Griewank and Walther, Evaluating Derivatives, chapter 13). The coefficients are Scalars, so series nest with all other
 * numbers. A coefficient that is absent (null) is 0 by structure: the input x₀ + t has no t².
 */

import { Active, type Choose, join, type Part, type Scalar } from '../scalar/active.js';
import { add, difference, quotient } from '../scalar/arithmetic.js';
import type { Level } from '../scalar/level.js';
import { type Content, less, numberOf, opposite, over, plus } from '../scalar/parts.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import type { BinaryRule, Partials, Series, UnaryRule } from '../scalar/rule.js';
import { jetsOfStill, partialsOfStill } from '../scalar/still.js';
import { jetsOfSeries, partialsOfSeries } from './jets.js';
import { jetsByRows, partialsByRows } from './rows.js';
import { both, convolution, head, lengthOf } from './series.js';

/** A truncated power series: a value and its derivatives along a curve, to any order. */
export class Taylor extends Active {
  readonly level: Level;
  readonly primal: Scalar;
  /** c₀, c₁, ... cₙ, null where there is none. */
  readonly series: Series;

  constructor(level: Level, series: Series) {
    super();
    this.level = level;
    this.primal = head(series);
    this.series = series;
  }

  /** c₀, c₁, ... cₙ. */
  get coefficients(): readonly Scalar[] {
    return this.series.map(numberOf);
  }

  get kind(): string {
    return 'Taylor';
  }

  parts(): readonly Part[] {
    return this.coefficients.map((part, order) => ({ name: `c${order}`, order, part }));
  }

  /** A number as a series of this level: one of a lower level is a constant. */
  seriesOf(y: Content): Series {
    return isOfLevel<Taylor>(y, this.level) ? y.series : [y];
  }

  private make(c: Series): Taylor {
    return new Taylor(this.level, c);
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.termwise(add, plus, this.seriesOf(y));
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.termwise(difference, less, this.seriesOf(y));
  }

  /** The value has a sign where it is 0, the other coefficients have none. */
  private termwise(value: typeof difference, part: typeof plus, b: Series): Taylor {
    const a = this.series;
    const c: Content[] = [value(head(a), head(b))];
    for (let k = 1; k < lengthOf(a, b); k++) c[k] = part(a[k] ?? null, b[k] ?? null);
    return this.make(c);
  }

  rsub(x: Scalar): Scalar {
    const a = this.series;
    return this.make([difference(x, head(a)), ...a.slice(1).map(opposite)]);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const a = this.series;
    const b = this.seriesOf(y);
    if (b.length === 1) return this.make(a.map((c) => both(b[0], c)));
    return this.make(Array.from({ length: lengthOf(a, b) }, (_, k) => convolution(a, b, k)));
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(this.series, this.seriesOf(y));
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient([x], this.series);
  }

  private quotient(a: Series, b: Series): Taylor {
    const b0 = head(b);
    const r = b.map((c, k) => (k === 0 ? null : over(c, b0)));
    const q: Content[] = [quotient(head(a), b0)];
    for (let k = 1; k < lengthOf(a, b); k++) {
      q[k] = less(over(a[k] ?? null, b0), b.length === 1 ? null : convolution(q, r, k, 0, k - 1));
    }
    return this.make(q);
  }

  neg(): Scalar {
    return this.make(this.series.map(opposite));
  }

  joined(): Scalar {
    return this.make(this.series.map((c) => (c === null ? null : join(c))));
  }

  merge(x: Content, y: Content, choose: Choose): Taylor {
    const a = this.seriesOf(x);
    const b = this.seriesOf(y);
    const at = (k: number): Content => {
      const [p, q] = [a[k] ?? null, b[k] ?? null];
      return p === null && q === null ? null : choose(p, q);
    };
    return this.make(Array.from({ length: Math.max(a.length, b.length) }, (_, k) => at(k)));
  }

  override markTie(width: number): void {
    if (typeof this.primal !== 'number') this.primal.markTie(width);
  }

  unary(rule: UnaryRule): Scalar {
    return this.jets(rule, 0)[0];
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const still = jetsOfStill(rule, this, n);
    if (still !== undefined) return still;
    const x = this.series;
    const all = rule.series === undefined ? jetsByRows(rule, x, n, this) : jetsOfSeries(rule, x, n);
    return all.map((c) => this.make(c));
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const still = partialsOfStill(rule, x, y, n, needX, needY);
    if (still !== undefined) return still;
    const a = this.seriesOf(x);
    const b = this.seriesOf(y);
    const p =
      rule.series === undefined ? partialsByRows(rule, a, b, n, this) : partialsOfSeries(rule, a, b, n, needX, needY);
    const of = (c: Series | undefined): Scalar => (c === undefined ? 0 : this.make(c));
    return { f: of(p.f), fx: of(p.fx), fy: of(p.fy), fxx: of(p.fxx), fxy: of(p.fxy), fyy: of(p.fyy) };
  }

  /** A part of a series as a number that the formulas of a row take; the constant part alone needs no series. */
  numberOf(c: Series): Scalar {
    return c.length === 1 ? head(c) : new Taylor(this.level, c);
  }
}

/** True for truncated power series. */
export function isTaylor(x: unknown): x is Taylor {
  return x instanceof Taylor;
}
