/**
 * Hyper-dual numbers whose parts are plain numbers: the algebra of hyperdual.ts in native arithmetic.
 *
 * A part that is absent is 0 here. Where that makes a difference, beside an infinite factor, a result has a NaN in it, and is
 * computed again by HyperDual.
 */
import { inherit, type Scalar } from '../scalar/active.js';
import type { Level } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { along, type UnaryRule } from '../scalar/rule.js';
import { FlatDual } from './flat-dual.js';
import { HyperDual } from './hyperdual.js';

export interface FlatHyperDual extends HyperDual {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from HyperDual, by `inherit` below
export class FlatHyperDual {
  readonly level: Level;
  readonly primal: number;
  readonly eps1: number;
  readonly eps2: number;
  readonly eps12: number;
  readonly present: number;

  constructor(level: Level, primal: number, eps1: number, eps2: number, eps12: number, present: number) {
    this.level = level;
    this.primal = primal;
    this.eps1 = eps1;
    this.eps2 = eps2;
    this.eps12 = eps12;
    this.present = present;
  }

  /** A part that is NaN although it is absent, or came from one that is, is found by the general class. */
  private again(result: Scalar): FlatHyperDual {
    const { primal, eps1, eps2, eps12, present } = result as HyperDual;
    return new FlatHyperDual(this.level, primal as number, eps1 as number, eps2 as number, eps12 as number, present);
  }

  addPeer(y: FlatHyperDual): Scalar {
    const p = this.primal + y.primal;
    const present = this.present | y.present;
    return new FlatHyperDual(this.level, p, this.eps1 + y.eps1, this.eps2 + y.eps2, this.eps12 + y.eps12, present);
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal + y);
    return y?.level === this.level ? this.addPeer(y as FlatHyperDual) : HyperDual.prototype.add.call(this, y);
  }

  subPeer(y: FlatHyperDual): Scalar {
    const p = this.primal - y.primal;
    const present = this.present | y.present;
    return new FlatHyperDual(this.level, p, this.eps1 - y.eps1, this.eps2 - y.eps2, this.eps12 - y.eps12, present);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal - y);
    return y?.level === this.level ? this.subPeer(y as FlatHyperDual) : HyperDual.prototype.sub.call(this, y);
  }

  /** Another primal over the same derivative parts. */
  private over(primal: number): FlatHyperDual {
    return new FlatHyperDual(this.level, primal, this.eps1, this.eps2, this.eps12, this.present);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return HyperDual.prototype.rsub.call(this, x);
    return new FlatHyperDual(this.level, x - this.primal, -this.eps1, -this.eps2, -this.eps12, this.present);
  }

  mulPeer(y: FlatHyperDual): Scalar {
    const a = this.primal;
    const b = y.primal;
    const p = a * b;
    if (p === 0) met.zeros++;
    const p1 = a * y.eps1 + b * this.eps1;
    const p2 = a * y.eps2 + b * this.eps2;
    const p12 = a * y.eps12 + this.eps1 * y.eps2 + (y.eps1 * this.eps2 + b * this.eps12);
    if (!isClean(p1, p2, p12)) return this.again(HyperDual.prototype.mul.call(this, y));
    return new FlatHyperDual(this.level, p, p1, p2, p12, mixed(this.present | y.present));
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') {
      const [p1, p2, p12] = [y * this.eps1, y * this.eps2, y * this.eps12];
      if (!isClean(p1, p2, p12)) return this.again(HyperDual.prototype.mul.call(this, y));
      return new FlatHyperDual(this.level, this.primal * y, p1, p2, p12, this.present);
    }
    return y?.level === this.level ? this.mulPeer(y as FlatHyperDual) : HyperDual.prototype.mul.call(this, y);
  }

  divPeer(y: FlatHyperDual): Scalar {
    const b = y.primal;
    const q = this.primal / b;
    if (q === 0) met.zeros++;
    const r1 = y.eps1 / b;
    const r2 = y.eps2 / b;
    const s2 = this.eps2 / b;
    const v2 = q * r2;
    const q1 = this.eps1 / b - q * r1;
    const q2 = s2 - v2;
    const q12 = this.eps12 / b - s2 * r1 - (q1 * r2 + q * (y.eps12 / b) - v2 * r1);
    if (!isClean(q1, q2, q12)) return this.again(HyperDual.prototype.div.call(this, y));
    return new FlatHyperDual(this.level, q, q1, q2, q12, mixed(this.present | y.present));
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') {
      const [p1, p2, p12] = [this.eps1 / y, this.eps2 / y, this.eps12 / y];
      if (!isClean(p1, p2, p12)) return this.again(HyperDual.prototype.div.call(this, y));
      return new FlatHyperDual(this.level, this.primal / y, p1, p2, p12, this.present);
    }
    return y?.level === this.level ? this.divPeer(y as FlatHyperDual) : HyperDual.prototype.div.call(this, y);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return HyperDual.prototype.rdiv.call(this, x);
    const b = this.primal;
    const q = x / b;
    const r1 = this.eps1 / b;
    const r2 = this.eps2 / b;
    const v2 = q * r2;
    const q1 = -(q * r1);
    const q2 = -v2;
    const q12 = -(q1 * r2 + q * (this.eps12 / b) - v2 * r1);
    if (!isClean(q1, q2, q12)) return this.again(HyperDual.prototype.rdiv.call(this, x));
    return new FlatHyperDual(this.level, q, q1, q2, q12, mixed(this.present));
  }

  neg(): Scalar {
    return new FlatHyperDual(this.level, -this.primal, -this.eps1, -this.eps2, -this.eps12, this.present);
  }

  joined(): Scalar {
    return this;
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    if (rule.ratio !== undefined) return this.applyRatio(rule, y, rule.ratio);
    const d1 = rule.slope(x, y) as number;
    const d2 = rule.curvature(x, y, d1) as number;
    const p1 = d1 * this.eps1;
    const p2 = d1 * this.eps2;
    const p12 = d1 * this.eps12 + d2 * this.eps1 * this.eps2;
    if (!isClean(p1, p2, p12)) return this.again(HyperDual.prototype.unary.call(this, rule));
    return new FlatHyperDual(this.level, y, p1, p2, p12, mixed(this.present));
  }

  /** As in hyperdual.ts. The dual numbers do not leave this function, so they may share the level. */
  private applyRatio(rule: UnaryRule, y: number, ratioAt: NonNullable<UnaryRule['ratio']>): FlatHyperDual {
    const { level, primal: x, eps1, eps2, eps12 } = this;
    const y1 = along(ratioAt(x, y), eps1) as number;
    const ratio = ratioAt(new FlatDual(level, x, eps1), new FlatDual(level, y, y1));
    const change = along(ratio, new FlatDual(level, eps2, eps12)) as FlatDual;
    if (!isClean(y1, change.primal, change.tangent)) return this.again(HyperDual.prototype.unary.call(this, rule));
    return new FlatHyperDual(level, y, y1, change.primal, change.tangent, mixed(this.present));
  }
}

inherit(FlatHyperDual, HyperDual);

/** False when one of the parts is NaN (or when infinities of both signs meet, which costs time but no digit). */
function isClean(p1: number, p2: number, p12: number): boolean {
  const all = p1 + p2 + p12;
  return all === all;
}

/** What a product or a curved function has: the mixed part too, where there are both others. */
function mixed(present: number): number {
  return (present & 3) === 3 ? present | 4 : present;
}
