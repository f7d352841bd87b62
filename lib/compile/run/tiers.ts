/**
 * The two tiers of a program. It starts as its graph, which an interpreter goes through; once it has run so often that its
 * module would have been made in that time, the module takes over, in the same memory and with the same bits.
 */

import { withoutDeadCode } from '../passes/dead-code.js';
import { type Plan, plan } from '../passes/plan.js';
import { dropSignedZeros } from '../passes/signed-zeros.js';
import type { Trace } from '../trace/trace.js';
import type { CodegenOptions } from '../wasm/functions.js';
import { type ModuleParts, moduleOf, PAGE } from '../wasm/module.js';
import { type CompileProgress, type OptimiseOptions, tell } from './progress.js';
import { type Memory, modulePartsOf, sizesOf } from './wasm-instance.js';

/**
 * Operations after which a program is optimised: about as many as the interpreter does in the time that it takes to write the
 * module, some of it whatever the program, the rest for each of its operations.
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
  private taken: Candidate | undefined;

  constructor(traced: Trace, manner?: CodegenOptions) {
    this.traced = traced;
    this.manner = manner;
  }

  /** The program without dead code. */
  get program(): Trace {
    return this.candidate.program;
  }

  get plan(): Plan {
    return this.candidate.plan;
  }

  tell(stage: CompileProgress['stage']): void {
    tell(this.options, stage, this.traced.graph.size);
  }

  /** True where a memory is large enough for it. */
  fits({ buffer }: Memory): boolean {
    return this.candidate.parts.pages * PAGE <= buffer.byteLength;
  }

  /** Its module: of code alone, which is a few parts in a thousand of what describes it. */
  code(memory: 'own' | 'given'): Uint8Array {
    return moduleOf(this.candidate.parts, memory, NOTHING);
  }

  /** The program as it was traced, or with all products written down, where that is shorter. */
  private get candidate(): Candidate {
    if (this.taken !== undefined) return this.taken;
    const { withData } = this.traced;
    const first = this.candidateOf(this.traced);
    const other = withData && this.candidateOf(withData);
    this.taken = other !== undefined && other.length < first.length ? other : first;
    return this.taken;
  }

  private candidateOf(program: Trace): Candidate {
    return new Candidate(program, this.manner, (stage) => this.tell(stage));
  }
}

/** One way to write a program. */
class Candidate {
  private readonly traced: Trace;
  private readonly manner: CodegenOptions | undefined;
  private readonly tell: (stage: CompileProgress['stage']) => void;
  private alive: Trace | undefined;
  private planned: Plan | undefined;
  private made: ModuleParts | undefined;

  constructor(traced: Trace, manner: CodegenOptions | undefined, tell: (stage: CompileProgress['stage']) => void) {
    this.traced = traced;
    this.manner = manner;
    this.tell = tell;
  }

  get program(): Trace {
    this.alive ??= withoutDeadCode(this.traced);
    return this.alive;
  }

  get plan(): Plan {
    if (this.planned === undefined) this.tell('order');
    this.planned ??= plan(dropSignedZeros(this.program));
    return this.planned;
  }

  get parts(): ModuleParts {
    const onStep = (stage: string): void => this.tell(stage as 'loops');
    this.made ??= modulePartsOf(this.plan, sizesOf(this.traced), { ...this.manner, onStep });
    return this.made;
  }

  /** Bytes of its module. */
  get length(): number {
    return moduleOf(this.parts, 'own', NOTHING).length;
  }
}

const NOTHING = new Uint8Array(0);
