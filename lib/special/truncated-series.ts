/** Power series of plain numbers, the first terms of each: derivatives of values by a parameter. */

export type Terms = readonly number[];

/** The first n + 1 terms of the product. */
export function product(a: Terms, b: Terms, n: number): number[] {
  return Array.from({ length: n + 1 }, (_, k) => {
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += (a[i] ?? 0) * (b[k - i] ?? 0);
    return sum;
  });
}

/** The terms of y·e^(ct). */
export function exponential(y: number, c: number, n: number): number[] {
  const terms = [y];
  for (let k = 1; k <= n; k++) terms.push((terms[k - 1] * c) / k);
  return terms;
}

/** The terms of y·e^a for a series without constant term: k·yₖ = Σ j·aⱼ·yₖ₋ⱼ. */
export function exponentialOf(y: number, a: Terms, n: number): number[] {
  const terms = [y];
  for (let k = 1; k <= n; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += j * (a[j] ?? 0) * terms[k - j];
    terms.push(sum / k);
  }
  return terms;
}

export function factorial(n: number): number {
  let f = 1;
  for (let k = 2; k <= n; k++) f *= k;
  return f;
}
