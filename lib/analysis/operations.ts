/**
 * What operations cost without a clock.
 *
 * Operations are counted exactly, by kind. For bounds that hold for every function the kinds need weights, and memory
 * traffic must count: on arithmetic alone a product of two duals costs 4 times a product. The model is that of Griewank
 * and Walther, Evaluating Derivatives (2008), section 4.3: work = flops + moves, where each elementary operation fetches
 * its operands and stores its result. The flops of an operation are among its facts (scalar/facts.ts).
 */

import type { Facts, Operation } from '../scalar/facts.js';

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
  /** The counts in words. */
  toString(): string;
}

/** What a function costs of which nothing is known. */
const FUNCTION: Facts = { flops: 8 };

/** A running count. */
export class Tally {
  private readonly times: Map<string, number> = new Map();
  private readonly sums = { additions: 0, multiplications: 0, divisions: 0, functions: 0 };
  private total = 0;
  private flops = 0;

  count({ name, facts = FUNCTION }: Operation): void {
    this.times.set(name, (this.times.get(name) ?? 0) + 1);
    this.sums[facts.counts ?? 'functions']++;
    this.flops += facts.flops;
    this.total++;
  }

  /** @param moves - the memory traffic, which the caller knows. */
  counts(moves: number): OperationCounts {
    const { total, flops } = this;
    const byName = Object.fromEntries(this.times);
    return { ...this.sums, total, byName, flops, moves, work: flops + moves, toString: describe };
  }
}

function describe(this: OperationCounts): string {
  const { additions, multiplications, divisions, functions, flops, moves } = this;
  return (
    `${this.total} operations (${additions} additions, ${multiplications} multiplications, ${divisions} divisions, ` +
    `${functions} function calls): ${flops} flops and ${moves} moves, work ${this.work}`
  );
}
