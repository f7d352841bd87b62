/**
 * What operations cost without a clock.
 *
 * Operations are counted exactly, by kind. For bounds that hold for every function the kinds need weights, and memory
 * traffic must count: on arithmetic alone a product of two duals costs 4 times a product. The model is that of Griewank
 * and Walther, Evaluating Derivatives (2008), section 4.3: work = flops + moves, where each elementary operation fetches
 * its operands and stores its result. The flops of an operation are those of McMahon's Livermore kernels (1986).
 */

/** Operations by kind, and their weighted sum. */
export interface OperationCounts {
  /** add, sub, neg. Adding the plain number 0 is not counted. */
  readonly additions: number;
  /** mul, square. */
  readonly multiplications: number;
  /** div, reciprocal. */
  readonly divisions: number;
  /** Everything else: sqrt, exp, sin ... */
  readonly functions: number;
  /** The sum of the four. */
  readonly total: number;
  /** Operations by the name of the operator. */
  readonly byName: Readonly<Record<string, number>>;
  /** 1 for an addition or multiplication, 4 for a division or a square root, 8 for another function. */
  readonly flops: number;
  /** Numbers fetched from memory and stored to it. */
  readonly moves: number;
  /** flops + moves. */
  readonly work: number;
  toString(): string;
}

type Kind = 'additions' | 'multiplications' | 'divisions' | 'functions';

const KINDS: Readonly<Record<string, Kind>> = {
  add: 'additions',
  sub: 'additions',
  neg: 'additions',
  mul: 'multiplications',
  square: 'multiplications',
  div: 'divisions',
  reciprocal: 'divisions',
};

const FLOPS: Readonly<Record<Kind, number>> = { additions: 1, multiplications: 1, divisions: 4, functions: 8 };

/** Functions that are cheaper than exp and sin. */
const CHEAP: Readonly<Record<string, number>> = {
  sqrt: 4,
  abs: 1,
  sign: 1,
  floor: 1,
  ceil: 1,
  round: 1,
  trunc: 1,
  max: 1,
  mod: 4,
};

function kindOf(name: string): Kind {
  return KINDS[name] ?? 'functions';
}

/** A running count. */
export class Tally {
  readonly byName: Map<string, number> = new Map();

  count(name: string): void {
    this.byName.set(name, (this.byName.get(name) ?? 0) + 1);
  }

  /** @param moves - the memory traffic, which the caller knows. */
  counts(moves: number): OperationCounts {
    const sums = { additions: 0, multiplications: 0, divisions: 0, functions: 0 };
    let total = 0;
    let flops = 0;
    for (const [name, times] of this.byName) {
      const kind = kindOf(name);
      sums[kind] += times;
      total += times;
      flops += times * (CHEAP[name] ?? FLOPS[kind]);
    }
    const byName = Object.fromEntries(this.byName);
    return { ...sums, total, byName, flops, moves, work: flops + moves, toString: describe };
  }
}

function describe(this: OperationCounts): string {
  const { additions, multiplications, divisions, functions, flops, moves } = this;
  return (
    `${this.total} operations (${additions} additions, ${multiplications} multiplications, ${divisions} divisions, ` +
    `${functions} function calls): ${flops} flops and ${moves} moves, work ${this.work}`
  );
}
