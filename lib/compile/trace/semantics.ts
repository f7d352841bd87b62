/** What each kind of node computes. */
import type { Graph } from './graph.js';
import { Kind } from './ops.js';

/** The value of a node from those of its operands. */
export function compute(
  g: Graph,
  id: number,
  kind: number,
  x: number,
  y: number,
  z: number,
  input: Float64Array,
): number {
  switch (kind) {
    case Kind.constant:
      return g.constantOf(id) as number;
    case Kind.input:
      return input[g.a[id]];
    case Kind.add:
      return x + y;
    case Kind.sub:
      return x - y;
    case Kind.mul:
      return x * y;
    case Kind.div:
      return x / y;
    case Kind.neg:
      return -x;
    case Kind.abs:
      return Math.abs(x);
    case Kind.sqrt:
      return Math.sqrt(x);
    case Kind.floor:
      return Math.floor(x);
    case Kind.ceil:
      return Math.ceil(x);
    case Kind.trunc:
      return Math.trunc(x);
    case Kind.max:
      return Math.max(x, y);
    case Kind.min:
      return Math.min(x, y);
    case Kind.sign:
      return Math.sign(x);
    case Kind.round:
      return Math.round(x);
    case Kind.lt:
      return x < y ? 1 : 0;
    case Kind.le:
      return x <= y ? 1 : 0;
    case Kind.eq:
      return x === y ? 1 : 0;
    case Kind.select:
      return x === 1 ? y : z;
    default:
      return g.callee(kind).value(x, y);
  }
}
