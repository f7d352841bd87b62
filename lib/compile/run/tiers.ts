/**
 * The two tiers of a program. It starts as its graph, which an interpreter goes through; once it has run so often that its
 * module would have been made in that time, the module takes over, in the same memory and with the same bits.
 */

import { withoutDeadCode } from '../passes/dead-code.js';
import { type Plan, plan } from '../passes/plan.js';
import { dropSignedZeros } from '../passes/signed-zeros.js';
import type { Trace } from '../trace/trace.js';
import { type CodegenOptions, roughLength } from '../wasm/functions.js';
import { type ModuleParts, moduleOf, PAGE } from '../wasm/module.js';
import { type CompileProgress, type OptimiseOptions, tell } from './progress.js';
import { type Memory, modulePartsOf, sizesOf } from './wasm-instance.js';

/**
 * Operations after which a program is optimised: about as many as the interpreter does in the time that it takes to write the
 * module, some of it whatever the program, the rest for each of its operations. A call counts as several (interpreter.ts).
 */
const FIRST = 500_000;
const FOR_EACH = 400;

/** How many operations the interpreter does of a program before its module is made. */
export function patienceWith(operations: number): number {
  return FIRST + FOR_EACH * operations;
}

/** Instructions of its module, about. */
function lengthOf(program: Trace): number {
  return roughLength(plan(dropSignedZeros(program)), sizesOf(program).fixed);
}

/** A program, and what is made of it once it is asked for. */
export class Compilation {
  private readonly traced: Trace;
  private readonly manner: CodegenOptions | undefined;
  /** Who is told how far it is. */
  options: OptimiseOptions = {};
  private other: Trace | undefined;
  private alive: Trace | undefined;
  private planned: Plan | undefined;
  private parts: ModuleParts | undefined;

  /** @param other - the same program in another form: the shorter one is made a module of. */
  constructor(traced: Trace, manner?: CodegenOptions, other?: Trace) {
    this.traced = traced;
    this.manner = manner;
    this.other = other;
  }

  /** The program without dead code. */
  get program(): Trace {
    if (this.alive !== undefined) return this.alive;
    const { other } = this;
    this.alive = withoutDeadCode(this.traced);
    if (other !== undefined && lengthOf(other) < lengthOf(this.alive)) this.alive = other;
    this.other = undefined;
    return this.alive;
  }

  get plan(): Plan {
    if (this.planned === undefined) this.tell('order');
    this.planned ??= plan(dropSignedZeros(this.program));
    return this.planned;
  }

  tell(stage: CompileProgress['stage'], done?: number): void {
    tell(this.options, stage, this.traced.graph.size, done);
  }

  /** True where a memory is large enough for it. */
  fits({ buffer }: Memory): boolean {
    return this.partsOfModule.pages * PAGE <= buffer.byteLength;
  }

  private get partsOfModule(): ModuleParts {
    const onStep = (stage: string, done?: number): void => this.tell(stage as 'loops', done);
    this.parts ??= modulePartsOf(this.plan, sizesOf(this.traced), { ...this.manner, onStep });
    return this.parts;
  }

  /** Its module: of code alone, which is a few parts in a thousand of what describes it. */
  code(memory: 'own' | 'given'): Uint8Array {
    return moduleOf(this.partsOfModule, memory, new Uint8Array(0));
  }
}
