/** Reverse mode inside of jacobian and of reverse mode: the Hessians of forward mode, from one call of f for each pass outside. */
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import {
  abs,
  add,
  atan2,
  derivative,
  div,
  exp,
  hessian,
  jacobian,
  jvp,
  log,
  max,
  mul,
  neg,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { BINARY, UNARY } from '../support/functions.js';

type Vector = readonly Scalar[];
type Field = (x: Vector) => Scalar;
type Matrix = number[][];
const table = exported as unknown as Record<string, (...x: Scalar[]) => Scalar>;
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;
const slopes = (f: Field, x: Vector): Scalar[] => reverse.gradient(f as never, x as never) as unknown as Scalar[];

/** The Hessian by forward mode alone, and by reverse mode inside of others. */
const forward = (f: Field, x: readonly number[]): Matrix => hessian(f as never, x as never) as unknown as Matrix;
const WAYS: Readonly<Record<string, (f: Field, x: readonly number[]) => Matrix>> = {
  jacobian: (f, x) => jacobian((t: Scalar[]) => slopes(f, t), x as number[]) as Matrix,
  'reverse.jacobian': (f, x) => reverse.jacobian((t: Scalar[]) => slopes(f, t), x as number[]) as Matrix,
  'reverse.pullback': (f, x) => {
    const { pullback } = reverse.pullback((t: Scalar[]) => slopes(f, t), x as number[]);
    return x.map((_, i) => pullback(x.map((_, j) => Number(i === j))) as number[]);
  },
  'gradients of the slopes': (f, x) => x.map((_, i) => slopes((t) => at(slopes(f, t), i), x) as number[]),
};

function close(actual: Matrix, due: Matrix, name: string): void {
  const size = Math.max(...due.flat().map(Math.abs));
  due.forEach((row, i) => {
    row.forEach((d, j) => {
      const a = actual[i]?.[j] as number;
      ok(Object.is(a, d) || Math.abs(a - d) <= 1e-12 * size, `${name} (${i}, ${j}): ${a} for ${d}`);
    });
  });
}

const test = suite('reverse mode inside of jacobian and of reverse mode');

for (const [way, of] of Object.entries(WAYS)) {
  test(`${way}: every function has the Hessian of forward mode`, () => {
    for (const name of UNARY) {
      const g = table[name] as (x: Scalar) => Scalar;
      const f: Field = (t) => mul(g(add(at(t, 0), mul(0.5, square(at(t, 1))))), at(t, 1));
      for (const x of [0.3, 0, 1.5, 1e-200]) close(of(f, [x, 0.2]), forward(f, [x, 0.2]), `${name} at ${x}`);
    }
    for (const name of [...BINARY, 'add', 'sub', 'mul', 'div']) {
      const g = table[name] as (x: Scalar, y: Scalar) => Scalar;
      const both: Field = (t) => mul(g(mul(at(t, 0), at(t, 1)), add(at(t, 1), 0.5)), at(t, 0));
      const left: Field = (t) => g(mul(at(t, 0), at(t, 1)), 0.7);
      const right: Field = (t) => g(0.7, mul(at(t, 0), at(t, 1)));
      for (const f of [both, left, right]) close(of(f, [0.3, 1.2]), forward(f, [0.3, 1.2]), name);
    }
  });

  test(`${way}: at kinks and infinite slopes as without an outer driver`, () => {
    const fields: readonly [Field, readonly number[]][] = [
      [(x) => abs(square(at(x, 0))), [0, 1]],
      [(x) => max(square(at(x, 0)), neg(square(at(x, 1)))), [0, 0]],
      [(x) => square(sqrt(at(x, 0))), [0, 1]],
      [(x) => add(mul(mul(at(x, 1), 0), sqrt(at(x, 0))), at(x, 1)), [0, 1]],
      [(x) => add(log(at(x, 0)), square(at(x, 1))), [0, 1]],
      // The cotangent leaves the range, the slopes do not.
      [(x) => mul(mul(1e-200, mul(at(x, 0), 1e200)), mul(at(x, 1), 1e200)), [1, 1]],
    ];
    fields.forEach(([f, x], k) => {
      close(of(f, x), reverse.hessian(f as never, x as never) as unknown as Matrix, `field ${k}`);
    });
  });

  test(`${way}: inputs in a long chain, of which f reaches few at a time, and more than one pass has lanes`, () => {
    const f: Field = (x) => {
      let total: Scalar = 0;
      for (let i = 0; i + 1 < x.length; i++) {
        total = add(total, mul(sin(at(x, i)), div(exp(at(x, i + 1)), add(2, square(at(x, i))))));
      }
      return total;
    };
    const x = Array.from({ length: 40 }, (_, i) => Math.sin(i));
    close(of(f, x), forward(f, x), 'chain');
  });
}

test('f is called once for each pass of the outer driver', () => {
  let calls = 0;
  const f: Field = (x) => {
    calls++;
    return mul(sin(at(x, 0)), exp(div(at(x, 1), at(x, 2))));
  };
  for (const way of ['jacobian', 'reverse.jacobian', 'reverse.pullback']) {
    calls = 0;
    WAYS[way]?.(f, [1, 2, 3]);
    is(calls, 1);
  }
});

test('the value and several functions; an input and an output that do not depend on what is recorded', () => {
  const f = ([a, b, c]: Vector): Scalar[] => [mul(square(a as Scalar), b as Scalar), mul(b as Scalar, c as Scalar), 7];
  const moved = (t: Scalar): Scalar[] => {
    const { value, jacobian } = reverse.valueAndJacobian(f, [t, mul(2, t), 5] as never) as unknown as {
      value: Scalar[];
      jacobian: Scalar[][];
    };
    return [...value, ...jacobian.flat()];
  };
  // Of [2t³, 10t, 7], and the rows [4t², t², 0], [0, 5, 2t], [0, 0, 0].
  const due = [54, 10, 0, 24, 6, 0, 0, 0, 2, 0, 0, 0];
  close(
    [(reverse.jacobian(([t]: readonly [Scalar]) => moved(t), [3]) as Matrix).flat()],
    [due],
    'reverse mode outside',
  );
  close(
    [(jacobian(([t, u]: readonly [Scalar, Scalar]) => moved(add(t, u)), [1, 2]) as Matrix).flat()],
    [due.flatMap((x) => [x, x])],
    'bundles outside',
  );
});

test('numbers of the outer driver that f closes over, with every operator and on both sides', () => {
  for (const op of [add, sub, mul, div, atan2]) {
    for (const inner of [(a: Scalar, b: Scalar) => op(a, b), (a: Scalar, b: Scalar) => op(b, a)]) {
      // By y the slope of x²·(y ∘ c) + c³ by x, or by y; and the value.
      const both = ([y, c]: readonly [Scalar, Scalar]): Scalar[] => {
        const f: Field = (x) => add(mul(square(at(x, 0)), inner(at(x, 1), c)), mul(c, square(c)));
        const { value, gradient } = reverse.valueAndGradient(f as never, [c, y] as never) as unknown as {
          value: Scalar;
          gradient: Scalar[];
        };
        return [value, ...gradient];
      };
      const x: [number, number] = [1.5, 2];
      const outside = (d: 0 | 1): number[] =>
        jvp(both as never, x as never, [1 - d, d] as never).tangent as unknown as number[];
      const columns = [outside(0), outside(1)];
      const due = [0, 1, 2].map((i) => columns.map((column) => column[i] as number));
      close(jacobian(both, x) as Matrix, due, `${op.name}, bundles outside`);
      close(reverse.jacobian(both, x) as Matrix, due, `${op.name}, reverse mode outside`);
    }
  }
  // One that f gives back as it is.
  const same = (c: Scalar): Scalar => reverse.valueAndGradient(() => square(c), [c, 1] as never).value as Scalar;
  is((slopes(([c]) => same(c as Scalar), [3]) as number[])[0], 6);
});

test('a sweep of numbers of another driver: third derivatives', () => {
  // x³y²
  const f: Field = (x) => mul(mul(square(at(x, 0)), at(x, 0)), square(at(x, 1)));
  const along = (x: Vector): Scalar => slopes(f, x).reduce((total, g) => add(total, g));
  // The gradient of the sum of slopes, along (1, 1).
  const { tangent } = jvp((x: Scalar[]) => slopes(along, x), [2, 3], [1, 1]) as { tangent: number[] };
  // With fxxx = 6y², fxxy = 12xy, fxyy = 6x², fyyy = 0.
  const [xxx, xxy, xyy, yyy] = [54, 72, 24, 0];
  close([tangent], [[xxx + 2 * xxy + xyy, xxy + 2 * xyy + yyy]], 'dual numbers outside');
  // Cotangents that move, of a tape that does not.
  const byCotangent = derivative((c: Scalar) => {
    const { pullback } = reverse.pullback((x: Scalar[]) => slopes(f, x), [2, 3]);
    return at(pullback([c, square(c)] as never) as Scalar[], 0);
  }, 5);
  // c·fxx + c²·fxy with fxx = 6xy² and fxy = 6x²y.
  is(byCotangent, 108 + 2 * 5 * 72);
});

test.run();
