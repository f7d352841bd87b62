/**
 * How one point, or two points at a time (SIMD, two f64 in a v128), are written in instructions.
 *
 * The pair takes no function calls and no branches: both points go the same way, and `select` takes bits by a mask.
 */
import { Kind } from './kinds.js';
import type { Bytes } from './wasm-bytes.js';
import { Op } from './wasm-opcodes.js';

export interface Lanes {
  /** The local in which the sum of what is looked at is kept: the first after the parameters. */
  readonly flag: number;
  /** The types of values and of conditions. */
  readonly value: number;
  readonly condition: number;
  /** The instruction of a kind, absent for those that take a call. */
  readonly instructions: { readonly [kind: number]: readonly number[] };
  readonly select: readonly number[];
  constant(code: Bytes, x: number): void;
  /** Puts an input on the stack, of all points (fixed) or of the row. */
  input(code: Bytes, isFixed: boolean, offset: number): void;
  /** Stores what `read` puts on the stack in the output. */
  store(code: Bytes, offset: number, read: () => void): void;
  /** Sets the first bytes of the output to 0. */
  clear(code: Bytes, bytes: number): void;
  /** Puts 1 on the stack if the flag is NaN, else 0. */
  report(code: Bytes): void;
  /** The address of values that go from one function to another. */
  readonly shared: number;
}

/** Part of the memory: the local that holds its address, if it is not known, and an offset in bytes. */
export interface Space {
  readonly local: number | undefined;
  readonly offset: number;
}

/** One point: everything is in a part of the memory. */
export interface OneLane extends Lanes {
  readonly spaces: { readonly [space in 'fixed' | 'row' | 'output' | 'shared']: Space };
  /** Puts a number in memory on the stack, whose address without the offset is there. */
  load(code: Bytes, offset: number): void;
  /** Stores a number on the stack; the address without the offset is below it. */
  storeAt(code: Bytes, offset: number): void;
}

export function isOneLane(lanes: Lanes): lanes is OneLane {
  return 'spaces' in lanes;
}

const ALIGNED = 3;

const single = {
  flag: 3,
  value: Op.f64,
  condition: Op.i32,
  instructions: {
    [Kind.add]: [Op.f64Add],
    [Kind.sub]: [Op.f64Sub],
    [Kind.mul]: [Op.f64Mul],
    [Kind.div]: [Op.f64Div],
    [Kind.neg]: [Op.f64Neg],
    [Kind.abs]: [Op.f64Abs],
    [Kind.sqrt]: [Op.f64Sqrt],
    [Kind.floor]: [Op.f64Floor],
    [Kind.ceil]: [Op.f64Ceil],
    [Kind.trunc]: [Op.f64Trunc],
    [Kind.max]: [Op.f64Max],
    [Kind.min]: [Op.f64Min],
    [Kind.lt]: [Op.f64Lt],
    [Kind.le]: [Op.f64Le],
    [Kind.eq]: [Op.f64Eq],
  },
  select: [Op.select],
};

/** One point, whose addresses are the parameters. */
export function onePoint({ shared }: { readonly shared: number }): OneLane {
  const at = (local: number): Space => ({ local, offset: 0 });
  return oneLane(3, { fixed: at(0), row: at(1), output: at(2), shared: { local: undefined, offset: shared } });
}

/** One point in the program's own memory, where all addresses are known. */
export function oneInPlace(layout: {
  readonly row: number;
  readonly output: number;
  readonly shared: number;
}): OneLane {
  const at = (offset: number): Space => ({ local: undefined, offset });
  return oneLane(0, { fixed: at(0), row: at(layout.row), output: at(layout.output), shared: at(layout.shared) });
}

