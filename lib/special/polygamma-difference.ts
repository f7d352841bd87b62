/**
 * Differences of ψ and ψ' over their step, without the cancellation of ψ(a+b) - ψ(a):
 *
 *     ψ[a, s] = (ψ(s) - ψ(a))/b        ψ'[a, s] = (ψ'(s) - ψ'(a))/b        ψ[a, s, s] = (ψ'(s) - ψ[a, s])/b,     s = a + b
 *
 * Steps of the recurrence ψ(z+1) = ψ(z) + 1/z lead to z >= 12, where the asymptotic series ψ(z) ~ log z - 1/(2z) -
 * Σ B₂ₖ/(2k)·z^(-2k) (Abramowitz and Stegun 6.3.18) has all digits. Divided differences of 1/z^p are products of 1/z and
 * 1/(z+b), so all terms have one sign, but those with alternating Bernoulli numbers, which are small.
 */
import { cases, lt } from '../branches/compare.js';
import { log1prel } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul } from '../scalar/arithmetic.js';

/** B₂ₖ/(2k), k = 1 ... 8. */
const BERNOULLI = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/** The coefficients of 1/z, 1/z², 1/z³ ... in log z - ψ(z), and in ψ'(z). */
const OF_PSI: readonly number[] = /* @__PURE__ */ [0.5, ...BERNOULLI.flatMap((c) => [c, 0])];
const OF_TRIGAMMA: readonly number[] = /* @__PURE__ */ [1, 0.5, ...BERNOULLI.flatMap((c, i) => [2 * (i + 1) * c, 0])];

/** From here on the asymptotic series has all digits. */
const FAR = 12;

/** One of the three differences, up to sign. */
interface Kind {
  /** The difference of 1/z, times a weight: what one step of the recurrence leaves behind. By w first, the larger. */
  step(weight: Scalar, z: Scalar, w: Scalar): Scalar;
  /** The difference of the asymptotic series, from z on, times a weight. */
  far(weight: Scalar, z: Scalar, w: Scalar, b: Scalar): Scalar;
}

/** ψ[a, s] > 0. */
export const SLOPE: Kind = {
  step: (weight, z, w) => div(div(weight, w), z),
  far: (weight, z, w, b) => {
    const u = div(weight, z);
    const logarithm = mul(u, log1prel(div(b, z)));
    return add(logarithm, mul(div(u, w), powers(OF_PSI, z, w, false)));
  },
};

/** -ψ'[a, s] > 0. */
export const FALL: Kind = {
  step: (weight, z, w) => mul(div(div(weight, w), z), add(div(1, z), div(1, w))),
  far: (weight, z, w) => mul(div(div(weight, z), w), powers(OF_TRIGAMMA, z, w, false)),
};

/** -ψ[a, s, s] > 0, for 0 <= b <= 1. */
export const BEND: Kind = {
  step: (weight, z, w) => div(div(div(weight, z), w), w),
  far: (weight, z, w, b) => {
    // -log[z, w, w] = (½ + r/3 + r²/4 + ...)/w², r = b/w.
    const r = div(b, w);
    let series: Scalar = 0;
    for (let n = 16; n >= 0; n--) series = add(mul(series, r), 1 / (n + 2));
    const v = div(div(weight, w), w);
    return add(mul(v, series), mul(div(v, z), powers(OF_PSI, z, w, true)));
  },
};

/**
 * Σ cₘ·hₘ, where hₘ is the sum of all products of m factors 1/z and 1/w, or (twice) 1/z, 1/w and 1/w: the difference of
 * Σ cₘ/z^(m+1) over that of 1/z.
 */
function powers(c: readonly number[], z: Scalar, w: Scalar, twice: boolean): Scalar {
  const u = div(1, z);
  const v = div(1, w);
  let power: Scalar = 1;
  let two: Scalar = 1;
  let three: Scalar = 1;
  let sum: Scalar = c[0];
  for (let m = 1; m < c.length; m++) {
    power = mul(power, v);
    two = add(mul(u, two), power);
    three = add(mul(v, three), two);
    if (c[m] !== 0) sum = add(sum, mul(c[m], twice ? three : two));
  }
  return sum;
}

/** A difference from a to a + b, times a weight; a, b >= 0. */
export function weighted(kind: Kind, weight: Scalar, a: Scalar, b: Scalar): Scalar {
  // + 0: the pole at -0 is that at 0.
  let z = add(a, 0);
  let steps: Scalar = 0;
  for (let k = 0; k < FAR; k++) {
    // Where a is far already the steps stay 0: select keeps every mode on one path.
    const here = z;
    const near = lt(here, FAR);
    steps = cases([[near, () => add(steps, kind.step(weight, here, add(here, b)))]], steps);
    z = cases([[near, () => add(here, 1)]], here);
  }
  return add(steps, kind.far(weight, z, add(z, b), b));
}
