/** Recurrences: scan gives what the loop gives, in every mode, whatever is kept of its states. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Compiled, compile, instantiate, scan } from '../../lib/compile/index.js';
import { segmentLength } from '../../lib/compile/scan-block.js';
import { add, div, exp, gradient, hessian, mul, type Scalar, sin, square, sub, tanh } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';
import { BLOCK_MODES, numbersIn } from '../support/block-modes.js';

const test = suite('scan');

type Vector = readonly Scalar[];

interface State {
  readonly s: readonly Scalar[];
  readonly loss: Scalar;
}

let calls = 0;
/** A small recurrent network with its loss. */
const network = (state: State, [u, y]: Vector, p: Vector): State => {
  calls++;
  const [a, b] = state.s as [Scalar, Scalar];
  const first = tanh(add(mul(p[0] as Scalar, a), add(mul(p[1] as Scalar, u as Scalar), b)));
  const second = mul(sin(add(a, first)), exp(mul(-0.5, square(b))));
  return { s: [first, second], loss: add(state.loss, square(sub(first, y as Scalar))) };
};
const data = Array.from({ length: 20 }, (_, i) => [Math.sin(i), Math.cos(i) / 2]);

const scanned = (p: Vector): Scalar => scan(network, { s: [0.1, p[1] as Scalar], loss: 0 }, data, p).loss;
const looped = (p: Vector): Scalar => {
  let state: State = { s: [0.1, p[1] as Scalar], loss: 0 };
  for (const row of data) state = network(state, row, p);
  return state.loss;
};

function agree(name: string, got: unknown, due: unknown): void {
  const numbers = numbersIn(due);
  const size = Math.max(1, ...numbers.map(Math.abs));
  assert.is(numbersIn(got).length, numbers.length);
  numbersIn(got).forEach((x, i) => {
    assert.ok(Math.abs(x - (numbers[i] as number)) <= 1e-13 * size, `${name}: got ${x}, due ${numbers[i]}`);
  });
}

for (const { name, on } of BLOCK_MODES) {
  test(`${name}: as the loop`, () => {
    agree(name, on(scanned, [0.5, 0.25]), on(looped, [0.5, 0.25]));
  });
}

test('compiled, it has the bits of scan', () => {
  const f = (p: Vector): unknown => reverse.valueAndGradient((q: Vector) => scanned(q), p);
  const g = compile(f as (p: Scalar[]) => { value: Scalar; gradient: Scalar[] }, [0.5, 0.25]);
  for (const p of [
    [0.5, 0.25],
    [-1, 2],
    [0, 0],
  ])
    same(g(p), f(p));
  const tables = Array.from({ length: 12 }, (_, i) => [i / 4, 1 - i / 3]);
  const all = numbersIn(tables.map(f));
  same(Array.from(g.map(tables)), all);
});

interface Nested {
  readonly a: Scalar;
  readonly b: readonly [Scalar, { readonly d: Scalar }];
}

const nested = ({ a, b: [c, { d }] }: Nested, u: { x: Scalar; y: readonly Scalar[] }, p: { k: Scalar }): Nested => ({
  a: add(mul(a, p.k), sin(u.x)),
  b: [mul(c, sub(1, d)), { d: add(mul(0.5, d), mul(u.y[0] as Scalar, a)) }],
});
const inner = (s: Scalar, u: Scalar): Scalar => add(mul(s, u), sin(s));
const outer = (s: Scalar, u: Scalar): Scalar => scan(inner, s, [u, 0.5, mul(u, u)]);

test('states, inputs and parameters in structures, and recurrences in recurrences: compiled with the same bits to second order', () => {
  const ends = (s: Nested): Scalar => add(mul(s.a, s.b[0]), s.b[1].d);
  const inputs = ([x, y, z, k]: Vector): { x: Scalar; y: Scalar[] }[] => [
    { x: z as Scalar, y: [1] },
    { x: 2, y: [k as Scalar] },
    { x: x as Scalar, y: [y as Scalar] },
  ];
  const first = ([x, y]: Vector): Nested => ({ a: x as Scalar, b: [y as Scalar, { d: 0.5 }] });
  const programs: readonly (readonly [f: (x: Vector) => Scalar, loop: (x: Vector) => Scalar])[] = [
    [
      (x) => ends(scan(nested, first(x), inputs(x), { k: x[3] as Scalar }) as Nested),
      (x) => ends(inputs(x).reduce((s: Nested, u) => nested(s, u, { k: x[3] as Scalar }), first(x))),
    ],
    [
      ([x, y, z]) => scan(outer, x as Scalar, [y as Scalar, z as Scalar]),
      ([x, y, z]) =>
        [y, 0.5, mul(y as Scalar, y as Scalar), z, 0.5, mul(z as Scalar, z as Scalar)].reduce(
          (s: Scalar, u) => inner(s, u as Scalar),
          x as Scalar,
        ),
    ],
  ];
  const drivers: readonly ((f: (x: Vector) => Scalar) => (x: number[]) => unknown)[] = [
    (f) => (x) => gradient(f, x),
    (f) => (x) => reverse.gradient(f, x),
    (f) => (x) => hessian(f, x),
    (f) => (x) => reverse.hessian(f, x),
    (f) => (x) => reverse.jacobian((y: Vector) => reverse.gradient(f, y), x),
  ];
  for (const [f, loop] of programs) {
    for (const drive of drivers) {
      const g = compile(drive(f) as never, [1, 1, 1, 1]) as unknown as (x: number[]) => unknown;
      for (const x of [
        [0.3, 0.7, 1.1, 0.9],
        [-1, 0.25, 0, 2],
      ]) {
        const due = drive(f)(x);
        same(g(x), due);
        agree('nested', due, drive(loop)(x));
      }
    }
  }
});

