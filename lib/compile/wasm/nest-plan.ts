/**
 * How a loop of loops is written: which numbers its places are sums of, and from where each read comes.
 *
 * A place is a constant and a register, which goes on by differences as the loop goes on: r ← r + d₁, d₁ ← d₁ + d₂ ... Places
 * that go on alike share a register. A read finds the value in the local of the step that computed it wherever that has not
 * been computed again since; else in memory, where each value has a place of its own.
 */
import type { Nest, Repeats } from '../schedule/repeats.js';
import type { Subject } from '../schedule/reroll.js';
import type { LoopShape, Shape } from '../schedule/rolling.js';
import { NEVER } from '../schedule/statement-list.js';
import { Read } from '../schedule/statements.js';
import { before, going, isEqual, type Register, type Sum } from './registers.js';

export interface NestedLoop {
  readonly parent: NestedLoop | undefined;
  readonly count: Sum;
  /** Instructions that are written for it. */
  written: number;
  readonly body: (NestedLoop | NestedStep)[];
  readonly registers: Map<string, Register>;
  /** Steps whose values are read in the next iteration, with the reads that say what comes before the first. */
  readonly entries: Map<NestedStep, NestedRead>;
}

export interface NestedStep {
  readonly parent: NestedLoop;
  readonly body?: undefined;
  readonly number: number;
  /** The first step of the program that it stands for. */
  at: number;
  readonly place: Sum;
  readonly reads: readonly NestedRead[];
  readonly targets: readonly Sum[];
  /** Some place in the output is below the first one. */
  isBelow: boolean;
  /** Its value is read from memory, or from its local. */
  isStored: boolean;
  isKept: boolean;
  /** The latest step of the program that it stands for, while they are gone through. */
  latest: number;
}

export interface NestedRead {
  readonly place: Sum;
  readonly kind: number;
  /** The step whose local has it: in all iterations, in all but the first, in the first; undefined where there is none. */
  source: NestedStep | null | undefined;
  later: NestedStep | null | undefined;
  first: NestedStep | null | undefined;
  /** The value is there before the loop begins: in all iterations, in the first. */
  isEarly: boolean;
  isFirstEarly: boolean;
  /** A place that goes below the first one: its address is a sum. */
  isBelow: boolean;
}

/** All loops of a program, with what they read of each other and of the steps between them. */
export class NestPlans {
  readonly plans: ReadonlyMap<number, NestedLoop>;
  /** 1 for nodes of steps outside of all loops that are read from memory. */
  readonly isShared: Uint8Array;
  /** Constants that are read from memory: to the place of the last one. */
  constants = 0;
  private readonly subject: Subject;
  private readonly repeats: Repeats;
  /** The nested step that a step of the program is an instance of, by number. */
  private readonly owners: Int32Array;
  private readonly steps: NestedStep[] = [];
  /** Where the loop begins that is gone through. */
  private start = 0;
  /** 1 for steps of the first iteration of the loop around them. */
  private readonly isFirst: Uint8Array;

  constructor(subject: Subject, repeats: Repeats) {
    const { size } = subject.items;
    this.subject = subject;
    this.repeats = repeats;
    this.owners = new Int32Array(size).fill(NEVER);
    this.isFirst = new Uint8Array(size);
    this.isShared = new Uint8Array(subject.graph.size);
    const plans = new Map<number, NestedLoop>();
    for (const nest of repeats.nests.values()) plans.set(nest.start, this.planOf(nest));
    this.plans = plans;
    this.share();
    for (const plan of plans.values()) use(plan);
  }

  private planOf(nest: Nest): NestedLoop {
    this.start = nest.start;
    const parameters = Array.from(nest.parameters, (constant) => ({ register: undefined, constant }));
    const loop = this.build(nest.shape, parameters, undefined) as NestedLoop;
    const end = this.instances(loop, nest.shape, nest.parameters, nest.start, false, nest.start);
    if (end !== nest.end)
      throw new Error('compile: a loop has other steps than its program. This is a fault of hyperdual.');
    this.settle(loop);
    return loop;
  }

  /** The loop or step of a shape, whose parameters are sums. */
  private build(shape: Shape, sums: readonly Sum[], parent: NestedLoop | undefined): NestedLoop | NestedStep {
    if (shape.body === undefined) return this.step(sums, shape.example, parent as NestedLoop);
    const loop: NestedLoop = {
      parent,
      count: sums[0],
      written: 0,
      body: [],
      registers: new Map(),
      entries: new Map(),
    };
    const inner: Sum[] = [];
    let next = 1;
    for (const degree of shape.degrees) {
      inner.push(degree === 0 ? sums[next] : going(loop.registers, sums.slice(next, next + degree + 1)));
      next += degree + 1;
    }
    let used = 0;
    for (const part of shape.body) {
      loop.body.push(this.build(part, inner.slice(used, used + part.size), loop));
      used += part.size;
      loop.written += part.body === undefined ? this.subject.items.work(part.example) : 0;
    }
    for (const part of loop.body) loop.written += part.body === undefined ? 0 : part.written;
    return loop;
  }

  private step(sums: readonly Sum[], example: number, parent: NestedLoop): NestedStep {
    const { items } = this.subject;
    const from = items.operandStarts[example];
    const count = items.operandStarts[example + 1] - from;
    const step: NestedStep = {
      parent,
      number: this.steps.length,
      at: NEVER,
      place: sums[0],
      reads: sums.slice(1, count + 1).map((place, k) => readOf(place, items.readKind(items.operands[from + k]))),
      targets: sums.slice(count + 1),
      isBelow: false,
      isStored: false,
      isKept: false,
      latest: NEVER,
    };
    this.steps.push(step);
    return step;
  }

