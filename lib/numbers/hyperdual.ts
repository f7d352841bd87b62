/**
 * Hyper-dual numbers a + a₁ε₁ + a₂ε₂ + a₁₂ε₁ε₂ with ε₁² = ε₂² = 0: a value, two first derivatives and the mixed second one.
 *
 *     (a·b)₁₂ = (a·b₁₂ + a₁·b₂) + (a₂·b₁ + a₁₂·b)
 *     (a/b)₁₂ = (a₁₂/b - (a₂/b)·(b₁/b)) - ((q₁·(b₂/b) + q·(b₁₂/b)) - (q·(b₂/b))·(b₁/b)),  q = a/b
 *     f(a)₁₂  = f'(a)·a₁₂ + (f''(a)·a₁)·a₂
 *
 * Exact second derivatives without step size (Fike and Alonso, AIAA 2011-886). The sums are grouped as nested dual numbers
 * group them (ε₂ outside ε₁), so that both give the same bits. The class with plain numbers is in flat-hyperdual.ts.
 */
import { Active, type Choose, join, type Part, type Scalar } from '../scalar/active.js';
import { add, difference, neg, product, quotient } from '../scalar/arithmetic.js';
import type { Level } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { type Content, less, numberOf, opposite, over, plus, times, timesOver } from '../scalar/parts.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import {
  along,
  type BinaryRule,
  byFormula,
  jets,
  ORDER,
  type Partials,
  partials,
  type UnaryRule,
  unary,
} from '../scalar/rule.js';
import { jetsOfStill, partialsOfStill } from '../scalar/still.js';
import { changeByRatio } from './dual.js';

/** The parts of a hyper-dual number: primal, ε₁, ε₂, ε₁ε₂. */
type Parts<Primal = Scalar> = readonly [Primal, Content, Content, Content];

/** A hyper-dual number p + a·ε₁ + b·ε₂ + c·ε₁ε₂ with ε₁² = ε₂² = 0: a value, two slopes and a second derivative. */
export class HyperDual extends Active {
  readonly level: Level;
  readonly primal: Scalar;
  /** 0 where there is no such part. */
  readonly eps1: Scalar;
  /** The second slope, 0 where there is none. */
  readonly eps2: Scalar;
  /** The second derivative, 0 where there is none. */
  readonly eps12: Scalar;
  /** The parts that there are, bit by bit: 1 for ε₁, 2 for ε₂, 4 for ε₁ε₂. */
  readonly present: number;

