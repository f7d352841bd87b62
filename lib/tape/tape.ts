/**
 * The tape: f as the list of elementary functions it was made of, in the order of evaluation.
 *
 *     x_i = g_i(x_Pa(i))                          (5.142): node i was computed from its parents Pa(i)
 *     ∂f/∂x_i = Σ over children j of ∂f/∂x_j · ∂g_j/∂x_i     (5.144)
 *
 * Each node keeps its parents (two at most) and the local partials ∂g_i/∂x_parent; the children of a node come after it, so
 * one walk from the last node to the first hands every cotangent on once it is complete. Nothing is recursive. A quotient
 * divides the cotangent instead of multiplying it by 1/b, which may have left the range.
 *
 * Everything is in typed arrays, 24 bytes a node. Partials that are not plain numbers (a driver inside another one) go to
 * an array beside them. The memory goes back to a pool when the driver call ends.
 */
import { type Choose, type EqualNodes, join, type Scalar } from '../scalar/active.js';
import { add, quotient } from '../scalar/arithmetic.js';
import { type Content, less, plus, times, timesOver } from '../scalar/parts.js';

/** Parent index of an absent parent. */
const NONE = -1;
/** In the place of the second parent: the node is the end of a branch, and what goes back through it is joined too. */
const BRANCH = -2;
/** In the place of the second parent: the partials are a factor and a divisor, see `Ratio`. */
const RATIO = -3;
/** From here down, in the place of the second parent y: the node is x/y, y is QUOTIENT minus it. */
const QUOTIENT = -4;

const INITIAL_CAPACITY = 1024;

export class Tape {
  /** Number of nodes. */
  size = 0;
  private firstNode = 0;
  /** Nodes that came out of a tie, and of how many arguments. */
  private ties: { readonly node: number; readonly width: number }[] = [];
  /** True when a partial is not finite: then a cotangent that is 0 is not the same as one that is absent. */
  private isExtreme = false;
  /** Parents of node i: parents[2i] and parents[2i+1]. */
  private parents: Int32Array = new Int32Array(2 * INITIAL_CAPACITY);
  /** Partials of node i by each parent. */
  private partials: Float64Array = new Float64Array(2 * INITIAL_CAPACITY);
  private capacity: number = INITIAL_CAPACITY;
  /** Partials that are not plain numbers, at the same places. */
  private general: (Scalar | Choose)[] | undefined = undefined;
  private cotangents: Float64Array = new Float64Array(0);
  /** Functions of many numbers with a rule of their own, in the order of their nodes. */
  private blocks: TapeBlock[] = [];
  /** In a program that is traced: which nodes are equal. */
  private sharing: EqualNodes | undefined = undefined;

  /** From now on equal nodes are known: of a program that is traced. */
  share(nodes: EqualNodes): void {
    this.sharing = nodes;
  }

  /** Makes the first n nodes inputs, which have no parents: nothing of them is written down. */
  inputs(n: number): void {
    while (this.capacity < n) this.grow();
    this.size = n;
    this.firstNode = n;
  }

  /** A node with one parent. */
  node1(parent: number, partial: number): number {
    return this.write(parent, partial, NONE, 0);
  }

  /** A node with two parents. */
  node2(parent1: number, partial1: number, parent2: number, partial2: number): number {
    return this.write(parent1, partial1, parent2, partial2);
  }

  private write(parent1: number, partial1: number, parent2: number, partial2: number): number {
    const i = this.size;
    if (i === this.capacity) this.grow();
    const at = 2 * i;
    this.parents[at] = parent1;
    this.partials[at] = partial1;
    this.parents[at + 1] = parent2;
    this.partials[at + 1] = partial2;
    this.size = i + 1;
    // NaN unless both are finite.
    if ((partial1 - partial1) * (partial2 - partial2) !== 0) this.isExtreme = true;
    return i;
  }

  /** A node with the slope factor/divisor. */
  ratio(parent: number, factor: number, divisor: number): number {
    if (divisor === 0) this.isExtreme = true;
    return this.write(parent, factor, RATIO, divisor);
  }

  /** The node q = x/y, given the value b of y. */
  quotient(x: number, y: number, b: number, q: number): number {
    if (b === 0) this.isExtreme = true;
    return this.write(x, b, QUOTIENT - y, q);
  }

  /** The end of a branch: a node that is its parent. */
  joined(parent: number): number {
    const i = this.write(parent, 1, BRANCH, 0);
    this.sharing?.add(i, parent, 1, BRANCH, 0);
    return i;
  }

  /** A node whose partials may be any Scalars. */
  node(parent1: number, partial1: Scalar, parent2: number, partial2: Scalar): number {
    return this.any(parent1, partial1, parent2, partial2);
  }

  /** The same for a factor and a divisor. */
  ratioOf(parent: number, factor: Scalar, divisor: Scalar): number {
    return this.any(parent, factor, RATIO, divisor);
  }

  /** The same for x/y. */
  quotientOf(x: number, y: number, b: Scalar, q: Scalar): number {
    return this.any(x, b, QUOTIENT - y, q);
  }

