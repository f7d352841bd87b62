/** The determinant of a matrix by minors of its first row. */
import { type Eval, eager, list, randomNumbers, type Vector, whole } from '../case.js';

export const det: Eval = {
  name: 'det',
  cases: (hd) => {
    const { add, mul, neg } = hd.op;
    const minors = (rows: readonly Vector[]): Vector[0] => {
      const [first, ...others] = rows as [Vector, ...Vector[]];
      if (others.length === 0) return first[0];
      return first
        .map((x, j) => mul(j % 2 === 0 ? x : neg(x), minors(others.map((row) => row.filter((_, k) => k !== j)))))
        .reduce((a, b) => add(a, b));
    };
    return [4, 6, 7].map((l) => {
      const random = randomNumbers(13);
      const x = list(l * l, () => 2 * random() - 1);
      const f = (a: Vector) => minors(list(l, (i) => a.slice(l * i, l * (i + 1))));
      return { size: `l ${l}`, x, ways: [eager(hd, f), whole(hd, f, x)] };
    });
  },
};
