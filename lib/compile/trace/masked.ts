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

/**
 * Of so many branches inside each other a product makes one, whose condition is that all of them are taken: else each product would be
 * made in all of them anew.
 */
const DEEP = 4;

export class Masked extends Expression {
  private readonly condition: number;
  private readonly side: 0 | 1;
  private readonly content: Scalar;
  /** Branches inside each other. */
  private readonly depth: number;
  /** The same as one branch, once a product has asked for it. */
  private one: Masked | undefined;

  /** @param side - the answer of the condition with which there is a content. */
  constructor(level: Tracer, condition: number, side: 0 | 1, content: Scalar) {
    super(level, UNKNOWN);
    this.condition = condition;
    this.side = side;
    this.content = content;
    this.depth = content instanceof Masked ? content.depth + 1 : 1;
  }

  override get index(): number {
    if (this.node !== UNKNOWN) return this.node;
    const { level } = this;
    const [chain, inner] = this.chain((mask) => mask.node !== UNKNOWN);
    return chain.reduceRight((node, mask) => {
      mask.node = level.within(node, mask.condition, mask.side);
      return mask.node;
    }, level.nodeOf(inner));
  }

  /** Of deep branches one. */
  private get flat(): Masked {
    if (this.depth < DEEP) return this;
    if (this.one !== undefined) return this.one;
    const { level } = this;
    const [chain, inner] = this.chain((mask) => mask.one !== undefined);
    const known = inner instanceof Masked ? inner.one : undefined;
    const content = known?.content ?? inner;
    chain.reduceRight((all: number | undefined, mask) => {
      const both = level.holds(mask.condition, mask.side, all);
      mask.one = new Masked(level, both, 1, content);
      return both;
    }, known?.condition);
    return this.one as unknown as Masked;
  }

  /** The branches from this one inwards up to one that has what is asked for, and that or the content of all. */
  private chain(isKnown: (mask: Masked) => boolean): [Masked[], Scalar] {
    const chain: Masked[] = [];
    let at: Scalar = this;
    while (at instanceof Masked && !isKnown(at)) {
      chain.push(at);
      at = at.content;
    }
    return [chain, at];
  }

  override get isMasked(): boolean {
    return true;
  }

  private with(content: Scalar): Masked {
    return new Masked(this.level, this.condition, this.side, content);
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
    return this.mul(y);
  }

  override mul(y: Scalar): Scalar {
    if (!isPlain(y)) return super.mul(y);
    const { flat } = this;
    return flat.with(product(flat.content, y));
  }

  override divPeer(y: Expression): Scalar {
    return this.div(y);
  }

  override div(y: Scalar): Scalar {
    if (!isPlain(y)) return super.div(y);
    const { flat } = this;
    return flat.with(quotient(flat.content, y));
  }

  override neg(): Scalar {
    const { flat } = this;
    return flat.with(neg(flat.content));
  }
}
