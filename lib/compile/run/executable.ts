/**
 * A program that runs: in WebAssembly where it may, by an interpreter elsewhere. Where it gives up, the function itself is
 * called.
 */
import { flatten } from '../../shape/shape.js';
import { sizeOf } from '../../shape/size.js';
import { withDistrust } from '../passes/distrust.js';
import { type Plan, plan } from '../passes/plan.js';
import { dropSignedZeros } from '../passes/signed-zeros.js';
import { argumentsOf, type Trace } from '../trace/trace.js';
import type { CodegenOptions } from '../wasm/functions.js';
import type { Constants } from './codec/constant-rows.js';
import { ShapeCodec } from './codec/shape-codec.js';
import { Interpreter } from './interpreter.js';
import { codeOf, type Sizes, WasmInstance, type WebAssemblyApi, webAssembly } from './wasm-instance.js';

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
  readonly program: Trace;
  /** The structures of the arguments. */
  readonly inputs: readonly ShapeCodec[];
  /** The structure of the result, and the same with what is known of it unless the program gives up. */
  readonly result: ShapeCodec;
  readonly ownResult: ShapeCodec;
  readonly sizes: Sizes;
  readonly engine: Engine;
  readonly input: Float64Array;
  readonly output: Float64Array;
  /** Absent when there is no WebAssembly. */
  readonly machine: WasmInstance | undefined;
  private readonly original: Original | undefined;
  private interpreter: Interpreter | undefined;
  private careful: Interpreter | undefined;

  constructor(
    program: Trace,
    bytes: Uint8Array | object | undefined,
    engine: 'webassembly' | 'interpreter',
    original?: Original,
    constants?: Constants,
  ) {
    this.program = program;
    this.inputs = program.inputs.map((shape) => new ShapeCodec(shape));
    this.result = new ShapeCodec(program.output);
    this.ownResult = constants === undefined ? this.result : new ShapeCodec(program.output, constants);
    this.sizes = sizesOf(program);
    this.original = original;
    const loaded = engine === 'webassembly' ? load(bytes) : 'as asked for';
    if (typeof loaded === 'string') {
      this.machine = undefined;
      this.engine = `interpreter: ${loaded}`;
    } else {
      this.machine = new WasmInstance(loaded.api, loaded.module, program.graph, this.sizes);
      this.engine = 'webassembly';
    }
    this.input = this.machine?.input ?? new Float64Array(this.sizes.fixed + this.sizes.row);
    this.output = this.machine?.output ?? new Float64Array(this.sizes.output);
  }

  /** Output from input. False where the program gave up, and the function itself was called. */
  run(): boolean {
    const isSure = this.machine === undefined ? this.interpret(this.input, this.output) : this.machine.run();
    if (!isSure) this.again(this.input, this.output);
    return isSure;
  }

  private interpret(input: Float64Array, output: Float64Array): boolean {
    this.interpreter ??= new Interpreter(plan(dropSignedZeros(this.program)));
    return this.interpreter.run(input, output);
  }

  /** The output for an input, unless only the function itself knows it. */
  attempt(input: Float64Array, output: Float64Array): boolean {
    this.input.set(input);
    const isSure = this.machine === undefined ? this.interpret(this.input, this.output) : this.machine.run();
    if (isSure) output.set(this.output);
    return isSure;
  }

  /** One point by the function itself. */
  again(input: Float64Array, output: Float64Array): void {
    if (this.alternatives?.answer(input, output) === true) return;
    const { original, program } = this;
    if (original === undefined) {
      this.withoutOriginal(input, output);
      return;
    }
    const args = argumentsOf(program.inputs, input);
    output.set(flatten('compile', 'f(x)', original(...(args as never[]))).leaves as number[]);
  }

  /** The program's own answer, if a driver would not look again: derivatives of a NaN, and infinite ones of infinite values. */
  private withoutOriginal(input: Float64Array, output: Float64Array): void {
    this.careful ??= new Interpreter(plan(withDistrust(this.program)));
    if (this.careful.run(input, output)) return;
    throw new RangeError(
      'instantiate: expected a point at which the program alone knows the answer, got one where the function itself has to ' +
        'be asked (a derivative at a kink or an infinite slope, a decision that is another one than at the example). Call the ' +
        'function that was compiled, without compile.',
    );
  }
}

export function sizesOf({ inputs, output }: Trace): Sizes {
  const sizes = inputs.map(sizeOf);
  const row = sizes.pop() ?? 0;
  return { fixed: sizes.reduce((total, n) => total + n, 0), row, output: sizeOf(output) };
}

/** The plan of a program, and its module: of code alone, which is a few parts in a thousand of what describes it. */
export function compileProgram(
  program: Trace,
  manner?: CodegenOptions,
): { readonly plan: Plan; readonly bytes: Uint8Array } {
  const whole = plan(dropSignedZeros(program));
  return { plan: whole, bytes: codeOf(whole, sizesOf(program), new Uint8Array(0), manner) };
}

/** The compiled module; the reason where there is none. */
function load(bytes: Uint8Array | object | undefined): { api: WebAssemblyApi; module: object } | string {
  const api = webAssembly;
  if (api === undefined || bytes === undefined) return 'there is no WebAssembly';
  if (!(bytes instanceof Uint8Array)) return { api, module: bytes };
  try {
    return { api, module: new api.Module(bytes) };
  } catch (error) {
    // A content security policy forbids it, or a limit of the engine.
    return String(error);
  }
}
