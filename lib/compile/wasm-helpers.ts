/** Functions of a module for kinds that take more than an instruction. */
import { Kind } from './kinds.js';
import type { Bytes } from './wasm-bytes.js';
import { Op } from './wasm-opcodes.js';

interface Helper {
  readonly kind: number;
  readonly arity: 1 | 2;
  /** Further locals of type f64. */
  readonly locals: number;
  write(code: Bytes): void;
}

const x = 0;
const y = 1;

function constant(code: Bytes, value: number): void {
  code.byte(Op.f64Const);
  code.float(value);
}

/** 1 where a local is 0. */
function isZero(code: Bytes, local: number): void {
  code.bytes(Op.get, local);
  constant(code, 0);
  code.byte(Op.f64Eq);
}

/** The local if it is not NaN; then 0 or NaN, as the conditions written by `zero` say. */
function unlessNaN(code: Bytes, local: number, zero: (code: Bytes) => void): void {
  code.bytes(Op.get, local);
  constant(code, 0);
  constant(code, Number.NaN);
  zero(code);
  code.byte(Op.select);
  code.bytes(Op.get, local, Op.get, local, Op.f64Eq, Op.select);
}

export const HELPERS: readonly Helper[] = [
  {
    // x·y; where that is NaN, 0 if a factor is 0.
    kind: Kind.strongMul,
    arity: 2,
    locals: 1,
    write(code) {
      code.bytes(Op.get, x, Op.get, y, Op.f64Mul, Op.set, 2);
      unlessNaN(code, 2, () => {
        isZero(code, x);
        isZero(code, y);
        code.byte(Op.i32Or);
      });
    },
  },
  {
    // x/y; where that is NaN, 0 if x is 0 or y infinite.
    kind: Kind.strongDiv,
    arity: 2,
    locals: 1,
    write(code) {
      code.bytes(Op.get, x, Op.get, y, Op.f64Div, Op.set, 2);
      unlessNaN(code, 2, () => {
        isZero(code, x);
        code.bytes(Op.get, y, Op.f64Abs);
        constant(code, Number.POSITIVE_INFINITY);
        code.bytes(Op.f64Eq, Op.i32Or);
      });
    },
  },
  {
    kind: Kind.nanPart,
    arity: 2,
    locals: 0,
    write(code) {
      constant(code, 0);
      constant(code, Number.NaN);
      isZero(code, x);
      isZero(code, y);
      code.bytes(Op.i32And, Op.select);
    },
  },
  {
    // 1 above, -1 below, else x itself: ±0 or NaN.
    kind: Kind.sign,
    arity: 1,
    locals: 0,
    write(code) {
      constant(code, 1);
      constant(code, -1);
      code.bytes(Op.get, x);
      code.bytes(Op.get, x);
      constant(code, 0);
      code.bytes(Op.f64Lt, Op.select);
      code.bytes(Op.get, x);
      constant(code, 0);
      code.bytes(Op.f64Gt, Op.select);
    },
  },
  {
    // The integer above, less 1 if that is more than a half away: halves go up, and -0 stays.
    kind: Kind.round,
    arity: 1,
    locals: 1,
    write(code) {
      code.bytes(Op.get, x, Op.f64Ceil, Op.set, 1);
      code.bytes(Op.get, 1);
      constant(code, 1);
      code.byte(Op.f64Sub);
      code.bytes(Op.get, 1);
      code.bytes(Op.get, 1);
      constant(code, 0.5);
      code.bytes(Op.f64Sub, Op.get, x, Op.f64Gt, Op.select);
    },
  },
];
