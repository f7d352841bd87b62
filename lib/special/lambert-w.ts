/** Lambert's W function; values in lambert-w-values.ts. */
import { gt, select } from '../branches/compare.js';
import { magnitude } from '../branches/kinks.js';
import { exp } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { unary } from '../scalar/rule.js';
import * as values from './lambert-w-values.js';

/**
 * W(x), Lambert's function: the w with w·e^w = x (DLMF 4.13).
 *
 * Branch 0: x >= -1/e, w >= -1. Branch -1: -1/e <= x <= 0, w <= -1, -Infinity at 0. NaN elsewhere. At the branch point -1/e
 * the slope is Infinity (-Infinity for branch -1); the double nearest to it counts as the point. Within 2 ulp; derivatives within 8,
 * also beside the branch point. W' = e^-w/(1 + w), with 1 + w from a series beside -1/e.
 *
 * @param branch - 0 or -1, 0 when left out.
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @throws {RangeError} when there is no such branch.
 * @example
 * valueAndDerivative(lambertW, 0); // => { value: 0, derivative: 1 }
 * lambertW(-0.1, -1); // => -3.577152063957297...
 */
export function lambertW(x: number, branch?: 0 | -1): number;
export function lambertW(x: Scalar, branch?: 0 | -1): Scalar;
export function lambertW(x: Scalar, branch: 0 | -1 = 0): Scalar {
  const rule = LAMBERT_W[branch];
  if (rule === undefined) {
    throw new RangeError(`lambertW: expected the branch to be 0 or -1, got ${String(branch)}. The others are complex.`);
  }
  return typeof x === 'number' ? rule.value(x) : active('lambertW', x).unary(rule);
}

function rulesOf(branch: values.Branch): UnaryRule {
  const derivatives: Omit<UnaryRule, 'name' | 'value'> = {
    // e^-w/(1 + w), or (1 - 1/(1 + w))/x: the rounding of a large w counts in e^-w, and at x = 0 the other is 0/0.
    slope: (x) => {
      const w = unary(whole, x);
      return select(
        gt(magnitude(w), 1),
        () => div(sub(1, div(1, onePlus(x))), x),
        () => div(exp(neg(w)), onePlus(x)),
      );
    },
    curvature: (x, _, s) => neg(mul(mul(s, ratio(x)), s)),
    // s³·(2(w+2)² + 1)/(1+w)²
    third: (x, _y, s) => {
      const r = ratio(x);
      const q = div(1, onePlus(x));
      return mul(mul(mul(s, add(mul(2, mul(r, r)), mul(q, q))), s), s);
    },
  };
  const facts = (name: string) => ({ flops: 8, called: `${name}(${branch})` });
  const whole: UnaryRule = {
    name: 'lambertW',
    facts: facts('lambertW'),
    value: (x) => values.lambertW(x, branch),
    ...derivatives,
  };
  const shifted: UnaryRule = {
    name: '1 + lambertW',
    facts: facts('1 + lambertW'),
    value: (x) => values.onePlusLambertW(x, branch),
    ...derivatives,
  };
  const onePlus = (x: Scalar): Scalar => unary(shifted, x);
  // (w + 2)/(w + 1), whose numerator has a root on branch -1.
  const above: UnaryRule = {
    name: '2 + lambertW',
    facts: facts('2 + lambertW'),
    value: (x) => values.twoPlusLambertW(x, branch),
    ...derivatives,
  };
  const ratio = (x: Scalar): Scalar =>
    select(
      gt(magnitude(unary(whole, x)), 4),
      () => add(1, div(1, onePlus(x))),
      () => div(unary(above, x), onePlus(x)),
    );
  return whole;
}

const LAMBERT_W: Readonly<Record<values.Branch, UnaryRule>> = {
  0: /* @__PURE__ */ rulesOf(0),
  '-1': /* @__PURE__ */ rulesOf(-1),
};
