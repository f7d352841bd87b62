/** The instructions of loops in loops: see nest-plan.ts. */
import { Read } from '../schedule/statements.js';
import type { FunctionAround } from './loop-writer.js';
import type { NestedLoop, NestedRead, NestedStep } from './nest-plan.js';
import { Wasm } from './opcodes.js';
import { before, isIn, type Register, type Sum } from './registers.js';
import type { SpaceName } from './target.js';

/** Where values and constants are, in bytes from the first shared number on. */
export interface NestMemory {
  readonly constantsAt: number;
  readonly constants: readonly number[];
  /** True for inputs that are the same for all points. */
  isFixed(step: number, read: number): boolean;
}

/** What does not change in a loop is read before it, in loops of no more steps. */
const SMALL = 24;

export class NestWriter {
  private readonly writer: FunctionAround;
  private readonly memory: NestMemory;
  /** The locals of a register and of its differences but the last. */
  private readonly cells = new Map<Register, number[]>();
  private readonly locals = new Map<NestedStep, number>();
  /** Numbers of memory in locals, by their place. */
  private readonly loaded = new Map<NestedRead, number>();

  constructor(writer: FunctionAround, memory: NestMemory) {
    this.writer = writer;
    this.memory = memory;
  }

  write(loop: NestedLoop): void {
    const { code, locals } = this.writer;
    const before = this.enter(loop);
    const counter = locals.newAddress();
    this.push(loop.count);
    code.op(Wasm.set, counter);
    code.bytes(Wasm.loop, Wasm.nothing);
    this.body(loop);
    this.moveOn(loop);
    code.op(Wasm.get, counter);
    code.bytes(Wasm.i32Const, MINUS_ONE, Wasm.i32Add);
    code.op(Wasm.tee, counter);
    code.bytes(Wasm.brIf, 0, Wasm.end);
    locals.freeAddress(counter);
    for (const local of before) locals.free(local);
    for (const register of loop.registers.values())
      for (const cell of this.cells.get(register) ?? []) locals.freeAddress(cell);
  }

  /** Gives the locals of steps back. */
  leave(): void {
    const { locals } = this.writer;
    for (const [step, local] of this.locals) {
      if (this.isBit(step)) locals.freeBit(local);
      else locals.free(local);
    }
  }

  /** Registers, what comes before the first iteration, and what is the same in all; the locals of that. */
  private enter(loop: NestedLoop): number[] {
    const { code, locals } = this.writer;
    for (const register of loop.registers.values()) {
      if (!register.isUsed) continue;
      const { from, differences } = register;
      const cells = differences.map((_, i) => {
        const cell = locals.newAddress();
        this.push(i === 0 ? { register: from, constant: 0 } : differences[i - 1]);
        code.op(Wasm.set, cell);
        return cell;
      });
      this.cells.set(register, cells);
    }
    for (const [step, read] of loop.entries) {
      if (read.first) code.op(Wasm.get, this.localOf(read.first));
      else this.load(before(loop.registers, read.place), read, 'shared', read.isBelow);
      code.op(Wasm.set, this.localOf(step));
    }
    return this.hoisted(loop);
  }

  private hoisted(loop: NestedLoop): number[] {
    const { code, locals } = this.writer;
    const steps = loop.body.filter((part) => part.body === undefined);
    if (steps.length < loop.body.length || steps.length > SMALL) return [];
    const known = new Map<string, number>();
    for (const step of steps) {
      step.reads.forEach((read, k) => {
        const { register } = read.place;
        const isSame = register === undefined || !isIn(loop.registers, register);
        if (!isSame || !read.isEarly || !this.isInMemory(read) || read.kind === Read.condition) return;
        const space = this.spaceOf(step, read, k);
        const key = `${space} ${register === undefined ? '' : this.cells.get(register)} ${read.kind} ${read.place.constant}`;
        let local = known.get(key);
        if (local === undefined) {
          local = locals.newFloat();
          known.set(key, local);
          this.load(read.place, read, space, read.isBelow);
          code.op(Wasm.set, local);
        }
        this.loaded.set(read, local);
      });
    }
    return [...known.values()];
  }

  private body(loop: NestedLoop): void {
    for (const part of loop.body) {
      if (part.body !== undefined) this.write(part);
      else this.step(part);
    }
  }

