/**
 * The functions of the tasks, over the operators `o` of a package: each peer is asked for the derivatives of the same formulas,
 * written as its own documentation writes them. Packages of strings have operators that write strings.
 */

/** The operations on plain numbers. */
export const plain = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  number: (x) => x,
  pow: Math.pow,
  isPositive: (x) => x > 0,
  abs: Math.abs,
  exp: Math.exp,
  log: Math.log,
  cos: Math.cos,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
};

/** u = x² + exp(x²), √u + cos u: example 5.14 of the book. */
export const book = (o) => (x) => {
  const a = o.mul(x, x);
  const u = o.add(a, o.exp(a));
  return o.add(o.sqrt(u), o.cos(u));
};

/** Σ 100(x_(i+1) - x_i²)² + (1 - x_i)². */
export const rosenbrock = (o) => (x) => {
  let total;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = o.sub(x[i + 1], o.mul(x[i], x[i]));
    const b = o.sub(o.number(1), x[i]);
    const term = o.add(o.mul(o.number(100), o.mul(a, a)), o.mul(b, b));
    total = total === undefined ? term : o.add(total, term);
  }
  return total;
};

/** r_i = (3 - 2x_i)x_i - x_(i-1) - 2x_(i+1) + 1. */
export const broyden = (o) => (x) =>
  Array.from(x, (xi, i) => {
    let r = o.mul(o.sub(o.number(3), o.mul(o.number(2), xi)), xi);
    if (i > 0) r = o.sub(r, x[i - 1]);
    if (i < x.length - 1) r = o.sub(r, o.mul(o.number(2), x[i + 1]));
    return o.add(r, o.number(1));
  });

/** What packages get wrong: small functions of one number or of two. An operator that a package lacks makes it "cannot". */
export const small = {
  /** By the power, not by a product. */
  power: (o) => (x) => o.pow(x, 0),
  abs: (o) => (x) => o.abs(x),
  tail: (o) => (x) => o.tanh(x),
  removable: (o) => (x) => o.cos(o.sqrt(x)),
  branch: (o) => (x) => (o.isPositive(x) ? o.mul(x, x) : o.number(0)),
  chain: (o) => (x) => {
    let y = x;
    for (let i = 0; i < 20_000; i++) y = o.add(y, o.mul(x, x));
    return y;
  },
  /** Of a product of two inputs: one package has another rule for the logarithm of several. */
  log:
    (o) =>
    ([a, b]) =>
      o.log(o.mul(a, b)),
  equal:
    (o) =>
    ([a, b]) =>
      o.add(o.mul(o.number(2), a), o.mul(o.number(3), b)),
};

/** Several partial derivatives one after the other, flattened at the end by whoever reads them. */
export const unit = (n, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0));

export const range = (n) => Array.from({ length: n }, (_, i) => i);
