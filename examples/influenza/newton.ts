'use derivatives';
/** Roots that can be differentiated: Newton's method, with the derivatives of the root carried by its last steps. */
import { noDiff, valueAndDerivative } from 'hyperdual/plain';

/**
 * The root of f near a start, as a number that carries the derivatives of whatever f depends on.
 *
 * Let f(x, p) = 0 define x(p). Differentiating the iteration from the start would give a derivative that converges only as
 * fast as the iteration itself, and costs as much. But at the root, with x* a plain number,
 *
 *     x* - f(x*, p)/f'(x*, p)   has the derivative   -(∂f/∂p)/(∂f/∂x)   (the factor f of the other term is 0),
 *
 * which is the implicit function theorem. So the iteration runs on values only, and one step with derivatives adds the exact first
 * derivatives. A second step makes the second ones exact as well, as each Newton step doubles the number of right terms.
 *
 * f' is the library's, so this is a derivative inside whatever derivative the caller takes.
 */
export function root(f: (x: number) => number, start: number): number {
  let x = noDiff(start);
  for (let iteration = 0; iteration < 50; iteration++) {
    const next = noDiff(newtonStep(f, x));
    if (!Number.isFinite(next)) break;
    const moved = Math.abs(next - x);
    x = next;
    if (moved <= 1e-12 * Math.max(1, Math.abs(x))) return newton(f, x, 2);
  }
  throw new RangeError(`root: expected Newton's method to converge from ${start}, got ${x} in the end.`);
}

/**
 * A given number of steps of Newton's method, whatever they find: for starts that are known to be near, in programs that are
 * to have one course. Each step doubles the number of right digits, and of right derivatives.
 */
export function newton(f: (x: number) => number, start: number, steps: number): number {
  let x = start;
  for (let step = 0; step < steps; step++) x = newtonStep(f, x);
  return x;
}

function newtonStep(f: (x: number) => number, x: number): number {
  const at = valueAndDerivative(f, x);
  return x - at.value / at.derivative;
}
