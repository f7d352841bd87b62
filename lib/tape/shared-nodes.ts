/**
 * Equal nodes of a tape, in a program that is traced: one walk over the records, from the first to the last, as the first sweep
 * begins. Nodes with equal parents, equal partials and one branch around them are equal.
 */
import type { Choose, EqualNodes, Scalar } from '../scalar/active.js';
import { BLOCK, CHOICE, FAR, PLAIN, partialsOf, type Records } from './records.js';

/** The branch of the nodes from one on. */
export interface BranchOfNodes {
  readonly from: number;
  readonly branch: number;
}

export interface SharedNodes {
  /** Absent where they are not to be taken together. */
  readonly nodes: EqualNodes | undefined;
}

export function sharedNodes(records: Records, nodes: EqualNodes, branches: readonly BranchOfNodes[]): SharedNodes {
  if (!nodes.mayRepeat(records.size - records.first)) return { nodes: undefined };
  note(records, nodes, branches);
  return { nodes: nodes.isWorthwhile ? nodes : undefined };
}

/** The first number of a record with the first of all nodes that are equal to its parent. */
export function firstParent(nodes: EqualNodes, a: number, mark: number): number {
  if (a >= 0) return nodes.of(a);
  return mark === PLAIN ? ~nodes.of(~a) : a;
}

/** The same for its second number. */
export function secondParent(nodes: EqualNodes, b: number): number {
  if (b >= 0) return nodes.of(b);
  return b <= FAR ? FAR - nodes.of(FAR - b) : b;
}

function note(records: Records, nodes: EqualNodes, branches: readonly BranchOfNodes[]): void {
  let next = 0;
  let branch = 0;
  for (let node = records.first; node < records.size; ) {
    const { base, parents, partials, marks, others } = records.page(records.pageOf(node));
    const end = records.endOf(node);
    let d = 0;
    let o = 0;
    for (; node < end; node++) {
      if (next < branches.length && branches[next].from === node) branch = branches[next++].branch;
      const k = node - base;
      const mark = marks?.[k] ?? PLAIN;
      if (mark === BLOCK) continue;
      const a = parents[2 * k];
      const b = parents[2 * k + 1];
      let first: Scalar | Choose = 0;
      let last: Scalar = 0;
      if (mark === PLAIN) {
        const count = partialsOf(a, b);
        if (count > 0) first = partials[d];
        if (count > 1) last = partials[d + 1];
        d += count;
      } else {
        first = others[o++];
        if (mark !== CHOICE) last = others[o++] as Scalar;
      }
      nodes.add(node, firstParent(nodes, a, mark), first, secondParent(nodes, b), last, branch);
    }
  }
}
