/** The shapes of inputs and outputs, followed by the types. */
import type { Active, Scalar } from '../scalar/active.js';

/** Arrays of floats that are taken as lists of numbers. */
export type FloatArray = Float64Array | Float32Array;

/** One more array or record around a type. */
type Nested<T> = T | readonly T[] | { readonly [name: string]: T };

/** A number, an array or a record of numbers, nested up to six deep: without an end the compiler would not find one. */
export type Input = Nested<Nested<Nested<Nested<Nested<Nested<Scalar | FloatArray>>>>>>;

/** What f returns: the same kinds. Looked into only at run time, or the compiler would expand the type without end. */
export type Output = Scalar | FloatArray | readonly unknown[] | { readonly [name: string]: unknown };

/** The same structure with another type at each number. */
export type Shaped<X, T> = X extends number | Active
  ? T
  : X extends FloatArray
    ? T[]
    : { -readonly [K in keyof X]: Shaped<X[K], T> };

/** What f is called with: an input with Scalars at the numbers. */
export type Lifted<X> = Shaped<X, Scalar>;

/** A direction of the structure of X: anything that may be read. */
export type Direction<X> = X extends number | Active
  ? Scalar
  : X extends FloatArray
    ? FloatArray | readonly Scalar[]
    : X extends readonly number[]
      ? FloatArray | { readonly [K in keyof X]: Scalar }
      : { readonly [K in keyof X]: Direction<X[K]> };

/** A result with the structure of X: plain numbers where X has plain numbers. */
export type Like<X> = X extends number
  ? number
  : X extends Active
    ? Scalar
    : X extends FloatArray
      ? number[]
      : { -readonly [K in keyof X]: Like<X[K]> };

/** What an output becomes as a result: its structure, with numbers where the input has numbers. */
export type Valued<Y, X> = Y extends number | Active
  ? LeafOf<X>
  : Y extends FloatArray
    ? LeafOf<X>[]
    : { -readonly [K in keyof Y]: Valued<Y[K], X> };

/** An input that holds plain numbers only. */
export type PlainInput = number | FloatArray | readonly PlainInput[] | { readonly [name: string]: PlainInput };

/** number, or Scalar where an input holds active numbers (a driver inside another one). */
export type LeafOf<X> = X extends PlainInput ? number : Scalar;

/** First derivatives of an output of structure Y: its indices first, then those of the input. */
export type Jacobian<Y, X> = Y extends number | Active
  ? Like<X>
  : Y extends FloatArray
    ? Like<X>[]
    : { -readonly [K in keyof Y]: Jacobian<Y[K], X> };

/** Second derivatives: the indices of the output, then twice those of the input. */
export type Hessian<Y, X> = Jacobian<Jacobian<Y, X>, X>;
