/** Where a prepared matrix is asked for. */
import type { Active, Scalar } from '../scalar/active.js';
import type { NumberArray } from '../shape/types.js';

/** Plain numbers in the structure of an example; lengths are looked at when they come. */
export type Point<X> = X extends number | Active
  ? number
  : X extends NumberArray | readonly Scalar[]
    ? NumberArray | readonly number[]
    : { readonly [K in keyof X]: Point<X[K]> };
