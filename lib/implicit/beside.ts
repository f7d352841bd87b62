/** Solutions beside a point, for a second look: the numbers are germs there. */
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import { type Equations, linearized } from './equations.js';
import { inverseBy, type Point, type Solved } from './point.js';

/** Each step doubles the orders in ε that are right; a look goes to 32 of them, and p may move by roots of ε. */
const STEPS = 8;

/**
 * The x + a·ε + ... with F(x, p) = F(x*, p*), for parameters that are germs: Newton's method from x*, its Jacobian of germs as well.
 * So where F has a kink at x* each side has its own. NaN where the Jacobian is singular at x*: x moves by roots of ε or not at all.
 */
export function beside(equations: Equations, inputs: readonly Scalar[], point: Point): Solved {
  const p = equations.parameters.map((_, i) => inputs[i] as Scalar);
  let x: readonly Scalar[] = point.x;
  for (let step = 0; ; step++) {
    const { values, rows } = linearized(equations, x, p);
    const inverse = inverseBy(rows);
    if (inverse === undefined) {
      const nothing = mul(Number.NaN, values.reduce(add));
      return { x: x.map((xi) => add(xi, nothing)), inverse };
    }
    if (step === STEPS) return { x, inverse };
    const change = inverse(values.map((y, i) => sub(y, point.values[i] as number)));
    x = x.map((xi, i) => sub(xi, change[i] as Scalar));
  }
}
