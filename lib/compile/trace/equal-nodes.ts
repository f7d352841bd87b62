/**
 * Equal nodes of a tape, while a program is traced: nodes with equal parents and equal partials hand on the same products.
 *
 * A trace writes each value down once, however often f computes it, but the tape has a node for every time; and each of those
 * sends products of its own down to the inputs, exponentially many where f is recursive (a determinant by minors). With
 * what comes back to equal nodes added up first,
 *
 *     Σ wᵢ·p = (Σ wᵢ)·p,
 *
 * the sweep is as long as the value. That is another order of summation, so it is done only where f repeats much of its
 * work; elsewhere a program has the bits of the function itself.
 */
import type { Choose, EqualNodes, Scalar } from '../../scalar/active.js';
import type { EqualNumbers } from './equal-numbers.js';
import type { SsaGraph } from './graph.js';

const INITIAL = 1024;

/** Numbers of a key: two parents, two partials, the branch. */
const WIDTH = 5;

/** Fewer repeated nodes than these, or than there are different ones, are left as they are: then 4 times holds as it is. */
const FEW = 32;

export class NodesOfTape implements EqualNodes {
  readonly within: EqualNumbers;
  private readonly graph: SsaGraph;
  /** Nodes of the graph that had been found again before. */
  private readonly foundBefore: number;
  /** The first node that is equal to a node, for those that have one before them. */
  private readonly firsts = new Map<number, number>();
  /** Keys of the different nodes, and their nodes. */
  private keys: Int32Array = new Int32Array(WIDTH * INITIAL);
  private nodes: Int32Array = new Int32Array(INITIAL);
  private count = 0;
  /** Open addressing: place in the list + 1, 0 where empty. */
  private table: Int32Array = new Int32Array(16 * INITIAL);

  constructor(identities: EqualNumbers, graph: SsaGraph) {
    this.within = identities;
    this.graph = graph;
    this.foundBefore = graph.found;
  }

  /** What f computes again is found again in the graph: where that is seldom no table of its nodes is made. */
  mayRepeat(count: number): boolean {
    const found = this.graph.found - this.foundBefore;
    return found > FEW && 2 * found > count;
  }

  /** True where f repeats so much that equal nodes are to be taken together. */
  get isWorthwhile(): boolean {
    return this.firsts.size > Math.max(FEW, this.count);
  }

  /** The first node that is equal to this one. */
  of(node: number): number {
    return this.firsts.get(node) ?? node;
  }

  add(
    node: number,
    parent1: number,
    partial1: Scalar | Choose,
    parent2: number,
    partial2: Scalar,
    branch: number,
  ): void {
    const { within: identities } = this;
    this.find(
      node,
      parent1,
      typeof partial1 === 'function' ? identities.ofChoice(partial1) : identities.of(partial1),
      parent2,
      identities.of(partial2),
      branch,
    );
  }

  private find(node: number, a: number, p: number, b: number, q: number, branch: number): void {
    const { keys, table } = this;
    const mask = table.length - 1;
    let place = hash(a, p, b, q, branch) & mask;
    for (; table[place] !== 0; place = (place + 1) & mask) {
      const at = WIDTH * (table[place] - 1);
      const isEqual =
        keys[at] === a && keys[at + 1] === p && keys[at + 2] === b && keys[at + 3] === q && keys[at + 4] === branch;
      if (!isEqual) continue;
      this.firsts.set(node, this.nodes[table[place] - 1]);
      return;
    }
    this.append(node, a, p, b, q, branch);
    table[place] = this.count;
    if (2 * this.count > table.length) this.rehash();
  }

  private append(node: number, a: number, p: number, b: number, q: number, branch: number): void {
    const i = this.count++;
    if (i === this.nodes.length) {
      this.nodes = longer(this.nodes);
      this.keys = longer(this.keys);
    }
    const { keys } = this;
    const at = WIDTH * i;
    this.nodes[i] = node;
    keys[at] = a;
    keys[at + 1] = p;
    keys[at + 2] = b;
    keys[at + 3] = q;
    keys[at + 4] = branch;
  }

  private rehash(): void {
    const { keys } = this;
    const table = new Int32Array(4 * this.table.length);
    const mask = table.length - 1;
    for (let i = 0; i < this.count; i++) {
      const at = WIDTH * i;
      let place = hash(keys[at], keys[at + 1], keys[at + 2], keys[at + 3], keys[at + 4]) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = i + 1;
    }
    this.table = table;
  }
}

function longer(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(4 * from.length);
  to.set(from);
  return to;
}

function hash(a: number, p: number, b: number, q: number, branch: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(p + 0x7f4a7c15, 0x85ebca6b) ^ Math.imul(b + 0x165667b1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(q + branch, 0x27d4eb2f), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
