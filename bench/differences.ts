/** Central differences of plain JavaScript, as one writes them: what a gradient has to beat. */

/** Rosenbrock's function on plain numbers. */
export function plainRosenbrock(x: readonly number[]): number {
  let total = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = x[i + 1] - x[i] * x[i];
    const b = 1 - x[i];
    total += 100 * (a * a) + b * b;
  }
  return total;
}

/** As one writes them: each input in a copy of its own, a fresh result. */
export function centralDifferences(x: readonly number[]): Float64Array {
  const g = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const step = 1e-6 * Math.max(1, Math.abs(x[i]));
    const moved = x.slice();
    moved[i] = x[i] + step;
    const above = plainRosenbrock(moved);
    moved[i] = x[i] - step;
    g[i] = (above - plainRosenbrock(moved)) / (2 * step);
  }
  return g;
}

/** As fast as they go: in place, into a buffer made once. */
export function frugalDifferences(x: number[], g: Float64Array): Float64Array {
  for (let i = 0; i < x.length; i++) {
    const xi = x[i];
    const step = 1e-6 * Math.max(1, Math.abs(xi));
    x[i] = xi + step;
    const above = plainRosenbrock(x);
    x[i] = xi - step;
    g[i] = (above - plainRosenbrock(x)) / (2 * step);
    x[i] = xi;
  }
  return g;
}
