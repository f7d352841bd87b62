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
    return node2(this, y, this.primal + y.primal, 1, 1);
  }

  subPeer(y: FlatVariable): Scalar {
    return node2(this, y, this.primal - y.primal, 1, -1);
  }

  mulPeer(y: FlatVariable): Scalar {
    return node2(this, y, this.primal * y.primal, y.primal, this.primal);
  }

  divPeer(y: FlatVariable): Scalar {
    const b = y.primal;
    const q = this.primal / b;
    return node2(this, y, q, 1 / b, b === Number.POSITIVE_INFINITY ? -0 : -(q / b));
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal + y, 1);
    return y?.level === this.level ? this.addPeer(y as FlatVariable) : Variable.prototype.add.call(this, y);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal - y, 1);
    return y?.level === this.level ? this.subPeer(y as FlatVariable) : Variable.prototype.sub.call(this, y);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Variable.prototype.rsub.call(this, x);
    return node1(this, x - this.primal, -1);
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal * y, y);
    return y?.level === this.level ? this.mulPeer(y as FlatVariable) : Variable.prototype.mul.call(this, y);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return node1(this, this.primal / y, 1 / y);
    return y?.level === this.level ? this.divPeer(y as FlatVariable) : Variable.prototype.div.call(this, y);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Variable.prototype.rdiv.call(this, x);
    const b = this.primal;
    const q = x / b;
    return node1(this, q, -(q / b));
  }

  neg(): Scalar {
    return node1(this, -this.primal, -1);
  }

  joined(): Scalar {
    return new FlatVariable(this.level, this.primal, this.level.tape.joined(this.index));
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    return node1(this, y, rule.slope(x, y) as number);
  }
}

inherit(FlatVariable, Variable);

function node1(x: FlatVariable, primal: number, dx: number): FlatVariable {
  if (primal !== primal) return nan(x, x);
  const { level } = x;
  return new FlatVariable(level, primal, level.tape.node1(x.index, dx));
}

function node2(x: FlatVariable, y: FlatVariable, primal: number, dx: number, dy: number): FlatVariable {
  if (primal !== primal) return nan(x, y);
  const { level } = x;
  return new FlatVariable(level, primal, level.tape.node2(x.index, dx, y.index, dy));
}

/**
 * A NaN value has NaN partials. In a function of its own: on a prototype a choice between two partials in each operation
 * took a seventh of the time of a gradient.
 */
function nan({ level, index }: FlatVariable, y: FlatVariable): FlatVariable {
  return new FlatVariable(level, Number.NaN, level.tape.node2(index, Number.NaN, y.index, Number.NaN));
}
