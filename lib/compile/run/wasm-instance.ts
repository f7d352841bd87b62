/** A program in WebAssembly, with its memory. */

import type { Plan } from '../passes/plan.js';
import type { Callee, SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import type { CodegenOptions } from '../wasm/functions.js';
import { importName, moduleOf } from '../wasm/module.js';

/** How many numbers go in and out. */
export interface Sizes {
  /** Inputs of all arguments but the last, which is the row when a program runs over many. */
  readonly fixed: number;
  readonly row: number;
  readonly output: number;
}

/** Where in memory everything is, in numbers of 8 bytes. */
export interface Places {
  readonly input: number;
  readonly row: number;
  readonly output: number;
  /** Outputs of two rows, while rows are added up. */
  readonly single: number;
  /** Rows and outputs of a block of points. */
  readonly rows: number;
  readonly outputs: number;
  readonly block: number;
  readonly shared: number;
}

/** Numbers in a block: it stays in the second cache. */
const BLOCK = 16384;

export function placesOf({ fixed, row, output }: Sizes): Places {
  const block = Math.max(1, Math.floor(BLOCK / Math.max(1, row + output)));
  const single = fixed + row + output;
  const rows = single + 2 * output;
  const outputs = rows + block * row;
  return { input: 0, row: fixed, output: fixed + row, single, rows, outputs, block, shared: outputs + block * output };
}

/** The module of a program. */
export function codeOf(program: Plan, sizes: Sizes, description: Uint8Array, manner?: CodegenOptions): Uint8Array {
  const { row, output, shared } = placesOf(sizes);
  const layout = { fixed: sizes.fixed, row: 8 * row, output: 8 * output, shared: 8 * shared };
  return moduleOf(program, layout, sizes.output, description, manner);
}

/** What this library uses of WebAssembly; the global is missing where it is forbidden. */
export interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): object;
    customSections(module: object, name: string): ArrayBuffer[];
  };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

export const webAssembly: WebAssemblyApi | undefined = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  run(): number;
  map(fixed: number, row: number, output: number, count: number, rowBytes: number, outputBytes: number): number;
  sum(fixed: number, row: number, output: number, count: number, rowBytes: number, sums: number): number;
}

export class WasmInstance {
  readonly input: Float64Array;
  readonly output: Float64Array;
  readonly places: Places;
  /** All of its memory. */
  readonly memory: Float64Array;
  private readonly exports: Exports;

  constructor(api: WebAssemblyApi, module: object, graph: SsaGraph, sizes: Sizes) {
    const places = placesOf(sizes);
    this.exports = new api.Instance(module, { functions: functionsOf(graph) }).exports as Exports;
    this.places = places;
    this.memory = new Float64Array(this.exports.memory.buffer);
    this.input = this.memory.subarray(places.input, places.output);
    this.output = this.memory.subarray(places.output, places.single);
  }

  /** Output from input; false where the function itself has to be asked. */
  run(): boolean {
    return this.exports.run() === 0;
  }

  /** Outputs of the rows from one to another of the block; the number of the first for which the function itself has to be asked, or `to`. */
  map(from: number, to: number, sizes: Sizes): number {
    const { input, rows, outputs } = this.places;
    const row = 8 * (rows + from * sizes.row);
    const output = 8 * (outputs + from * sizes.output);
    return from + this.exports.map(8 * input, row, output, to - from, 8 * sizes.row, 8 * sizes.output);
  }

  /** Adds the outputs of rows of the block to the output. */
  sum(from: number, to: number, sizes: Sizes): number {
    const { input, rows, single, output } = this.places;
    const row = 8 * (rows + from * sizes.row);
    return from + this.exports.sum(8 * input, row, 8 * single, to - from, 8 * sizes.row, 8 * output);
  }
}

function functionsOf(graph: SsaGraph): Record<string, Callee['value']> {
  const entries = graph.callees.map((callee, i): [string, Callee['value']] => [
    importName(graph, Op.call + i, callee),
    callee.value,
  ]);
  return Object.fromEntries(entries);
}
