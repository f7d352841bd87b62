/**
 * A program as bytes, inside its module: the graph as traced, its results, the shapes of arguments and result.
 *
 * With it a module alone, sent to a worker or read from a file, is the whole compiled function.
 */
import type { Shape } from '../../shape/shape.js';
import { type Callee, SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';
import { Bytes } from '../wasm/bytes.js';

interface Header {
  readonly version: 1;
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  readonly results: readonly number[];
  readonly checks: readonly number[];
  readonly answers: readonly (readonly [node: number, value: number])[];
  readonly callees: readonly { readonly name: string; readonly arity: 1 | 2 | 3 }[];
  readonly size: number;
  readonly constants: number;
}

export function describeProgram(program: Trace): Uint8Array {
  const { graph: g, inputs, output, results, checks, answers } = program;
  const header: Header = {
    version: 1,
    inputs,
    output,
    results,
    checks,
    answers: [...answers],
    callees: g.callees.map(({ name, arity }) => ({ name, arity })),
    size: g.size,
    constants: g.constants.length,
  };
  const bytes = new Bytes(64 + 14 * g.size);
  bytes.text(JSON.stringify(header));
  for (const x of g.constants) bytes.float(x);
  for (const part of [g.ops, g.a, g.b, g.c]) {
    const view = part.subarray(0, g.size);
    bytes.append(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
  return bytes.done();
}

/** The program again; `find` gives the functions it calls by their names. */
export function programFrom(description: Uint8Array, find: (name: string) => Pick<Callee, 'value' | 'facts'>): Trace {
  const view = new DataView(description.buffer, description.byteOffset, description.byteLength);
  const [length, start] = unsignedAt(description, 0);
  const text = new TextDecoder().decode(description.subarray(start, start + length));
  const { inputs, output, results, checks, answers, callees, size, constants }: Header = JSON.parse(text);
  let at = start + length;
  const values = Array.from({ length: constants }, (_, i) => view.getFloat64(at + 8 * i, true));
  at += 8 * constants;
  const part = (bytes: number): ArrayBuffer => {
    const copy = description.slice(at, at + bytes * size).buffer;
    at += bytes * size;
    return copy;
  };
  const ops = new Uint16Array(part(2));
  const [a, b, c] = [new Int32Array(part(4)), new Int32Array(part(4)), new Int32Array(part(4))];
  const graph = new SsaGraph();
  for (const { name, arity } of callees) {
    const { value, facts } = find(name);
    graph.callOp({ name, arity, value, facts });
  }
  for (let id = 0; id < size; id++) {
    const op = ops[id];
    if (op === Op.constant) graph.constant(values[a[id]]);
    else graph.node(op, a[id], b[id], c[id]);
  }
  return { graph, inputs, output, results, checks, answers: new Map(answers) };
}

/** A module with the description of its program behind the code: for `instantiate`, of no use to what runs it. */
export function withDescription(code: Uint8Array, section: string, program: Trace): Uint8Array {
  const description = describeProgram(program);
  const bytes = new Bytes(code.length + description.length + 64);
  bytes.append(code);
  bytes.section(0, (part) => {
    part.text(section);
    part.append(description);
  });
  return bytes.done().slice();
}

/** A module's bytes up to the custom section, which is the last one. */
export function codeBefore(bytes: Uint8Array, section: Uint8Array, name: string): Uint8Array {
  const header = new Bytes(64);
  header.section(0, (part) => {
    part.text(name);
    part.append(section);
  });
  return bytes.subarray(0, section.byteOffset + section.length - bytes.byteOffset - header.size);
}

/** The custom section of a module's bytes. */
export function sectionOf(bytes: Uint8Array, name: string): Uint8Array | undefined {
  // After the magic number and the version: sections of an id, a length and contents.
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = unsignedAt(bytes, at + 1);
    const [nameLength, nameStart] = unsignedAt(bytes, start);
    const isCustom = bytes[at] === 0;
    const contents = nameStart + nameLength;
    if (isCustom && new TextDecoder().decode(bytes.subarray(nameStart, contents)) === name) {
      return bytes.subarray(contents, start + length);
    }
    at = start + length;
  }
  return undefined;
}

/** An integer in LEB128, and where it ends. */
function unsignedAt(bytes: Uint8Array, from: number): [value: number, end: number] {
  let value = 0;
  for (let at = from, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at + 1];
  }
}
