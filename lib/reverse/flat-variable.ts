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

  add(y: Scalar): Scalar {
    const { level, primal: a } = this;
    if (typeof y === 'number') return node1(level, a + y, this.index, 1);
    if (y?.level !== level) return Variable.prototype.add.call(this, y);
    const v = y as FlatVariable;
    return node2(level, a + v.primal, this.index, 1, v.index, 1);
  }

  sub(y: Scalar): Scalar {
    const { level, primal: a } = this;
    if (typeof y === 'number') return node1(level, a - y, this.index, 1);
    if (y?.level !== level) return Variable.prototype.sub.call(this, y);
    const v = y as FlatVariable;
    return node2(level, a - v.primal, this.index, 1, v.index, -1);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Variable.prototype.rsub.call(this, x);
    return node1(this.level, x - this.primal, this.index, -1);
  }

  mul(y: Scalar): Scalar {
    const { level, primal: a } = this;
    if (typeof y === 'number') return node1(level, a * y, this.index, y);
    if (y?.level !== level) return Variable.prototype.mul.call(this, y);
    const v = y as FlatVariable;
    return node2(level, a * v.primal, this.index, v.primal, v.index, a);
  }

  div(y: Scalar): Scalar {
    const { level, primal: a } = this;
    if (typeof y === 'number') return node1(level, a / y, this.index, 1 / y);
    if (y?.level !== level) return Variable.prototype.div.call(this, y);
    const v = y as FlatVariable;
    const b = v.primal;
    const q = a / b;
    return node2(level, q, this.index, 1 / b, v.index, b === Number.POSITIVE_INFINITY ? -0 : -(q / b));
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Variable.prototype.rdiv.call(this, x);
    const b = this.primal;
    const q = x / b;
    return node1(this.level, q, this.index, -(q / b));
  }

  neg(): Scalar {
    return node1(this.level, -this.primal, this.index, -1);
  }

  joined(): Scalar {
    return new FlatVariable(this.level, this.primal, this.level.tape.joined(this.index));
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    return node1(this.level, y, this.index, rule.slope(x, y) as number);
  }
}

inherit(FlatVariable, Variable);

/** A NaN value has NaN partials. */
function node1(level: TapeLevel, primal: number, parent: number, partial: number): FlatVariable {
  return new FlatVariable(level, primal, level.tape.node1(parent, primal === primal ? partial : Number.NaN));
}

function node2(level: TapeLevel, primal: number, p1: number, d1: number, p2: number, d2: number): FlatVariable {
  const ok = primal === primal;
  return new FlatVariable(level, primal, level.tape.node2(p1, ok ? d1 : Number.NaN, p2, ok ? d2 : Number.NaN));
}
