/** ψ⁽ⁿ⁾(a+b) - ψ⁽ⁿ⁾(a), n = 0 or 1, without the cancellation of the two. */

import { lt, select } from '../functions/compare.js';
import { expm1, log1p } from '../functions/exponential.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, neg } from '../scalar/arithmetic.js';

/** B₂ₖ/(2k), k = 1 ... 8: ψ(z) ~ log z - 1/(2z) - Σ B₂ₖ/(2k)·z^(-2k) (Abramowitz and Stegun, 6.3.18). */
const BERNOULLI = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/** From here on the asymptotic series has all digits. */
const FAR = 12;

/**
 * The difference of the asymptotic series, term by term, after steps of the recurrence ψ(z+1) = ψ(z) + 1/z up to FAR:
 * z^-p - (z+b)^-p = -z^-p·expm1(-p·log1p(b/z)), and log(z+b) - log z = log1p(b/z).
 */
export function polygammaDifference(n: 0 | 1, a: Scalar, b: Scalar): Scalar {
  let z = a;
  let steps: Scalar = 0;
  for (let k = 0; k < FAR; k++) {
    // Where a is far already the steps stay 0: select keeps every mode on one path.
    const here = z;
    steps = add(
      steps,
      select(
        lt(here, FAR),
        () => step(n, here, b),
        () => 0,
      ),
    );
    z = select(
      lt(here, FAR),
      () => add(here, 1),
      () => here,
    );
  }
  return add(steps, farDifference(n, z, b));
}

/** 1/z - 1/(z+b) = b/(z(z+b)), and -(1/z² - 1/(z+b)²) = -b(2z+b)/(z(z+b))². */
function step(n: 0 | 1, z: Scalar, b: Scalar): Scalar {
  const shifted = add(z, b);
  const first = div(div(b, z), shifted);
  if (n === 0) return first;
  return neg(mul(first, add(div(1, z), div(1, shifted))));
}

function farDifference(n: 0 | 1, z: Scalar, b: Scalar): Scalar {
  const growth = log1p(div(b, z));
  const inverse = div(1, z);
  const inverse2 = mul(inverse, inverse);
  // (z+b)^-p - z^-p for the power inverse^p
  const change = (p: number, power: Scalar): Scalar => mul(power, expm1(mul(-p, growth)));
  let power = inverse2;
  let tail: Scalar = 0;
  BERNOULLI.forEach((coefficient, i) => {
    const p = 2 * (i + 1);
    // ψ: -B/(2k)·z^-2k. ψ': B·z^(-2k-1), as its derivative.
    const term =
      n === 0 ? mul(-coefficient, change(p, power)) : mul(coefficient * p, change(p + 1, mul(power, inverse)));
    tail = add(tail, term);
    power = mul(power, inverse2);
  });
  if (n === 0) return add(add(growth, mul(-0.5, change(1, inverse))), tail);
  return add(add(change(1, inverse), mul(0.5, change(2, inverse2))), tail);
}
