/** y₁' = x₁, yᵢ' = xᵢ yᵢ₋₁ from 0 to 2 by s steps of the classical Runge-Kutta method (CppAD's benchmark); the last component. */
import { type Eval, eager, list, type Vector, whole } from '../case.js';

export const ode: Eval = {
  name: 'ode',
  cases: (hd) => {
    const { add, mul } = hd.op;
    return [
      [10, 10],
      [100, 10],
      [100, 100],
    ].map(([n, s]) => {
      const x = list(n, (i) => 1 + (i % 7) / 10);
      const h = 2 / s;
      const slope = (x: Vector, y: Vector) => x.map((xi, i) => (i === 0 ? xi : mul(xi, y[i - 1])));
      const moved = (y: Vector, a: number, k: Vector) => y.map((yi, i) => add(yi, mul(a, k[i])));
      const advance = (y: Vector, x: Vector) => {
        const k1 = slope(x, y);
        const k2 = slope(x, moved(y, h / 2, k1));
        const k3 = slope(x, moved(y, h / 2, k2));
        const k4 = slope(x, moved(y, h, k3));
        return y.map((yi, i) => add(yi, mul(h / 6, add(add(k1[i], mul(2, k2[i])), add(mul(2, k3[i]), k4[i])))));
      };
      const zero = list(n, () => 0);
      const f = (x: Vector) => {
        let y: Vector = zero;
        for (let i = 0; i < s; i++) y = advance(y, x);
        return y[n - 1];
      };
      const { scan } = hd;
      const step = (y: Vector, _: Vector[0], x: Vector) => advance(y, x);
      const scanned =
        scan &&
        ((x: Vector) =>
          scan(
            step as never,
            zero,
            list(s, () => 0),
            x,
          )[n - 1]);
      const byScan = scanned && { ...eager(hd, scanned), name: 'scan' };
      return { size: `n ${n}, s ${s}`, x, ways: [eager(hd, f), byScan, n * s <= 100 ? whole(hd, f, x) : undefined] };
    });
  },
};
