/**
 * The instructions of a function, step by step.
 *
 * A statement leaves its value in a local, which is used again for another value once nobody needs this one.
 */

import type { Plan } from '../passes/plan.js';
import type { LoopNest } from '../schedule/loop-nest.js';
import type { Nest } from '../schedule/repeats.js';
import type { Subject } from '../schedule/reroll.js';
import type { Schedule } from '../schedule/schedule.js';
import { NEVER, type StatementList } from '../schedule/statement-list.js';
import { expression, isDefinition, Read, Statement } from '../schedule/statements.js';
import { Op } from '../trace/ops.js';
import { Bytes } from './bytes.js';
import type { Image } from './images.js';
import { Locals } from './locals.js';
import { type FunctionAround, LoopWriter } from './loop-writer.js';
import type { NestedLoop } from './nest-plan.js';
import { NestWriter } from './nest-writer.js';
import { isNested, type Nested } from './nested.js';
import { Wasm } from './opcodes.js';
import { copy, type SpaceName, type Target } from './target.js';

/** A program in order. */
export interface Source {
  readonly program: Plan;
  readonly order: Schedule;
  readonly subject: Subject;
  /** Results that are copied. */
  readonly images: readonly Image[];
}

const NONE = -1;

export class StatementWriter implements FunctionAround {
  /** Values that go from one function to another at the same time. */
  slots = 0;
  readonly items: StatementList;
  readonly target: Target;
  /** Of the function that is being written. */
  code: Bytes = new Bytes();
  locals: Locals;
  private readonly source: Source;
  private readonly parts: LoopNest;
  private readonly callOf: (op: number) => number;
  /** Reads of each node still to come. */
  private readonly remaining: Int32Array;
  /** The local of a node in its own function, and its slot in memory for others; NONE for none. */
  private readonly localOf: Int32Array;
  private readonly slotOf: Int32Array;
  private readonly freeSlots: number[] = [];
  private chunk = 0;

  constructor(source: Source, parts: LoopNest, target: Target, callOf: (op: number) => number) {
    this.source = source;
    this.parts = parts;
    this.target = target;
    this.callOf = callOf;
    this.items = parts.items;
    this.locals = new Locals(target);
    this.remaining = source.program.uses.slice();
    this.localOf = new Int32Array(source.program.graph.size).fill(NONE);
    this.slotOf = new Int32Array(source.program.graph.size).fill(NONE);
    if (isNested(parts)) this.givePlaces(parts);
  }

  /** Every value has a place of its own, whether it is put there or not. */
  private givePlaces({ repeats: { offsets, parameters } }: Nested): void {
    const { items } = this;
    for (let at = 0; at < items.size; at++) this.slotOf[items.nodes[at]] = parameters[offsets[at]] / 8;
  }

  /** The body of one function, with its locals. */
  write(chunk: number): Uint8Array {
    const { target } = this;
    const { ends } = this.parts.cuts;
    const [from, to] = [chunk === 0 ? 0 : ends[chunk - 1], ends[chunk]];
    this.chunk = chunk;
    this.code = new Bytes(4096);
    this.locals = new Locals(target);
    if (chunk === 0) this.copyImages();
    this.steps(from, to);
    if (to === this.items.size) this.trivialResults();
    const body = new Bytes(this.code.size + 16);
    this.locals.declare(body);
    body.append(this.code.done());
    target.report(body);
    body.byte(Wasm.end);
    return body.done();
  }

  private steps(from: number, to: number): void {
    const { items, parts } = this;
    for (let at = from; at < to; ) {
      const loop = parts.loops[parts.places.run[at]];
      if (loop !== undefined) {
        new LoopWriter(this, loop).write();
        at += loop.period * loop.count;
        continue;
      }
      const nest = isNested(parts) ? parts.repeats.nests.get(at) : undefined;
      if (nest !== undefined) {
        this.nest(parts as Nested, nest);
        at = nest.end;
        continue;
      }
      if (this.adopts(at)) this.keep(items.nodes[at], items.steps[at] !== Statement.setThen);
      else {
        const step = this.step(
          at,
          (leaf) => this.value(leaf),
          () => true,
        );
        // The place of a select belongs to it until both sides have set it.
        if (isDefinition(step)) this.assign(items.nodes[at], step !== Statement.setThen);
      }
      if (items.steps[at] === Statement.setThen) this.foresee(at);
      at++;
    }
  }

  private nest({ plans, repeats }: Nested, { start, end }: Nest): void {
    const { items } = this;
    const { program, subject } = this.source;
    const writer = new NestWriter(this, {
      constantsAt: 8 * items.size,
      constants: repeats.constants,
      isFixed: (at, k) => program.graph.a[items.operands[items.operandStarts[at] + k]] < subject.fixed,
    });
    writer.write(plans.plans.get(start) as NestedLoop);
    writer.leave();
    for (let at = start; at < end; at++) this.count(at);
  }

