/**
 * Which numbers of a trace are equal: each gets a number, and equal ones the same.
 *
 * Expressions are equal where their nodes are; dual numbers and variables where their parts are. What is there in one branch
 * only, and other kinds of numbers, are equal to themselves alone.
 */
import type { Choose, Scalar } from '../../scalar/active.js';
import { Expression } from './expression.js';

/** What of a number with parts tells it apart from others of its level. */
interface Parts {
  readonly primal: Scalar;
  readonly tangent?: Scalar;
  readonly index?: number;
}

export class EqualNumbers {
  /** The branch that is being written down: 0 outside of all. */
  branch = 0;
  private count = 0;
  private readonly numbers = new Map<number, number>();
  private negativeZero: number | undefined;
  private readonly structures = new Map<string, number>();
  private readonly objects = new WeakMap<object, number>();
  private readonly branches = new Map<string, number>();

  of(x: Scalar): number {
    if (typeof x === 'number') return this.ofNumber(x);
    // Nodes have the even numbers, all else the odd ones.
    if (x instanceof Expression) return x.isMasked ? this.ofObject(x) : 2 * x.index;
    const { kind, level } = x;
    if (kind !== 'Dual' && kind !== 'Variable') return this.ofObject(x);
    const { primal, tangent = 0, index = 0 }: Parts = x;
    const key = `${kind} ${level.id} ${this.of(primal)} ${this.of(tangent)} ${index}`;
    let id = this.structures.get(key);
    if (id === undefined) {
      id = this.fresh();
      this.structures.set(key, id);
    }
    return id;
  }

  ofChoice(choose: Choose): number {
    return this.ofObject(choose);
  }

  /** Enters a side of a branch; returns the branch that was before. */
  enter(condition: number, side: 0 | 1): number {
    const before = this.branch;
    const key = `${before} ${condition} ${side}`;
    this.branch = this.branches.get(key) ?? this.branches.size + 1;
    this.branches.set(key, this.branch);
    return before;
  }

  private fresh(): number {
    return 2 * this.count++ + 1;
  }

  private ofNumber(x: number): number {
    if (Object.is(x, -0)) {
      this.negativeZero ??= this.fresh();
      return this.negativeZero;
    }
    let id = this.numbers.get(x);
    if (id === undefined) {
      id = this.fresh();
      this.numbers.set(x, id);
    }
    return id;
  }

  private ofObject(x: object): number {
    let id = this.objects.get(x);
    if (id === undefined) {
      id = this.fresh();
      this.objects.set(x, id);
    }
    return id;
  }
}
