/**
 * A program that runs: by an interpreter at first, in WebAssembly once it has run often (tiers.ts), where it may. Where it
 * gives up, the function itself is called.
 */
import { flatten } from '../../shape/shape.js';
import { withDistrust } from '../passes/distrust.js';
import { type Plan, plan } from '../passes/plan.js';
import { dropSignedZeros } from '../passes/signed-zeros.js';
import type { Trace } from '../trace/trace.js';
import type { CodegenOptions } from '../wasm/functions.js';
import type { Constants } from './codec/constant-rows.js';
import { read } from './codec/decode.js';
import { put } from './codec/encode.js';
import { ShapeCodec } from './codec/shape-codec.js';
import { Interpreter } from './interpreter.js';
import type { OptimiseOptions } from './progress.js';
import { Compilation, patienceWith } from './tiers.js';
import {
  codeOf,
  type Memory,
  memoryFor,
  placesOf,
  type Sizes,
  sizesOf,
  viewsOf,
  WasmInstance,
  type WebAssemblyApi,
  webAssembly,
} from './wasm-instance.js';

/** What runs a program, with the reason where it is not WebAssembly: `interpreter: CompileError: ... blocked by CSP`. */
export type Engine = 'webassembly' | `interpreter: ${string}`;

/** The function itself, on plain numbers. */
export type Original = (...x: never[]) => unknown;

/** Other programs for the same function. */
export interface Alternatives {
  /** The output for an input that this program has no answer for; false where no other one has. */
  answer(input: Float64Array, output: Float64Array): boolean;
}

export class Executable {
  /** Asked before the function itself. */
  alternatives: Alternatives | undefined;
  /** True while points of a block are asked of the function itself. */
  isInBlock = false;
  /** True while functions of the user may be called. */
  private isBusy = false;
  private readonly callsOut: boolean;
  /** How many points the function itself had to answer. */
  left = 0;
  readonly program: Trace;
  /** What it is compiled of: the program, or the same with all products written down. */
  private readonly source: Compilation | undefined;
  /** The structures of the arguments. */
  readonly inputs: readonly ShapeCodec[];
  /** The structure of the result, and the same with what is known of it unless the program gives up. */
  readonly result: ShapeCodec;
  readonly ownResult: ShapeCodec;
  readonly sizes: Sizes;
  readonly input: Float64Array;
  readonly output: Float64Array;
  /** Absent before the program is optimised, and when there is no WebAssembly. */
  machine: WasmInstance | undefined;
  private readonly original: Original | undefined;
  /** What is still to be optimised, and the memory for it. */
  private compilation: Compilation | undefined;
  private readonly memory: Memory | undefined;
  /** Work that the interpreter does before the module is made. */
  private patience = Number.POSITIVE_INFINITY;
  /** Why there is no WebAssembly. */
  private refusal: string | undefined;
  private interpreter: Interpreter | undefined;
  private careful: Interpreter | undefined;
  /** Of a module whose factors 0 are numbers like any other: the program in which they are none, beside infinite slopes. */
  private spare: Interpreter | undefined;

  /**
   * @param code - the module, or what it will be made of once the program has run often.
   * @param constants - what is known of the results unless the program gives up.
   */
  constructor(
    program: Trace,
    code: Uint8Array | object | Compilation | undefined,
    engine: 'webassembly' | 'interpreter',
    original?: Original,
    constants?: Constants,
  ) {
    this.program = program;
    this.source = code instanceof Compilation ? code : undefined;
    this.inputs = program.inputs.map((shape) => new ShapeCodec(shape));
    this.result = new ShapeCodec(program.output);
    this.ownResult = constants === undefined ? this.result : new ShapeCodec(program.output, constants);
    this.sizes = sizesOf(program);
    this.original = original;
    this.callsOut = program.graph.callees.some(({ value }) => !NATIVE.has(value));
    if (engine === 'interpreter') this.refusal = 'as asked for';
    else if (webAssembly === undefined || code === undefined) this.refusal = 'there is no WebAssembly';
    else if (code instanceof Compilation) {
      this.compilation = code;
      this.memory = memoryFor(webAssembly, this.sizes, program.graph.size);
    } else this.load(webAssembly, code);
    const { fixed, row, output } = this.sizes;
    [this.input, this.output] =
      this.memory === undefined
        ? [this.machine?.input ?? new Float64Array(fixed + row), this.machine?.output ?? new Float64Array(output)]
        : viewsOf(new Float64Array(this.memory.buffer), placesOf(this.sizes));
  }

  /** The program as it is compiled. */
  get taken(): Trace {
    return this.source?.program ?? this.program;
  }

  /** What runs the program once it is optimised. */
  get engine(): Engine {
    if (this.compilation !== undefined) this.refusal ??= refusalOf(webAssembly as WebAssemblyApi);
    return this.refusal === undefined ? 'webassembly' : `interpreter: ${this.refusal}`;
  }

  /** Output from input. False where the program gave up, and the function itself was called. */
  run(): boolean {
    const isSure = this.execute();
    if (!isSure) this.again(this.input, this.output);
    return isSure;
  }

  private execute(): boolean {
    return this.callsOut ? this.alone(() => this.executeNow()) : this.executeNow();
  }

