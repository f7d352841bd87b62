/** Math.hypot of any number of active numbers, with the bits of Math.hypot. */

import { decideAnyCourse, eq } from '../functions/compare.js';
import { abs, max } from '../functions/kinks.js';
import { hypot, inPairs, lengthOf as lengthInPairs, sqrt } from '../functions/powers.js';
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

/** While a function is compiled: V8's way step by step where this engine goes it too, otherwise the answer of the example. */
function compiledLength(xs: readonly Scalar[], length: Active): Scalar {
  if (isV8s()) return compensated(xs);
  return withValue(length, Math.hypot(...xs.map((x) => (innermost(x) as Active).oracle?.settle() ?? value(x))));
}

/** max·√Σ(xᵢ/max)², the sum by Kahan's method. */
function compensated(xs: readonly Scalar[]): Scalar {
  const sizes = xs.map((x) => abs(x));
  const top = inPairs(sizes, max, 0);
  if (decideAnyCourse(eq(top, 0))) return lengthInPairs(xs);
  let sum: Scalar = 0;
  let compensation: Scalar = 0;
  for (const size of sizes) {
    const ratio = div(size, top);
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
  ]).every((xs) => Math.hypot(...xs) === compensated(xs));
  return isKnown;
}
