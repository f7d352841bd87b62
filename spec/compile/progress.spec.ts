/** Long compilations: what they tell while they go on, how they are stopped, and that they grow with the program, not faster. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type CompileProgress, compile, compileWith } from '../../lib/compile/index.js';
import { adviceFor } from '../../lib/compile/run/progress.js';
import { trace } from '../../lib/compile/trace/trace.js';
import { add, mul, type Scalar, sin, sub } from '../../lib/index.js';
import { same, thrown } from '../support/assert.js';
import { lengthsWhile } from '../support/modules.js';

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i % x.length] as Scalar;

/** No two steps follow each other in any order. */
const irregular =
  (steps: number) =>
  (x: Vector): Scalar => {
    let y = at(x, 0);
    for (let i = 0, s = 12345; i < steps; i++) {
      s = (Math.imul(s, 1103515245) + 12345) & 0x7fffffff;
      const z = at(x, s >> 4);
      y = [() => add(mul(y, z), 0.1 * (s % 7)), () => sub(sin(y), z), () => mul(add(y, z), 0.5)][
        (s >> 8) % 3
      ]?.() as Scalar;
    }
    return y;
  };

const x = Array.from({ length: 20 }, (_, i) => 0.5 + 0.4 * Math.sin(i));
const progress = suite('progress of long compilations');

progress('tells the operations as they are traced, then the stages of the module', () => {
  const seen: CompileProgress[] = [];
  const f = irregular(100_000);
  const g = compileWith({ onProgress: (p) => seen.push(p) }, f, x);
  const { size } = trace(f, [x]).graph;
  assert.equal(
    seen.map(({ stage }) => stage),
    [...Array.from({ length: Math.floor(size / 65536) }, () => 'trace'), 'trace'],
  );
  seen.forEach(({ operations, advice }, i) => {
    assert.is(operations, i === seen.length - 1 ? size : 65536 * (i + 1));
    assert.is(advice, undefined);
  });
  const y = g(x);
  same(y, f(x));
  seen.length = 0;
  assert.is(lengthsWhile(() => g.optimise({ onProgress: (p) => seen.push(p) })).length, 1);
  const stages = seen.map(({ stage }) => stage);
  assert.equal([...new Set(stages)], ['order', 'loops', 'functions', 'engine']);
  // Of the passes through the program each begins at 0.
  const passes = seen.filter(({ stage }) => stage === 'loops').map(({ done }) => done as number);
  assert.is(passes[0], 0);
  assert.ok(passes.length > size / 65536, `${passes.length} reports`);
  const goesOn = (done: number, i: number): boolean => done === 0 || (done > (passes[i - 1] as number) && done < 1);
  assert.ok(passes.every(goesOn), passes.join());
  same(g(x), y);
});

progress('says before it starts what a long program costs', () => {
  assert.is(
    adviceFor(2_400_000),
    '2.4 million operations: about 12 s and 24 MB of code. Compile one step or one term, and call it in a loop, a map or a sum.',
  );
  const advice: (string | undefined)[] = [];
  const stop = new Error('too long');
  const controller = new AbortController();
  const error = thrown(() =>
    compileWith(
      {
        onProgress: (p) => {
          advice.push(p.advice);
          if (p.advice !== undefined) controller.abort(stop);
        },
        signal: controller.signal,
      },
      irregular(600_000),
      x,
    ),
  );
  assert.is(error, stop);
  assert.is(
    advice.findIndex((text) => text !== undefined),
    Math.floor(1e6 / 65536),
  );
  assert.match(advice[advice.length - 1] as string, /^1\.0 million operations: about 6 s/);
});

progress('a program that is stopped while its module is made goes on as it was', () => {
  const f = irregular(2000);
  const g = compile(f, x);
  for (const last of ['order', 'loops', 'functions', 'engine']) {
    const controller = new AbortController();
    const stop = new Error(last);
    const options = {
      onProgress: ({ stage }: CompileProgress) => {
        if (stage === last) controller.abort(stop);
      },
      signal: controller.signal,
    };
    assert.is(
      lengthsWhile(() =>
        assert.is(
          thrown(() => g.optimise(options)),
          stop,
        ),
      ).length,
      0,
    );
    same(g(x), f(x));
  }
  assert.is(lengthsWhile(() => g.optimise()).length, 1);
  same(g(x), f(x));
});

progress('a limit', () => {
  const f = irregular(1000);
  const { size } = trace(f, [x]).graph;
  assert.is(lengthsWhile(() => compileWith({ optimise: true, mostOperations: size }, f, x)).length, 1);
  assert.match(
    thrown(() => compileWith({ mostOperations: size - 1 }, f, x)).message,
    new RegExp(`^compileWith: expected at most ${size - 1} operations, got more\\. `),
  );
  // Long before all of it is traced.
  let traced = 0;
  thrown(() =>
    compileWith(
      {
        mostOperations: 70_000,
        onProgress: (p) => {
          traced = p.operations;
        },
      },
      irregular(1e9),
      x,
    ),
  );
  assert.is(traced, 2 * 65536);
});

progress('bytes of code grow with the operations: irregular programs', () => {
  const bytes = (steps: number): number => lengthsWhile(() => compile(irregular(steps), x).optimise())[0] as number;
  const [few, more] = [5000, 40_000].map(bytes) as [number, number];
  assert.ok(more < 8.5 * few, `${few} and ${more} bytes`);
});

progress.run();
