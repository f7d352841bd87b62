/**
 * The tape: f as the list of elementary functions it was made of, in the order of evaluation.
 *
 *     x_i = g_i(x_Pa(i))                          (5.142): node i was computed from its parents Pa(i)
 *     ∂f/∂x_i = Σ over children j of ∂f/∂x_j · ∂g_j/∂x_i     (5.144)
 *
 * Each node keeps its parents (two at most) and the local partials ∂g_i/∂x_parent (records.ts); the children of a node come after
 * it, so one walk from the last node to the first (sweeps.ts) is enough. Partials are plain numbers, or any Scalars for a driver
 * inside another one. The memory goes back to a pool when the driver call ends; of a long recording none is kept.
 */
import type { Choose, EqualNodes, Scalar } from '../scalar/active.js';
import { fedNodes, type Tie } from './fed-ties.js';
import { type Limit, UNLIMITED } from './limit.js';
import { Records } from './records.js';
import { type BranchOfNodes, type SharedNodes, sharedNodes } from './shared-nodes.js';
import { derivativesOf, sweepNumbers, sweepScalars } from './sweeps.js';

/** Cotangents that are kept from one sweep to the next. */
const KEPT = 1 << 15;

export class Tape extends Records {
  /** Nodes that came out of a tie. */
  private ties: Tie[] = [];
  private cotangents: Float64Array = new Float64Array(0);
  /** In a program that is traced: which nodes are equal. */
  private sharing: EqualNodes | undefined = undefined;
  private branches: BranchOfNodes[] = [];
  /** What a sweep of so many nodes knows of equal ones. */
  private shared: SharedNodes | undefined = undefined;

  /** From now on equal nodes can be known: of a program that is traced. */
  share(nodes: EqualNodes): void {
    this.sharing = nodes;
  }

  get isShared(): boolean {
    return this.sharing !== undefined;
  }

  override joined(x: number): number {
    return this.inBranch(super.joined(x));
  }

  override node(parent1: number, partial1: Scalar, parent2: number, partial2: Scalar): number {
    return this.inBranch(super.node(parent1, partial1, parent2, partial2));
  }

  override ratioOf(parent: number, factor: Scalar, divisor: Scalar): number {
    return this.inBranch(super.ratioOf(parent, factor, divisor));
  }

  override quotientOf(x: number, y: number, b: Scalar, q: Scalar): number {
    return this.inBranch(super.quotientOf(x, y, b, q));
  }

  override choice(parent1: number, parent2: number, choose: Choose): number {
    return this.inBranch(super.choice(parent1, parent2, choose));
  }

  /** Keeps the branch of a program in which a node was written down, where it is another one than that of the node before. */
  private inBranch(from: number): number {
    const { sharing, branches } = this;
    if (sharing === undefined) return from;
    const { branch } = sharing.within;
    const before = branches.length === 0 ? 0 : branches[branches.length - 1].branch;
    if (branch !== before) branches.push({ from, branch });
    return from;
  }

  /** Takes note of a node that came out of a tie. */
  tie(node: number, width: number): void {
    this.ties.push({ node, width });
  }

  /** True where a sweep computes with plain numbers alone. */
  get isPlain(): boolean {
    return !this.isGeneral;
  }

  /**
   * Cotangents of the first n nodes, the inputs, for the cotangent 1 of one node; -1 stands for a constant.
   *
   * @param isLast - nothing else is asked of the tape, whose memory may go while it is read.
   */
  row(node: number, n: number, isLast = false): Scalar[] {
    if (this.isGeneral || this.isExtreme) return this.scalars([node], [1], n);
    const bar = this.cleared(node + 1);
    if (node >= 0) bar[node] = 1;
    return this.numbers(bar, node, n, isLast);
  }

  /** The same for given cotangents of several nodes. */
  sweep(nodes: readonly number[], cotangents: readonly Scalar[], n: number): Scalar[] {
    const isPlain = cotangents.every((cotangent) => typeof cotangent === 'number' && cotangent - cotangent === 0);
    if (this.isGeneral || this.isExtreme || !isPlain) return this.scalars(nodes, cotangents, n);
    const last = nodes.reduce((a, b) => Math.max(a, b), -1);
    const bar = this.cleared(last + 1);
    nodes.forEach((node, i) => {
      if (node >= 0) bar[node] = bar[node] + (cotangents[i] as number);
    });
    return this.numbers(bar, last, n, false);
  }

  /** Cotangents that are 0 for the first nodes: those after the last one that is asked for have no part in a sweep. */
  private cleared(count: number): Float64Array {
    if (count > KEPT) return new Float64Array(count);
    if (this.cotangents.length < count) this.cotangents = new Float64Array(Math.min(2 * count, KEPT));
    const bar = this.cotangents;
    // By hand where they are few, which `fill` is slow at.
    if (count > 64) return bar.fill(0, 0, count);
    for (let i = 0; i < count; i++) bar[i] = 0;
    return bar;
  }

  private numbers(bar: Float64Array, last: number, n: number, isLast: boolean): number[] {
    sweepNumbers(this, bar, last, isLast);
    const inputs: number[] = new Array(n);
    // + 0: a derivative has no negative zero. The last node may be an input.
    for (let i = 0; i < n; i++) inputs[i] = i <= last ? bar[i] + 0 : 0;
    return inputs;
  }

  private scalars(nodes: readonly number[], cotangents: readonly Scalar[], n: number): Scalar[] {
    return derivativesOf(sweepScalars(this, nodes, cotangents, this.equalNodes()), n);
  }

  /** Which nodes are equal, where that is worth it: found once for all sweeps. */
  private equalNodes(): EqualNodes | undefined {
    if (this.sharing === undefined) return undefined;
    this.shared ??= sharedNodes(this, this.sharing, this.branches);
    return this.shared.nodes;
  }

  /** For each node, whether its slopes at ties may be wrong; nothing is looked at where there are not two ties. */
  distrusted(nodes: readonly number[]): boolean[] {
    if (this.ties.length < 2) return nodes.map(() => false);
    const isFed = fedNodes(this, this.ties);
    return nodes.map((node) => node >= 0 && isFed(node));
  }

  /** A tape from the pool, or a new one. */
  static take(limit: Limit = UNLIMITED): Tape {
    const tape = pool.pop() ?? new Tape();
    tape.limit = limit;
    return tape;
  }

  private unshare(): void {
    this.sharing = undefined;
    this.branches = [];
    this.shared = undefined;
  }

  /** Puts a tape back when nothing points into it any more. */
  release(): void {
    if (this.ties.length > 0) this.ties = [];
    if (this.sharing !== undefined) this.unshare();
    this.clear();
    if (pool.length < MOST_IN_POOL) pool.push(this);
  }
}

/** Tapes waiting for the next call: one for each depth of nesting, but not without end. */
const pool: Tape[] = [];
const MOST_IN_POOL = 4;
