// factor x^a e^-x / Γ(a), for a > 0 and x >= 0: x times the derivative of P(a, x) with respect to x. A large factor keeps
// the digits that the product alone would lose below the smallest normal number.
import gamma from '@stdlib/math-base-special-gamma';
import { correction, difference, quotientPower, rootOfSaddle } from './stirling.js';

export default function gammaPrefix(a, x, factor = 1) {
  if (x === 0) return 0;
  if (a <= 100) {
    const p = x ** a;
    // Γ(a) = Γ(1 + a)/a, by factors: its reciprocal may be subnormal.
    const g = gamma(a < 1 ? 1 + a : a);
    const s = a < 1 ? a : 1;
    if (p > 1e-150 && p < 1e300 && x < 300) return ((p * Math.exp(-x)) / g) * factor * s;
    // In halves, which stay in range.
    const h = x ** (a / 2) * Math.exp(-x / 2);
    return ((h * factor) / g) * h * s;
  }
  const d = a - x;
  const scale = Math.sqrt(a / (2 * Math.PI)) * Math.exp(-correction(a));
  if (Math.abs(d) < 600 && Math.abs(a * Math.log(x / a)) < 600) {
    const dl = a - (d + x) + (d + x - d - x); // the rounding of d is not more than this
    return quotientPower(x, 0, a, a) * Math.exp(d) * (1 + dl) * scale * factor;
  }
  const h = rootOfSaddle(...difference(x, a), a);
  return h * factor * scale * h;
}
