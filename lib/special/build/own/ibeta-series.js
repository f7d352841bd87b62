// I_x(a, b) - s0 by the power series x^a / B(a, b) * sum (1-b)_n x^n / (n! (a+n)).
import betaPrefix from './beta-prefix.js';

export default function ibetaSeries(a, b, x, s0, normalized, out, y) {
  const full = betaPrefix(a, b, x, y, normalized);
  if (out) out[1] = full;
  let t = full * Math.exp(-b * (x < y ? Math.log1p(-x) : Math.log(y)));
  if (!(t > 1e-300)) return s0;
  let sum = s0;
  for (let n = 1, d = a, p = 1 - b; n < 1000; n++, d++, p++) {
    const r = t / d;
    sum += r;
    if (Math.abs(r) <= Math.abs(sum) * 2 ** -53) break;
    t *= (p * x) / n;
  }
  return sum;
}
