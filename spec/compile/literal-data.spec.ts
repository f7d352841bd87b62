/** Tables of 0 and 1 that a function closes over: its loops are found again, with the same bits. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { callableOf } from '../../lib/compile/callable.js';
import { type Compiled, compile, instantiate } from '../../lib/compile/index.js';
import { tracedWithData } from '../../lib/compile/literal-data.js';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { compileProgram, Executable, type Original } from '../../lib/compile/run/executable.js';
import { Compilation } from '../../lib/compile/run/tiers.js';
import { trace } from '../../lib/compile/trace/trace.js';
import {
  add,
  exp,
  gradient,
  jacobian,
  log,
  mul,
  type Scalar,
  sigmoid,
  sin,
  sqrt,
  sub,
  sum,
  tanh,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import type { Structured } from '../support/engines.js';

const test = suite('literal data');

type Vector = readonly Scalar[];
const WIDTH = 6;

/** A recurrent network on a sequence of 0 and 1. */
const network =
  (length: number) =>
  (w: Vector): Scalar => {
    const bit = (t: number, i: number): number => Number(Math.sin(7 * t + 3 * i + t * i) > 0.3);
    let state: Scalar[] = new Array<Scalar>(WIDTH).fill(0.1);
    let loss: Scalar = 0;
    for (let t = 0; t + 1 < length; t++) {
      state = state.map((s, i) =>
        tanh(add(mul(w[i] as Scalar, s), add(mul(bit(t, i), w[WIDTH + i] as Scalar), w[2 * WIDTH + i] as Scalar))),
      );
      const norm = log(add(sum(state.map((s) => exp(s))), 2));
      loss = add(loss, sum(state.map((s, i) => mul(bit(t + 1, i), sub(s, norm)))));
    }
    return loss;
  };
const weights = Array.from({ length: 3 * WIDTH }, (_, i) => Math.sin(i) / 2);
const points = [weights, weights.map((w) => 2 * w), weights.map((w, i) => (i % 3 === 0 ? 0 : -w))];
const bytesOf = (f: Structured, x: readonly number[]): number => {
  const { program, withData } = tracedWithData(f, [x]);
  return new Compilation(program, undefined, withData).code('own').length;
};

test('code does not grow with the sequence, its tables do', () => {
  const [short, long] = [128, 192].map((length) => bytesOf(network(length) as Structured, weights)) as [number, number];
  const tables = 8 * 2 * WIDTH * 64;
  console.log(`${short} bytes for 128 steps, ${long} for 192, of which ${tables} are data`);
  assert.ok(long - short < tables + 300, `${short} and ${long} bytes`);
  const folded = compileProgram(withoutDeadCode(trace(network(192) as Original, [weights]))).bytes.length;
  assert.ok(folded > 1.5 * long, `${folded} bytes with products folded`);
});

/** Labels of 0 and 1 in a loss, one-hot rows, a mask. */
const LOSSES: readonly (readonly [name: string, loss: (n: number) => (w: Vector) => Scalar, each: number])[] = [
  [
    'labels',
    (n) => (w) =>
      sum(
        Array.from({ length: n }, (_, i) => {
          const z = add(mul(Math.sin(i), w[0] as Scalar), mul(Math.cos(i * i), w[1] as Scalar));
          return sub(tanh(z), mul(Number(Math.sin(7 * i) > 0.1), z));
        }),
      ),
    64,
  ],
  [
    'one-hot rows',
    (n) => (w) =>
      sum(
        Array.from({ length: n }, (_, i) => {
          const z = [0, 1, 2].map((k) => mul(Math.sin(i + k), w[k] as Scalar));
          const norm = log(sum(z.map((zk) => exp(zk))));
          return sum(z.map((zk, k) => mul(Number((i * i) % 3 === k), sub(norm, zk))));
        }),
      ),
    110,
  ],
  [
    'mask',
    (n) => (w) =>
      sum(Array.from({ length: n }, (_, i) => mul(Number(Math.sin(5 * i) > 0), sqrt(add(w[0] as Scalar, i))))),
    56,
  ],
];
for (const [name, loss, each] of LOSSES) {
  test(`${name}: gradients are loops too, and what a table has grows by 8 bytes a number`, () => {
    const slope =
      (n: number) =>
      (w: readonly number[]): unknown =>
        reverse.valueAndGradient(loss(n), w as number[]);
    const [short, long] = [400, 800].map((n) => bytesOf(slope(n) as Structured, [0.5, 0.25, 1])) as [number, number];
    console.log(`${name}: ${short} bytes of 400 terms, ${long} of 800`);
    // A sum in pairs has one more level.
    assert.ok(long - short < each * 400 + 2500, `${short} and ${long} bytes`);
    const f = slope(300);
    const g = compile(f as never, [0.5, 0.25, 1] as never) as unknown as Compiled<[number[]], unknown>;
    g.optimise();
    for (const w of [
      [0.5, 0.25, 1],
      [1.5, 2, 3],
      [0, 0, 0],
    ]) {
      same(g(w), f(w));
    }
    assert.is(g.left, 0);
  });
}

test('the bits of the function, by every engine', () => {
  for (const f of [
    network(24),
    (w: Vector) => gradient(network(12), w),
    (w: Vector) => reverse.gradient(network(24), w),
  ]) {
    const whole = f as (w: Vector) => unknown;
    const g = compile(whole as never, weights as never) as unknown as (w: readonly number[]) => unknown;
    const program = withoutDeadCode(trace(whole as Original, [weights], undefined, true));
    const engines = [
      new Executable(program, compileProgram(program).bytes, 'webassembly', whole as Original),
      new Executable(
        program,
        compileProgram(program, { worth: { iterations: 2, instructions: 1 } }).bytes,
        'webassembly',
      ),
      new Executable(program, undefined, 'interpreter', whole as Original),
    ];
    for (const x of points) {
      const due = whole(x);
      same(g(x), due);
      for (const engine of engines) {
        engine.input.set(x);
        assert.ok(engine.run());
        same(Array.from(engine.output), [due].flat());
      }
    }
  }
});

