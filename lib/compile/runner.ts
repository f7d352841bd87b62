/**
 * A program that runs: in WebAssembly where it may, by an interpreter elsewhere.
 *
 * Either computes without the rules for NaN and says when it met one. Then the point is done again with all rules: by a
 * second machine, or a second interpreter, made when it is needed for the first time; and where even that cannot tell, by
 * the function itself.
 */
import { fill, flatten, type Shape } from '../shape/shape.js';
import type { Constants } from './constants.js';
import { planExactly } from './exact.js';
import { Interpreter } from './interpreter.js';
import { Layout } from './layout.js';
import { lower } from './lower.js';
import { codeOf, Machine, type Sizes, type WebAssemblyApi, webAssembly } from './machine.js';
import { type Plan, plan } from './plan.js';
import { QuickInterpreter } from './quick-interpreter.js';
import { sizeOf, type Trace } from './trace.js';
import type { Manner } from './wasm-body.js';

/** What runs a program, with the reason where it is not WebAssembly: `interpreter: CompileError: ... blocked by CSP`. */
export type Engine = 'webassembly' | `interpreter: ${string}`;

/** The function itself, on plain numbers. */
export type Original = (...x: never[]) => unknown;

export class Runner {
  readonly program: Trace;
  /** The structures of the arguments. */
  readonly inputs: readonly Layout[];
  /** The structure of the result, and the same with what is known of it as long as no NaN appears. */
  readonly result: Layout;
  readonly resultWithoutNaN: Layout;
  readonly sizes: Sizes;
  readonly engine: Engine;
  readonly input: Float64Array;
  readonly output: Float64Array;
  /** The machine for the points without NaN; absent when there is no WebAssembly. */
  readonly machine: Machine | undefined;
  private readonly api: WebAssemblyApi | undefined;
  private readonly original: Original | undefined;
  private quick: QuickInterpreter | undefined;
  private exactly: ((input: Float64Array, output: Float64Array) => boolean) | undefined;

  constructor(
    program: Trace,
    bytes: Uint8Array | object | undefined,
    engine: 'webassembly' | 'interpreter',
    original?: Original,
    constants?: Constants,
  ) {
    this.program = program;
    this.inputs = program.inputs.map((shape) => new Layout(shape));
    this.result = new Layout(program.output);
    this.resultWithoutNaN = constants === undefined ? this.result : new Layout(program.output, constants);
    this.sizes = sizesOf(program);
    this.original = original;
    const loaded = engine === 'webassembly' ? load(bytes) : 'as asked for';
    if (typeof loaded === 'string') {
      this.api = undefined;
      this.machine = undefined;
      this.engine = `interpreter: ${loaded}`;
    } else {
      this.api = loaded.api;
      this.machine = new Machine(loaded.api, loaded.module, program.graph, this.sizes);
      this.engine = 'webassembly';
    }
    this.input = this.machine?.input ?? new Float64Array(this.sizes.fixed + this.sizes.row);
    this.output = this.machine?.output ?? new Float64Array(this.sizes.output);
  }

  /** Output from input. True where no NaN appeared. */
  run(): boolean {
    const isSure = this.machine === undefined ? this.interpreter.run(this.input, this.output) : this.machine.run();
    if (!isSure) this.again(this.input, this.output);
    return isSure;
  }

  private get interpreter(): QuickInterpreter {
    this.quick ??= new QuickInterpreter(plan(lower(this.program)));
    return this.quick;
  }

  /** One point with all rules. */
  again(input: Float64Array, output: Float64Array): void {
    this.exactly ??= this.exact();
    if (!this.exactly(input, output)) this.ask(input, output);
  }

  private exact(): (input: Float64Array, output: Float64Array) => boolean {
    const { api, program, sizes } = this;
    if (api !== undefined) {
      const module = moduleOrNone(api, codeOf(planExactly(program), sizes, new Uint8Array(0)));
      if (module !== undefined) {
        const machine = new Machine(api, module, program.graph, sizes);
        return (input, output) => {
          machine.input.set(input);
          const isSure = machine.run();
          output.set(machine.output);
          return isSure;
        };
      }
    }
    const interpreter = new Interpreter(program);
    return (input, output) => interpreter.run(input, output);
  }

  /** What the function says itself. */
  private ask(input: Float64Array, output: Float64Array): void {
    if (this.original === undefined) {
      throw new RangeError(
        'instantiate: expected a point without NaN, got one where only the function itself knows the answer (derivatives of ' +
          'reverse-mode derivatives at a NaN, mixed second derivatives where a kink is touched). Call the function that was compiled, without compile.',
      );
    }
    let at = 0;
    const args = this.program.inputs.map((shape: Shape) => {
      const leaves = Array.from(input.subarray(at, at + sizeOf(shape)));
      at += leaves.length;
      return fill(shape, leaves);
    });
    output.set(flatten('compile', 'f(x)', this.original(...(args as never[]))).leaves as number[]);
  }
}

export function sizesOf({ inputs, output }: Trace): Sizes {
  const sizes = inputs.map(sizeOf);
  const row = sizes.pop() ?? 0;
  return { fixed: sizes.reduce((total, n) => total + n, 0), row, output: sizeOf(output) };
}

/** The plan that runs first, and its module: of code alone, which is a few parts in a thousand of what describes it. */
export function compileProgram(program: Trace, manner?: Manner): { readonly plan: Plan; readonly bytes: Uint8Array } {
  const fast = plan(lower(program));
  return { plan: fast, bytes: codeOf(fast, sizesOf(program), new Uint8Array(0), manner) };
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

/** The compiled module, or none. */
function moduleOrNone(api: WebAssemblyApi, bytes: Uint8Array): object | undefined {
  try {
    return new api.Module(bytes);
  } catch {
    return undefined;
  }
}
