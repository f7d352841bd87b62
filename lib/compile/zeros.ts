/**
 * Signs of zeros that nobody sees.
 *
 * The drivers add 0 to every derivative, so that it is never -0; a square, a cosine, a comparison do not look at the sign of
 * a zero either. Where no result can depend on it, more than in build.ts changes no bit of any result:
 *
 *     x + 0 = x,  0 - x = -x,  -x - y = -(x + y),  and a product with a strong zero is 0.
 *
 * And |x| = x where x is never negative and never -0.
 */
import * as build from './build.js';
import { operandOf } from './context.js';
import { Graph } from './graph.js';
import { Kind } from './kinds.js';
import { nameInMath, Ranges } from './range.js';

/** Functions of Math whose value is the same at 0 and -0. */
const EVEN_AT_ZERO = new Set(['exp', 'cos', 'cosh', 'acos', 'log', 'log2', 'log10', 'hypot']);
/** Those that are ±0 at ±0. */
const ODD_AT_ZERO = new Set(['sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'atanh', 'expm1', 'log1p', 'cbrt']);

export interface Rewritten {
  readonly graph: Graph;
  /** The new node of each old one. */
  readonly map: Int32Array;
}

/** The program of a lowered graph, in which products with constant strong zeros are still marked as such. */
export function withoutUnseenSigns(from: Graph, results: readonly number[]): Rewritten {
  const ranges = new Ranges(from);
  const isSeen = seenSigns(from, ranges, results);
  const graph = new Graph();
  const map = new Int32Array(from.size);
  for (let id = 0; id < from.size; id++) {
    const a = from.a[id] as number;
    const isItself = from.kinds[id] === Kind.abs && ranges.isNeverNegative(a) && ranges.isNeverNegativeZero(a);
    if (isItself) map[id] = map[a] as number;
    else map[id] = isSeen[id] === 1 ? build.copied(from, id, graph, map) : copyUnsigned(from, id, graph, map);
  }
  return { graph, map };
}

/** 1 for nodes whose sign, where they are zero, some result may depend on. */
function seenSigns(g: Graph, ranges: Ranges, results: readonly number[]): Uint8Array {
  const isSeen = new Uint8Array(g.size);
  for (const id of results) isSeen[id] = 1;
  for (let id = g.size - 1; id >= 0; id--) {
    for (let k = g.operandsOf(id) - 1; k >= 0; k--) {
      if (sees(g, ranges, id, k, isSeen[id] === 1)) isSeen[operandOf(g, id, k)] = 1;
    }
  }
  return isSeen;
}

/** Whether a node, whose own sign is seen or not, depends on the sign of operand k where that is zero. */
function sees(g: Graph, ranges: Ranges, id: number, k: number, isSeen: boolean): boolean {
  const [a, b] = [g.a[id] as number, g.b[id] as number];
  const other = k === 0 ? b : a;
  switch (g.kinds[id]) {
    case Kind.add:
      return isSeen && !ranges.isNeverZero(other) && !absorbs(g, ranges, other, k === 1 ? -1 : a);
    case Kind.sub:
      // 0 - ±0 = 0
      return isSeen && !ranges.isNeverZero(other) && !(k === 1 && ranges.isNeverNegativeZero(a));
    case Kind.mul:
    case Kind.strongMul:
      return isSeen && a !== b;
    case Kind.div:
    case Kind.strongDiv:
      return k === 0 ? isSeen : !ranges.isNeverZero(b);
    case Kind.abs:
      // |x| that is x itself passes on what is seen of it.
      return isSeen && ranges.isNeverNegative(a) && ranges.isNeverNegativeZero(a);
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
      const name = nameInMath(g.callee(g.kinds[id] as number));
      return !EVEN_AT_ZERO.has(name) && (isSeen || !ODD_AT_ZERO.has(name));
    }
  }
}

/** True for a term that is never -0, so that 0 + ±0 = 0 hides the sign of another; of two such terms only one may hide. */
function absorbs(g: Graph, ranges: Ranges, id: number, other: number): boolean {
  if (!ranges.isNeverNegativeZero(id)) return false;
  return g.isConstant(id) || other < 0 || !ranges.isNeverNegativeZero(other);
}

/** The node of another graph, up to the sign of a zero. */
function copyUnsigned(from: Graph, id: number, to: Graph, map: Int32Array): number {
  const kind = from.kinds[id] as number;
  if (kind === Kind.constant && from.constantOf(id) === 0) return to.constant(0);
  if (kind === Kind.strongMul || kind === Kind.strongDiv) return to.constant(0);
  if (kind === Kind.add || kind === Kind.sub) {
    const [x, y] = [map[from.a[id] as number] as number, map[from.b[id] as number] as number];
    if (to.constantOf(y) === 0) return x;
    if (to.constantOf(x) === 0) return kind === Kind.add ? y : build.neg(to, y);
    if (to.kinds[x] === Kind.neg) {
      const inner = to.a[x] as number;
      if (kind === Kind.sub) return build.neg(to, build.add(to, inner, y));
      if (to.kinds[y] === Kind.neg) return build.neg(to, build.add(to, inner, to.a[y] as number));
    }
  }
  return build.copied(from, id, to, map);
}
