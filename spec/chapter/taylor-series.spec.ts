/** Section 5.1.1: Taylor polynomials and series. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  derivatives,
  exp,
  log,
  mul,
  nthDerivative,
  pow,
  reciprocal,
  type Scalar,
  sin,
  sub,
  taylor,
  taylorPolynomial,
} from '../../lib/index.js';
import { near } from '../support/assert.js';

const chapter = suite('section 5.1.1');

/** k! as an exact whole number. */
const factorial = (k: number): bigint => (k === 0 ? 1n : BigInt(k) * factorial(k - 1));

chapter('(5.7), (5.8): the polynomial has the coefficients f⁽ᵏ⁾(x₀)/k!, and the series is the function', () => {
  const e = taylorPolynomial(exp, 1, 8);
  e.coefficients.forEach((c, k) => {
    near(c, Math.E / Number(factorial(k)), 2, `exp about 1, k = ${k}:`);
  });
  equal(taylorPolynomial((x) => reciprocal(sub(1, x)), 0, 6).coefficients, [1, 1, 1, 1, 1, 1, 1]);
  // log about 2: f⁽ᵏ⁾ = (-1)^(k-1)·(k-1)!/2^k.
  const l = taylorPolynomial(log, 2, 6);
  equal(l.coefficients.map((c, k) => c * 2 ** k * k).slice(1), [1, -1, 1, -1, 1, -1]);
  // 0⁰ = 1: at the center every polynomial has the value of f.
  for (const n of [0, 1, 5]) is(taylorPolynomial(exp, 1, n).evaluate(1), Math.E);
  // The remainder of exp about 0 at x is below e^|x|·|x|^(n+1)/(n+1)!: it goes to 0.
  for (const x of [-2, 0.5, 3]) {
    for (const n of [2, 5, 10, 20, 40]) {
      const bound = (Math.exp(Math.abs(x)) * Math.abs(x) ** (n + 1)) / Number(factorial(n + 1));
      const error = Math.abs(taylorPolynomial(exp, 0, n).evaluate(x) - Math.exp(x));
      ok(error <= bound + 1e-14, `degree ${n} at ${x}: ${error}, bound ${bound}`);
    }
  }
});

chapter('(5.9)-(5.18), example 5.3: x⁴ about 1 to degree 6, and T₆ = x⁴ everywhere', () => {
  const f = (x: Scalar): Scalar => pow(x, 4);
  equal(derivatives(f, 1, 6), [1, 4, 12, 24, 24, 0, 0]);
  [1, 4, 12, 24, 24, 0, 0].forEach((expected, k) => {
    is(nthDerivative(f, 1, k), expected);
  });
  const t6 = taylorPolynomial(f, 1, 6);
  // (5.17): 1 + 4(x-1) + 6(x-1)² + 4(x-1)³ + (x-1)⁴
  equal(t6.coefficients, [1, 4, 6, 4, 1, 0, 0]);
  // (5.18): multiplied out, all powers of x cancel but the fourth.
  equal(taylor(t6, 0, 6), [0, 0, 0, 0, 1, 0, 0]);
  for (let x = -5; x <= 5; x += 0.25) is(t6.evaluate(x), x ** 4);
});

const wave = (x: Scalar): Scalar => add(sin(x), cos(x));

chapter('(5.19)-(5.25), example 5.4: the derivatives of sin x + cos x at 0 are 1, 1, -1, -1, 1, ...', () => {
  const signs = [1, 1, -1, -1];
  const order = 60;
  derivatives(wave, 0, order).forEach((d, k) => {
    near(d, signs[k % 4], 2, `f⁽${k}⁾(0):`);
  });
  equal(derivatives(wave, 0, 5), [1, 1, -1, -1, 1, 1]);
  taylor(wave, 0, order).forEach((c, k) => {
    near(c, signs[k % 4] / Number(factorial(k)), 2, `coefficient ${k}:`);
  });
});

chapter('figure 5.4: T₀, T₁, T₅ and T₁₀ of sin x + cos x on [-4, 4]', () => {
  const [t0, t1, t5, t10] = [0, 1, 5, 10].map((n) => taylorPolynomial(wave, 0, n));
  for (let x = -4; x <= 4; x += 0.125) {
    is(t0(x), 1);
    is(t1(x), 1 + x);
    // Lagrange's remainder: |f⁽ⁿ⁺¹⁾| is √2 at most.
    for (const t of [t0, t1, t5, t10]) {
      const bound = (Math.SQRT2 * Math.abs(x) ** (t.degree + 1)) / Number(factorial(t.degree + 1));
      const error = Math.abs(t(x) - Math.sin(x) - Math.cos(x));
      ok(error <= bound + 1e-14, `T${t.degree}(${x}) errs by ${error}, bound ${bound}`);
    }
  }
  // 1 + x - x²/2 - x³/6 + x⁴/24 + x⁵/120 as a fraction, and five terms more.
  near(t5(2), 3 / 5, 4, 'T₅(2):');
  near(t5(4), 83 / 15, 4, 'T₅(4):');
  near(t10(4), -6367 / 4725, 16, 'T₁₀(4):');
});

chapter('(5.26), (5.27): the power series of cos and sin', () => {
  const [c, s] = [taylor(cos, 0, 41), taylor(sin, 0, 41)];
  for (let k = 0; k <= 20; k++) {
    const sign = k % 2 === 0 ? 1 : -1;
    near(c[2 * k], sign / Number(factorial(2 * k)), 1, `cos, x^${2 * k}:`);
    near(s[2 * k + 1], sign / Number(factorial(2 * k + 1)), 1, `sin, x^${2 * k + 1}:`);
    is(c[2 * k + 1], 0);
    is(s[2 * k], 0);
  }
});

chapter('(5.28): a power series Σ aₖ(x - c)ᵏ has the coefficients aₖ about c', () => {
  const a = [3, -1, 4, 1, -5, 9, 2, -6];
  const c = 2.5;
  const series = (x: Scalar): Scalar =>
    a.reduce<Scalar>((sum, coefficient, k) => add(sum, mul(coefficient, pow(sub(x, c), k))), 0);
  equal(taylor(series, c, 7), a);
  equal(
    derivatives(series, c, 9),
    [...a, 0, 0].map((coefficient, k) => coefficient * Number(factorial(k))),
  );
});

chapter.run();
