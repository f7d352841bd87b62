/**
 * Derivative parts that are there in one branch of a `select` only.
 *
 * In the other branch the part is absent: null, not 0. So what it is multiplied with there, a slope that may be infinite or
 * NaN outside of the branch, does not matter. The number keeps its branch until it is added to something:
 *
 *     p·(c ? a : absent) = c ? p·a : absent,    b + (c ? a : absent) = b + (c ? a : 0),
 *     (c ? a : absent) + (c ? absent : b) = c ? a : b
 */
import type { Scalar } from '../../scalar/active.js';
import { add, neg, product, quotient } from '../../scalar/arithmetic.js';
import { Expression, isPlain, type Tracer } from './expression.js';

const UNKNOWN = -1;

/** From so many branches inside each other on all conditions become one: else each product would be made in all of them anew. */
const DEEP = 4;

export class Masked extends Expression {
  private readonly condition: number;
  private readonly side: 0 | 1;
  private readonly content: Scalar;
  /** Branches inside each other. */
  private readonly depth: number;

  private constructor(level: Tracer, condition: number, side: 0 | 1, content: Scalar, depth: number) {
    super(level, UNKNOWN);
    this.condition = condition;
    this.side = side;
    this.content = content;
    this.depth = depth;
  }

  /** @param side - the answer of the condition with which there is a content. */
  static of(level: Tracer, condition: number, side: 0 | 1, content: Scalar): Masked {
    if (!(content instanceof Masked)) return new Masked(level, condition, side, content, 1);
    const depth = content.depth + 1;
    if (depth < DEEP) return new Masked(level, condition, side, content, depth);
    const [both, inner] = content.flat(condition, side);
    return new Masked(level, both, 1, inner, 1);
  }

  /** The condition that all hold, and one more around them; and what is there then. */
  private flat(condition: number, side: 0 | 1): [number, Scalar] {
    const { level, content } = this;
    const inner = content instanceof Masked ? content.flat(this.condition, this.side) : undefined;
    const [own, rest] = inner === undefined ? [level.holds(this.condition, this.side), content] : inner;
    return [level.holds(condition, side, own), rest];
  }

  override get index(): number {
    const { level, condition, side, content } = this;
    if (this.node === UNKNOWN) this.node = level.within(level.nodeOf(content), condition, side);
    return this.node;
  }

  override get isMasked(): boolean {
    return true;
  }

  private with(content: Scalar): Masked {
    return Masked.of(this.level, this.condition, this.side, content);
  }

  override addPeer(y: Expression): Scalar {
    if (!(y instanceof Masked) || y.condition !== this.condition) return super.addPeer(y);
    if (y.side === this.side) return this.with(add(this.content, y.content));
    const [then, otherwise] = this.side === 1 ? [this, y] : [y, this];
    return this.level.choose(this.condition, then.content, otherwise.content);
  }

  override subPeer(y: Expression): Scalar {
    return y instanceof Masked ? this.add(y.neg()) : super.subPeer(y);
  }

  override mulPeer(y: Expression): Scalar {
    return this.with(product(this.content, y));
  }

  override mul(y: Scalar): Scalar {
    return isPlain(y) ? this.with(product(this.content, y)) : super.mul(y);
  }

  override divPeer(y: Expression): Scalar {
    return this.with(quotient(this.content, y));
  }

  override div(y: Scalar): Scalar {
    return isPlain(y) ? this.with(quotient(this.content, y)) : super.div(y);
  }

  override neg(): Scalar {
    return this.with(neg(this.content));
  }
}