  /** One of two nodes, or of a node and a constant (-1). */
  choice(parent1: number, parent2: number, choose: Choose): number {
    const i = this.write(parent1, 0, parent2, 0);
    this.general ??= [];
    this.general[2 * i] = choose;
    this.sharing?.add(i, parent1, choose, parent2, 0);
    return i;
  }

  /** So many nodes that a function of many numbers gives; the first of them. The others follow. */
  block(inputs: readonly number[], count: number, pull: TapeBlock['pull']): number {
    const first = this.size;
    for (let i = 0; i < count; i++) this.write(NONE, 0, NONE, 0);
    this.general ??= [];
    this.blocks.push({ first, count, inputs, pull });
    return first;
  }

  private any(parent1: number, partial1: Scalar, parent2: number, partial2: Scalar): number {
    const i = this.writeAny(parent1, partial1, parent2, partial2);
    const { sharing } = this;
    if (sharing !== undefined) {
      const second = parent2 <= QUOTIENT ? QUOTIENT - sharing.of(QUOTIENT - parent2) : parent2;
      sharing.add(i, parent1, partial1, second, partial2);
    }
    return i;
  }

  private writeAny(parent1: number, partial1: Scalar, parent2: number, partial2: Scalar): number {
    if (typeof partial1 === 'number' && typeof partial2 === 'number') {
      if (parent2 === RATIO) return this.ratio(parent1, partial1, partial2);
      return parent2 <= QUOTIENT
        ? this.quotient(parent1, QUOTIENT - parent2, partial1, partial2)
        : this.write(parent1, partial1, parent2, partial2);
    }
    const i = this.write(parent1, 0, parent2, 0);
    this.general ??= [];
    this.general[2 * i] = partial1;
    this.general[2 * i + 1] = partial2;
    return i;
  }

  /** Takes note of a node that came out of a tie. */
  tie(node: number, width: number): void {
    this.ties.push({ node, width });
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
    if (this.general !== undefined || this.isExtreme) return this.sweepScalars([node], [1], n);
    const bar = this.cleared(node + 1);
    if (node >= 0) bar[node] = 1;
    return this.sweepNumbers(bar, node, n);
  }

  /** The same for given cotangents of several nodes. */
  sweep(nodes: readonly number[], cotangents: readonly Scalar[], n: number): Scalar[] {
    const isPlain = cotangents.every((cotangent) => typeof cotangent === 'number' && cotangent - cotangent === 0);
    if (this.general !== undefined || this.isExtreme || !isPlain) return this.sweepScalars(nodes, cotangents, n);
    const last = nodes.reduce((a, b) => Math.max(a, b), -1);
    const bar = this.cleared(last + 1);
    nodes.forEach((node, i) => {
      if (node >= 0) bar[node] = bar[node] + (cotangents[i] as number);
    });
    return this.sweepNumbers(bar, last, n);
  }

  /** Cotangents that are 0 for the first nodes: those after the last one that is asked for have no part in a sweep. */
  private cleared(count: number): Float64Array {
    if (this.cotangents.length < count) this.cotangents = new Float64Array(this.capacity);
    return this.cotangents.fill(0, 0, count);
  }

  /** The sweep where all partials are finite: a node whose cotangent is 0 hands nothing on. */
  private sweepNumbers(bar: Float64Array, last: number, n: number): number[] {
    const { parents, partials } = this;
    for (let i = last; i >= n; i--) {
      const w = bar[i];
      if (w === 0) continue;
      const at = 2 * i;
      const a = parents[at];
      const b = parents[at + 1];
      if (b < BRANCH) {
        if (b === RATIO) {
          bar[a] = bar[a] + partials[at] * (w / partials[at + 1]);
        } else {
          const r = w / partials[at];
          bar[a] = bar[a] + r;
          bar[QUOTIENT - b] = bar[QUOTIENT - b] - partials[at + 1] * r;
        }
        continue;
      }
      if (a >= 0) bar[a] = bar[a] + w * partials[at];
      if (b >= 0) bar[b] = bar[b] + w * partials[at + 1];
    }
    const inputs: number[] = [];
    // + 0: a derivative has no negative zero. The last node may be an input.
    for (let i = 0; i < n; i++) inputs.push(i <= last ? bar[i] + 0 : 0);
    return inputs;
  }

