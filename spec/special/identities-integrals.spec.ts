/** Identities of beta, error and incomplete functions: for values and for derivatives. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  add,
  asin,
  div,
  exp,
  log,
  mul,
  neg,
  pow,
  type Scalar,
  sqrt,
  square,
  sub,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { beta, betaI, erf, erfc, gammaP, gammaQ, logBeta } from '../../lib/special/index.js';
import type { One, Two } from '../support/functions.js';
import { nested, same, U, ways } from './same-function.js';

const identities = suite('identities of beta, error and incomplete functions');

identities('erf + erfc = 1, and their derivatives cancel to the last bit', () => {
  for (const x of [-5, -0.3, 0, 1e-10, 0.7, 2, 6, 26.9]) {
    assert.ok(Math.abs((erf(x) as number) + (erfc(x) as number) - 1) <= 2 * U);
    for (const by of Object.values(ways)) {
      const [a, b] = [by(erf as One, x, 5), by(erfc as One, x, 5)];
      for (let k = 1; k <= 5; k++) assert.is((a[k] as number) + (b[k] as number), 0);
    }
  }
});

identities('erf(x) = P(½, x²) and erfc(x) = Q(½, x²) for x > 0', () => {
  const size = (x: number, k: number): number => ((2 * x + 3 / x) ** k + 1) * Math.exp(-x * x) + (k === 0 ? 1 : 0);
  const xs = [0.1, 0.8, 1.5, 3, 5.5];
  same('erf', erf as One, (x) => gammaP(0.5, square(x)), xs, { orders: 4, roundings: 200, size });
  same('erfc', erfc as One, (x) => gammaQ(0.5, square(x)), xs, { orders: 4, roundings: 200, size });
});

identities('P(a, x) + Q(a, x) = 1, and their derivatives cancel to the last bit', () => {
  for (const a of [0.2, 1, 3, 12.5, 400]) {
    for (const x of [0, 1e-40, 0.3, a, 3 * a, 1e4]) {
      assert.ok(Math.abs(gammaP(a, x) + gammaQ(a, x) - 1) <= 4 * U, `${a}, ${x}`);
      const p = nested((t) => gammaP(a, t), x, 3);
      const q = nested((t) => gammaQ(a, t), x, 3);
      for (let k = 1; k <= 3; k++) if (Number.isFinite(p[k])) assert.is((p[k] as number) + (q[k] as number), 0);
    }
  }
});

identities('Q(n, x) = e^-x·(1 + x + ... + x^(n-1)/(n-1)!) for whole n', () => {
  for (const n of [1, 2, 3, 6]) {
    const g: One = (x) => {
      let sum: Scalar = 1;
      for (let k = n - 1; k >= 1; k--) sum = add(1, mul(sum, div(x, k)));
      return mul(exp(neg(x)), sum);
    };
    const size = (x: number, k: number): number => Math.exp(-x) * (2 + x) ** n * (3 + n) ** k;
    same(`Q(${n}, x)`, (x) => gammaQ(n, x), g, [0, 1e-50, 0.01, 0.9, 3, 20, 100], { orders: 7, roundings: 40, size });
  }
});

identities('I_x(a, b) in closed form: x^a, 1 - (1-x)^b, 2/π·arcsin √x', () => {
  const xs = [0.03, 0.2, 0.49, 0.5, 0.51, 0.8, 0.97];
  const size = (x: number, k: number): number => (10 / Math.min(x, 1 - x)) ** k;
  for (const a of [0.3, 1, 2, 4.5]) {
    same(
      `x^${a}`,
      (x) => betaI(x, a, 1),
      (x) => pow(x, a),
      xs,
      { orders: 4, roundings: 60, size },
    );
    const g: One = (x) => sub(1, pow(sub(1, x), a));
    same(`1 - (1-x)^${a}`, (x) => betaI(x, 1, a), g, xs, { orders: 4, roundings: 60, size });
  }
  const arcsine: One = (x) => mul(2 / Math.PI, asin(sqrt(x)));
  same('arcsine', (x) => betaI(x, 0.5, 0.5), arcsine, xs, { orders: 4, roundings: 100, size });
});

identities('I_x(a, b) + I_(1-x)(b, a) = 1', () => {
  for (const [a, b] of [
    [0.5, 2.5],
    [3, 3],
    [20, 7.5],
    [300, 500],
  ] as const) {
    for (const x of [0, 0.125, a / (a + b), 0.5, 0.9, 1]) {
      const f = nested((t) => betaI(t, a, b), x, 3);
      const g = nested((t) => betaI(sub(1, t), b, a), x, 3);
      assert.ok(Math.abs((f[0] as number) + (g[0] as number) - 1) <= 64 * U, `${x}, ${a}, ${b}`);
      for (let k = 1; k <= 3; k++) {
        const [d, e] = [f[k] as number, g[k] as number];
        if (Number.isFinite(d)) assert.ok(Math.abs(d + e) <= 1e-12 * Math.abs(d), `${x}, ${a}, ${b}: ${d}, ${e}`);
      }
    }
  }
});

/** Value, gradient and Hessian as one list. */
function jet(f: Two, a: number, b: number): number[] {
  const { value, gradient, hessian } = valueGradientAndHessian(([x, y]) => f(x, y), [a, b]);
  return [value, ...gradient, ...hessian.flat()];
}

