/** The length of (x, y), √(x² + y²) with the leading order out: the origin is no special point. */
import { HYPOT } from '../functions/lengths.js';
import { sqrt, square } from '../functions/roots.js';
import { add, div, mul, neg } from '../scalar/arithmetic.js';
import type { Partials } from '../scalar/rule.js';
import type { Germ } from './number.js';
import { pinned } from './pinned.js';

export function length(x: Germ, y: Germ, n: number): Partials {
  const f = pinned(sqrt(add(square(x), square(y))), HYPOT.value(x.standard, y.standard));
  const flat = { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  // The origin to all orders: a tie of all directions.
  if (n === 0 || (f as Germ).sign === 0) return flat;
  const cosine = div(x, f);
  const sine = div(y, f);
  if (n === 1) return { ...flat, fx: cosine, fy: sine };
  return {
    f,
    fx: cosine,
    fy: sine,
    fxx: div(mul(sine, sine), f),
    fxy: neg(div(mul(cosine, sine), f)),
    fyy: div(mul(cosine, cosine), f),
  };
}
