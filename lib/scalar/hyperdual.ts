/**
 * Hyper-dual numbers a + a₁ε₁ + a₂ε₂ + a₁₂ε₁ε₂ with ε₁² = ε₂² = 0: a value, two first derivatives and the mixed second one.
 *
 *     (a·b)₁₂ = (a·b₁₂ + a₁·b₂) + (a₂·b₁ + a₁₂·b)
 *     (a/b)₁₂ = ((a₁₂ - (q·b₁₂ + q₁·b₂)) - q₂·b₁)/b,  q = a/b
 *     f(a)₁₂  = f'(a)·a₁₂ + (f''(a)·a₁)·a₂
 *
 * Exact second derivatives without step size (Fike and Alonso, AIAA 2011-886). The sums are grouped as nested dual numbers
 * group them (ε₂ outside ε₁), so that both give the same bits. The class with plain numbers is in flat-hyperdual.ts.
 */
import { Active, type Part, type Scalar } from './active.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import type { Level } from './level.js';
import { less, nanPart, plus, scale, unlessNaN, unscale } from './parts.js';
import { isOfLevel, isOutside } from './relation.js';
import { type BinaryRule, byFormula, jets, ORDER, type Partials, partials, type UnaryRule } from './rule.js';

/** The parts of a hyper-dual number: primal, ε₁, ε₂, ε₁ε₂. */
type Parts = readonly [Scalar, Scalar, Scalar, Scalar];

export class HyperDual extends Active {
  readonly level: Level;
  readonly primal: Scalar;
  readonly eps1: Scalar;
  readonly eps2: Scalar;
  readonly eps12: Scalar;

  constructor(level: Level, primal: Scalar, eps1: Scalar, eps2: Scalar, eps12: Scalar) {
    super();
    this.level = level;
    this.primal = primal;
    this.eps1 = eps1;
    this.eps2 = eps2;
    this.eps12 = eps12;
  }

  get kind(): string {
    return 'HyperDual';
  }

  parts(): readonly Part[] {
    return [
      { name: 'primal', order: 0, part: this.primal },
      { name: 'eps1', order: 1, part: this.eps1 },
      { name: 'eps2', order: 1, part: this.eps2 },
      { name: 'eps12', order: 2, part: this.eps12 },
    ];
  }

  /** A number as one of this level: a number of a lower level is a constant. */
  private of(y: Scalar): Parts {
    return isOfLevel<HyperDual>(y, this.level) ? [y.primal, y.eps1, y.eps2, y.eps12] : [y, 0, 0, 0];
  }

  /** A result, and the arguments it was made of: under a NaN primal their parts decide which of its own are NaN. */
  private make([p, p1, p2, p12]: Parts, [, a1, a2, a12]: Parts, [, b1, b2, b12]: Parts): HyperDual {
    const nan1 = (): Scalar => nanPart(p, a1, b1);
    const nan12 = (): Scalar => plus(nanPart(p, a12, b12), plus(scale(nan1(), a2), scale(nan1(), b2)));
    return new HyperDual(
      this.level.mixed,
      p,
      unlessNaN(p, p1, nan1),
      unlessNaN(p, p2, () => nanPart(p, a2, b2)),
      unlessNaN(p, p12, nan12),
    );
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    const a = this.of(this);
    const b = this.of(y);
    return this.make([add(a[0], b[0]), plus(a[1], b[1]), plus(a[2], b[2]), plus(a[3], b[3])], a, b);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.difference(this.of(this), this.of(y));
  }

  rsub(x: Scalar): Scalar {
    return this.difference([x, 0, 0, 0], this.of(this));
  }

  private difference(a: Parts, b: Parts): HyperDual {
    return this.make([sub(a[0], b[0]), less(a[1], b[1]), less(a[2], b[2]), less(a[3], b[3])], a, b);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const other = this.of(y);
    return this.product(mul(this.primal, other[0]), other);
  }

  scale(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.scale(this);
    const other = this.of(y);
    return this.product(scale(this.primal, other[0]), other);
  }

  private product(primal: Scalar, other: Parts): HyperDual {
    const [b, b1, b2, b12] = other;
    const { primal: a, eps1: a1, eps2: a2, eps12: a12 } = this;
    const p1 = plus(scale(a, b1), scale(b, a1));
    const p2 = plus(scale(a, b2), scale(b, a2));
    const p12 = plus(plus(scale(a, b12), scale(a1, b2)), plus(scale(b1, a2), scale(b, a12)));
    return this.make([primal, p1, p2, p12], this.of(this), other);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(div, this.of(this), this.of(y));
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient(div, [x, 0, 0, 0], this.of(this));
  }

