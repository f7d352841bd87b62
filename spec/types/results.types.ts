/** The types of results follow the shapes of inputs and outputs. This file is compiled, not run. */
import {
  add,
  curl,
  type Dual,
  derivative,
  directionalDerivative,
  divergence,
  dual,
  gradient,
  type HyperDual,
  hessian,
  hvp,
  hyperdual,
  isDual,
  isScalar,
  jacobian,
  jvp,
  laplacian,
  max,
  mul,
  type Scalar,
  secondDerivative,
  select,
  sin,
  square,
  sum,
  value,
  valueAndDerivative,
  valueAndGradient,
  valueAndJacobian,
  valueAndSecondDerivative,
  valueGradientAndHessian,
  vhvp,
} from '../../lib/index.js';
import { typed } from '../support/types.js';

declare const number: number;
declare const scalar: Scalar;
declare const numbers: number[];
declare const scalars: Scalar[];
declare const frozen: readonly number[];
declare const floats: Float64Array;
declare const matrix: number[][];
declare const pair: [number, number];

export function operators(): void {
  typed<number>()(add(1, 2));
  typed<number>()(sin(number));
  typed<Scalar>()(add(scalar, 2));
  typed<Scalar>()(sin(scalar));
  typed<number>()(max(1, 2, 3));
  typed<Scalar>()(max(1, scalar, 3));
  typed<number>()(sum(numbers));
  typed<Scalar>()(sum(scalars));
  typed<number>()(value(scalar));
  typed<Dual>()(dual(1, 2));
  typed<HyperDual>()(hyperdual(1));
  typed<number>()(
    select(
      true,
      () => 1,
      () => number,
    ),
  );
  typed<Scalar>()(
    select(
      true,
      () => 1,
      () => scalar,
    ),
  );
}

export function guards(x: unknown, s: Scalar): void {
  if (isScalar(x)) typed<Scalar>()(x);
  if (isDual(x)) typed<Dual>()(x);
  if (typeof s === 'number') typed<number>()(s);
}

export function ofOneNumber(): void {
  typed<number>()(derivative((x) => square(x), 3));
  typed<number>()(derivative(sin, number));
  typed<Scalar>()(derivative((x) => square(x), scalar));
  typed<number>()(secondDerivative((x) => square(x), 3));
  typed<Scalar>()(secondDerivative((x) => square(x), scalar));
  typed<{ value: number; derivative: number }>()(valueAndDerivative(sin, 3));
  typed<{ value: Scalar; derivative: Scalar }>()(valueAndDerivative(sin, scalar));
  typed<{ value: number; derivative: number; secondDerivative: number }>()(valueAndSecondDerivative(sin, 3));
  derivative((x) => {
    typed<Scalar>()(x);
    return x;
  }, 3);
}

export function tuples(): void {
  typed<[number, number]>()(gradient(([x, y]) => mul(x, y), [2, 3]));
  typed<[number, number, number]>()(gradient(([x, y, z]) => mul(x, mul(y, z)), [2, 3, 5]));
  typed<[number, number]>()(gradient(([x, y]) => mul(x, y), pair));
  typed<[number, number]>()(gradient(([x, y]) => mul(x, y), [2, 3] as const));
  gradient(
    (x) => {
      typed<[Scalar, Scalar]>()(x);
      return x[0];
    },
    [2, 3],
  );
}

export function arrays(): void {
  typed<number[]>()(gradient((x) => sum(x), numbers));
  typed<number[]>()(gradient(sum, numbers));
  typed<number[]>()(gradient((x) => sum(x), frozen));
  typed<number[]>()(gradient((x) => sum(x), floats));
  typed<number[][]>()(gradient((x) => sum(x.flat()), matrix));
  typed<[[number, number], [number, number]]>()(
    gradient(
      ([[a, b], [c, d]]) => sum([a, b, c, d]),
      [
        [1, 2],
        [3, 4],
      ],
    ),
  );
  gradient((x) => {
    typed<Scalar[]>()(x);
    return sum(x);
  }, floats);
  typed<[]>()(gradient(() => 5, []));
}

export function records(): void {
  typed<{ mass: number; speed: number }>()(gradient(({ mass, speed }) => mul(mass, speed), { mass: 2, speed: 3 }));
  typed<{ a: number; b: { c: [number, number] } }>()(
    gradient(({ a, b }) => mul(a, b.c[0]), { a: 1, b: { c: [2, 3] } }),
  );
  typed<[{ a: number }, { b: number }]>()(gradient(([p, q]) => mul(p.a, q.b), [{ a: 1 }, { b: 2 }]));
  const points: { x: number; y: number }[] = [];
  typed<{ x: number; y: number }[]>()(gradient((list) => sum(list.map(({ x, y }) => mul(x, y))), points));
  const named: Record<string, number> = {};
  typed<{ [name: string]: number }>()(gradient((x) => sum(Object.values(x)), named));
}

export function withValues(): void {
  typed<{ value: number; gradient: [number, number] }>()(valueAndGradient(([x, y]) => mul(x, y), [2, 3]));
  typed<{ value: [number, number]; jacobian: [[number], [number]] }>()(valueAndJacobian(([x]) => [x, x], [2]));
  const all = valueGradientAndHessian(([x, y]) => mul(x, y), [2, 3]);
  typed<number>()(all.value);
  typed<[number, number]>()(all.gradient);
  typed<[[number, number], [number, number]]>()(all.hessian);
}

