/**
 * Dual numbers whose parts are plain numbers: the outermost derivative of an ordinary call, and the hot path.
 *
 * Same algebra as dual.ts, written in native arithmetic. V8 keeps such an object in registers where it can see all of its
 * life. Whatever is not plain (another level, a NaN that a strong zero may have to mend) goes to the class Dual.
 */
import { inherit, type Scalar } from './active.js';
import { Dual } from './dual.js';
import type { Level } from './level.js';
import { scaleNumbers, unscaleNumbers } from './parts.js';
import type { UnaryRule } from './rule.js';

// Looked up once: in each method it would take a part of what V8 inlines.
const { abs, cos, exp, log, sin, sqrt } = Math;

export interface FlatDual extends Dual {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from Dual, by `inherit` below
export class FlatDual {
  readonly level: Level;
  readonly primal: number;
  readonly tangent: number;

  constructor(level: Level, primal: number, tangent: number) {
    this.level = level;
    this.primal = primal;
    this.tangent = tangent;
  }

  addPeer(y: FlatDual): Scalar {
    const p = this.primal + y.primal;
    return p === p ? new FlatDual(this.level, p, this.tangent + y.tangent) : nan(this, y);
  }

  subPeer(y: FlatDual): Scalar {
    const p = this.primal - y.primal;
    return p === p ? new FlatDual(this.level, p, this.tangent - y.tangent) : nan(this, y);
  }

  mulPeer(y: FlatDual): Scalar {
    const p = this.primal * y.primal;
    const t = this.primal * y.tangent + y.primal * this.tangent;
    return p === p && t === t ? new FlatDual(this.level, p, t) : mendedProduct(this, y, p);
  }

  divPeer(y: FlatDual): Scalar {
    return quotient(this.level, this.primal, this.tangent, y.primal, y.tangent);
  }

  // The slopes are those of the table. A NaN value has a NaN slope here, so the tangent tells of it.

  applySquare(): Scalar {
    const x = this.primal;
    const y = x * x;
    const slope = 2 * x;
    const t = slope * this.tangent;
    return t === t ? new FlatDual(this.level, y, t) : this.chained(y, slope);
  }

  applyReciprocal(): Scalar {
    const y = 1 / this.primal;
    const slope = -(y * y);
    const t = slope * this.tangent;
    return t === t ? new FlatDual(this.level, y, t) : this.chained(y, slope);
  }

  applySqrt(): Scalar {
    const y = sqrt(this.primal);
    // + 0 makes 0 of -0, as |y| does.
    const slope = 0.5 / (y + 0);
    const t = slope * this.tangent;
    return t === t ? new FlatDual(this.level, y, t) : this.chained(y, slope);
  }

  applyExp(): Scalar {
    const y = exp(this.primal);
    const t = y * this.tangent;
    return t === t ? new FlatDual(this.level, y, t) : this.chained(y, y);
  }

  /** log x is NaN for x < 0, where 1/|x| is not. */
  applyLog(): Scalar {
    const y = log(this.primal);
    const slope = 1 / abs(this.primal);
    const t = slope * this.tangent;
    return y === y && t === t ? new FlatDual(this.level, y, t) : this.chained(y, slope);
  }

  applySin(): Scalar {
    const x = this.primal;
    const y = sin(x);
    const slope = cos(x);
    const t = slope * this.tangent;
    return t === t ? new FlatDual(this.level, y, t) : this.chained(y, slope);
  }

  applyCos(): Scalar {
    const x = this.primal;
    const y = cos(x);
    const slope = -sin(x);
    const t = slope * this.tangent;
    return t === t ? new FlatDual(this.level, y, t) : this.chained(y, slope);
  }

  /** The chain rule, strong zeros and NaN values included. */
  private chained(value: number, slope: number): FlatDual {
    const t = value === value ? scaleNumbers(slope, this.tangent) : nanTangent(this.tangent, 0);
    return new FlatDual(this.level, value, t);
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return this.chained(this.primal + y, 1);
    return y?.level === this.level ? this.addPeer(y as FlatDual) : Dual.prototype.add.call(this, y);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return this.chained(this.primal - y, 1);
    return y?.level === this.level ? this.subPeer(y as FlatDual) : Dual.prototype.sub.call(this, y);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rsub.call(this, x);
    return this.chained(x - this.primal, -1);
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return this.chained(this.primal * y, y);
    return y?.level === this.level ? this.mulPeer(y as FlatDual) : Dual.prototype.mul.call(this, y);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return quotient(this.level, this.primal, this.tangent, y, 0);
    return y?.level === this.level ? this.divPeer(y as FlatDual) : Dual.prototype.div.call(this, y);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rdiv.call(this, x);
    return quotient(this.level, x, 0, this.primal, this.tangent);
  }

  neg(): Scalar {
    return this.chained(-this.primal, -1);
  }

  joined(): Scalar {
    return this;
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    return this.chained(y, rule.slope(x, y) as number);
  }
}

inherit(FlatDual, Dual);

function quotient(level: Level, a: number, da: number, b: number, db: number): FlatDual {
  const q = a / b;
  const t = unscaleNumbers(da - scaleNumbers(q, db), b);
  return new FlatDual(level, q, q === q ? t : nanTangent(da, db));
}

/** The tangent of a NaN primal: NaN, unless those of the arguments are 0. */
function nanTangent(da: number, db: number): number {
  return da === 0 && db === 0 ? 0 : Number.NaN;
}

function nan(x: FlatDual, y: FlatDual): FlatDual {
  return new FlatDual(x.level, Number.NaN, nanTangent(x.tangent, y.tangent));
}

/** A product with a NaN in it, where strong zeros may be among the factors. */
function mendedProduct(x: FlatDual, y: FlatDual, p: number): FlatDual {
  if (p !== p) return nan(x, y);
  return new FlatDual(x.level, p, scaleNumbers(x.primal, y.tangent) + scaleNumbers(y.primal, x.tangent));
}
