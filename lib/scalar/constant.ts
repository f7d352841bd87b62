/**
 * Products and differences that depend on nothing although they are written with numbers that do: 0·y and x - x.
 *
 * The plain number 0 is a constant, and 0 times any finite number is 0 whatever that number depends on: masks, padding and
 * one-hot rows have no derivative parts, also beside an infinite slope. A zero that was computed from an input is no such
 * constant.
 */
import type { Active, Oracle, Scalar } from './active.js';
import { innermost } from './scalar.js';

/** Whether some program keeps the factors that a function reads from tables: see compile/literal-data.ts. */
export const literals: { areKept: boolean } = { areKept: false };

/** A factor of x as what a program keeps of it; undefined where none does. */
export function literalOf(x: Active, factor: number): Scalar | undefined {
  const inner = innermost(x);
  return typeof inner === 'number' ? undefined : inner.oracle?.literal?.(factor);
}

/** x · factor, the factor as what a program keeps of it. */
export function timesLiteral(x: Active, factor: number): Scalar {
  const kept = literalOf(x, factor);
  if (kept !== undefined) return x.mul(kept);
  return factor === 0 ? timesZero(x, factor) : x.mul(factor);
}

/** zero · x for the plain number ±0: a plain number where x is finite. */
export function timesZero(x: Active, zero: number): Scalar {
  const inner = innermost(x);
  if (isInProgram(x)) {
    noteZero(x);
    return x.mul(zero);
  }
  if (typeof inner !== 'number') return (inner.oracle as Oracle).timesZero(zero) ?? x.mul(zero);
  const p = inner * zero;
  return p === p ? p : x.mul(zero);
}

/** In a program that is being compiled: f multiplies by the constant 0. */
export function noteZero(x: Active): void {
  const inner = innermost(x);
  if (typeof inner !== 'number') inner.oracle?.noteZero?.();
}

/** zero / y: a plain number where y is neither 0 nor NaN. */
export function zeroOver(zero: number, y: Active): Scalar {
  const inner = innermost(y);
  if (isInProgram(y)) return y.rdiv(zero);
  if (typeof inner !== 'number') return (inner.oracle as Oracle).zeroOver(zero) ?? y.rdiv(zero);
  const q = zero / inner;
  return q === q ? q : y.rdiv(zero);
}

/** x - x for one number: 0 where it is finite. */
export function minusItself(x: Active): Scalar {
  const inner = innermost(x);
  if (isInProgram(x)) return x.sub(x);
  if (typeof inner !== 'number') return (inner.oracle as Oracle).minusItself() ?? x.sub(x);
  return inner - inner === 0 ? 0 : x.sub(x);
}

/** True for a number without parts in a program that is being compiled: it depends on no input of a driver anyway. */
function isInProgram(x: Active): boolean {
  return x.oracle?.demandFinite !== undefined;
}
