/**
 * Dual numbers whose parts are plain numbers: the outermost derivative of an ordinary call, and the hot path.
 *
 * Same algebra as dual.ts, written in native arithmetic. V8 keeps such an object in registers where it can see all of its
 * life. Whatever is not plain (another level, a NaN that a strong zero may have to mend) goes to the class Dual.
 */
import { inherit, type Scalar } from './active.js';
import { Dual } from './dual.js';
import type { Level } from './level.js';
import { scaleNumbers, unscale } from './parts.js';
import type { UnaryRule } from './rule.js';

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

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return checked(this.level, this.primal + y, this.tangent);
    if (y.level !== this.level) return Dual.prototype.add.call(this, y);
    const d = y as FlatDual;
    return checked(this.level, this.primal + d.primal, this.tangent + d.tangent);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return checked(this.level, this.primal - y, this.tangent);
    if (y.level !== this.level) return Dual.prototype.sub.call(this, y);
    const d = y as FlatDual;
    return checked(this.level, this.primal - d.primal, this.tangent - d.tangent);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rsub.call(this, x);
    return checked(this.level, x - this.primal, -this.tangent);
  }

  mul(y: Scalar): Scalar {
    const a = this.primal;
    if (typeof y === 'number') {
      const t = y * this.tangent;
      return t === t ? checked(this.level, a * y, t) : checked(this.level, a * y, scaleNumbers(y, this.tangent));
    }
    if (y.level !== this.level) return Dual.prototype.mul.call(this, y);
    const d = y as FlatDual;
    const b = d.primal;
    const t = a * d.tangent + b * this.tangent;
    if (t === t) return checked(this.level, a * b, t);
    return checked(this.level, a * b, scaleNumbers(a, d.tangent) + scaleNumbers(b, this.tangent));
  }

  div(y: Scalar): Scalar {
    const a = this.primal;
    if (typeof y === 'number') return checked(this.level, a / y, unscale(this.tangent, y) as number);
    if (y.level !== this.level) return Dual.prototype.div.call(this, y);
    const d = y as FlatDual;
    return quotient(this.level, a, this.tangent, d.primal, d.tangent);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rdiv.call(this, x);
    return quotient(this.level, x, 0, this.primal, this.tangent);
  }

  neg(): Scalar {
    return new FlatDual(this.level, -this.primal, -this.tangent);
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    const slope = rule.slope(x, y) as number;
    const t = slope * this.tangent;
    return t === t ? checked(this.level, y, t) : checked(this.level, y, scaleNumbers(slope, this.tangent));
  }
}

inherit(FlatDual, Dual);

/** A NaN primal has NaN parts. */
function checked(level: Level, primal: number, tangent: number): FlatDual {
  return new FlatDual(level, primal, primal === primal ? tangent : scaleNumbers(Number.NaN, tangent));
}

function quotient(level: Level, a: number, da: number, b: number, db: number): FlatDual {
  const q = a / b;
  const moved = scaleNumbers(q, db);
  return checked(level, q, unscale(da - moved, b) as number);
}
