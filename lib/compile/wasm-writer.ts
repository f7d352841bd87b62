/**
 * The instructions of a function, step by step.
 *
 * A statement leaves its value in a local, which is used again for another value once nobody needs this one.
 */
import { type Items, NEVER } from './items.js';
import { Kind } from './kinds.js';
import type { Access, Layers, Loop } from './loops.js';
import type { Plan } from './plan.js';
import type { Subject } from './repeats.js';
import type { Schedule } from './schedule.js';
import { expression, isDefinition, Read, Step } from './steps.js';
import { countAddresses } from './wasm-addresses.js';
import { Bytes } from './wasm-bytes.js';
import { isOneLane, type Lanes } from './wasm-lanes.js';
import { LoopWriter } from './wasm-loop.js';
import { Op } from './wasm-opcodes.js';

/** A program in order. */
export interface Source {
  readonly program: Plan;
  readonly order: Schedule;
  readonly subject: Subject;
}

const NONE = -1;

/** From so many results on that are 0, all are set to 0 at once; and what is another number is written over it. */
const MANY = 32;

export class Writer {
  /** Values that go from one function to another at the same time. */
  slots = 0;
  readonly items: Items;
  readonly lanes: Lanes;
  code: Bytes = new Bytes();
  private readonly source: Source;
  private readonly parts: Layers;
  private readonly callOf: (kind: number) => number;
  /** Reads of each node still to come. */
  private readonly remaining: Int32Array;
  /** The local of a node in its own function, and its slot in memory for others; NONE for none. */
  private readonly localOf: Int32Array;
  private readonly slotOf: Int32Array;
  private readonly freeSlots: number[] = [];
  private freeFloats: number[] = [];
  private nextFloat = 0;
  private nextBit = 0;
  private chunk = 0;

  constructor(source: Source, parts: Layers, lanes: Lanes, callOf: (kind: number) => number) {
    this.source = source;
    this.parts = parts;
    this.lanes = lanes;
    this.callOf = callOf;
    this.items = parts.items;
    this.remaining = source.program.uses.slice();
    this.localOf = new Int32Array(source.program.graph.size).fill(NONE);
    this.slotOf = new Int32Array(source.program.graph.size).fill(NONE);
  }

  /** The body of one function, with its locals. */
  write(chunk: number): Uint8Array {
    const { lanes } = this;
    const { ends } = this.parts.cuts;
    const [from, to] = [chunk === 0 ? 0 : (ends[chunk - 1] as number), ends[chunk] as number];
    this.chunk = chunk;
    this.code = new Bytes(4096);
    this.freeFloats = [];
    this.nextBit = lanes.flag + 1;
    const firstFloat = this.nextBit + this.countBits(from, to);
    this.nextFloat = firstFloat;
    if (chunk === 0 && this.hasManyZeros) lanes.clear(this.code, 8 * this.source.program.results.length);
    this.steps(from, to);
    if (to === this.items.size) this.trivialResults();
    const body = new Bytes(this.code.size + 16);
    body.unsigned(3);
    body.bytes(1, lanes.value);
    body.unsigned(firstFloat - lanes.flag - 1);
    body.byte(lanes.condition);
    body.unsigned(this.nextFloat - firstFloat);
    body.byte(lanes.value);
    body.append(this.code.done());
    lanes.report(body);
    body.byte(Op.end);
    return body.done();
  }

  /** Locals for conditions and addresses: they come before the floats, whose number is known only at the end. */
  private countBits(from: number, to: number): number {
    const { items, lanes, parts } = this;
    let count = 0;
    for (let at = from; at < to; ) {
      const loop = parts.loops[parts.places.run[at] as number];
      const end = at + (loop?.period ?? 1);
      for (let i = at; i < end; i++) if (items.isCondition(i)) count++;
      if (loop !== undefined && isOneLane(lanes)) count += countAddresses(loop, lanes) + this.outsideConditions(loop);
      at = loop === undefined ? end : at + loop.period * loop.count;
    }
    return count;
  }

