/** The bytes of a compiled function: what runs is code alone, what `g.wasm` gives describes the program too. */
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import { compile, instantiate } from '../../lib/compile/index.js';
import { sectionIn } from '../../lib/compile/run/section.js';
import { SECTION } from '../../lib/compile/wasm/module.js';
import { add, gradient, mul, type Scalar, square, sub } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { lengthsWhile, wasm } from '../support/modules.js';

const banana = (x: Scalar[]): Scalar =>
  x
    .slice(1)
    .reduce(
      (s: Scalar, y, i) =>
        add(s, add(mul(100, square(sub(y, square(x[i] as Scalar)))), square(sub(1, x[i] as Scalar)))),
      0,
    );

const file = suite('the file of a compiled function');

file('what is compiled to run is the code: a loop for 100 inputs, whatever describes it', () => {
  const x0 = Array.from({ length: 100 }, () => 1);
  let g = compile((x: Scalar[]) => gradient(banana, x), [1, 1]) as unknown as { wasm: Uint8Array; engine: string };
  const [length = 0] = lengthsWhile(() => {
    g = compile((x: Scalar[]) => gradient(banana, x), x0).optimise() as unknown as typeof g;
  });
  is(g.engine, 'webassembly');
  ok(length > 100 && length < 4096, `${length} bytes, which old browsers compile on the page's thread too`);
  ok(g.wasm.length > 2 * length, `${g.wasm.length} bytes with the description`);
  is(g.wasm, g.wasm);
  ok((sectionIn(g.wasm, SECTION)?.description.length ?? 0) > 0);
});

file('instantiate compiles the code alone as well, and gives the same bytes again', () => {
  const g = compile((x: Scalar[]) => reverse.gradient(banana, x), [1, 2, 3, 4]);
  const bytes = g.wasm;
  let again = g;
  const [length = 0] = lengthsWhile(() => {
    again = instantiate(bytes) as unknown as typeof g;
  });
  ok(length < bytes.length, `${length} of ${bytes.length} bytes`);
  same(again([0.5, 2, 3, 1]), g([0.5, 2, 3, 1]));
  is(again.wasm, bytes);
  const moved = new Uint8Array(bytes.length + 11);
  moved.set(bytes, 11);
  same((instantiate(moved.subarray(11)) as unknown as typeof g)([0.5, 2, 3, 1]), g([0.5, 2, 3, 1]));
  const ofModule = instantiate(new wasm.Module(bytes)) as unknown as typeof g;
  same(ofModule([0.5, 2, 3, 1]), g([0.5, 2, 3, 1]));
  same(Array.from(ofModule.wasm), Array.from(bytes));
});

file('the engine says why it is the interpreter', () => {
  const { Module } = wasm;
  wasm.Module = class {
    constructor() {
      throw new EvalError("Refused to compile: 'wasm-eval' is not an allowed source of script");
    }
  };
  try {
    const g = compile((x: Scalar[]) => gradient(banana, x), [1, 1]);
    is(g.engine, "interpreter: EvalError: Refused to compile: 'wasm-eval' is not an allowed source of script");
    same(g([-1, 1]), [-4, 0]);
  } finally {
    wasm.Module = Module;
  }
});

file.run();
