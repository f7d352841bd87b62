/** Programs whose steps repeat become loops again: with the same bits, and code that does not grow with them. */
import fc from 'fast-check';
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { plan } from '../../lib/compile/passes/plan.js';
import { dropSignedZeros } from '../../lib/compile/passes/signed-zeros.js';
import { codeOf, sizesOf } from '../../lib/compile/run/wasm-instance.js';
import { trace } from '../../lib/compile/trace/trace.js';
import type { CodegenOptions } from '../../lib/compile/wasm/functions.js';
import {
  add,
  dot,
  exp,
  gradient,
  jacobian,
  lt,
  mul,
  type Scalar,
  select,
  sin,
  square,
  sub,
  sum,
  tanh,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { enginesOf, type Point, type Structured, sameBits } from '../support/engines.js';
import { among, holds, repetitions } from '../support/settings.js';
import { INPUTS, loopProgram, run } from './loop-programs.js';

const suite = suiteOf('loops of compiled programs');

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

/** Every repetition is worth a loop. */
const eager = { iterations: 4, instructions: 0 };
/** No repetition is. */
const never = { iterations: Number.POSITIVE_INFINITY, instructions: 0 };

/** Bytes of the module without what revives it. */
function codeSize(f: Structured, examples: readonly unknown[], manner?: CodegenOptions): number {
  const program = withoutDeadCode(trace(f, examples));
  return codeOf(plan(dropSignedZeros(program)), sizesOf(program), new Uint8Array(0), manner).length;
}

const vector = (n: number, k: number): number[] => Array.from({ length: n }, (_, i) => 0.6 * Math.sin(1 + 2.3 * i + k));

/** Four points: ordinary ones, and such with a NaN, an infinity and zeros of both signs. */
function pointsOf(n: number): number[][][] {
  const special = [Number.NaN, Number.POSITIVE_INFINITY, -0, 0];
  return [
    [vector(n, 0)],
    [vector(n, 0.4)],
    [vector(n, 1).map((x, i) => (i % 7 === 3 ? (special[i % 4] as number) : x))],
    [vector(n, 2).map((x, i) => (i === n - 2 ? Number.NaN : x))],
  ];
}

function rosenbrock(x: Vector): Scalar {
  let total: Scalar = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = sub(at(x, i + 1), square(at(x, i)));
    total = add(total, add(mul(100, square(a)), square(sub(1, at(x, i)))));
  }
  return total;
}

/** A recurrence over all inputs, which reverse mode goes back through. */
function recurrence(x: Vector): Scalar {
  let [y, z]: Scalar[] = [at(x, 0), at(x, 1)] as [Scalar, Scalar];
  for (const xi of x) [y, z] = [add(mul(0.5, sin(z as Scalar)), mul(xi, y as Scalar)), add(mul(0.25, y as Scalar), xi)];
  return add(square(y as Scalar), mul(3, z as Scalar));
}

/** A layer with as many hidden units as inputs, with its weights among the inputs. */
function layer(x: Vector): Scalar {
  const n = Math.floor(Math.sqrt(x.length)) - 1;
  const inputs = x.slice(0, n);
  return sum(Array.from({ length: n }, (_, i) => tanh(add(dot(x.slice(n + i * n, 2 * n + i * n), inputs), 0.1 * i))));
}

const PROGRAMS: { readonly [name: string]: Structured } = {
  'gradient of Rosenbrock': (x: Vector) => reverse.gradient(rosenbrock, x),
  'value and gradient of Rosenbrock': (x: Vector) => reverse.valueAndGradient(rosenbrock, x),
  'gradient of a recurrence': (x: Vector) => reverse.gradient(recurrence, x),
  'Hessian of a recurrence': (x: Vector) => reverse.hessian(recurrence, x.slice(0, 20)),
  'tangents of a recurrence': (x: Vector) => gradient((y: Vector) => recurrence([...x, ...y]), x.slice(0, 3)),
  'gradient of a layer': (x: Vector) => reverse.valueAndGradient(layer, x),
  'Jacobian of a stencil': (x: Vector) =>
    jacobian(
      (y: Vector) => y.slice(1, -1).map((_, i) => sub(at(y, i), mul(2, exp(mul(at(y, i + 1), at(y, i + 2)))))),
      x,
    ),
};

for (const [name, f] of Object.entries(PROGRAMS)) {
  suite(`${name}: same bits, in one function and in many`, () => {
    const points = pointsOf(70);
    sameBits(f, points, name);
    for (const instructions of [1, 60, 1000])
      sameBits(f, points, `${name}, cut at ${instructions}`, { worth: eager, instructions });
    for (const instructions of [1, 1000]) sameBits(f, points, `${name}, nested`, { nested: true, instructions });
  });
}

suite('the code of a loop does not grow with its iterations', () => {
  for (const name of ['gradient of Rosenbrock', 'value and gradient of Rosenbrock', 'gradient of a recurrence']) {
    const [few, many] = [150, 1500].map((n) => codeSize(PROGRAMS[name] as Structured, [vector(n, 0)])) as [
      number,
      number,
    ];
    assert.ok(many < few + 64, `${name}: ${few} bytes for 150, ${many} for 1500`);
  }
});

