/**
 * Every mode of the library on functions with solutions inside, against closed forms: first and second derivatives of all modes,
 * higher ones by nesting and by series.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { argmin, fixedPoint, linearSolve, root } from '../../lib/implicit/index.js';
import {
  add,
  cbrt,
  derivative,
  derivatives,
  div,
  exp,
  gradient,
  hessian,
  jacobian,
  jvp,
  log,
  mul,
  multivariateTaylor,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  taylor,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { type Field, modesFor, thirds } from '../support/modes.js';
import { close, type Vector } from './problems.js';

interface Twin {
  readonly name: string;
  readonly f: Field;
  readonly closed: Field;
}

/** x² = a² + exp(b) and y = sin(a·b), mixed so that the Jacobian is full. */
const mixed = (p: Vector): Scalar[] =>
  root(
    ([x, y]: Vector, [a, b]: Vector) => {
      const one = sub(square(x as Scalar), add(square(a as Scalar), exp(b as Scalar)));
      const two = sub(y as Scalar, sin(mul(a as Scalar, b as Scalar)));
      return [add(one, mul(two, x as Scalar)), sub(two, mul(0.25, mul(one, y as Scalar)))];
    },
    [1, 1] as Scalar[],
    p as Scalar[],
  );

const twins: readonly Twin[] = [
  {
    name: 'root of two equations',
    f: (p) => sum(mixed(p).map((x, i) => mul(x, i + 1))),
    closed: ([a, b]) =>
      add(sqrt(add(square(a as Scalar), exp(b as Scalar))), mul(2, sin(mul(a as Scalar, b as Scalar)))),
  },
  {
    name: 'root by a solver of its own, inside of other functions',
    f: ([a, b]) =>
      exp(
        root(
          ({ x }: { x: Scalar }, { a, b }: { a: Scalar; b: Scalar }) => ({ gap: sub(mul(a, exp(x)), b) }),
          ({ a, b }: { a: number; b: number }) => ({ x: Math.log(b / a) }),
          { a: square(a as Scalar), b: add(b as Scalar, 3) },
        ).x,
      ),
    closed: ([a, b]) => div(add(b as Scalar, 3), square(a as Scalar)),
  },
  {
    name: 'root of an f that closes over its parameters',
    f: ([a, b]) => root((x: Scalar) => sub(mul(x, square(x)), mul(a as Scalar, exp(b as Scalar))), 1),
    closed: ([a, b]) => cbrt(mul(a as Scalar, exp(b as Scalar))),
  },
  {
    name: 'fixed point',
    f: ([a, b]) =>
      fixedPoint((x: Scalar, { a, b }: { a: Scalar; b: Scalar }) => mul(0.5, add(x, div(mul(a, b), x))), 1, {
        a: square(a as Scalar),
        b: exp(b as Scalar),
      }),
    closed: ([a, b]) => sqrt(mul(square(a as Scalar), exp(b as Scalar))),
  },
  {
    name: 'argmin',
    f: ([a, b]) =>
      argmin((x: Scalar, [c, d]: Vector) => sub(mul(c as Scalar, exp(x)), mul(d as Scalar, x)), 0, [
        square(a as Scalar),
        exp(b as Scalar),
      ] as Scalar[]),
    closed: ([a, b]) => log(div(exp(b as Scalar), square(a as Scalar))),
  },
  {
    name: 'linearSolve',
    f: ([a, b]) => sum(linearSolve([[2, a], [b, square(a as Scalar)]] as Vector[], [b, 3] as Vector)), // biome-ignore format: a matrix
    // Cramer's rule.
    closed: ([p, q]) => {
      const [a, b] = [p as Scalar, q as Scalar];
      const determinant = sub(mul(2, square(a)), mul(a, b));
      return div(add(sub(mul(b, square(a)), mul(3, a)), sub(6, square(b))), determinant);
    },
  },
];

const POINTS: readonly (readonly [number, number])[] = [
  [1.5, 0.25],
  [0.75, -0.5],
];

const modes = suite('modes');

/** A program takes nothing that f closes over. */
const isCompilable = ({ name }: Twin): boolean => !name.includes('closes over');

for (const twin of twins) {
  modes(twin.name, () => {
    const all = modesFor(2).filter((mode) => mode.compiles === undefined || isCompilable(twin));
    for (const mode of all) {
      const at = mode.on(twin.f, 2);
      for (const point of POINTS) {
        const jet = at(point);
        const message = `${mode.name} at ${point}`;
        close(jet.value, twin.closed(point), 1e-13, message);
        close(jet.gradient, gradient(twin.closed, [...point]), 1e-12, message);
        if (jet.hessian !== undefined) close(jet.hessian, hessian(twin.closed, [...point]), 1e-11, message);
      }
    }
  });
}

modes('third derivatives by nesting, eager and compiled', () => {
  const f = (a: Scalar): Scalar => (twins[0] as Twin).f([a, 0.25]);
  const [, , , due = 0] = derivatives((a: Scalar) => (twins[0] as Twin).closed([a, 0.25]), 1.5, 3);
  for (const { name, third } of thirds) close(third(f, 1.5), due, 1e-11, name);
});

