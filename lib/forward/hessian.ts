/** Second derivatives of functions of several numbers, from hyper-dual numbers. */
import type { Scalar } from '../scalar/active.js';
import { add } from '../scalar/arithmetic.js';
import { Level } from '../scalar/level.js';
import { type Flattened, fill, flatten, leavesLike, rebuild, type Shape } from '../shape/shape.js';
import type { Direction, Hessian, Input, LeafOf, Lifted, Like, Output } from '../shape/types.js';
import { sameAs } from './columns.js';
import { onCurvedLevel } from './pass.js';
import { anyOutput, checkFunction, epsOf, numberOutput, primalOf, seedDual, seedHyperDual, tangentOf } from './seed.js';

/** A number of the output of a pass. */
interface Reading {
  readonly primal: Scalar;
  readonly eps1: Scalar;
  readonly eps12: Scalar;
}

/** First-order parts, by the place of the input. */
type Along = (j: number) => Scalar;

/** f on hyper-duals, prepared: x taken apart, passes with given first-order parts, and what the last pass returned. */
interface Passes {
  readonly input: Flattened;
  /** @param isOneDirection - true when eps1 and eps2 are the same: then ε₁ε₂ is the curvature, and decides at a kink. */
  pass(eps1: Along, eps2: Along, isOneDirection: boolean): readonly Reading[];
  output(): { readonly shape: Shape; readonly values: readonly Scalar[] };
}

function passesOf(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
  call?: string,
): Passes {
  checkFunction(driver, f, call);
  const input = flatten(driver, 'x', x);
  const run = (leaves: readonly Scalar[]): Flattened => read(f(fill(input.shape, leaves) as never));
  let before: Flattened | undefined;
  let last: { shape: Shape; values: readonly Scalar[] } | undefined;
  const readings = (leaves: readonly Scalar[], read: (y: Scalar) => Reading): readonly Reading[] => {
    const output = sameAs(driver, before, run(leaves));
    before = output;
    const list = output.leaves.map(read);
    last = { shape: output.shape, values: list.map(({ primal }) => primal) };
    return list;
  };
  /** The same as hyper-dual numbers in hyper-dual numbers: they show the curvature along each direction. */
  const passApart = (eps1: Along, eps2: Along): readonly Reading[] =>
    onCurvedLevel(driver, (inner) =>
      onCurvedLevel(driver, (outer) => {
        const seed = (level: Level, leaf: Scalar, e: Scalar): Scalar => (e === 0 ? leaf : seedDual(level, leaf, e));
        const leaves = input.leaves.map((leaf, j) => seed(outer, seed(inner, leaf, eps1(j)), eps2(j)));
        return readings(leaves, (y) => {
          const primal = primalOf(outer, y);
          return {
            primal: primalOf(inner, primal),
            eps1: tangentOf(inner, primal),
            eps12: tangentOf(inner, tangentOf(outer, y)),
          };
        });
      }),
    );
  return {
    input,
    pass(eps1, eps2, isOneDirection) {
      // A level for each pass: a number that f keeps from one pass must not mix with those of the next.
      const level = new Level(driver, undefined, isOneDirection);
      try {
        const leaves = input.leaves.map((leaf, j) => {
          const e1 = eps1(j);
          const e2 = eps2(j);
          return e1 === 0 && e2 === 0 ? leaf : seedHyperDual(level, leaf, e1, e2);
        });
        const list = readings(leaves, (y) => ({
          primal: primalOf(level, y),
          eps1: epsOf(level, y, 'eps1'),
          eps12: epsOf(level, y, 'eps12'),
        }));
        if (!level.missesCurvature) return list;
      } finally {
        level.close();
      }
      return passApart(eps1, eps2);
    },
    output() {
      if (last === undefined) {
        // Without inputs there was no pass.
        const { shape, leaves } = run(input.leaves);
        last = { shape, values: leaves };
      }
      return last;
    },
  };
}

const unit =
  (i: number): Along =>
  (j) =>
    i === j ? 1 : 0;

/**
 * Hessian: all second partial derivatives.
 *
 * H[i][j] = ∂²f/∂x_i∂x_j, symmetric to the last bit: each pair is computed once.
 *
 * @param f - f: ℝⁿ → ℝ (or a vector field), written with operator functions; called n(n+1)/2 times.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns n x n for a scalar field of a vector, m x n x n for a vector field: the structure of f(x), then twice that of x.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @remarks Cost: n(n+1)/2 calls of f on hyper-dual numbers; one more for a pair of inputs where f touches a kink, as
 * |(x - y)²| at x = y.
 * @see Mathematics for Machine Learning, (5.145), (5.146); Fike and Alonso, AIAA 2011-886
 * @example
 * hessian(([x, y]) => mul(square(x), y), [2, 3]); // => [[6, 4], [4, 0]]
 */
export function hessian<const X extends Input, const Y extends Output>(f: (x: Lifted<X>) => Y, x: X): Hessian<Y, X>;
export function hessian(f: (x: never) => unknown, x: unknown): unknown {
  return secondOrder('hessian', f, x, anyOutput('hessian')).hessian;
}

/**
 * Value, gradient and Hessian of a scalar field from the same passes.
 *
 * @param f - f: ℝⁿ → ℝ; called n(n+1)/2 times.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when f(x) is not one number, or x holds something that is not a number.
 * @example
 * valueGradientAndHessian(([x, y]) => mul(square(x), y), [2, 3]); // => { value: 12, gradient: [12, 4], hessian: [[6, 4], [4, 0]] }
 */
