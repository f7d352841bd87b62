/**
 * Hyper-dual numbers whose parts are plain numbers: the algebra of hyperdual.ts in native arithmetic.
 *
 * A result with a NaN in it is computed again by HyperDual, which knows strong zeros and NaN primals.
 */
import { inherit, type Scalar } from './active.js';
import { HyperDual } from './hyperdual.js';
import type { Level } from './level.js';
import type { UnaryRule } from './rule.js';

export interface FlatHyperDual extends HyperDual {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from HyperDual, by `inherit` below
export class FlatHyperDual {
  readonly level: Level;
  readonly primal: number;
  readonly eps1: number;
  readonly eps2: number;
  readonly eps12: number;

  constructor(level: Level, primal: number, eps1: number, eps2: number, eps12: number) {
    this.level = level;
    this.primal = primal;
    this.eps1 = eps1;
    this.eps2 = eps2;
    this.eps12 = eps12;
  }

  addPeer(y: FlatHyperDual): Scalar {
    const p = this.primal + y.primal;
    if (p !== p) return HyperDual.prototype.add.call(this, y);
    return new FlatHyperDual(this.level, p, this.eps1 + y.eps1, this.eps2 + y.eps2, this.eps12 + y.eps12);
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') {
      const p = this.primal + y;
      return p === p ? this.over(p) : HyperDual.prototype.add.call(this, y);
    }
    return y?.level === this.level ? this.addPeer(y as FlatHyperDual) : HyperDual.prototype.add.call(this, y);
  }

  subPeer(y: FlatHyperDual): Scalar {
    const p = this.primal - y.primal;
    if (p !== p) return HyperDual.prototype.sub.call(this, y);
    return new FlatHyperDual(this.level, p, this.eps1 - y.eps1, this.eps2 - y.eps2, this.eps12 - y.eps12);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') {
      const p = this.primal - y;
      return p === p ? this.over(p) : HyperDual.prototype.sub.call(this, y);
    }
    return y?.level === this.level ? this.subPeer(y as FlatHyperDual) : HyperDual.prototype.sub.call(this, y);
  }

  /** Another primal over the same derivative parts. */
  private over(primal: number): FlatHyperDual {
    return new FlatHyperDual(this.level, primal, this.eps1, this.eps2, this.eps12);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return HyperDual.prototype.rsub.call(this, x);
    const p = x - this.primal;
    if (p !== p) return HyperDual.prototype.rsub.call(this, x);
    return new FlatHyperDual(this.level, p, -this.eps1, -this.eps2, -this.eps12);
  }

  mulPeer(y: FlatHyperDual): Scalar {
    const a = this.primal;
    const b = y.primal;
    const p = a * b;
    const p1 = a * y.eps1 + b * this.eps1;
    const p2 = a * y.eps2 + b * this.eps2;
    const p12 = a * y.eps12 + this.eps1 * y.eps2 + (y.eps1 * this.eps2 + b * this.eps12);
    if (!clean(p, p1, p2, p12)) return HyperDual.prototype.mul.call(this, y);
    return new FlatHyperDual(this.level, p, p1, p2, p12);
  }

  mul(y: Scalar): Scalar {
    const a = this.primal;
    if (typeof y === 'number') {
      const p = a * y;
      const p1 = this.eps1 * y;
      const p2 = this.eps2 * y;
      const p12 = this.eps12 * y;
      if (!clean(p, p1, p2, p12)) return HyperDual.prototype.mul.call(this, y);
      return new FlatHyperDual(this.level, p, p1, p2, p12);
    }
    return y?.level === this.level ? this.mulPeer(y as FlatHyperDual) : HyperDual.prototype.mul.call(this, y);
  }

  divPeer(y: FlatHyperDual): Scalar {
    const b = y.primal;
    const q = this.primal / b;
    const q1 = (this.eps1 - q * y.eps1) / b;
    const q2 = (this.eps2 - q * y.eps2) / b;
    const q12 = (this.eps12 - (q * y.eps12 + q1 * y.eps2) - q2 * y.eps1) / b;
    if (!clean(q, q1, q2, q12)) return HyperDual.prototype.div.call(this, y);
    return new FlatHyperDual(this.level, q, q1, q2, q12);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') {
      const q = this.primal / y;
      const q1 = this.eps1 / y;
      const q2 = this.eps2 / y;
      const q12 = this.eps12 / y;
      if (!clean(q, q1, q2, q12)) return HyperDual.prototype.div.call(this, y);
      return new FlatHyperDual(this.level, q, q1, q2, q12);
    }
    return y?.level === this.level ? this.divPeer(y as FlatHyperDual) : HyperDual.prototype.div.call(this, y);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return HyperDual.prototype.rdiv.call(this, x);
    const b = this.primal;
    const q = x / b;
    const q1 = -(q * this.eps1) / b;
    const q2 = -(q * this.eps2) / b;
    const q12 = (-(q * this.eps12 + q1 * this.eps2) - q2 * this.eps1) / b;
    if (!clean(q, q1, q2, q12)) return HyperDual.prototype.rdiv.call(this, x);
    return new FlatHyperDual(this.level, q, q1, q2, q12);
  }

  neg(): Scalar {
    if (this.primal !== this.primal) return HyperDual.prototype.neg.call(this);
    return new FlatHyperDual(this.level, -this.primal, -this.eps1, -this.eps2, -this.eps12);
  }

  joined(): Scalar {
    return this;
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    const d1 = rule.slope(x, y) as number;
    const d2 = rule.curvature(x, y, d1) as number;
    const p1 = d1 * this.eps1;
    const p2 = d1 * this.eps2;
    const p12 = d1 * this.eps12 + d2 * this.eps1 * this.eps2;
    if (!clean(y, p1, p2, p12)) return HyperDual.prototype.unary.call(this, rule);
    return new FlatHyperDual(this.level, y, p1, p2, p12);
  }
}

inherit(FlatHyperDual, HyperDual);

/** False when one of the parts is NaN (or when infinities of both signs meet, which costs time but no digit). */
function clean(p: number, p1: number, p2: number, p12: number): boolean {
  const all = p + p1 + p2 + p12;
  return all === all;
}
