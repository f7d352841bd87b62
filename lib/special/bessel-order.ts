/** Bessel functions of any real order, by their argument; values in bessel-order-values.ts. */
import type { Scalar } from '../scalar/active.js';
import { active } from '../scalar/arithmetic.js';
import { derivative } from './bessel-order-values.js';
import { type Derivatives, derivativesOf } from './family.js';
import { isPlainParameter, ofParameter } from './parameter.js';

type Letter = 'J' | 'Y' | 'I' | 'K';

/** The functions of the orders asked for last. */
const known = new Map<string, Derivatives>();
const MOST = 256;

/** With orders that are known when a program runs. */
const ofAnyOrder = new Map<Letter, (order: Scalar, x: Scalar) => Scalar>();

function of(letter: Letter, order: Scalar, x: Scalar): Scalar {
  const name = `bessel${letter}`;
  if (!isPlainParameter(name, 'order', order)) {
    const known = ofAnyOrder.get(letter) ?? ofParameter(name, (n, v, t) => derivative(letter, v, n, t));
    ofAnyOrder.set(letter, known);
    return known(order, x);
  }
  if (typeof x === 'number') return derivative(letter, order, 0, x);
  active(name, x);
  const key = `${letter}${order}`;
  let derivatives = known.get(key);
  if (derivatives === undefined) {
    if (known.size > MOST) known.clear();
    derivatives = derivativesOf(`${name}(${order})`, (n, t) => derivative(letter, order, n, t));
    known.set(key, derivatives);
  }
  return derivatives(0, x);
}

/**
 * J_v(x), the Bessel function of the first kind of order v (Abramowitz and Stegun 9.1, DLMF 10.2).
 *
 * v a plain number, whole or not, |v| <= 10⁴; x >= 0, and for whole v any x; NaN elsewhere. As a rule within 8 ulp; beside zeros an absolute error of
 * 10⁻¹⁵ of the size of the oscillation. J_v' = (J_(v-1) - J_(v+1))/2. Cost: some |x| + |v| steps of the recurrence.
 *
 * @param order - v, a plain number; in a compiled program it may be an input.
 * @throws {TypeError} when the order carries derivatives (there is no rule for them), or x is neither a number nor a Scalar.
 * @example
 * besselJ(2.5, 1); // => 0.0494968102284...
 * derivative((x) => besselJ(3, x), 1); // => 0.0562...
 */
export function besselJ(order: number, x: number): number;
export function besselJ(order: Scalar, x: Scalar): Scalar;
export function besselJ(order: Scalar, x: Scalar): Scalar {
  return of('J', order, x);
}

/**
 * Y_v(x), the Bessel function of the second kind of order v. x >= 0, NaN below; -Infinity at 0. As besselJ.
 *
 * @throws {TypeError} when the order carries derivatives (there is no rule for them), or x is neither a number nor a Scalar.
 * @example
 * besselY(2, 1); // => -1.65068260681625...
 */
export function besselY(order: number, x: number): number;
export function besselY(order: Scalar, x: Scalar): Scalar;
export function besselY(order: Scalar, x: Scalar): Scalar {
  return of('Y', order, x);
}

/**
 * I_v(x), the modified Bessel function of the first kind of order v (DLMF 10.25). x >= 0, and for whole v any x; NaN elsewhere. Within 10
 * ulp, for x > 100 and v > √x within 70; derivatives (I_(v-1) + I_(v+1))/2 likewise.
 *
 * @throws {TypeError} when the order carries derivatives (there is no rule for them), or x is neither a number nor a Scalar.
 * @example
 * besselI(2, 1); // => 0.13574766976703...
 */
export function besselI(order: number, x: number): number;
export function besselI(order: Scalar, x: Scalar): Scalar;
export function besselI(order: Scalar, x: Scalar): Scalar {
  return of('I', order, x);
}

/**
 * K_v(x), the modified Bessel function of the second kind of order v (DLMF 10.25), even in v. x >= 0, NaN below; Infinity at 0. Within 8
 * ulp for ordinary x, for tiny x and orders that are not whole within |log x| ulp; derivatives -(K_(v-1) + K_(v+1))/2 likewise.
 *
 * @throws {TypeError} when the order carries derivatives (there is no rule for them), or x is neither a number nor a Scalar.
 * @example
 * besselK(0.5, 1); // => 0.46106850444789...
 */
export function besselK(order: number, x: number): number;
export function besselK(order: Scalar, x: Scalar): Scalar;
export function besselK(order: Scalar, x: Scalar): Scalar {
  return of('K', order, x);
}
