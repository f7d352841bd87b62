/**
 * The tape: f as the list of elementary functions it was made of, in the order of evaluation.
 *
 *     x_i = g_i(x_Pa(i))                          (5.142): node i was computed from its parents Pa(i)
 *     ∂f/∂x_i = Σ over children j of ∂f/∂x_j · ∂g_j/∂x_i     (5.144)
 *
 * Each node keeps its parents (two at most) and the local partials ∂g_i/∂x_parent; the children of a node come after it, so
 * one walk from the last node to the first hands every cotangent on once it is complete. Nothing is recursive.
 *
 * Everything is in typed arrays, 24 bytes a node. Partials that are not plain numbers (a driver inside another one) go to
 * an array beside them. The memory goes back to a pool when the driver call ends.
 */
import { join, type Scalar } from '../scalar/active.js';
import { add } from '../scalar/arithmetic.js';
import { plus, scale } from '../scalar/parts.js';

/** Parent index of an absent parent. */
const NONE = -1;
/** In the place of the second parent: the node is the end of a branch, and what goes back through it is joined too. */
const BRANCH = -2;

const INITIAL_CAPACITY = 1024;

export class Tape {
  /** Number of nodes. */
  size = 0;
  /** True when f met a kink on a side that only numbers with all their derivatives can tell. */
  metKink = false;
  /** Parents of node i: parents[2i] and parents[2i+1]. */
  private parents: Int32Array = new Int32Array(2 * INITIAL_CAPACITY);
  /** Partials of node i by each parent. */
  private partials: Float64Array = new Float64Array(2 * INITIAL_CAPACITY);
  private capacity: number = INITIAL_CAPACITY;
  /** Partials that are not plain numbers, at the same places. */
  private general: Scalar[] | undefined = undefined;
  private cotangents: Float64Array = new Float64Array(0);

  /** Makes the first n nodes inputs, which have no parents: nothing of them is written down. */
  inputs(n: number): void {
    while (this.capacity < n) this.grow();
    this.size = n;
  }

  /** A node with one parent. */
  node1(parent: number, partial: number): number {
    const i = this.size;
    if (i === this.capacity) this.grow();
    const at = 2 * i;
    this.parents[at] = parent;
    this.partials[at] = partial;
    this.parents[at + 1] = NONE;
    this.size = i + 1;
    return i;
  }

  /** A node with two parents. */
  node2(parent1: number, partial1: number, parent2: number, partial2: number): number {
    const i = this.size;
    if (i === this.capacity) this.grow();
    const at = 2 * i;
    this.parents[at] = parent1;
    this.partials[at] = partial1;
    this.parents[at + 1] = parent2;
    this.partials[at + 1] = partial2;
    this.size = i + 1;
    return i;
  }

  /** The end of a branch: a node that is its parent. */
  joined(parent: number): number {
    return this.node2(parent, 1, BRANCH, 0);
  }

  /** A node whose partials may be any Scalars. */
  node(parent1: number, partial1: Scalar, parent2: number, partial2: Scalar): number {
    if (typeof partial1 === 'number' && typeof partial2 === 'number')
      return this.node2(parent1, partial1, parent2, partial2);
    const i = this.node2(parent1, 0, parent2, 0);
    this.general ??= [];
    this.general[2 * i] = partial1;
    this.general[2 * i + 1] = partial2;
    return i;
  }

  private grow(): void {
    this.capacity *= 2;
    const parents = new Int32Array(2 * this.capacity);
    parents.set(this.parents);
    this.parents = parents;
    const partials = new Float64Array(2 * this.capacity);
    partials.set(this.partials);
    this.partials = partials;
  }

  /** Cotangents of the first n nodes, the inputs, for the cotangent 1 of one node; -1 stands for a constant. */
  row(node: number, n: number): Scalar[] {
    if (this.general !== undefined) return this.sweepScalars([node], [1], n);
    const bar = this.cleared(node + 1);
    if (node >= 0) bar[node] = 1;
    return this.sweepNumbers(bar, node, n) ?? this.sweepScalars([node], [1], n);
  }

  /** The same for given cotangents of several nodes. */
  sweep(nodes: readonly number[], cotangents: readonly Scalar[], n: number): Scalar[] {
    const plain = this.general === undefined && cotangents.every((cotangent) => typeof cotangent === 'number');
    if (!plain) return this.sweepScalars(nodes, cotangents, n);
    const last = nodes.reduce((a, b) => Math.max(a, b), -1);
    const bar = this.cleared(last + 1);
    nodes.forEach((node, i) => {
      if (node >= 0) bar[node] = (bar[node] as number) + (cotangents[i] as number);
    });
    return this.sweepNumbers(bar, last, n) ?? this.sweepScalars(nodes, cotangents, n);
  }

  /** Cotangents that are 0 for the first nodes: those after the last one that is asked for have no part in a sweep. */
  private cleared(count: number): Float64Array {
    if (this.cotangents.length < count) this.cotangents = new Float64Array(this.capacity);
    return this.cotangents.fill(0, 0, count);
  }

  /**
   * The sweep without strong zeros, or undefined where one may have been missed. A product that is NaN is handed on from
   * node to node down to an input, as NaN takes part in every sum and product: so it is enough to look at the inputs.
   */
  private sweepNumbers(bar: Float64Array, last: number, n: number): number[] | undefined {
    const { parents, partials } = this;
    for (let i = last; i >= n; i--) {
      const w = bar[i] as number;
      if (w === 0) continue;
      const at = 2 * i;
      const a = parents[at] as number;
      if (a >= 0) bar[a] = (bar[a] as number) + w * (partials[at] as number);
      const b = parents[at + 1] as number;
      if (b >= 0) bar[b] = (bar[b] as number) + w * (partials[at + 1] as number);
    }
    const inputs: number[] = [];
    for (let i = 0; i < n; i++) {
      // + 0: a derivative has no negative zero. The last node may be an input.
      const cotangent = i <= last ? (bar[i] as number) + 0 : 0;
      if (cotangent !== cotangent) return undefined;
      inputs.push(cotangent);
    }
    return inputs;
  }
  private sweepScalars(nodes: readonly number[], cotangents: readonly Scalar[], n: number): Scalar[] {
    const { size, parents, partials, general = [] } = this;
    const bar: Scalar[] = new Array(size).fill(0);
    nodes.forEach((node, i) => {
      if (node >= 0) bar[node] = plus(bar[node] as Scalar, cotangents[i] as Scalar);
    });
    for (let i = size - 1; i >= n; i--) {
      const w = bar[i] as Scalar;
      if (w === 0) continue;
      const isBranch = parents[2 * i + 1] === BRANCH;
      for (let at = 2 * i; at < 2 * i + 2; at++) {
        const parent = parents[at] as number;
        if (parent < 0) continue;
        const part = isBranch ? join(w) : scale(general[at] ?? (partials[at] as number), w);
        bar[parent] = plus(bar[parent] as Scalar, part);
      }
    }
    return bar.slice(0, n).map((cotangent) => add(cotangent, 0));
  }

  private reset(): void {
    this.size = 0;
    this.metKink = false;
    this.general = undefined;
  }

  /** A tape from the pool, or a new one. */
  static take(): Tape {
    return pool.pop() ?? new Tape();
  }

  /** Puts a tape back when nothing points into it any more. */
  release(): void {
    this.reset();
    if (pool.length < MOST_IN_POOL) pool.push(this);
  }
}

/** Tapes waiting for the next call: one for each depth of nesting, but not without end. */
const pool: Tape[] = [];
const MOST_IN_POOL = 4;
