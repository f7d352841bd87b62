/** Second derivatives of functions of several numbers. */
import { beginning } from '../look/examine.js';
import type { Scalar } from '../scalar/active.js';
import { add } from '../scalar/arithmetic.js';
import { isNumbers } from '../scalar/scalar.js';
import { type Flattened, fill, fillWith, flatten, isVector, leavesLike, rebuild, type Shape } from '../shape/shape.js';
import type { Checked, Direction, Hessian, Input, LeafOf, Lifted, Like, Output } from '../shape/types.js';
import { checkDense } from './dense-limit.js';
import { type Begun, type Whole, wholePass } from './second-bundles.js';
import { passesAt, type SecondOrderPasses, secondOrderPasses } from './second-order.js';
import { anyOutput, checkFunction, numberOutput } from './seed.js';
import { type Along, unit, type Wanted } from './wanted.js';

/**
 * Hessian: all second partial derivatives.
 *
 * H[i][j] = ∂²f/∂x_i∂x_j, symmetric to the last bit: each pair is computed once.
 *
 * @param f - f: ℝⁿ → ℝ (or a vector field), written with operator functions; called once (see the remarks).
 * @param x - where: a number, an array of any depth, or a record.
 * @returns n x n for a scalar field of a vector, m x n x n for a vector field: the structure of f(x), then twice that of x.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @remarks Cost: one call of f with n first and n(n+1)/2 second parts at most to an operation, those that there are; f that depends
 * on more than 32 inputs everywhere is called for each two chunks of 16. One call more where f meets an infinite slope or numbers of
 * other drivers, three at a kink.
 * @see Mathematics for Machine Learning, (5.145), (5.146); Fike and Alonso, AIAA 2011-886
 * @example
 * hessian(([x, y]) => mul(square(x), y), [2, 3]); // => [[6, 4], [4, 0]]
 */
export function hessian<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): Hessian<Y, X>;
export function hessian(f: (x: never) => unknown, x: unknown): unknown {
  return secondOrder('hessian', f, x, anyOutput('hessian'), false).hessian;
}

/**
 * Value, gradient and Hessian of a scalar field from the same passes.
 *
 * @param f - f: ℝⁿ → ℝ; called once, as by `hessian`.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when f(x) is not one number, or x holds something that is not a number.
 * @example
 * valueGradientAndHessian(([x, y]) => mul(square(x), y), [2, 3]); // => { value: 12, gradient: [12, 4], hessian: [[6, 4], [4, 0]] }
 */
export function valueGradientAndHessian<const X extends Input>(
  f: (x: Lifted<X>) => Scalar,
  x: Checked<X>,
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
  readonly gradients: readonly Scalar[][];
  /** Of each output by all pairs of inputs, as rows. */
  readonly hessians: readonly (readonly Scalar[][])[];
}

/** @param read - turns f(x) into the list of its numbers, and complains where the driver needs another shape. */
export function secondOrderOf(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
  hasSlopes = true,
): SecondOrder {
  const passes = secondOrderPasses(driver, f, x, read, ({ leaves }) => {
    checkDense(driver, leaves.length, leaves.length);
    return allPairs(leaves.length, hasSlopes);
  });
  return takenApart(passes.input.leaves.length, hasSlopes, passes);
}

function takenApart(n: number, hasSlopes: boolean, { input, output, values, rows }: SecondOrderPasses): SecondOrder {
  const slopes = hasSlopes ? n : 0;
  const gradients = rows.map((row) => row.slice(0, slopes));
  const hessians = rows.map((row) => square(row, slopes, n));
  return { input, output, values, gradients, hessians };
}

/** The gradient and the whole Hessian, each pair of inputs once. */
function allPairs(n: number, hasSlopes: boolean): Wanted {
  const slopes: number[] = [];
  // The place of (i, i) among the pairs (i, j >= i).
  if (hasSlopes) for (let i = 0; i < n; i++) slopes.push(i * n - (i * (i - 1)) / 2);
  return {
    count: (n * (n + 1)) / 2,
    pairs: () => {
      const pairs: (readonly [Along, Along])[] = [];
      for (let i = 0; i < n; i++) for (let j = i; j < n; j++) pairs.push([unit(i), unit(j)]);
      return pairs;
    },
    ofInputs: 'all pairs',
    hasValue: true,
    slopes,
    row: (seconds) => {
      const all: Scalar[] = new Array(n * n);
      let place = 0;
      for (let i = 0; i < n; i++) {
        for (let j = i; j < n; j++) {
          const second = seconds[place++];
          all[i * n + j] = second;
          all[j * n + i] = second;
        }
      }
      return all;
    },
    // The upper half: symmetric to the last bit.
    nested: {
      inner: 'inputs',
      outer: 'inputs',
      row: (seconds) => seconds.flatMap((_, i) => seconds.map((_, j) => seconds[Math.max(i, j)]?.[Math.min(i, j)])),
    },
  };
}

