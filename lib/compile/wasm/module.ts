/** A module: imported functions, helpers, the functions of the program, and the loops over many points. */

import type { Plan } from '../passes/plan.js';
import type { SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import { mapLoop, runInPlace, sumLoop } from './batch-loops.js';
import { Bytes } from './bytes.js';
import { type Bodies, bodies, type CodegenOptions, type MemoryLayout } from './functions.js';
import { HELPERS, type Helper } from './helpers.js';
import { Wasm } from './opcodes.js';

/** Types of functions by their number in the module. */
const TYPES: readonly (readonly [parameters: readonly number[], results: readonly number[]])[] = [
  [[Wasm.i32, Wasm.i32, Wasm.i32], [Wasm.i32]],
  [[Wasm.f64], [Wasm.f64]],
  [[Wasm.f64, Wasm.f64], [Wasm.f64]],
  [[Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32], [Wasm.i32]],
  [[], [Wasm.i32]],
  [[Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32], [Wasm.i32]],
  [[Wasm.f64, Wasm.f64, Wasm.f64], [Wasm.f64]],
];
const PROGRAM = 0;
const LOOP = 3;
const IN_PLACE = 4;
const PAIR = 5;
const OF_THREE = 6;

/** The name of the custom section that holds what is needed to revive a program. */
export const SECTION = 'hyperdual';

/** Bytes of a page of memory. */
export const PAGE = 65536;

/** A module before its bytes are put together. */
export interface ModuleParts {
  readonly graph: SsaGraph;
  readonly callees: readonly number[];
  readonly functions: readonly Definition[];
  readonly data: Bodies['data'];
  /** Pages of memory that it needs. */
  readonly pages: number;
}

export function partsOf(program: Plan, layout: MemoryLayout, outputs: number, manner?: CodegenOptions): ModuleParts {
  const { graph } = program;
  const callees = calleesOf(program);
  const helpers = HELPERS.filter(({ op }) => graph.ops.includes(op));
  const numberOf = new Map([...callees, ...helpers.map(({ op }) => op)].map((op, i) => [op, i]));
  const parts = bodies(program, layout, (op) => numberOf.get(op) as number, manner);
  const functions = [...helpers.map(helperOf), ...programOf(parts, numberOf.size, layout, outputs)];
  return { graph, callees, functions, data: parts.data, pages: Math.max(1, Math.ceil(parts.end / PAGE)) };
}

/** @param memory - 'given': the memory is imported, and its views stay what they are when one program takes over from another. */
export function moduleOf(
  { graph, callees, functions, data, pages }: ModuleParts,
  memory: 'own' | 'given',
  description: Uint8Array,
): Uint8Array {
  const isOwn = memory === 'own';
  const m = new Bytes(4096);
  m.bytes(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  m.section(1, writeTypes);
  m.section(2, (part) => writeImports(part, graph, callees, isOwn ? undefined : pages));
  m.section(3, (part) => {
    part.unsigned(functions.length);
    for (const { type } of functions) part.unsigned(type);
  });
  if (isOwn) {
    m.section(5, (part) => {
      part.bytes(1, 0);
      part.unsigned(pages);
    });
  }
  m.section(7, (part) => writeExports(part, functions, callees.length, isOwn));
  m.section(10, (part) => {
    part.unsigned(functions.length);
    for (const { write } of functions) part.sized(write);
  });
  m.section(11, (part) => writeData(part, data));
  if (description.length > 0) {
    m.section(0, (part) => {
      part.text(SECTION);
      part.append(description);
    });
  }
  return m.done().slice();
}

/** A function of the module. */
export interface Definition {
  /** Its place in TYPES. */
  readonly type: number;
  /** What it is called outside. */
  readonly name?: string;
  write(body: Bytes): void;
}

function helperOf({ arity, locals, write }: Helper): Definition {
  return {
    type: arity,
    write(body) {
      body.bytes(1, locals, Wasm.f64);
      write(body);
      body.byte(Wasm.end);
    },
  };
}

/** The functions of the program, from a number on, and what runs them: in place, for many points, for two at a time. */
function programOf(
  { functions, inPlace, pair }: Bodies,
  first: number,
  layout: MemoryLayout,
  outputs: number,
): Definition[] {
  const isWhole = functions.length === 1;
  const run = isWhole ? first : first + functions.length;
  const pairNumber = pair && run + 4;
  return [
    ...functions.map((bytes) => given(PROGRAM, bytes)),
    ...(isWhole ? [] : [{ type: PROGRAM, write: (body: Bytes) => inTurn(body, first, functions.length) }]),
    inPlace === undefined
      ? { type: IN_PLACE, name: 'run', write: (body) => runInPlace(body, run, layout) }
      : { ...given(IN_PLACE, inPlace), name: 'run' },
    { type: LOOP, name: 'map', write: (body) => mapLoop(body, run, pairNumber) },
    { type: LOOP, name: 'sum', write: (body) => sumLoop(body, run, pairNumber, outputs) },
    ...(pair === undefined ? [] : [given(PAIR, pair)]),
  ];
}

function given(type: number, bytes: Uint8Array): Definition {
  return { type, write: (body) => body.append(bytes) };
}

function writeTypes(part: Bytes): void {
  part.unsigned(TYPES.length);
  for (const [parameters, results] of TYPES) {
    part.byte(0x60);
    part.unsigned(parameters.length);
    part.bytes(...parameters);
    part.unsigned(results.length);
    part.bytes(...results);
  }
}

/** @param pages - of a memory that is imported. */
function writeImports(part: Bytes, graph: SsaGraph, callees: readonly number[], pages: number | undefined): void {
  part.unsigned(callees.length + (pages === undefined ? 0 : 1));
  for (const op of callees) {
    part.text('functions');
    part.text(graph.callee(op).as);
    part.byte(0);
    const { arity } = graph.callee(op);
    part.unsigned(arity === 3 ? OF_THREE : arity);
  }
  if (pages === undefined) return;
  part.text('memory');
  part.text('memory');
  part.bytes(2, 0);
  part.unsigned(pages);
}

/** The memory, if it is its own, and the functions that have a name; the first one has a number. */
function writeExports(part: Bytes, functions: readonly Definition[], first: number, isOwn: boolean): void {
  part.unsigned(functions.filter(({ name }) => name !== undefined).length + (isOwn ? 1 : 0));
  if (isOwn) {
    part.text('memory');
    part.bytes(2, 0);
  }
  functions.forEach(({ name }, i) => {
    if (name === undefined) return;
    part.text(name);
    part.byte(0);
    part.unsigned(first + i);
  });
}

function writeData(part: Bytes, data: Bodies['data']): void {
  part.unsigned(data.length);
  for (const { address, values } of data) {
    part.bytes(0, Wasm.i32Const);
    part.signed(address);
    part.byte(Wasm.end);
    part.unsigned(8 * values.length);
    for (const x of values) part.float(x);
  }
}

/** All parts of a long program, one after the other; 1 if any of them said so. */
function inTurn(code: Bytes, first: number, count: number): void {
  code.byte(0);
  for (let i = 0; i < count; i++) {
    code.bytes(Wasm.get, 0, Wasm.get, 1, Wasm.get, 2, Wasm.call);
    code.unsigned(first + i);
    if (i > 0) code.byte(Wasm.i32Or);
  }
  code.byte(Wasm.end);
}

/** The ops of calls that are computed, in the order of their import. */
function calleesOf({ graph, contexts }: Plan): number[] {
  const used = new Set<number>();
  for (let id = 0; id < graph.size; id++) {
    const op = graph.ops[id];
    if (op >= Op.call && contexts[id] >= 0) used.add(op);
  }
  return [...used].sort((a, b) => a - b);
}
