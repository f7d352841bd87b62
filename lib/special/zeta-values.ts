// Values of Riemann's zeta function and its derivatives: plain numbers in, plain numbers out.
import { STIELTJES } from './coefficients.js';
import { gammaPrefix } from './stdlib.js';
import { exponential, exponentialOf, factorial, product } from './truncated-series.js';
import { polygamma } from './values.js';

/** ζ⁽ⁿ⁾(x). NaN at 1, where the limits of both sides differ. */
export function zeta(n: number, x: number): number {
  return terms(x, n)[n] * factorial(n);
}

/** The first n + 1 terms of the Taylor series about x. */
function terms(x: number, n: number): readonly number[] {
  if (x < -0.5) return byReflection(x, n);
  // 2^-x is nothing.
  if (x > 1200) return Array.from({ length: n + 1 }, (_, k) => (k === 0 ? 1 : 0));
  return x < 3 ? besideThePole(x - 1, n) : bySum(x, n);
}

/** ζ(1+h) = 1/h + Σ (-1)^k·γₖ/k!·h^k with Stieltjes' constants γₖ (DLMF 25.2.4). */
function besideThePole(h: number, n: number): number[] {
  return Array.from({ length: n + 1 }, (_, m) => {
    let sum = 0;
    for (let k = STIELTJES.length - 1; k >= m; k--) {
      let binomial = 1;
      for (let i = 0; i < m; i++) binomial = (binomial * (k - i)) / (i + 1);
      sum = sum * h + STIELTJES[k] * binomial;
    }
    const pole = h === 0 ? Number.NaN : h ** -(m + 1);
    return (m % 2 === 0 ? pole : -pole) + sum;
  });
}

/** B₂ⱼ/(2j)! */
const EULER_MACLAURIN: readonly number[] = [
  0.08333333333333333, -0.001388888888888889, 3.306878306878307e-5, -8.267195767195768e-7, 2.08767569878681e-8,
  -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15,
];

const LAST = 10;

/** Σ k^-x up to k = 9, and the rest by Euler and Maclaurin (DLMF 25.2.8), all as series in x. */
function bySum(x: number, n: number): number[] {
  const sum = new Array<number>(n + 1).fill(0);
  const add = (c: readonly number[]): void => {
    for (let k = 0; k <= n; k++) sum[k] += c[k];
  };
  const l = Math.log(LAST);
  const power = exponential(LAST ** -x, -l, n);
  // x(x+1)...(x+2j-2)·b^(1-2j), and 1/(x-1).
  let rising: readonly number[] = [x / LAST, 1 / LAST];
  const geometric = Array.from({ length: n + 1 }, (_, k) => LAST * (k % 2 === 0 ? 1 : -1) * (x - 1) ** -(k + 1));
  const rest = geometric.map((c, k) => c + (k === 0 ? 0.5 : 0));
  for (const [j, c] of EULER_MACLAURIN.entries()) {
    for (let k = 0; k <= n; k++) rest[k] += c * (rising[k] ?? 0);
    const at = x + 2 * j + 1;
    rising = product(product(rising, [at / LAST, 1 / LAST], n), [(at + 1) / LAST, 1 / LAST], n);
  }
  add(product(power, rest, n));
  for (let k = LAST - 1; k > 1; k--) add(exponential(k ** -x, -Math.log(k), n));
  sum[0] += 1;
  return sum;
}

/** What the double next to 2π lacks, relative to it. */
const TWO_PI_REST = 3.8981718325193755e-17;

/** Keeps the power factor in the range to where ζ leaves it. */
const SCALE = 2 ** 200;

/** ζ(x) = 2·(2π)^(x-1)·sin(πx/2)·Γ(1-x)·ζ(1-x) (DLMF 25.4.1). */
function byReflection(x: number, n: number): number[] {
  const a = 1 - x;
  if (a === Infinity) return new Array<number>(n + 1).fill(Number.NaN);
  // Γ(a)/(2π)^a, by the power factor of the incomplete gamma function.
  const twoPi = 2 * Math.PI;
  const factor = (2 * Math.exp(-twoPi) * (1 - a * TWO_PI_REST)) / gammaPrefix(a, twoPi, SCALE);
  const logarithm = Array.from({ length: n + 1 }, (_, k) =>
    k === 0 ? 0 : (k === 1 ? Math.log(twoPi) : 0) + ((k % 2 === 0 ? 1 : -1) * polygamma(k - 1, a)) / factorial(k),
  );
  // In whole turns: x is exact, πx/2 is not.
  const turn = x - 4 * Math.round(x / 4);
  const s =
    Math.abs(turn) > 1
      ? Math.sin(Math.PI * (1 - Math.abs(turn) / 2)) * Math.sign(turn)
      : Math.sin((Math.PI / 2) * turn);
  const c = Math.sin((Math.PI / 2) * (1 - Math.abs(turn)));
  const cycle = [s, c, -s, -c];
  const sine = Array.from({ length: n + 1 }, (_, k) => ((Math.PI / 2) ** k * cycle[k % 4]) / factorial(k));
  const mirrored = terms(a, n).map((t, k) => (k % 2 === 0 ? t : -t));
  return product(product(exponentialOf(factor, logarithm, n), sine, n), mirrored, n).map((c) => SCALE * c);
}
