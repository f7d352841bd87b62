/** A function written for Scalars, as the function of plain numbers that it also is. */
import type { Scalar, UnknownCondition } from '../scalar/active.js';
import type { NumberArray } from './types.js';

/** T with number for every Scalar: in arrays, records, interfaces, arguments and results of functions. */
export type OnNumbers<T> = T extends Scalar
  ? number
  : T extends UnknownCondition
    ? boolean
    : T extends NumberArray
      ? T
      : T extends (...x: infer A extends unknown[]) => infer R
        ? (...x: { [K in keyof A]: OnNumbers<A[K]> }) => OnNumbers<R>
        : T extends object
          ? { [K in keyof T]: OnNumbers<T[K]> }
          : T;

/**
 * The same function, typed for plain numbers.
 *
 * A function of Scalars gives plain numbers for plain numbers; TypeScript cannot see that, and takes the result for a
 * Scalar. Where a number is wanted, or a function of numbers (an optimiser, a chart), this says so.
 *
 * @param f - a function of Scalars in any structure; it may return functions, as models with parameters do.
 * @returns f itself.
 * @example
 * const f = ([x, y]) => add(mul(square(x), y), y);
 * onNumbers(f)([2, 3]).toFixed(1); // => '15.0'
 */
export function onNumbers<F extends (...x: never[]) => unknown>(f: F): OnNumbers<F> {
  return f as OnNumbers<F>;
}
