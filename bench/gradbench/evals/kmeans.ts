/** Σᵢ minₖ |pᵢ - cₖ|²: the cost of centroids. */
import { type Eval, eager, list, overRows, randomNumbers, type Vector, whole } from '../case.js';

export const kmeans: Eval = {
  name: 'kmeans',
  cases: (hd) => {
    const { add, min, square, sub } = hd.op;
    return [
      [3, 50, 2],
      [10, 500, 8],
    ].map(([k, n, d]) => {
      const random = randomNumbers(5);
      const rows = Float64Array.from({ length: n * d }, random);
      const x = list(k * d, random);
      const term = (c: Vector, p: Vector) =>
        list(k, (j) => p.map((pi, i) => square(sub(pi, c[j * d + i]))).reduce((a, b) => add(a, b))).reduce((a, b) =>
          min(a, b),
        );
      const f = (c: Vector) =>
        list(n, (i) => term(c, Array.from(rows.subarray(i * d, (i + 1) * d)))).reduce((a, b) => add(a, b));
      const ways = [eager(hd, f), overRows(hd, term, x, rows, d)];
      return { size: `k ${k}, n ${n}, d ${d}`, x, ways: n <= 50 ? [...ways, whole(hd, f, x)] : ways };
    });
  },
};
