/**
 * How one point, or two points at a time (SIMD, two f64 in a v128), are written in instructions.
 *
 * The pair takes no function calls and no branches: both points go the same way, and `select` takes bits by a mask.
 */
import { Op } from '../trace/ops.js';
import type { Bytes } from './bytes.js';
import { Wasm } from './opcodes.js';

/** Parts of the memory that a function reads and writes. */
export type SpaceName = 'fixed' | 'row' | 'output' | 'shared';

/** Where a part is: locals with its address, none where that is known, and an offset in bytes. */
export interface Space {
  readonly locals: readonly Address[];
  readonly offset: number;
  /** Bytes of a number. */
  readonly bytes: number;
}

/** A local that holds an address, or none: the address 0. */
export type Address = number | undefined;

export interface Target {
  /** The local in which the sum of what is looked at is kept: the first after the parameters. */
  readonly flag: number;
  /** The types of values and of conditions. */
  readonly value: number;
  readonly condition: number;
  /** The instruction of an op, absent for those that take a call. */
  readonly instructions: { readonly [op: number]: readonly number[] };
  readonly select: readonly number[];
  /** What goes from one step to another through memory is in the space `shared`. */
  readonly spaces: { readonly [name in SpaceName]: Space };
  constant(code: Bytes, x: number): void;
  /** Puts a number in memory on the stack; the addresses are those of its space, or such that go on from them. */
  load(code: Bytes, space: SpaceName, addresses: readonly Address[], offset: number): void;
  /** Stores what `read` puts on the stack. */
  store(code: Bytes, space: SpaceName, addresses: readonly Address[], offset: number, read: () => void): void;
  /** The same for a condition in the space `shared`. */
  loadCondition(code: Bytes, addresses: readonly Address[], offset: number): void;
  storeCondition(code: Bytes, addresses: readonly Address[], offset: number, read: () => void): void;
  /** Puts 1 on the stack if the flag is not finite, else 0. */
  report(code: Bytes): void;
}

function push(code: Bytes, address: Address): void {
  if (address === undefined) code.bytes(Wasm.i32Const, 0);
  else code.op(Wasm.get, address);
}

/**
 * Sets bytes of the output.
 *
 * @param from - the address of what is copied there; undefined for zeros.
 */
export function copy(code: Bytes, { locals, offset }: Space, place: number, bytes: number, from?: number): void {
  for (const local of locals) {
    push(code, local);
    if (offset + place > 0) {
      code.byte(Wasm.i32Const);
      code.signed(offset + place);
      code.byte(Wasm.i32Add);
    }
    code.byte(Wasm.i32Const);
    code.signed(from ?? 0);
    code.byte(Wasm.i32Const);
    code.signed(bytes);
    code.bytes(...(from === undefined ? Wasm.memoryFill : Wasm.memoryCopy));
  }
}

const ALIGNED = 3;
const ALIGNED_INTEGER = 2;

const single = {
  value: Wasm.f64,
  condition: Wasm.i32,
  instructions: {
    [Op.add]: [Wasm.f64Add],
    [Op.sub]: [Wasm.f64Sub],
    [Op.mul]: [Wasm.f64Mul],
    [Op.div]: [Wasm.f64Div],
    [Op.neg]: [Wasm.f64Neg],
    [Op.abs]: [Wasm.f64Abs],
    [Op.sqrt]: [Wasm.f64Sqrt],
    [Op.floor]: [Wasm.f64Floor],
    [Op.ceil]: [Wasm.f64Ceil],
    [Op.trunc]: [Wasm.f64Trunc],
    [Op.max]: [Wasm.f64Max],
    [Op.min]: [Wasm.f64Min],
    [Op.lt]: [Wasm.f64Lt],
    [Op.le]: [Wasm.f64Le],
    [Op.eq]: [Wasm.f64Eq],
  },
  select: [Wasm.select],
};

/** One point, whose addresses are the parameters. */
export function scalarTarget(shared: number): Target {
  const at = (local: number): Space => ({ locals: [local], offset: 0, bytes: 8 });
  const spaces = { fixed: at(0), row: at(1), output: at(2), shared: { locals: [undefined], offset: shared, bytes: 8 } };
  return oneLane(3, spaces);
}

/** One point in the program's own memory, where all addresses are known. */
export function oneInPlace(row: number, output: number, shared: number): Target {
  const at = (offset: number): Space => ({ locals: [undefined], offset, bytes: 8 });
  return oneLane(0, { fixed: at(0), row: at(row), output: at(output), shared: at(shared) });
}

