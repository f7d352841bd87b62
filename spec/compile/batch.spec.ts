/** One program at many points: map, sum, their turns, and programs made anew from their bytes. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { type Compiled, compile, instantiate } from '../../lib/compile/index.js';
import { apiOf } from '../../lib/compile/run/api.js';
import {
  add,
  derivative,
  eq,
  gradient,
  gt,
  lt,
  mod,
  mul,
  type Scalar,
  select,
  sin,
  softplus,
  sub,
  value,
  valueAndGradient,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { gamma } from '../../lib/special/index.js';
import { thrown } from '../support/assert.js';
import { runnerOf } from '../support/engines.js';

const suite = suiteOf('compiled functions at many points');

type Vector = readonly Scalar[];

/** A term of a logistic likelihood: calls of functions. */
const logistic = (t: Vector, [x, y]: Vector): Scalar => {
  const z = add(t[0] as Scalar, mul(t[1] as Scalar, x as Scalar));
  return sub(softplus(z), mul(y as Scalar, z));
};
/** A term with arithmetic only, which is done for two points at a time. */
const asymmetric = (t: Vector, [x, y]: Vector): Scalar => {
  const r = sub(y as Scalar, add(t[0] as Scalar, mul(t[1] as Scalar, x as Scalar)));
  return select(
    gt(r, 0),
    () => mul(r, r),
    () => mul(2, mul(r, r)),
  );
};
const theta = [0.3, -0.2];
const COUNT = 6001;
/** With a NaN and infinities in between. */
const rows = Float64Array.from({ length: 2 * COUNT }, (_, i) => 3 * Math.sin(1.37 * i));
rows[100] = Number.NaN;
rows[2 * 4000] = Number.POSITIVE_INFINITY;
rows[2 * COUNT - 1] = Number.NEGATIVE_INFINITY;
const plainRows = rows.map((x, i) => (Number.isFinite(x) ? x : i / 100));

type Objective = (t: Vector, row: Vector) => unknown;
const objectives: [string, Objective][] = [
  ['with calls', (t, row) => valueGradientAndHessian((u: Vector) => logistic(u, row), t)],
  ['two at a time', (t, row) => valueAndGradient((u: Vector) => asymmetric(u, row), t)],
];

const numbersIn = (x: unknown): number[] =>
  typeof x === 'number' ? [x] : Object.values(x as Record<string, unknown>).flatMap(numbersIn);
const pointAt = (all: Float64Array, i: number): number[] => Array.from(all.subarray(2 * i, 2 * i + 2));

type Both = Compiled<readonly [number[], number[]], unknown>;

/** The same function, by WebAssembly and by the interpreter. */
function bothEngines(f: Objective): Both[] {
  return (['webassembly', 'interpreter'] as const).map(
    (engine) =>
      apiOf(
        runnerOf(f as never, [theta, [1, 1]], engine),
        () => new Uint8Array(),
        () => ({ total: 0, byName: {} }),
      ) as Both,
  );
}

for (const [name, f] of objectives) {
  suite(`map gives the bits of each call: ${name}`, () => {
    for (const g of bothEngines(f)) {
      const out = g.map(theta, rows);
      const size = out.length / COUNT;
      for (let i = 0; i < COUNT; i++) {
        const eager = numbersIn(f(theta, pointAt(rows, i)));
        eager.forEach((x, k) => {
          assert.ok(Object.is(out[size * i + k], x), `${g.engine}, row ${i}, number ${k}`);
        });
      }
    }
  });

  suite(`sum adds the rows up in their order, to the bit: ${name}`, () => {
    const total = numbersIn(f(theta, [1, 1])).map(() => 0);
    for (let i = 0; i < COUNT; i++) {
      for (const [k, x] of numbersIn(f(theta, pointAt(plainRows, i))).entries()) total[k] = (total[k] as number) + x;
    }
    const points = Array.from({ length: COUNT }, (_, i) => pointAt(plainRows, i));
    for (const g of bothEngines(f)) {
      assert.equal(numbersIn(g.sum(theta, plainRows)), total, g.engine);
      assert.equal(numbersIn(g.sum(theta, points)), total, `${g.engine}, rows as arrays`);
      assert.ok(numbersIn(g.sum(theta, rows)).some(Number.isNaN));
    }
  });
}

suite('in turns: the same, with other calls in between, and progress', async () => {
  for (const g of bothEngines(objectives[1]?.[1] as Objective)) {
    const seen: number[] = [];
    const onProgress = (done: number, count: number): void => {
      assert.is(count, COUNT);
      seen.push(done);
      g([9, 9], [9, 9]);
    };
    const mapped = Array.from(await g.mapInTurns(theta, rows, undefined, { onProgress }));
    assert.equal(mapped, Array.from(g.map(theta, rows)));
    assert.is(seen[seen.length - 1], COUNT);
    assert.ok(seen.length > 1);
    assert.equal(await g.sumInTurns(theta, plainRows, { onProgress }), g.sum(theta, plainRows));
  }
});