  constructor(level: Level, primal: Scalar, eps1: Content, eps2: Content, eps12: Content) {
    super();
    this.level = level;
    this.primal = primal;
    this.eps1 = numberOf(eps1);
    this.eps2 = numberOf(eps2);
    this.eps12 = numberOf(eps12);
    this.present = (eps1 === null ? 0 : 1) + (eps2 === null ? 0 : 2) + (eps12 === null ? 0 : 4);
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
  private of<S extends Content>(y: S): Parts<S | Scalar> {
    if (!isOfLevel<HyperDual>(y, this.level)) return [y, null, null, null];
    const { primal, eps1, eps2, eps12, present = 7 } = y;
    return [primal, present & 1 ? eps1 : null, present & 2 ? eps2 : null, present & 4 ? eps12 : null];
  }

  private make(primal: Scalar, eps1: Content, eps2: Content, eps12: Content): HyperDual {
    return new HyperDual(this.level.mixed, primal, eps1, eps2, eps12);
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    const [a, a1, a2, a12] = this.of(this);
    const [b, b1, b2, b12] = this.of(y);
    return this.make(add(a, b), plus(a1, b1), plus(a2, b2), plus(a12, b12));
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.difference(this.of(this), this.of(y));
  }

  rsub(x: Scalar): Scalar {
    return this.difference([x, null, null, null], this.of(this));
  }

  private difference([a, a1, a2, a12]: Parts, [b, b1, b2, b12]: Parts): HyperDual {
    return this.make(difference(a, b), less(a1, b1), less(a2, b2), less(a12, b12));
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const [a, a1, a2, a12] = this.of(this);
    const [b, b1, b2, b12] = this.of(y);
    const p1 = plus(times(a, b1), times(b, a1));
    const p2 = plus(times(a, b2), times(b, a2));
    const p12 = plus(plus(times(a, b12), both(a1, b2)), plus(both(b1, a2), times(b, a12)));
    const p = product(a, b);
    if (p === 0) met.zeros++;
    return this.make(p, p1, p2, p12);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(this.of(this), this.of(y));
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient([x, null, null, null], this.of(this));
  }

  private quotient([a, a1, a2, a12]: Parts, [b, b1, b2, b12]: Parts): HyperDual {
    const q = quotient(a, b);
    if (q === 0) met.zeros++;
    const [s2, v2] = [over(a2, b), timesOver(q, b2, b)];
    const q1 = less(over(a1, b), timesOver(q, b1, b));
    const s12 = less(over(a12, b), timesOver(s2, b1, b));
    const v12 = less(plus(timesOver(q1, b2, b), timesOver(q, b12, b)), timesOver(v2, b1, b));
    return this.make(q, q1, less(s2, v2), less(s12, v12));
  }

  override timesOver(f: Scalar, part: Scalar, y: Scalar): HyperDual {
    const [f0, f1, f2, f12] = this.of(f);
    const [t, t1, t2, t12] = this.of(part);
    const [b, b1, b2, b12] = this.of(y);
    const v = timesOver(f0, t, b) as Scalar;
    const upper = (df: Content, dt: Content): Content => plus(timesOver(df, t, b), timesOver(f0, dt, b));
    const v1 = less(upper(f1, t1), timesOver(v, b1, b));
    /** The change along ε₁ of f·(t/y) for parts of ε₂. */
    const change = (f: Content, df: Content, t: Content, dt: Content): Content =>
      less(plus(timesOver(df, t, b), timesOver(f, dt, b)), timesOver(timesOver(f, t, b), b1, b));
    const v12 = less(plus(change(f2, f12, t, t1), change(f0, f1, t2, t12)), change(v, v1, b2, b12));
    return this.make(v, v1, less(upper(f2, t2), timesOver(v, b2, b)), v12);
  }

  neg(): Scalar {
    const [a, a1, a2, a12] = this.of(this);
    return this.make(neg(a), opposite(a1), opposite(a2), opposite(a12));
  }

  joined(): Scalar {
    return this.merge(this, this, (part) => join(part as Scalar));
  }

  merge(x: Content, y: Content, choose: Choose): HyperDual {
    const a = this.of(x);
    const b = this.of(y);
    const part = (i: 1 | 2 | 3): Content => (a[i] === null && b[i] === null ? null : choose(a[i], b[i]));
    return this.make(choose(a[0], b[0]), part(1), part(2), part(3));
  }

  override markTie(width: number): void {
    if (typeof this.primal !== 'number') this.primal.markTie(width);
  }

  unary(rule: UnaryRule): Scalar {
    return rule.ratio === undefined ? this.jets(rule, 0)[0] : (jetsOfStill(rule, this, 0)?.[0] ?? this.byRatio(rule));
  }

  /** f' = factor/divisor on dual numbers a + a₁ε₁, for the change along a₂ + a₁₂ε₁. */
  private byRatio(rule: UnaryRule): HyperDual {
    const [a, a1, a2, a12] = this.of(this);
    const y = unary(rule, a);
    const ratioAt = rule.ratio as NonNullable<UnaryRule['ratio']>;
    const ratio = ratioAt(a, y);
    const y1 = along(ratio, a1);
    if (a1 === null || a2 === null) return this.make(y, y1, along(ratio, a2), along(ratio, a12));
    const [y2, y12] = changeByRatio(this.level, ratioAt, [a, a1], [y, y1], [a2, a12]);
    return this.make(y, y1, y2, y12);
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const still = jetsOfStill(rule, this, n);
    if (still !== undefined) return still;
    const inner = jets(rule, this.primal, Math.min(n + 2, ORDER));
    const [, a1, a2, a12] = this.of(this);
    const on = (f: Scalar, d1: Scalar, d2: Scalar): HyperDual =>
      this.make(
        f,
        times(d1, a1),
        times(d1, a2),
        plus(times(d1, a12), a1 === null || a2 === null ? null : times(numberOf(times(d2, a1)), a2)),
      );
    const outer: Scalar[] = [on(inner[0], inner[1], inner[2])];
    if (n > 0) outer[1] = on(inner[1], inner[2], inner[3]);
    // Past the table's last row the formulas are differentiated as they stand.
    const [y, slope] = outer as [Scalar, Scalar];
    if (n > 1) outer[2] = byFormula(() => rule.curvature(this, y, slope));
    if (n > 2) outer[3] = byFormula(() => rule.third(this, y, slope, outer[2]));
    return outer;
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const still = partialsOfStill(rule, x, y, n, needX, needY);
    if (still !== undefined) return still;
    const isX = isOfLevel(x, this.level);
    const isY = isOfLevel(y, this.level);
    const [a, a1, a2, a12] = this.of(x);
    const [b, b1, b2, b12] = this.of(y);
    const p = partials(rule, a, b, 2, needX || isX, needY || isY);
    const first = (da: Content, db: Content): Content => plus(times(p.fx, da), times(p.fy, db));
    // The slopes of fx and fy along ε₁, times the step along ε₂.
    const fx1 = plus(times(p.fxx, a1), times(p.fxy, b1));
    const fy1 = plus(times(p.fxy, a1), times(p.fyy, b1));
    const f12 = plus(plus(times(p.fx, a12), both(fx1, a2)), plus(times(p.fy, b12), both(fy1, b2)));
    const f = this.make(p.f, first(a1, b1), first(a2, b2), f12);
    // The table goes to the second order: only the ε₁ε₂ part of a slope is differentiated as its formula stands.
    const slope = (s: Scalar, sx: Scalar, sy: Scalar, formula: () => Scalar): Scalar => {
      const change = (da: Content, db: Content): Content => plus(times(sx, da), times(sy, db));
      return this.make(s, change(a1, b1), change(a2, b2), this.of(byFormula(formula))[3]);
    };
    return {
      f,
      fx: n > 0 && needX ? slope(p.fx, p.fxx, p.fxy, () => rule.fx(x, y, f)) : 0,
      fy: n > 0 && needY ? slope(p.fy, p.fxy, p.fyy, () => rule.fy(x, y, f)) : 0,
      fxx: n > 1 && needX ? byFormula(() => rule.fxx(x, y, f)) : 0,
      fxy: n > 1 && needX && needY ? byFormula(() => rule.fxy(x, y, f)) : 0,
      fyy: n > 1 && needY ? byFormula(() => rule.fyy(x, y, f)) : 0,
    };
  }
}

/** Product of two parts. */
function both(a: Content, b: Content): Content {
  return a === null ? null : times(a, b);
}
