/** Solutions beside a point, for a second look: the numbers are germs there. */
import { leadIndex } from '../germ/expansion.js';
import { Germ } from '../germ/index.js';
import { isWide } from '../germ/term.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import { specialised } from '../scalar/scalar.js';
import { type Equations, linearized } from './equations.js';
import { inverseBy, type Point, type Solved } from './point.js';

/** Each step doubles the orders in ε that are right; a look goes to 32 of them, and p may move by roots of ε. */
const MOST_STEPS = 10;

/**
 * The x + a·ε + ... with F(x, p) = F(x*, p*), for parameters that are germs: Newton's method from x*, its Jacobian of germs as well.
 * So where F has a kink at x* each side has its own. NaN where that does not converge: the Jacobian is singular or infinite at x*,
 * and x moves by roots of ε or not at all.
 */
export function beside(equations: Equations, inputs: readonly Scalar[], point: Point): Solved {
  const p = equations.parameters.map((_, i) => inputs[i]);
  let x: readonly Scalar[] = point.x;
  for (let step = 0; ; step++) {
    const { values, rows } = linearized(equations, x, p);
    const change = values.map((y, i) => sub(y, point.values[i] as number));
    const isOfNumbers = rows.every((row) => row.every((slope) => Number.isFinite(specialised(slope))));
    const inverse = isOfNumbers ? inverseBy(rows) : undefined;
    if (inverse !== undefined && change.every(isNothing)) return { x, inverse };
    if (inverse === undefined || step === MOST_STEPS) {
      const nothing = mul(Number.NaN, values.reduce(add));
      return { x: x.map((xi) => add(xi, nothing)), inverse: undefined };
    }
    const newton = inverse(change);
    x = x.map((xi, i) => sub(xi, newton[i]));
  }
}

/** True for 0, and for a germ of which nothing is known but rounding errors. */
function isNothing(y: Scalar): boolean {
  if (!(y instanceof Germ)) return y === 0;
  const lead = y.terms[leadIndex(y)];
  return lead === undefined || isWide(lead);
}
