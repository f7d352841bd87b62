/** Parameters by which there is no rule for a derivative: plain numbers, or inputs of a compiled program. */
import type { Scalar } from '../scalar/active.js';
import { type BinaryRule, binary } from '../scalar/rule.js';
import { describe, innermost } from '../scalar/scalar.js';

/**
 * Whether a parameter is a plain number; false for one that is known when the compiled program runs.
 *
 * @throws {TypeError} for anything else.
 */
export function isPlainParameter(name: string, parameter: string, x: Scalar): x is number {
  if (typeof x === 'number') return true;
  const isOfProgram = typeof x === 'object' && x?.oracle?.call !== undefined && innermost(x) === x;
  if (isOfProgram) return false;
  throw new TypeError(
    `${name}: expected the parameter ${parameter} to be a plain number, got ${describe(x)}. ` +
      'Only the derivative by x is known: use stopGradient() for a constant parameter.',
  );
}

/** The nth derivative by x of a function of a parameter and x. */
type Family = (n: number, parameter: number, x: number) => number;

/** A function of a parameter that is known when the program runs. */
export function ofParameter(name: string, value: Family): (parameter: Scalar, x: Scalar) => Scalar {
  const rows: BinaryRule[] = [];
  const row = (n: number): BinaryRule => {
    const by = (k: number) => (parameter: Scalar, x: Scalar) => binary(row(n + k), parameter, x);
    rows[n] ??= {
      name: n === 0 ? name : `${name}, derivative ${n}`,
      value: (parameter, x) => value(n, parameter, x),
      fx: unknown,
      fy: by(1),
      fxx: unknown,
      fxy: unknown,
      fyy: by(2),
    };
    return rows[n];
  };
  return (parameter, x) => binary(row(0), parameter, x);
}

/** By the parameter. */
function unknown(): Scalar {
  return Number.NaN;
}