modes('series: to the tenth order, along curves, of several variables, in each other', () => {
  const one = (a: Scalar): Scalar => (twins[0] as Twin).f([a, sin(a)]);
  const closed = (a: Scalar): Scalar => (twins[0] as Twin).closed([a, sin(a)]);
  close(taylor(one, 0.75, 10), taylor(closed, 0.75, 10), 1e-10);
  const [f, g] = [
    multivariateTaylor((twins[0] as Twin).f, [1.5, 0.25], 4),
    multivariateTaylor((twins[0] as Twin).closed, [1.5, 0.25], 4),
  ];
  close(f.evaluate([1.6, 0.2]), g.evaluate([1.6, 0.2]), 1e-12);
  const inside = (h: typeof one) => derivatives((a: Scalar) => derivatives(h, a, 2)[2] as Scalar, 0.75, 2);
  close(inside(one), derivatives(closed, 0.75, 4).slice(2), 1e-10);
});

modes('solutions inside of solutions', () => {
  // y(a) = the cube root of a, x(b) with x³·y(x) = b: x = b^(3/10).
  const y = (a: Scalar): Scalar => root((t: Scalar, c: Scalar) => sub(mul(t, square(t)), c), 1, a);
  const x = (b: Scalar): Scalar => root((t: Scalar, c: Scalar) => sub(mul(mul(t, square(t)), y(t)), c), 1, b);
  close(
    derivatives(x, 2, 4),
    derivatives((b: Scalar) => exp(mul(0.3, log(b))), 2, 4),
    1e-11,
  );
  const [by] = reverse.hessian(([b]: Vector) => x(b as Scalar), [2])[0] as number[];
  close(by, derivatives(x, 2, 2)[2], 1e-12);
  // A minimum in a minimum: min over u of (u - a)² + min over v of (v - u)² + v², which is u = 4a/5... of a smooth inner problem.
  const inner = (u: Scalar): Scalar => argmin((v: Scalar, w: Scalar) => add(square(sub(v, w)), square(v)), 0, u);
  const outer = (a: Scalar): Scalar =>
    argmin((u: Scalar, c: Scalar) => add(square(sub(u, c)), add(square(sub(inner(u), u)), square(inner(u)))), 0, a);
  close(derivatives(outer, 3, 2), [2, 2 / 3, 0], 1e-13);
});

modes('the value is that of the solver to the last bit, in every driver', () => {
  const rough = (a: Scalar): Scalar =>
    root(
      (x: Scalar, c: Scalar) => sub(square(x), c),
      () => 1.4143,
      a,
      { tolerance: 1e-4 },
    );
  assert.is(rough(2), 1.4143);
  assert.is(jvp(rough, 2, 1).value, 1.4143);
  assert.is(reverse.valueAndGradient(([a]: Vector) => rough(a as Scalar), [2]).value, 1.4143);
  close(derivative(rough, 2), Math.SQRT1_2 / 2, 1e-4);
});

modes('a loop that stops by the value has slope 0 from a warm start, and the root has not', () => {
  const loop = (a: Scalar, start: number): Scalar => {
    let x: Scalar = start;
    while (Math.abs(value(sub(square(x), a))) > 1e-12) x = mul(0.5, add(x, div(a, x)));
    return x;
  };
  const warm = (a: Scalar): Scalar => loop(a, Math.SQRT2);
  assert.is(derivative(warm, 2), 0);
  const solved = (a: Scalar): Scalar =>
    root(
      (x: Scalar, c: Scalar) => sub(square(x), c),
      (c: number) => loop(c, Math.SQRT2) as number,
      a,
    );
  close(derivatives(solved, 2, 3), derivatives(sqrt, 2, 3), 1e-14);
});

modes('unknowns without parameters, parameters without use, and constants', () => {
  const [x, y] = root(([x, y]: Vector, a: Scalar) => [sub(x as Scalar, 3), sub(y as Scalar, a)], [0, 0] as Scalar[], 2);
  assert.equal([x, y], [3, 2]);
  // A number that does not depend on the input stays a plain one.
  const kinds: string[] = [];
  jacobian((a: Scalar) => {
    const list = root(([x, y]: Vector, c: Scalar) => [sub(x as Scalar, 3), sub(y as Scalar, c)], [0, 0] as Scalar[], a);
    kinds.push(...list.map((x) => typeof x));
    return list;
  }, 2);
  assert.equal(kinds, ['number', 'object']);
  // The second parameter appears only where the first one has moved x: p·(x - 3) + (x - q) at q = 3.
  const f = ([p, q]: Vector): Scalar =>
    root((x: Scalar, [a, b]: Vector) => add(mul(a as Scalar, sub(x, 3)), sub(x, b as Scalar)), 0, [p, q] as Scalar[]);
  const closed = ([p, q]: Vector): Scalar => div(add(mul(3, p as Scalar), q as Scalar), add(p as Scalar, 1));
  close(hessian(f, [1, 3]), hessian(closed, [1, 3]), 1e-14);
  const nested = (h: Field): number => derivative((p: Scalar) => derivative((q: Scalar) => h([p, q]), 3), 1);
  close(nested(f), nested(closed), 1e-14);
});

modes('NaN in, NaN out', () => {
  const f = (a: Scalar): Scalar => root((x: Scalar, c: Scalar) => sub(mul(c, x), 1), 1, a);
  assert.equal(derivatives(f, Number.NaN, 1), [Number.NaN, Number.NaN]);
  const solver = (a: Scalar): Scalar =>
    root(
      (x: Scalar, c: Scalar) => sub(square(x), c),
      (c: number) => (c > 1 ? Number.NaN : Math.sqrt(c)),
      a,
    );
  assert.equal(derivatives(solver, 2, 1), [Number.NaN, Number.NaN]);
  close(derivatives(solver, 0.25, 1), [0.5, 1], 1e-15);
});

modes.run();
