/** What is known of a node's values before the program runs, as far as it tells where a NaN can come from. */
import { operandOf } from './context.js';
import type { Callee, Graph } from './graph.js';
import { Kind } from './kinds.js';

/** Each holds unless the value is NaN. */
const NOT_NEGATIVE = 1;
const NOT_POSITIVE = 2;
const FINITE = 4;
const NOT_ZERO = 8;
const NOT_NEGATIVE_ZERO = 16;

/** Functions of Math with a bounded value, those that are NaN where x is not finite, and those for NaN only. */
const BOUNDED = new Set(['sin', 'cos', 'tanh', 'atan', 'asin', 'acos', 'atan2']);
const OSCILLATING = new Set(['sin', 'cos', 'tan']);
const TOTAL = new Set(['exp', 'expm1', 'sinh', 'cosh', 'tanh', 'atan', 'asinh', 'cbrt', 'atan2', 'hypot']);

export class Ranges {
  readonly flags: Uint8Array;
  private readonly g: Graph;

  constructor(g: Graph) {
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
    return ((this.flags[id] as number) & flag) !== 0;
  }

  private both(id: number, flag: number): boolean {
    return this.has(this.g.a[id] as number, flag) && this.has(this.g.b[id] as number, flag);
  }

  private flagsOf(id: number): number {
    const { g } = this;
    const [a, b] = [g.a[id] as number, g.b[id] as number];
    switch (g.kinds[id]) {
      case Kind.constant:
        return ofConstant(g.constantOf(id) as number);
      case Kind.add: {
        const sign =
          (this.both(id, NOT_NEGATIVE) ? NOT_NEGATIVE : 0) | (this.both(id, NOT_POSITIVE) ? NOT_POSITIVE : 0);
        // Where two others cancel, the sum is 0.
        const zero = this.has(a, NOT_NEGATIVE_ZERO | NOT_ZERO) || this.has(b, NOT_NEGATIVE_ZERO | NOT_ZERO);
        return sign | (zero ? NOT_NEGATIVE_ZERO : 0);
      }
      case Kind.sub: {
        const up = this.has(a, NOT_NEGATIVE) && this.has(b, NOT_POSITIVE) ? NOT_NEGATIVE : 0;
        const down = this.has(a, NOT_POSITIVE) && this.has(b, NOT_NEGATIVE) ? NOT_POSITIVE : 0;
        const zero = this.has(a, NOT_NEGATIVE_ZERO | NOT_ZERO) || this.has(b, NOT_ZERO);
        return up | down | (zero ? NOT_NEGATIVE_ZERO : 0);
      }
      case Kind.mul:
        return a === b ? NOT_NEGATIVE | NOT_NEGATIVE_ZERO : this.signOfProduct(id);
      case Kind.div:
        // A divisor that may be a zero of the other sign makes an infinity of the other sign.
        return this.has(b, NOT_ZERO) || (this.has(b, NOT_NEGATIVE) && this.has(b, NOT_NEGATIVE_ZERO))
          ? this.signOfProduct(id)
          : 0;
      case Kind.neg:
        return (
          (this.has(a, NOT_NEGATIVE) ? NOT_POSITIVE : 0) |
          (this.has(a, NOT_POSITIVE) ? NOT_NEGATIVE : 0) |
          ((this.flags[a] as number) & (FINITE | NOT_ZERO)) |
          (this.has(a, NOT_ZERO) ? NOT_NEGATIVE_ZERO : 0)
        );
      case Kind.abs:
        return NOT_NEGATIVE | NOT_NEGATIVE_ZERO | ((this.flags[a] as number) & (FINITE | NOT_ZERO));
      case Kind.sqrt:
        return NOT_NEGATIVE | ((this.flags[a] as number) & (FINITE | NOT_ZERO | NOT_NEGATIVE_ZERO));
      case Kind.max:
      case Kind.min:
        return (this.flags[a] as number) & (this.flags[b] as number);
      case Kind.select:
        return (this.flags[b] as number) & (this.flags[g.c[id] as number] as number);
      case Kind.sign:
        return FINITE | ((this.flags[a] as number) & (NOT_NEGATIVE | NOT_POSITIVE | NOT_ZERO | NOT_NEGATIVE_ZERO));
      case Kind.lt:
      case Kind.le:
      case Kind.eq:
        return NOT_NEGATIVE | FINITE | NOT_NEGATIVE_ZERO;
      default:
        return this.flagsOfCall(id);
    }
  }