/** The log-likelihood of labels 0 and 1 by a logistic model of three features. */
const likelihood =
  (length: number) =>
  (w: Vector): Scalar => {
    let total: Scalar = 0;
    for (let t = 0; t < length; t++) {
      const label = Number(Math.sin(16 * t + 27) > 0.3);
      const features = [1, Math.cos(t), Math.sin(2 * t)];
      const p = sigmoid(sum(features.map((x, i) => mul(x, w[i] as Scalar))));
      total = add(total, add(mul(label, log(p)), mul(1 - label, log(sub(1, p)))));
    }
    return total;
  };

test('labels: the gradient of a likelihood is a loop over its data', () => {
  const gradientOf = (length: number) => (w: Vector) => reverse.gradient(likelihood(length), w);
  const [short, long] = [300, 500].map((length) => bytesOf(gradientOf(length) as Structured, [1, 2, 3])) as [
    number,
    number,
  ];
  const tables = 8 * 6 * 200;
  assert.ok(long - short < tables + 300, `${short} and ${long} bytes`);
  const f = gradientOf(100);
  const g = compile(f as never, [1, 2, 3] as never) as unknown as {
    (w: Vector): unknown;
    optimise(): unknown;
  };
  const places = [1, 1e-3, 30, 800, 1e300].map((scale) => [0, 0.5, -0.3].map((x) => scale * x));
  for (const w of places) same(g(w), f(w));
  g.optimise();
  for (const w of places) same(g(w), f(w));
});

test('from its bytes too, where only the interpreter may answer', () => {
  const table = [1, 0, 1, 1, 0, 2];
  const root = (x: Vector): Scalar => sum(table.map((a, j) => mul(a, sqrt(mul(x[j] as Scalar, j + 1)))));
  const f = (x: Vector): unknown => reverse.gradient(root, x);
  const program = withoutDeadCode(trace(f as Original, [table], undefined, true));
  const g = callableOf(program, f as Original) as unknown as { wasm: Uint8Array };
  const again = instantiate(g.wasm) as unknown as (x: readonly number[]) => unknown;
  for (const x of [
    [1, 2, 3, 4, 5, 6],
    [1, 2, Number.NaN, 4, 5, 6],
  ])
    same(again(x), f(x));
});

test('factors that are 1 in each iteration are left out', () => {
  const f = (x: Vector): Scalar => x.map((xi) => mul(1, sin(mul(1, xi)))).reduce((a, b) => add(a, b));
  const x = Array.from({ length: 100 }, (_, i) => i / 8);
  const bytes = (keepsData: boolean): number =>
    compileProgram(withoutDeadCode(trace(f as Original, [x], undefined, keepsData))).bytes.length;
  assert.ok(bytes(true) <= bytes(false) + 16, `${bytes(true)} and ${bytes(false)} bytes`);
});

test('the zeros of seeds are no table', () => {
  const rosenbrock = (x: Vector): Scalar => {
    let total: Scalar = 0;
    for (let i = 0; i < 70; i++) {
      const [a, b] = [x[i], x[i + 1]] as [Scalar, Scalar];
      total = add(total, add(mul(100, mul(sub(b, mul(a, a)), sub(b, mul(a, a)))), mul(sub(1, a), sub(1, a))));
    }
    return total;
  };
  const { program, withData } = tracedWithData(((x: Vector) => reverse.hessian(rosenbrock, x)) as never, [
    Array.from({ length: 71 }, (_, i) => Math.sin(i)),
  ]);
  assert.ok(program.graph.size > 5000, `${program.graph.size} nodes`);
  assert.is(withData, undefined);
});

test('constant results are copied from a table, also next to others and two points at a time', () => {
  const n = 40;
  const table = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, k) => Math.sin(i * n + k)));
  const linear = (x: Vector): Scalar[] => table.map((row) => sum(row.map((a, k) => mul(a, x[k] as Scalar))));
  const x = Array.from({ length: n }, (_, i) => Math.cos(i));
  const slopes = (y: Vector): Scalar[] => (jacobian(linear as never, y as never) as Scalar[][]).flat();
  const bytes = bytesOf(slopes as Structured, x);
  assert.ok(bytes < 8 * n * n + 1000, `${bytes} bytes`);
  const programs: ((y: Vector) => Scalar[])[] = [
    slopes,
    (y) => [...y.map((v) => mul(v, v)), ...slopes(y).slice(0, n), ...y.map((v) => sin(v)), ...y.map((v) => add(v, v))],
    (y) => [...y.map(() => 0), ...y.map((v) => mul(v, v)), ...y.map(() => -0)],
    (y) => y.flatMap((v, i) => [i, mul(v, v), 0]),
  ];
  const points = [x, x.map((v) => 2 * v), x.map((v) => -v)];
  for (const f of programs) {
    const g = compile(f as never, x as never) as unknown as Compiled<[number[]], number[]>;
    g.optimise();
    g.output.fill(7);
    same(g(x), f(x));
    same(Array.from(g.map(points)), points.flatMap(f as (y: Vector) => number[]));
  }
});

test('a function without a table is traced once', () => {
  let calls = 0;
  compile(
    ([x, y]: Scalar[]) => {
      calls++;
      return mul(x as Scalar, add(y as Scalar, mul(0, x as Scalar)));
    },
    [1, 2],
  );
  assert.is(calls, 1);
});

test.run();
