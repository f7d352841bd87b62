/** Compiled functions with solutions inside: the bits of the functions themselves, the solver called by the program. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile, instantiate } from '../../lib/compile/index.js';
import { argmin, fixedPoint, linearSolve, root } from '../../lib/implicit/index.js';
import {
  add,
  derivative,
  derivatives,
  exp,
  gradient,
  hessian,
  jacobian,
  mul,
  type Scalar,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';
import { bootstrapped, close, flow, type Vector, volatility, xirr } from './problems.js';

const compiled = suite('compiled');

const everything = (f: (p: Vector) => Scalar | Scalar[]) => (p: Vector) => ({
  value: f(p),
  first: jacobian(f as (p: Vector) => Scalar[], p as Scalar[]),
  second: hessian(f as (p: Vector) => Scalar[], p as Scalar[]),
  back: reverse.jacobian(f as (p: Vector) => Scalar[], p as Scalar[]),
  backSecond: reverse.hessian(f as (p: Vector) => Scalar[], p as Scalar[]),
});

const cases: readonly (readonly [
  string,
  (p: Vector) => Scalar | Scalar[],
  readonly number[],
  readonly (readonly number[])[],
])[] = [
  ['one unknown', volatility, [6, 100], [[6.25, 101], [8, 95]]], // biome-ignore format: pairs
  ['three parameters', xirr, [-100, 60, 50], [[-1e4, 5250, 5250], [-80, 30, 55]]], // biome-ignore format: lists
  ['four unknowns', flow, [0.5, 0.25, 0.75, 0.375], [[0.4, 0.1, 0.5, 0.25], [1, 0.5, 0.25, 0.125]]], // biome-ignore format: lists
  ['five of five', bootstrapped, [0.02, 0.02, 0.02, 0.02, 0.02], [[0.021, 0.024, 0.026, 0.0285, 0.03]]],
  [
    'a solver, a fixed point, a minimum and linear equations',
    ([a, b]) => [
      root(
        (x: Scalar, c: Scalar) => sub(exp(x), c),
        (c: number) => Math.log(c),
        a as Scalar,
      ),
      fixedPoint((x: Scalar, c: Vector) => mul(0.5, add(x, mul(exp(sub(0, x)), c[1] as Scalar))), 1, [
        a,
        b,
      ] as Scalar[]),
      argmin((x: Scalar, { d }: { d: Scalar }) => add(square(sub(x, d)), exp(x)), 0, { d: b as Scalar }),
      ...linearSolve([[2, a], [b, 7]] as Vector[], [b, 1] as Vector), // biome-ignore format: a matrix
    ],
    [2, 3],
    [[1.5, 0.25], [4, 2]], // biome-ignore format: pairs
  ],
];

for (const [name, f, example, points] of cases) {
  compiled(`${name}: the same bits`, () => {
    const F = everything(f);
    const g = compile(F as (p: Vector) => { value: Scalar }, example as number[]);
    for (const p of [example, ...points]) same(g(p), F(p), String(p));
  });
}

// All in one program they take ten times as long to compile as each alone.
for (const [driver, of] of [
  ['jacobian', jacobian],
  ['hessian', hessian],
  ['reverse jacobian', reverse.jacobian],
  ['reverse hessian', reverse.hessian],
] as const) {
  compiled(`five parameters, ${driver} alone: the same bits`, () => {
    const F = (p: Vector): Vector => (of as (f: typeof xirr, p: Vector) => Vector)(xirr, p);
    const points = [[-100, 30, 40, 30, 20], [-1e4, 2750, 4250, 3250, 2750], [-80, 30, 20, 30, 20]] as const; // biome-ignore format: lists
    const g = compile(F, points[0]);
    for (const p of points) same(g(p), F(p), String(p));
  });
}

compiled('many points, and a start that is a parameter', () => {
  const f = ([a, start]: Vector): Scalar[] => {
    const of = (c: Scalar): Scalar => root((x: Scalar, d: Scalar) => sub(square(x), d), start as Scalar, c);
    return [of(a as Scalar), derivative(of, a as Scalar)];
  };
  const g = compile(f, [2, 1]);
  // The start says which root.
  const points = [2, 1, 2, -1, 9, 4];
  assert.equal(Array.from(g.map(points)), [...f([2, 1]), ...f([2, -1]), ...f([9, 4])]);
  close(Array.from(g.map(points)).slice(2), [-Math.SQRT2, -Math.SQRT2 / 4, 3, 1 / 6], 1e-15);
});

compiled('the solver is called by the program, once for each point and call of root', () => {
  let calls = 0;
  const solver = ([a, b, c]: number[]): number[] => {
    calls++;
    return [(a as number) * (b as number), (c as number) + 1];
  };
  const f = (p: Vector): Scalar[] =>
    root(
      ([x, y]: Vector, [a, b, c]: Vector) => [
        sub(x as Scalar, mul(a as Scalar, b as Scalar)),
        sub(sub(y as Scalar, 1), c as Scalar),
      ],
      solver,
      p as Scalar[],
    );
  const g = compile((p: Vector) => jacobian(f, p as Scalar[]), [1, 1, 1]);
  calls = 0;
  assert.equal(g([2, 3, 4]), [[3, 2, 0], [0, 0, 1]]); // biome-ignore format: a matrix
  assert.is(calls, 1);
});

compiled('a module alone does not hold the solver', () => {
  const f = (c: Scalar): Scalar =>
    root(
      (x: Scalar, d: Scalar) => sub(square(x), d),
      (d: number) => Math.sqrt(d),
      c,
    );
  const g = compile((c) => derivatives(f, c, 2), 2);
  assert.match(thrown(() => instantiate(g.wasm)).message, /expected the function root, which the program calls/);
  same(instantiate(g.wasm, { root: Math.sqrt })(9 as never), derivatives(f, 9, 2));
});

compiled('what f closes over is refused while it is compiled', () => {
  const f = (c: Scalar): Scalar => root((x: Scalar) => sub(square(x), c), 1);
  const message = /root: expected f to depend on its arguments alone when it is compiled, .* Pass it as a part of p/;
  assert.match(thrown(() => compile((c) => derivative(f, c), 2)).message, message);
  const both = (c: Scalar, d: Scalar): Scalar => root((x: Scalar, e: Scalar) => sub(mul(x, c), e), 1, d);
  assert.match(
    thrown(() =>
      compile(
        (p: Vector) => gradient(([c, d]: Vector) => both(c as Scalar, d as Scalar), p as Scalar[]),
        [2, 3],
      )([2, 3]),
    ).message,
    message,
  );
});

compiled('what the solver throws comes out of the program, which goes on working', () => {
  const f = (c: Scalar): Scalar => root((x: Scalar, d: Scalar) => add(square(x), d), 1, c);
  const g = compile((c) => derivative(f, c), -4);
  assert.match(thrown(() => g(1)).message, /root: expected Newton's method to converge/);
  assert.is(g(-9), derivative(f, -9));
});

compiled.run();
