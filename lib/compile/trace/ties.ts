/**
 * Ties that feed ties.
 *
 * At one tie the slopes of the rule table are right: equal shares. Where an argument of a tie has itself been through a tie
 * that is met too they may be wrong, and the driver looks again. A program counts the depths at which ties are met, a tie
 * being one deeper than those that its arguments have been through; where there are two, it gives up. A program with second
 * derivatives, which are products of slopes of any two ties, counts the ties themselves.
 */

import * as build from './fold.js';
import { operandOf, type SsaGraph } from './graph.js';
import { isCondition, Op } from './ops.js';

/** One side of a `select`: 1 where the condition holds. */
export interface Branch {
  readonly condition: number;
  readonly side: 0 | 1;
}

/** A branch, with the one around it. */
export interface Nested extends Branch {
  readonly around: Nested | undefined;
}

interface Tie {
  /** That its two arguments are equal. */
  readonly condition: number;
  readonly branch: Nested | undefined;
}

/** For each depth at which ties are met in some branch, or for all ties, a node that says whether, or how many. */
type Met = Map<number, number>;

const NONE = -1;
/** In the place of the depth where ties are counted. */
const ALL = -1;

export class Ties {
  /** The program has derivatives of second order. */
  areCounted: boolean = false;

  private readonly graph: SsaGraph;
  private readonly list: Tie[] = [];
  /** The ties that a node is the outcome of. */
  private readonly outcomes = new Map<number, Tie>();

  constructor(graph: SsaGraph) {
    this.graph = graph;
  }

  /** @param around - the innermost of the branches around it. */
  push(condition: number, around: Nested | undefined): void {
    const { graph } = this;
    const [a, b] = [graph.a[condition], graph.b[condition]];
    // That neither argument is above the other goes without saying.
    const isOwn = ({ condition: c }: Branch): boolean =>
      graph.ops[c] === Op.lt && ((graph.a[c] === a && graph.b[c] === b) || (graph.a[c] === b && graph.b[c] === a));
    let branch = around;
    while (branch !== undefined && isOwn(branch)) branch = branch.around;
    this.list.push({ condition, branch });
  }

  /** The number that came out of the latest tie. */
  mark(node: number): void {
    const tie = this.list.at(-1);
    if (tie !== undefined) this.outcomes.set(node, tie);
  }

  /** A node that is NaN where two ties are met, or where they are at two depths, undefined where that cannot be. */
  bailout(): number | undefined {
    if (this.list.length < 2) return undefined;
    const { graph } = this;
    const [nan, zero, one] = [graph.constant(Number.NaN), graph.constant(0), graph.constant(1)];
    const [first, ...others] = this.met().values();
    if (others.length === 0 && !this.areCounted) return undefined;
    const count = others.reduce((sum, node) => build.add(graph, sum, node), first);
    return build.select(graph, graph.node(Op.lt, one, count), nan, zero);
  }

  /** What is met in the whole program: from the innermost branches outwards, each by its own ties and those inside it. */
  private met(): Met {
    const { graph } = this;
    const depths = this.depths();
    const all = new Map<Nested | undefined, Met>([[undefined, new Map()]]);
    const metIn = (branch: Nested | undefined): Met => {
      const missing: (Nested | undefined)[] = [];
      for (let at = branch; !all.has(at); at = at?.around) missing.push(at);
      for (const at of missing.reverse()) all.set(at, new Map());
      return all.get(branch) as Met;
    };
    const seen = new Map<Nested | undefined, Set<number>>();
    for (const { condition, branch } of this.list) {
      const known = seen.get(branch) ?? new Set();
      if (known.has(condition)) continue;
      seen.set(branch, known.add(condition));
      const depth = Math.max(...[0, 1].map((k) => depths[operandOf(graph, condition, k)]));
      this.note(metIn(branch), depth, condition);
    }
    // Branches come after those around them.
    const sides = new Map<Nested | undefined, Map<number, [Met?, Met?]>>();
    for (const branch of [...all.keys()].reverse()) {
      for (const [condition, met] of sides.get(branch) ?? []) this.join(metIn(branch), condition, met);
      if (branch === undefined) break;
      const around = sides.get(branch.around) ?? new Map<number, [Met?, Met?]>();
      const both: [Met?, Met?] = around.get(branch.condition) ?? [];
      both[branch.side] = metIn(branch);
      around.set(branch.condition, both);
      sides.set(branch.around, around);
    }
    return metIn(undefined);
  }

  /** A tie of a branch. */
  private note(met: Met, depth: number, condition: number): void {
    const { graph } = this;
    const [zero, one] = [graph.constant(0), graph.constant(1)];
    if (this.areCounted) this.put(met, ALL, build.select(graph, condition, one, zero));
    else met.set(depth, build.select(graph, condition, one, met.get(depth) ?? zero));
  }

  /** What is met on the two sides of a choice. */
  private join(met: Met, condition: number, [otherwise, then]: readonly [Met?, Met?]): void {
    const zero = this.graph.constant(0);
    for (const place of new Set([...(then?.keys() ?? []), ...(otherwise?.keys() ?? [])])) {
      this.put(
        met,
        place,
        build.select(this.graph, condition, then?.get(place) ?? zero, otherwise?.get(place) ?? zero),
      );
    }
  }

  private put(met: Met, place: number, node: number): void {
    const { graph } = this;
    const before = met.get(place);
    if (before === undefined) met.set(place, node);
    else met.set(place, this.areCounted ? build.add(graph, before, node) : graph.node(Op.max, before, node));
  }

  /** For each node how many ties, one feeding the other, it has been through at most. */
  private depths(): Int32Array {
    const { graph, outcomes } = this;
    const depths = new Int32Array(graph.size);
    for (let id = 0; id < graph.size; id++) {
      let depth = 0;
      // A comparison hands on no derivative.
      const count = isCondition(graph.ops[id]) ? 0 : graph.operandsOf(id);
      for (let k = 0; k < count; k++) depth = Math.max(depth, depths[operandOf(graph, id, k)]);
      const condition = outcomes.get(id)?.condition ?? NONE;
      if (condition !== NONE) {
        for (let k = 0; k < 2; k++) depth = Math.max(depth, depths[operandOf(graph, condition, k)] + 1);
      }
      depths[id] = depth;
    }
    return depths;
  }
}