test('inputs and state carry derivatives too', () => {
  const step = (s: Scalar, u: Scalar, p: Scalar): Scalar => add(mul(p, s), square(u));
  const f = ([s, a, b, p]: Vector): Scalar => scan(step, s as Scalar, [a as Scalar, 2, b as Scalar], p as Scalar);
  // p³s + p²a² + 4p + b²
  const [s, a, b, p] = [3, 5, 7, 2];
  same(gradient(f, [s, a, b, p]), [p ** 3, 2 * p * p * a, 2 * b, 3 * p * p * s + 2 * p * a * a + 4]);
  same(reverse.gradient(f, [s, a, b, p]), [p ** 3, 2 * p * p * a, 2 * b, 3 * p * p * s + 2 * p * a * a + 4]);
  assert.is(f([s, a, b, p]), p ** 3 * s + p * p * a * a + 4 * p + b * b);
});

test('no parameters, no inputs, a list of floats for inputs', () => {
  const sum = (s: Scalar, u: Scalar): Scalar => add(s, square(u));
  assert.is(scan(sum, 1, [1, 2, 3]), 15);
  assert.is(
    scan((s: Scalar, u: Scalar) => sum(s, u), 4, []),
    4,
  );
  same(
    reverse.gradient((x) => scan(sum, 0, x), [1, 2, 3]),
    [2, 4, 6],
  );
  assert.is(scan(sum, 0, Float64Array.of(1, 2) as unknown as number[]), 5);
});

test('the step is traced once for each product, and not called again', () => {
  const f = (p: Vector): Scalar => scan(network, { s: [0.1, 0.2], loss: 0 }, data.concat(data), p).loss;
  reverse.gradient(f, [0.5, 0.25]);
  const before = calls;
  reverse.gradient(f, [0.75, 0.5]);
  assert.is(calls, before);
});

test('bits do not depend on how many states are kept', () => {
  const n = 57;
  const inputs = Array.from({ length: n }, (_, i) => Math.cos(i));
  const step = ([a, b]: Vector, u: Scalar, p: Scalar): Scalar[] => [
    sin(add(mul(p, a as Scalar), u)),
    div(add(a as Scalar, b as Scalar), add(1, square(u))),
  ];
  const gradientWith = (memory: number): number[] =>
    reverse.gradient(
      (x) => {
        const [a, b] = scan(step, [x[0], x[1]], inputs, x[2], { memory }) as Scalar[];
        return mul(a as Scalar, add(b as Scalar, 1));
      },
      [0.5, 0.25, 1.25],
    ) as number[];
  const due = gradientWith(2 ** 28);
  for (const memory of [0, 16 * 15, 16 * 16, 16 * 20, 16 * 30, 16 * 56, 16 * 57]) same(gradientWith(memory), due);
});

test('segments fit into the memory where they can, else they take the least', () => {
  for (const [length, state, memory] of [
    [100, 4, 1e9],
    [100, 4, 32 * 40],
    [1e6, 10, 80 * 3000],
    [1e6, 10, 100],
    [7, 1, 8 * 6],
  ] as const) {
    const steps = segmentLength(length, state, memory);
    const kept = steps >= length ? length : Math.ceil(length / steps) + steps;
    const least = 2 * Math.ceil(Math.sqrt(length)) + 1;
    assert.ok(8 * state * kept <= memory || kept <= least, `${kept} states of ${length}`);
  }
  assert.is(segmentLength(100, 4, 1e9), 100);
});

test('a long one: a thousand times the steps take a thousand times as many calls, and no more tape', () => {
  // The logistic map's sensitivity along 20,000 steps, against finite differences of the step: s' = r(1 - 2s)s' + s(1 - s).
  const step = (s: Scalar, _: Scalar, r: Scalar): Scalar => mul(mul(r, s), sub(1, s));
  const inputs = new Array<number>(20_000).fill(0);
  let [s, ds] = [0.4, 0];
  for (const _ of inputs) [s, ds] = [2.5 * s * (1 - s), 2.5 * (1 - 2 * s) * ds + s * (1 - s)];
  const [slope] = reverse.gradient(([r]: Vector) => scan(step, 0.4, inputs, r as Scalar), [2.5]) as number[];
  assert.ok(Math.abs((slope as number) - ds) < 1e-12, `${slope}, due ${ds}`);
});

