/** Math.hypot of any number of active numbers, with the bits of Math.hypot. */

import { decideAnyCourse, gt, lt } from '../branches/compare.js';
import { abs, max } from '../branches/kinks.js';
import { hypot, inPairs, lengthOf as lengthInPairs } from '../functions/lengths.js';
import { sqrt } from '../functions/roots.js';
import type { Active, Scalar } from '../scalar/active.js';
import { add, div, mul, sub } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { innermost, value } from '../scalar/scalar.js';

export function lengthOf(xs: readonly Scalar[]): Scalar {
  if (xs.length === 1) return abs(xs[0]);
  if (xs.length === 2) return hypot(xs[0], xs[1]);
  const length = lengthInPairs(xs);
  if (typeof length === 'number') return Math.hypot(...xs.map(value));
  const unknown = xs.some((x) => typeof innermost(x) !== 'number');
  // Pairs have the right derivatives, but other last bits than Math.hypot.
  return unknown ? compiledLength(xs, length) : withValue(length, Math.hypot(...xs.map(value)));
}

/** The same number with another value, which differs from its own by rounding. */
function withValue(x: Active, result: number): Scalar {
  const rule: UnaryRule = {
    name: 'hypot',
    value: () => result,
    slope: () => 1,
    curvature: () => 0,
    third: () => 0,
  };
  return x.unary(rule);
}

/**
 * While a function is compiled: V8's way step by step where this engine goes it too, otherwise the answer of the example. The
 * derivatives are those of pairs, as elsewhere; the two values are so close that a + (b - a) is b.
 */
function compiledLength(xs: readonly Scalar[], length: Active): Scalar {
  if (!isV8s()) {
    return withValue(length, Math.hypot(...xs.map((x) => (innermost(x) as Active).oracle?.specialise() ?? value(x))));
  }
  const values = xs.map(innermost);
  const top = inPairs(
    values.map((x) => abs(x)),
    max,
    0,
  );
  const isRegular = decideAnyCourse(gt(top, 0)) && decideAnyCourse(lt(top, Number.POSITIVE_INFINITY));
  return isRegular ? add(length, sub(compensated(values, top), innermost(length))) : length;
}

/** top·√Σ(xᵢ/top)², the sum by Kahan's method, where top is the greatest size. */
function compensated(xs: readonly Scalar[], top: Scalar): Scalar {
  let sum: Scalar = 0;
  let compensation: Scalar = 0;
  for (const x of xs) {
    const ratio = div(abs(x), top);
    const summand: Scalar = sub(mul(ratio, ratio), compensation);
    const next: Scalar = add(sum, summand);
    compensation = sub(sub(next, sum), summand);
    sum = next;
  }
  return mul(sqrt(sum), top);
}

let isKnown: boolean | undefined;

function isV8s(): boolean {
  isKnown ??= Array.from({ length: 64 }, (_, i) => [
    Math.sin(i + 1),
    Math.cos(3 * i),
    1e3 * Math.sin(7 * i + 2),
    i,
  ]).every((xs) => Math.hypot(...xs) === compensated(xs, Math.max(...xs.map(Math.abs))));
  return isKnown;
}
