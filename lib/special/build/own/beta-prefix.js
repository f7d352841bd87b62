// factor x^a y^b / B(a, b) with y = 1 - x, for a, b > 0: x y times the derivative of I_x(a, b) with respect to x. A large
// factor keeps the digits that the product alone would lose below the smallest normal number.
import gamma from '@stdlib/math-base-special-gamma';
import gammaPrefix from './gamma-prefix.js';
import { correction, difference, productError, quotientPower, rootOfSaddle } from './stirling.js';

export default function betaPrefix(a, b, x, y, normalized, factor = 1) {
  if (normalized === false) throw new Error('betaPrefix: only the normalized form is provided');
  if (x === 0 || y === 0) return 0;
  const c = a + b;
  const cl = a > b ? b - (c - a) : a - (c - b);
  // One of x and y may be rounded, the larger one: what is missing in it.
  const e = x > y ? 1 - x - y : 1 - y - x;
  const xl = x > y ? e : 0;
  const yl = x > y ? 0 : e;
  // Both powers are 1.
  if (c < 1e-290) return (Math.max(a, b) / c) * factor * Math.min(a, b);
  if (c <= 150) {
    const ga = a < 1 ? a / gamma(1 + a) : 1 / gamma(a);
    const gb = b < 1 ? b / gamma(1 + b) : 1 / gamma(b);
    const gc = c < 1 ? gamma(1 + c) / c : gamma(c);
    // Γ(a + b): with the rounding of the sum made good, ψ(c) ~ log c.
    const rounding = 1 + (a * xl) / x + (b * yl) / y + (c > 2 ? cl * (Math.log(c) - 0.5 / c) : 0);
    const p = x ** a;
    const q = y ** b;
    const w = gc * Math.max(ga, gb);
    const m = Math.min(ga, gb);
    if (p > 1e-150 && q > 1e-150) {
      return m < 1e-200 ? w * p * q * rounding * (m * factor) : p * factor * q * rounding * (w * m);
    }
    // In halves, which stay in range.
    const h = x ** (a / 2) * y ** (b / 2);
    return m < 1e-200 ? w * h * rounding * (m * factor) * h : h * factor * rounding * (w * m) * h;
  }
  const small = Math.min(a, b);
  const px = x * c;
  const pxl = productError(x, c, px) + x * cl + xl * c;
  if (small >= 10) {
    const py = y * c;
    const scale = Math.sqrt((a / c) * (b / (2 * Math.PI))) * Math.exp(correction(c) - correction(a) - correction(b));
    if (Math.abs(a * Math.log(px / a)) < 600 && Math.abs(b * Math.log(py / b)) < 600) {
      const pyl = productError(y, c, py) + y * cl + yl * c;
      return quotientPower(px, pxl, a, a) * quotientPower(py, pyl, b, b) * scale * factor;
    }
    const [n, nl] = difference(px, a);
    const h = rootOfSaddle(n, nl + pxl, a) * rootOfSaddle(-n, -nl - pxl, b);
    return h * factor * scale * h;
  }
  // One of them below 10, the other large.
  const swap = a < b;
  const l = swap ? b : a;
  const py = y * c;
  const pl = swap ? py : px;
  const ps = swap ? px : py;
  const pll = swap ? productError(y, c, py) + y * cl + yl * c : pxl;
  const psl = swap ? pxl : productError(y, c, py) + y * cl + yl * c;
  const w = ps ** small;
  if (Math.abs(l * Math.log(pl / l)) < 600 && w > 1e-290) {
    const gs = gamma(small < 1 ? 1 + small : small);
    const core = quotientPower(pl, pll, l, l) * Math.exp(correction(c) - correction(l) - small);
    return ((core * factor * w * Math.sqrt(l / c)) / gs) * (small < 1 ? small : 1);
  }
  const [n, nl] = difference(small, ps);
  const other = gammaPrefix(small, ps, factor) * (1 + (psl / ps) * (small - ps));
  const h = rootOfSaddle(n, nl - psl, l);
  return other * h * Math.exp(correction(c) - correction(l)) * Math.sqrt(l / c) * h;
}