function oneLane(flag: number, spaces: OneLane['spaces']): OneLane {
  const address = (code: Bytes, { local }: Space): void => {
    if (local === undefined) code.bytes(Op.i32Const, 0);
    else code.op(Op.get, local);
  };
  const load = (code: Bytes, offset: number): void => {
    code.bytes(Op.f64Load, ALIGNED);
    code.unsigned(offset);
  };
  const storeAt = (code: Bytes, offset: number): void => {
    code.bytes(Op.f64Store, ALIGNED);
    code.unsigned(offset);
  };
  return {
    ...single,
    flag,
    spaces,
    shared: spaces.shared.offset,
    load,
    storeAt,
    clear(code, bytes) {
      address(code, spaces.output);
      fillWithZeros(code, spaces.output.offset, bytes);
    },
    constant(code, x) {
      code.byte(Op.f64Const);
      code.float(x);
    },
    input(code, isFixed, offset) {
      const space = isFixed ? spaces.fixed : spaces.row;
      address(code, space);
      load(code, space.offset + offset);
    },
    store(code, offset, read) {
      address(code, spaces.output);
      read();
      storeAt(code, spaces.output.offset + offset);
    },
    report(code) {
      code.op(Op.get, flag);
      code.op(Op.get, flag);
      code.byte(Op.f64Ne);
    },
  };
}

/** memory.fill; an address is on the stack. */
function fillWithZeros(code: Bytes, offset: number, bytes: number): void {
  if (offset > 0) {
    code.byte(Op.i32Const);
    code.signed(offset);
    code.byte(Op.i32Add);
  }
  code.bytes(Op.i32Const, 0, Op.i32Const);
  code.signed(bytes);
  code.bytes(...Op.memoryFill, 0);
}

const SIMD = 0xfd;
const Vector = {
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

/** Parameters: the fixed inputs, two rows, two outputs. */
export const pair: Lanes = {
  shared: 0,
  flag: 5,
  value: Op.v128,
  condition: Op.v128,
  instructions: {
    [Kind.add]: long(0xf0),
    [Kind.sub]: long(0xf1),
    [Kind.mul]: long(0xf2),
    [Kind.div]: long(0xf3),
    [Kind.neg]: long(0xed),
    [Kind.abs]: long(0xec),
    [Kind.sqrt]: long(0xef),
    [Kind.floor]: [SIMD, 0x75],
    [Kind.ceil]: [SIMD, 0x74],
    [Kind.trunc]: [SIMD, 0x7a],
    [Kind.max]: long(0xf5),
    [Kind.min]: long(0xf4),
    [Kind.lt]: [SIMD, 0x49],
    [Kind.le]: [SIMD, 0x4b],
    [Kind.eq]: [SIMD, 0x47],
  },
  select: [SIMD, 0x52],
  constant(code, x) {
    code.byte(Op.f64Const);
    code.float(x);
    code.bytes(SIMD, Vector.splat);
  },
  input(code, isFixed, offset) {
    if (isFixed) {
      code.bytes(Op.get, 0, SIMD, Vector.splatLoad, ALIGNED);
      code.unsigned(offset);
      return;
    }
    code.bytes(Op.get, 2, Op.get, 1, SIMD, Vector.zeroLoad, ALIGNED);
    code.unsigned(offset);
    code.bytes(SIMD, Vector.laneLoad, ALIGNED);
    code.unsigned(offset);
    code.byte(1);
  },
  store(code, offset, read) {
    for (const lane of [0, 1]) {
      code.bytes(Op.get, 3 + lane);
      read();
      code.bytes(SIMD, Vector.laneStore, ALIGNED);
      code.unsigned(offset);
      code.byte(lane);
    }
  },
  clear(code, bytes) {
    for (const lane of [0, 1]) {
      code.bytes(Op.get, 3 + lane);
      fillWithZeros(code, 0, bytes);
    }
  },
  report(code) {
    code.bytes(Op.get, this.flag, Op.get, this.flag, SIMD, Vector.ne, SIMD, Vector.anyTrue);
  },
};

/** True for kinds that have an instruction for two points. */
export function isPairable(kind: number): boolean {
  return kind === Kind.constant || kind === Kind.input || kind === Kind.select || pair.instructions[kind] !== undefined;
}
