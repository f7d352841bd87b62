/**
 * The instructions of a program.
 *
 * Each function takes three addresses: of the fixed inputs, of the row (the inputs of the last argument) and of the
 * output; and returns 1 where it met a NaN that it was to look for. A statement leaves its value in a local, which is
 * used again for another value once nobody needs this one.
 */
import { branches } from './branches.js';
import { type Chunks, chunks } from './chunks.js';
import { NOWHERE, operandOf } from './context.js';
import { isCondition, Kind } from './kinds.js';
import type { Plan } from './plan.js';
import { type Schedule, Step, schedule } from './schedule.js';
import { Bytes } from './wasm-bytes.js';
import { isPairable, type Lanes, oneInPlace, pair, single } from './wasm-lanes.js';
import { Op } from './wasm-opcodes.js';

/** Where things are in memory, in bytes, and how many inputs are fixed. */
export interface Layout {
  readonly fixed: number;
  /** Addresses of the row and of the output when a program runs in place; the fixed inputs are at 0. */
  readonly row: number;
  readonly output: number;
  /** Address of the first value that goes from one function to another. */
  readonly shared: number;
}

export interface Bodies {
  readonly functions: readonly Uint8Array[];
  /** A short program once more, in place: there one call less is worth its bytes. */
  readonly inPlace: Uint8Array | undefined;
  /** Values that go through memory at the same time. */
  readonly sharedSlots: number;
}

/** @param callOf - the number of the function that computes a kind. */
export function bodies(program: Plan, order: Schedule, layout: Layout, callOf: (kind: number) => number): Bodies {
  const cuts = chunks(program, order);
  const writer = new Writer(program, order, cuts, layout, single, callOf);
  const functions: Uint8Array[] = [];
  cuts.ends.forEach((end, i) => {
    functions.push(writer.write(i === 0 ? 0 : (cuts.ends[i - 1] as number), end, i));
  });
  const isShort = functions.length === 1 && (functions[0] as Uint8Array).length <= SHORT;
  const inPlace = isShort
    ? new Writer(program, order, cuts, layout, oneInPlace(layout), callOf).write(0, order.steps.length, 0)
    : undefined;
  return { functions, inPlace, sharedSlots: writer.sharedSlots };
}

/** Bytes of a short program. */
const SHORT = 4096;

/** The program for two points at a time; none where it has calls, branches or more than one function. */
export function bodyOfPair(program: Plan, layout: Layout): Uint8Array | undefined {
  const { graph, contexts } = program;
  for (let id = 0; id < graph.size; id++) {
    if (contexts[id] !== NOWHERE && !isPairable(graph.kinds[id] as number)) return undefined;
  }
  if (branches(program, false).tree.size > 1) return undefined;
  const order = schedule(program, true);
  const cuts = chunks(program, order);
  if (cuts.ends.length > 1) return undefined;
  const none = (): number => {
    throw new Error('a pair makes no calls');
  };
  return new Writer(program, order, cuts, layout, pair, none).write(0, order.steps.length, 0);
}

class Writer {
  sharedSlots = 0;
  private readonly program: Plan;
  private readonly order: Schedule;
  private readonly cuts: Chunks;
  private readonly layout: Layout;
  private readonly lanes: Lanes;
  private readonly callOf: (kind: number) => number;
  /** Reads of each node still to come. */
  private readonly remaining: Int32Array;
  /** The local of a node in its own function, and its slot in memory for others; -1 for none. */
  private readonly localOf: Int32Array;
  private readonly slotOf: Int32Array;
  /** Places in the output of each result. */
  private readonly targets = new Map<number, number[]>();
  private readonly freeSlots: number[] = [];
  private freeLocals: number[] = [];
  private nextLocal = 0;
  private nextCondition = 0;
  private chunk = 0;
  private code = new Bytes();

