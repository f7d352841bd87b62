// log Γ(a) = (a - 1/2) log a - a + log(2π)/2 + correction(a), for a >= 10.
export function correction(a) {
  const w = 1 / (a * a);
  return (1 / 12 + w * (-1 / 360 + w * (1 / 1260 + w * (-1 / 1680 + w * (1 / 1188 + w * (-691 / 360360 + w * (1 / 156 - (w * 3617) / 122400))))))) / a;
}

// t - log(1 + t) without cancellation.
export function devl(t) {
  if (t < -0.4 || t > 0.7) return t - Math.log1p(t);
  const s = t / (2 + t);
  const w = s * s;
  let k = 27;
  let r = 1 / 29;
  for (; k >= 3; k -= 2) r = r * w + 1 / k;
  return t * s - 2 * s * w * r;
}

// The rounding error of the product p = x * y (Dekker).
export function productError(x, y, p) {
  let t = 134217729 * x;
  const xh = t - (t - x);
  t = 134217729 * y;
  const yh = t - (t - y);
  const xl = x - xh;
  const yl = y - yh;
  return xl * yl - (p - xh * yh - xl * yh - xh * yl);
}

// (n/d)^e for n = p + pl (pl a small remainder), with the rounding of the quotient made good.
export function quotientPower(p, pl, d, e) {
  const u = p / d;
  const q = u * d;
  const rest = p - q - productError(u, d, q) + pl;
  return u ** e * Math.exp((e * rest) / p);
}
