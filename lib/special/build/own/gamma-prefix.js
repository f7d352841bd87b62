// x^a e^-x / Γ(a), for a > 0 and x >= 0: x times the derivative of P(a, x) with respect to x.
import gamma from '@stdlib/math-base-special-gamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import { correction, devl, quotientPower } from './stirling.js';

export default function gammaPrefix(a, x) {
  if (x === 0) return 0;
  if (a <= 100) {
    const p = x ** a;
    if (p < 1e-290 || p > 1e300) return Math.exp(a * Math.log(x) - x - gammaln(a));
    const g = a < 1 ? gamma(1 + a) / a : gamma(a);
    return x < 700 ? (p * Math.exp(-x)) / g : ((p * Math.exp(-x / 2)) / g) * Math.exp(-x / 2);
  }
  const d = a - x;
  let core;
  if (Math.abs(d) < 600 && Math.abs(a * Math.log(x / a)) < 600) {
    const dl = a - (d + x) + (d + x - d - x); // the rounding of d is not more than this
    core = quotientPower(x, 0, a, a) * Math.exp(d) * (1 + dl);
  } else {
    const t = -d / a;
    core = Math.exp(-a * devl(t));
  }
  return core * Math.sqrt(a / (2 * Math.PI)) * Math.exp(-correction(a));
}
