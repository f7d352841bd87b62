/** What each op computes. */
import type { Callee, SsaGraph } from './graph.js';
import { Op } from './ops.js';

/** The value of a node from those of its operands. */
export function compute(
  g: SsaGraph,
  id: number,
  op: number,
  x: number,
  y: number,
  z: number,
  input: Float64Array,
): number {
  switch (op) {
    case Op.constant:
      return g.constantOf(id) as number;
    case Op.input:
      return input[g.a[id]];
    case Op.add:
      return x + y;
    case Op.sub:
      return x - y;
    case Op.mul:
      return x * y;
    case Op.div:
      return x / y;
    case Op.neg:
      return -x;
    case Op.abs:
      return Math.abs(x);
    case Op.sqrt:
      return Math.sqrt(x);
    case Op.floor:
      return Math.floor(x);
    case Op.ceil:
      return Math.ceil(x);
    case Op.trunc:
      return Math.trunc(x);
    case Op.max:
      return Math.max(x, y);
    case Op.min:
      return Math.min(x, y);
    case Op.sign:
      return Math.sign(x);
    case Op.round:
      return Math.round(x);
    case Op.lt:
      return x < y ? 1 : 0;
    case Op.le:
      return x <= y ? 1 : 0;
    case Op.eq:
      return x === y ? 1 : 0;
    case Op.select:
      return x === 1 ? y : z;
    default:
      return called(g.callee(op), x, y, z);
  }
}

/** With as many arguments as it has: Math.hypot(x, y, 0) has other bits than Math.hypot(x, y), and a third one may have a default. */
export function called({ arity, value }: Callee, x: number, y: number, z: number): number {
  if (arity === 1) return (value as (x: number) => number)(x);
  return arity === 2 ? (value as (x: number, y: number) => number)(x, y) : value(x, y, z);
}
