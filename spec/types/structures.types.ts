/** Parameters as people declare them: interfaces, nested, in arrays; and functions used on plain numbers. Compiled, not run. */
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { compile } from '../../lib/compile/index.js';
import {
  add,
  type Condition,
  exp,
  gradient,
  hessian,
  hvp,
  jacobian,
  laplacian,
  lt,
  mul,
  neg,
  onNumbers,
  type Scalar,
  select,
  square,
  sum,
  valueAndGradient,
} from '../../lib/index.js';
import { typed } from '../support/types.js';

interface Params {
  mass: number;
  speed: number;
}

interface World {
  readonly bodies: Params[];
  camera: { readonly at: [number, number]; label?: number };
}

declare const params: Params;
declare const world: World;
declare const numbers: number[];
declare const integers: Int32Array;
declare const scalar: Scalar;

export function interfaces(): void {
  typed<{ mass: number; speed: number }>()(gradient(({ mass, speed }) => mul(mass, square(speed)), params));
  gradient(({ bodies: [first], camera }) => mul(first?.mass ?? 0, camera.at[0]), world);
  typed<{ mass: number; speed: number }[]>()(gradient((list) => sum(list.map(({ mass }) => mass)), world.bodies));
  typed<number>()(laplacian(({ mass, speed }) => mul(mass, speed), params));
  typed<number>()(valueAndGradient(({ mass }) => square(mass), params).value);
  hvp(({ mass, speed }) => mul(mass, speed), params, params);
  typed<{ mass: { mass: number; speed: number }; speed: { mass: number; speed: number } }>()(
    hessian(({ mass, speed }) => mul(mass, speed), params),
  );
  interface Outcome {
    energy: Scalar;
    path: Scalar[];
  }
  typed<{ energy: [number]; path: [number][] }>()(jacobian(([x]): Outcome => ({ energy: x, path: [x] }), [1]));
  compile(({ mass }: { mass: Scalar; speed: Scalar }) => square(mass), params)(params);
}

export function wrongLeaves(named: { name: string; mass: number }, maybe: { mass: number | undefined }): void {
  // @ts-expect-error: name is a string
  gradient(({ mass }) => mass, named);
  // @ts-expect-error: mass may be missing
  gradient(({ mass }) => mass, maybe);
  // @ts-expect-error: a string, deep inside
  gradient(() => 1, { a: [{ b: 'x' }] });
  // @ts-expect-error: a promise is no result
  jacobian(async ([x]: readonly [Scalar]) => x, [1]);
}

export function wholeNumbers(): void {
  typed<number[]>()(gradient((x) => sum(x), integers));
  typed<Scalar>()(gradient((x) => square(x), scalar));
}

/** A function with an annotated argument: compilers from 5.2 to 5.4 did not come to an end here. */
export function annotated(): void {
  const f = (p: readonly Scalar[]): Scalar => mul(p[0] ?? 0, p[1] ?? 0);
  typed<[number, number, number]>()(gradient(f, [1, 2, 3]));
}

export function onPlainNumbers(): void {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(mul(square(x), y), y);
  typed<number>()(onNumbers(f)([2, 3]));
  const model =
    (q: readonly Scalar[]) =>
    (t: number): Scalar =>
      add(mul(q[0] ?? 0, exp(neg(mul(q[1] ?? 0, t)))), q[2] ?? 0);
  levenbergMarquardt({ x: numbers, y: numbers }, onNumbers(model), {
    initialValues: [1, 1, 0],
    jacobianFunction: (q) => (t) => gradient((r: Scalar[]) => model(r)(t), q),
  });
  const parts = (x: Scalar, s: string): { a: Scalar[]; text: string } => ({ a: [x], text: s });
  typed<{ a: number[]; text: string }>()(onNumbers(parts)(1, 'x'));
  typed<boolean>()(onNumbers((x: Scalar): Condition => x === 1)(1));
  // @ts-expect-error: the argument is a number now
  onNumbers(f)([scalar, 2]);
}

export function branches(a: Scalar, b: Scalar): void {
  typed<Scalar[]>()(
    select(
      lt(a, b),
      () => [a, b],
      () => [b, 0],
    ),
  );
  typed<{ low: Scalar; all: Scalar[] }>()(
    select(
      lt(a, b),
      () => ({ low: a, all: [a, b].map((x) => square(x)) }),
      () => ({ all: [], low: 1 }),
    ),
  );
  // @ts-expect-error: the second branch lacks a name
  select(true, () => ({ low: a, high: b }), () => ({ low: b })); // biome-ignore format: on one line for the expectation
}

/** A compiled function takes the rows of a table, whose length only the run time knows. */
export function rows(table: number[][], floats: Float32Array): void {
  const g = compile((x) => gradient(([a, b]: readonly [Scalar, Scalar]) => mul(a, b), x), [0, 0]);
  g(numbers);
  g.map(table);
  g.map(floats);
  g.map(numbers);
  const two = compile((m, { a }) => mul(m[0][1], a), [[0, 0]], { a: 0 });
  two(table, { a: 1 });
  two.sum(table, [{ a: 1 }]);
  // @ts-expect-error: a string
  g(['x']);
  // @ts-expect-error: no such parameter
  two(table, { b: 1 });
}
