// Values of log B(a, b), also beside (1, 1), where it is 0: plain numbers in, plain numbers out.
import { logBeta as farFromOne } from './values.js';
import { zeta } from './zeta-values.js';

/** (-1)ᵏ·ζ(k)/k, k >= 2: log Γ(1+u) = -γu + Σ (-1)ᵏ·ζ(k)/k·uᵏ (DLMF 5.7.3). */
let terms: readonly number[] | undefined;

const TERMS = 48;

/** log B(a, b), a, b >= 0. */
export function logBeta(a: number, b: number): number {
  const [u, v] = [a - 1, b - 1];
  if (!(Math.abs(u) < 0.2 && Math.abs(v) < 0.2)) return farFromOne(a, b);
  terms ??= Array.from({ length: TERMS }, (_, k) => (k < 2 ? 0 : ((k % 2 === 0 ? 1 : -1) * zeta(0, k)) / k));
  // log B(1+u, 1+v) = -log(1+w) + Σ (-1)ᵏ·ζ(k)/k·(uᵏ + vᵏ - wᵏ), w = u + v: the linear terms are gone, and of k = 2 is left -2uv.
  const w = u + v;
  let sum = 0;
  for (let k = TERMS - 1; k > 2; k--) sum += terms[k] * (u ** k + v ** k - w ** k);
  return sum - 2 * terms[2] * u * v - Math.log1p(w);
}
