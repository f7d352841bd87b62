/**
 * Sets of inputs, which share what they have in common and never change.
 *
 * Small sets are sorted lists in one array. A larger union is only noted, as a pair of sets, and is written out when the pair
 * stands for many times more items than are known to be different: so a sum of n terms takes time in proportion to n, and
 * never more than a few times the room of the set that it is.
 */
import { IntList } from './int-list.js';

/** The set of no inputs. */
export const EMPTY = -1;

/** Unions up to this size are written out at once. */
const SMALL = 32;

/** A pair may stand for so many times its known size, and some more. */
const SLACK = 4;

export class IndexSets {
  readonly universe: number;
  /** Items of written sets, one set behind the other. */
  private readonly items: IntList = new IntList();
  /** Of a written set where it starts, of a pair the one set. */
  private readonly first: IntList = new IntList();
  /** Of a written set its size as -1 - size, of a pair the other set. */
  private readonly second: IntList = new IntList();
  /** Numbers of items met on a walk through the set, and of different ones at least. */
  private readonly weights: IntList = new IntList();
  private readonly least: IntList = new IntList();
  /** The walk on which each input was met last. */
  private readonly met: Int32Array;
  private walk = 0;
  private readonly stack: number[] = [];

  /** @param universe - the number of inputs: set j, for j below, holds input j alone. */
  constructor(universe: number) {
    this.universe = universe;
    this.met = new Int32Array(universe);
  }

  /** Sets made so far; their numbers are below. */
  get count(): number {
    return this.universe + this.first.length;
  }

  union(a: number, b: number): number {
    if (a === b || b === EMPTY) return a;
    if (a === EMPTY) return b;
    if (this.isWhole(a)) return a;
    if (this.isWhole(b)) return b;
    const [sizeA, sizeB] = [this.sizeOf(a), this.sizeOf(b)];
    if (sizeA >= 0 && sizeB >= 0) {
      if (sizeA + sizeB <= SMALL) return this.merged(a, b);
      if (sizeB <= SMALL && this.contains(a, b)) return a;
      if (sizeA <= SMALL && this.contains(b, a)) return b;
    }
    return this.pair(a, b);
  }

  /** Hands the items of a set on, each once. */
  forEach(set: number, use: (input: number) => void): void {
    this.walk++;
    this.add(set, use);
  }

  /** Starts a union of sets that is handed on and not kept: see `add`. */
  begin(): void {
    this.walk++;
  }

  /** Hands the items on that have not been met since `begin`. */
  add(set: number, use: (input: number) => void): void {
    const { met, walk, stack, universe, items } = this;
    stack.push(set);
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (top < universe) {
        if (met[top] !== walk) {
          met[top] = walk;
          use(top);
        }
        continue;
      }
      const first = this.first.at(top - universe);
      const second = this.second.at(top - universe);
      if (second >= 0) {
        stack.push(second, first);
        continue;
      }
      const end = first - 1 - second;
      for (let k = first; k < end; k++) {
        const item = items.at(k);
        if (met[item] === walk) continue;
        met[item] = walk;
        use(item);
      }
    }
  }

  /** The size of a written set, -1 for a pair. */
  private sizeOf(set: number): number {
    return set < this.universe ? 1 : -1 - Math.min(0, this.second.at(set - this.universe));
  }

  private isWhole(set: number): boolean {
    return this.sizeOf(set) === this.universe;
  }

  private itemOf(set: number, k: number): number {
    return set < this.universe ? set : this.items.at(this.first.at(set - this.universe) + k);
  }

  /** True when a written set holds all of a small one. */
  private contains(set: number, small: number): boolean {
    const size = this.sizeOf(small);
    for (let k = 0; k < size; k++) if (!this.has(set, this.itemOf(small, k))) return false;
    return true;
  }

  private has(set: number, item: number): boolean {
    let [low, high] = [0, this.sizeOf(set)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.itemOf(set, middle) < item) low = middle + 1;
      else high = middle;
    }
    return low < this.sizeOf(set) && this.itemOf(set, low) === item;
  }

  /** Two small sets; one of them where it holds the other. */
  private merged(a: number, b: number): number {
    const [sizeA, sizeB] = [this.sizeOf(a), this.sizeOf(b)];
    const start = this.items.length;
    let [i, j] = [0, 0];
    while (i < sizeA || j < sizeB) {
      const x = i < sizeA ? this.itemOf(a, i) : this.universe;
      const y = j < sizeB ? this.itemOf(b, j) : this.universe;
      if (x <= y) i++;
      if (y <= x) j++;
      this.items.push(Math.min(x, y));
    }
    const size = this.items.length - start;
    if (size === sizeA || size === sizeB) {
      this.items.length = start;
      return size === sizeA ? a : b;
    }
    return this.written(start);
  }

  private written(start: number): number {
    const size = this.items.length - start;
    return this.made(start, -1 - size, size, size);
  }

  private pair(a: number, b: number): number {
    const weight = this.weightOf(a) + this.weightOf(b);
    const least = Math.max(this.leastOf(a), this.leastOf(b));
    const set = this.made(a, b, weight, least);
    return weight > SLACK * (least + SMALL) ? this.writtenOut(set) : set;
  }

  private writtenOut(set: number): number {
    const start = this.items.length;
    this.forEach(set, (item) => this.items.push(item));
    this.items.part(start, this.items.length).sort();
    return this.written(start);
  }

  private made(first: number, second: number, weight: number, least: number): number {
    this.first.push(first);
    this.second.push(second);
    this.weights.push(weight);
    this.least.push(least);
    return this.count - 1;
  }

  private weightOf(set: number): number {
    return set < this.universe ? 1 : this.weights.at(set - this.universe);
  }

  private leastOf(set: number): number {
    return set < this.universe ? 1 : this.least.at(set - this.universe);
  }
}
