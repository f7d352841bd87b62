/** The plan of the program as traced, with all rules for NaN and strong zeros: for the points where a NaN appears. */
import { ContextTree, contextsOf, NOWHERE, operandOf } from './context.js';
import { Kind } from './kinds.js';
import type { Plan } from './plan.js';
import type { Trace } from './trace.js';

/** Only nodes that make the program surrender are looked at. */
export function planExactly({ graph, results, surrenders }: Pick<Trace, 'graph' | 'results' | 'surrenders'>): Plan {
  const tree = new ContextTree();
  const contexts = contextsOf(graph, [...results, ...surrenders], tree);
  const uses = new Int32Array(graph.size);
  const checks = new Uint8Array(graph.size);
  for (const id of surrenders) checks[id] = 1;
  for (const id of results) uses[id] = (uses[id] as number) + 1;
  for (let id = 0; id < graph.size; id++) {
    if (contexts[id] === NOWHERE) continue;
    for (let k = 0; k < graph.operandsOf(id); k++) {
      const operand = operandOf(graph, id, k);
      // A guard reads what it looks at twice.
      uses[operand] = (uses[operand] as number) + (k === 0 && graph.kinds[id] === Kind.guard ? 2 : 1);
    }
  }
  return { graph, results, tree, contexts, uses, checks };
}
