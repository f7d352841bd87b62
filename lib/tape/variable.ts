/**
 * Variables of reverse mode: a value and its place on the tape.
 *
 * Every operation computes its value, writes its local partials to the tape and returns a new variable; the derivative is
 * found later, by the sweep. Rules and operators are those of forward mode. The class for plain numbers is in
 * flat-variable.ts.
 */

import { FirstOrder } from '../numbers/first-order.js';
import { type Choose, join, type Part, type Scalar } from '../scalar/active.js';
import { difference, neg, product, quotient, total } from '../scalar/arithmetic.js';
import { Level } from '../scalar/level.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import type { Ratio } from '../scalar/rule.js';
import type { Tape } from './tape.js';

/** A level with the tape of its driver call. */
export class TapeLevel extends Level {
  readonly tape: Tape;

  constructor(owner: string, tape: Tape, id?: number) {
    super(owner, id);
    this.tape = tape;
  }

  protected override makeTwin(): Level {
    return new TapeLevel(this.owner, this.tape, this.id);
  }
}

/** A number on a tape: what reverse mode computes with. */
export class Variable extends FirstOrder {
  readonly level: TapeLevel;
  readonly primal: Scalar;
  /** The node on the tape. */
  readonly index: number;

  constructor(level: TapeLevel, primal: Scalar, index: number) {
    super();
    this.level = level;
    this.primal = primal;
    this.index = index;
  }

  get kind(): string {
    return 'Variable';
  }

  parts(): readonly Part[] {
    return [{ name: 'primal', order: 0, part: this.primal }];
  }

  // Two variables of one level, neither with plain numbers for parts.

  override addPeer(y: Variable): Scalar {
    return this.at(total(this.primal, y.primal), this.level.tape.node(this.index, 1, y.index, 1));
  }

  override subPeer(y: Variable): Scalar {
    return this.at(difference(this.primal, y.primal), this.level.tape.node(this.index, 1, y.index, -1));
  }

  override mulPeer(y: Variable): Scalar {
    const a = this.primal;
    const b = y.primal;
    return this.at(product(a, b), this.level.tape.node(this.index, b, y.index, a));
  }

  override divPeer(y: Variable): Scalar {
    const q = quotient(this.primal, y.primal);
    return this.at(q, this.level.tape.quotientOf(this.index, y.index, y.primal, q));
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.along(total(this.primal, this.primalOf(y)), 1, this, 1, y);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.along(difference(this.primal, this.primalOf(y)), 1, this, -1, y);
  }

  rsub(x: Scalar): Scalar {
    return this.along(difference(x, this.primal), -1, this, 0, 0);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const b = this.primalOf(y);
    return this.along(product(this.primal, b), b, this, this.primal, y);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    const b = this.primalOf(y);
    const q = quotient(this.primal, b);
    if (!isOfLevel<Variable>(y, this.level)) return this.alongRatio(q, { factor: 1, divisor: b });
    return this.at(q, this.level.tape.quotientOf(this.index, y.index, b, q));
  }

  rdiv(x: Scalar): Scalar {
    const q = quotient(x, this.primal);
    return this.alongRatio(q, { factor: neg(q), divisor: this.primal });
  }

  neg(): Scalar {
    return this.along(neg(this.primal), -1, this, 0, 0);
  }

  merge(x: Scalar | null, y: Scalar | null, choose: Choose): Scalar {
    const indexOf = (z: Scalar | null): number => (isOfLevel<Variable>(z, this.level) ? z.index : -1);
    const primal = choose(this.primalOf(x), this.primalOf(y));
    return this.at(primal, this.level.tape.choice(indexOf(x), indexOf(y), choose));
  }

  joined(): Scalar {
    return this.at(join(this.primal), this.level.tape.joined(this.index));
  }

  override markTie(width: number): void {
    this.level.tape.tie(this.index, width);
    if (typeof this.primal !== 'number') this.primal.markTie(width);
  }

  private at(primal: Scalar, index: number): Variable {
    return new Variable(this.level.mixed as TapeLevel, primal, index);
  }

  protected along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Variable {
    const { tape } = this.level;
    const isX = isOfLevel<Variable>(x, this.level);
    const isY = typeof y !== 'number' && isOfLevel<Variable>(y, this.level);
    return this.at(f, tape.node(isX ? x.index : -1, isX ? fx : 0, isY ? y.index : -1, isY ? fy : 0));
  }

  protected alongRatio(f: Scalar, { factor, divisor }: Ratio): Variable {
    return this.at(f, this.level.tape.ratioOf(this.index, factor, divisor));
  }
}
