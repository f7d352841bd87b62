/**
 * The instructions of a loop.
 *
 * Before it, what all iterations read is put into locals, and the values that the first iterations read of those before
 * them. Addresses that move by the same number of bytes share a local. At the end of an iteration the values that are read
 * later move on by one.
 */

import type { Access, Loop, StridedAddress } from '../schedule/loop-nest.js';
import type { StatementList } from '../schedule/statement-list.js';
import { isDefinition, Read, Statement } from '../schedule/statements.js';
import { Addresses, inArray } from './addresses.js';
import type { Bytes } from './bytes.js';
import type { Locals } from './locals.js';
import { Wasm } from './opcodes.js';
import type { Target } from './target.js';

/** The function that a loop is written into. */
export interface FunctionAround {
  readonly code: Bytes;
  readonly locals: Locals;
  readonly target: Target;
  readonly items: StatementList;
  isConstant(node: number): boolean;
  /** The local that holds a node in this function, if any does. */
  localHolding(node: number): number | undefined;
  /** Says which local holds a node. */
  bindLocal(node: number, local: number): void;
  /** Puts a statement, constant or input on the stack. */
  push(node: number): void;
  /** Puts the value of a step on the stack, or opens and closes a branch; the kind of the step. */
  step(at: number, read: (leaf: number) => void, isSame: () => boolean): number;
  /** Looks whether a local is finite, where its node has to be. */
  checkFinite(node: number, local: number): void;
  /** Counts what a step reads and gives as results. */
  count(at: number): void;
}

/** Writes a loop into a function. */
export class LoopWriter {
  private readonly writer: FunctionAround;
  private readonly loop: Loop;
  /** The step that is being written, in the first iteration. */
  private at = 0;
  private readonly addresses: Addresses;
  private readonly firstAddress: number;
  private readonly counter: number;
  /** Locals of what all iterations read, by node. */
  private readonly outside = new Map<number, number>();
  /** The local of each step, and the reads of it in its own iteration that are still to come. */
  private readonly locals: Int32Array;
  private readonly remaining: Int32Array;
  /** Numbers in memory that this iteration has read, by address: the engine would read them again. */
  private readonly loaded = new Map<string, { local: number; left: number }>();
  /** For steps whose values are read later: the locals of the values of one, two ... iterations ago. */
  private readonly earlier = new Map<number, number[]>();

  constructor(writer: FunctionAround, loop: Loop) {
    this.writer = writer;
    this.loop = loop;
    this.addresses = new Addresses(loop, writer.target);
    this.counter = writer.locals.newAddress();
    this.firstAddress = this.counter + 1;
    for (const _ of this.addresses.list) writer.locals.newAddress();
    this.locals = new Int32Array(loop.period).fill(NONE);
    this.remaining = new Int32Array(loop.period);
    for (const access of loop.accesses.flat()) {
      if (access.from === 'loop' && access.ago === 0) this.remaining[access.offset] = this.left(access.offset) + 1;
      if (access.from === 'memory' && !access.isCondition) {
        const key = this.keyOf(access.moving);
        const known = this.loaded.get(key);
        if (known === undefined) this.loaded.set(key, { local: NONE, left: 1 });
        else known.left++;
      }
    }
  }

  write(): void {
    const { code } = this.writer;
    this.enter();
    code.bytes(Wasm.loop, Wasm.nothing);
    for (let offset = 0; offset < this.loop.period; offset++) this.step(offset);
    this.moveOn();
    code.op(Wasm.get, this.counter);
    code.bytes(Wasm.i32Const, MINUS_ONE, Wasm.i32Add);
    code.op(Wasm.tee, this.counter);
    code.bytes(Wasm.brIf, 0, Wasm.end);
    this.leave();
  }

  private enter(): void {
    const { writer, loop } = this;
    const { code, items } = writer;
    code.byte(Wasm.i32Const);
    code.signed(loop.count);
    code.op(Wasm.set, this.counter);
    this.addresses.list.forEach(({ base, start }, i) => {
      code.byte(Wasm.i32Const);
      code.signed(start);
      if (base !== undefined) {
        code.op(Wasm.get, base);
        code.byte(Wasm.i32Add);
      }
      code.op(Wasm.set, this.firstAddress + i);
    });
    for (const access of loop.accesses.flat()) if (access.from === 'outside') this.fetch(access.node);
    for (const [offset, most] of loop.loopCarried) {
      const locals: number[] = [];
      for (let ago = 1; ago <= most; ago++) {
        const local = writer.locals.newFloat();
        locals.push(local);
        const at = loop.start + offset - ago * loop.period;
        if (at < 0 || !isDefinition(items.steps[at])) continue;
        writer.push(items.nodes[at]);
        code.op(Wasm.set, local);
      }
      this.earlier.set(offset, locals);
    }
  }

  /** What does not change is read once: the engine would read it in every iteration, for fear of what is stored. */
  private fetch(node: number): void {
    const { writer, outside } = this;
    if (outside.has(node) || writer.isConstant(node)) return;
    const known = writer.localHolding(node);
    const local =
      known ?? (writer.items.readKind(node) === Read.condition ? writer.locals.newBit() : writer.locals.newFloat());
    if (known === undefined) {
      writer.push(node);
      writer.code.op(Wasm.set, local);
    }
    outside.set(node, local);
  }

  private step(offset: number): void {
    const { writer, loop } = this;
    this.at = loop.start + offset;
    const accesses = loop.accesses[offset];
    let next = 0;
    const step = writer.step(
      this.at,
      () => this.read(accesses[next++]),
      () => accesses[next].from === 'outside',
    );
    if (isDefinition(step)) this.assign(offset, step !== Statement.setThen);
  }

