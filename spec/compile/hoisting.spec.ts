/** What depends on the fixed arguments alone is computed once for all points, and what comes back to it is swept once. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Compiled, compile, instantiate } from '../../lib/compile/index.js';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { split } from '../../lib/compile/passes/hoist.js';
import { countOf } from '../../lib/compile/passes/operation-count.js';
import { apiOf } from '../../lib/compile/run/api.js';
import { compileProgram } from '../../lib/compile/run/executable.js';
import { type Trace, trace } from '../../lib/compile/trace/trace.js';
import {
  abs,
  add,
  cos,
  defineFunction,
  exp,
  jvp,
  lt,
  mul,
  type Scalar,
  select,
  sin,
  sqrt,
  square,
  sub,
  sum,
} from '../../lib/index.js';
import * as backward from '../../lib/reverse/index.js';
import { runnerOf, type Structured, sameBits } from '../support/engines.js';
import { programs as budget, holds } from '../support/settings.js';
import { INPUTS, loopProgram, run } from './loop-programs.js';

const test = suite('hoisting');

type Vector = readonly Scalar[];
type Term = (t: Vector, row: Vector) => Scalar;

const reverse = backward as unknown as { valueAndGradient(f: (x: Vector) => Scalar, x: Vector): unknown };
const gradientOf =
  (f: Term) =>
  (t: Vector, row: Vector): unknown =>
    reverse.valueAndGradient((u: Vector) => f(u, row), t);

type Both = Compiled<readonly [number[], number[]], unknown>;
const compiled = compile as unknown as (f: Structured, t: readonly number[], row: readonly number[]) => Both;

function interpreted(f: Structured, t: readonly number[], row: readonly number[]): Both {
  const runner = runnerOf(f, [t, row], 'interpreter');
  return apiOf(
    runner,
    () => new Uint8Array(),
    () => ({ total: 0, byName: {} }),
  ) as Both;
}

const numbersIn = (x: unknown): number[] =>
  typeof x === 'number' ? [x] : Object.values(x as Record<string, unknown>).flatMap(numbersIn);

const count = (program: Trace | undefined): number =>
  program === undefined ? 0 : countOf(compileProgram(program).plan).total;

/** A deep function of the parameters, by 40 calls. */
function deep(t: Vector): Scalar {
  let y: Scalar = t[0] as Scalar;
  for (let i = 0; i < 20; i++) y = sin(add(mul(t[1] as Scalar, y), exp(mul(0.1, y))));
  return y;
}
const regression: Term = (t, [x, y]) => square(sub(mul(deep(t), x as Scalar), add(t[2] as Scalar, y as Scalar)));

const N = 4;
/** The quadratic form of LLᵀ, with L from raw parameters and the exponential on its diagonal. */
const quadratic: Term = (t, x) => {
  const l = (i: number, j: number): Scalar => (i === j ? exp(t[i * N + j] as Scalar) : (t[i * N + j] as Scalar));
  const projections = Array.from({ length: N }, (_, k) =>
    Array.from({ length: N - k }, (_, i) => mul(x[i + k] as Scalar, l(i + k, k))).reduce(add),
  );
  return square(sum(projections.map(square)));
};
/** The same, the matrix formed first. */
const formed: Term = (t, x) => {
  const l = (i: number, j: number): Scalar => (i === j ? exp(t[i * N + j] as Scalar) : (t[i * N + j] as Scalar));
  let total: Scalar = 0;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      const entry = Array.from({ length: Math.min(i, j) + 1 }, (_, k) => mul(l(i, k), l(j, k))).reduce(add);
      total = add(total, mul(mul(x[i] as Scalar, entry), x[j] as Scalar));
    }
  }
  return square(total);
};

const rows = (n: number, width: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: width }, (_, k) => 1.5 * Math.sin(1 + i + 2.3 * k)));