  private step(step: NestedStep): void {
    const { writer } = this;
    const { code, locals, items } = writer;
    let next = 0;
    writer.step(
      step.at,
      () => {
        this.read(step, next);
        next++;
      },
      () => step.reads[next].place.register === undefined,
    );
    const node = items.nodes[step.at];
    const isBit = this.isBit(step);
    const local = step.isKept ? this.localOf(step) : isBit ? locals.newBit() : locals.newFloat();
    code.op(Wasm.set, local);
    writer.checkFinite(node, local);
    const store = (space: SpaceName, place: Sum, isBelow: boolean): void => {
      const offset = this.pushAddress(space, place, isBelow);
      code.op(Wasm.get, local);
      code.bytes(...(isBit && space === 'shared' ? [Wasm.i32Store, 2] : [Wasm.f64Store, 3]));
      code.unsigned(offset);
    };
    for (const place of step.targets) store('output', place, step.isBelow);
    if (step.isStored) store('shared', step.place, false);
    if (step.isKept) return;
    if (isBit) locals.freeBit(local);
    else locals.free(local);
  }

  private read(step: NestedStep, k: number): void {
    const { code, target } = this.writer;
    const read = step.reads[k];
    const known = this.loaded.get(read);
    const source = read.source ?? read.later;
    if (known !== undefined) code.op(Wasm.get, known);
    else if (source) code.op(Wasm.get, this.localOf(source));
    else if (read.kind === Read.constant && read.place.register === undefined)
      target.constant(code, this.memory.constants[read.place.constant / 8]);
    else this.load(read.place, read, this.spaceOf(step, read, k), read.isBelow);
  }

  private isInMemory({ kind, source, later, place }: NestedRead): boolean {
    if (kind === Read.constant) return place.register !== undefined;
    return kind === Read.input || !(source ?? later);
  }

  private spaceOf(step: NestedStep, { kind }: NestedRead, k: number): SpaceName {
    if (kind !== Read.input) return 'shared';
    return this.memory.isFixed(step.at, k) ? 'fixed' : 'row';
  }

  private load(place: Sum, { kind }: NestedRead, space: SpaceName, isBelow: boolean): void {
    const { code } = this.writer;
    const constant = place.constant + (kind === Read.constant ? this.memory.constantsAt : 0);
    const offset = this.pushAddress(space, { register: place.register, constant }, isBelow);
    code.bytes(...(kind === Read.condition ? [Wasm.i32Load, 2] : [Wasm.f64Load, 3]));
    code.unsigned(offset);
  }

  /** Puts an address on the stack; what has to be added to it. */
  private pushAddress(space: SpaceName, { register, constant }: Sum, isBelow: boolean): number {
    const { code, target } = this.writer;
    const { locals, offset } = target.spaces[space];
    const [base] = locals;
    if (base === undefined && register === undefined) code.bytes(Wasm.i32Const, 0);
    if (base !== undefined) code.op(Wasm.get, base);
    if (register !== undefined) code.op(Wasm.get, this.cellsOf(register)[0]);
    if (base !== undefined && register !== undefined) code.byte(Wasm.i32Add);
    if (!isBelow) return offset + constant;
    code.byte(Wasm.i32Const);
    code.signed(offset + constant);
    code.byte(Wasm.i32Add);
    return 0;
  }

  /** Puts a sum on the stack. */
  private push({ register, constant }: Sum): void {
    const { code } = this.writer;
    if (register !== undefined) code.op(Wasm.get, this.cellsOf(register)[0]);
    if (register !== undefined && constant === 0) return;
    code.byte(Wasm.i32Const);
    code.signed(constant);
    if (register !== undefined) code.byte(Wasm.i32Add);
  }

  private cellsOf(register: Register): number[] {
    const cells = this.cells.get(register);
    if (cells === undefined)
      throw new Error('compile: a register is read outside of its loop. This is a fault of hyperdual.');
    return cells;
  }

  private moveOn({ registers }: NestedLoop): void {
    const { code } = this.writer;
    for (const register of registers.values()) {
      const cells = this.cells.get(register) ?? [];
      cells.forEach((cell, i) => {
        code.op(Wasm.get, cell);
        if (i + 1 < cells.length) code.op(Wasm.get, cells[i + 1]);
        else this.push(register.differences[i]);
        code.byte(Wasm.i32Add);
        code.op(Wasm.set, cell);
      });
    }
  }

  private isBit({ at }: NestedStep): boolean {
    const { items } = this.writer;
    return items.readKind(items.nodes[at]) === Read.condition;
  }

  private localOf(step: NestedStep): number {
    const { locals } = this.writer;
    let local = this.locals.get(step);
    if (local === undefined) {
      local = this.isBit(step) ? locals.newBit() : locals.newFloat();
      this.locals.set(step, local);
    }
    return local;
  }
}

/** -1 in LEB128. */
const MINUS_ONE = 0x7f;