  private outsideConditions({ accesses }: Loop): number {
    const isOne = (access: Access): boolean =>
      access.from === 'outside' && this.items.readKind(access.node) === Read.condition;
    return accesses.flat().filter(isOne).length;
  }

  private steps(from: number, to: number): void {
    const { code, items, lanes, parts } = this;
    for (let at = from; at < to; ) {
      const loop = parts.loops[parts.places.run[at] as number];
      if (loop !== undefined && isOneLane(lanes)) {
        new LoopWriter(this, loop, lanes).write();
        at += loop.period * loop.count;
        continue;
      }
      const step = items.steps[at] as number;
      this.expression(at, (leaf) => this.value(leaf));
      if (step === Step.branch) code.bytes(Op.if, Op.nothing);
      if (step === Step.otherwise) code.byte(Op.else);
      if (step === Step.end) code.byte(Op.end);
      // The place of a select belongs to it until both sides have set it.
      if (isDefinition(step)) this.keep(items.nodes[at] as number, step !== Step.setThen);
      at++;
    }
  }

  /** Puts the value of a step on the stack. */
  expression(at: number, read: (leaf: number) => void): void {
    const { graph } = this.source.program;
    const { items } = this;
    const instruction = (node: number): void => this.instruction(node);
    expression(
      graph,
      this.source.order.isStatement,
      items.steps[at] as number,
      items.nodes[at] as number,
      read,
      instruction,
    );
  }

  /** Puts the value on the stack where it belongs: in a local, in memory, in the output; and looks whether it is NaN. */
  private keep(node: number, isSet: boolean): void {
    const { code, lanes, parts } = this;
    const isBit = this.items.readKind(node) === Read.condition;
    if (this.localOf[node] === NONE) this.localOf[node] = isBit ? this.newBit() : this.newFloat();
    const local = this.localOf[node] as number;
    const read = (): void => code.op(Op.get, local);
    code.op(Op.set, local);
    this.lookAt(node, local);
    const places = this.source.subject.targets.get(node) ?? [];
    for (const place of places) lanes.store(code, 8 * place, read);
    for (const place of parts.copies.get(node) ?? []) this.toShared(place, Op.f64Store, read);
    if (parts.cuts.isShared[node] === 1) {
      this.toShared(this.slotFor(node), isBit ? Op.i32Store : Op.f64Store, read);
    }
    if (!isSet) return;
    this.remaining[node] = (this.remaining[node] as number) - places.length;
    if (this.remaining[node] === 0 && !isBit) this.free(local);
  }

  /** A sum is NaN if one of its terms is; one addition a check. */
  lookAt(node: number, local: number): void {
    const { code, lanes } = this;
    if (this.source.program.checks[node] !== 1) return;
    code.op(Op.get, lanes.flag);
    code.op(Op.get, local);
    code.bytes(...(lanes.instructions[Kind.add] as number[]));
    code.op(Op.set, lanes.flag);
  }

  private toShared(place: number, instruction: number, read: () => void): void {
    this.code.bytes(Op.i32Const, 0);
    read();
    this.memory(instruction, place);
  }

  private memory(instruction: number, place: number): void {
    this.code.bytes(instruction, instruction === Op.i32Load || instruction === Op.i32Store ? 2 : 3);
    this.code.unsigned(this.lanes.shared + 8 * place);
  }

  newFloat(): number {
    return this.freeFloats.pop() ?? this.nextFloat++;
  }

  free(float: number): void {
    this.freeFloats.push(float);
  }

  /** Locals for conditions and addresses are not used again. */
  newBit(): number {
    return this.nextBit++;
  }

  private slotFor(node: number): number {
    if (this.slotOf[node] === NONE) this.slotOf[node] = this.freeSlots.pop() ?? this.parts.size + this.slots++;
    return this.slotOf[node] as number;
  }

  isConstant(node: number): boolean {
    return this.source.program.graph.isConstant(node);
  }