const PROGRAMS: readonly (readonly [string, Term, readonly number[], number])[] = [
  ['a deep function of the parameters', regression, [0.3, 0.2, 0.1], 2],
  ['a triangular factor', quadratic, Array.from({ length: N * N }, (_, i) => Math.cos(i) / 2), N],
  ['a matrix of it', formed, Array.from({ length: N * N }, (_, i) => Math.cos(i) / 2), N],
];

for (const [name, f, t, width] of PROGRAMS) {
  test(`${name}: map has the bits of each call, sum is the sum`, () => {
    const points = rows(40, width);
    const program = gradientOf(f) as Structured;
    for (const g of [compiled(program, t, points[0] as number[]), interpreted(program, t, points[0] as number[])]) {
      const mapped = g.map(t as number[], points);
      const due = points.map((x) => numbersIn(g(t as number[], x)));
      assert.equal(Array.from(mapped), due.flat());
      const total = due.reduce((all, one) => all.map((x, k) => x + (one[k] as number)));
      numbersIn(g.sum(t as number[], points)).forEach((x, k) => {
        const size = due.reduce((all, one) => all + Math.abs(one[k] as number), 0);
        assert.ok(Math.abs(x - (total[k] as number)) <= 1e-13 * size, `${x} against ${total[k]}`);
      });
    }
  });
}

test('in branches: functions of the table are called once, those that may throw only where they are wanted', () => {
  const branched =
    (wave: (x: Scalar) => Scalar) =>
    ([p]: Vector, [x]: Vector): Scalar =>
      select(
        lt(0, x as Scalar),
        () => mul(wave(sin(exp(p as Scalar))), sin(x as Scalar)),
        () => x as Scalar,
      );
  const callsOfRow = (f: Structured): number => {
    const parts = split(withoutDeadCode(trace(f as never, [[1], [1]])), false);
    const { byName } = countOf(compileProgram(parts?.body as Trace).plan);
    return (byName.exp ?? 0) + (byName.sin ?? 0) + (byName.cos ?? 0);
  };
  const f = branched(exp);
  for (const program of [f, gradientOf(f)] as Structured[]) {
    assert.is(callsOfRow(program), 1);
    const points = rows(40, 1);
    const g = compiled(program, [0.5], [1]);
    assert.equal(
      Array.from(g.map([0.5], points)),
      points.flatMap((x) => numbersIn(program([0.5] as never, x as never))),
    );
  }
  const strict = defineFunction({
    name: 'strict',
    value: (x) => {
      if (x < 0) throw new RangeError('strict');
      return Math.sqrt(x);
    },
    slope: (_, y) => mul(0.5, y),
  });
  const g = compiled(branched((x) => strict(sub(x, 1))) as Structured, [0.5], [1]);
  const below = Array.from({ length: 20 }, (_, i) => [-1 - i]);
  assert.equal(Array.from(g.map([-30], below)), below.flat());
});

test('operations of a row: what is left is what depends on it', () => {
  for (const [name, f, t, width] of PROGRAMS) {
    const program = withoutDeadCode(trace(gradientOf(f) as never, [t, rows(1, width)[0]]));
    const [mapped, summed] = [split(program, false), split(program, true)];
    const [whole, ofMap, ofSum] = [count(program), count(mapped?.body), count(summed?.body)];
    console.log(`${name}: ${whole} operations, ${ofMap} for a point of map, ${ofSum} for one of sum`);
    assert.ok(ofMap < whole && ofSum <= ofMap);
    // Nothing is computed twice.
    assert.ok(count(mapped?.prepare) + ofMap <= whole);
  }
  const deepOne = withoutDeadCode(
    trace(gradientOf(regression) as never, [
      [1, 1, 1],
      [1, 1],
    ]),
  );
  // The residual, its square, its double, twice a product, three sums with 0: no sine and no exponential.
  assert.ok(count(split(deepOne, true)?.body) <= 9);
  assert.is(split(deepOne, true)?.prepare.graph.callees.length, 3);
});

