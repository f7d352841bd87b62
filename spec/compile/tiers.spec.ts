/** The two tiers of a compiled function: its graph at first, its module once it is worth one, with the same bits. */
import { suite } from 'uvu';
import { is, ok, throws } from 'uvu/assert';
import { type Compiled, compile } from '../../lib/compile/index.js';
import { constantsOf } from '../../lib/compile/run/codec/constant-rows.js';
import { Executable } from '../../lib/compile/run/executable.js';
import { Compilation, patienceWith } from '../../lib/compile/run/tiers.js';
import { type Memory, memoryFor } from '../../lib/compile/run/wasm-instance.js';
import { trace } from '../../lib/compile/trace/trace.js';
import {
  add,
  defineFunction,
  div,
  gradient,
  hessian,
  lt,
  mul,
  norm,
  type Scalar,
  select,
  sin,
  sqrt,
  square,
  sub,
  tanh,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { lengthsWhile, wasm } from '../support/modules.js';

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

function rosenbrock(x: Vector): Scalar {
  let total: Scalar = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    total = add(total, add(mul(100, square(sub(at(x, i + 1), square(at(x, i))))), square(sub(1, at(x, i)))));
  }
  return total;
}

const ramp = (n: number, k = 0): number[] => Array.from({ length: n }, (_, i) => Math.sin(1 + i + k));

/** Calls until a program is optimised. */
const callsUntil = (operations: number): number => Math.floor(patienceWith(operations) / operations) + 1;

const tiers = suite('tiers of compiled functions');

tiers('no module before the program has done so many operations; then one, and no other', () => {
  const slope = (x: Vector): Scalar[] => reverse.gradient(rosenbrock, x as Scalar[]) as Scalar[];
  const x = ramp(60);
  const due = slope(x);
  const atFirst = lengthsWhile(() => same(compile(slope, x)(x), due));
  is(atFirst.length, 0);
  const f = compile(slope, x);
  // As it was traced; what is optimised has fewer.
  const calls = callsUntil(f.operations.total);
  let made = 0;
  for (let i = 1; i < calls && made === 0; i++) {
    made = lengthsWhile(() => same(f(x), due)).length;
    ok(made === 0 || i > calls / 3, `a module after ${i} calls`);
  }
  for (let i = 0; i < calls / 2; i++) made += lengthsWhile(() => same(f(x), due)).length;
  is(made, 1);
});

tiers('a program of calls is worth a module sooner', () => {
  const callsOf = (f: (x: Vector) => Scalar): number => {
    const g = compile(f as never, ramp(200)) as unknown as Compiled<[number[]], number>;
    const x = ramp(200);
    let calls = 0;
    while (lengthsWhile(() => g(x)).length === 0) calls++;
    return calls;
  };
  const light = callsOf((x) => x.reduce((a, b) => mul(0.5, add(a, b))));
  const heavy = callsOf((x) => x.reduce((a, b) => tanh(add(a, b))));
  is(light, callsUntil(398) - 1);
  ok(heavy < light / 2, `${heavy} and ${light} calls`);
});

tiers('the views of a function stay the same when its module takes over', () => {
  const g = compile((x: Vector) => gradient(rosenbrock, x as Scalar[]), ramp(5));
  const { input, output, run } = g;
  const point = ramp(5, 3);
  input.set(point);
  run();
  const first = Array.from(output);
  is(lengthsWhile(() => g.optimise()).length, 1);
  is(lengthsWhile(() => g.optimise()).length, 0);
  is(g.input, input);
  is(g.output, output);
  output.fill(0);
  run();
  same(Array.from(output), first);
  same(Array.from(input), point);
  same(g(point), first);
  is(g.optimise(), g);
});

tiers('many points at once are worth a module, few are not', () => {
  const f = (t: Vector, x: Scalar): unknown => gradient((u: Vector) => square(sub(mul(at(u, 0), x), at(u, 1))), t);
  const points = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i / 7);
  const due = (n: number): number[] => Array.from(points(n)).flatMap((x) => f([2, 3], x) as number[]);
  const few = compile(f as never, [1, 1], 1) as unknown as Compiled<[number[], number], number[]>;
  let out: unknown;
  is(
    lengthsWhile(() => {
      out = few.map([2, 3], points(10));
    }).length,
    0,
  );
  same(Array.from(out as number[]), due(10));
  const many = 200_000;
  is(
    lengthsWhile(() => {
      out = few.map([2, 3], points(many));
    }).length,
    1,
  );
  same(Array.from((out as number[]).slice(0, 2000)), due(1000));
  const summed = compile(f as never, [1, 1], 1) as unknown as Compiled<[number[], number], number[]>;
  let sum: unknown;
  is(
    lengthsWhile(() => {
      sum = summed.sum([2, 3], points(many));
    }).length,
    1,
  );
  const total = [0, 0];
  for (const x of points(many))
    (f([2, 3], x) as number[]).forEach((y, k) => {
      total[k] = (total[k] as number) + y;
    });
  same(sum, total);
});

