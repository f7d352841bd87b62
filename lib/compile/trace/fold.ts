/**
 * Writing nodes down, with the simplifications that change no bit of any result, negative zeros and NaN included:
 *
 *     x·1 = x,  x·(-1) = -x,  x - 0 = x,  x + (-0) = x,  x/1 = x,  -(-x) = x,  x/2ᵏ = x·2⁻ᵏ,
 *     x + (-y) = x - y,  x - (-y) = x + y,  (-x)·y = -(x·y),  (-x)/y = -(x/y),  operations on constants.
 *
 * Not x + 0 (it turns -0 into 0), not x·0 and nothing that reorders a sum. Zeros of derivative parts are dropped before
 * they come here, by the arithmetic of parts. Lists are taken apart by hand here, as in all that each operation of a program goes through
 * once: before code is warm an iterator takes longer than the operation.
 */
import type { SsaGraph } from './graph.js';
import { Op } from './ops.js';

export function add(g: SsaGraph, x: number, y: number): number {
  const p = g.ops[x];
  const q = g.ops[y];
  if (p === Op.constant) return q === Op.constant ? g.constant(g.valueOf(x) + g.valueOf(y)) : plusConstant(g, y, x);
  if (q === Op.constant) return plusConstant(g, x, y);
  if (p === Op.neg || q === Op.neg) {
    // -x + -x: the one sum of two negatives whose zeros have the sign of -(x + x).
    if (x === y) return neg(g, add(g, g.a[x], g.a[x]));
    return q === Op.neg ? sub(g, x, g.a[y]) : sub(g, y, g.a[x]);
  }
  return g.node(Op.add, x, y);
}

/** The sum of a node and one that is a constant. */
function plusConstant(g: SsaGraph, x: number, node: number): number {
  const c = g.valueOf(node);
  if (isNegativeZero(c) && !g.keepsData) return x;
  const op = g.ops[x];
  if (op === Op.neg) return sub(g, node, g.a[x]);
  // (x + 0) + 0
  return c === 0 && op === Op.add && hasZero(g, x) ? x : g.node(Op.add, x, node);
}

export function sub(g: SsaGraph, x: number, y: number): number {
  const p = g.ops[x];
  const q = g.ops[y];
  if (p === Op.constant) {
    const a = g.valueOf(x);
    if (q === Op.constant) return g.constant(a - g.valueOf(y));
    if (isNegativeZero(a) && !g.keepsData) return neg(g, y);
  } else if (q === Op.constant) {
    const b = g.valueOf(y);
    if (b === 0 && !isNegativeZero(b) && !g.keepsData) return x;
  }
  return q === Op.neg ? add(g, x, g.a[y]) : g.node(Op.sub, x, y);
}

export function mul(g: SsaGraph, x: number, y: number): number {
  const p = g.ops[x];
  const q = g.ops[y];
  if (p === Op.constant) return q === Op.constant ? g.constant(g.valueOf(x) * g.valueOf(y)) : timesConstant(g, y, x);
  if (q === Op.constant) return timesConstant(g, x, y);
  if (p === Op.neg) return neg(g, mul(g, g.a[x], y));
  if (q === Op.neg) return neg(g, mul(g, x, g.a[y]));
  return g.node(Op.mul, x, y);
}

/** The product of a node and one that is a constant. */
function timesConstant(g: SsaGraph, x: number, node: number): number {
  const factor = g.valueOf(node);
  if (factor === 1 && !g.keepsData) return x;
  if (factor === -1 && !g.keepsData) return neg(g, x);
  if (g.ops[x] === Op.neg) return mul(g, g.a[x], g.constant(-factor));
  return g.node(Op.mul, x, node);
}

export function div(g: SsaGraph, x: number, y: number): number {
  const a = g.constantOf(x);
  const b = g.constantOf(y);
  if (a !== undefined && b !== undefined) return g.constant(a / b);
  if (b !== undefined && isPowerOfTwo(b)) return mul(g, x, g.constant(1 / b));
  if (g.ops[x] === Op.neg) return neg(g, div(g, g.a[x], y));
  if (g.ops[y] === Op.neg) return neg(g, div(g, x, g.a[y]));
  return g.node(Op.div, x, y);
}

