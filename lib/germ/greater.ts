/** The greater of germs, by the sign of the leading coefficient of their difference. */
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import type { Partials } from '../scalar/rule.js';
import { isBeyond } from './expansion.js';
import type { Germ } from './number.js';
import { signOf } from './term.js';

/** -1, 0, 1 or NaN as x is below y, equal to all known orders, above, or cannot be told. */
export function compared(x: Germ, y: Germ): number {
  if (isBeyond(x) && isBeyond(y)) return Math.sign(signOf(x.terms[0].coefficient) - signOf(y.terms[0].coefficient));
  const difference = x.sub(y);
  return typeof difference === 'number' ? difference : (difference as Germ).sign;
}

/** max(x, y). A tie to all orders is no kink: the mean of both. */
export function greater(x: Germ, y: Germ): Partials {
  const s = compared(x, y);
  if (s !== s) {
    const nan = x.notANumber();
    return { f: nan, fx: nan, fy: nan, fxx: nan, fxy: nan, fyy: nan };
  }
  const flat = { fxx: 0, fxy: 0, fyy: 0 };
  if (s > 0) return { f: x, fx: 1, fy: 0, ...flat };
  if (s < 0) return { f: y, fx: 0, fy: 1, ...flat };
  return { f: meanOf([x, y]), fx: 0.5, fy: 0.5, ...flat };
}

/** The greatest of some germs; the mean of those that tie to all orders. NaN where one is, or where none can be told. */
export function greatest(xs: readonly Germ[]): Scalar {
  const nan = xs.find((x) => x.isNaN);
  if (nan !== undefined) return nan.notANumber();
  let top: Germ[] = [];
  for (const x of xs) {
    const s = top.length === 0 ? 0 : compared(x, top[0]);
    if (s !== s) return x.notANumber();
    if (s > 0) top = [x];
    else if (s === 0) top.push(x);
  }
  return top.length === 1 ? top[0] : meanOf(top);
}

function meanOf(xs: readonly Germ[]): Scalar {
  return mul(
    1 / xs.length,
    xs.reduce<Scalar>((total, x) => add(total, x), 0),
  );
}
