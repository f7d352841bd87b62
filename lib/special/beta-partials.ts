/** Derivatives of B(a, b) and its logarithm of every order at plain numbers: for power series, which take the first orders by the rows. */
import { factorial } from './truncated-series.js';
import { beta, polygamma } from './values.js';

/** ∂ⁱ/∂aⁱ ∂ʲ/∂bʲ of log B, i + j >= 1. */
export function logBetaPartial(i: number, j: number, a: number, b: number): number {
  if (i > 0 && j > 0) return -polygamma(i + j - 1, a + b);
  return i > 0 ? -rise(i - 1, a, b) : -rise(j - 1, b, a);
}

/** ψ⁽ⁿ⁾(a+b) - ψ⁽ⁿ⁾(a), for small b by the series in b. */
export function rise(n: number, a: number, b: number): number {
  if (Math.abs(b) > 0.05 * a) return polygamma(n, a + b) - polygamma(n, a);
  let sum = 0;
  let power = 1;
  for (let k = 1; k < 14; k++) {
    power *= b / k;
    sum += polygamma(n + k, a) * power;
  }
  return sum;
}

/** ∂ⁱ/∂aⁱ ∂ʲ/∂bʲ of B: of e^c, c the terms of log B. */
export function betaPartial(i: number, j: number, a: number, b: number): number {
  const c = (p: number, q: number): number => logBetaPartial(p, q, a, b) / (factorial(p) * factorial(q));
  return beta(a, b) * factorial(i) * factorial(j) * exponentialOfTable(c, i, j)[i][j];
}

/** The terms [i][k] of e^c for a series c in two variables without a constant term. */
export function exponentialOfTable(c: (i: number, k: number) => number, n: number, m: number): number[][] {
  const e: number[][] = [];
  for (let i = 0; i <= n; i++) {
    e[i] = [];
    for (let k = 0; k <= m; k++) {
      if (i === 0 && k === 0) e[i][k] = 1;
      else {
        // By the variable that is there: i·eᵢₖ = Σ r·c_rt·e_(i-r)(k-t).
        let sum = 0;
        for (let r = 0; r <= i; r++) {
          for (let t = 0; t <= k; t++) {
            const weight = i > 0 ? r : t;
            if (weight > 0) sum += weight * c(r, t) * e[i - r][k - t];
          }
        }
        e[i][k] = sum / (i > 0 ? i : k);
      }
    }
  }
  return e;
}
