/**
 * Truncated power series c₀ + c₁t + c₂t² + ... + cₙtⁿ: a value and all derivatives to order n along a curve.
 *
 *     (a + b)ₖ = aₖ + bₖ
 *     (a · b)ₖ = Σ aⱼ·bₖ₋ⱼ                   j = 0 ... k
 *     (a / b)ₖ = (aₖ - Σ qⱼ·bₖ₋ⱼ)/b₀         j = 0 ... k-1,  q = a/b
 *     f(a)     = f(a₀) + f'(a₀)·a₁t + (f'(a₀)·a₂ + f''(a₀)·a₁²/2)t², from there by the recurrence of the row
 *
 * cₖ is the kth derivative divided by k!, so no factorial appears. A product costs (n+1)(n+2)/2 products of coefficients
 * (Griewank and Walther, Evaluating Derivatives, chapter 13). The coefficients are Scalars, so series nest with all other
 * numbers.
 */

import { Active, type Part, type Scalar } from './active.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import type { Level } from './level.js';
import { less, plus, scale, unscale } from './parts.js';
import { isOfLevel, isOutside } from './relation.js';
import type { BinaryRule, Partials, Series, UnaryRule } from './rule.js';
import { convolution, lengthOf, underNaN } from './series.js';
import { jetsOfSeries, partialsOfSeries } from './taylor-jets.js';
import { jetsByRows, partialsByRows } from './taylor-rows.js';

export class Taylor extends Active {
  readonly level: Level;
  readonly primal: Scalar;
  /** c₀, c₁, ... cₙ. */
  readonly coefficients: Series;

  constructor(level: Level, coefficients: Series) {
    super();
    this.level = level;
    this.primal = coefficients[0];
    this.coefficients = coefficients;
  }

  get kind(): string {
    return 'Taylor';
  }

  parts(): readonly Part[] {
    return this.coefficients.map((part, order) => ({ name: `c${order}`, order, part }));
  }

  /** A number as a series of this level: one of a lower level is a constant. */
  seriesOf(y: Scalar): Series {
    return isOfLevel<Taylor>(y, this.level) ? y.coefficients : [y];
  }

  /** A result made of a and b, whose values decide about NaN. */
  private make(c: Series, a: Series, b: Series): Taylor {
    return new Taylor(this.level, underNaN(c, a, b));
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.termwise(add, plus, this.seriesOf(y));
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.termwise(sub, less, this.seriesOf(y));
  }

  private termwise(first: typeof plus, part: typeof plus, b: Series): Taylor {
    const a = this.coefficients;
    const c = [first(a[0], b[0])];
    for (let k = 1; k < lengthOf(a, b); k++) c[k] = part(a[k], b[k] ?? 0);
    return this.make(c, a, b);
  }

  rsub(x: Scalar): Scalar {
    const a = this.coefficients;
    return this.make([sub(x, a[0]), ...a.slice(1).map(neg)], a, []);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    return this.product(mul, this.seriesOf(y));
  }

  scale(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.scale(this);
    return this.product(scale, this.seriesOf(y));
  }

  private product(first: typeof scale, b: Series): Taylor {
    const a = this.coefficients;
    const c = [first(a[0], b[0])];
    if (b.length === 1) for (let k = 1; k < a.length; k++) c[k] = scale(b[0], a[k]);
    else for (let k = 1; k < lengthOf(a, b); k++) c[k] = convolution(a, b, k);
    return this.make(c, a, b);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(this.coefficients, this.seriesOf(y));
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient([x], this.coefficients);
  }

  private quotient(a: Series, b: Series): Taylor {
    const q = [div(a[0], b[0])];
    for (let k = 1; k < lengthOf(a, b); k++) {
      const moved = b.length === 1 ? 0 : convolution(q, b, k, 0, k - 1);
      q[k] = unscale(less(a[k] ?? 0, moved), b[0]);
    }
    return this.make(q, a, b);
  }

  neg(): Scalar {
    return this.make(this.coefficients.map(neg), this.coefficients, []);
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Taylor {
    const a = this.seriesOf(x);
    const b = this.seriesOf(y);
    return new Taylor(
      this.level,
      Array.from({ length: Math.max(a.length, b.length) }, (_, k) => choose(a[k] ?? 0, b[k] ?? 0)),
    );
  }

  unary(rule: UnaryRule): Scalar {
    return this.jets(rule, 0)[0];
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const x = this.coefficients;
    const series = rule.series === undefined ? jetsByRows(rule, x, n, this) : jetsOfSeries(rule, x, n);
    return series.map((c) => this.make(c, x, []));
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const a = this.seriesOf(x);
    const b = this.seriesOf(y);
    const p =
      rule.series === undefined ? partialsByRows(rule, a, b, n, this) : partialsOfSeries(rule, a, b, n, needX, needY);
    const of = (c: Series | undefined): Scalar => (c === undefined ? 0 : this.make(c, a, b));
    return { f: of(p.f), fx: of(p.fx), fy: of(p.fy), fxx: of(p.fxx), fxy: of(p.fxy), fyy: of(p.fyy) };
  }

  /** A part of a series as a number that the formulas of a row take; the constant part alone needs no series. */
  numberOf(c: Series): Scalar {
    return c.length === 1 ? c[0] : new Taylor(this.level, c);
  }
}

/** True for truncated power series. */
export function isTaylor(x: unknown): x is Taylor {
  return x instanceof Taylor;
}
