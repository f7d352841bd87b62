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
import { Graph, operandOf } from '../trace/graph.js';
import { Kind } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';
import { nameInMath, Signs } from './sign-analysis.js';

/** Functions of Math whose value is the same at 0 and -0. */
const EVEN_AT_ZERO = new Set(['exp', 'cos', 'cosh', 'acos', 'log', 'log2', 'log10', 'hypot']);
/** Those that are ±0 at ±0. */
const ODD_AT_ZERO = new Set(['sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'atanh', 'expm1', 'log1p', 'cbrt']);

/** A program, as far as it is computed. */
export type Computation = Pick<Trace, 'graph' | 'results' | 'checks'>;

export function withoutUnseenSigns({ graph: from, results, checks }: Computation): Computation {
  const signs = new Signs(from);
  const isSeen = seenSigns(from, signs, results);
  const graph = new Graph();
  const map = new Int32Array(from.size);
  for (let id = 0; id < from.size; id++) {
    const a = from.a[id];
    const isItself = from.kinds[id] === Kind.abs && signs.isNeverNegative(a) && signs.isNeverNegativeZero(a);
    if (isItself) map[id] = map[a];
    else map[id] = isSeen[id] === 1 ? build.copied(from, id, graph, map) : copyUnsigned(from, id, graph, map);
  }
  const after = new Signs(graph);
  const at = (id: number): number => withoutZero(graph, after, map[id]);
  return { graph, results: results.map(at), checks: checks.map(at) };
}

/** x for x + 0 where x is never -0. */
function withoutZero(g: Graph, signs: Signs, id: number): number {
  if (g.kinds[id] !== Kind.add) return id;
  const [a, b] = [g.a[id], g.b[id]];
  if (g.constantOf(b) === 0 && signs.isNeverNegativeZero(a)) return a;
  if (g.constantOf(a) === 0 && signs.isNeverNegativeZero(b)) return b;
  return id;
}

/** 1 for nodes whose sign, where they are zero, some result may depend on. */
function seenSigns(g: Graph, signs: Signs, results: readonly number[]): Uint8Array {
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
function sees(g: Graph, signs: Signs, id: number, k: number, isSeen: boolean): boolean {
  const [a, b] = [g.a[id], g.b[id]];
  const other = k === 0 ? b : a;
  switch (g.kinds[id]) {
    case Kind.add:
      return isSeen && !signs.isNeverZero(other) && !absorbs(g, signs, other, k === 1 ? -1 : a);
    case Kind.sub:
      // 0 - ±0 = 0
      return isSeen && !signs.isNeverZero(other) && !(k === 1 && signs.isNeverNegativeZero(a));
    case Kind.mul:
      return isSeen && a !== b;
    case Kind.div:
      return k === 0 ? isSeen : !signs.isNeverZero(b);
    case Kind.abs:
      // |x| that is x itself passes on what is seen of it.
      return isSeen && signs.isNeverNegative(a) && signs.isNeverNegativeZero(a);
    case Kind.lt:
    case Kind.le:
    case Kind.eq:
      return false;
    case Kind.select:
      return k > 0 && isSeen;
    case Kind.neg:
    case Kind.sqrt:
    case Kind.floor:
    case Kind.ceil:
    case Kind.trunc:
    case Kind.round:
    case Kind.sign:
    case Kind.max:
    case Kind.min:
      return isSeen;
    default: {
      const name = nameInMath(g.callee(g.kinds[id]));
      return !EVEN_AT_ZERO.has(name) && (isSeen || !ODD_AT_ZERO.has(name));
    }
  }
}

/** True for a term that is never -0, so that 0 + ±0 = 0 hides the sign of another; of two such terms only one may hide. */
function absorbs(g: Graph, signs: Signs, id: number, other: number): boolean {
  if (!signs.isNeverNegativeZero(id)) return false;
  return g.isConstant(id) || other < 0 || !signs.isNeverNegativeZero(other);
}

/** The node of another graph, up to the sign of a zero. */
function copyUnsigned(from: Graph, id: number, to: Graph, map: Int32Array): number {
  const kind = from.kinds[id];
  if (kind === Kind.constant && from.constantOf(id) === 0) return to.constant(0);
  if (kind === Kind.add || kind === Kind.sub) {
    const [x, y] = [map[from.a[id]], map[from.b[id]]];
    if (to.constantOf(y) === 0) return x;
    if (to.constantOf(x) === 0) return kind === Kind.add ? y : build.neg(to, y);
    if (to.kinds[x] === Kind.neg) {
      const inner = to.a[x];
      if (kind === Kind.sub) return build.neg(to, build.add(to, inner, y));
      if (to.kinds[y] === Kind.neg) return build.neg(to, build.add(to, inner, to.a[y]));
    }
  }
  return build.copied(from, id, to, map);
}
