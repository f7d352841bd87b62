/**
 * Variables of reverse mode: a value and its place on the tape.
 *
 * Every operation computes its value, writes its local partials to the tape and returns a new variable; the derivative is
 * found later, by the sweep. Rules and operators are those of forward mode. The class for plain numbers is in
 * flat-variable.ts.
 */
import { join, type Part, type Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { FirstOrder } from '../scalar/first-order.js';
import { Level } from '../scalar/level.js';
import { scale, unlessNaN, unscale } from '../scalar/parts.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import type { Tape } from './tape.js';

/** A level with the tape of its driver call. */
export class TapeLevel extends Level {
  readonly tape: Tape;

  constructor(owner: string, tape: Tape, id?: number) {
    super(owner, id);
    this.tape = tape;
  }

  override get hiddenOrder(): number {
    return 1;
  }

  override get watchesKinks(): boolean {
    return true;
  }

  /** The derivatives of a variable are known only after the sweep. */
  override meetKink(crosses: boolean): void {
    if (!crosses) this.tape.metKink = true;
  }

  protected override makeTwin(): Level {
    return new TapeLevel(this.owner, this.tape, this.id);
  }
}

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

  /** A new node of this and y; y's partial counts only when y is a variable of this level. */
  private node(primal: Scalar, partial: Scalar, y: Scalar, partialY: Scalar): Variable {
    // A NaN value has NaN partials: the value itself, which inside another level is NaN in the parts that matter.
    const nan = (): Scalar => primal;
    return this.along(primal, unlessNaN(primal, partial, nan), this, unlessNaN(primal, partialY, nan), y);
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.node(add(this.primal, this.primalOf(y)), 1, y, 1);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.node(sub(this.primal, this.primalOf(y)), 1, y, -1);
  }

  rsub(x: Scalar): Scalar {
    return this.node(sub(x, this.primal), -1, 0, 0);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const b = this.primalOf(y);
    return this.node(mul(this.primal, b), b, y, this.primal);
  }

  scale(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.scale(this);
    const b = this.primalOf(y);
    return this.node(scale(this.primal, b), b, y, this.primal);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    const b = this.primalOf(y);
    const q = div(this.primal, b);
    return this.node(q, unscale(1, b), y, isOfLevel(y, this.level) ? neg(unscale(q, b)) : 0);
  }

  rdiv(x: Scalar): Scalar {
    const q = div(x, this.primal);
    return this.node(q, neg(unscale(q, this.primal)), 0, 0);
  }

  neg(): Scalar {
    return this.node(neg(this.primal), -1, 0, 0);
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Scalar {
    return this.along(choose(this.primalOf(x), this.primalOf(y)), choose(1, 0), x, choose(0, 1), y);
  }

  override joined(): Scalar {
    const level = this.level.mixed as TapeLevel;
    return new Variable(level, join(this.primal), level.tape.joined(this.index));
  }

  protected along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Variable {
    const level = this.level.mixed as TapeLevel;
    const isX = isOfLevel<Variable>(x, level);
    const isY = isOfLevel<Variable>(y, level);
    const index = level.tape.node(isX ? x.index : -1, isX ? fx : 0, isY ? y.index : -1, isY ? fy : 0);
    return new Variable(level, f, index);
  }
}
