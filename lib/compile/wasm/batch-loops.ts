/**
 * Loops over many points, inside the module.
 *
 * Both take the addresses of the fixed inputs, of the first row, and of the output, the number of points, and the bytes of
 * a row. They return how many points they did: fewer than asked for when one gave up, which the caller then does.
 */

import type { Bytes } from './bytes.js';
import type { MemoryLayout } from './functions.js';
import { Op } from './opcodes.js';

const P = { fixed: 0, row: 1, output: 2, count: 3, rowBytes: 4, last: 5 } as const;
const DONE = 6;

/** The program on its own input and output. */
export function runInPlace(code: Bytes, run: number, { row, output }: MemoryLayout): void {
  code.byte(0);
  for (const address of [0, row, output]) {
    code.byte(Op.i32Const);
    code.signed(address);
  }
  code.byte(Op.call);
  code.unsigned(run);
  code.byte(Op.end);
}

/**
 * Each point has its own output; the sixth parameter is the bytes of one.
 *
 * @param pair - the function for two points, if there is one.
 */
export function mapLoop(code: Bytes, run: number, pair: number | undefined): void {
  code.bytes(1, 1, Op.i32);
  overPoints(code, run, pair, P.last, (points) => {
    for (let i = 0; i < points; i++) advance(code, P.output, P.last);
  });
}

/** The outputs of all points are added up, in order; the sixth parameter is the address of the sums. */
export function sumLoop(code: Bytes, run: number, pair: number | undefined, outputs: number): void {
  const place = DONE + 1;
  const bytes = DONE + 2;
  code.bytes(1, 3, Op.i32, Op.i32Const);
  code.signed(8 * outputs);
  code.bytes(Op.set, bytes);
  overPoints(code, run, pair, bytes, (points) => {
    if (outputs === 0) return;
    // From the last output to the first: sums[place] += output[place].
    code.bytes(Op.get, bytes, Op.set, place, Op.loop, Op.nothing);
    code.bytes(Op.get, place, Op.i32Const);
    code.signed(-8);
    code.bytes(Op.i32Add, Op.set, place);
    code.bytes(Op.get, P.last, Op.get, place, Op.i32Add);
    code.bytes(Op.get, P.last, Op.get, place, Op.i32Add, Op.f64Load, 3, 0);
    for (let i = 0; i < points; i++) {
      code.bytes(Op.get, P.output, Op.get, place, Op.i32Add);
      if (i > 0) code.bytes(Op.get, bytes, Op.i32Add);
      code.bytes(Op.f64Load, 3, 0, Op.f64Add);
    }
    code.bytes(Op.f64Store, 3, 0, Op.get, place, Op.brIf, 0, Op.end);
  });
}

/**
 * Two points at a time as long as there are two, and neither gives up; else one.
 *
 * @param outputBytes - the local that holds the bytes from the output of one point to that of the next.
 * @param after - what is done with the outputs of so many points.
 */
function overPoints(
  code: Bytes,
  run: number,
  pair: number | undefined,
  outputBytes: number,
  after: (points: 1 | 2) => void,
): void {
  code.bytes(Op.block, Op.nothing, Op.loop, Op.nothing);
  code.bytes(Op.get, DONE, Op.get, P.count, Op.i32Eq, Op.brIf, 1);
  if (pair !== undefined) {
    code.bytes(Op.block, Op.nothing);
    // done + 1 = count: only one is left.
    code.bytes(Op.get, DONE, Op.i32Const, 1, Op.i32Add, Op.get, P.count, Op.i32Eq, Op.brIf, 0);
    code.bytes(Op.get, P.fixed, Op.get, P.row, Op.get, P.row, Op.get, P.rowBytes, Op.i32Add);
    code.bytes(Op.get, P.output, Op.get, P.output, Op.get, outputBytes, Op.i32Add, Op.call);
    code.unsigned(pair);
    code.bytes(Op.brIf, 0);
    after(2);
    next(code, 2);
    code.bytes(Op.br, 1, Op.end);
  }
  code.bytes(Op.get, P.fixed, Op.get, P.row, Op.get, P.output, Op.call);
  code.unsigned(run);
  code.bytes(Op.brIf, 1);
  after(1);
  next(code, 1);
  code.bytes(Op.br, 0, Op.end, Op.end, Op.get, DONE, Op.end);
}

function advance(code: Bytes, address: number, by: number): void {
  code.bytes(Op.get, address, Op.get, by, Op.i32Add, Op.set, address);
}

function next(code: Bytes, points: 1 | 2): void {
  for (let i = 0; i < points; i++) advance(code, P.row, P.rowBytes);
  code.bytes(Op.get, DONE, Op.i32Const, points, Op.i32Add, Op.set, DONE);
}