  /** Goes through all steps of the program that a loop or step stands for, in their order; the step after them. */
  private instances(
    part: NestedLoop | NestedStep,
    shape: Shape,
    parameters: ArrayLike<number>,
    start: number,
    isFirst: boolean,
    loopStart: number,
  ): number {
    if (part.body === undefined) {
      this.instance(part, start, isFirst, loopStart);
      return start + 1;
    }
    const { body, degrees } = shape as LoopShape;
    const going = Array.from(parameters).slice(1);
    const inner = new Int32Array(degrees.length);
    let at = start;
    for (let count = parameters[0]; count > 0; count--) {
      let place = 0;
      for (let i = 0; i < degrees.length; i++) {
        inner[i] = going[place];
        for (let order = 0; order < degrees[i]; order++, place++) going[place] = going[place] + going[place + 1];
        place++;
      }
      let used = 0;
      for (let i = 0; i < body.length; i++) {
        at = this.instances(
          part.body[i],
          body[i],
          inner.subarray(used, used + body[i].size),
          at,
          count === parameters[0],
          start,
        );
        used += body[i].size;
      }
    }
    return at;
  }

  /** One step of the program: from where it could have what it reads. */
  private instance(step: NestedStep, at: number, isFirst: boolean, loopStart: number): void {
    const { items } = this.subject;
    const { offsets, parameters } = this.repeats;
    this.isFirst[at] = isFirst ? 1 : 0;
    let next = offsets[at] + 1;
    for (let k = 0; k < step.reads.length; k++) {
      const read = step.reads[k];
      if (parameters[next++] < read.place.constant) read.isBelow = true;
      if (read.kind < Read.condition) continue;
      const definition = items.definedAt[items.operands[items.operandStarts[at] + k]];
      if (definition >= loopStart) read.isEarly = false;
      if (definition >= loopStart && isFirst) read.isFirstEarly = false;
      // Locals of another loop of loops are not those of this one.
      const owner = definition < this.start ? NEVER : this.owners[definition];
      const found = owner === NEVER || this.steps[owner].latest !== definition ? null : this.steps[owner];
      read.source = joined(read.source, found);
      if (isFirst) read.first = joined(read.first, found);
      else read.later = joined(read.later, found);
    }
    for (const target of step.targets) if (parameters[next++] < target.constant) step.isBelow = true;
    this.owners[at] = step.number;
    if (step.at === NEVER) step.at = at;
    step.latest = at;
  }

  /** Decides for each read where it has its value from. */
  private settle(loop: NestedLoop): void {
    for (const part of loop.body) {
      if (part.body !== undefined) {
        this.settle(part);
        continue;
      }
      for (const read of part.reads) {
        if (read.kind < Read.condition) continue;
        const { source, later } = read;
        // A local of a loop before is still there; of a step that comes later it is that of the iteration before.
        if (source) source.isKept = true;
        else if (later && later.parent === loop && read.isFirstEarly && carries(loop, later, read)) later.isKept = true;
        else read.later = null;
        if (source || read.later) continue;
        read.source = null;
      }
    }
    for (const read of loop.entries.values()) if (read.first) read.first.isKept = true;
  }

  /** What is read from memory is stored. */
  private share(): void {
    const { items } = this.subject;
    for (let at = 0; at < items.size; at++) {
      const step = this.owners[at] === NEVER ? undefined : this.steps[this.owners[at]];
      for (let i = items.operandStarts[at]; i < items.operandStarts[at + 1]; i++) {
        const node = items.operands[i];
        const kind = items.readKind(node);
        const read = step?.reads[i - items.operandStarts[at]];
        if (kind === Read.constant && read?.place.register !== undefined)
          this.constants = Math.max(
            this.constants,
            this.repeats.parameters[this.repeats.offsets[at] + 1 + i - items.operandStarts[at]] / 8 + 1,
          );
        if (kind < Read.condition) continue;
        if (read !== undefined && !this.isFromMemory(read, at)) continue;
        const owner = this.owners[items.definedAt[node]];
        if (owner !== NEVER) this.steps[owner].isStored = true;
        else if (read !== undefined) this.isShared[node] = 1;
      }
    }
  }

  private isFromMemory(read: NestedRead, at: number): boolean {
    if (read.source) return false;
    if (!read.later) return true;
    return this.isFirst[at] === 1 && !read.first;
  }
}

function joined(known: NestedStep | null | undefined, found: NestedStep | null): NestedStep | null {
  return known === undefined || known === found ? found : null;
}

/** True where the local of a step can begin with what a read reads first: all such reads of one loop have to agree. */
function carries({ entries }: NestedLoop, step: NestedStep, read: NestedRead): boolean {
  const known = entries.get(step);
  if (known === undefined) entries.set(step, read);
  return known === undefined || isEqual(known.place, read.place);
}

function readOf(place: Sum, kind: number): NestedRead {
  const [source, later, first] = [undefined, undefined, undefined];
  return { place, kind, source, later, first, isEarly: true, isFirstEarly: true, isBelow: false };
}

/** Marks the registers that are written. */
function use(loop: NestedLoop): void {
  const mark = ({ register }: Sum): void => {
    if (register === undefined || register.isUsed) return;
    register.isUsed = true;
    mark({ register: register.from, constant: 0 });
    for (const difference of register.differences) mark(difference);
  };
  mark(loop.count);
  for (const read of loop.entries.values()) if (!read.first) mark(before(loop.registers, read.place));
  for (const part of loop.body) {
    if (part.body !== undefined) use(part);
    else {
      if (part.isStored) mark(part.place);
      for (const target of part.targets) mark(target);
      for (const read of part.reads) if (!read.source && !read.later) mark(read.place);
    }
  }
}
