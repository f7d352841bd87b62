/**
 * Functions of power series by the recurrence of their row.
 *
 * The coefficients to order 2 come from the row's slope and curvature, or from its ratio, as in all modes, so they
 * have their accuracy; the recurrence goes on from there. Derivatives of f along the series (for a number of
 * an outer level that holds series) are read off the same recurrence, run on coefficients that are dual numbers.
 */

import { changeByRatio, Dual } from '../numbers/dual.js';
import type { Scalar } from '../scalar/active.js';
import { type Level, passingLevel } from '../scalar/level.js';
import { type Content, numberOf, plus, times } from '../scalar/parts.js';
import { isOfLevel } from '../scalar/relation.js';
import {
  along,
  type BinaryRule,
  jets,
  type Partials,
  partials,
  type Series,
  type UnaryRule,
  unary,
} from '../scalar/rule.js';
import { both, head, lengthOf } from './series.js';

/** Series of f, f', ..., the nth derivative, n at most 3, at the series x. */
export function jetsOfSeries(rule: UnaryRule, x: Series, n: number): Series[] {
  const levels = Array.from({ length: n }, () => passingLevel('taylor'));
  const y = through(rule, seeded(x, levels));
  return Array.from({ length: n + 1 }, (_, k) => readAll(y, levels, k));
}

/** The series of the partials to order n, n at most 2; absent where not asked for. */
export type SeriesPartials = { readonly [K in keyof Partials]?: Series | undefined };

export function partialsOfSeries(
  rule: BinaryRule,
  x: Series,
  y: Series,
  n: number,
  needX: boolean,
  needY: boolean,
): SeriesPartials {
  const slice = (i: number, j: number): Series | undefined => {
    if (i + j > n || (i > 0 && !needX) || (j > 0 && !needY)) return undefined;
    const byX = Array.from({ length: i }, () => passingLevel('taylor'));
    const byY = Array.from({ length: j }, () => passingLevel('taylor'));
    const f = throughBoth(rule, seeded(x, byX), seeded(y, byY));
    return readAll(f, [...byX, ...byY], i + j);
  };
  return { f: slice(0, 0), fx: slice(1, 0), fy: slice(0, 1), fxx: slice(2, 0), fxy: slice(1, 1), fyy: slice(0, 2) };
}

/** The series with a constant part that is x₀ + ε₁ + ε₂ + ... */
function seeded(x: Series, levels: readonly Level[]): Series {
  return [levels.reduce((primal: Scalar, level) => new Dual(level.mixed, primal, 1), head(x)), ...x.slice(1)];
}

/** The same part of all coefficients; the first is a number, 0 where it does not depend on the levels. */
function readAll(c: Series, levels: readonly Level[], k: number): Series {
  const parts = c.map((coefficient) => readOff(coefficient, levels, k));
  return [numberOf(parts[0]), ...parts.slice(1)];
}

/** The part of a coefficient that belongs to the first k of the levels, of which the last is the outermost. */
function readOff(c: Content, levels: readonly Level[], k: number): Content {
  let part = c;
  for (let i = levels.length - 1; i >= 0; i--) {
    if (part === null) return null;
    if (isOfLevel<Dual>(part, levels[i])) part = i < k ? part.tangent : part.primal;
    else if (i < k) return null;
  }
  return part;
}

/** f at the series x. */
function through(rule: UnaryRule, x: Series): Series {
  const order = x.length - 1;
  const x0 = head(x);
  const y: Content[] = [];
  let slope: Scalar;
  if (rule.ratio === undefined) {
    const [f, first, curvature] = jets(rule, x0, Math.min(order, 2));
    slope = first;
    y.push(f);
    if (order > 0) y.push(times(slope, x[1]));
    if (order > 1) y.push(plus(times(slope, x[2]), half(both(both(curvature, x[1]), x[1]))));
  } else {
    const f = unary(rule, x0);
    slope = rule.slope(x0, f);
    y.push(f);
    if (order > 0) y.push(along(rule.ratio(x0, f), x[1]));
    if (order > 1) y.push(secondByRatio(rule.ratio, x, y));
  }
  if (order > 1) rule.series?.(x, y, slope);
  return padded(y, x.length);
}

/** As hyper-dual numbers have it: the slope at x₀ + x₁ε times x₁ + 2x₂ε, of which the ε part is twice the coefficient. */
function secondByRatio(ratio: NonNullable<UnaryRule['ratio']>, x: Series, y: Series): Content {
  const [x0, y0] = [head(x), head(y)];
  const [x1, x2] = [x[1] ?? null, x[2] ?? null];
  if (x1 === null) return along(ratio(x0, y0), x2);
  const step = [x1, times(2, x2)] as const;
  const [, change] = changeByRatio(passingLevel('taylor'), ratio, [x0, x1], [y0, y[1] ?? null], step);
  return half(change);
}

/** f at the series x and y, one of which may be a constant. */
function throughBoth(rule: BinaryRule, x: Series, y: Series): Series {
  const length = lengthOf(x, y);
  const a = padded(x, length);
  const b = padded(y, length);
  const p = partials(rule, head(x), head(y), Math.min(length - 1, 2), true, true);
  const f: Content[] = [p.f];
  if (length > 1) f[1] = plus(times(p.fx, a[1]), times(p.fy, b[1]));
  if (length > 2) {
    const alongX = plus(times(p.fxx, a[1]), times(p.fxy, b[1]));
    const alongY = plus(times(p.fxy, a[1]), times(p.fyy, b[1]));
    const second = plus(both(alongX, a[1]), both(alongY, b[1]));
    f[2] = plus(plus(times(p.fx, a[2]), times(p.fy, b[2])), half(second));
    rule.series?.(a, b, f, p);
  }
  return padded(f, length);
}

function half(c: Content): Content {
  return times(0.5, c);
}

/** The series with absent coefficients up to a length. */
function padded(c: Series, length: number): Series {
  return c.length >= length ? c : [...c, ...new Array<null>(length - c.length).fill(null)];
}
