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
    if (typeof y === 'number') return result(this.level, this.primal + y, this.tangent, this.tangent, 0);
    if (y?.level !== this.level) return Dual.prototype.add.call(this, y);
    const d = y as FlatDual;
    return result(this.level, this.primal + d.primal, this.tangent + d.tangent, this.tangent, d.tangent);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return result(this.level, this.primal - y, this.tangent, this.tangent, 0);
    if (y?.level !== this.level) return Dual.prototype.sub.call(this, y);
    const d = y as FlatDual;
    return result(this.level, this.primal - d.primal, this.tangent - d.tangent, this.tangent, d.tangent);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rsub.call(this, x);
    return result(this.level, x - this.primal, -this.tangent, this.tangent, 0);
  }

  mul(y: Scalar): Scalar {
    const a = this.primal;
    const da = this.tangent;
    if (typeof y === 'number') {
      const t = y * da;
      return result(this.level, a * y, t === t ? t : scaleNumbers(y, da), da, 0);
    }
    if (y?.level !== this.level) return Dual.prototype.mul.call(this, y);
    const { primal: b, tangent: db } = y as FlatDual;
    const t = a * db + b * da;
    return result(this.level, a * b, t === t ? t : scaleNumbers(a, db) + scaleNumbers(b, da), da, db);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return quotient(this.level, this.primal, this.tangent, y, 0);
    if (y?.level !== this.level) return Dual.prototype.div.call(this, y);
    const d = y as FlatDual;
    return quotient(this.level, this.primal, this.tangent, d.primal, d.tangent);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rdiv.call(this, x);
    return quotient(this.level, x, 0, this.primal, this.tangent);
  }

  neg(): Scalar {
    return result(this.level, -this.primal, -this.tangent, this.tangent, 0);
  }

  joined(): Scalar {
    return this;
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    const slope = rule.slope(x, y) as number;
    const t = slope * this.tangent;
    return result(this.level, y, t === t ? t : scaleNumbers(slope, this.tangent), this.tangent, 0);
  }
}

inherit(FlatDual, Dual);

/** A result with its tangent, and the tangents of the arguments: a NaN primal has a NaN tangent unless both are 0. */
function result(level: Level, primal: number, tangent: number, a: number, b: number): FlatDual {
  if (primal === primal) return new FlatDual(level, primal, tangent);
  return new FlatDual(level, primal, a === 0 && b === 0 ? 0 : Number.NaN);
}

function quotient(level: Level, a: number, da: number, b: number, db: number): FlatDual {
  const q = a / b;
  const moved = scaleNumbers(q, db);
  return result(level, q, unscale(da - moved, b) as number, da, db);
}
