/** The shapes of inputs and outputs, followed by the types. */
import type { Active, Scalar } from '../scalar/active.js';

/** Typed arrays, which are taken as lists of numbers. */
export type NumberArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** One more array or record around a type; `readonly []` makes the compiler infer tuples from literals. */
type Nested<T> = T | readonly [] | readonly T[] | { readonly [name: string]: T };

/**
 * A number, or an array, a record, an interface of numbers, nested to any depth. What it holds is looked into where a
 * function takes it, by `Checked`: a record type here would refuse interfaces, which have no index signature.
 */
export type Input = object | Nested<Nested<Nested<Nested<Scalar>>>>;

/** What f returns: the same kinds. Looked into only at run time, or the compiler would expand the type without end. */
export type Output =
  | Scalar
  | NumberArray
  | readonly unknown[]
  | (object & {
      /** No promise: f is not async. */
      readonly then?: never;
      /** No function. */
      readonly call?: never;
    });

/** X itself; the compiler infers nothing from where it stands (NoInfer, for compilers before 5.4). */
export type Fixed<X> = [X][X extends unknown ? 0 : never];

/** X with Scalar wherever something stands that is no number: what X must be assignable to. */
export type Numeric<X> = X extends Scalar | NumberArray
  ? X
  : X extends (...args: never[]) => unknown
    ? never
    : X extends object
      ? { [K in keyof X]: Numeric<X[K]> }
      : Scalar;

/** An argument of type X that holds numbers only; the message for another one names the path to what is wrong. */
export type Checked<X> = X & Numeric<Fixed<X>>;

/** The same structure with another type at each number. */
export type Shaped<X, T> = X extends number | Active
  ? T
  : X extends NumberArray
    ? T[]
    : { -readonly [K in keyof X]: Shaped<X[K], T> };

/** What f is called with: an input with Scalars at the numbers. */
export type Lifted<X> = Shaped<Fixed<X>, Scalar>;

/** A direction of the structure of X: anything that may be read. */
export type Direction<X> = X extends number | Active
  ? Scalar
  : X extends NumberArray
    ? NumberArray | readonly Scalar[]
    : X extends readonly number[]
      ? NumberArray | { readonly [K in keyof X]: Scalar }
      : { readonly [K in keyof X]: Direction<X[K]> };

/** A result with the structure of X: plain numbers where X has plain numbers. */
export type Like<X> = X extends number
  ? number
  : X extends Active
    ? Scalar
    : X extends NumberArray
      ? number[]
      : { -readonly [K in keyof X]: Like<X[K]> };

/** What an output becomes as a result: its structure, with numbers where the input has numbers. */
export type Valued<Y, X> = Y extends number | Active
  ? LeafOf<X>
  : Y extends NumberArray
    ? LeafOf<X>[]
    : { -readonly [K in keyof Y]: Valued<Y[K], X> };

/** X with number for all active numbers. */
type Plain<X> = X extends Active ? number : X extends number | NumberArray ? X : { [K in keyof X]: Plain<X[K]> };

/** number, or Scalar where an input holds active numbers (a driver inside another one). */
export type LeafOf<X> = X extends Plain<X> ? number : Scalar;

/** First derivatives of an output of structure Y: its indices first, then those of the input. */
export type Jacobian<Y, X> = Y extends number | Active
  ? Like<X>
  : Y extends NumberArray
    ? Like<X>[]
    : { -readonly [K in keyof Y]: Jacobian<Y[K], X> };

/** Second derivatives: the indices of the output, then twice those of the input. */
export type Hessian<Y, X> = Jacobian<Jacobian<Y, X>, X>;
