/** Derivatives written by hand, into buffers made once: the yardstick of the ratios. */

export function derivativeOfTheBook(x: number): number {
  const a = x * x;
  const b = Math.exp(a);
  const u = a + b;
  return 2 * x * (1 / (2 * Math.sqrt(u)) - Math.sin(u)) * (1 + b);
}

export function rosenbrockGradient(x: readonly number[], g: Float64Array): Float64Array {
  g.fill(0);
  for (let i = 0; i + 1 < x.length; i++) {
    const a = x[i + 1] - x[i] * x[i];
    g[i] += -400 * a * x[i] - 2 * (1 - x[i]);
    g[i + 1] += 200 * a;
  }
  return g;
}

/** n x n, row by row. */
export function rosenbrockHessian(x: readonly number[], h: Float64Array): Float64Array {
  const n = x.length;
  h.fill(0);
  for (let i = 0; i + 1 < n; i++) {
    h[i * n + i] += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
    h[(i + 1) * n + i + 1] += 200;
    h[i * n + i + 1] += -400 * x[i];
    h[(i + 1) * n + i] += -400 * x[i];
  }
  return h;
}

/** n x n, row by row. */
export function broydenJacobian(x: readonly number[], j: Float64Array): Float64Array {
  const n = x.length;
  j.fill(0);
  for (let i = 0; i < n; i++) {
    j[i * n + i] = 3 - 4 * x[i];
    if (i > 0) j[i * n + i - 1] = -1;
    if (i < n - 1) j[i * n + i + 1] = -2;
  }
  return j;
}
