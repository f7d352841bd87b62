/** A program in WebAssembly, with its memory. */

import { sizeOf } from '../../shape/size.js';
import type { Plan } from '../passes/plan.js';
import type { Callee, SsaGraph } from '../trace/graph.js';
import type { Trace } from '../trace/trace.js';
import type { CodegenOptions } from '../wasm/functions.js';
import { type ModuleParts, moduleOf, PAGE, partsOf } from '../wasm/module.js';

/** How many numbers go in and out. */
export interface Sizes {
  /** Inputs of all arguments but the last, which is the row when a program runs over many. */
  readonly fixed: number;
  readonly row: number;
  readonly output: number;
}

export function sizesOf({ inputs, output }: Pick<Trace, 'inputs' | 'output'>): Sizes {
  const sizes = inputs.map(sizeOf);
  const row = sizes.pop() ?? 0;
  return { fixed: sizes.reduce((total, n) => total + n, 0), row, output: sizeOf(output) };
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

/** The module of a program, before its bytes are put together. */
export function modulePartsOf(program: Plan, sizes: Sizes, manner?: CodegenOptions): ModuleParts {
  const { row, output, shared } = placesOf(sizes);
  const layout = { fixed: sizes.fixed, row: 8 * row, output: 8 * output, shared: 8 * shared };
  return partsOf(program, layout, sizes.output, manner);
}

/** The module of a program, with a memory of its own. */
export function codeOf(program: Plan, sizes: Sizes, description: Uint8Array, manner?: CodegenOptions): Uint8Array {
  return moduleOf(modulePartsOf(program, sizes, manner), 'own', description);
}

/** What this library uses of WebAssembly; the global is missing where it is forbidden. */
export interface WebAssemblyApi {
  readonly Module: {
    new (bytes: Uint8Array): object;
    customSections(module: object, name: string): ArrayBuffer[];
  };
  readonly Memory: new (size: { readonly initial: number }) => Memory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

export const webAssembly: WebAssemblyApi | undefined = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;

export interface Memory {
  readonly buffer: ArrayBuffer;
}

interface Exports {
  /** Unless it was given. */
  readonly memory?: Memory;
  run(): number;
  map(fixed: number, row: number, output: number, count: number, rowBytes: number, outputBytes: number): number;
  sum(fixed: number, row: number, output: number, count: number, rowBytes: number, sums: number): number;
}

export class WasmInstance {
  readonly input: Float64Array;
  readonly output: Float64Array;
  readonly places: Places;
  /** Its input and output are not those of its callers: the memory that they were given is too small for it. */
  readonly isApart: boolean;
  /** All of its memory. */
  readonly memory: Float64Array;
  private readonly exports: Exports;

  constructor(
    api: WebAssemblyApi,
    module: object,
    graph: SsaGraph,
    sizes: Sizes,
    given: Memory | undefined,
    isApart: boolean,
  ) {
    this.isApart = isApart;
    const imports = { functions: functionsOf(graph), memory: { memory: given } };
    this.exports = new api.Instance(module, imports).exports as Exports;
    this.places = placesOf(sizes);
    this.memory = new Float64Array(((given ?? this.exports.memory) as Memory).buffer);
    [this.input, this.output] = viewsOf(this.memory, this.places);
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

/** The input and the output in a memory. */
export function viewsOf(memory: Float64Array, places: Places): [input: Float64Array, output: Float64Array] {
  return [memory.subarray(places.input, places.output), memory.subarray(places.output, places.single)];
}

/** Memory for a program that is written later: arrays and tables of a few numbers for each of its nodes. */
export function memoryFor(api: WebAssemblyApi, sizes: Sizes, nodes: number): Memory {
  const { shared } = placesOf(sizes);
  return new api.Memory({ initial: Math.ceil((8 * shared + BYTES_A_NODE * nodes) / PAGE) + 1 });
}

/** What is not touched takes no place; a program that needs more has a memory of its own. */
const BYTES_A_NODE = 48;

function functionsOf(graph: SsaGraph): Record<string, Callee['value']> {
  return Object.fromEntries(graph.callees.map(({ as, value }): [string, Callee['value']] => [as, value]));
}