  /**
   * A select takes over the local of the value that it is given, when nothing else reads that. So a chain of choices has one local,
   * not one for each: engines keep all locals for each branch around.
   */
  private adopts(at: number): boolean {
    const { items } = this;
    const step = items.steps[at];
    if (step !== Statement.setThen && step !== Statement.setOtherwise) return false;
    const { graph } = this.source.program;
    const node = items.nodes[at];
    const given = step === Statement.setThen ? graph.b[node] : graph.c[node];
    if (items.readKind(given) !== Read.value || this.remaining[given] !== 1) return false;
    const local = this.localHolding(given);
    if (local === undefined || (this.localOf[node] !== NONE && this.localOf[node] !== local)) return false;
    this.localOf[node] = local;
    this.remaining[given] = 0;
    return true;
  }

  /** What the other side of a select will give it is computed in its local. */
  private foresee(at: number): void {
    const { items, parts } = this;
    const { graph } = this.source.program;
    const node = items.nodes[at];
    // The selects of one branch read its condition once.
    const isFirst = items.steps[at - 1] !== Statement.setThen || graph.a[items.nodes[at - 1]] !== graph.a[node];
    if (!isFirst) this.countRead(graph.a[node]);
    const given = graph.c[node];
    const definition = items.definedAt[given];
    const isLater = definition > at && parts.cuts.functionOf[definition] === this.chunk;
    if (!isLater || parts.places.run[definition] !== NEVER) return;
    if (items.readKind(given) === Read.value && this.remaining[given] === 1) this.localOf[given] = this.localOf[node];
  }

  /**
   * Puts the value of a step on the stack, or opens and closes a branch; the kind of the step.
   *
   * @param isSame - whether the next read is a constant that is always the same.
   */
  step(at: number, read: (leaf: number) => void, isSame: () => boolean): number {
    const { code, items } = this;
    const { program, order } = this.source;
    const { graph } = program;
    const step = items.steps[at];
    /** Products with 1, of which nothing is written. */
    const skipped = new Set<number>();
    const readBy = (leaf: number, by: number): void => {
      const isOne = graph.keepsData && graph.ops[by] === Op.mul && graph.constantOf(leaf) === 1;
      if (isOne && isSame() && !skipped.has(by)) {
        skipped.add(by);
        const { length } = code.done();
        read(leaf);
        code.size = length;
      } else read(leaf);
    };
    const instruction = (node: number): void => {
      if (!skipped.has(node)) this.instruction(node);
    };
    expression(graph, order.isStatement, step, items.nodes[at], readBy, instruction);
    if (step === Statement.branch) code.bytes(Wasm.if, Wasm.nothing);
    if (step === Statement.otherwise) code.byte(Wasm.else);
    if (step === Statement.end) code.byte(Wasm.end);
    return step;
  }

  /** Puts the value on the stack where it belongs: in a local, in memory, in the output; and looks whether it is finite. */
  private assign(node: number, isSet: boolean): void {
    const isBit = this.items.readKind(node) === Read.condition;
    if (this.localOf[node] === NONE) this.localOf[node] = isBit ? this.locals.newBit() : this.locals.newFloat();
    this.code.op(Wasm.set, this.localOf[node]);
    this.keep(node, isSet);
  }

  /** The same for a value that is in its local. */
  private keep(node: number, isSet: boolean): void {
    const { code, parts } = this;
    const isBit = this.items.readKind(node) === Read.condition;
    const local = this.localOf[node];
    const read = (): void => code.op(Wasm.get, local);
    this.checkFinite(node, local);
    const places = this.source.subject.targets.get(node) ?? [];
    for (const place of places) this.store('output', place, read);
    const share = (place: number): void =>
      isBit ? this.storeCondition(place, read) : this.store('shared', place, read);
    for (const place of parts.copies.get(node) ?? []) share(place);
    if (parts.cuts.isShared[node] === 1) share(this.slotFor(node));
    if (!isSet) return;
    this.remaining[node] = this.remaining[node] - places.length;
    if (this.remaining[node] === 0) this.release(local, isBit);
  }

  /** A sum is not finite if one of its terms is not (nor, rarely, where it leaves the range itself): one addition a check. */
  checkFinite(node: number, local: number): void {
    const { code, target } = this;
    if (this.source.program.checks[node] !== 1) return;
    code.op(Wasm.get, target.flag);
    code.op(Wasm.get, local);
    code.bytes(...(target.instructions[Op.add] as number[]));
    code.op(Wasm.set, target.flag);
  }

  private load(name: SpaceName, place: number): void {
    const { locals, offset, bytes } = this.target.spaces[name];
    this.target.load(this.code, name, locals, offset + bytes * place);
  }