/** The n·n numbers of a list, from a place on, as n rows. */
function square(list: readonly Scalar[], from: number, n: number): Scalar[][] {
  const rows: Scalar[][] = new Array(n);
  for (let i = 0; i < n; i++) rows[i] = list.slice(from + i * n, from + (i + 1) * n);
  return rows;
}

function secondOrder(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
  hasSlopes = true,
): { value: unknown; gradient: unknown; hessian: unknown } {
  checkFunction(driver, f);
  const input = flatten(driver, 'x', x);
  const { leaves, shape } = input;
  const n = leaves.length;
  checkDense(driver, n, n);
  let begun: Begun | undefined;
  if (n > 0 && isNumbers(leaves)) {
    const call = (x: Scalar[]): unknown => f(fillWith(shape, x) as never);
    const first = wholePass(driver, leaves, call, read, beginning());
    if ('hessian' in first) return structured(shape, first);
    begun = first;
  }
  const found = takenApart(n, hasSlopes, passesAt(driver, f, input, read, allPairs(n, hasSlopes), begun));
  const { output, values, gradients, hessians } = found;
  const eachOutput = (content: (k: number) => unknown): unknown => {
    let k = -1;
    return rebuild(output, () => content(++k));
  };
  const ofInput = (leaves: unknown[] | undefined): unknown => fillWith(shape, leaves ?? []);
  return {
    value: eachOutput((k) => values[k]),
    gradient: eachOutput((k) => ofInput(gradients[k])),
    hessian: eachOutput((k) => ofInput((hessians[k] ?? []).map((row) => ofInput(row)))),
  };
}

function structured(shape: Shape, { value, gradient, hessian }: Whole): Record<keyof Whole, unknown> {
  if (isVector(shape)) return { value, gradient, hessian };
  const rows = hessian.map((row) => fillWith(shape, row));
  return { value, gradient: fillWith(shape, gradient), hessian: fillWith(shape, rows) };
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
export function hvp<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>, v: Direction<X>): Like<X>;
export function hvp(f: (x: never) => Scalar, x: unknown, v: unknown): unknown {
  const { input, rows } = secondOrderPasses(
    'hvp',
    f,
    x,
    numberOutput('hvp', 'hessian(f, x)'),
    (at) => {
      const along = directionOf('hvp', v, at);
      return {
        count: at.leaves.length,
        pairs: () => at.leaves.map((_, i) => [unit(i), along] as const),
        hasValue: false,
        slopes: [],
        row: (seconds) => seconds.slice(),
        nested: { inner: along, outer: 'inputs', row: (seconds) => seconds.map(([second]) => second) },
      };
    },
    'hvp(f, x, v)',
  );
  return fill(input.shape, rows[0] ?? []);
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
export function vhvp<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>, v: Direction<X>): LeafOf<X>;
export function vhvp(f: (x: never) => Scalar, x: unknown, v: unknown): unknown {
  const { rows } = secondOrderPasses(
    'vhvp',
    f,
    x,
    numberOutput('vhvp', 'hessian(f, x)'),
    (at) => {
      const along = directionOf('vhvp', v, at);
      return {
        count: 1,
        pairs: () => [[along, along]],
        hasValue: false,
        slopes: [],
        row: (seconds) => seconds.slice(),
        nested: { inner: along, outer: along, row: (seconds) => seconds.flat() },
      };
    },
    'vhvp(f, x, v)',
  );
  return rows[0]?.[0];
}

/**
 * Laplacian of a scalar field, the trace of its Hessian: ∂²f/∂x₁² + ... + ∂²f/∂xₙ².
 *
 * @param f - f: ℝⁿ → ℝ; called once, as by `hessian`.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns one number.
 * @throws {TypeError} when f(x) is not one number.
 * @remarks Cost: one call of f with n first and n second parts at most to an operation.
 * @example
 * laplacian(([x, y]) => add(square(x), mul(3, square(y))), [1, 1]); // => 8
 */
export function laplacian<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>): LeafOf<X>;
export function laplacian(f: (x: never) => Scalar, x: unknown): unknown {
  const trace = (terms: readonly Scalar[]): Scalar[] => [terms.reduce<Scalar>((total, term) => add(total, term), 0)];
  const { rows } = secondOrderPasses('laplacian', f, x, numberOutput('laplacian', 'hessian(f, x)'), ({ leaves }) => ({
    count: leaves.length,
    pairs: () => leaves.map((_, i) => [unit(i), unit(i)] as const),
    ofInputs: 'diagonal',
    hasValue: false,
    slopes: [],
    row: trace,
    nested: { inner: 'inputs', outer: 'inputs', row: (seconds) => trace(seconds.map((list, i) => list[i])) },
  }));
  return rows[0]?.[0] ?? 0;
}

/** The direction v in the order of the inputs. */
function directionOf(driver: string, v: unknown, { shape }: Flattened): Along {
  const direction = leavesLike(driver, 'v', v, shape, 'x');
  return (j) => (direction[j] === 0 ? null : direction[j]);
}
