/**
 * The angle of the point (x, y), by quotients no greater than 1 in size: beside the origin it is the angle of the leading
 * direction.
 */
import { ATAN2, atan } from '../functions/trigonometric.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import type { Partials } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { constant } from './expansion.js';
import { compared } from './greater.js';
import type { Germ } from './number.js';
import { pinned } from './pinned.js';
import { ROUNDOFF } from './term.js';

/** In the rule's names the first argument, the ordinate, is x. */
export function angle(y: Germ, x: Germ, n: number): Partials {
  const f = pinned(angleOf(y, x), ATAN2.value(y.standard, x.standard));
  const flat = { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  if (n === 0) return flat;
  const square = add(mul(x, x), mul(y, y));
  const byY = div(x, square);
  const byX = neg(div(y, square));
  if (n === 1) return { ...flat, fx: byY, fy: byX };
  const twice = mul(2, mul(byY, byX));
  return { f, fx: byY, fy: byX, fxx: twice, fxy: sub(mul(byX, byX), mul(byY, byY)), fyy: neg(twice) };
}

function angleOf(y: Germ, x: Germ): Scalar {
  const [signX, signY] = [x.sign, y.sign];
  if (signX !== signX || signY !== signY) return x.notANumber();
  const [sizeX, sizeY] = [signX < 0 ? x.neg() : x, signY < 0 ? y.neg() : y] as [Germ, Germ];
  const s = compared(sizeX, sizeY);
  if (s !== s) return x.notANumber();
  if (signX === 0 && signY === 0) return x.lifted(ATAN2.value(value(y), value(x)));
  if (x.standard === 0 && y.standard === 0) x.level.hideMotion();
  // The value jumps at the origin, and beyond it on the axis.
  if ((x.standard === 0 && y.standard === 0) || (signX < 0 && y.standard === 0 && signY !== 0)) x.level.jump = true;
  if (s < 0) return sub(multipleOfPi(x, signY / 2), atan(div(x, y)));
  const acute = atan(div(y, x));
  if (signX > 0) return acute;
  const isBelow = signY < 0 || (signY === 0 && Object.is(value(y), -0));
  return add(multipleOfPi(x, isBelow ? -1 : 1), acute);
}

/** k·π, with the bound of its rounding: its sine is 0. */
function multipleOfPi(x: Germ, k: number): Scalar {
  const y = k * Math.PI;
  return x.as(constant(y, ROUNDOFF * Math.abs(y)), y);
}