  /** Points of the block from one to another, up to one that leaves the program: see `WasmInstance`. */
  mapOn(from: number, to: number): number {
    const machine = this.machine as WasmInstance;
    return this.callsOut ? this.alone(() => machine.map(from, to, this.sizes)) : machine.map(from, to, this.sizes);
  }

  sumOn(from: number, to: number): number {
    const machine = this.machine as WasmInstance;
    return this.callsOut ? this.alone(() => machine.sum(from, to, this.sizes)) : machine.sum(from, to, this.sizes);
  }

  /** What calls functions of the user, which may not call the program: its memory holds what it is computing. */
  private alone<T>(work: () => T): T {
    this.checkFree();
    this.isBusy = true;
    try {
      return work();
    } finally {
      this.isBusy = false;
    }
  }

  /** @throws {TypeError} when the program is called by a function that it calls itself. */
  checkFree(isForBlock = false): void {
    if (!this.isBusy && !(isForBlock && this.isInBlock)) return;
    throw new TypeError(
      'compiled function: expected not to be called before it has returned, got a call from a function that it calls ' +
        'itself. Let that one call the function that was compiled.',
    );
  }

  private executeNow(): boolean {
    const { machine } = this;
    if (machine === undefined) return this.interpret();
    if (!machine.isApart) return machine.run();
    machine.input.set(this.input);
    const isSure = machine.run();
    this.output.set(machine.output);
    return isSure;
  }

  private interpret(): boolean {
    this.interpreter ??= this.first();
    if (this.compilation !== undefined) {
      this.patience -= this.interpreter.work;
      if (this.patience < 0) {
        this.optimise();
        return this.execute();
      }
    }
    return this.interpreter.run(this.input, this.output);
  }

  private first(): Interpreter {
    const interpreter = new Interpreter(this.program);
    this.patience = patienceWith(interpreter.operations);
    return interpreter;
  }

  /** Takes notice of many runs to come, which may be worth a module. */
  expect(runs: number): void {
    if (this.compilation === undefined) return;
    this.interpreter ??= this.first();
    if (this.patience < runs * this.interpreter.work) this.optimise();
  }

  /** Makes the module, unless there is one; it takes over. Where it is stopped everything stays as it is. */
  optimise(options: OptimiseOptions = {}): void {
    const { compilation, memory } = this;
    if (compilation === undefined) return;
    compilation.options = options;
    const isRoomy = compilation.fits(memory as Memory);
    const code = compilation.code(isRoomy ? 'given' : 'own');
    compilation.tell('engine');
    this.compilation = undefined;
    this.load(webAssembly as WebAssemblyApi, code, isRoomy ? memory : undefined, !isRoomy);
    if (this.machine === undefined) return;
    this.interpreter = undefined;
    if (compilation.isOther) this.spare = new Interpreter(this.program);
  }

  private load(api: WebAssemblyApi, code: Uint8Array | object, memory?: Memory, isApart = false): void {
    try {
      const module = code instanceof Uint8Array ? new api.Module(code) : code;
      this.machine = new WasmInstance(api, module, this.taken.graph, this.sizes, memory, isApart);
    } catch (error) {
      // A content security policy forbids it, or a limit of the engine.
      this.refusal = String(error);
    }
  }

  /** The output for an input, unless only the function itself knows it. */
  attempt(input: Float64Array, output: Float64Array): boolean {
    this.input.set(input);
    const isSure = this.execute();
    if (isSure) output.set(this.output);
    return isSure;
  }

  /** One point by the function itself. */
  again(input: Float64Array, output: Float64Array): void {
    if (this.alternatives?.answer(input, output) === true || this.spare?.run(input, output) === true) return;
    this.left++;
    const { original } = this;
    if (original === undefined) {
      this.withoutOriginal(input, output);
      return;
    }
    const y = original(...(this.argumentsAt(input) as never[]));
    // The result may have another structure here than at the example.
    if (!put(this.result, y, output, 0)) output.set(flatten('compile', 'f(x)', y).leaves as number[]);
  }

  private argumentsAt(input: Float64Array): unknown[] {
    let at = 0;
    return this.inputs.map((layout) => {
      const argument = read(layout, input, at);
      at += layout.size;
      return argument;
    });
  }

  /** The program's own answer, if a driver would not look again: derivatives of a NaN, and infinite ones of infinite values. */
  private withoutOriginal(input: Float64Array, output: Float64Array): void {
    this.careful ??= new Interpreter(withDistrust(this.program));
    if (this.careful.run(input, output)) return;
    throw new RangeError(
      'instantiate: expected a point at which the program alone knows the answer, got one where the function itself has to ' +
        'be asked (a derivative at a kink or an infinite slope, a decision that is another one than at the example). Call the ' +
        'function that was compiled, without compile.',
    );
  }
}

/** The plan of a program without dead code, and its module. */
export function compileProgram(
  program: Trace,
  manner?: CodegenOptions,
): { readonly plan: Plan; readonly bytes: Uint8Array } {
  const whole = plan(dropSignedZeros(program));
  return { plan: whole, bytes: codeOf(whole, sizesOf(program), new Uint8Array(0), manner) };
}

/** Functions that call no others. */
const NATIVE = new Set<unknown>(Object.getOwnPropertyNames(Math).map((name) => Math[name as keyof typeof Math]));

/** Why WebAssembly is refused, if it is. */
function refusalOf(api: WebAssemblyApi): string | undefined {
  try {
    new api.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    return undefined;
  } catch (error) {
    return String(error);
  }
}
