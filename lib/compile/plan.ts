/**
 * What of a program has to be computed, in which context, and where to look for NaN.
 *
 * A NaN that could make the program's answer differ from that of the function is noticed in one of three ways: it goes
 * through to a result, which is looked at in any case; it cannot arise at this node, only in its operands, which are looked
 * at instead; or the node gets a check of its own.
 */
import { type ContextTree, NOWHERE, operandOf, ROOT, useContext } from './context.js';
import type { Graph } from './graph.js';
import { Kind } from './kinds.js';
import type { Lowered } from './lower.js';
import { Ranges } from './range.js';

export interface Plan {
  readonly graph: Graph;
  readonly results: readonly number[];
  readonly tree: ContextTree;
  /** The context of each node, NOWHERE for those not computed. */
  readonly contexts: Int32Array;
  /** How often each node is used, by results too. */
  readonly uses: Int32Array;
  /** 1 for nodes where a NaN is reported. */
  readonly checks: Uint8Array;
}

export function plan({ graph: g, results, needs, tree }: Lowered): Plan {
  const ranges = new Ranges(g);
  const size = g.size;
  let capacity = size;
  for (let id = 0; id < size; id++) if (ranges.isNaNWhereNotFinite(id)) capacity++;
  const contexts = new Int32Array(capacity).fill(NOWHERE);
  const uses = new Int32Array(capacity);
  const checks = new Uint8Array(capacity);
  const needed = needs.slice();
  /** Where a NaN of the node is sure to be noticed. */
  const noticed = new Int32Array(capacity).fill(NOWHERE);
  for (const id of results) {
    contexts[id] = ROOT;
    uses[id] = (uses[id] as number) + 1;
    if (g.isConstant(id)) continue;
    noticed[id] = ROOT;
    checks[id] = 1;
  }
  askForConditions(needs, tree, contexts, uses);
  const difference = (id: number): number => g.node(Kind.sub, g.a[id] as number, g.a[id] as number);
  for (let id = size - 1; id >= 0; id--) {
    const need = needed[id] as number;
    const isNoticed = noticed[id] !== NOWHERE && tree.contains(noticed[id] as number, need);
    const constant = g.constantOf(id);
    if (need !== NOWHERE && !isNoticed && (constant === undefined || Number.isNaN(constant))) {
      if (g.operandsOf(id) > 0 && g.kinds[id] !== Kind.select && !ranges.makesNaN(id)) {
        for (let k = 0; k < g.operandsOf(id); k++) {
          const operand = operandOf(g, id, k);
          needed[operand] = tree.common(needed[operand] as number, need);
        }
      } else if (contexts[id] === NOWHERE && ranges.isNaNWhereNotFinite(id) && difference(id) >= size) {
        // Nothing but this check would call the function: x - x is NaN at the same points.
        const x = g.a[id] as number;
        const check = difference(id);
        if (checks[check] === 0) uses[x] = (uses[x] as number) + 2;
        checks[check] = 1;
        contexts[check] = tree.common(contexts[check] as number, need);
        contexts[x] = tree.common(contexts[x] as number, need);
      } else {
        checks[id] = 1;
        contexts[id] = tree.common(contexts[id] as number, need);
        noticed[id] = need;
      }
    }
    const context = contexts[id] as number;
    if (context === NOWHERE) continue;
    const seen = noticed[id] as number;
    for (let k = 0; k < g.operandsOf(id); k++) {
      const operand = operandOf(g, id, k);
      uses[operand] = (uses[operand] as number) + 1;
      contexts[operand] = tree.common(contexts[operand] as number, useContext(g, tree, id, k as 0 | 1 | 2, context));
      if (seen === NOWHERE || noticed[operand] === ROOT) continue;
      const isArm = g.kinds[id] === Kind.select && k > 0;
      if (isArm || ranges.passesNaN(id, k)) {
        const place = useContext(g, tree, id, k as 0 | 1 | 2, seen);
        // Of two places the one that contains the other is kept; of two apart, the first.
        if (noticed[operand] === NOWHERE || tree.contains(place, noticed[operand] as number)) noticed[operand] = place;
      }
    }
  }
  return { graph: g, results, tree, contexts, uses, checks };
}

/** To look at something in a context its conditions must be known, even where no select is left that asks for them. */
function askForConditions(needs: Int32Array, tree: ContextTree, contexts: Int32Array, uses: Int32Array): void {
  const isDone = new Uint8Array(tree.size);
  for (const need of needs) {
    for (let c = need; c > ROOT && isDone[c] === 0; c = tree.parents[c] as number) {
      isDone[c] = 1;
      const condition = tree.conditions[c] as number;
      contexts[condition] = tree.common(contexts[condition] as number, tree.parents[c] as number);
      uses[condition] = (uses[condition] as number) + 1;
    }
  }
}
