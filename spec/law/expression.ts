/**
 * Functions as data: expressions of the inputs x, y, z that specs generate, that fixtures hold as JSON, and that
 * spec/fixtures/law_jets.py evaluates too.
 */
import * as h from '../../lib/index.js';
import { digamma, logGamma } from '../../lib/special/index.js';
import { COMPARISONS, type ComparisonName, comparisonNamed } from '../support/functions.js';
import type { LawField } from '../support/law-modes.js';

type Scalar = h.Scalar;

/** A number, an input, or a function of expressions; `select` has a relation for its first argument. */
export type Expression = number | string | readonly [name: string, ...Expression[]];

const INPUTS = 'xyz';

type Call = (...args: Scalar[]) => Scalar;

const CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ...Object.entries({
    ...{ add: h.add, sub: h.sub, mul: h.mul, div: h.div, neg: h.neg, square: h.square, reciprocal: h.reciprocal },
    ...{ sqrt: h.sqrt, cbrt: h.cbrt, pow: h.pow, hypot: h.hypot, atan2: h.atan2, abs: h.abs, relu: h.relu },
    ...{ sign: h.sign, floor: h.floor, ceil: h.ceil, exp: h.exp, exp2: h.exp2, expm1: h.expm1, log: h.log },
    ...{ log2: h.log2, log10: h.log10, log1p: h.log1p, xlogx: h.xlogx, exprel: h.exprel, log1prel: h.log1prel },
    ...{ sin: h.sin, cos: h.cos, tan: h.tan, asin: h.asin, acos: h.acos, atan: h.atan, sinc: h.sinc },
    ...{ sinh: h.sinh, cosh: h.cosh, tanh: h.tanh, asinh: h.asinh, acosh: h.acosh, atanh: h.atanh },
    ...{ sigmoid: h.sigmoid, softplus: h.softplus, logAddExp: h.logAddExp, digamma, logGamma },
  }),
  ['max', (...xs) => h.max(...(xs as [Scalar, Scalar]))],
  ['min', (...xs) => h.min(...(xs as [Scalar, Scalar]))],
  ['clamp', (x, lo, hi) => h.clamp(x as Scalar, lo as Scalar, hi as Scalar)],
  ['norm', (...xs) => h.norm(xs)],
  ['logSumExp', (...xs) => h.logSumExp(xs)],
] as [string, Call][]);

function evaluate(e: Expression, x: readonly Scalar[]): Scalar {
  if (typeof e === 'number') return e;
  if (typeof e === 'string') return x[INPUTS.indexOf(e)] as Scalar;
  if (e[0] === 'select') {
    const [, relation, a, b, then, otherwise] = e as readonly [string, ComparisonName, ...Expression[]];
    if (!COMPARISONS.includes(relation)) throw new Error(`no such relation: ${relation}`);
    return h.select(
      comparisonNamed(relation)(evaluate(a as Expression, x), evaluate(b as Expression, x)),
      () => evaluate(then as Expression, x),
      () => evaluate(otherwise as Expression, x),
    );
  }
  const call = CALLS.get(e[0]);
  if (call === undefined) throw new Error(`no such function: ${e[0]}`);
  const args: Scalar[] = [];
  for (let i = 1; i < e.length; i++) args.push(evaluate(e[i] as Expression, x));
  return call(...args);
}

/** The expression as a function of its inputs. */
export const fieldOf =
  (e: Expression): LawField =>
  (x) =>
    evaluate(e, x);

/** As a formula, for reports. */
export function written(e: Expression): string {
  return typeof e === 'object'
    ? `${e[0]}(${e
        .slice(1)
        .map((a) => written(a as Expression))
        .join(', ')})`
    : String(e);
}

/** The number of its functions, inputs and numbers. */
export function sizeOf(e: Expression): number {
  if (typeof e !== 'object') return 1;
  let size = 1;
  for (let i = 1; i < e.length; i++) size += sizeOf(e[i] as Expression);
  return size;
}

/** The expression and all that it is made of. */
export function partsOf(e: Expression): readonly Expression[] {
  if (typeof e !== 'object') return [e];
  return [e, ...e.slice(1).flatMap((a) => partsOf(a as Expression))];
}

/** A short text that tells whether an expression and a point are those of a fixture: FNV-1a. */
export function keyOf(e: Expression, point: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const c of JSON.stringify([e, point])) hash = Math.imul(hash ^ (c.codePointAt(0) as number), 0x01000193);
  return (hash >>> 0).toString(36);
}
