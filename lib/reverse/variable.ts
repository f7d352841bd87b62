/**
 * Variables of reverse mode: a value and its place on the tape.
 *
 * Every operation computes its value, writes its local partials to the tape and returns a new variable; the derivative is
 * found later, by the sweep. Rules and operators are those of forward mode. The class for plain numbers is in
 * flat-variable.ts.
 */
import { Active, type Part, type Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { Level } from '../scalar/level.js';
import { isNaNValue, scale, unscale } from '../scalar/parts.js';
import { isOutside } from '../scalar/relation.js';
import { type BinaryRule, byFormula, jets, ORDER, type Partials, partials, type UnaryRule } from '../scalar/rule.js';
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

export class Variable extends Active {
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

  private primalOf(y: Scalar): Scalar {
    return isOfLevel(y, this.level) ? y.primal : y;
  }

  /** A new node of this and y; y's partial counts only when y is a variable of this level. */
  private node(primal: Scalar, partial: Scalar, y: Scalar, partialY: Scalar): Variable {
    const level = this.level.mixed as TapeLevel;
    const isY = isOfLevel(y, this.level);
    // A NaN value has NaN partials: the value itself, which inside another level is NaN in the parts that matter.
    const nan = isNaNValue(primal);
    const index = level.tape.node(
      this.index,
      nan ? primal : partial,
      isY ? y.index : -1,
      isY ? (nan ? primal : partialY) : 0,
    );
    return new Variable(level, primal, index);
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

  unary(rule: UnaryRule): Scalar {
    return this.jets(rule, 0)[0] as Scalar;
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const inner = jets(rule, this.primal, Math.min(n + 1, ORDER));
    const outer: Scalar[] = [];
    for (let k = 0; k <= n; k++) {
      outer[k] =
        k < ORDER
          ? this.node(inner[k] as Scalar, inner[k + 1] as Scalar, 0, 0)
          : byFormula(outer[0] as Scalar, () =>
              rule.third(this, outer[0] as Scalar, outer[1] as Scalar, outer[2] as Scalar),
            );
    }
    return outer;
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const isX = isOfLevel(x, this.level);
    const isY = isOfLevel(y, this.level);
    const order = Math.min(n + 1, 2);
    const p = partials(rule, isX ? x.primal : x, isY ? y.primal : y, order, needX || isX, needY || isY);
    const level = this.level.mixed as TapeLevel;
    const node = (f: Scalar, fx: Scalar, fy: Scalar): Scalar => {
      const index = level.tape.node(isX ? x.index : -1, isX ? fx : 0, isY ? y.index : -1, isY ? fy : 0);
      return new Variable(level, f, index);
    };
    const f = node(p.f, p.fx, p.fy);
    return {
      f,
      fx: n > 0 && needX ? node(p.fx, p.fxx, p.fxy) : 0,
      fy: n > 0 && needY ? node(p.fy, p.fxy, p.fyy) : 0,
      fxx: n > 1 && needX ? byFormula(f, () => rule.fxx(x, y, f)) : 0,
      fxy: n > 1 && needX && needY ? byFormula(f, () => rule.fxy(x, y, f)) : 0,
      fyy: n > 1 && needY ? byFormula(f, () => rule.fyy(x, y, f)) : 0,
    };
  }
}

/** True for variables of a level, of either class. */
export function isOfLevel(x: Scalar, level: Level): x is Variable {
  return typeof x !== 'number' && x.level.id === level.id;
}
