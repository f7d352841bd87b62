/** Points that leave a program, calls from within, and results that lie where the points are: counted, refused, right. */
import { suite } from 'uvu';
import { is, ok, throws } from 'uvu/assert';
import { type Compiled, compile } from '../../lib/compile/index.js';
import { abs, add, defineFunction, div, gradient, lt, mul, type Scalar, select, sub } from '../../lib/index.js';
import { solve } from '../../lib/linalg/index.js';
import * as plain from '../../lib/plain/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';

type Vector = readonly Scalar[];
type Compiling = (f: (...x: never[]) => unknown, ...examples: unknown[]) => Compiled<never, unknown>;
const compiled = compile as unknown as Compiling;

const leaving = suite('points that leave the program');

/** The pivot is a at the example, b where a is small. */
const solution = ([a, b]: Vector): Scalar[] =>
  solve(
    [
      [a, 1],
      [b, 2],
    ] as Scalar[][],
    [1, 3],
  ) as Scalar[];

/** How often f and the program of a compiled function are asked while it runs. */
function counted(): { g: Compiled<[number[]], number[]>; asked: () => number; tried: () => number } {
  let [calls, runs] = [0, 0];
  // A call that can be counted, of the program and of f alike.
  const noted = defineFunction({
    name: 'noted',
    value: (x) => {
      runs++;
      return x;
    },
    slope: () => 1,
  });
  const f = (x: Vector): Scalar[] => {
    calls++;
    return solution([noted(x[0] as Scalar), x[1] as Scalar]);
  };
  const g = compiled(f as never, [4, 1]) as unknown as Compiled<[number[]], number[]>;
  calls = 0;
  return { g, asked: () => calls, tried: () => runs - calls };
}

const COUNT = 4000;
const outside = Array.from({ length: COUNT }, (_, i) => [0.1, 3 + (i % 7)]);
const due = outside.flatMap((x) => solution(x) as number[]);

for (const tier of ['graph', 'module'] as const) {
  leaving(`${tier}: f is called once for each, and the program is hardly tried`, () => {
    const { g, asked, tried } = counted();
    if (tier === 'module') g.optimise();
    same(Array.from(g.map(outside as never)), due);
    is(asked(), COUNT);
    is(g.left, COUNT);
    ok(tried() < COUNT / 8, `the program tried ${tried()} times for ${COUNT} points`);
    const total = g.sum(outside as never) as unknown as number[];
    is(g.left, 2 * COUNT);
    const sums = [0, 0];
    due.forEach((y, i) => {
      sums[i % 2] = (sums[i % 2] as number) + y;
    });
    same(total, sums);
  });

  leaving(`${tier}: the program goes on at points that do not leave it`, () => {
    const { g, asked } = counted();
    if (tier === 'module') g.optimise();
    const mixed = Array.from({ length: COUNT }, (_, i) => (i % 1000 < 100 ? [0.1, 3] : [4 + (i % 5), 1]));
    same(
      Array.from(g.map(mixed as never)),
      mixed.flatMap((x) => solution(x) as number[]),
    );
    // 100 of 1000 leave; after they have, at most as many again are asked of f.
    ok(asked() >= COUNT / 10 && asked() < COUNT / 4, `${asked()} of ${COUNT}`);
    is(g.left, asked());
  });
}

leaving('ordinary code: the courses are tried for few of the points that none knows', () => {
  let calls = 0;
  const f = ([x, y]: readonly number[]): number => {
    calls++;
    let r = 0;
    for (let k = 0; k < 8; k++) {
      if ((((x as number) * 1000) >> k) & 1) r += (y as number) * (x as number);
      else r -= (x as number) / (y as number);
    }
    return r;
  };
  const points = Array.from({ length: COUNT }, (_, i) => [(i * 0.618) % 1, 0.5]);
  const values = points.map(f);
  calls = 0;
  const g = plain.compile(f as never, [0.3, 0.4]) as unknown as {
    map(points: unknown): Float64Array;
    left: number;
    courses: number;
  };
  same(Array.from(g.map(points)), values);
  is(g.courses, 8);
  // Once for each point that left all courses, and once for each course that was tried.
  ok(g.left < COUNT && g.left > 0.9 * COUNT, `${g.left}`);
  ok(calls <= g.left + 20, `${calls} calls of f for ${g.left} points`);
});

leaving('a function with another structure away from the example', () => {
  const f = (x: number): unknown => (x > 1 ? [x, 2 * x] : { a: x, b: 3 });
  const g = plain.compile(f as never, 2) as unknown as (x: number) => unknown;
  same(g(3), [3, 6]);
  same(g(0.5), [0.5, 3]);
});

