/**
 * A program as bytes, inside its module: the graph as traced, its results, the shapes of arguments and result.
 *
 * With it a module alone, sent to a worker or read from a file, is the whole compiled function.
 */
import type { Shape } from '../../shape/shape.js';
import { type Callee, type NamedCallee, SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';
import { Bytes } from '../wasm/bytes.js';
import { unsignedAt } from './section.js';

interface Header {
  readonly version: typeof VERSION;
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  readonly results: readonly number[];
  readonly checks: readonly number[];
  readonly answers: readonly (readonly [node: number, value: number])[];
  readonly lenient: readonly (readonly [node: number, lenient: number])[];
  readonly callees: readonly CalleeRecord[];
  readonly size: number;
  readonly constants: number;
  /** Each constant is a node of its own. */
  readonly keepsData: boolean;
  readonly blocks: readonly (Omit<BlockRecord, 'modules'> & { readonly lengths: readonly number[] })[];
}

/** Of what is written here; another one writes it in another way. */
const VERSION = 4;

/** A function of many numbers that the program calls, by several of its callees. */
export interface BlockRecord {
  readonly kind: string;
  readonly name: string;
  readonly details: unknown;
  /** Arguments of all its calls. */
  readonly traced: number;
  /** Modules of programs that it runs. */
  readonly modules: readonly Uint8Array[];
}

/** A function that the program calls. */
export interface CalleeRecord {
  readonly name: string;
  /** Its name among all that are called. */
  readonly as: string;
  readonly arity: 1 | 2 | 3;
  /** It is not the one that is known by this name. */
  readonly isOwn: boolean;
  /** It is a part of a call of this block, of this kind. */
  readonly block?: number | undefined;
  readonly role?: string | undefined;
}

/**
 * @param isKnown - whether a function is the one that is found by its name.
 * @param partOf - the block that it is a part of.
 */
export function describeProgram(
  program: Trace,
  isKnown: (callee: NamedCallee) => boolean,
  partOf: (callee: NamedCallee) => Pick<CalleeRecord, 'block' | 'role'> | undefined,
  blocks: readonly BlockRecord[],
): Uint8Array {
  const { graph: g, inputs, output, results, checks, answers, lenient } = program;
  const header: Header = {
    version: VERSION,
    inputs,
    output,
    results,
    checks,
    answers: [...answers],
    lenient: [...lenient],
    callees: g.callees.map((callee) => {
      const { name, as, arity } = callee;
      return { name, as, arity, isOwn: !isKnown(callee), ...partOf(callee) };
    }),
    blocks: blocks.map(({ modules, ...block }) => ({ ...block, lengths: modules.map(({ length }) => length) })),
    size: g.size,
    constants: g.constants.length,
    keepsData: g.keepsData,
  };
  const bytes = new Bytes(64 + 14 * g.size);
  bytes.text(JSON.stringify(header));
  for (const x of g.constants) bytes.float(x);
  for (const part of [g.ops, g.a, g.b, g.c]) {
    const view = part.subarray(0, g.size);
    bytes.append(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
  for (const { modules } of blocks) for (const module of modules) bytes.append(module);
  return bytes.done();
}

/**
 * The program again; `find` gives the functions it calls.
 *
 * @throws {RangeError} when it is of another version.
 */
export function programFrom(
  description: Uint8Array,
  find: (callee: CalleeRecord, blocks: readonly BlockRecord[]) => Pick<Callee, 'value' | 'facts'>,
): Trace {
  const view = new DataView(description.buffer, description.byteOffset, description.byteLength);
  const [length, start] = unsignedAt(description, 0);
  const text = new TextDecoder().decode(description.subarray(start, start + length));
  const header: Header = JSON.parse(text);
  if (header.version !== VERSION) throw new RangeError('version');
  const { inputs, output, results, checks, callees, size, constants } = header;
  let at = start + length;
  const values = Array.from({ length: constants }, (_, i) => view.getFloat64(at + 8 * i, true));
  at += 8 * constants;
  const part = (bytes: number): ArrayBuffer => {
    // The slice of a Buffer of Node is no copy.
    const copy = new Uint8Array(description.subarray(at, at + bytes * size)).buffer;
    at += bytes * size;
    return copy;
  };
  const ops = new Uint16Array(part(2));
  const [a, b, c] = [new Int32Array(part(4)), new Int32Array(part(4)), new Int32Array(part(4))];
  const graph = new SsaGraph(header.keepsData);
  const blocks = header.blocks.map(({ lengths, ...block }): BlockRecord => {
    const modules = lengths.map((length) => {
      at += length;
      return description.slice(at - length, at);
    });
    return { ...block, modules };
  });
  for (const callee of callees) {
    const { value, facts } = find(callee, blocks);
    // Each by itself, though a user may give one function for two names.
    graph.callOp({ name: callee.as, as: callee.as, arity: callee.arity, value, facts });
  }
  for (let id = 0; id < size; id++) {
    const op = ops[id];
    if (op === Op.constant) graph.constant(values[a[id]]);
    else graph.node(op, a[id], b[id], c[id]);
  }
  if (graph.size !== size) throw new RangeError('nodes');
  return { graph, inputs, output, results, checks, answers: new Map(header.answers), lenient: new Map(header.lenient) };
}
