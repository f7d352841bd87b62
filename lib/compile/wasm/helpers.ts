/** Functions of a module for kinds that take more than an instruction. */
import { Kind } from '../trace/ops.js';
import type { Bytes } from './bytes.js';
import { Op } from './opcodes.js';

interface Helper {
  readonly kind: number;
  readonly arity: 1;
  /** Further locals of type f64. */
  readonly locals: number;
  write(code: Bytes): void;
}

const x = 0;

function constant(code: Bytes, value: number): void {
  code.byte(Op.f64Const);
  code.float(value);
}

export const HELPERS: readonly Helper[] = [
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