  private read(access: Access): void {
    const { code } = this.writer;
    if (access.from === 'outside') {
      const local = this.outside.get(access.node);
      if (local === undefined) this.writer.push(access.node);
      else code.op(Wasm.get, local);
    } else if (access.from === 'memory') {
      if (access.isCondition) this.loadCondition(access.moving);
      else this.load(access.moving);
    } else if (access.ago > 0) {
      code.op(Wasm.get, (this.earlier.get(access.offset) as number[])[access.ago - 1]);
    } else {
      code.op(Wasm.get, this.locals[access.offset]);
      this.remaining[access.offset] = this.left(access.offset) - 1;
      this.freeIfDone(access.offset);
    }
  }

  private addressesOf(moving: StridedAddress): { addresses: number[]; offset: number } {
    const { numbers, offset } = this.addresses.of(moving);
    return { addresses: numbers.map((number) => this.firstAddress + number), offset };
  }

  private keyOf(moving: StridedAddress): string {
    const { numbers, offset } = this.addresses.of(moving);
    return `${numbers},${offset}`;
  }

  private load(moving: StridedAddress): void {
    const { writer } = this;
    const { code, items } = writer;
    const known = this.loaded.get(this.keyOf(moving)) as { local: number; left: number };
    known.left--;
    if (known.local !== NONE) {
      code.op(Wasm.get, known.local);
      if (known.left === 0) writer.locals.free(known.local);
      return;
    }
    const { addresses, offset } = this.addressesOf(moving);
    writer.target.load(code, moving.space, addresses, offset);
    // What is read in a branch is not known after it.
    if (known.left === 0 || items.depths[this.at] !== items.depths[this.loop.start]) return;
    known.local = writer.locals.newFloat();
    code.op(Wasm.tee, known.local);
  }

  private loadCondition(moving: StridedAddress): void {
    const { code, target } = this.writer;
    const { addresses, offset } = this.addressesOf(moving);
    target.loadCondition(code, addresses, offset);
  }

  private left(offset: number): number {
    return this.remaining[offset];
  }

  /** Keeps the value on the stack as the value of a step; both sides of a branch keep theirs in one place. */
  private assign(later: number, isSet: boolean): void {
    const { writer, loop } = this;
    const { code, items } = writer;
    const node = items.nodes[loop.start + later];
    const offset = items.definedAt[node] - loop.start;
    const isBit = items.readKind(node) === Read.condition;
    if (this.locals[offset] === NONE) this.locals[offset] = isBit ? writer.locals.newBit() : writer.locals.newFloat();
    const local = this.locals[offset];
    code.op(Wasm.set, local);
    writer.checkFinite(node, local);
    const array = loop.arrays.get(offset);
    const stores = [...loop.targets[later], ...(array === undefined ? [] : [inArray(array)])];
    for (const moving of stores) {
      const { addresses, offset } = this.addressesOf(moving);
      const read = (): void => code.op(Wasm.get, local);
      if (isBit) writer.target.storeCondition(code, addresses, offset, read);
      else writer.target.store(code, moving.space, addresses, offset, read);
    }
    if (isSet) this.freeIfDone(offset);
  }

  private freeIfDone(offset: number): void {
    const { writer, loop } = this;
    const at = loop.start + offset;
    const isBit = writer.items.readKind(writer.items.nodes[at]) === Read.condition;
    if (this.left(offset) === 0 && !loop.loopCarried.has(offset) && !this.isLast(offset) && !isBit) {
      writer.locals.free(this.locals[offset]);
    }
  }

  /** True for a value that is read from its local after the loop. */
  private isLast(offset: number): boolean {
    const { start, period, count, arrays } = this.loop;
    const { items } = this.writer;
    const last = start + (count - 1) * period + offset;
    return !arrays.has(offset) && items.lastRead[items.nodes[last]] >= start + period * count;
  }

  private moveOn(): void {
    const { code } = this.writer;
    for (const [offset, locals] of this.earlier) {
      for (let i = locals.length - 1; i >= 0; i--) {
        code.op(Wasm.get, i === 0 ? this.locals[offset] : locals[i - 1]);
        code.op(Wasm.set, locals[i]);
      }
    }
    this.addresses.list.forEach(({ bytes }, i) => {
      code.op(Wasm.get, this.firstAddress + i);
      code.byte(Wasm.i32Const);
      code.signed(bytes);
      code.byte(Wasm.i32Add);
      code.op(Wasm.set, this.firstAddress + i);
    });
  }

  /** Everything that the iterations read has been read now. */
  private leave(): void {
    const { writer, loop } = this;
    const { items } = writer;
    const end = loop.start + loop.period * loop.count;
    for (const [node, local] of this.outside) {
      if (writer.localHolding(node) !== local && items.readKind(node) !== Read.condition) writer.locals.free(local);
    }
    for (const locals of this.earlier.values()) for (const local of locals) writer.locals.free(local);
    for (let offset = 0; offset < loop.period; offset++) {
      const node = items.nodes[end - loop.period + offset];
      if (items.definedAt[node] !== end - loop.period + offset) continue;
      if (this.isLast(offset)) writer.bindLocal(node, this.locals[offset]);
      else if (loop.loopCarried.has(offset)) writer.locals.free(this.locals[offset]);
    }
    for (let at = loop.start; at < end; at++) writer.count(at);
  }
}

const NONE = -1;
/** -1 in LEB128. */
const MINUS_ONE = 0x7f;