leaving('f may call its own program at other points, in a call and in a block', () => {
  let inner: ((t: number, x: number[]) => number[]) | undefined;
  const f = (t: Scalar, [a, b]: Vector): Scalar[] => {
    const [x, y] = solution([a as Scalar, b as Scalar]) as [Scalar, Scalar];
    return inner === undefined || typeof b !== 'number' || b < 3
      ? [mul(t, x), y]
      : [mul(t, x), add(y, inner(7, [1, 1])[0] as number)];
  };
  const g = compiled(f as never, 1, [4, 1]) as unknown as Compiled<[number, number[]], number[]>;
  inner = (t, x) => g(t, x);
  const points = [
    [4, 1],
    [0.1, 3],
    [5, 1],
    [0.1, 4],
    [4, 2],
  ];
  const values = points.flatMap((x) => f(2, x) as number[]);
  for (let i = 0; i < 2; i++) {
    same(Array.from(g.map(2, points)), values);
    same(
      points.flatMap((x) => g(2, x)),
      values,
    );
    g.optimise();
  }
  inner = (t, x) => Array.from(g.map(t, [x]));
  throws(() => g.map(2, points), /^compiled function: expected not to be called before it has returned/);
  inner = undefined;
  same(g(2, [4, 1]), f(2, [4, 1]));
});

leaving('a distance that is only asked whether it is small is no kink: Newton steps with the usual end', () => {
  const root = ([x]: Vector): Scalar => {
    let [y, isDone]: [Scalar, Scalar] = [1, 0];
    for (let i = 0; i < 30; i++) {
      const before: Scalar = y;
      const was: Scalar = isDone;
      const next: Scalar = mul(0.5, add(before, div(x as Scalar, before)));
      y = select(
        lt(0.5, was),
        () => before,
        () => next,
      );
      isDone = select(
        lt(abs(sub(next, before)), 1e-12),
        () => 1,
        () => was,
      );
    }
    return y;
  };
  for (const slope of [gradient, reverse.gradient] as unknown as ((f: typeof root, x: Vector) => unknown)[]) {
    const g = compiled(((x: Vector) => slope(root, x)) as never, [3]) as unknown as Compiled<[number[]], number[]>;
    for (const x of [1, 2, 4, 9, 1e4]) same(g([x]), slope(root, [x]));
    is(g.left, 0);
  }
});

leaving('a function that the program calls may not call it', () => {
  let inner: ((x: number) => unknown) | undefined;
  const calls = defineFunction({
    name: 'calls',
    value: (x) => {
      inner?.(x);
      return 2 * x;
    },
    slope: () => 2,
  });
  const g = compiled(((x: Scalar) => calls(x)) as never, 1) as unknown as Compiled<[number], number>;
  for (let i = 0; i < 2; i++) {
    for (const again of [
      (x: number) => g(x),
      (x: number) => (g as unknown as (x: number, y: number) => unknown)(x, 1),
      (x: number) => g.map([x]),
      (x: number) => g.sum([x]),
      () => g.run(),
    ]) {
      inner = again;
      throws(() => g(3), /^compiled function: expected not to be called before it has returned/);
      throws(() => g.map([1, 2]), /^compiled function: expected not to be called before it has returned/);
      throws(() => g.sum([1, 2]), /^compiled function: expected not to be called before it has returned/);
      inner = undefined;
      is(g(3), 6);
      same(Array.from(g.map([1, 2])), [2, 4]);
    }
    g.optimise();
  }
});

const swapped = (): Compiled<[number[]], number[]> =>
  compiled((([x, y]: Vector) => [y, x]) as never, [1, 2]) as unknown as Compiled<[number[]], number[]>;

leaving('results where the points are: in the same place, a little further, in the memory of the program', () => {
  const points = Float64Array.from({ length: 60_000 }, (_, i) => i);
  const values = points.map((_, i) => i + 1 - 2 * (i % 2));
  const g = swapped();
  for (let i = 0; i < 2; i++) {
    const place = points.slice();
    is(g.map(place, place), place);
    same(place, values);
    const longer = new Float64Array(points.length + 2);
    longer.set(points);
    g.map(longer.subarray(0, points.length), longer.subarray(2));
    same(longer.subarray(2), values);
    const rows = points.slice();
    g.map(
      Array.from({ length: points.length / 2 }, (_, k) => rows.subarray(2 * k, 2 * k + 2)),
      rows,
    );
    same(rows, values);
    same(Array.from(g.map([[5, 6]], g.output)), [6, 5]);
    g.input.set([8, 9]);
    same(Array.from(g.map([g.input, [1, 2], g.input] as never)), [9, 8, 2, 1, 9, 8]);
    g.input.set([8, 9]);
    same(Array.from(g.map(g.input)), [9, 8]);
    g.optimise();
  }
});

leaving('points of no numbers', () => {
  const g = compiled((([t]: Vector) => add(t as Scalar, 1)) as never, [1], []) as unknown as Compiled<
    [number[], number[]],
    number
  >;
  same(Array.from(g.map([1], [[], [], []])), [2, 2, 2]);
  is(g.sum([1], [[], []]), 4);
  throws(
    () => g.map([1], new Float64Array(0)),
    'map: expected an array of points, as a point has no numbers, got an array of numbers. Give one [] or {} for each.',
  );
});

leaving.run();
