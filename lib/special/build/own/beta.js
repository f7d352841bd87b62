// B(a, b) for a, b > 0.
import gamma from '@stdlib/math-base-special-gamma';
import { correction, quotientPower } from './stirling.js';

export default function beta(a, b) {
  if (!(a >= 0 && b >= 0)) return NaN;
  if (a === 0 || b === 0) return a === Infinity || b === Infinity ? NaN : Infinity;
  if (a === Infinity || b === Infinity) return 0;
  const c = a + b;
  if (c < 1e-16) return c / a / b;
  // a + b = c + cl
  const cl = a > b ? b - (c - a) : a - (c - b);
  const s = a < b ? a : b;
  const l = a < b ? b : a;
  if (c <= 170) return gamma(s) * (gamma(l) / (gamma(c) * (c > 2 ? 1 + cl * (Math.log(c) - 0.5 / c) : 1)));
  // Below all doubles, where powers of the two leave the range.
  if (s > 10 && s * Math.log(c / s) > 1000) return 0;
  const d = correction(l) - correction(c);
  // (c/l)^l and (c/s)^s
  const p = quotientPower(c, cl, l, l);
  if (s < 10) return (gamma(s) * Math.exp(d + s) * Math.sqrt(c / l)) / p / (c ** s);
  return (Math.sqrt(((2 * Math.PI) / s) * (c / l)) * Math.exp(d + correction(s))) / p / quotientPower(c, cl, s, s);
}
