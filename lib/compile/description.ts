/**
 * A program as bytes, inside its module: the graph as traced, its results, the shapes of arguments and result.
 *
 * With it a module alone, sent to a worker or read from a file, is the whole compiled function.
 */
import type { Shape } from '../shape/shape.js';
import { ContextTree, contextsOf, NOWHERE } from './context.js';
import { Graph } from './graph.js';
import { Kind } from './kinds.js';
import type { Trace } from './trace.js';
import { Bytes } from './wasm-bytes.js';

interface Header {
  readonly version: 1;
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  readonly results: readonly number[];
  readonly surrenders: readonly number[];
  readonly callees: readonly { readonly name: string; readonly arity: 1 | 2 }[];
  readonly size: number;
  readonly constants: number;
}

/** The program with nothing in it that its results do not need. */
export function withoutDeadCode(program: Trace): Trace {
  const { graph: from, results, surrenders } = program;
  const contexts = contextsOf(from, [...results, ...surrenders], new ContextTree());
  const graph = new Graph();
  const map = new Int32Array(from.size).fill(NOWHERE);
  const at = (operand: number): number => (operand < 0 ? operand : (map[operand] as number));
  for (let id = 0; id < from.size; id++) {
    if (contexts[id] === NOWHERE) continue;
    const kind = from.kinds[id] as number;
    const [a, b, c] = [from.a[id] as number, from.b[id] as number, from.c[id] as number];
    if (kind === Kind.constant) map[id] = graph.constant(from.constants[a] as number);
    else if (kind === Kind.input) map[id] = graph.input(a);
    else map[id] = graph.node(kind < Kind.call ? kind : graph.callKind(from.callee(kind)), at(a), at(b), at(c));
  }
  return { ...program, graph, results: results.map(at), surrenders: surrenders.map(at) };
}

export function describeProgram(program: Trace): Uint8Array {
  const { graph: g, inputs, output, results, surrenders } = program;
  const header: Header = {
    version: 1,
    inputs,
    output,
    results,
    surrenders,
    callees: g.callees.map(({ name, arity }) => ({ name, arity })),
    size: g.size,
    constants: g.constants.length,
  };
  const bytes = new Bytes(64 + 14 * g.size);
  bytes.text(JSON.stringify(header));
  for (const x of g.constants) bytes.float(x);
  for (const part of [g.kinds, g.a, g.b, g.c]) {
    const view = part.subarray(0, g.size);
    bytes.append(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
  return bytes.done();
}
