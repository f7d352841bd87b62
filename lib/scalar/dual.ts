/**
 * Dual numbers a + a'ε with ε² = 0: a value and one first derivative.
 *
 *     (a + a'ε) + (b + b'ε) = (a + b) + (a' + b')ε
 *     (a + a'ε) · (b + b'ε) = a·b + (a·b' + a'·b)ε
 *     (a + a'ε) / (b + b'ε) = q + ((a' - q·b')/b)ε,  q = a/b
 *     f(a + a'ε)            = f(a) + f'(a)·a'ε
 *
 * The parts are Scalars themselves, so derivatives nest. The class with plain numbers as parts is in flat-dual.ts.
 */

import type { Part, Scalar } from './active.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { FirstOrder } from './first-order.js';
import type { Level } from './level.js';
import { less, nanPart, plus, scale, unlessNaN, unscale } from './parts.js';
import { isOfLevel, isOutside } from './relation.js';

export class Dual extends FirstOrder {
  readonly level: Level;
  readonly primal: Scalar;
  readonly tangent: Scalar;

  constructor(level: Level, primal: Scalar, tangent: Scalar) {
    super();
    this.level = level;
    this.primal = primal;
    this.tangent = tangent;
  }

  get kind(): string {
    return 'Dual';
  }

  parts(): readonly Part[] {
    return [
      { name: 'primal', order: 0, part: this.primal },
      { name: 'tangent', order: 1, part: this.tangent },
    ];
  }

  private tangentOf(y: Scalar): Scalar {
    return isOfLevel<Dual>(y, this.level) ? y.tangent : 0;
  }

  /** A result with what its tangent should be, and the tangents of the arguments for a NaN primal. */
  private make(primal: Scalar, tangent: Scalar, a: Scalar, b: Scalar): Dual {
    return new Dual(
      this.level.mixed,
      primal,
      unlessNaN(primal, tangent, () => nanPart(primal, a, b)),
    );
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    const t = this.tangentOf(y);
    return this.make(add(this.primal, this.primalOf(y)), plus(this.tangent, t), this.tangent, t);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    const t = this.tangentOf(y);
    return this.make(sub(this.primal, this.primalOf(y)), less(this.tangent, t), this.tangent, t);
  }

  rsub(x: Scalar): Scalar {
    return this.make(sub(x, this.primal), neg(this.tangent), this.tangent, 0);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    return this.product(mul(this.primal, this.primalOf(y)), y);
  }

  scale(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.scale(this);
    return this.product(scale(this.primal, this.primalOf(y)), y);
  }

  private product(primal: Scalar, y: Scalar): Dual {
    const t = this.tangentOf(y);
    const tangent = plus(scale(this.primal, t), scale(this.primalOf(y), this.tangent));
    return this.make(primal, tangent, this.tangent, t);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(div, this, y);
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient(div, x, this);
  }

  override unscaled(x: Scalar, y: Scalar): Scalar {
    return this.quotient(unscale, x, y);
  }

  private quotient(divide: (a: Scalar, b: Scalar) => Scalar, x: Scalar, y: Scalar): Dual {
    const da = this.tangentOf(x);
    const db = this.tangentOf(y);
    const b = this.primalOf(y);
    const q = divide(this.primalOf(x), b);
    return this.make(q, unscale(less(da, scale(q, db)), b), da, db);
  }

  neg(): Scalar {
    return this.make(neg(this.primal), neg(this.tangent), this.tangent, 0);
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Dual {
    const primal = choose(this.primalOf(x), this.primalOf(y));
    return new Dual(this.level.mixed, primal, choose(this.tangentOf(x), this.tangentOf(y)));
  }

  protected along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Dual {
    const tangent = plus(scale(fx, this.tangentOf(x)), scale(fy, this.tangentOf(y)));
    return new Dual(this.level.mixed, f, tangent);
  }
}
