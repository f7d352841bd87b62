/**
 * Signs of zeros that nobody sees.
 *
 * The drivers add 0 to every derivative, so that it is never -0; a square, a cosine, a comparison do not look at the sign of
 * a zero either. Where no result can depend on it, more than in fold.ts changes no bit of any result:
 *
 *     x + 0 = x,  0 - x = -x,  -x - y = -(x + y).
 *
 * And |x| = x where x is never negative and never -0.
 */
import * as build from '../trace/fold.js';
import { operandOf, SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';
import { Signs } from './sign-analysis.js';

/** A program, as far as it is computed. */
export type Computation = Pick<Trace, 'graph' | 'results' | 'checks'>;

export function dropSignedZeros({ graph: from, results, checks }: Computation): Computation {
  const signs = new Signs(from);
  const isSeen = seenSigns(from, signs, results);
  const graph = new SsaGraph(from.keepsData);
  const map = new Int32Array(from.size);
  for (let id = 0; id < from.size; id++) {
    const a = from.a[id];
    const isItself = from.ops[id] === Op.abs && signs.isNeverNegative(a) && signs.isNeverNegativeZero(a);
    if (isItself) map[id] = map[a];
    else map[id] = isSeen[id] === 1 ? build.copied(from, id, graph, map) : copyUnsigned(from, id, graph, map);
  }
  const after = new Signs(graph);
  const at = (id: number): number => withoutZero(graph, after, map[id]);
  return { graph, results: results.map(at), checks: checks.map(at) };
}

/** x for x + 0 where x is never -0. */
function withoutZero(g: SsaGraph, signs: Signs, id: number): number {
  if (g.ops[id] !== Op.add) return id;
  const [a, b] = [g.a[id], g.b[id]];
  if (g.constantOf(b) === 0 && signs.isNeverNegativeZero(a)) return a;
  if (g.constantOf(a) === 0 && signs.isNeverNegativeZero(b)) return b;
  return id;
}

/** 1 for nodes whose sign, where they are zero, some result may depend on. */
function seenSigns(g: SsaGraph, signs: Signs, results: readonly number[]): Uint8Array {
  const isSeen = new Uint8Array(g.size);
  for (const id of results) isSeen[id] = 1;
  for (let id = g.size - 1; id >= 0; id--) {
    for (let k = g.operandsOf(id) - 1; k >= 0; k--) {
      if (sees(g, signs, id, k, isSeen[id] === 1)) isSeen[operandOf(g, id, k)] = 1;
    }
  }
  return isSeen;
}

/** Whether a node, whose own sign is seen or not, depends on the sign of operand k where that is zero. */
function sees(g: SsaGraph, signs: Signs, id: number, k: number, isSeen: boolean): boolean {
  const [a, b] = [g.a[id], g.b[id]];
  const other = k === 0 ? b : a;
  switch (g.ops[id]) {
    case Op.add:
      return isSeen && !signs.isNeverZero(other) && !absorbs(g, signs, other, k === 1 ? -1 : a);
    case Op.sub:
      // 0 - ±0 = 0
      return isSeen && !signs.isNeverZero(other) && !(k === 1 && signs.isNeverNegativeZero(a));
    case Op.mul:
      return isSeen && a !== b;
    case Op.div:
      return k === 0 ? isSeen : !signs.isNeverZero(b);
    case Op.abs:
      // |x| that is x itself passes on what is seen of it.
      return isSeen && signs.isNeverNegative(a) && signs.isNeverNegativeZero(a);
    case Op.lt:
    case Op.le:
    case Op.eq:
      return false;
    case Op.select:
      return k > 0 && isSeen;
    case Op.neg:
    case Op.sqrt:
    case Op.floor:
    case Op.ceil:
    case Op.trunc:
    case Op.round:
    case Op.sign:
    case Op.max:
    case Op.min:
      return isSeen;
    default: {
      const zero = g.callee(g.ops[id]).facts?.zero;
      return zero !== 'even' && (isSeen || zero !== 'odd');
    }
  }
}

/** True for a term that is never -0, so that 0 + ±0 = 0 hides the sign of another; of two such terms only one may hide. */
function absorbs(g: SsaGraph, signs: Signs, id: number, other: number): boolean {
  if (!signs.isNeverNegativeZero(id)) return false;
  return g.isConstant(id) || other < 0 || !signs.isNeverNegativeZero(other);
}

/** The node of another graph, up to the sign of a zero. */
function copyUnsigned(from: SsaGraph, id: number, to: SsaGraph, map: Int32Array): number {
  const op = from.ops[id];
  if (op === Op.constant && from.constantOf(id) === 0) return to.constant(0);
  if (op === Op.add || op === Op.sub) {
    const [x, y] = [map[from.a[id]], map[from.b[id]]];
    // Of a table each term stays one.
    if (to.constantOf(y) === 0 && !to.keepsData) return x;
    if (to.constantOf(x) === 0 && !to.keepsData) return op === Op.add ? y : build.neg(to, y);
    if (to.ops[x] === Op.neg) {
      const inner = to.a[x];
      if (op === Op.sub) return build.neg(to, build.add(to, inner, y));
      if (to.ops[y] === Op.neg) return build.neg(to, build.add(to, inner, to.a[y]));
    }
  }
  return build.copied(from, id, to, map);
}
