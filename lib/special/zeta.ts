/** Riemann's zeta function; values in zeta-values.ts. */
import type { Scalar } from '../scalar/active.js';
import { active, type Unary } from '../scalar/arithmetic.js';
import { type Derivatives, derivativesOf } from './family.js';
import * as values from './zeta-values.js';

const ZETA: Derivatives = /* @__PURE__ */ derivativesOf('zeta', values.zeta);

/**
 * ζ(x), Riemann's zeta function, Σ k^-x for x > 1 (Abramowitz and Stegun 23.2.1, DLMF 25.2.1).
 *
 * Any x but the pole 1, NaN there, where the limits of both sides differ, and at -Infinity; 1 at Infinity. Within 10 ulp, also beside the zeros
 * -2, -4, ...; derivatives of every order within 8 for x > 0, and for x < 0 away from their roots.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * zeta(2); // => 1.6449340668482264
 * derivative(zeta, 0); // => -0.9189385332046...
 */
export const zeta: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.zeta(0, x) : ZETA(0, active('zeta', x))) as Unary;
