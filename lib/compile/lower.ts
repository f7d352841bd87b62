/**
 * The program without the rules for NaN and strong zeros, which gives the same bits as long as no NaN appears.
 *
 * A guard becomes the part it guards, a product with strong zeros a product. Where a NaN would make the difference is
 * handed on as needs, and the plan sees to it that a NaN there is noticed:
 *
 * - what a guard looks at, in the context of the guard;
 * - what a comparison, or another function that may swallow a NaN, looks at, if it was made with strong zeros: there the
 *   program as traced may have a number.
 */
import * as build from './build.js';
import { ContextTree, contextsOf, NOWHERE, operandOf, ROOT } from './context.js';
import { Graph } from './graph.js';
import { isCondition, Kind } from './kinds.js';
import { Ranges } from './range.js';
import type { Trace } from './trace.js';
import { withoutUnseenSigns } from './zeros.js';

export interface Lowered {
  readonly graph: Graph;
  readonly results: readonly number[];
  /** For each node the context in which it must not be NaN unnoticed, or NOWHERE. */
  readonly needs: Int32Array;
  readonly tree: ContextTree;
}

export function lower({ graph: from, results, surrenders }: Trace): Lowered {
  const traced = new ContextTree();
  const contexts = contextsOf(from, [...results, ...surrenders], traced);
  const plain = new Graph();
  const map = new Int32Array(from.size).fill(NOWHERE);
  for (let id = 0; id < from.size; id++) if (contexts[id] !== NOWHERE) map[id] = copy(from, id, plain, map);
  const { graph, map: rewritten } = withoutUnseenSigns(
    plain,
    results.map((id) => map[id] as number),
  );
  for (let id = 0; id < from.size; id++) if (contexts[id] !== NOWHERE) map[id] = rewritten[map[id] as number] as number;

  const tree = new ContextTree();
  const mapped = mapContexts(traced, tree, map, graph);
  const needs = new Int32Array(graph.size).fill(NOWHERE);
  const need = (node: number, context: number): void => {
    needs[node] = tree.common(needs[node] as number, mapped[context] as number);
  };
  for (const id of surrenders) need(map[id] as number, ROOT);
  const ranges = new Ranges(graph);
  const tainted = new Uint8Array(from.size);
  for (let id = 0; id < from.size; id++) {
    const context = contexts[id] as number;
    if (context === NOWHERE) continue;
    const kind = from.kinds[id] as number;
    const n = from.operandsOf(id);
    let isTainted = kind === Kind.strongMul || kind === Kind.strongDiv || kind === Kind.guard;
    for (let k = 0; k < n; k++) if (tainted[operandOf(from, id, k)] === 1) isTainted = true;
    tainted[id] = isTainted && !isCondition(kind) ? 1 : 0;
    if (kind === Kind.guard) need(map[from.a[id] as number] as number, context);
    if (!isTainted || (kind < Kind.call && !isCondition(kind))) continue;
    for (let k = 0; k < n; k++) {
      const operand = operandOf(from, id, k);
      const node = map[operand] as number;
      // The node itself may have been simplified away; then its operand is looked at all the same.
      if (tainted[operand] === 1 && !(kind >= Kind.call && ranges.passesNaN(map[id] as number, k))) need(node, context);
    }
  }
  return { graph, results: results.map((id) => withoutZero(graph, ranges, map[id] as number)), needs, tree };
}

/** x for x + 0 where x is never -0. */
function withoutZero(g: Graph, ranges: Ranges, id: number): number {
  if (g.kinds[id] !== Kind.add) return id;
  const [a, b] = [g.a[id] as number, g.b[id] as number];
  if (g.constantOf(b) === 0 && ranges.isNeverNegativeZero(a)) return a;
  if (g.constantOf(a) === 0 && ranges.isNeverNegativeZero(b)) return b;
  return id;
}

function copy(from: Graph, id: number, to: Graph, map: Int32Array): number {
  const kind = from.kinds[id] as number;
  const [a, b] = [map[from.a[id] as number] as number, map[from.b[id] as number] as number];
  switch (kind) {
    case Kind.guard:
      return b;
    case Kind.nanPart:
      return to.constant(Number.NaN);
    case Kind.strongMul:
      // Kept for the rewriting that follows: 0, unless somebody sees its sign.
      return isZero(to, a) || isZero(to, b) ? to.node(kind, a, b) : build.mul(to, a, b);
    case Kind.strongDiv:
      return isZero(to, a) ? to.node(kind, a, b) : build.div(to, a, b);
    default:
      return build.copied(from, id, to, map);
  }
}

function isZero(g: Graph, id: number): boolean {
  return g.constantOf(id) === 0;
}

/** The contexts with the conditions of another graph; NOWHERE for a branch that is known not to be taken. */
function mapContexts(from: ContextTree, to: ContextTree, map: Int32Array, graph: Graph): number[] {
  const mapped: number[] = [ROOT];
  for (let id = 1; id < from.size; id++) {
    const parent = mapped[from.parents[id] as number] as number;
    const condition = map[from.conditions[id] as number] as number;
    const side = from.sides[id] as number;
    const known = graph.constantOf(condition);
    if (parent === NOWHERE || (known !== undefined && known !== side)) mapped[id] = NOWHERE;
    else mapped[id] = known === side ? parent : to.child(parent, condition, side);
  }
  return mapped;
}
