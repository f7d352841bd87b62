// P(a, x) or (upper) Q(a, x) for a > 0, x >= 0: the normalized form only.
import igammaFinal from '@stdlib/math-base-special-gammainc/lib/igamma_final.js';

export default function gammainc(x, a, normalized, upper) {
  return igammaFinal(x, a, true, upper);
}
