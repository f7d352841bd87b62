/** Variables whose values are plain numbers: the hot path of reverse mode. Same operations as variable.ts. */
import { inherit, type Scalar } from '../scalar/active.js';
import type { UnaryRule } from '../scalar/rule.js';
import { type TapeLevel, Variable } from './variable.js';

export interface FlatVariable extends Variable {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from Variable, by `inherit` below
export class FlatVariable {
  readonly level: TapeLevel;
  readonly primal: number;
  readonly index: number;

  constructor(level: TapeLevel, primal: number, index: number) {
    this.level = level;
    this.primal = primal;
    this.index = index;
  }

  addPeer(y: FlatVariable): Scalar {
    const { level } = this;
    return new FlatVariable(level, this.primal + y.primal, level.tape.sum(this.index, y.index));
  }

  subPeer(y: FlatVariable): Scalar {
    const { level } = this;
    return new FlatVariable(level, this.primal - y.primal, level.tape.difference(this.index, y.index));
  }

  mulPeer(y: FlatVariable): Scalar {
    return node2(this, y, this.primal * y.primal, y.primal, this.primal);
  }

  divPeer(y: FlatVariable): Scalar {
    const { level } = this;
    const b = y.primal;
    const q = this.primal / b;
    return new FlatVariable(level, q, level.tape.quotient(this.index, y.index, b, q));
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return same(this, this.primal + y);
    return y?.level === this.level ? this.addPeer(y as FlatVariable) : Variable.prototype.add.call(this, y);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return same(this, this.primal - y);
    return y?.level === this.level ? this.subPeer(y as FlatVariable) : Variable.prototype.sub.call(this, y);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Variable.prototype.rsub.call(this, x);
    return minus(this, x - this.primal);
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal * y, y);
    return y?.level === this.level ? this.mulPeer(y as FlatVariable) : Variable.prototype.mul.call(this, y);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return ratio(this, this.primal / y, 1, y);
    return y?.level === this.level ? this.divPeer(y as FlatVariable) : Variable.prototype.div.call(this, y);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Variable.prototype.rdiv.call(this, x);
    const q = x / this.primal;
    return ratio(this, q, -q, this.primal);
  }

  neg(): Scalar {
    return minus(this, -this.primal);
  }

  joined(): Scalar {
    return new FlatVariable(this.level, this.primal, this.level.tape.joined(this.index));
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    if (rule.ratio === undefined) return node1(this, y, rule.slope(x, y) as number);
    const { factor, divisor } = rule.ratio(x, y);
    return ratio(this, y, factor as number, divisor as number);
  }
}

inherit(FlatVariable, Variable);

function node1(x: FlatVariable, primal: number, dx: number): FlatVariable {
  const { level } = x;
  return new FlatVariable(level, primal, level.tape.node1(x.index, dx));
}

function same(x: FlatVariable, primal: number): FlatVariable {
  const { level } = x;
  return new FlatVariable(level, primal, level.tape.same(x.index));
}

function minus(x: FlatVariable, primal: number): FlatVariable {
  const { level } = x;
  return new FlatVariable(level, primal, level.tape.minus(x.index));
}

function node2(x: FlatVariable, y: FlatVariable, primal: number, dx: number, dy: number): FlatVariable {
  const { level } = x;
  return new FlatVariable(level, primal, level.tape.node2(x.index, dx, y.index, dy));
}

function ratio(x: FlatVariable, primal: number, factor: number, divisor: number): FlatVariable {
  const { level } = x;
  return new FlatVariable(level, primal, level.tape.ratio(x.index, factor, divisor));
}
