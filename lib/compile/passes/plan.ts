/** What of a program has to be computed, and in which context. */

import { operandOf, type SsaGraph } from '../trace/graph.js';
import { ControlTree, NOWHERE, placeNodes } from './control-tree.js';
import type { Computation } from './signed-zeros.js';

export interface Plan {
  readonly graph: SsaGraph;
  readonly results: readonly number[];
  readonly tree: ControlTree;
  /** The context of each node, NOWHERE for those not computed. */
  readonly contexts: Int32Array;
  /** How often each node is used, by results too. */
  readonly uses: Int32Array;
  /** 1 for nodes that must be finite: where one is not, the program gives up. They are in no branch. */
  readonly checks: Uint8Array;
}

export function plan({ graph: g, results, checks: checked }: Computation): Plan {
  const tree = new ControlTree();
  const contexts = placeNodes(g, [...results, ...checked], tree);
  const uses = new Int32Array(g.size);
  const checks = new Uint8Array(g.size);
  for (const id of checked) if (!Number.isFinite(g.constantOf(id))) checks[id] = 1;
  for (const id of results) uses[id] = uses[id] + 1;
  for (let id = 0; id < g.size; id++) {
    if (contexts[id] === NOWHERE) continue;
    for (let k = 0; k < g.operandsOf(id); k++) {
      const operand = operandOf(g, id, k);
      uses[operand] = uses[operand] + 1;
    }
  }
  return { graph: g, results, tree, contexts, uses, checks };
}
