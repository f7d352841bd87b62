/** The types of hyperdual/implicit, and of its functions in hyperdual/plain. This file is compiled, not run. */
import { argmin, fixedPoint, linearSolve, root } from '../../lib/implicit/index.js';
import { add, mul, type Scalar, square, sub } from '../../lib/index.js';
import * as plain from '../../lib/plain/index.js';
import { typed } from '../support/types.js';

interface Params {
  mass: number;
  speed: number;
}

declare const params: Params;
declare const numbers: number[];
declare const scalar: Scalar;

export function results(): void {
  typed<number>()(root((x, a) => sub(square(x), a), 1, 2));
  typed<Scalar>()(root((x, a) => sub(square(x), a), 1, scalar));
  typed<number[]>()(root((x, p) => x.map((xi, i) => sub(xi, p[i] ?? 0)), numbers, numbers));
  typed<[number, number]>()(root(([x, y], { mass, speed }) => [sub(x, mass), sub(y, speed)], [0, 0], params));
  typed<{ x: Scalar }>()(root(({ x }, { a }) => sub(x, a), { x: 1 }, { a: scalar }));
  typed<number>()(
    root(
      (x: Scalar, a: Scalar) => sub(x, a),
      (a) => a,
      2,
    ),
  );
  typed<number>()(
    root(
      (x: Scalar, { mass }) => sub(x, mass),
      ({ mass }) => mass,
      params,
    ),
  );
  typed<Scalar>()(root((x) => sub(x, scalar), 1));
  typed<number>()(fixedPoint((x, a) => mul(a, x), 1, 0.5));
  typed<{ x: number }>()(fixedPoint(({ x }, a) => ({ x: mul(a, x) }), { x: 1 }, 0.5));
  typed<number[]>()(
    argmin(
      (x: readonly Scalar[], a: Scalar) => add(square(x[0] ?? 0), a),
      () => numbers,
      1,
    ),
  );
  typed<number[]>()(linearSolve([numbers], numbers));
  typed<Scalar[]>()(linearSolve([[scalar]], numbers));
  typed<Scalar[][]>()(linearSolve([[scalar]], [[1]]));
}

export function wrong(): void {
  // @ts-expect-error: a number of p is a string
  root((x: Scalar) => x, 1, { a: '1' });
  // @ts-expect-error: a minimum is of one number
  argmin((x: Scalar) => [x], 1, 2);
  // @ts-expect-error: a fixed point has the structure of its start
  fixedPoint((x: Scalar) => [x], 1, 2);
}

export function ordinary(): void {
  typed<number>()(plain.root((x, a) => x * x - a, 1, 2));
  typed<number[]>()(
    plain.root(
      (x: number[], { mass }) => x.map((xi) => xi - mass),
      ({ mass }) => [mass],
      params,
    ),
  );
  typed<[number, number]>()(plain.fixedPoint(([x, y], a) => [y, x * a], [1, 1], 0.5));
  typed<number>()(plain.argmin((x, { mass, speed }) => (x - mass) ** 2 + speed, 0, params));
  typed<number[]>()(plain.linearSolve([numbers], numbers));
}
