/**
 * The implicit function theorem, in every mode at once.
 *
 * x(p) solves F(x, p) = 0, and a solver has found x* at the value of p. With the plain matrix J = ∂F/∂x at (x*, p) each step
 *
 *     x ← x - J⁻¹·(F(x, p) - F(x*, p))       on numbers that carry derivatives, from x* on
 *
 * leaves the value as it is and makes the derivatives of one more order right: an error e of order k in the infinitesimals
 * becomes e - J⁻¹·(J + ...)·e, of order k + 1. One step is the theorem, dx/dp = -J⁻¹·∂F/∂p. As many steps are taken as the numbers
 * carry orders; so nothing is said of duals, series or tapes, and a tape holds F once for each order, never the solver.
 */
import type { Scalar } from '../scalar/active.js';
import { add, sub } from '../scalar/arithmetic.js';
import { groundOf, isOfProgram, Orders } from '../scalar/orders.js';
import { specialised } from '../scalar/scalar.js';
import { unknownParts } from '../scalar/unknown.js';
import { beside } from './beside.js';
import { type Equations, quietly } from './equations.js';
import { inProgram } from './in-program.js';
import { atPoint, inverseOf, type Solved } from './point.js';

/** The solution, with the derivatives that the parameters carry. */
export function solution(equations: Equations): readonly Scalar[] {
  const inputs = equations.inputs.map(groundOf);
  const { residual, parameters } = equations;
  return carried(solved(equations, inputs), (x) => residual(x, parameters), parameters);
}

function solved(equations: Equations, inputs: readonly Scalar[]): Solved {
  if (inputs.some(isOfProgram)) return inProgram(equations, inputs);
  const point = quietly(() => atPoint(equations, inputs.map(specialised)));
  const isBeside = point.isBeside || inputs.some((x) => typeof x !== 'number');
  return isBeside ? quietly(() => beside(equations, inputs, point)) : { x: point.x, inverse: inverseOf(point) };
}

/** The steps: the derivatives of x that F carries. */
export function carried(
  { x, inverse }: Solved,
  residual: (x: readonly Scalar[]) => readonly Scalar[],
  parameters: readonly Scalar[],
): readonly Scalar[] {
  const orders = new Orders(parameters);
  let at = x;
  for (let step = 0; ; step++) {
    if (step > 0 && step >= orders.total) return at;
    const values = residual(at);
    orders.see(values);
    if (orders.total === 0) return at;
    if (inverse === undefined) return at.map((xi) => values.reduce((y, r) => add(y, unknownParts(r)), xi));
    const change = inverse(values.map((r) => sub(r, groundOf(r))));
    at = at.map((xi, i) => sub(xi, change[i]));
  }
}