const PAIRS: readonly (readonly [number, number])[] = [
  [1e-30, 1e-30],
  [1e-3, 2],
  [0.2, 0.3],
  [0.9, 0.95],
  [1, 1],
  [0.5, 40],
  [3, 2.5],
  [60, 80],
  [1e4, 0.1],
  [1e6, 1e7],
];

identities('B(a, b) = B(b, a) with all derivatives', () => {
  for (const f of [beta, logBeta] as Two[]) {
    for (const [a, b] of PAIRS) {
      const [v, fa, fb, aa, ab, , bb] = jet(f, a, b);
      const swapped = jet(f, b, a);
      assert.equal(swapped, [v, fb, fa, bb, ab, ab, aa], `${a}, ${b}`);
    }
  }
});

identities('B(a, b) = B(a+1, b) + B(a, b+1) with all derivatives', () => {
  for (const [a, b] of PAIRS) {
    const left = jet(beta as Two, a, b);
    const right = jet((x, y) => add(beta(add(x, 1), y), beta(x, add(y, 1))), a, b);
    left.forEach((d, i) => {
      assert.ok(Math.abs(d - (right[i] as number)) <= 64 * U * Math.abs(d), `${a}, ${b}: ${left} and ${right}`);
    });
  }
});

identities('log B is the logarithm of B: its derivatives are those of log(beta)', () => {
  for (const [a, b] of PAIRS.filter(([x, y]) => beta(x, y) > 1e-100)) {
    const left = jet(logBeta as Two, a, b);
    const right = jet((x, y) => log(beta(x, y)), a, b);
    const [, fa, fb] = left as [number, number, number];
    const sizes = [1 + Math.abs(left[0] as number), Math.abs(fa), Math.abs(fb), fa * fa, fa * fb, fa * fb, fb * fb];
    left.forEach((d, i) => {
      const size = Math.abs(sizes[i] as number) + Math.abs(d);
      assert.ok(Math.abs(d - (right[i] as number)) <= 100 * U * size, `${a}, ${b}, ${i}: ${d} and ${right[i]}`);
    });
  }
});

identities('B(a, 1) = 1/a and ∂³B/∂a³, with B(½, ½) = π', () => {
  for (const a of [1e-20, 0.3, 1, 2.5, 700, 1e12]) {
    const d = nested((x) => beta(x, 1), a, 3);
    [1 / a, -1 / a ** 2, 2 / a ** 3, -6 / a ** 4].forEach((exact, k) => {
      assert.ok(Math.abs((d[k] as number) - exact) <= 100 * U * Math.abs(exact), `${a}: derivative ${k} is ${d[k]}`);
    });
  }
  assert.ok(Math.abs(beta(0.5, 0.5) - Math.PI) <= 8 * U);
});

identities.run();
