/** Taylor polynomials of functions of one number. */
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import type { Like } from '../shape/types.js';
import { checkFunction, checkNumber } from './seed.js';
import { checkOrder, coefficientsAlong } from './taylor.js';

/** A polynomial in powers of x - center: a function of numbers and Scalars, with its coefficients. */
export interface TaylorPolynomial<X extends Scalar = number> {
  (x: number): X;
  (x: Scalar): Scalar;
  /** The same function, by name. */
  readonly evaluate: { (x: number): X; (x: Scalar): Scalar };
  /** f⁽ᵏ⁾(x₀)/k!, the index being the power. */
  readonly coefficients: readonly X[];
  /** The point that it is expanded about. */
  readonly center: X;
  /** The highest power. */
  readonly degree: number;
}

/**
 * The Taylor polynomial of f of a degree about x₀, T(x) = Σ f⁽ᵏ⁾(x₀)/k!·(x - x₀)ᵏ, with 0⁰ = 1.
 *
 * @param f - f: ℝ → ℝ, written with operator functions; called once.
 * @param x0 - the center, a number.
 * @param degree - the highest power, a whole number.
 * @returns a function of x (also for Scalars, so it can be differentiated) with `coefficients`, `center`, `degree`; the
 * function is also there by the name `evaluate`.
 * @throws {TypeError} when x0 or f(x0) is not one number, or degree is not a number.
 * @throws {RangeError} when degree is negative or not whole.
 * @remarks Cost: one call of f on power series, then degree products for each evaluation (Horner's rule).
 * @see Mathematics for Machine Learning, (5.7), (5.8)
 * @example
 * const t3 = taylorPolynomial(exp, 0, 3);
 * [t3(0), t3(1), t3.coefficients[2]]; // => [1, 2.6666666666666665, 0.5]
 */
export function taylorPolynomial<X extends Scalar>(
  f: (x: Scalar) => Scalar,
  x0: X,
  degree: number,
): TaylorPolynomial<Like<X> & Scalar>;
export function taylorPolynomial(f: (x: Scalar) => Scalar, x0: Scalar, degree: number): TaylorPolynomial<Scalar> {
  const call = 'taylorPolynomial(f, x0, degree)';
  checkFunction('taylorPolynomial', f, call);
  checkNumber('taylorPolynomial', x0, 'Use multivariateTaylor(f, x0, degree) for several inputs.', 'x0');
  checkOrder('taylorPolynomial', 'degree', degree, call);
  const coefficients = coefficientsAlong('taylorPolynomial', f, x0, 1, degree);
  const evaluate = (x: Scalar): Scalar => {
    const step = sub(x, x0);
    // At the center the value is c₀ whatever the other coefficients are.
    return step === 0 ? coefficients[0] : coefficients.reduceRight((sum, c) => add(mul(sum, step), c));
  };
  const polynomial = (x: Scalar): Scalar => evaluate(x);
  return Object.assign(polynomial, { evaluate, coefficients, center: x0, degree });
}
