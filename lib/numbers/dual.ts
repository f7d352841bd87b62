/**
 * Dual numbers a + a'ε with ε² = 0: a value and one first derivative.
 *
 *     (a + a'ε) + (b + b'ε) = (a + b) + (a' + b')ε
 *     (a + a'ε) · (b + b'ε) = a·b + (a·b' + a'·b)ε
 *     (a + a'ε) / (b + b'ε) = q + (a'/b - q·(b'/b))ε,  q = a/b
 *     f(a + a'ε)            = f(a) + f'(a)·a'ε
 *
 * A quotient is formed from quotients: what leaves the range in q·b' may be in it again after the division by b.
 * The parts are Scalars themselves, so derivatives nest. The class with plain numbers as parts is in flat-dual.ts.
 */

import { type Choose, join, type Part, type Scalar } from '../scalar/active.js';
import { add, difference, neg, product, quotient } from '../scalar/arithmetic.js';
import type { Level } from '../scalar/level.js';
import { type Content, less, numberOf, over, plus, times, timesOver } from '../scalar/parts.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import { along, type Ratio, type UnaryRule } from '../scalar/rule.js';
import { FirstOrder } from './first-order.js';

/** A value and its change by ε. */
export type Moved = readonly [primal: Scalar, tangent: Content];

/** The change, and its own change by ε, of a function with a slope by quotients: from y at x + x'ε along step + step'ε. */
export function changeByRatio(
  level: Level,
  ratio: NonNullable<UnaryRule['ratio']>,
  x: Moved,
  y: Moved,
  [step, change]: Moved,
): Moved {
  const of = ([primal, tangent]: Moved): Dual => new Dual(level.mixed, primal, numberOf(tangent));
  const moved = along(ratio(of(x), of(y)), change === null ? step : of([step, change])) as Scalar;
  return isOfLevel<Dual>(moved, level) ? [moved.primal, moved.tangent] : [moved, null];
}

/** A dual number p + t·ε with ε² = 0: a value and its derivative. */
export class Dual extends FirstOrder {
  readonly level: Level;
  readonly primal: Scalar;
  /** The derivative, the factor of ε. */
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

  private tangentOf(y: Content): Content {
    return isOfLevel<Dual>(y, this.level) ? y.tangent : null;
  }

  private make(primal: Scalar, tangent: Content): Dual {
    return new Dual(this.level.mixed, primal, numberOf(tangent));
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.make(add(this.primal, this.primalOf(y)), plus(this.tangent, this.tangentOf(y)));
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.make(difference(this.primal, this.primalOf(y)), less(this.tangent, this.tangentOf(y)));
  }

  rsub(x: Scalar): Scalar {
    return this.make(difference(x, this.primal), neg(this.tangent));
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const b = this.primalOf(y);
    return this.make(product(this.primal, b), plus(times(this.primal, this.tangentOf(y)), times(b, this.tangent)));
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(this.primal, this.tangent, this.primalOf(y), this.tangentOf(y));
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient(x, null, this.primal, this.tangent);
  }

  private quotient(a: Scalar, da: Content, b: Scalar, db: Content): Dual {
    const q = quotient(a, b);
    return this.make(q, less(over(da, b), timesOver(q, db, b)));
  }

  override timesOver(f: Scalar, part: Scalar, y: Scalar): Dual {
    const [f0, t0, b] = [this.primalOf(f), this.primalOf(part), this.primalOf(y)];
    const v = timesOver(f0, t0, b) as Scalar;
    const change = plus(timesOver(this.tangentOf(f), t0, b), timesOver(f0, this.tangentOf(part), b));
    return this.make(v, less(change, timesOver(v, this.tangentOf(y), b)));
  }

  neg(): Scalar {
    return this.make(neg(this.primal), neg(this.tangent));
  }

  joined(): Scalar {
    return this.make(join(this.primal), join(this.tangent));
  }

  merge(x: Content, y: Content, choose: Choose): Dual {
    return this.make(choose(this.primalOf(x), this.primalOf(y)), choose(this.tangentOf(x), this.tangentOf(y)));
  }

  override markTie(width: number): void {
    if (typeof this.primal !== 'number') this.primal.markTie(width);
  }

  protected along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Dual {
    return this.make(f, plus(times(fx, this.tangentOf(x)), times(fy, this.tangentOf(y))));
  }

  protected alongRatio(f: Scalar, ratio: Ratio): Dual {
    return this.make(f, along(ratio, this.tangent));
  }
}
