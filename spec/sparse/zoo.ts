/** Functions whose derivatives are sparse in known ways, from the collections that colourings are tried on. */
import { add, cos, exp, hessian, jacobian, mul, type Scalar, sin, square, sub, sum } from '../../lib/index.js';

export type Field = (x: readonly Scalar[]) => Scalar[];
export type Objective = (x: readonly Scalar[]) => Scalar;

/** What sparse derivatives are held to. */
export const denseJacobian = jacobian as unknown as (f: Field, x: readonly number[]) => number[][];
export const denseHessian = hessian as unknown as (f: Objective, x: readonly number[]) => number[][];

/** An ordinary point of n numbers. */
export const point = (n: number): number[] => Array.from({ length: n }, (_, i) => 0.4 + 0.3 * Math.sin(3 * i + 1));

const at = (x: readonly Scalar[], i: number): Scalar => x[i] ?? 0;

/** Broyden's tridiagonal function (Moré, Garbow and Hillstrom, problem 30). */
export const tridiagonal: Field = (x) =>
  x.map((xi, i) => add(sub(sub(mul(sub(3, mul(2, xi)), xi), at(x, i - 1)), mul(2, at(x, i + 1))), 1));

/** Broyden's banded function (problem 31): five diagonals below, one above. */
export const banded: Field = (x) =>
  x.map((xi, i) => {
    const band = x.slice(Math.max(0, i - 5), i + 2).filter((_, k) => Math.max(0, i - 5) + k !== i);
    return sub(add(mul(xi, add(2, mul(5, square(xi)))), 1), sum(band.map((xj) => mul(xj, add(1, xj)))));
  });

/** A dense first row, a dense first column, and the diagonal. */
export const arrowhead: Field = (x) => x.map((xi, i) => (i === 0 ? sum(x.map(square)) : mul(xi, add(xi, at(x, 0)))));

/** The five-point Laplacian on a square grid, with exp(u): Bratu's problem. */
export const fivePoint: Field = (u) => {
  const m = Math.round(Math.sqrt(u.length));
  return u.map((uij, k) => {
    const i = k % m;
    const neighbours = [i > 0 ? at(u, k - 1) : 0, i + 1 < m ? at(u, k + 1) : 0, at(u, k - m), at(u, k + m)];
    return sub(sub(mul(4, uij), sum(neighbours)), mul(0.01, exp(uij)));
  });
};

/** Blocks of four, each a full matrix. */
export const blocks: Field = (x) =>
  x.map((xi, i) => {
    const start = i - (i % 4);
    return mul(sin(xi), sum(x.slice(start, start + 4).map(square)));
  });

/** Numbers from 0 to 1 that are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A few inputs for each output, drawn at random, and its own. */
export function scattered(n: number, degree: number, seed: number): Field {
  const random = randomFrom(seed);
  const chosen = Array.from({ length: n }, (_, i) => [
    i,
    ...Array.from({ length: degree - 1 }, () => Math.floor(random() * n)),
  ]);
  return (x) => chosen.map((list) => sum(list.map((j, k) => (k === 0 ? square(at(x, j)) : cos(at(x, j))))));
}

/** A chain: neighbours meet. Its Hessian is tridiagonal. */
export const chain: Objective = (x) => sum(x.slice(1).map((xi, i) => square(sub(xi, square(at(x, i))))));

/** All meet the first: an arrow. */
export const fan: Objective = (x) => sum(x.map((xi) => mul(exp(xi), at(x, 0))));

/** The energy whose gradient is the five-point Laplacian with exp(u). */
export const membrane: Objective = (u) => {
  const m = Math.round(Math.sqrt(u.length));
  return sum(
    u.map((uij, k) => {
      const right = (k + 1) % m === 0 ? 0 : at(u, k + 1);
      return sub(add(square(sub(uij, right)), square(sub(uij, at(u, k + m)))), mul(0.01, exp(uij)));
    }),
  );
};

/** Blocks of four, in each of which all meet. */
export const clusters: Objective = (x) =>
  sum(Array.from({ length: x.length / 4 }, (_, b) => exp(sum(x.slice(4 * b, 4 * b + 4)))));