  /** The local that holds a node in this function, if any does. */
  localHolding(node: number): number | undefined {
    const definition = this.items.definedAt[node] as number;
    if (definition === NEVER || this.parts.cuts.chunkOf[definition] !== this.chunk) return undefined;
    return this.localOf[node] === NONE ? undefined : (this.localOf[node] as number);
  }

  /** Says which local holds a node. */
  hold(node: number, local: number): void {
    this.localOf[node] = local;
  }

  /** Puts a statement, constant or input on the stack; reads are counted by `value` and `count`. */
  peek(node: number): void {
    const { code, lanes } = this;
    const { graph } = this.source.program;
    const kind = graph.kinds[node] as number;
    if (kind === Kind.constant) lanes.constant(code, graph.constantOf(node) as number);
    else if (kind === Kind.input) {
      const place = graph.a[node] as number;
      const { fixed } = this.source.subject;
      lanes.input(code, place < fixed, 8 * (place < fixed ? place : place - fixed));
    } else {
      const local = this.localHolding(node);
      if (local !== undefined) {
        code.op(Op.get, local);
        return;
      }
      code.bytes(Op.i32Const, 0);
      const isBit = this.items.readKind(node) === Read.condition;
      this.memory(isBit ? Op.i32Load : Op.f64Load, this.inArray(node) ?? (this.slotOf[node] as number));
    }
  }

  /** The place of a value that a loop computed, if it has one. */
  private inArray(node: number): number | undefined {
    const { loops, places } = this.parts;
    const at = this.items.definedAt[node] as number;
    const array = loops[places.run[at] as number]?.arrays.get(places.offset[at] as number);
    return array === undefined ? undefined : array + (places.iteration[at] as number);
  }

  private value(node: number): void {
    this.peek(node);
    this.countRead(node);
  }

  /** Counts what a step of a loop reads and gives as results. */
  count(at: number): void {
    const { items } = this;
    const node = items.nodes[at] as number;
    if (items.definedAt[node] === at) {
      this.remaining[node] = (this.remaining[node] as number) - (this.source.subject.targets.get(node)?.length ?? 0);
    }
    for (let i = items.readStarts[at] as number; i < (items.readStarts[at + 1] as number); i++) {
      this.countRead(items.reads[i] as number);
    }
  }

  private countRead(node: number): void {
    const kind = this.items.readKind(node);
    if (kind === Read.constant || kind === Read.input) return;
    this.remaining[node] = (this.remaining[node] as number) - 1;
    if (this.remaining[node] !== 0) return;
    if (this.localHolding(node) !== undefined) {
      if (kind !== Read.condition) this.free(this.localOf[node] as number);
    } else if (this.slotOf[node] !== NONE) this.freeSlots.push(this.slotOf[node] as number);
  }

  private instruction(node: number): void {
    const { code, lanes } = this;
    const kind = this.source.program.graph.kinds[node] as number;
    const instruction = lanes.instructions[kind];
    if (kind === Kind.select) code.bytes(...lanes.select);
    else if (kind === Kind.guard) code.bytes(Op.f64Eq, Op.select);
    else if (instruction !== undefined) code.bytes(...instruction);
    else code.op(Op.call, this.callOf(kind));
  }

  /** True when so many results are the constant 0 that all are set to 0 first. */
  private get hasManyZeros(): boolean {
    const { graph, results } = this.source.program;
    const zeros = results.filter((id) => Object.is(graph.constantOf(id), 0)).length;
    return zeros >= MANY && 2 * zeros >= results.length;
  }

  /** Results that are constants or inputs have no statement. */
  private trivialResults(): void {
    const { graph } = this.source.program;
    const isCleared = this.hasManyZeros;
    for (const [node, places] of this.source.subject.targets) {
      if (graph.kinds[node] !== Kind.constant && graph.kinds[node] !== Kind.input) continue;
      if (isCleared && Object.is(graph.constantOf(node), 0)) continue;
      for (const place of places) this.lanes.store(this.code, 8 * place, () => this.peek(node));
    }
  }
}
