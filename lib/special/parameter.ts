/** Parameters that are plain numbers: there is no rule for a derivative by them. */
import { describe } from '../scalar/scalar.js';

/**
 * @throws {TypeError} when a parameter is not a plain number.
 */
export function plainParameter(name: string, parameter: string, x: unknown): void {
  if (typeof x === 'number') return;
  throw new TypeError(
    `${name}: expected the parameter ${parameter} to be a plain number, got ${describe(x)}. ` +
      'Only the derivative by x is known: use value() for a constant parameter.',
  );
}
