/**
 * Loops over many points, inside the module.
 *
 * Both take the addresses of the fixed inputs, of the first row, and of the output, the number of points, and the bytes of
 * a row. They return how many points they did: fewer than asked for when one met a NaN, which the caller then does.
 */
import type { Layout } from './wasm-body.js';
import type { Bytes } from './wasm-bytes.js';
import { Op } from './wasm-opcodes.js';

const P = { fixed: 0, row: 1, output: 2, count: 3, rowBytes: 4, last: 5 } as const;
const DONE = 6;

/** The program on its own input and output. */
export function runInPlace(code: Bytes, run: number, { row, output }: Layout): void {
  code.byte(0);
  for (const address of [0, row, output]) {
    code.byte(Op.i32Const);
    code.signed(address);
  }
  code.byte(Op.call);
  code.unsigned(run);
  code.byte(Op.end);
}

/** Each point has its own output; the sixth parameter is the bytes of one. */
export function mapLoop(code: Bytes, run: number): void {
  code.bytes(1, 1, Op.i32);
  code.bytes(Op.block, Op.nothing, Op.loop, Op.nothing);
  leaveAtEnd(code);
  call(code, run, P.output);
  code.bytes(Op.brIf, 1);
  advance(code, P.row, P.rowBytes);
  advance(code, P.output, P.last);
  next(code);
  code.bytes(Op.br, 0, Op.end, Op.end, Op.get, DONE, Op.end);
}

/** The outputs of all points are added up, in order; the sixth parameter is the address of the sums. */
export function sumLoop(code: Bytes, run: number, outputs: number): void {
  const place = DONE + 1;
  code.bytes(1, 2, Op.i32);
  code.bytes(Op.block, Op.nothing, Op.loop, Op.nothing);
  leaveAtEnd(code);
  call(code, run, P.output);
  code.bytes(Op.brIf, 1);
  if (outputs > 0) {
    // From the last output to the first: sums[place] += output[place].
    code.byte(Op.i32Const);
    code.signed(8 * outputs);
    code.bytes(Op.set, place, Op.loop, Op.nothing);
    code.bytes(Op.get, place, Op.i32Const);
    code.signed(-8);
    code.bytes(Op.i32Add, Op.set, place);
    code.bytes(Op.get, P.last, Op.get, place, Op.i32Add);
    code.bytes(Op.get, P.last, Op.get, place, Op.i32Add, Op.f64Load, 3, 0);
    code.bytes(Op.get, P.output, Op.get, place, Op.i32Add, Op.f64Load, 3, 0);
    code.bytes(Op.f64Add, Op.f64Store, 3, 0, Op.get, place, Op.brIf, 0, Op.end);
  }
  advance(code, P.row, P.rowBytes);
  next(code);
  code.bytes(Op.br, 0, Op.end, Op.end, Op.get, DONE, Op.end);
}

function leaveAtEnd(code: Bytes): void {
  code.bytes(Op.get, DONE, Op.get, P.count, Op.i32Eq, Op.brIf, 1);
}

function call(code: Bytes, run: number, output: number): void {
  code.bytes(Op.get, P.fixed, Op.get, P.row, Op.get, output, Op.call);
  code.unsigned(run);
}

function advance(code: Bytes, address: number, by: number): void {
  code.bytes(Op.get, address, Op.get, by, Op.i32Add, Op.set, address);
}

function next(code: Bytes): void {
  code.bytes(Op.get, DONE, Op.i32Const, 1, Op.i32Add, Op.set, DONE);
}