/** Values that are alive from one function to the next, so many that they go through memory. */
function tangled(x: Vector): Scalar[] {
  const y = Array.from({ length: 400 }, (_, i) => sin(mul(at(x, i % x.length), i + 0.5)));
  return y.map((yi, i) => add(mul(yi, at(y, (i * i + 7) % 400)), at(y, (7 * i) % 400)));
}

tiers('a module that needs more memory than was kept for it has its own, with the same bits', () => {
  const x = ramp(9);
  const program = trace(tangled as never, [x]);
  const compilation = new Compilation(program, { instructions: 40 });
  const runner = new Executable(program, compilation, 'webassembly', tangled as never, constantsOf(program));
  is(compilation.fits(memoryFor(wasm as never, runner.sizes, program.graph.size)), true);
  is(compilation.fits({ buffer: new ArrayBuffer(65536) } as Memory), false);
  compilation.fits = () => false;
  const { input, output } = runner;
  input.set(x);
  runner.run();
  const first = Array.from(output);
  same(first, tangled(x));
  runner.optimise();
  is(runner.machine?.isApart, true);
  output.fill(0);
  runner.run();
  same(Array.from(output), first);
  input.set(ramp(9, 1));
  runner.run();
  same(Array.from(runner.output), tangled(ramp(9, 1)));
});

tiers('what leaves the program is asked of the function itself in both tiers', () => {
  const f = (x: Vector): unknown => gradient(([a, b]: Vector) => sqrt(mul(a as Scalar, b as Scalar)), x as Scalar[]);
  const g = compile(f as never, [1, 2]) as unknown as Compiled<[number[]], number[]>;
  const points = [
    [1, 2],
    [0, 2],
    [0, 0],
    [-1, 2],
    [Number.NaN, 1],
  ];
  for (const x of points) same(g(x), f(x));
  g.optimise();
  for (const x of points) same(g(x), f(x));
});

tiers('a function in a branch that is not taken is not called before there is a module, either', () => {
  const asked: number[] = [];
  const noted = defineFunction({
    name: 'noted',
    value: (x) => {
      asked.push(x);
      return x;
    },
    slope: () => 1,
  });
  const f = ([x, y]: Vector): Scalar =>
    select(
      lt(x as Scalar, 0),
      () =>
        select(
          lt(y as Scalar, 0),
          () => noted(mul(2, x as Scalar)),
          () => noted(mul(3, x as Scalar)),
        ),
      () => div(noted(y as Scalar), 2),
    );
  const g = compile(f as never, [1, 2]) as unknown as Compiled<[number[]], number>;
  for (const tier of ['graph', 'module']) {
    for (const [x, y, seen] of [
      [1, 2, 2],
      [-1, 2, -3],
      [-1, -2, -2],
    ] as const) {
      asked.length = 0;
      const result = g([x, y]);
      same(asked, [seen], tier);
      is(result, f([x, y]));
    }
    g.optimise();
  }
});

tiers('functions are called with as many arguments as they have', () => {
  // Math.hypot(x, y, 0) has another last bit here than Math.hypot(x, y).
  const x = [0.19676756858825684, 0.8587268458679319, 0.5060303445905447];
  const power = defineFunction({
    name: 'power',
    value: (t: number, n: number | undefined = 2) => t ** n,
    slope: (t) => mul(2, t),
  } as { name: string; value: (t: number) => number; slope: (t: Scalar) => Scalar });
  const programs: ((y: Vector) => unknown)[] = [
    (y) => gradient((z) => norm(z), y as Scalar[]),
    (y) => gradient(([a]) => power(a as Scalar), y as Scalar[]),
    (y) => power(at(y, 0)),
  ];
  for (const f of programs) {
    const g = compile(f as never, [1, 1, 1]) as unknown as Compiled<[number[]], unknown>;
    same(g(x), f(x));
    g.optimise();
    same(g(x), f(x));
  }
});

tiers('a refusal is noticed when the module is made, and the interpreter goes on', () => {
  const { Module } = wasm;
  const g = compile((x: Vector) => hessian(rosenbrock, x as Scalar[]), ramp(3));
  const due = g(ramp(3, 1));
  wasm.Module = class {
    constructor() {
      throw new RangeError('too long');
    }
  };
  try {
    g.optimise();
  } finally {
    wasm.Module = Module;
  }
  is(g.engine, 'interpreter: RangeError: too long');
  same(g(ramp(3, 1)), due);
  throws(() => g([1] as never), /^compiled function/);
});

tiers.run();