test('nothing is taken apart without fixed arguments, with little work, or where rows are few', () => {
  const little: Term = ([a], [x]) => sin(mul(a as Scalar, x as Scalar));
  assert.is(split(trace(gradientOf(little) as never, [[1], [1]]), true), undefined);
  assert.is(split(trace(((x: Vector) => sum(x.map(exp))) as never, [[1, 2]]), true), undefined);
  assert.is(split(trace((() => 1) as never, []), true), undefined);
});

/** A function that counts its calls. */
function counted(value: (x: number) => number): { of: (x: Scalar) => Scalar; calls: () => number } {
  let calls = 0;
  const of = defineFunction({
    name: 'counted',
    value: (x) => {
      calls++;
      return value(x);
    },
    slope: (x) => cos(x),
  });
  return { of, calls: () => calls };
}

test('a function of the fixed arguments is called once for all points', () => {
  const { of, calls } = counted(Math.sin);
  const f: Term = (t, [x]) => square(sub(of(t[0] as Scalar), x as Scalar));
  const g = compiled(gradientOf(f) as Structured, [0.5], [1]);
  const revived = instantiate(g.wasm, { counted: Math.sin }) as unknown as Both;
  const points = rows(100, 1);
  const before = calls();
  const mapped = g.map([0.5], points);
  assert.is(calls(), before + 1);
  const total = numbersIn(g.sum([0.5], points));
  assert.is(calls(), before + 2);
  assert.equal(Array.from(revived.map([0.5], points)), Array.from(mapped));
  assert.equal(numbersIn(revived.sum([0.5], points)), total);
});

test('what only some rows need is not computed before them: it might throw', () => {
  const { of, calls } = counted((x) => {
    if (x < 0) throw new RangeError('of a negative number');
    return Math.sqrt(x);
  });
  const f = (t: Vector, [x]: Vector): Scalar =>
    select(
      lt(x as Scalar, 0),
      () => add(of(t[0] as Scalar), exp(t[0] as Scalar)),
      () => mul(exp(exp(t[0] as Scalar)), x as Scalar),
    );
  const g = compiled(f as Structured, [1], [1]);
  const points = rows(20, 1).map(([x]) => [Math.abs(x as number)]);
  const before = calls();
  const mapped = g.map([-1], points);
  assert.equal(
    Array.from(mapped),
    points.map((x) => f([-1], x)),
  );
  assert.is(calls(), before);
  assert.throws(() => g.map([-1], [...points, [-1]]), /of a negative number/);
});

test('rows where the function itself is asked, parameters where it always is, infinite sums', () => {
  // |x - a| at a tie, and the root of 0 with an infinite slope.
  const kinked: Term = (t, [x, y]) =>
    add(
      mul(deep(t), abs(mul(abs(sub(x as Scalar, t[0] as Scalar)), y as Scalar))),
      mul(exp(t[2] as Scalar), y as Scalar),
    );
  const steep: Term = (t, [x, y]) =>
    add(mul(sqrt(square(exp(sqrt(t[0] as Scalar)))), x as Scalar), mul(t[1] as Scalar, y as Scalar));
  const t = [0.5, 0.25, 0.125];
  const points = rows(30, 2);
  points[3] = [0.5, 1];
  points[4] = [0.5, 0];
  points[29] = [0.5, -1];
  for (const [f, parameters] of [
    [kinked, t],
    [steep, t],
    [steep, [0, 1, 1]],
    [kinked, [0.5, 0.25, 710]],
    [regression, [Number.NaN, 1, 1]],
    [regression, [1, Number.POSITIVE_INFINITY, 1]],
  ] as const) {
    const whole = gradientOf(f) as (t: readonly number[], x: readonly number[]) => unknown;
    for (const g of [compiled(whole as Structured, t, [1, 1]), interpreted(whole as Structured, t, [1, 1])]) {
      const due = points.map((x) => numbersIn(whole(parameters, x)));
      assert.equal(Array.from(g.map(parameters as number[], points)), due.flat());
      const total = due.reduce((all, one) => all.map((x, k) => x + (one[k] as number)));
      numbersIn(g.sum(parameters as number[], points)).forEach((x, k) => {
        const size = due.reduce((all, one) => all + Math.abs(one[k] as number), 0);
        const isSame = Object.is(x, total[k]) || Math.abs(x - (total[k] as number)) <= 1e-13 * size;
        assert.ok(isSame, `${x} against ${total[k]} at ${k}`);
      });
    }
  }
});

