/** Functions of a module for ops that take more than an instruction. */
import { Op } from '../trace/ops.js';
import type { Bytes } from './bytes.js';
import { Wasm } from './opcodes.js';

export interface Helper {
  /** What it computes. */
  readonly op: number;
  readonly arity: 1;
  /** Further locals of type f64. */
  readonly locals: number;
  write(code: Bytes): void;
}

const x = 0;

function constant(code: Bytes, value: number): void {
  code.byte(Wasm.f64Const);
  code.float(value);
}

export const HELPERS: readonly Helper[] = [
  {
    // 1 above, -1 below, else x itself: ±0 or NaN.
    op: Op.sign,
    arity: 1,
    locals: 0,
    write(code) {
      constant(code, 1);
      constant(code, -1);
      code.bytes(Wasm.get, x);
      code.bytes(Wasm.get, x);
      constant(code, 0);
      code.bytes(Wasm.f64Lt, Wasm.select);
      code.bytes(Wasm.get, x);
      constant(code, 0);
      code.bytes(Wasm.f64Gt, Wasm.select);
    },
  },
  {
    // The integer above, less 1 if that is more than a half away: halves go up, and -0 stays.
    op: Op.round,
    arity: 1,
    locals: 1,
    write(code) {
      code.bytes(Wasm.get, x, Wasm.f64Ceil, Wasm.set, 1);
      code.bytes(Wasm.get, 1);
      constant(code, 1);
      code.byte(Wasm.f64Sub);
      code.bytes(Wasm.get, 1);
      code.bytes(Wasm.get, 1);
      constant(code, 0.5);
      code.bytes(Wasm.f64Sub, Wasm.get, x, Wasm.f64Gt, Wasm.select);
    },
  },
];
