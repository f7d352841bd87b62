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
  /** Puts 1 on the stack if the flag is NaN, else 0. */
  report(code: Bytes): void;
}

const ALIGNED = 3;

export const single: Lanes = {
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
  constant(code, x) {
    code.byte(Op.f64Const);
    code.float(x);
  },
  input(code, isFixed, offset) {
    code.bytes(Op.get, isFixed ? 0 : 1, Op.f64Load, ALIGNED);
    code.unsigned(offset);
  },
  store(code, offset, read) {
    code.bytes(Op.get, 2);
    read();
    code.bytes(Op.f64Store, ALIGNED);
    code.unsigned(offset);
  },
  report(code) {
    code.bytes(Op.get, this.flag, Op.get, this.flag, Op.f64Ne);
  },
};

/** One point in the program's own memory, where all addresses are known. */
export function oneInPlace({ row, output }: { readonly row: number; readonly output: number }): Lanes {
  const address = (code: Bytes, instruction: number, offset: number): void => {
    code.bytes(instruction, ALIGNED);
    code.unsigned(offset);
  };
  return {
    ...single,
    flag: 0,
    input(code, isFixed, offset) {
      code.bytes(Op.i32Const, 0);
      address(code, Op.f64Load, isFixed ? offset : row + offset);
    },
    store(code, offset, read) {
      code.bytes(Op.i32Const, 0);
      read();
      address(code, Op.f64Store, output + offset);
    },
  };
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
  report(code) {
    code.bytes(Op.get, this.flag, Op.get, this.flag, SIMD, Vector.ne, SIMD, Vector.anyTrue);
  },
};

/** True for kinds that have an instruction for two points. */
export function isPairable(kind: number): boolean {
  return kind === Kind.constant || kind === Kind.input || kind === Kind.select || pair.instructions[kind] !== undefined;
}
