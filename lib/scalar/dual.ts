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

import { Active, type Part, type Scalar } from './active.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import type { Level } from './level.js';
import { isNaNValue, nanPart, plus, scale, unscale } from './parts.js';
import { isOutside } from './relation.js';
import { type BinaryRule, byFormula, jets, ORDER, type Partials, partials, type UnaryRule } from './rule.js';

export class Dual extends Active {
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

  /** The number as a dual of this level: a number of a lower level is a constant. */
  private primalOf(y: Scalar): Scalar {
    return isOfLevel(y, this.level) ? y.primal : y;
  }

  private tangentOf(y: Scalar): Scalar {
    return isOfLevel(y, this.level) ? y.tangent : 0;
  }

  /** A result with what its tangent should be, and the tangents of the arguments for a NaN primal. */
  private make(primal: Scalar, tangent: Scalar, a: Scalar, b: Scalar): Dual {
    return new Dual(this.level.mixed, primal, isNaNValue(primal) ? nanPart(primal, a, b) : tangent);
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    const t = this.tangentOf(y);
    return this.make(add(this.primal, this.primalOf(y)), plus(this.tangent, t), this.tangent, t);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    const t = this.tangentOf(y);
    const tangent = t === 0 ? this.tangent : sub(this.tangent, t);
    return this.make(sub(this.primal, this.primalOf(y)), tangent, this.tangent, t);
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
    const moved = scale(q, db);
    return this.make(q, unscale(moved === 0 ? da : sub(da, moved), b), da, db);
  }

  neg(): Scalar {
    return this.make(neg(this.primal), neg(this.tangent), this.tangent, 0);
  }

  unary(rule: UnaryRule): Scalar {
    return this.jets(rule, 0)[0] as Scalar;
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const inner = jets(rule, this.primal, Math.min(n + 1, ORDER));
    const outer: Scalar[] = [];
    for (let k = 0; k <= n; k++) {
      // Past the table's last row the formula of that row is differentiated as it stands.
      outer[k] =
        k < ORDER
          ? new Dual(this.level.mixed, inner[k] as Scalar, scale(inner[k + 1] as Scalar, this.tangent))
          : byFormula(outer[0] as Scalar, () =>
              rule.third(this, outer[0] as Scalar, outer[1] as Scalar, outer[2] as Scalar),
            );
    }
    return outer;
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const isX = isOfLevel(x, this.level);
    const isY = isOfLevel(y, this.level);
    const dx = isX ? x.tangent : 0;
    const dy = isY ? y.tangent : 0;
    const order = Math.min(n + 1, 2);
    const p = partials(rule, isX ? x.primal : x, isY ? y.primal : y, order, needX || isX, needY || isY);
    const level = this.level.mixed;
    const along = (f: Scalar, fx: Scalar, fy: Scalar): Dual => new Dual(level, f, plus(scale(fx, dx), scale(fy, dy)));
    const f = along(p.f, p.fx, p.fy);
    if (n === 0) return { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
    const fx = needX ? along(p.fx, p.fxx, p.fxy) : 0;
    const fy = needY ? along(p.fy, p.fxy, p.fyy) : 0;
    if (n === 1) return { f, fx, fy, fxx: 0, fxy: 0, fyy: 0 };
    return {
      f,
      fx,
      fy,
      fxx: needX ? byFormula(f, () => rule.fxx(x, y, f)) : 0,
      fxy: needX && needY ? byFormula(f, () => rule.fxy(x, y, f)) : 0,
      fyy: needY ? byFormula(f, () => rule.fyy(x, y, f)) : 0,
    };
  }
}

/** True for duals of a level, of either class. */
export function isOfLevel(x: Scalar, level: Level): x is Dual {
  return typeof x !== 'number' && x.level.id === level.id;
}
