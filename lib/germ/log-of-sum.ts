/** log(e^x + e^y) of germs, also of logarithms of 0. */
import { exp, log1p } from '../functions/exponential.js';
import { LOGADDEXP, sigmoid, softplus } from '../functions/hyperbolic.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, neg } from '../scalar/arithmetic.js';
import type { Partials } from '../scalar/rule.js';
import { compared } from './greater.js';
import type { Germ } from './number.js';
import { pinned } from './pinned.js';

export function logOfSum(x: Germ, y: Germ, n: number): Partials {
  const difference = x.sub(y);
  const d = typeof difference === 'number' ? difference : (difference as Germ).standard;
  // Two infinite constants.
  const isTie = d !== d && compared(x, y) === 0;
  const f = isTie ? x : pinned(finite(x, y, difference, d), LOGADDEXP.value(x.standard, y.standard));
  const flat = { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  if (n === 0) return flat;
  const fx = isTie ? 0.5 : sigmoid(difference);
  const fy = isTie ? 0.5 : sigmoid(neg(difference));
  const product = n === 1 ? 0 : mul(fx, fy);
  return { f, fx, fy, fxx: product, fxy: neg(product), fyy: product };
}

function finite(x: Germ, y: Germ, difference: Scalar, d: number): Scalar {
  if (d === Number.POSITIVE_INFINITY) return add(x, log1p(exp(neg(difference))));
  if (d === Number.NEGATIVE_INFINITY) return add(y, log1p(exp(difference)));
  return add(y, softplus(difference));
}
