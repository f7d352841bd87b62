/**
 * Dual numbers whose parts are plain numbers: the outermost derivative of an ordinary call, and the hot path.
 *
 * Same algebra as dual.ts, written in native arithmetic. V8 keeps such an object in registers where it can see all of its
 * life. Where another level mixes in, the class Dual takes over.
 */
import { inherit, type Scalar } from '../scalar/active.js';
import type { Level } from '../scalar/level.js';
import { along, type UnaryRule } from '../scalar/rule.js';
import { Dual } from './dual.js';

// Looked up once: in each method it would take a part of what V8 inlines.
const { cos, exp, log, sin, sqrt } = Math;

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
    return new FlatDual(this.level, this.primal + y.primal, this.tangent + y.tangent);
  }

  subPeer(y: FlatDual): Scalar {
    return new FlatDual(this.level, this.primal - y.primal, this.tangent - y.tangent);
  }

  mulPeer(y: FlatDual): Scalar {
    const t = this.primal * y.tangent + y.primal * this.tangent;
    return new FlatDual(this.level, this.primal * y.primal, t);
  }

  divPeer(y: FlatDual): Scalar {
    const b = y.primal;
    const q = this.primal / b;
    return new FlatDual(this.level, q, this.tangent / b - q * (y.tangent / b));
  }

  timesOver(f: Scalar, part: Scalar, y: Scalar): Dual {
    const { level } = this;
    if (!isFlat(f, level) || !isFlat(part, level) || !isFlat(y, level)) {
      return Dual.prototype.timesOver.call(this, f, part, y);
    }
    const [f0, b] = [typeof f === 'number' ? f : f.primal, typeof y === 'number' ? y : y.primal];
    const r = (typeof part === 'number' ? part : part.primal) / b;
    const v = f0 * r;
    let change = typeof f === 'number' ? 0 : f.tangent * r;
    if (typeof part !== 'number') change += f0 * (part.tangent / b);
    if (typeof y !== 'number') change -= v * (y.tangent / b);
    return new FlatDual(level, v, change);
  }

  // The slopes are those of the table.

  applySquare(): Scalar {
    const x = this.primal;
    return new FlatDual(this.level, x * x, 2 * x * this.tangent);
  }

  applyReciprocal(): Scalar {
    const y = 1 / this.primal;
    return new FlatDual(this.level, y, -y * (this.tangent / this.primal));
  }

  applySqrt(): Scalar {
    const y = sqrt(this.primal);
    // + 0 makes 0 of -0.
    return new FlatDual(this.level, y, this.tangent / (2 * (y + 0)));
  }

  applyExp(): Scalar {
    const y = exp(this.primal);
    return new FlatDual(this.level, y, y * this.tangent);
  }

  applyLog(): Scalar {
    const x = this.primal;
    return new FlatDual(this.level, log(x), x >= 0 ? this.tangent / (x + 0) : Number.NaN);
  }

  applySin(): Scalar {
    const x = this.primal;
    return new FlatDual(this.level, sin(x), cos(x) * this.tangent);
  }

  applyCos(): Scalar {
    const x = this.primal;
    return new FlatDual(this.level, cos(x), -sin(x) * this.tangent);
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return new FlatDual(this.level, this.primal + y, this.tangent);
    return y?.level === this.level ? this.addPeer(y as FlatDual) : Dual.prototype.add.call(this, y);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return new FlatDual(this.level, this.primal - y, this.tangent);
    return y?.level === this.level ? this.subPeer(y as FlatDual) : Dual.prototype.sub.call(this, y);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rsub.call(this, x);
    return new FlatDual(this.level, x - this.primal, -this.tangent);
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return new FlatDual(this.level, this.primal * y, y * this.tangent);
    return y?.level === this.level ? this.mulPeer(y as FlatDual) : Dual.prototype.mul.call(this, y);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return new FlatDual(this.level, this.primal / y, this.tangent / y);
    return y?.level === this.level ? this.divPeer(y as FlatDual) : Dual.prototype.div.call(this, y);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Dual.prototype.rdiv.call(this, x);
    const b = this.primal;
    const q = x / b;
    return new FlatDual(this.level, q, -(q * (this.tangent / b)));
  }

  neg(): Scalar {
    return new FlatDual(this.level, -this.primal, -this.tangent);
  }

  joined(): Scalar {
    return this;
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    const t =
      rule.ratio === undefined
        ? (rule.slope(x, y) as number) * this.tangent
        : (along(rule.ratio(x, y), this.tangent) as number);
    return new FlatDual(this.level, y, t);
  }
}

inherit(FlatDual, Dual);

function isFlat(x: Scalar, level: Level): x is number | FlatDual {
  return typeof x === 'number' || x.level === level;
}