test('more inputs than a program keeps at first', () => {
  const sum = (s: Scalar, u: Scalar): Scalar => add(mul(0.5, s), u);
  const f = (x: Vector): Scalar => scan(sum, 0, x);
  const x = Array.from({ length: 20_000 }, (_, i) => Math.cos(i));
  const g = compile(f as (x: Scalar[]) => Scalar, x);
  assert.is(g(x), f(x));
  assert.is(g(x.map((xi) => 2 * xi)), 2 * (f(x) as number));
});

const leaky = (s: Scalar, u: Scalar, p: Scalar): Scalar => add(mul(p, s), u);
const slopeOf = (f: (x: Vector) => Scalar) => compile((x: Scalar[]) => reverse.gradient(f, x), [1, 1]);

test('more inputs than a call may have arguments, as a list of any floats', () => {
  const inputs = Float32Array.from({ length: 200_000 }, (_, i) => (i % 7) / 4);
  let [s, ds] = [1, 0];
  for (const u of inputs) [s, ds] = [0.5 * s + u, 0.5 * ds + s];
  const f = ([p]: Vector): Scalar => scan(leaky, 1, inputs as unknown as number[], p as Scalar);
  assert.is(f([0.5]), s);
  agree('long', reverse.gradient(f, [0.5]), [ds]);
});

test('the data of a recurrence are no operations of the program that it stands in, but part of its module', () => {
  const programs = [50, 5000].map((n) => {
    const inputs = Array.from({ length: n }, (_, i) => Math.cos(i));
    const f = ([s, p]: Vector): Scalar => scan(leaky, s as Scalar, inputs, p as Scalar);
    const g = slopeOf(f);
    same(g([2, 0.75]), reverse.gradient(f, [2, 0.75]));
    const again = instantiate(g.wasm) as unknown as Compiled<[number[]], number[]>;
    same(again([2, 0.75]), g([2, 0.75]));
    return g;
  });
  assert.is(programs[0]?.operations.total, programs[1]?.operations.total);
});

test('many recurrences in one program are one function', () => {
  const rows = Array.from({ length: 300 }, (_, k) => Array.from({ length: 40 }, (_, i) => Math.sin(k + i)));
  const f = ([s, p]: Vector): Scalar =>
    rows.reduce((total: Scalar, row) => add(total, square(scan(leaky, s as Scalar, row, p as Scalar))), 0);
  const g = slopeOf(f);
  same(g([2, 0.75]), reverse.gradient(f, [2, 0.75]));
  // Four of them have functions for their own data.
  const calls = Object.keys(g.operations.byName).filter((name) => name.startsWith('scan'));
  assert.ok(calls.length <= 3, calls.join());
  const { byteLength } = g.wasm;
  assert.ok(byteLength < 700_000, `${byteLength} bytes`);
  same((instantiate(g.wasm) as unknown as typeof g)([2, 0.75]), g([2, 0.75]));
});

test('more points than lists are kept for: what is computed once for all of them is no list', () => {
  const program = (p: Vector, x: Scalar): Scalar =>
    scan(
      leaky,
      p[0] as Scalar,
      [mul(2, exp(p[1] as Scalar)), x, mul(exp(p[0] as Scalar), sin(p[1] as Scalar))],
      p[1] as Scalar,
    );
  const points = Float64Array.from({ length: 5000 }, (_, i) => i / 100);
  const g = compile(program as (p: Scalar[], x: Scalar) => Scalar, [1, 1], 1);
  const due = Array.from(points, (x) => program([3, 0.5], x) as number);
  same(Array.from(g.map([3, 0.5], points)), due);
  same(
    g.sum([3, 0.5], points),
    due.reduce((a, b) => a + b, 0),
  );
});

test('errors name what is wrong', () => {
  const any = scan as unknown as (...x: unknown[]) => unknown;
  const step = (s: Scalar, u: Scalar): Scalar => add(s, u);
  const message = (run: () => unknown): string => thrown(run).message;
  assert.match(
    message(() => any(3 as never, 1, [1])),
    /scan\(step, state, inputs, parameters\)/,
  );
  assert.match(
    message(() => any(step, 1, 5 as never)),
    /expected an array of inputs.*got 5/,
  );
  assert.match(
    message(() => any(step, 1, [1, [2]] as never)),
    /inputs of one structure.*inputs\[1\]/,
  );
  assert.match(
    message(() => any((s: Scalar) => [s, s], 1, [1])),
    /a state like the one it was given/,
  );
  assert.match(
    message(() => any(step, 'a' as never, [1])),
    /scan: expected state/,
  );
  for (const memory of [-1, Number.NaN, 'much']) {
    assert.match(
      message(() => any(step, 1, [1], [], { memory })),
      /scan: expected memory to be a number of bytes/,
    );
  }
});

test.run();
