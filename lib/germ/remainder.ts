/**
 * The remainder of x/y with the sign of x: x - y·trunc(x/y), the whole number on the germ's side of a jump. The remainder at
 * the point is exact, as that of doubles is.
 */
import type { Scalar } from '../scalar/active.js';
import { add, mul, sub } from '../scalar/arithmetic.js';
import type { Partials } from '../scalar/rule.js';
import type { Germ } from './number.js';
import { term } from './term.js';

export function remainder(x: Germ, y: Germ): Partials {
  const [a, b] = [x.standard, y.standard];
  const flat = { fxx: 0, fxy: 0, fyy: 0 };
  if (Number.isFinite(a) && Math.abs(b) === Number.POSITIVE_INFINITY) return { f: x, fx: 1, fy: 0, ...flat };
  const r = a % b;
  if (r !== r) {
    const nan = x.notANumber();
    return { f: nan, fx: nan, fy: nan, fxx: nan, fxy: nan, fyy: nan };
  }
  const whole = Math.round((a - r) / b);
  const beside = exactAt(sub(x, mul(whole, y)), r, x);
  if (r !== 0 || a === 0) return { f: beside, fx: 1, fy: -whole, ...flat };
  // At a multiple of y: the remainder has the sign of x, or is next to ±y.
  const side = typeof beside === 'number' ? 0 : (beside as Germ).sign;
  if (side !== 0) x.level.jump = true;
  const step = side * a < 0 ? Math.sign(a) * Math.sign(b) : 0;
  return { f: add(beside, mul(step, y)), fx: 1, fy: step - whole, ...flat };
}

/** The number with its standard part replaced. */
function exactAt(y: Scalar, r: number, x: Germ): Scalar {
  const { terms, order } = x.expansionOf(y);
  const at = terms.find((t) => t.isStandard);
  const rest = terms.filter((t) => !t.isStandard);
  const i = rest.findIndex((t) => t.exponent > 0);
  const standard = term(0, 0, r, 0, at?.error ?? 0, Math.abs(r));
  if (r === 0 && standard.error === 0) return x.as({ terms: rest, order }, r);
  rest.splice(i < 0 ? rest.length : i, 0, standard);
  return x.as({ terms: rest, order }, r);
}