suite('steps that almost repeat stay apart', () => {
  const uneven = (x: Vector): Scalar[] =>
    x.map((xi, i) => (i % 5 === 4 ? sin(mul(xi, at(x, (i * i) % x.length))) : add(mul(xi, i), at(x, 0))));
  sameBits(uneven, pointsOf(64), 'uneven', { worth: eager });
  const last = (x: Vector): Scalar[] => [...x.map((xi, i) => mul(add(xi, i), xi)), sub(at(x, 0), at(x, 63))];
  sameBits(last, pointsOf(64), 'another last one', { worth: eager });
});

suite('a long time back', () => {
  for (const ago of [1, 2, 3, 4, 5]) {
    const far = (x: Vector): Scalar[] => {
      const y: Scalar[] = x.slice(0, ago);
      for (let i = ago; i < x.length; i++) y.push(add(mul(0.5, at(y, i - ago)), sin(at(x, i))));
      return [...y.slice(-2), at(y, 30)];
    };
    sameBits(far, pointsOf(64), `${ago} ago`, { worth: eager });
  }
});

suite('decisions that two iterations share, and inputs first read inside a branch', () => {
  const up = (x: Vector, i: number): Scalar =>
    select(
      lt(at(x, i), at(x, i + 1)),
      () => sin(mul(2, exp(at(x, i + 2)))),
      () => exp(sin(at(x, i))),
    );
  const f = (x: Vector): Scalar[] =>
    x.slice(1, -2).map((_, i) => add(mul(up(x, i), up(x, i + 1)), mul(2, at(x, i + 3))));
  sameBits(f, pointsOf(64), 'shared decisions', { worth: eager });
});

suite('many choices on one condition', () => {
  const n = 300;
  const sides = (x: Vector): [Scalar[], Scalar[]] => [
    x.map((xi) => sin(mul(2, exp(xi)))),
    x.map((xi) => exp(mul(3, sin(mul(2, xi))))),
  ];
  const even = (x: Vector): Scalar[] => {
    const [a, b] = sides(x);
    const up = lt(at(x, 0), at(x, 1));
    return x.map((_, i) =>
      select(
        up,
        () => at(a, i),
        () => at(b, i),
      ),
    );
  };
  // One side goes on evenly, the other does not; the choices are read in another order.
  const uneven = (x: Vector): Scalar[] => {
    const [a, b] = sides(x);
    const up = lt(at(x, 0), at(x, 1));
    const chosen = x.map((_, i) =>
      select(
        up,
        () => at(a, i),
        () => at(b, (i * i + 3 * i) % n),
      ),
    );
    return chosen.map((y, i) => add(mul(y, at(chosen, (7 * i * i + i) % n)), 1));
  };
  const points = [0, 1.5, 3, 4.5].map((k) => [vector(n, k)]);
  for (const f of [even, uneven]) {
    sameBits(f, points);
    sameBits(f, points, 'eager', { worth: eager });
  }
});

/** The engines agree to the bit, and with f but for the rounding of sums: see lib/compile/trace/equal-nodes.ts. True for the bits of f. */
function sameEngines(f: Structured, points: readonly Point[], manner: CodegenOptions): boolean {
  const due = points.map((point) => f(...(point as never[])) as number[]);
  const [machine, interpreter, ...maps] = enginesOf(f, points[0] as Point, manner).map(({ results }) =>
    results(points),
  );
  for (const results of [machine, ...maps]) same(results, interpreter);
  let isSame = true;
  due.forEach((row, k) => {
    const got = interpreter?.[k] as number[];
    const size = Math.max(...row.map(Math.abs).filter(Number.isFinite));
    row.forEach((x, i) => {
      const y = got[i] as number;
      if (Object.is(x, y)) return;
      isSame = false;
      assert.ok(Math.abs(x - y) <= 1e-12 * size, `got ${y}, due ${x}`);
    });
  });
  return isSame;
}

suite('random programs of loops: same bits', () => {
  let looped = 0;
  let all = 0;
  let [gradients, exact] = [0, 0];
  const example = fc.tuple(loopProgram, fc.boolean(), among([1, 40, 400, 12000]), fc.boolean());
  holds(repetitions(200, 400), example, ([loops, isGradient, instructions, nested]) => {
    const f: Structured = isGradient
      ? (x: Vector) => reverse.gradient((y: Vector) => sum(run(loops, y)), x)
      : (x: Vector) => run(loops, x);
    const manner = { worth: eager, instructions, nested };
    if (isGradient) {
      gradients++;
      exact += Number(sameEngines(f, pointsOf(INPUTS), manner));
    } else sameBits(f, pointsOf(INPUTS), '', manner);
    all++;
    if (codeSize(f, [vector(INPUTS, 0)], manner) !== codeSize(f, [vector(INPUTS, 0)], { ...manner, worth: never }))
      looped++;
  });
  console.log(
    `${looped} of ${all} random programs became loops; ${exact} of ${gradients} gradients have the bits of f`,
  );
  assert.ok(exact > 0.75 * gradients, `${exact} of ${gradients} gradients have the bits of f`);
  assert.ok(looped > 0.45 * all, `${looped} of ${all} programs have loops`);
});

suite.run();
