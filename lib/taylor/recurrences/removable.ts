/**
 * Functions f = g/x with a removable singularity at 0: sin(x)/x, (e^x - 1)/x, log(1 + x)/x.
 *
 * Far from 0 the series of g is divided by that of x. Nearer that loses digits with each order: an error of fₖ₋₁ comes back
 * in fₖ divided by x₀. There the Taylor coefficients of f at x₀, from x₀·fₖ + fₖ₋₁ = gₖ, are composed with x(t).
 */

import { decide, eq, ge, gt, le, lt } from '../../branches/compare.js';
import { abs, ceil, floor, min } from '../../branches/kinks.js';
import type { Scalar } from '../../scalar/active.js';
import { add, div, mul, neg } from '../../scalar/arithmetic.js';
import { type Content, less, over } from '../../scalar/parts.js';
import type { Series } from '../../scalar/rule.js';
import { innermost, specialised } from '../../scalar/scalar.js';
import { both, complete, convolution, head } from '../series.js';
import { oscillation } from './circular.js';
import { compose } from './compose.js';
import { exponentialPlus, logarithm } from './exponential.js';

const far = Number.POSITIVE_INFINITY;

/** sin(x)/x, given sin x₀ and cos x₀. */
export function sincSeries(x: Series, y: Content[], sine: Scalar, cosine: Scalar): void {
  if (isInfinite(x)) constant(x, y);
  else if (decide(ge(abs(innermost(head(x))), x.length))) {
    const g: Content[] = [sine];
    oscillation(x, g, cosine, -1);
    quotient(x, y, g);
  } else {
    const circle = [sine, cosine, neg(sine), neg(cosine)];
    const g = inverseFactorials(x).map((c, k) => both(circle[k % 4], c));
    compose(coefficientsAt(x, head(x), head(y), g), x, y);
  }
}

/** (e^x - 1)/x, given e^(x₀/2), because e^x₀ may be out of range where f is not, and (1 - e^-x₀)/x₀ for x₀ > 0. */
export function exprelSeries(x: Series, y: Content[], half: Scalar, reduced: Scalar): void {
  const x0 = innermost(head(x));
  if (isInfinite(x)) constant(x, y);
  else if (decide(ge(abs(x0), x.length)) && decide(lt(x0, 700))) {
    const g: Content[] = [mul(head(y), head(x))];
    exponentialPlus(x, g, mul(half, half));
    quotient(x, y, g);
  } else {
    const inverse = inverseFactorials(x);
    const e = (c: Content): Content => both(both(c, half), half);
    // For x₀ > 0 all is divided by e^x₀ until the end.
    const f = decide(gt(x0, 0))
      ? coefficientsAt(x, head(x), reduced, inverse).map(e)
      : coefficientsAt(x, head(x), head(y), inverse.map(e));
    compose(f, x, y);
  }
}

/**
 * log(1 + x)/x: fₖ shrinks as (1 + x₀)^-k, so dividing by x₀ does no harm at |x₀| > |1 + x₀|, or not much larger.
 *
 * @param log - the natural logarithm.
 */
export function log1prelSeries(x: Series, y: Content[], log: (x: Scalar) => Scalar): void {
  const x0 = innermost(head(x));
  const u = add(1, head(x));
  if (isInfinite(x)) constant(x, y);
  else if (decide(eq(x0, -1))) {
    // Infinite by turns, as those of -log(1 + x).
    const infinite = x.map((_, k) => (k % 2 === 0 ? far : -far));
    compose(infinite, x, y);
  } else if (decide(le(x0, -0.499)) || decide(ge(x0, x.length))) {
    const g: Content[] = [mul(head(y), head(x))];
    logarithm(x, g, u);
    quotient(x, y, g);
  } else {
    // For fₖ·u^k the recurrence has the ratio x₀/u for x₀, and ±1/(k·u) for gₖ: nothing leaves the range.
    const ratio = div(head(x), u);
    const steps = count(add(20, ceil(div(80, neg(log(abs(innermost(ratio))))))), 1);
    const g = Array.from({ length: x.length + steps }, (_, k) => div((k % 2 === 0 ? -1 : 1) / k, u));
    let power: Scalar = 1;
    const f = coefficientsAt(x, ratio, head(y), g, 0).map((c) => {
      const coefficient = both(c, power);
      power = div(power, u);
      return coefficient;
    });
    compose(f, x, y);
  }
}

/** f = g/x as series. */
function quotient(x: Series, y: Content[], g: Series): void {
  complete(x, y, (k) => over(less(g[k], convolution(y, x, k, 0, k - 1)), head(x)));
}

/**
 * Coefficients of f at x₀. An upward step of the recurrence multiplies the error of fₖ₋₁ by 1/x₀, a downward one that of fₖ
 * by x₀. fₖ itself shrinks like 1/k!, so it goes upwards to |x₀|, and comes down from an order so high that 0 is right.
 *
 * @param g - the coefficients of g at x₀, as many as there are steps down.
 */
function coefficientsAt(
  x: Series,
  x0: Scalar,
  f0: Scalar,
  g: Series,
  upTo: number = count(min(x.length - 1, floor(abs(innermost(x0)))), 0),
): Series {
  const f: Content[] = [f0];
  for (let k = 1; k <= upTo; k++) f[k] = over(less(g[k], f[k - 1]), x0);
  let above: Content = 0;
  for (let k = g.length - 1; k > upTo + 1; k--) {
    above = less(g[k], both(x0, above));
    if (k <= x.length) f[k - 1] = above;
  }
  return f;
}

/** A number of steps. */
function count(n: Scalar, atNaN: number): number {
  const steps = specialised(n);
  return Number.isNaN(steps) ? atNaN : steps;
}

/** 1/k! for as many k as the recurrence comes down from, so that nothing is missing from derivatives by x₀ either. */
function inverseFactorials(x: Series): number[] {
  const last = x.length + 60 + Math.ceil(10 * Math.sqrt(x.length));
  let factorial = 1;
  return Array.from({ length: last + 1 }, (_, k) => {
    if (k > 0) factorial *= k;
    return 1 / factorial;
  });
}

function isInfinite(x: Series): boolean {
  return decide(eq(abs(innermost(head(x))), far));
}

/** At an infinite x₀ every derivative is what the value is, 0 or infinite. */
function constant(x: Series, y: Content[]): void {
  const same = x.map(() => head(y));
  compose(same, x, y);
}