suite('a signal stops between two blocks, with its reason', async () => {
  for (const g of bothEngines(objectives[0]?.[1] as Objective)) {
    const stopAfterOne = () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      return { signal: controller.signal, onProgress: () => controller.abort(reason) };
    };
    assert.is(thrown(() => g.sum(theta, plainRows, stopAfterOne())).message, 'enough');
    assert.is(thrown(() => g.map(theta, rows, undefined, stopAfterOne())).message, 'enough');
    let message = '';
    await g.mapInTurns(theta, rows, undefined, stopAfterOne()).catch((error: Error) => {
      message = error.message;
    });
    assert.is(message, 'enough');
  }
});

suite('points that do not fit, and a place for the results that does not, are errors', () => {
  const g = compile((t: Vector, row: Vector) => logistic(t, row), theta, [1, 1]);
  assert.is(
    thrown(() => g.map(theta, new Float64Array(3))).message,
    'map: expected 2 numbers for each point, got 3 in all. Give a multiple of 2.',
  );
  assert.match(thrown(() => g.map(theta, 7 as never)).message, /^map: expected an array of points, .+ got 7\. Put/);
  assert.match(
    thrown(() => g.sum(theta, [[1, 2, 3]] as never)).message,
    /^sum: expected points\[0\] to have the shape/,
  );
  assert.match(
    thrown(() => g.map(theta, [[1, 2]], new Float64Array(2))).message,
    /^map: expected out to be a Float64Array of 1 numbers, 1 for each of 1 points/,
  );
  assert.match(thrown(() => g.map([1] as never, [[1, 2]])).message, /^map: expected argument 1 to have the shape/);
  assert.match(
    thrown(() => (g as unknown as () => void)()).message,
    /^compiled function: expected 2 arguments, got 0\./,
  );
  const out = new Float64Array(1);
  assert.is(g.map(theta, [[1, 2]], out), out);
  assert.equal(g.map(theta, []), new Float64Array(0));
});

suite('a program is made anew from its bytes or its module, with the same bits', () => {
  const g = compile((x: Vector) => gradient(([a, b]: Vector) => mul(sin(mod(a as Scalar, 1)), b as Scalar), x), [1, 2]);
  const Module = (globalThis as unknown as { WebAssembly: { Module: new (bytes: Uint8Array) => object } }).WebAssembly
    .Module;
  for (const again of [instantiate(g.wasm), instantiate(new Module(g.wasm))]) {
    assert.equal(again([1.3, 2] as never), g([1.3, 2]));
    assert.equal(again([Number.NaN, 2] as never), g([Number.NaN, 2]));
    assert.equal(again.operations, g.operations);
    assert.equal(instantiate(again.wasm)([1.3, 2] as never), g([1.3, 2]));
  }
});

suite('a module comes from a Buffer as well, wherever that lies in its memory', () => {
  const g = compile((x: Scalar) => sin(x), 1);
  for (const before of [0, 1, 8]) {
    const bytes = Buffer.concat([Buffer.alloc(before), g.wasm]).subarray(before);
    assert.is(instantiate(bytes)(2 as never), g(2));
  }
});

suite('functions that are not in Math are passed to instantiate', () => {
  const g = compile((x: Scalar) => gamma(x), 2.5);
  assert.match(thrown(() => instantiate(g.wasm)).message, /^instantiate: expected the function gamma, .+ Pass it/);
  assert.is(instantiate(g.wasm, { gamma: (x) => gamma(x) })(3.5 as never), gamma(3.5));
  assert.match(thrown(() => instantiate(new Uint8Array(8))).message, /^instantiate: expected the wasm of a compiled/);
});

suite('what is not known before the program runs is an error that names the remedy', () => {
  assert.match(thrown(() => compile((x: Scalar) => (value(x) > 0 ? x : 0), 1)).message, /with select\(lt\(x, y\)/);
  assert.match(
    thrown(() => compile((x: Scalar) => (lt(x, 0) ? 1 : x), 1)).message,
    /1 that was not, the first at .*batch\.spec\.\w+:\d+:\d+ .+ Write select/,
  );
  assert.match(thrown(() => derivative((x: Scalar) => compile((y: Scalar) => y, x)(1), 1)).message, /Compile outside/);
  assert.match(
    thrown(() => compile((x: Scalar) => Number(x), 1)).message,
    /^A number that carries derivatives was used with a native operator/,
  );
  let kept: Scalar = 0;
  compile((x: Scalar) => {
    kept = x;
    return x;
  }, 1);
  assert.throws(() => compile((x: Scalar) => add(x, kept), 1));
  assert.is(String(kept).startsWith('Expression('), true);
  assert.is(
    compile(
      (x: Scalar) =>
        select(
          eq(x, 1),
          () => 2,
          () => 3,
        ),
      1,
    )(1),
    2,
  );
});

suite.run();
