/**
 * Functions of power series by the recurrence of their row.
 *
 * The coefficients to order 2 come from the row's slope and curvature, as in all modes, so they have their accuracy and
 * their answers at singular points; the recurrence goes on from there. Derivatives of f along the series (for a number of
 * an outer level that holds series) are read off the same recurrence, run on coefficients that are dual numbers.
 */
import type { Scalar } from './active.js';
import { Dual } from './dual.js';
import { type Level, passingLevel } from './level.js';
import { plus, scale } from './parts.js';
import { isOfLevel } from './relation.js';
import { type BinaryRule, jets, type Partials, partials, type Series, type UnaryRule } from './rule.js';
import { settled } from './scalar.js';
import { lengthOf } from './series.js';

/** Series of f, f', ..., the nth derivative, n at most 3, at the series x. */
export function jetsOfSeries(rule: UnaryRule, x: Series, n: number): Series[] {
  const levels = Array.from({ length: n }, () => passingLevel('taylor'));
  const y = through(rule, seeded(x, levels));
  return Array.from({ length: n + 1 }, (_, k) => y.map((c) => readOff(c, levels, k)));
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
  const along = (i: number, j: number): Series | undefined => {
    if (i + j > n || (i > 0 && !needX) || (j > 0 && !needY)) return undefined;
    const byX = Array.from({ length: i }, () => passingLevel('taylor'));
    const byY = Array.from({ length: j }, () => passingLevel('taylor'));
    const f = throughBoth(rule, seeded(x, byX), seeded(y, byY));
    return f.map((c) => readOff(c, [...byX, ...byY], i + j));
  };
  return { f: along(0, 0), fx: along(1, 0), fy: along(0, 1), fxx: along(2, 0), fxy: along(1, 1), fyy: along(0, 2) };
}

/** The series with a constant part that is x₀ + ε₁ + ε₂ + ... */
function seeded(x: Series, levels: readonly Level[]): Series {
  return [levels.reduce((primal: Scalar, level) => new Dual(level.mixed, primal, 1), x[0]), ...x.slice(1)];
}

/** The part of a coefficient that belongs to the first k of the levels, of which the last is the outermost. */
function readOff(c: Scalar, levels: readonly Level[], k: number): Scalar {
  let part = c;
  for (let i = levels.length - 1; i >= 0; i--) {
    if (isOfLevel<Dual>(part, levels[i])) part = i < k ? part.tangent : part.primal;
    else if (i < k) return 0;
  }
  return part;
}

/** f at the series x. */
function through(rule: UnaryRule, x: Series): Series {
  const order = x.length - 1;
  const [f, slope, curvature] = jets(rule, x[0], Math.min(order, 2));
  const y = [f];
  if (order > 0) y[1] = scale(slope, x[1]);
  if (order > 1) {
    y[2] = plus(scale(slope, x[2]), scale(0.5, scale(scale(curvature, x[1]), x[1])));
    if (!isNaNValue(f)) rule.series?.(x, y, slope);
  }
  return padded(y, x.length);
}

/** f at the series x and y, one of which may be a constant. */
function throughBoth(rule: BinaryRule, x: Series, y: Series): Series {
  const length = lengthOf(x, y);
  const a = padded(x, length);
  const b = padded(y, length);
  const p = partials(rule, x[0], y[0], Math.min(length - 1, 2), true, true);
  const f = [p.f];
  if (length > 1) f[1] = plus(scale(p.fx, a[1]), scale(p.fy, b[1]));
  if (length > 2) {
    const alongX = plus(scale(p.fxx, a[1]), scale(p.fxy, b[1]));
    const alongY = plus(scale(p.fxy, a[1]), scale(p.fyy, b[1]));
    const second = plus(scale(alongX, a[1]), scale(alongY, b[1]));
    f[2] = plus(plus(scale(p.fx, a[2]), scale(p.fy, b[2])), scale(0.5, second));
    if (!isNaNValue(p.f)) rule.series?.(a, b, f, p);
  }
  return padded(f, length);
}

/** True when the value is NaN: then all derivatives of the function are NaN. */
function isNaNValue(f: Scalar): boolean {
  return Number.isNaN(settled(f));
}

/** The series with zeros up to a length. */
function padded(c: Series, length: number): Series {
  return c.length >= length ? c : [...c, ...new Array<number>(length - c.length).fill(0)];
}
