/** Least squares of the sign of t by a polynomial: ½ Σᵢ (sgn tᵢ - Σⱼ xⱼ tᵢʲ)², tᵢ from -1 to 1 (Adept's benchmark). */
import { type Eval, eager, list, overRows, type Vector, whole } from '../case.js';

export const llsq: Eval = {
  name: 'llsq',
  cases: (hd) => {
    const { add, mul, square, sub } = hd.op;
    return [
      [64, 8],
      [1024, 128],
    ].map(([n, m]) => {
      const x = list(m, (j) => 1 / (j + 2));
      const times = list(n, (i) => -1 + (2 * i) / (n - 1));
      const term = (x: Vector, [t, s]: Vector) => {
        let [model, power]: Vector[0][] = [0, 1];
        for (const xj of x) {
          model = add(model, mul(xj, power));
          power = mul(power, t);
        }
        return mul(0.5, square(sub(s, model)));
      };
      const f = (x: Vector) => times.map((t) => term(x, [t, Math.sign(t)])).reduce((a, b) => add(a, b));
      const rows = Float64Array.from(times.flatMap((t) => [t, Math.sign(t)]));
      const ways = [eager(hd, f), overRows(hd, term, x, rows, 2)];
      return { size: `${n} x ${m}`, x, ways: n < 100 ? [...ways, whole(hd, f, x)] : ways };
    });
  },
};