function oneLane(flag: number, spaces: Target['spaces']): Target {
  return {
    ...single,
    flag,
    spaces,
    constant(code, x) {
      code.byte(Wasm.f64Const);
      code.float(x);
    },
    load(code, _, [address], offset) {
      push(code, address);
      code.bytes(Wasm.f64Load, ALIGNED);
      code.unsigned(offset);
    },
    store(code, _, [address], offset, read) {
      push(code, address);
      read();
      code.bytes(Wasm.f64Store, ALIGNED);
      code.unsigned(offset);
    },
    loadCondition(code, [address], offset) {
      push(code, address);
      code.bytes(Wasm.i32Load, ALIGNED_INTEGER);
      code.unsigned(offset);
    },
    storeCondition(code, [address], offset, read) {
      push(code, address);
      read();
      code.bytes(Wasm.i32Store, ALIGNED_INTEGER);
      code.unsigned(offset);
    },
    report(code) {
      // x - x is 0 or NaN.
      code.op(Wasm.get, flag);
      code.op(Wasm.get, flag);
      code.bytes(Wasm.f64Sub);
      this.constant(code, 0);
      code.byte(Wasm.f64Ne);
    },
  };
}

const SIMD = 0xfd;
const Vector = {
  load: 0x00,
  store: 0x0b,
  zeroLoad: 0x5d,
  laneLoad: 0x57,
  laneStore: 0x5b,
  splatLoad: 0x0a,
  splat: 0x14,
  anyTrue: 0x53,
  ne: 0x48,
} as const;

/** Numbers above 0x7f in LEB128. */
const long = (n: number): readonly number[] => [SIMD, n, 1];

const ALIGNED_PAIR = 4;

/** Two points. Parameters: the fixed inputs, two rows, two outputs. */
export function simdTarget(shared: number): Target {
  return {
    ...pair,
    spaces: {
      fixed: { locals: [0], offset: 0, bytes: 8 },
      row: { locals: [1, 2], offset: 0, bytes: 8 },
      output: { locals: [3, 4], offset: 0, bytes: 8 },
      shared: { locals: [undefined], offset: shared, bytes: 16 },
    },
    constant(code, x) {
      code.byte(Wasm.f64Const);
      code.float(x);
      code.bytes(SIMD, Vector.splat);
    },
    load(code, space, [first, second], offset) {
      if (space === 'row') {
        push(code, second);
        push(code, first);
        code.bytes(SIMD, Vector.zeroLoad, ALIGNED);
        code.unsigned(offset);
        code.bytes(SIMD, Vector.laneLoad, ALIGNED);
        code.unsigned(offset);
        code.byte(1);
      } else {
        push(code, first);
        if (space === 'fixed') code.bytes(SIMD, Vector.splatLoad, ALIGNED);
        else code.bytes(SIMD, Vector.load, ALIGNED_PAIR);
        code.unsigned(offset);
      }
    },
    store(code, space, addresses, offset, read) {
      addresses.forEach((address, point) => {
        push(code, address);
        read();
        if (space === 'shared') code.bytes(SIMD, Vector.store, ALIGNED_PAIR);
        else code.bytes(SIMD, Vector.laneStore, ALIGNED);
        code.unsigned(offset);
        if (space !== 'shared') code.byte(point);
      });
    },
    // A mask of two.
    loadCondition(code, addresses, offset) {
      this.load(code, 'shared', addresses, offset);
    },
    storeCondition(code, addresses, offset, read) {
      this.store(code, 'shared', addresses, offset, read);
    },
    report(code) {
      code.bytes(Wasm.get, pair.flag, Wasm.get, pair.flag, ...(pair.instructions[Op.sub] as number[]));
      this.constant(code, 0);
      code.bytes(SIMD, Vector.ne, SIMD, Vector.anyTrue);
    },
  };
}

const pair = {
  flag: 5,
  value: Wasm.v128,
  condition: Wasm.v128,
  instructions: {
    [Op.add]: long(0xf0),
    [Op.sub]: long(0xf1),
    [Op.mul]: long(0xf2),
    [Op.div]: long(0xf3),
    [Op.neg]: long(0xed),
    [Op.abs]: long(0xec),
    [Op.sqrt]: long(0xef),
    [Op.floor]: [SIMD, 0x75],
    [Op.ceil]: [SIMD, 0x74],
    [Op.trunc]: [SIMD, 0x7a],
    [Op.max]: long(0xf5),
    [Op.min]: long(0xf4),
    [Op.lt]: [SIMD, 0x49],
    [Op.le]: [SIMD, 0x4b],
    [Op.eq]: [SIMD, 0x47],
  },
  select: [SIMD, 0x52],
};

/** True for ops that have an instruction for two points. */
export function isForTwo(op: number): boolean {
  return op === Op.constant || op === Op.input || op === Op.select || op in pair.instructions;
}
