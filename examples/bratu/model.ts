/**
 * Bratu's problem: what burns in a closed vessel.
 *
 *     Δu + λ·exp(u) = 0 in the unit square, u = 0 on its border
 *
 * On a grid of m x m inner points with spacing h each is held by its four neighbours: one equation each, times -h².
 */
import { add, exp, mul, type Scalar, sub } from 'hyperdual';

/** F(u) of m·m unknowns, row by row. */
export function residual(u: readonly Scalar[], m: number, lambda: number): Scalar[] {
  const h = 1 / (m + 1);
  const source = lambda * h * h;
  return u.map((here, k) => {
    const i = k % m;
    const left = i === 0 ? 0 : u[k - 1];
    const right = i === m - 1 ? 0 : u[k + 1];
    const below = k < m ? 0 : u[k - m];
    const above = k >= m * (m - 1) ? 0 : u[k + m];
    const flow = sub(mul(4, here), add(add(left, right), add(below, above)));
    return sub(flow, mul(source, exp(here)));
  });
}

/** A hill of a given height, which is 0 on the border. */
export function hill(m: number, height: number): Float64Array {
  const h = Math.PI / (m + 1);
  return Float64Array.from(
    { length: m * m },
    (_, k) => height * Math.sin(h * (1 + (k % m))) * Math.sin(h * (1 + Math.floor(k / m))),
  );
}
