/**
 * The log likelihood of a mixture of Gaussians with a Wishart prior (ADBench): weights α, means μ, and for each covariance the
 * logarithms q of the diagonal of a triangular factor Q and what is below it,
 *
 *     Σᵢ log Σₖ exp(αₖ + Σ qₖ - ½|Qₖ(xᵢ - μₖ)|²) - n log Σ exp αₖ + ½γ² Σ |Qₖ|² - m Σ qₖ
 */
import { type Eval, eager, list, normal, overRows, randomNumbers, type Vector, whole } from '../case.js';

const GAMMA = 1;
const M = 0;

export const gmm: Eval = {
  name: 'gmm',
  cases: (hd) => {
    const { add, exp, logSumExp, mul, square, sub, sum } = hd.op;
    return [
      [2, 5, 100],
      [10, 5, 100],
      [10, 25, 100],
    ].map(([d, k, n]) => {
      const below = (d * (d - 1)) / 2;
      const parts = (theta: Vector, c: number) => {
        const [mu, q, l] = [k + c * d, k + k * d + c * (d + below), 0];
        return {
          alpha: theta[c],
          mu: theta.slice(mu, mu + d),
          q: theta.slice(q, q + d),
          l: theta.slice(q + d + l, q + d + below),
        };
      };
      const term = (theta: Vector, x: Vector) =>
        logSumExp(
          list(k, (c) => {
            const { alpha, mu, q, l } = parts(theta, c);
            const centred = x.map((xi, i) => sub(xi, mu[i]));
            let at = 0;
            const rows = list(d, (i) => {
              let row = mul(exp(q[i]), centred[i]);
              for (let j = 0; j < i; j++) row = add(row, mul(l[at++], centred[j]));
              return square(row);
            });
            return sub(add(alpha, sum(q)), mul(0.5, sum(rows)));
          }),
        );
      const rest = (theta: Vector) => {
        const prior = list(k, (c) => {
          const { q, l } = parts(theta, c);
          const size = add(sum(q.map((qi) => square(exp(qi)))), sum(l.map((li) => square(li))));
          return sub(mul(0.5 * GAMMA * GAMMA, size), mul(M, sum(q)));
        });
        return add(mul(-n, logSumExp(theta.slice(0, k))), sum(prior));
      };
      const random = randomNumbers(7);
      const rows = Float64Array.from({ length: n * d }, () => normal(random));
      const x = list(k + k * d + k * (d + below), () => 0.3 * normal(random));
      const f = (theta: Vector) => {
        const terms = list(n, (i) => term(theta, Array.from(rows.subarray(i * d, (i + 1) * d))));
        return add(sum(terms), rest(theta));
      };
      const ways = [eager(hd, f), overRows(hd, term, x, rows, d, rest)];
      return { size: `d ${d}, k ${k}, n ${n}`, x, ways: d < 10 ? [...ways, whole(hd, f, x)] : ways };
    });
  },
};
