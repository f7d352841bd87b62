/** Types of the drivers of ordinary code: numbers in, numbers out. */
import type { NumberArray } from '../shape/types.js';

type IsUnion<X, All = X> = X extends All ? ([All] extends [X] ? false : true) : never;

/**
 * True for 2, the type of a number as it is written at a call. A choice of numbers (`0 | 1`, an enumeration) and a number with a
 * mark of its own (`number & { unit: 'm' }`) were declared by somebody, and are meant.
 */
type IsWritten<X extends number> = number extends X
  ? false
  : keyof X extends keyof number
    ? true extends IsUnion<X>
      ? false
      : true
    : false;

/** True where a number as it is written at a call stands in a type: of `[2, 3]`. */
type HasLiteral<X> = [X] extends [number]
  ? IsWritten<X>
  : X extends NumberArray | ((...args: never) => unknown)
    ? false
    : X extends readonly unknown[]
      ? true
      : X extends object
        ? true extends { [K in keyof X]: HasLiteral<X[K]> }[keyof X]
          ? true
          : false
        : false;

/** What f is called with: x itself, with number for each number. Classes and interfaces stay what they are. */
export type Plain<X> = [X] extends [number]
  ? IsWritten<X> extends true
    ? number
    : X
  : X extends NumberArray
    ? X
    : X extends readonly unknown[]
      ? { -readonly [K in keyof X]: Plain<X[K]> }
      : HasLiteral<X> extends true
        ? { -readonly [K in keyof X]: Plain<X[K]> }
        : X;

/** What a driver differentiates by, or what f may return. */
type Differentiable = number | NumberArray | readonly unknown[] | object;

/** The fields of a record that are numbers, or hold some. */
type Fields<X> = {
  [K in keyof X]: NonNullable<X[K]> extends (...args: never) => unknown
    ? never
    : NonNullable<X[K]> extends Differentiable
      ? K
      : never;
}[keyof X];

/** One number for each number of X: gradients, directions. Methods and texts of a class instance have none. */
export type Slopes<X> = Filled<X, number>;

/** A structure with another type at each number. */
export type Filled<Y, T> = Y extends number
  ? T
  : Y extends null | undefined
    ? undefined
    : Y extends NumberArray
      ? T[]
      : Y extends readonly unknown[]
        ? { -readonly [K in keyof Y]: Filled<Y[K], T> }
        : { -readonly [K in Fields<Y>]: Filled<Y[K], T> };

/** First derivatives of an output: its indices first, then those of the input. */
export type Jacobian<Y, X> = Filled<Y, Slopes<X>>;

/** Second derivatives: the indices of the output, then twice those of the input. */
export type Hessian<Y, X> = Filled<Y, Filled<X, Slopes<X>>>;

/** A point, direction or step of the structure of X: anything that may be read. */
export type Like<X> = X extends number
  ? number
  : X extends NumberArray
    ? NumberArray | readonly number[]
    : X extends readonly unknown[]
      ? NumberArray | { readonly [K in keyof X]: Like<X[K]> }
      : { readonly [K in Fields<X>]: Like<X[K]> };