export function valueGradientAndHessian<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: X,
): { value: LeafOf<X>; gradient: Like<X>; hessian: Hessian<Scalar, X> };
export function valueGradientAndHessian(f: (x: never) => Scalar, x: unknown): unknown {
  const name = 'valueGradientAndHessian';
  return secondOrder(name, f, x, numberOutput(name, 'hessian(f, x)'));
}

/** All derivatives up to the second, taken apart. */
export interface SecondOrder {
  readonly input: Flattened;
  readonly output: Shape;
  readonly values: readonly Scalar[];
  /** Of each output by all inputs. */
  readonly gradients: readonly (readonly Scalar[])[];
  /** Of each output by all pairs of inputs, as rows. */
  readonly hessians: readonly (readonly (readonly Scalar[])[])[];
}

/** @param read - turns f(x) into the list of its numbers, and complains where the driver needs another shape. */
export function secondOrderOf(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
): SecondOrder {
  const { input, pass, output } = passesOf(driver, f, x, read);
  const n = input.leaves.length;
  const gradients: Scalar[][] = [];
  const hessians: Scalar[][][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      pass(unit(i), unit(j), i === j).forEach(({ eps1, eps12 }, k) => {
        gradients[k] ??= new Array(n);
        hessians[k] ??= Array.from({ length: n }, () => new Array(n));
        const rows = hessians[k] as Scalar[][];
        if (i === j) (gradients[k] as Scalar[])[i] = eps1;
        (rows[i] as Scalar[])[j] = eps12;
        (rows[j] as Scalar[])[i] = eps12;
      });
    }
  }
  const { shape, values } = output();
  return { input, output: shape, values, gradients, hessians };
}

function secondOrder(driver: string, f: (x: never) => unknown, x: unknown, read: (y: unknown) => Flattened) {
  const { input, output, values, gradients, hessians } = secondOrderOf(driver, f, x, read);
  const eachOutput = (content: (k: number) => unknown): unknown => {
    let k = -1;
    return rebuild(output, () => content(++k));
  };
  const ofInput = (leaves: readonly unknown[] | undefined): unknown => fill(input.shape, leaves ?? []);
  return {
    value: eachOutput((k) => values[k]),
    gradient: eachOutput((k) => ofInput(gradients[k])),
    hessian: eachOutput((k) => ofInput((hessians[k] ?? []).map(ofInput))),
  };
}

/** The reading of a scalar field. */
function only(readings: readonly Reading[]): Reading {
  return readings[0] as Reading;
}

/**
 * Hessian-vector product H·v without the Hessian.
 *
 * @param f - f: ℝⁿ → ℝ; called n times.
 * @param x - where: a number, an array of any depth, or a record.
 * @param v - the vector, of the shape of x.
 * @returns H·v, of the structure of x.
 * @throws {RangeError} when the shapes of x and v differ.
 * @throws {TypeError} when f(x) is not one number.
 * @remarks Cost: n calls of f on hyper-dual numbers; as many more where f touches a kink, as |(x - y)²| at x = y.
 * @example
 * hvp(([x, y]) => mul(square(x), y), [2, 3], [1, 1]); // => [10, 4]
 */
export function hvp<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: X, v: Direction<X>): Like<X>;
export function hvp(f: (x: never) => Scalar, x: unknown, v: unknown): unknown {
  const { input, pass } = passesOf('hvp', f, x, numberOutput('hvp', 'hessian(f, x)'), 'hvp(f, x, v)');
  const direction = leavesLike('hvp', 'v', v, input.shape, 'x');
  const along: Along = (j) => direction[j] as Scalar;
  const product = input.leaves.map((_, i) => {
    const isOneDirection = direction.every((part, j) => part === (i === j ? 1 : 0));
    return only(pass(unit(i), along, isOneDirection)).eps12;
  });
  return fill(input.shape, product);
}

/**
 * Second derivative along a direction, vᵀHv.
 *
 * @param f - f: ℝⁿ → ℝ; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @param v - the direction, of the shape of x.
 * @returns one number.
 * @throws {RangeError} when the shapes of x and v differ.
 * @throws {TypeError} when f(x) is not one number.
 * @remarks Cost: one call of f on hyper-dual numbers.
 * @example
 * vhvp(([x, y]) => mul(square(x), y), [2, 3], [1, 1]); // => 14
 */
export function vhvp<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: X, v: Direction<X>): LeafOf<X>;
export function vhvp(f: (x: never) => Scalar, x: unknown, v: unknown): unknown {
  const { input, pass } = passesOf('vhvp', f, x, numberOutput('vhvp', 'hessian(f, x)'), 'vhvp(f, x, v)');
  const direction = leavesLike('vhvp', 'v', v, input.shape, 'x');
  const along: Along = (j) => direction[j] as Scalar;
  return only(pass(along, along, true)).eps12;
}

/**
 * Laplacian of a scalar field, the trace of its Hessian: ∂²f/∂x₁² + ... + ∂²f/∂xₙ².
 *
 * @param f - f: ℝⁿ → ℝ; called n times.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns one number.
 * @throws {TypeError} when f(x) is not one number.
 * @remarks Cost: n calls of f on hyper-dual numbers.
 * @example
 * laplacian(([x, y]) => add(square(x), mul(3, square(y))), [1, 1]); // => 8
 */
export function laplacian<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: X): LeafOf<X>;
export function laplacian(f: (x: never) => Scalar, x: unknown): unknown {
  const { input, pass } = passesOf('laplacian', f, x, numberOutput('laplacian', 'hessian(f, x)'));
  const terms = input.leaves.map((_, i) => only(pass(unit(i), unit(i), true)).eps12);
  return terms.reduce<Scalar>((total, term) => add(total, term), 0);
}