test('a row apart is counted once, also where as many numbers are added up as there are outputs', () => {
  const f: Term = ([a, b], [x]) =>
    add(square(mul(deep([a as Scalar, b as Scalar]), x as Scalar)), sqrt(square(sub(x as Scalar, a as Scalar))));
  const whole = gradientOf(f) as (t: readonly number[], x: readonly number[]) => unknown;
  const parts = split(withoutDeadCode(trace(whole as never, [[0.5, 0.25], [1]])), true);
  assert.is(parts?.body.results.length, parts?.finish?.results.length);
  const t = [0.5, 0.25];
  const points = [...rows(12, 1), [0.5], [0.75]];
  const due = points.map((x) => numbersIn(whole(t, x))).reduce((all, one) => all.map((x, k) => x + (one[k] as number)));
  for (const g of [compiled(whole as Structured, t, [1]), interpreted(whole as Structured, t, [1])]) {
    numbersIn(g.sum(t, points)).forEach((x, k) => {
      assert.ok(Math.abs(x - (due[k] as number)) < 1e-13 * Math.abs(due[k] as number), `${x} against ${due[k]}`);
    });
  }
});

test('in turns, with other calls and other sums in between', async () => {
  const g = compiled(gradientOf(regression) as Structured, [0.3, 0.2, 0.1], [1, 1]);
  const points = Float64Array.from(rows(9000, 2).flat());
  const [a, b] = [
    [0.3, 0.2, 0.1],
    [-0.3, 0.4, 0.5],
  ];
  const due = [a, b].map((t) => numbersIn(g.sum(t, points)));
  const onProgress = (): void => {
    g([9, 9, 9], [9, 9]);
  };
  const got = await Promise.all([a, b].map((t) => g.sumInTurns(t, points, { onProgress })));
  assert.equal(got.map(numbersIn), due);
  const mapped = await Promise.all([a, b].map((t) => g.mapInTurns(t, points, undefined, { onProgress })));
  assert.equal(
    mapped,
    [a, b].map((t) => g.map(t, points)),
  );
  assert.equal(numbersIn(g.sum(a, [])), [0, 0, 0, 0]);
});

test('random programs: many points have the bits of single ones', () => {
  const HALF = INPUTS / 2;
  const all = rows(12, INPUTS);
  const ones = Array.from({ length: HALF }, () => 1);
  let hoisted = 0;
  const runs = Math.ceil(budget / 20);
  holds(runs, fc.tuple(loopProgram, fc.boolean()), ([loops, isTangent]) => {
    const value = (t: Vector, row: Vector): Scalar[] => run(loops, [...t, ...row]);
    const along = (t: Vector, row: Vector): unknown => jvp((u: Vector) => value(u, row), t, ones);
    const f = isTangent ? along : value;
    const t = (all[0] as number[]).slice(0, HALF);
    const points = all.map((x) => [t, x.slice(HALF)]);
    if (split(withoutDeadCode(trace(f as never, points[0] as unknown[])), false) === undefined) return;
    hoisted++;
    sameBits(f as Structured, points);
  });
  assert.ok(hoisted > runs / 3, `${hoisted} of ${runs} programs have invariant parts`);
});

test.run();
