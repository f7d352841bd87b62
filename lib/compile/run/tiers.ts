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
    const own = withoutDeadCode(this.traced);
    this.alive = other === undefined ? own : this.shorter(own, other);
    this.other = undefined;
    return this.alive;
  }

  /** Where an estimate does not tell clearly the modules do; that of the shorter one is kept. */
  private shorter(own: Trace, other: Trace): Trace {
    const programs = [own, other].map((program) => ({ program, plan: plan(dropSignedZeros(program)) }));
    const [a, b] = programs.map(({ plan }) => roughLength(plan, sizesOf(this.traced).fixed)) as [number, number];
    if (2 * b < a || 2 * a < b) return b < a ? other : own;
    const made = programs.map((one) => {
      const parts = modulePartsOf(one.plan, sizesOf(this.traced), this.manner);
      return { ...one, parts, length: moduleOf(parts, 'own', new Uint8Array(0)).length };
    });
    const [first, second] = made as [(typeof made)[0], (typeof made)[0]];
    const best = second.length < first.length ? second : first;
    this.planned = best.plan;
    this.parts = best.parts;
    return best.program;
  }

  /** It is not the program as it was traced at first. */
  get isOther(): boolean {
    return this.program.graph.keepsData && !this.traced.graph.keepsData;
  }

  get plan(): Plan {
    if (this.planned === undefined) this.tell('order');
    const { program } = this;
    this.planned ??= plan(dropSignedZeros(program));
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
    const { plan } = this;
    this.parts ??= modulePartsOf(plan, sizesOf(this.traced), { ...this.manner, onStep });
    return this.parts;
  }

  /** Its module: of code alone, which is a few parts in a thousand of what describes it. */
  code(memory: 'own' | 'given'): Uint8Array {
    return moduleOf(this.partsOfModule, memory, new Uint8Array(0));
  }
}