  private store(name: SpaceName, place: number, read: () => void): void {
    const { locals, offset, bytes } = this.target.spaces[name];
    this.target.store(this.code, name, locals, offset + bytes * place, read);
  }

  /** A condition that goes from one function to another, or into a loop. */
  private loadCondition(place: number): void {
    const { locals, offset, bytes } = this.target.spaces.shared;
    this.target.loadCondition(this.code, locals, offset + bytes * place);
  }

  private storeCondition(place: number, read: () => void): void {
    const { locals, offset, bytes } = this.target.spaces.shared;
    this.target.storeCondition(this.code, locals, offset + bytes * place, read);
  }

  private slotFor(node: number): number {
    if (this.slotOf[node] === NONE) this.slotOf[node] = this.freeSlots.pop() ?? this.parts.size + this.slots++;
    return this.slotOf[node];
  }

  isConstant(node: number): boolean {
    return this.source.program.graph.isConstant(node);
  }

  /** The local that holds a node in this function, if any does. */
  localHolding(node: number): number | undefined {
    const definition = this.items.definedAt[node];
    if (definition === NEVER || this.parts.cuts.functionOf[definition] !== this.chunk) return undefined;
    return this.localOf[node] === NONE ? undefined : this.localOf[node];
  }

  /** Says which local holds a node. */
  bindLocal(node: number, local: number): void {
    this.localOf[node] = local;
  }

  /** Puts a statement, constant or input on the stack; reads are counted by `value` and `count`. */
  push(node: number): void {
    const { code, target } = this;
    const { graph } = this.source.program;
    const op = graph.ops[node];
    if (op === Op.constant) target.constant(code, graph.constantOf(node) as number);
    else if (op === Op.input) {
      const place = graph.a[node];
      const { fixed } = this.source.subject;
      if (place < fixed) this.load('fixed', place);
      else this.load('row', place - fixed);
    } else {
      const local = this.localHolding(node);
      if (local !== undefined) {
        code.op(Wasm.get, local);
        return;
      }
      const place = this.inArray(node) ?? this.slotOf[node];
      if (this.items.readKind(node) === Read.condition) this.loadCondition(place);
      else this.load('shared', place);
    }
  }

  /** The place of a value that a loop computed, if it has one. */
  private inArray(node: number): number | undefined {
    const { loops, places } = this.parts;
    const at = this.items.definedAt[node];
    const array = loops[places.run[at]]?.arrays.get(places.offset[at]);
    return array === undefined ? undefined : array + places.iteration[at];
  }

  private value(node: number): void {
    this.push(node);
    this.countRead(node);
  }

  /** Counts what a step of a loop reads and gives as results. */
  count(at: number): void {
    const { items } = this;
    const node = items.nodes[at];
    if (items.definedAt[node] === at) {
      this.remaining[node] = this.remaining[node] - (this.source.subject.targets.get(node)?.length ?? 0);
    }
    for (let i = items.operandStarts[at]; i < items.operandStarts[at + 1]; i++) {
      this.countRead(items.operands[i]);
    }
  }

  private countRead(node: number): void {
    const kind = this.items.readKind(node);
    if (kind === Read.constant || kind === Read.input) return;
    this.remaining[node] = this.remaining[node] - 1;
    if (this.remaining[node] !== 0) return;
    if (this.localHolding(node) !== undefined) {
      this.release(this.localOf[node], kind === Read.condition);
    } else if (this.slotOf[node] !== NONE) this.freeSlots.push(this.slotOf[node]);
  }

  private release(local: number, isBit: boolean): void {
    if (isBit) this.locals.freeBit(local);
    else this.locals.free(local);
  }

  private instruction(node: number): void {
    const { code, target } = this;
    const op = this.source.program.graph.ops[node];
    const instruction = target.instructions[op];
    if (op === Op.select) code.bytes(...target.select);
    else if (instruction !== undefined) code.bytes(...instruction);
    else code.op(Wasm.call, this.callOf(op));
  }

  private copyImages(): void {
    const { output } = this.target.spaces;
    for (const { place, values, address } of this.source.images) {
      copy(this.code, output, 8 * place, 8 * values.length, address);
    }
  }

  /** Results that are constants or inputs have no statement. */
  private trivialResults(): void {
    const { graph, results } = this.source.program;
    const isCopied = new Uint8Array(results.length);
    for (const { place, values } of this.source.images) isCopied.fill(1, place, place + values.length);
    for (const [node, places] of this.source.subject.targets) {
      const op = graph.ops[node];
      if (op !== Op.constant && op !== Op.input) continue;
      for (const place of places) {
        if (op === Op.input || isCopied[place] === 0) this.store('output', place, () => this.push(node));
      }
    }
  }
}
