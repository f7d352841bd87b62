/** The derivatives by x of the incomplete gamma and beta functions, for plain parameters. */
import { le, select } from '../branches/compare.js';
import { twoProduct } from '../functions/double-double.js';
import { square } from '../functions/roots.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { type Family, familyOf } from './density.js';
import * as values from './values.js';

/** The densities of P(a, x): g(1, m, x) is the derivative of order m + 1. */
export function gammaFamily(a: number): Family {
  return familyOf({
    name: 'incomplete gamma',
    called: `incomplete gamma(${a})`,
    a,
    value: (k, x, factor) => values.gammaDensity(a, k, x, factor),
    first: (k, x) => sub(a - k, x),
    second: (c, x) => div(-c, square(x)),
    third: (c, x) => div(2 * c, mul(x, square(x))),
    q: () => -1,
    falling: () => 1,
  });
}

/** The derivative of order m + 1 of I_x(a, b). */
export function betaSlopes(a: number, b: number): (m: number, x: Scalar) => Scalar {
  const left = betaFamily(a, b);
  const right = betaFamily(b, a);
  // I_x(a, b) = 1 - I_(1-x)(b, a), where 1-x is exact for x >= ½: so a density need not know what happens near 1.
  return (m, x) =>
    select(
      le(x, 0.5),
      () => left(1, m, x),
      () => mul((-1) ** m, right(1, m, sub(1, x))),
    );
}

/** The densities of I_x(a, b) for 0 <= x <= ½. */
function betaFamily(a: number, b: number): Family {
  const d = b - 1;
  return familyOf({
    name: 'betaI',
    called: `betaI(${a}, ${b})`,
    a,
    value: (k, x, factor) => values.betaDensity(a, b, k, x, factor),
    first: (k, x) => div(tilt(k, a, b, x), sub(1, x)),
    second: (c, x) => neg(add(div(c, square(x)), div(d, square(sub(1, x))))),
    third: (c, x) => sub(div(2 * c, mul(x, square(x))), div(2 * d, mul(sub(1, x), square(sub(1, x))))),
    q: (x) => div(-1, sub(1, x)),
    falling: (j) => Array.from({ length: j }).reduce((product: number, _, i) => product * (d - i), 1),
  });
}

/** (a-k)(1-x) - (b-1)x = (a-k) - (a+b-k-1)·x: 0 at the mode, so all roundings are made good. */
function tilt(k: number, a: number, b: number, x: Scalar): Scalar {
  const c = a - k;
  const sum = a + b;
  const s = sum - (k + 1);
  const lost = errorOfDifference(a, k, c);
  const lostOfSum = errorOfDifference(a, -b, sum) + errorOfDifference(sum, k + 1, s);
  const p = twoProduct(s, x);
  return add(sub(sub(c, p.high), p.low), sub(lost, mul(lostOfSum, x)));
}

/** What the rounded difference d = x - y lacks (Knuth). */
function errorOfDifference(x: number, y: number, d: number): number {
  const z = d - x;
  return x - (d - z) - (y + z);
}