  constructor(
    program: Plan,
    order: Schedule,
    cuts: Chunks,
    layout: Layout,
    lanes: Lanes,
    callOf: (kind: number) => number,
  ) {
    this.program = program;
    this.order = order;
    this.cuts = cuts;
    this.layout = layout;
    this.lanes = lanes;
    this.callOf = callOf;
    this.remaining = program.uses.slice();
    this.localOf = new Int32Array(program.graph.size).fill(-1);
    this.slotOf = new Int32Array(program.graph.size).fill(-1);
    program.results.forEach((id, i) => {
      const places = this.targets.get(id);
      if (places === undefined) this.targets.set(id, [i]);
      else places.push(i);
    });
  }

  /** The body of one function, with its locals. */
  write(from: number, to: number, chunk: number): Uint8Array {
    this.chunk = chunk;
    this.code = new Bytes(4096);
    this.freeLocals = [];
    const conditions = this.countConditions(from, to);
    const { lanes } = this;
    this.nextCondition = lanes.flag + 1;
    const firstFloat = lanes.flag + 1 + conditions;
    this.nextLocal = firstFloat;
    this.steps(from, to);
    if (to === this.order.steps.length) this.storeTrivialResults();
    const body = new Bytes(this.code.size + 16);
    body.unsigned(3);
    body.bytes(1, lanes.value);
    body.unsigned(conditions);
    body.byte(lanes.condition);
    body.unsigned(this.nextLocal - firstFloat);
    body.byte(lanes.value);
    body.append(this.code.done());
    lanes.report(body);
    body.byte(Op.end);
    return body.done();
  }

  private countConditions(from: number, to: number): number {
    const { steps } = this.order;
    let count = 0;
    for (let at = from; at < to; at += steps[at] === Step.set ? 3 : 2) {
      if (steps[at] === Step.compute && isCondition(this.program.graph.kinds[steps[at + 1] as number] as number))
        count++;
    }
    return count;
  }

  private steps(from: number, to: number): void {
    const { steps } = this.order;
    const { code } = this;
    for (let at = from; at < to; ) {
      const node = steps[at + 1] as number;
      switch (steps[at]) {
        case Step.compute:
          this.tree(node);
          this.keep(node, true);
          at += 2;
          break;
        case Step.branch:
          this.value(node);
          code.bytes(Op.if, Op.nothing);
          at += 2;
          break;
        case Step.otherwise:
          code.byte(Op.else);
          at += 2;
          break;
        case Step.end:
          code.byte(Op.end);
          at += 2;
          break;
        default:
          this.value(operandOf(this.program.graph, node, steps[at + 2] as number));
          // The place of a select belongs to it until both sides have set it.
          this.keep(node, steps[at + 2] === 2);
          at += 3;
      }
    }
  }

  /** Puts the value on the stack where it belongs: in a local, in memory, in the output; and looks whether it is NaN. */
  private keep(node: number, isSet: boolean): void {
    const { code, lanes } = this;
    const { graph, checks } = this.program;
    const isBit = isCondition(graph.kinds[node] as number);
    const local = this.localFor(node, isBit);
    code.byte(Op.set);
    code.unsigned(local);
    const read = (): void => {
      code.byte(Op.get);
      code.unsigned(local);
    };
    if (checks[node] === 1) {
      // A sum is NaN if one of its terms is; one addition a check.
      code.bytes(Op.get, lanes.flag);
      read();
      code.bytes(...(lanes.instructions[Kind.add] as number[]), Op.set, lanes.flag);
    }
    for (const place of this.targets.get(node) ?? []) {
      lanes.store(code, 8 * place, read);
    }
    if (this.cuts.isShared[node] === 1) {
      const slot = this.slotFor(node);
      code.bytes(Op.i32Const, 0);
      read();
      this.memory(isBit ? Op.i32Store : Op.f64Store, this.layout.shared + 8 * slot);
    }
    if (!isSet) return;
    this.remaining[node] = (this.remaining[node] as number) - (this.targets.get(node)?.length ?? 0);
    if (this.remaining[node] === 0 && !isBit) this.freeLocals.push(local);
  }

