/** Functions of one number whose derivatives of every order are numbers computed like the value, without cancellation. */
import type { Scalar } from '../scalar/active.js';
import type { UnaryRule } from '../scalar/rule.js';

/** The nth derivative of a function at a number of any kind. */
export type Derivatives = (n: number, x: Scalar) => Scalar;

/**
 * The derivatives of a function, each a row whose slope is the next one.
 *
 * @param value - the nth derivative for a plain number, for every n.
 */
export function derivativesOf(name: string, value: (n: number, x: number) => number): Derivatives {
  const rows: UnaryRule[] = [];
  const row = (n: number): UnaryRule => {
    rows[n] ??= {
      name: n === 0 ? name : `${name}, derivative ${n}`,
      value: (x) => value(n, x),
      slope: (x) => of(n + 1, x),
      curvature: (x) => of(n + 2, x),
      third: (x) => of(n + 3, x),
    };
    return rows[n];
  };
  const of: Derivatives = (n, x) => (typeof x === 'number' ? value(n, x) : x.unary(row(n)));
  return of;
}
