/** What is known of the signs of nodes before the program runs, those of zeros above all. */
import type { SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';

/** Each holds unless the value is NaN. */
const NOT_NEGATIVE = 1;
const NOT_POSITIVE = 2;
const NOT_ZERO = 4;
const NOT_NEGATIVE_ZERO = 8;

export class Signs {
  private readonly flags: Uint8Array;
  private readonly g: SsaGraph;

  constructor(g: SsaGraph) {
    this.g = g;
    this.flags = new Uint8Array(g.size);
    for (let id = 0; id < g.size; id++) this.flags[id] = this.flagsOf(id);
  }

  isNeverZero(id: number): boolean {
    return this.has(id, NOT_ZERO);
  }

  isNeverNegative(id: number): boolean {
    return this.has(id, NOT_NEGATIVE);
  }

  isNeverNegativeZero(id: number): boolean {
    return this.has(id, NOT_NEGATIVE_ZERO);
  }

  private has(id: number, flag: number): boolean {
    return (this.flags[id] & flag) !== 0;
  }

  private both(id: number, flag: number): boolean {
    return this.has(this.g.a[id], flag) && this.has(this.g.b[id], flag);
  }

  private flagsOf(id: number): number {
    const { g } = this;
    const [a, b] = [g.a[id], g.b[id]];
    switch (g.ops[id]) {
      case Op.constant:
        return ofConstant(g.constantOf(id) as number);
      case Op.add: {
        const sign =
          (this.both(id, NOT_NEGATIVE) ? NOT_NEGATIVE : 0) | (this.both(id, NOT_POSITIVE) ? NOT_POSITIVE : 0);
        // Where two others cancel, the sum is 0.
        const zero = this.has(a, NOT_NEGATIVE_ZERO | NOT_ZERO) || this.has(b, NOT_NEGATIVE_ZERO | NOT_ZERO);
        return sign | (zero ? NOT_NEGATIVE_ZERO : 0);
      }
      case Op.sub: {
        const up = this.has(a, NOT_NEGATIVE) && this.has(b, NOT_POSITIVE) ? NOT_NEGATIVE : 0;
        const down = this.has(a, NOT_POSITIVE) && this.has(b, NOT_NEGATIVE) ? NOT_POSITIVE : 0;
        const zero = this.has(a, NOT_NEGATIVE_ZERO | NOT_ZERO) || this.has(b, NOT_ZERO);
        return up | down | (zero ? NOT_NEGATIVE_ZERO : 0);
      }
      case Op.mul:
        return a === b ? NOT_NEGATIVE | NOT_NEGATIVE_ZERO : this.signOfProduct(id);
      case Op.div:
        // A divisor that may be a zero of the other sign makes an infinity of the other sign.
        return this.has(b, NOT_ZERO) || (this.has(b, NOT_NEGATIVE) && this.has(b, NOT_NEGATIVE_ZERO))
          ? this.signOfProduct(id)
          : 0;
      case Op.neg:
        return (
          (this.has(a, NOT_NEGATIVE) ? NOT_POSITIVE : 0) |
          (this.has(a, NOT_POSITIVE) ? NOT_NEGATIVE : 0) |
          (this.flags[a] & NOT_ZERO) |
          (this.has(a, NOT_ZERO) ? NOT_NEGATIVE_ZERO : 0)
        );
      case Op.abs:
        return NOT_NEGATIVE | NOT_NEGATIVE_ZERO | (this.flags[a] & NOT_ZERO);
      case Op.sqrt:
        return NOT_NEGATIVE | (this.flags[a] & (NOT_ZERO | NOT_NEGATIVE_ZERO));
      case Op.max:
      case Op.min:
        return this.flags[a] & this.flags[b];
      case Op.select:
        return this.flags[b] & this.flags[g.c[id]];
      case Op.sign:
        return this.flags[a];
      case Op.lt:
      case Op.le:
      case Op.eq:
        return NOT_NEGATIVE | NOT_NEGATIVE_ZERO;
      default:
        return this.flagsOfCall(id);
    }
  }

  private signOfProduct(id: number): number {
    const { g } = this;
    const [a, b] = [g.a[id], g.b[id]];
    const like = this.both(id, NOT_NEGATIVE) || this.both(id, NOT_POSITIVE);
    const unlike =
      (this.has(a, NOT_NEGATIVE) && this.has(b, NOT_POSITIVE)) ||
      (this.has(a, NOT_POSITIVE) && this.has(b, NOT_NEGATIVE));
    const positive = this.both(id, NOT_NEGATIVE) && this.both(id, NOT_NEGATIVE_ZERO);
    return (like ? NOT_NEGATIVE : 0) | (unlike ? NOT_POSITIVE : 0) | (positive ? NOT_NEGATIVE_ZERO : 0);
  }

  private flagsOfCall(id: number): number {
    const op = this.g.ops[id];
    if (op < Op.call) return 0;
    return this.g.callee(op).facts?.isNotNegative === true ? NOT_NEGATIVE | NOT_NEGATIVE_ZERO : 0;
  }
}

function ofConstant(x: number): number {
  if (Number.isNaN(x)) return 0;
  return (
    (x >= 0 ? NOT_NEGATIVE : 0) |
    (x <= 0 ? NOT_POSITIVE : 0) |
    (x === 0 ? 0 : NOT_ZERO) |
    (Object.is(x, -0) ? 0 : NOT_NEGATIVE_ZERO)
  );
}
