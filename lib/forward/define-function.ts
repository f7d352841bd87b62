/** Functions that a user adds to the rule table. */
import type { Scalar } from '../scalar/active.js';
import { active, type Binary, type Unary } from '../scalar/arithmetic.js';
import { type BinaryRule, binary, type UnaryRule } from '../scalar/rule.js';
import { describe } from '../scalar/scalar.js';
import type { Output } from '../shape/types.js';
import { derivative } from './derivative.js';
import { type Definition, type FunctionOfMany, type OfMany, ofMany } from './function-of-many.js';

export type { FunctionOfMany, OfMany } from './function-of-many.js';

/** A function of one number with its derivative; formulas in operator functions. */
export interface FunctionOfOne {
  /** The name for messages and reports. */
  readonly name: string;
  /** f(x) for a plain number. */
  readonly value: (x: number) => number;
  /** f'(x); y = f(x) is given because many slopes are short in it. */
  readonly slope: (x: Scalar, y: Scalar) => Scalar;
  /** f''(x), where differentiating the slope's formula would lose digits. */
  readonly curvature?: (x: Scalar, y: Scalar) => Scalar;
}

/** A function of two numbers with its partial derivatives. */
export interface FunctionOfTwo {
  /** Its name, for messages and counts. */
  readonly name: string;
  /** f(x, y) for plain numbers. */
  readonly value: (x: number, y: number) => number;
  /** ∂f/∂x and ∂f/∂y; f = f(x, y) is given. */
  readonly slopes: readonly [(x: Scalar, y: Scalar, f: Scalar) => Scalar, (x: Scalar, y: Scalar, f: Scalar) => Scalar];
}

/**
 * Adds a function with derivatives of its own: a special function, a table, the result of another program.
 *
 * The value may be computed by any means. The slope must be written with operator functions: second and higher
 * derivatives are those of the slope. The function works in every mode, and `checkGradient` checks it.
 *
 * Of a function of many numbers, in any structure to any structure, the products of its Jacobian are given: J·v, wᵀJ or both. The
 * one that is missing takes as many of the other as there are rows or columns. Power series take one product on series.
 *
 * @param definition - name, value and slope for one number; name, value and two slopes for two numbers; name, value and jvp or vjp
 * (or both) for a structure of numbers.
 * @returns an operator function: numbers in, number out; Scalars in, Scalar out.
 * @throws {TypeError} when the value or a slope is missing.
 * @example
 * const versine = defineFunction({ name: 'versine', value: (x) => 1 - Math.cos(x), slope: (x) => sin(x) });
 * secondDerivative(versine, 0); // => 1
 * const rotated = defineFunction({
 *   name: 'rotated',
 *   value: ([x, y]) => [-y, x],
 *   jvp: (_, [dx, dy]) => [neg(dy), dx],
 *   vjp: (_, [a, b]) => [b, neg(a)],
 * });
 * jacobian((x) => rotated(x), [1, 2]); // => [[0, -1], [1, 0]]
 */
export function defineFunction(definition: FunctionOfOne): Unary;
export function defineFunction(definition: FunctionOfTwo): Binary;
export function defineFunction<X extends Output, Y extends Output>(definition: FunctionOfMany<X, Y>): OfMany<X, Y>;
export function defineFunction(definition: FunctionOfOne | FunctionOfTwo | Definition): unknown {
  if (isOfMany(definition)) return ofMany(definition);
  if (!isComplete(definition)) {
    const got =
      typeof definition === 'object' && definition !== null
        ? `the keys ${Object.keys(definition).join(', ')}`
        : describe(definition);
    throw new TypeError(
      `defineFunction: expected ${definition?.name ?? 'a definition'} to have a value and a slope (or two slopes), all functions, got ${got}. ` +
        'Give { name, value, slope } or { name, value, slopes: [fx, fy] }; of many numbers { name, value, jvp } or vjp.',
    );
  }
  return 'slopes' in definition ? ofTwo(definition) : ofOne(definition);
}

function isOfMany(definition: unknown): definition is Definition {
  if (typeof definition !== 'object' || definition === null) return false;
  const { value, jvp, vjp } = definition as Partial<Definition>;
  const products: readonly unknown[] = [jvp, vjp].filter((product) => product !== undefined);
  return products.length > 0 && [value, ...products].every((formula) => typeof formula === 'function');
}

function isComplete(definition: unknown): boolean {
  if (typeof definition !== 'object' || definition === null) return false;
  const { value, slope, slopes } = definition as Partial<FunctionOfOne & FunctionOfTwo>;
  const formulas: readonly unknown[] = slopes === undefined ? [slope] : slopes;
  if (formulas.length !== (slopes === undefined ? 1 : 2)) return false;
  return [value, ...formulas].every((formula) => typeof formula === 'function');
}

function ofOne({ name, value, slope, curvature }: FunctionOfOne): Unary {
  const f = ((x: Scalar): Scalar => (typeof x === 'number' ? value(x) : active(name, x).unary(rule))) as Unary;
  const second = curvature ?? ((x: Scalar): Scalar => derivative((t: Scalar) => slope(t, f(t)), x));
  const rule: UnaryRule = {
    name,
    value,
    slope,
    curvature: second,
    third: (x) => derivative((t: Scalar) => second(t, f(t)), x),
  };
  return f;
}

function ofTwo({ name, value, slopes: [fx, fy] }: FunctionOfTwo): Binary {
  const f = ((x: Scalar, y: Scalar): Scalar =>
    typeof x === 'number' && typeof y === 'number' ? value(x, y) : binary(rule, x, y)) as Binary;
  const rule: BinaryRule = {
    name,
    value,
    fx,
    fy,
    fxx: (x, y) => derivative((t: Scalar) => fx(t, y, f(t, y)), x),
    fxy: (x, y) => derivative((t: Scalar) => fx(x, t, f(x, t)), y),
    fyy: (x, y) => derivative((t: Scalar) => fy(x, t, f(x, t)), y),
  };
  return f;
}
