/**
 * What compositions are made of: parts that are exactly 0 at the point of a case, each with an expression full of kinks and
 * infinite slopes, and the smooth expression that it equals.
 */
import type { Expression } from './expression.js';
import type { Source } from './random.js';

/**
 * How a part leaves 0: `up` grows along every direction with positive components (on the side of the case where roots are
 * real), `even` is positive on both sides, `any` does as it likes.
 */
export type Kind = 'any' | 'up' | 'even';

export interface Part {
  /** The expression under test. */
  readonly e: Expression;
  /** Smooth, and with the value, gradient and Hessian of e at the point. */
  readonly s: Expression;
  readonly kind: Kind;
  /** The order of its zero along a line, at most. */
  readonly order: number;
}

export const call = (name: string, ...args: Expression[]): Expression => [name, ...args];
export const add = (a: Expression, b: Expression): Expression => call('add', a, b);
export const sub = (a: Expression, b: Expression): Expression => call('sub', a, b);
export const mul = (a: Expression, b: Expression): Expression => call('mul', a, b);
export const neg = (a: Expression): Expression => call('neg', a);
export const square = (a: Expression): Expression => call('square', a);

/** Points are exact in binary, so that what vanishes there does so exactly. */
const COORDINATES = [0, 0, 0, 1, -1, 0.5, -0.5, 2, -2, 0.25, 3, -1.5];
const FACTORS = [1, 1, 2, 0.5, 3, 0.25, 1.5];

/** Where a case is, and on which side its roots are real. */
export interface Place {
  readonly point: readonly number[];
  readonly side: 1 | -1;
}

export function place(from: Source): Place {
  const n = from.among([1, 1, 1, 2, 2, 3]);
  return { point: Array.from({ length: n }, () => from.among(COORDINATES)), side: from.chance(0.7) ? 1 : -1 };
}

/** x_i - a_i. */
function offset({ point }: Place, i: number): Expression {
  const name = 'xyz'[i] as string;
  const a = point[i] as number;
  return a === 0 ? name : sub(name, a);
}

/** Σ cᵢ(xᵢ - aᵢ), with some of the inputs. */
function linear(from: Source, at: Place, factor: () => number): Expression {
  const chosen = at.point.map((_, i) => i).filter(() => from.chance(0.7));
  if (chosen.length === 0) chosen.push(from.below(at.point.length));
  return chosen
    .map((i) => {
      const c = factor();
      return c === 1 ? offset(at, i) : c === -1 ? neg(offset(at, i)) : mul(c, offset(at, i));
    })
    .reduce(add);
}

export function leaf(from: Source, at: Place): Part {
  const rising = (): number => at.side * from.among(FACTORS);
  const either = (): number => (from.chance(0.5) ? 1 : -1) * from.among(FACTORS);
  const plain = (e: Expression, kind: Kind, order: number): Part => ({ e, s: e, kind, order });
  switch (from.below(6)) {
    case 0:
    case 1:
    case 2:
      return plain(linear(from, at, rising), 'up', 1);
    case 3:
      return plain(linear(from, at, either), 'any', 1);
    case 4:
      return plain(square(linear(from, at, either)), 'even', 2);
    default:
      return plain(add(square(linear(from, at, rising)), mul(0.5, linear(from, at, rising))), 'up', 1);
  }
}

const ODD = ['sin', 'tanh', 'expm1', 'log1p', 'atan', 'asinh', 'sinh', 'asin', 'tan'] as const;

/** A smooth part made of others. */
export function combined(from: Source, a: Part, b: Part): Part {
  const both = a.kind === b.kind ? a.kind : 'any';
  switch (from.below(5)) {
    case 0: {
      // A rising part dominates what is of second order.
      const rises = (a.kind === 'up' && a.order === 1) || (b.kind === 'up' && b.order === 1);
      const kind = a.kind !== 'any' && b.kind !== 'any' && rises ? 'up' : both;
      return { e: add(a.e, b.e), s: add(a.s, b.s), kind, order: Math.max(a.order, b.order) };
    }
    case 1: {
      if (a.order + b.order > 4) return a;
      const kind = both !== 'any' ? 'even' : a.kind !== 'any' && b.kind !== 'any' ? 'up' : 'any';
      return { e: mul(a.e, b.e), s: mul(a.s, b.s), kind, order: a.order + b.order };
    }
    case 2: {
      const c = from.among([2, 0.5, 3, 0.25]);
      return { ...a, e: mul(c, a.e), s: mul(c, a.s) };
    }
    case 3: {
      if (a.order > 2) return a;
      return { e: square(a.e), s: square(a.s), kind: 'even', order: 2 * a.order };
    }
    default: {
      const f = from.among(ODD);
      return { ...a, e: call(f, a.e), s: call(f, a.s) };
    }
  }
}