  /** The sweep for all Scalars. A node from which no output is reached has no cotangent, not the cotangent 0. */
  private sweepScalars(nodes: readonly number[], cotangents: readonly Scalar[], n: number): Scalar[] {
    const { size, partials, general = [] } = this;
    const sharing = this.sharing?.isWorthwhile === true ? this.sharing : undefined;
    const parents = sharing === undefined ? this.parents : this.firstParents(sharing, n);
    const bar: Content[] = new Array(size).fill(null);
    nodes.forEach((node, i) => {
      if (node < 0) return;
      const first = sharing?.of(node) ?? node;
      bar[first] = plus(bar[first], cotangents[i]);
    });
    let next = this.blocks.length - 1;
    for (let i = size - 1; i >= n; i--) {
      if (i === this.blocks[next]?.first) {
        pullThrough(this.blocks[next--], bar, sharing);
        continue;
      }
      const w = bar[i];
      if (w === null) continue;
      const at = 2 * i;
      const [a, b] = [parents[at], parents[at + 1]];
      const first = general[at] ?? partials[at];
      if (typeof first === 'function') {
        if (a >= 0) bar[a] = plus(bar[a], first(join(w), null));
        if (b >= 0) bar[b] = plus(bar[b], first(null, join(w)));
        continue;
      }
      const second = (general[at + 1] ?? partials[at + 1]) as Scalar;
      if (b === BRANCH) bar[a] = plus(bar[a], join(w));
      else if (b === RATIO) bar[a] = plus(bar[a], second === 1 ? times(first, w) : timesOver(first, w, second));
      else if (b <= QUOTIENT) {
        bar[a] = plus(bar[a], quotient(w, first));
        bar[QUOTIENT - b] = less(bar[QUOTIENT - b], timesOver(second, w, first));
      } else {
        if (a >= 0) bar[a] = plus(bar[a], times(first, w));
        if (b >= 0) bar[b] = plus(bar[b], times(second, w));
      }
    }
    return bar.slice(0, n).map((cotangent) => add(cotangent ?? 0, 0));
  }

  /** The parents, with the first of equal nodes in the place of each: no cotangent reaches the others. */
  private firstParents(sharing: EqualNodes, n: number): Int32Array {
    const first = (parent: number): number => {
      if (parent > QUOTIENT) return parent < 0 ? parent : sharing.of(parent);
      return QUOTIENT - sharing.of(QUOTIENT - parent);
    };
    const parents = this.parents.slice(0, 2 * this.size);
    for (let at = 2 * n; at < parents.length; at++) parents[at] = first(parents[at]);
    return parents;
  }

  /**
   * For each node, whether its slopes at ties may be wrong: a tie was met in an argument that had itself been through a
   * tie, or a tie of three arguments and another one. One pass over the nodes, and none where there are not two ties.
   */
  distrusted(nodes: readonly number[]): boolean[] {
    if (this.ties.length < 2) return nodes.map(() => false);
    const { size, parents } = this;
    const flags = new Uint8Array(size);
    /** The tie that a node has been through, MANY for two and more. */
    const through = new Int32Array(size);
    const next = this.ties[Symbol.iterator]();
    let tie = next.next().value;
    const inputsOf = this.blockInputs();
    for (let i = 0; i < size; i++) {
      // Inputs have no parents.
      const a = i < this.firstNode ? NONE : parents[2 * i];
      const second = i < this.firstNode ? NONE : parents[2 * i + 1];
      const b = second <= QUOTIENT ? QUOTIENT - second : second;
      for (const parent of inputsOf.get(i) ?? [a, b]) {
        if (parent < 0) continue;
        flags[i] = flags[i] | flags[parent];
        const other = through[parent];
        if (other === 0) continue;
        const own = through[i];
        through[i] = own === 0 || own === other ? other : MANY;
      }
      if (tie?.node !== i) continue;
      if (through[i] !== 0) flags[i] = flags[i] | FED;
      if (tie.width > 2) flags[i] = flags[i] | WIDE;
      through[i] = through[i] === 0 ? i + 1 : MANY;
      tie = next.next().value;
    }
    return nodes.map((node) => {
      if (node < 0) return false;
      const flag = flags[node];
      return (flag & FED) !== 0 || ((flag & WIDE) !== 0 && through[node] === MANY);
    });
  }

  /** What the nodes of blocks were computed from. */
  private blockInputs(): Map<number, readonly number[]> {
    const inputs = new Map<number, readonly number[]>();
    for (const block of this.blocks) {
      for (let i = 0; i < block.count; i++) inputs.set(block.first + i, block.inputs);
    }
    return inputs;
  }

  private reset(): void {
    this.size = 0;
    this.ties = [];
    this.isExtreme = false;
    this.general = undefined;
    this.blocks = [];
    this.sharing = undefined;
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

/** A function of many numbers: `count` nodes from `first` on. */
interface TapeBlock {
  readonly first: number;
  readonly count: number;
  /** The nodes of its inputs, -1 for constants. */
  readonly inputs: readonly number[];
  /** The cotangents of the inputs for those of the nodes. */
  readonly pull: (w: readonly Content[]) => readonly Content[];
}

/** The first node of a block has all cotangents of the others when the sweep is there. */
function pullThrough({ first, count, inputs, pull }: TapeBlock, bar: Content[], sharing: EqualNodes | undefined): void {
  const w = bar.slice(first, first + count);
  if (w.every((cotangent) => cotangent === null)) return;
  pull(w).forEach((cotangent, k) => {
    const input = inputs[k];
    if (input < 0) return;
    const place = sharing?.of(input) ?? input;
    bar[place] = plus(bar[place], cotangent);
  });
}

const FED = 1;
const WIDE = 2;
const MANY = -1;

/** Tapes waiting for the next call: one for each depth of nesting, but not without end. */
const pool: Tape[] = [];
const MOST_IN_POOL = 4;
