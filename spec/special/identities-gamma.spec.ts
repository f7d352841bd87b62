/** Identities of the gamma function and its derivatives: for values and for derivatives. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { add, cos, derivative, div, log, mul, pow, type Scalar, sin, sub } from '../../lib/index.js';
import { digamma, gamma, logGamma, polygamma, trigamma } from '../../lib/special/index.js';
import type { One } from '../support/functions.js';
import { same } from './same-function.js';

const identities = suite('identities of the gamma function and its derivatives');

identities('Γ(x+1) = xΓ(x)', () => {
  const f: One = (x) => gamma(add(x, 1));
  const g: One = (x) => mul(x, gamma(x));
  same('gamma', f, g, [1.25, 4.5, 30, 120.5], { orders: 5, roundings: 400 });
  // Near poles the terms of a derivative cancel.
  const size = (x: number, k: number): number => {
    const distance = Math.abs(x - Math.round(x));
    return (Math.abs(gamma(x)) + Math.abs(gamma(x + 1))) * (3 / distance + 5) ** k * 10;
  };
  same('gamma', f, g, [0.125, 0.6875], { orders: 5, roundings: 100, size });
  same('gamma', f, g, [-0.3, -1.4, -2.75, -10.2, -50.6], { orders: 4, roundings: 200, size });
});

identities('Γ(x)Γ(1-x) = π/sin(πx)', () => {
  const f: One = (x) => mul(gamma(x), gamma(sub(1, x)));
  const g: One = (x) => div(Math.PI, sin(mul(Math.PI, x)));
  const size = (x: number, k: number): number => Math.abs(g(x) as number) * (4 / Math.min(x, 1 - x)) ** k * 6;
  same('reflection', f, g, [0.1, 0.25, 0.4, 0.61, 0.87], { orders: 4, roundings: 100, size });
});

identities('Γ(2x) = 2^(2x-1)/√π·Γ(x)Γ(x+½)', () => {
  const f: One = (x) => gamma(mul(2, x));
  const g: One = (x) => mul(mul(pow(2, sub(mul(2, x), 1)), 1 / Math.sqrt(Math.PI)), mul(gamma(x), gamma(add(x, 0.5))));
  same('duplication', f, g, [0.2, 0.9, 2.3, 17.1, 60], { orders: 4, roundings: 500 });
});

identities('logGamma is log Γ', () => {
  const size = (x: number, k: number): number => (x > 1 ? Math.log(x) ** k + x : (k + 1) ** k / x ** k + 1 / x);
  same('logGamma', logGamma as One, (x) => log(gamma(x)), [0.2, 0.9, 3.3, 17, 25], { orders: 4, roundings: 1e4, size });
});

identities('ψ(x+1) = ψ(x) + 1/x, and the same for the derivatives of ψ', () => {
  const xs = [0.1, 0.6, 1.5, 7.7, 40];
  const back = (n: number, x: Scalar): Scalar => {
    let f = 1;
    for (let k = 2; k <= n; k++) f *= k;
    return mul(n % 2 === 0 ? f : -f, pow(x, -n - 1));
  };
  for (let n = 0; n <= 6; n++) {
    const size = (x: number, k: number): number => Math.abs(back(n + k, x) as number) + Math.abs(polygamma(n + k, x));
    const f: One = (x) => polygamma(n, add(x, 1));
    const g: One = (x) => add(polygamma(n, x), back(n, x));
    same(`polygamma(${n})`, f, g, xs, { orders: 4, roundings: 40, size });
  }
});

identities('ψ(1-x) - ψ(x) = π·cot(πx), and the same for the derivatives of ψ', () => {
  const f: One = (x) => sub(digamma(sub(1, x)), digamma(x));
  const g: One = (x) => div(mul(Math.PI, cos(mul(Math.PI, x))), sin(mul(Math.PI, x)));
  const size = (x: number, k: number): number => (8 / Math.abs(x - Math.round(x))) ** (k + 1);
  same('reflection', f, g, [0.2, 0.45, -0.5, -1.3, -7.48, -20.6], { orders: 5, roundings: 100, size });
});

identities('trigamma is the slope of digamma, polygamma(2, x) that of trigamma', () => {
  for (const x of [-3.7, 0.01, 1, 5.5, 1e30]) {
    assert.is(derivative(digamma as One, x), trigamma(x));
    assert.is(derivative(trigamma as One, x), polygamma(2, x));
    assert.is(
      derivative((t) => polygamma(7, t), x),
      polygamma(8, x),
    );
  }
});

identities.run();