/** Jacobians have the indices of the output first, then those of the input. */
export function jacobians(): void {
  typed<[[number, number], [number, number], [number, number]]>()(jacobian(([x, y]) => [x, y, mul(x, y)], [2, 3]));
  typed<number>()(jacobian((x) => square(x), 3));
  typed<[number, number]>()(jacobian((x) => [x, square(x)], 3));
  typed<[number, number]>()(jacobian(([x, y]) => mul(x, y), [2, 3]));
  typed<number[][]>()(jacobian((x) => x.map((t) => square(t)), numbers));
  typed<number[][]>()(jacobian((x: Scalar[]) => x, floats));
  typed<number[][][][]>()(jacobian((x) => x, matrix));
  typed<{ p: { a: number; b: number }; q: [{ a: number; b: number }] }>()(
    jacobian(({ a, b }) => ({ p: mul(a, b), q: [a] }), { a: 1, b: 2 }),
  );
  // 3 x 2 x 1: row p, column q, then the input.
  const j = jacobian(
    ([x]) => [
      [x, x],
      [x, x],
      [x, x],
    ],
    [1],
  );
  typed<number>()(j[2][1][0]);
  typed<[[[number], [number]], [[number], [number]], [[number], [number]]]>()(j);
}

/** Hessians: the output's indices, then twice the input's; m x n x n for a vector field. */
export function hessians(): void {
  typed<[[number, number], [number, number]]>()(hessian(([x, y]) => mul(x, y), [2, 3]));
  typed<number>()(hessian((x) => square(x), 3));
  typed<number[][]>()(hessian((x) => sum(x), numbers));
  typed<{ a: { a: number; b: number }; b: { a: number; b: number } }>()(
    hessian(({ a, b }) => mul(a, b), { a: 1, b: 2 }),
  );
  const h = hessian(([x, y]) => [mul(x, y), x, y], [2, 3]);
  typed<[[number, number], [number, number]]>()(h[0]);
  typed<number>()(h[2][1][0]);
  typed<3>()(h.length);
}

export function alongDirections(): void {
  typed<{ value: [number, number]; tangent: [number, number] }>()(jvp(([x, y]) => [mul(x, y), x], [2, 3], [1, 0]));
  typed<{ value: number; tangent: number }>()(jvp((x) => square(x), 3, 2));
  typed<number>()(directionalDerivative(([x, y]) => mul(x, y), [2, 3], [1, 1]));
  typed<[number, number]>()(hvp(([x, y]) => mul(x, y), [2, 3], [1, 1]));
  typed<number>()(vhvp(([x, y]) => mul(x, y), [2, 3], [1, 1]));
  typed<{ a: number; b: number }>()(hvp(({ a, b }) => mul(a, b), { a: 2, b: 3 }, { a: 1, b: 0 }));
}

/** Functions with types of their own, beside those that the compiler infers from x. */
export function annotated(): void {
  const f = (x: Scalar[]): Scalar[] => x;
  const g = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(x, y);
  const h = ({ a, b }: { a: Scalar; b: { c: [Scalar] } }): { p: Scalar } => ({ p: mul(a, b.c[0]) });
  typed<number[]>()(jvp(f, [2], [1]).tangent);
  typed<number[]>()(jvp(f, numbers, numbers).tangent);
  typed<Scalar[]>()(jvp(f, [scalar], [1]).tangent);
  typed<[number][]>()(jacobian(f, [2]));
  typed<[number, number]>()(gradient(g, [2, 3]));
  typed<[number, number]>()(hvp(g, [2, 3], [1, 1]));
  typed<[[number, number], [number, number]]>()(hessian(g, [2, 3]));
  typed<{ p: { a: number; b: { c: [number] } } }>()(jacobian(h, { a: 1, b: { c: [2] } }));
  typed<{ value: { p: number }; tangent: { p: number } }>()(jvp(h, { a: 1, b: { c: [2] } }, { a: 1, b: { c: [0] } }));
  typed<number>()(vhvp(square, 3, 2));
  typed<{ value: number; tangent: number }>()(jvp(square, 3, 2));
  typed<number[]>()(gradient((x: readonly Scalar[]) => sum(x), numbers));
}

export function vectorCalculus(): void {
  typed<number>()(divergence(([x, y]) => [x, y], [2, 3]));
  typed<[number, number, number]>()(curl(([x, y, z]) => [y, z, x], [1, 2, 3]));
  typed<number>()(laplacian(([x, y]) => mul(x, y), [2, 3]));
  typed<Scalar>()(laplacian(([x]) => square(x), [scalar]));
}

/** An input that holds numbers with derivatives gives results that do. */
export function insideOtherDrivers(): void {
  typed<[Scalar, Scalar]>()(gradient(([x, y]) => mul(x, y), [scalar, scalar]));
  typed<Scalar[]>()(gradient((x) => sum(x), scalars));
  typed<{ value: Scalar; gradient: [Scalar] }>()(valueAndGradient(([x]) => square(x), [scalar]));
  typed<[[Scalar]]>()(hessian(([x]) => square(x), [scalar]));
  typed<Scalar>()(divergence(([x]) => [x], [scalar]));
  derivative((t) => {
    const [a] = gradient(([x]) => mul(x, t), [t]);
    typed<Scalar>()(a);
    return a;
  }, 3);
}
