/** A module: imported functions, helpers, the functions of the program, and the loops over many points. */

import type { Plan } from '../passes/plan.js';
import type { Callee, SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import { mapLoop, runInPlace, sumLoop } from './batch-loops.js';
import { Bytes } from './bytes.js';
import { bodies, type CodegenOptions, type MemoryLayout } from './functions.js';
import { HELPERS } from './helpers.js';
import { Wasm } from './opcodes.js';

/** Types of functions by their number in the module. */
const TYPES: readonly (readonly [parameters: readonly number[], results: readonly number[]])[] = [
  [[Wasm.i32, Wasm.i32, Wasm.i32], [Wasm.i32]],
  [[Wasm.f64], [Wasm.f64]],
  [[Wasm.f64, Wasm.f64], [Wasm.f64]],
  [[Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32], [Wasm.i32]],
  [[], [Wasm.i32]],
  [[Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32, Wasm.i32], [Wasm.i32]],
];
const PROGRAM = 0;
const LOOP = 3;
const IN_PLACE = 4;
const PAIR = 5;

/** The name of the custom section that holds what is needed to revive a program. */
export const SECTION = 'hyperdual';

const PAGE = 65536;

export function moduleOf(
  program: Plan,
  layout: MemoryLayout,
  outputs: number,
  description: Uint8Array,
  manner?: CodegenOptions,
): Uint8Array {
  const { graph } = program;
  const callees = calleesOf(program);
  const helpers = HELPERS.filter(({ kind }) => program.graph.ops.includes(kind));
  const numberOf = new Map([...callees, ...helpers.map(({ kind }) => kind)].map((kind, i) => [kind, i]));
  const {
    functions,
    inPlace: direct,
    pair: two,
    data,
    end,
  } = bodies(program, layout, (kind) => numberOf.get(kind) as number, manner);

  const firstPart = callees.length + helpers.length;
  const isWhole = functions.length === 1;
  const run = isWhole ? firstPart : firstPart + functions.length;
  const inPlace = run + 1;
  const pair = two && inPlace + 3;
  const m = new Bytes(4096);
  m.bytes(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  m.section(1, (part) => {
    part.unsigned(TYPES.length);
    for (const [parameters, results] of TYPES) {
      part.byte(0x60);
      part.unsigned(parameters.length);
      part.bytes(...parameters);
      part.unsigned(results.length);
      part.bytes(...results);
    }
  });
  m.section(2, (part) => {
    part.unsigned(callees.length);
    for (const kind of callees) {
      const callee = graph.callee(kind);
      part.text('functions');
      part.text(importName(graph, kind, callee));
      part.byte(0);
      part.unsigned(callee.arity);
    }
  });
  m.section(3, (part) => {
    const types = [
      ...helpers.map(({ arity }) => arity),
      ...functions.map(() => PROGRAM),
      ...(isWhole ? [] : [PROGRAM]),
      IN_PLACE,
      LOOP,
      LOOP,
      ...(two === undefined ? [] : [PAIR]),
    ];
    part.unsigned(types.length);
    for (const type of types) part.unsigned(type);
  });
  m.section(5, (part) => {
    part.bytes(1, 0);
    part.unsigned(Math.max(1, Math.ceil(end / PAGE)));
  });
  m.section(7, (part) => {
    part.unsigned(4);
    part.text('memory');
    part.bytes(2, 0);
    for (const [name, number] of [
      ['run', inPlace],
      ['map', inPlace + 1],
      ['sum', inPlace + 2],
    ] as const) {
      part.text(name);
      part.byte(0);
      part.unsigned(number);
    }
  });
  m.section(10, (part) => {
    part.unsigned(helpers.length + functions.length + (isWhole ? 0 : 1) + 3 + (two === undefined ? 0 : 1));
    for (const helper of helpers) {
      part.sized((code) => {
        code.bytes(1, helper.locals, Wasm.f64);
        helper.write(code);
        code.byte(Wasm.end);
      });
    }
    for (const body of functions) {
      part.unsigned(body.length);
      part.append(body);
    }
    if (!isWhole) part.sized((code) => inTurn(code, firstPart, functions.length));
    part.sized((code) => (direct === undefined ? runInPlace(code, run, layout) : code.append(direct)));
    part.sized((code) => mapLoop(code, run, pair));
    part.sized((code) => sumLoop(code, run, pair, outputs));
    if (two !== undefined) part.sized((code) => code.append(two));
  });
  m.section(11, (part) => {
    part.unsigned(data.length);
    for (const { address, values } of data) {
      part.bytes(0, Wasm.i32Const);
      part.signed(address);
      part.byte(Wasm.end);
      part.unsigned(8 * values.length);
      for (const x of values) part.float(x);
    }
  });
  if (description.length > 0) {
    m.section(0, (part) => {
      part.text(SECTION);
      part.append(description);
    });
  }
  return m.done().slice();
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

/** The kinds of calls that are computed, in the order of their import. */
function calleesOf({ graph, contexts }: Plan): number[] {
  const used = new Set<number>();
  for (let id = 0; id < graph.size; id++) {
    const kind = graph.ops[id];
    if (kind >= Op.call && contexts[id] >= 0) used.add(kind);
  }
  return [...used].sort((a, b) => a - b);
}

/** Functions of one name that differ in value have numbers. */
export function importName(graph: SsaGraph, kind: number, { name }: Callee): string {
  const number = graph.callees.slice(0, kind - Op.call).filter((other) => other.name === name).length;
  return number === 0 ? name : `${name} ${number}`;
}
