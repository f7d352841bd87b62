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
import { Op } from './ops.js';

/** One side of a `select`: 1 where the condition holds. */
export interface Branch {
  readonly condition: number;
  readonly side: 0 | 1;
}

interface Tie {
  /** That its two arguments are equal. */
  readonly condition: number;
  /** The branches around it. */
  readonly path: readonly Branch[];
}

const NONE = -1;

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

  push(condition: number, path: readonly Branch[]): void {
    const { graph } = this;
    const [a, b] = [graph.a[condition], graph.b[condition]];
    // That neither argument is above the other goes without saying.
    const isOwn = ({ condition: c }: Branch): boolean =>
      graph.ops[c] === Op.lt && ((graph.a[c] === a && graph.b[c] === b) || (graph.a[c] === b && graph.b[c] === a));
    this.list.push({ condition, path: path.filter((branch) => !isOwn(branch)) });
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
    const depths = this.depths();
    /** For each tie, or for each depth, a node that is 1 where it is met. */
    const met: number[] = [];
    for (const { condition, path } of this.list) {
      const depth = Math.max(...[0, 1].map((k) => depths[operandOf(graph, condition, k)]));
      const place = this.areCounted ? condition : depth;
      const before = met[place] ?? zero;
      const after = build.select(graph, condition, one, before);
      met[place] = path.reduceRight(
        (node, { condition, side }) =>
          build.select(graph, condition, side === 1 ? node : before, side === 1 ? before : node),
        after,
      );
    }
    const [first, ...others] = met.filter((node) => node !== undefined);
    if (first === undefined || others.length === 0) return undefined;
    const count = others.reduce((sum, node) => build.add(graph, sum, node), first);
    return build.select(graph, graph.node(Op.lt, one, count), nan, zero);
  }

  /** For each node how many ties, one feeding the other, it has been through at most. */
  private depths(): Int32Array {
    const { graph, outcomes } = this;
    const depths = new Int32Array(graph.size);
    for (let id = 0; id < graph.size; id++) {
      let depth = 0;
      for (let k = 0; k < graph.operandsOf(id); k++) depth = Math.max(depth, depths[operandOf(graph, id, k)]);
      const condition = outcomes.get(id)?.condition ?? NONE;
      if (condition !== NONE) {
        for (let k = 0; k < 2; k++) depth = Math.max(depth, depths[operandOf(graph, condition, k)] + 1);
      }
      depths[id] = depth;
    }
    return depths;
  }
}