  private signOfProduct(id: number): number {
    const { g } = this;
    const [a, b] = [g.a[id] as number, g.b[id] as number];
    const like = this.both(id, NOT_NEGATIVE) || this.both(id, NOT_POSITIVE);
    const unlike =
      (this.has(a, NOT_NEGATIVE) && this.has(b, NOT_POSITIVE)) ||
      (this.has(a, NOT_POSITIVE) && this.has(b, NOT_NEGATIVE));
    const positive = this.both(id, NOT_NEGATIVE) && this.both(id, NOT_NEGATIVE_ZERO);
    return (like ? NOT_NEGATIVE : 0) | (unlike ? NOT_POSITIVE : 0) | (positive ? NOT_NEGATIVE_ZERO : 0);
  }

  private flagsOfCall(id: number): number {
    const kind = this.g.kinds[id] as number;
    if (kind < Kind.call) return 0;
    const name = nameInMath(this.g.callee(kind));
    const sign = name === 'exp' || name === 'cosh' ? NOT_NEGATIVE | NOT_NEGATIVE_ZERO : 0;
    return sign | (BOUNDED.has(name) ? FINITE : 0);
  }

  /** True when the node can be NaN though none of its operands is. */
  makesNaN(id: number): boolean {
    const { g } = this;
    const kind = g.kinds[id] as number;
    const [a, b] = [g.a[id] as number, g.b[id] as number];
    switch (kind) {
      case Kind.add:
        return (
          !this.has(a, FINITE) && !this.has(b, FINITE) && !this.both(id, NOT_NEGATIVE) && !this.both(id, NOT_POSITIVE)
        );
      case Kind.sub: {
        const apart =
          (this.has(a, NOT_NEGATIVE) && this.has(b, NOT_POSITIVE)) ||
          (this.has(a, NOT_POSITIVE) && this.has(b, NOT_NEGATIVE));
        return !this.has(a, FINITE) && !this.has(b, FINITE) && !apart;
      }
      case Kind.mul:
        return (
          a !== b && !this.both(id, FINITE) && !this.isOrdinary(a) && !this.isOrdinary(b) && !this.both(id, NOT_ZERO)
        );
      case Kind.div:
        return !this.isOrdinary(a) && !this.isOrdinary(b);
      case Kind.sqrt:
        return !this.has(a, NOT_NEGATIVE);
      default:
        return kind >= Kind.call && this.callMakesNaN(id);
    }
  }

  private isOrdinary(id: number): boolean {
    return this.has(id, FINITE) && this.has(id, NOT_ZERO);
  }

  private callMakesNaN(id: number): boolean {
    const name = nameInMath(this.g.callee(this.g.kinds[id] as number));
    const a = this.g.a[id] as number;
    if (name === 'log') return !this.has(a, NOT_NEGATIVE);
    if (OSCILLATING.has(name)) return !this.has(a, FINITE);
    return !TOTAL.has(name);
  }

  /** True for functions that are NaN for NaN and for infinities, and nowhere else. */
  isNaNWhereNotFinite(id: number): boolean {
    const kind = this.g.kinds[id] as number;
    return kind >= Kind.call && OSCILLATING.has(nameInMath(this.g.callee(kind)));
  }

  /** True when a NaN in operand k makes the node NaN, whatever the others are. */
  passesNaN(id: number, k: number): boolean {
    const kind = this.g.kinds[id] as number;
    if (kind < Kind.call) return kind !== Kind.lt && kind !== Kind.le && kind !== Kind.eq && kind !== Kind.select;
    const name = nameInMath(this.g.callee(kind));
    if (name === 'pow') return k === 1 || (this.g.constantOf(operandOf(this.g, id, 1)) ?? 0) !== 0;
    return name !== '' && name !== 'hypot';
  }
}

/** The name of a function of Math; empty for every other function, of which nothing is known. */
export function nameInMath({ name, value }: Callee): string {
  return (Math as unknown as Record<string, unknown>)[name] === value ? name : '';
}

function ofConstant(x: number): number {
  if (Number.isNaN(x)) return 0;
  return (
    (x >= 0 ? NOT_NEGATIVE : 0) |
    (x <= 0 ? NOT_POSITIVE : 0) |
    (Number.isFinite(x) ? FINITE : 0) |
    (x === 0 ? 0 : NOT_ZERO) |
    (Object.is(x, -0) ? 0 : NOT_NEGATIVE_ZERO)
  );
}
