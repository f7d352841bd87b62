// log Γ(a) = (a - 1/2) log a - a + log(2π)/2 + correction(a), for a >= 10.
export function correction(a) {
  const w = 1 / (a * a);
  return (1 / 12 + w * (-1 / 360 + w * (1 / 1260 + w * (-1 / 1680 + w * (1 / 1188 + w * (-691 / 360360 + w * (1 / 156 - (w * 3617) / 122400))))))) / a;
}

// x - y and its rounding error (Knuth).
export function difference(x, y) {
  const d = x - y;
  const c = d + y;
  return [d, x - c - (y - (c - d))];
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

// (1 + n/a)^(a/2) e^(-n/2) for n = nh + nl: at most 1, with all digits. The base is found in two pieces, because the power
// multiplies its error by a.
export function rootOfSaddle(nh, nl, a) {
  const t = twoPieces(nh / a, remainder(nh, nl, a));
  let halvings = 0;
  let r = [-t[0], -t[1]];
  for (; Math.abs(r[0]) > 0.35; halvings++) r = [r[0] / 2, r[1] / 2];
  // e^r by its series, then squared back.
  let e = [1, 0];
  for (let k = 24; k >= 1; k--) {
    e = product(e, r);
    e = sum([1, 0], twoPieces(e[0] / k, remainder(e[0], e[1], k)));
  }
  for (; halvings > 0; halvings--) e = product(e, e);
  const w = product(sum([1, 0], t), e);
  return w[0] > 0 ? w[0] ** (a / 2) * Math.exp((a * w[1]) / (2 * w[0])) : 0;
}

// (nh + nl - q a) / a for q = nh / a.
function remainder(nh, nl, a) {
  const q = nh / a;
  const p = q * a;
  return (nh - p - productError(q, a, p) + nl) / a;
}

function twoPieces(h, l) {
  const s = h + l;
  return [s, l - (s - h)];
}

function sum(p, q) {
  const s = p[0] + q[0];
  const c = s - p[0];
  return twoPieces(s, p[0] - (s - c) + (q[0] - c) + p[1] + q[1]);
}

function product(p, q) {
  const s = p[0] * q[0];
  return twoPieces(s, productError(p[0], q[0], s) + p[0] * q[1] + p[1] * q[0]);
}
