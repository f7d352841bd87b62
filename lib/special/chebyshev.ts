/** Sums of Chebyshev polynomials, whose coefficients build/coefficients.py writes. */

/** Σ cⱼ·Tⱼ(t), -1 <= t <= 1 (Clenshaw). */
export function chebyshev(c: readonly number[], t: number): number {
  const twice = 2 * t;
  let b0 = 0;
  let b1 = 0;
  for (let k = c.length - 1; k > 0; k--) {
    const b = twice * b0 - b1 + c[k];
    b1 = b0;
    b0 = b;
  }
  return t * b0 - b1 + c[0];
}