  override unscaled(x: Scalar, y: Scalar): Scalar {
    return this.quotient(unscale, this.of(x), this.of(y));
  }

  private quotient(divide: (a: Scalar, b: Scalar) => Scalar, dividend: Parts, divisor: Parts): HyperDual {
    const [a, a1, a2, a12] = dividend;
    const [b, b1, b2, b12] = divisor;
    const q = divide(a, b);
    const q1 = unscale(less(a1, scale(q, b1)), b);
    const q2 = unscale(less(a2, scale(q, b2)), b);
    const q12 = unscale(less(less(a12, plus(scale(q, b12), scale(q1, b2))), scale(q2, b1)), b);
    return this.make([q, q1, q2, q12], dividend, divisor);
  }

  neg(): Scalar {
    const a = this.of(this);
    return this.make([neg(a[0]), neg(a[1]), neg(a[2]), neg(a[3])], a, [0, 0, 0, 0]);
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): HyperDual {
    const a = this.of(x);
    const b = this.of(y);
    const part = (i: 0 | 1 | 2 | 3): Scalar => choose(a[i], b[i]);
    return new HyperDual(this.level.mixed, part(0), part(1), part(2), part(3));
  }

  unary(rule: UnaryRule): Scalar {
    return this.jets(rule, 0)[0] as Scalar;
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const inner = jets(rule, this.primal, Math.min(n + 2, ORDER));
    const { eps1: a1, eps2: a2, eps12: a12 } = this;
    const along = (f: Scalar, d1: Scalar, d2: Scalar): HyperDual =>
      new HyperDual(this.level.mixed, f, scale(d1, a1), scale(d1, a2), plus(scale(d1, a12), scale(scale(d2, a1), a2)));
    const outer: Scalar[] = [along(inner[0] as Scalar, inner[1] as Scalar, inner[2] as Scalar)];
    if (n > 0) outer[1] = along(inner[1] as Scalar, inner[2] as Scalar, inner[3] as Scalar);
    // Past the table's last row the formulas are differentiated as they stand.
    const [y, slope] = outer as [Scalar, Scalar];
    if (n > 1) outer[2] = byFormula(y, () => rule.curvature(this, y, slope));
    if (n > 2) outer[3] = byFormula(y, () => rule.third(this, y, slope, outer[2] as Scalar));
    return outer;
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const isX = isOfLevel(x, this.level);
    const isY = isOfLevel(y, this.level);
    const [a, a1, a2, a12] = this.of(x);
    const [b, b1, b2, b12] = this.of(y);
    const p = partials(rule, a, b, 2, needX || isX, needY || isY);
    const first = (da: Scalar, db: Scalar): Scalar => plus(scale(p.fx, da), scale(p.fy, db));
    // The slopes of fx and fy along ε₁, times the step along ε₂.
    const fx1 = plus(scale(p.fxx, a1), scale(p.fxy, b1));
    const fy1 = plus(scale(p.fxy, a1), scale(p.fyy, b1));
    const f = new HyperDual(
      this.level.mixed,
      p.f,
      first(a1, b1),
      first(a2, b2),
      plus(plus(scale(p.fx, a12), scale(fx1, a2)), plus(scale(p.fy, b12), scale(fy1, b2))),
    );
    // The table goes to the second order: only the ε₁ε₂ part of a slope is differentiated as its formula stands.
    const slope = (s: Scalar, sx: Scalar, sy: Scalar, formula: () => Scalar): Scalar => {
      const along = (da: Scalar, db: Scalar): Scalar => plus(scale(sx, da), scale(sy, db));
      const whole = byFormula(f, formula);
      const s12 = isOfLevel<HyperDual>(whole, this.level) ? whole.eps12 : 0;
      return new HyperDual(this.level.mixed, s, along(a1, b1), along(a2, b2), s12);
    };
    return {
      f,
      fx: n > 0 && needX ? slope(p.fx, p.fxx, p.fxy, () => rule.fx(x, y, f)) : 0,
      fy: n > 0 && needY ? slope(p.fy, p.fxy, p.fyy, () => rule.fy(x, y, f)) : 0,
      fxx: n > 1 && needX ? byFormula(f, () => rule.fxx(x, y, f)) : 0,
      fxy: n > 1 && needX && needY ? byFormula(f, () => rule.fxy(x, y, f)) : 0,
      fyy: n > 1 && needY ? byFormula(f, () => rule.fyy(x, y, f)) : 0,
    };
  }
}
