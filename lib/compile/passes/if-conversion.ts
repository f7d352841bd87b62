/**
 * Which contexts become branches of the program: those with enough work that is not to be done when the condition
 * says no. The nodes of the others are computed in the context around them, and `select` takes one of two values.
 */

import { Op } from '../trace/ops.js';
import { ControlTree, NOWHERE, ROOT } from './control-tree.js';
import type { Plan } from './plan.js';

/** A mispredicted branch takes about as long as this many additions. */
const WORTH_A_BRANCH = 12;

export interface Branches {
  readonly tree: ControlTree;
  readonly contexts: Int32Array;
}

export function convertBranches({ graph: g, tree, contexts }: Plan): Branches {
  const work = new Float64Array(tree.size);
  for (let id = 0; id < g.size; id++) {
    const context = contexts[id];
    if (context > ROOT) work[context] = work[context] + costOf(g.ops[id]);
  }
  // Children have higher numbers than their parents.
  const both = new Map<string, number>();
  const key = (context: number): string => `${tree.parents[context]},${tree.conditions[context]}`;
  for (let context = tree.size - 1; context > ROOT; context--) {
    const parent = tree.parents[context];
    work[parent] = work[parent] + work[context];
    both.set(key(context), (both.get(key(context)) ?? 0) + work[context]);
  }
  const kept = new ControlTree();
  const mapped = [ROOT];
  for (let context = 1; context < tree.size; context++) {
    const parent = mapped[tree.parents[context]];
    const isBranch = (both.get(key(context)) as number) >= WORTH_A_BRANCH;
    mapped[context] = isBranch ? kept.child(parent, tree.conditions[context], tree.sides[context]) : parent;
  }
  return {
    tree: kept,
    contexts: contexts.map((context) => (context === NOWHERE ? NOWHERE : mapped[context])),
  };
}

/** Time of an operation, in additions. */
export function costOf(op: number): number {
  if (op === Op.constant || op === Op.input) return 0;
  if (op === Op.div || op === Op.sqrt) return 4;
  return op >= Op.call ? 20 : 1;
}
