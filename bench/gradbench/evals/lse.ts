/** log Σ e^xᵢ with the maximum taken out, as in textbooks. */
import { type Eval, eager, list, type Vector, whole } from '../case.js';

export const lse: Eval = {
  name: 'lse',
  cases: (hd) => {
    const { add, exp, log, max, sub, sum } = hd.op;
    const f = (x: Vector) => {
      const m = x.reduce((a, b) => max(a, b));
      return add(m, log(sum(x.map((xi) => exp(sub(xi, m))))));
    };
    return [100, 1000, 4000].map((n) => {
      const x = list(n, (i) => 3 * Math.sin(i * i));
      return { size: `n ${n}`, x, ways: [eager(hd, f), whole(hd, f, x)] };
    });
  },
};
