/**
 * The program with all rules for NaN and strong zeros, without WebAssembly: one loop over the nodes. For points where a NaN
 * appears, in places that refuse WebAssembly (a strict content security policy).
 */
import type { Graph } from './graph.js';
import { Kind } from './kinds.js';
import type { Trace } from './trace.js';

export class Interpreter {
  private readonly graph: Graph;
  private readonly results: readonly number[];
  private readonly surrenders: readonly number[];
  private readonly values: Float64Array;

  constructor({ graph, results, surrenders }: Pick<Trace, 'graph' | 'results' | 'surrenders'>) {
    this.graph = graph;
    this.results = results;
    this.surrenders = surrenders;
    this.values = new Float64Array(graph.size);
  }

  /** Computes output from input; false where the function itself has to be asked. */
  run(input: Float64Array, output: Float64Array): boolean {
    const { graph, values } = this;
    const { kinds, a, b, c } = graph;
    const n = graph.size;
    for (let id = 0; id < n; id++) {
      const x = values[a[id] as number] as number;
      const y = values[b[id] as number] as number;
      const kind = kinds[id] as number;
      const z = values[c[id] as number] as number;
      values[id] = kind < Kind.call ? compute(graph, id, kind, x, y, z, input) : callOrNaN(graph, kind, x, y);
    }
    this.results.forEach((id, i) => {
      output[i] = values[id] as number;
    });
    return !this.surrenders.some((id) => Number.isNaN(values[id]));
  }
}

/** A function that throws in a branch that is taken has thrown before: see `QuickInterpreter`. */
function callOrNaN(g: Graph, kind: number, x: number, y: number): number {
  try {
    return g.callee(kind).value(x, y);
  } catch {
    return Number.NaN;
  }
}

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
      return input[g.a[id] as number] as number;
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
    case Kind.strongMul:
      return x * y;
    case Kind.strongDiv:
      return x / y;
    case Kind.guard:
      return x === x ? y : z;
    case Kind.nanPart:
      return x === 0 && y === 0 ? 0 : Number.NaN;
    default:
      return g.callee(kind).value(x, y);
  }
}