export function neg(g: SsaGraph, x: number): number {
  const op = g.ops[x];
  if (op === Op.constant) return g.constant(-g.valueOf(x));
  if (op === Op.neg) return g.a[x];
  if (op === Op.max && g.ops[g.a[x]] === Op.neg && g.ops[g.b[x]] === Op.neg) {
    // -max(-x, -y)
    return g.node(Op.min, g.a[g.a[x]], g.a[g.b[x]]);
  }
  if (op === Op.mul) {
    const p = g.a[x];
    const q = g.b[x];
    if (g.ops[p] === Op.constant) return mul(g, q, g.constant(-g.valueOf(p)));
    if (g.ops[q] === Op.constant) return mul(g, p, g.constant(-g.valueOf(q)));
  }
  return g.node(Op.neg, x);
}

export function select(g: SsaGraph, condition: number, then: number, otherwise: number): number {
  if (then === otherwise) return then;
  // The same question twice.
  if (g.ops[then] === Op.select && g.a[then] === condition) {
    return select(g, condition, g.b[then], otherwise);
  }
  if (g.ops[otherwise] === Op.select && g.a[otherwise] === condition) {
    return select(g, condition, then, g.c[otherwise]);
  }
  if (g.ops[condition] === Op.lt) {
    const x = g.a[condition];
    const y = g.b[condition];
    const op = g.ops[otherwise];
    // 0 < y ? y : |y|, x < 0 ? -x : |x|
    const isOfOne = (z: number, zero: number): boolean => g.a[otherwise] === z && g.constantOf(zero) === 0;
    if (op === Op.abs && isOfOne(y, x) && then === y) return otherwise;
    if (op === Op.abs && isOfOne(x, y) && then === neg(g, x)) return otherwise;
    // x < y ? y : max(x, y), x < y ? x : min(x, y)
    const isOfBoth = (g.a[otherwise] === x && g.b[otherwise] === y) || (g.a[otherwise] === y && g.b[otherwise] === x);
    if (isOfBoth && ((op === Op.max && then === y) || (op === Op.min && then === x))) return otherwise;
  }
  return g.node(Op.select, condition, then, otherwise);
}

/** A node of another graph. */
export function copied(from: SsaGraph, id: number, to: SsaGraph, map: Int32Array): number {
  const op = from.ops[id];
  const at = (operand: number): number => (operand < 0 ? operand : map[operand]);
  const a = from.a[id];
  const b = from.b[id];
  const c = from.c[id];
  switch (op) {
    case Op.constant:
      return to.constant(from.constants[a]);
    case Op.input:
      return to.input(a);
    case Op.add:
      return add(to, at(a), at(b));
    case Op.sub:
      return sub(to, at(a), at(b));
    case Op.mul:
      return mul(to, at(a), at(b));
    case Op.div:
      return div(to, at(a), at(b));
    case Op.neg:
      return neg(to, at(a));
    case Op.select:
      return select(to, at(a), at(b), at(c));
    default:
      return to.node(op < Op.call ? op : to.callOp(from.callee(op)), at(a), at(b), at(c));
  }
}

function isNegativeZero(x: number | undefined): boolean {
  return x === 0 && 1 / x < 0;
}

function hasZero(g: SsaGraph, id: number): boolean {
  const a = g.constantOf(g.a[id]);
  const b = g.constantOf(g.b[id]);
  return (a === 0 && !isNegativeZero(a)) || (b === 0 && !isNegativeZero(b));
}

/** True when 1/x is exact and division by x is multiplication by it. */
function isPowerOfTwo(x: number): boolean {
  const size = Math.abs(x);
  return size >= 2 ** -1000 && size <= 2 ** 1000 && Number.isInteger(Math.log2(size)) && 2 ** Math.log2(size) === size;
}
