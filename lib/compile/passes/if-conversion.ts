/**
 * Which contexts become branches of the program: those with enough work that is not to be done when the condition
 * says no. The nodes of the others are computed in the context around them, and `select` takes one of two values.
 */

import { Op } from '../trace/ops.js';
import { ControlTree, NOWHERE, ROOT } from './control-tree.js';
import type { Plan } from './plan.js';

/** A mispredicted branch takes about as long as this many additions. */
const WORTH_A_BRANCH = 12;

/** A link of a chain of choices, as of a running maximum or a table of pieces, has no more work than this. */
const LIGHT = 4;

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
  const isLink = linksOf(tree, work);
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
    const isBranch = (both.get(key(context)) as number) >= WORTH_A_BRANCH && isLink.get(key(context)) !== true;
    mapped[context] = isBranch ? kept.child(parent, tree.conditions[context], tree.sides[context]) : parent;
  }
  return {
    tree: kept,
    contexts: contexts.map((context) => (context === NOWHERE ? NOWHERE : mapped[context])),
  };
}

/**
 * The choices that are links of a chain with next to no work anywhere in it. One inside the other they would be as many branches
 * as the chain is long; as selects they are a loop.
 */
function linksOf(tree: ControlTree, work: Float64Array): Map<string, boolean> {
  const isLink = new Map<string, boolean>();
  const isHeavy = new Uint8Array(tree.size);
  const hasChoices = new Uint8Array(tree.size);
  const nested = new Map<string, number>();
  for (let context = tree.size - 1; context > ROOT; context--) {
    const parent = tree.parents[context];
    const key = `${parent},${tree.conditions[context]}`;
    if (work[context] > LIGHT) isHeavy[context] = 1;
    nested.set(key, (nested.get(key) ?? 0) + hasChoices[context]);
    // With choices on both sides it is a tree, which is searched in a few steps.
    const isStill = isLink.get(key) !== false && isHeavy[context] === 0 && (nested.get(key) as number) < 2;
    isLink.set(key, isStill);
    hasChoices[parent] = 1;
    if (!isStill) isHeavy[parent] = 1;
  }
  return isLink;
}

/** Time of an operation, in additions. */
export function costOf(op: number): number {
  if (op === Op.constant || op === Op.input) return 0;
  if (op === Op.div || op === Op.sqrt) return 4;
  return op >= Op.call ? 20 : 1;
}