  /** The local of a node; both sides of a branch set the same one. */
  private localFor(node: number, isBit: boolean): number {
    if (this.localOf[node] === -1) {
      this.localOf[node] = isBit ? this.nextCondition++ : (this.freeLocals.pop() ?? this.nextLocal++);
    }
    return this.localOf[node] as number;
  }

  private slotFor(node: number): number {
    if (this.slotOf[node] === -1) this.slotOf[node] = this.freeSlots.pop() ?? this.sharedSlots++;
    return this.slotOf[node] as number;
  }

  /** The address is on the stack, and below a value to store. */
  private memory(instruction: number, offset: number): void {
    this.code.bytes(instruction, instruction === Op.i32Load || instruction === Op.i32Store ? 2 : 3);
    this.code.unsigned(offset);
  }

  /** Puts a statement, constant or input on the stack. */
  private value(node: number): void {
    const { code } = this;
    const { graph } = this.program;
    const kind = graph.kinds[node] as number;
    if (kind === Kind.constant) {
      this.lanes.constant(code, graph.constantOf(node) as number);
      return;
    }
    if (kind === Kind.input) {
      const place = graph.a[node] as number;
      const { fixed } = this.layout;
      this.lanes.input(code, place < fixed, 8 * (place < fixed ? place : place - fixed));
      return;
    }
    this.remaining[node] = (this.remaining[node] as number) - 1;
    const isLast = this.remaining[node] === 0;
    const isBit = isCondition(kind);
    if (this.cuts.chunkOf[node] === this.chunk) {
      code.byte(Op.get);
      code.unsigned(this.localOf[node] as number);
      if (isLast && !isBit) this.freeLocals.push(this.localOf[node] as number);
    } else {
      code.bytes(Op.i32Const, 0);
      this.memory(isBit ? Op.i32Load : Op.f64Load, this.layout.shared + 8 * (this.slotOf[node] as number));
      if (isLast) this.freeSlots.push(this.slotOf[node] as number);
    }
  }

  /** Puts the value of a node on the stack, computed from its statements up. */
  private tree(root: number): void {
    const { graph } = this.program;
    const pending = [root];
    // Negative numbers stand for the instruction of a node whose operands are on the stack.
    for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
      if (item < 0) {
        this.instruction(~item);
        continue;
      }
      const kind = graph.kinds[item] as number;
      const isLeaf = item !== root && this.order.isStatement[item] === 1;
      if (isLeaf || kind === Kind.constant || kind === Kind.input) {
        this.value(item);
        continue;
      }
      pending.push(~item);
      const [a, b, c] = [graph.a[item] as number, graph.b[item] as number, graph.c[item] as number];
      // On top of the stack, and so first: what the instruction needs first.
      if (kind === Kind.select) pending.push(a, c, b);
      else if (kind === Kind.guard) pending.push(a, a, c, b);
      else if (graph.operandsOf(item) === 2) pending.push(b, a);
      else pending.push(a);
    }
  }

  private instruction(node: number): void {
    const { code, lanes } = this;
    const kind = this.program.graph.kinds[node] as number;
    const instruction = lanes.instructions[kind];
    if (kind === Kind.select) code.bytes(...lanes.select);
    else if (kind === Kind.guard) code.bytes(Op.f64Eq, Op.select);
    else if (instruction !== undefined) code.bytes(...instruction);
    else {
      code.byte(Op.call);
      code.unsigned(this.callOf(kind));
    }
  }

  /** Results that are constants or inputs have no statement. */
  private storeTrivialResults(): void {
    const { kinds } = this.program.graph;
    for (const [node, places] of this.targets) {
      if (kinds[node] !== Kind.constant && kinds[node] !== Kind.input) continue;
      for (const place of places) {
        this.lanes.store(this.code, 8 * place, () => this.value(node));
      }
    }
  }
}
