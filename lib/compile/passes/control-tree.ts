/**
 * Contexts: under which answers of conditions a node is needed at all.
 *
 * A node that only the one branch of a `select` uses is in the context (condition, side), inside the context of the select
 * itself. Contexts form a tree; a node used in two of them is in their nearest common ancestor.
 */
import { operandOf, type SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';

export const ROOT = 0;
/** Of nodes that nothing uses. */
export const NOWHERE = -1;

export class ControlTree {
  readonly parents: number[] = [NOWHERE];
  readonly conditions: number[] = [NOWHERE];
  /** 1 where the condition holds, 0 where not. */
  readonly sides: number[] = [1];
  private readonly depths: number[] = [0];
  /** An ancestor some way up (skew-binary jump pointers): the nearest common one is found in O(log depth). */
  private readonly jumps: number[] = [ROOT];
  private readonly children = new Map<number, number>();

  get size(): number {
    return this.parents.length;
  }

  /** The context of a branch inside another context. */
  child(parent: number, condition: number, side: number): number {
    const key = parent * 2 ** 27 + 2 * condition + side;
    let id = this.children.get(key);
    if (id === undefined) {
      id = this.parents.length;
      const { depths, jumps } = this;
      const jump = jumps[parent];
      const isEven = depths[parent] - depths[jump] === depths[jump] - depths[jumps[jump]];
      jumps.push(isEven ? jumps[jump] : parent);
      depths.push(depths[parent] + 1);
      this.parents.push(parent);
      this.conditions.push(condition);
      this.sides.push(side);
      this.children.set(key, id);
    }
    return id;
  }

  /** The nearest context that contains both. */
  common(a: number, b: number): number {
    if (a === NOWHERE || a === b) return b;
    if (b === NOWHERE) return a;
    const { depths, jumps, parents } = this;
    let [x, y] = depths[a] > depths[b] ? [a, b] : [b, a];
    while (depths[x] > depths[y]) x = depths[jumps[x]] >= depths[y] ? jumps[x] : parents[x];
    while (x !== y) {
      const isApart = jumps[x] !== jumps[y];
      [x, y] = isApart ? [jumps[x], jumps[y]] : [parents[x], parents[y]];
    }
    return x;
  }
}

/** Says to which context each use of an operand belongs. */
function useContext(g: SsaGraph, tree: ControlTree, user: number, operand: 0 | 1 | 2, context: number): number {
  if (operand === 0 || g.ops[user] !== Op.select) return context;
  return tree.child(context, g.a[user], operand === 1 ? 1 : 0);
}

/** The context of every node that the results use. */
export function placeNodes(g: SsaGraph, results: readonly number[], tree: ControlTree): Int32Array {
  const contexts = new Int32Array(g.size).fill(NOWHERE);
  for (const id of results) contexts[id] = ROOT;
  for (let id = g.size - 1; id >= 0; id--) {
    const context = contexts[id];
    if (context === NOWHERE) continue;
    const n = g.operandsOf(id);
    for (let k = 0; k < n; k++) {
      const operand = operandOf(g, id, k);
      const used = useContext(g, tree, id, k as 0 | 1 | 2, context);
      contexts[operand] = tree.common(contexts[operand], used);
    }
  }
  return contexts;
}
