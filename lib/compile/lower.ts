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
  const graph = new Graph();
  const map = new Int32Array(from.size).fill(NOWHERE);
  for (let id = 0; id < from.size; id++) if (contexts[id] !== NOWHERE) map[id] = copy(from, id, graph, map);

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
  const at = (operand: number): number => (operand < 0 ? operand : (map[operand] as number));
  const [a, b, c] = [from.a[id] as number, from.b[id] as number, from.c[id] as number];
  switch (kind) {
    case Kind.constant:
      return to.constant(from.constants[a] as number);
    case Kind.input:
      return to.input(a);
    case Kind.guard:
      return at(b);
    case Kind.nanPart:
      return to.constant(Number.NaN);
    case Kind.add:
      return build.add(to, at(a), at(b));
    case Kind.sub:
      return build.sub(to, at(a), at(b));
    case Kind.mul:
      return build.mul(to, at(a), at(b));
    case Kind.div:
      return build.div(to, at(a), at(b));
    case Kind.strongMul:
    case Kind.strongDiv:
      // A NaN of two constants would not be looked for.
      if (to.isConstant(at(a)) && to.isConstant(at(b))) return build.apply(to, kind, at(a), at(b));
      return kind === Kind.strongMul ? build.mul(to, at(a), at(b)) : build.div(to, at(a), at(b));
    case Kind.neg:
      return build.neg(to, at(a));
    case Kind.select:
      return build.select(to, at(a), at(b), at(c));
    default:
      return build.apply(to, kind < Kind.call ? kind : to.callKind(from.callee(kind)), at(a), at(b));
  }
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
