/**
 * Loops over many points, inside the module.
 *
 * Both take the addresses of the fixed inputs, of the first row, and of the output, the number of points, and the bytes of
 * a row. They return how many points they did: fewer than asked for when one gave up, which the caller then does.
 */

import type { Bytes } from './bytes.js';
import type { MemoryLayout } from './functions.js';
import { Wasm } from './opcodes.js';

const P = { fixed: 0, row: 1, output: 2, count: 3, rowBytes: 4, last: 5 } as const;
const DONE = 6;

/** The program on its own input and output. */
export function runInPlace(code: Bytes, run: number, { row, output }: MemoryLayout): void {
  code.byte(0);
  for (const address of [0, row, output]) {
    code.byte(Wasm.i32Const);
    code.signed(address);
  }
  code.byte(Wasm.call);
  code.unsigned(run);
  code.byte(Wasm.end);
}

/**
 * Each point has its own output; the sixth parameter is the bytes of one.
 *
 * @param pair - the function for two points, if there is one.
 */
export function mapLoop(code: Bytes, run: number, pair: number | undefined): void {
  code.bytes(1, 1, Wasm.i32);
  overPoints(code, run, pair, P.last, (points) => {
    for (let i = 0; i < points; i++) advance(code, P.output, P.last);
  });
}

/** The outputs of all points are added up, in order; the sixth parameter is the address of the sums. */
export function sumLoop(code: Bytes, run: number, pair: number | undefined, outputs: number): void {
  const place = DONE + 1;
  const bytes = DONE + 2;
  code.bytes(1, 3, Wasm.i32, Wasm.i32Const);
  code.signed(8 * outputs);
  code.bytes(Wasm.set, bytes);
  overPoints(code, run, pair, bytes, (points) => {
    if (outputs === 0) return;
    // From the last output to the first: sums[place] += output[place].
    code.bytes(Wasm.get, bytes, Wasm.set, place, Wasm.loop, Wasm.nothing);
    code.bytes(Wasm.get, place, Wasm.i32Const);
    code.signed(-8);
    code.bytes(Wasm.i32Add, Wasm.set, place);
    code.bytes(Wasm.get, P.last, Wasm.get, place, Wasm.i32Add);
    code.bytes(Wasm.get, P.last, Wasm.get, place, Wasm.i32Add, Wasm.f64Load, 3, 0);
    for (let i = 0; i < points; i++) {
      code.bytes(Wasm.get, P.output, Wasm.get, place, Wasm.i32Add);
      if (i > 0) code.bytes(Wasm.get, bytes, Wasm.i32Add);
      code.bytes(Wasm.f64Load, 3, 0, Wasm.f64Add);
    }
    code.bytes(Wasm.f64Store, 3, 0, Wasm.get, place, Wasm.brIf, 0, Wasm.end);
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
  code.bytes(Wasm.block, Wasm.nothing, Wasm.loop, Wasm.nothing);
  code.bytes(Wasm.get, DONE, Wasm.get, P.count, Wasm.i32Eq, Wasm.brIf, 1);
  if (pair !== undefined) {
    code.bytes(Wasm.block, Wasm.nothing);
    // done + 1 = count: only one is left.
    code.bytes(Wasm.get, DONE, Wasm.i32Const, 1, Wasm.i32Add, Wasm.get, P.count, Wasm.i32Eq, Wasm.brIf, 0);
    code.bytes(Wasm.get, P.fixed, Wasm.get, P.row, Wasm.get, P.row, Wasm.get, P.rowBytes, Wasm.i32Add);
    code.bytes(Wasm.get, P.output, Wasm.get, P.output, Wasm.get, outputBytes, Wasm.i32Add, Wasm.call);
    code.unsigned(pair);
    code.bytes(Wasm.brIf, 0);
    after(2);
    next(code, 2);
    code.bytes(Wasm.br, 1, Wasm.end);
  }
  code.bytes(Wasm.get, P.fixed, Wasm.get, P.row, Wasm.get, P.output, Wasm.call);
  code.unsigned(run);
  code.bytes(Wasm.brIf, 1);
  after(1);
  next(code, 1);
  code.bytes(Wasm.br, 0, Wasm.end, Wasm.end, Wasm.get, DONE, Wasm.end);
}

function advance(code: Bytes, address: number, by: number): void {
  code.bytes(Wasm.get, address, Wasm.get, by, Wasm.i32Add, Wasm.set, address);
}

function next(code: Bytes, points: 1 | 2): void {
  for (let i = 0; i < points; i++) advance(code, P.row, P.rowBytes);
  code.bytes(Wasm.get, DONE, Wasm.i32Const, points, Wasm.i32Add, Wasm.set, DONE);
}
