/** Identities of Bessel functions, and derivatives at 0: for values and for derivatives. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { derivative, mul, reciprocal, sub } from '../../lib/index.js';
import {
  besselI,
  besselI0,
  besselI1,
  besselJ,
  besselJ0,
  besselJ1,
  besselK,
  besselY0,
  besselY1,
  betaI,
  erf,
  gammaP,
  lambertW,
} from '../../lib/special/index.js';
import type { One } from '../support/functions.js';
import { same, U, ways } from './same-function.js';

const identities = suite('identities of Bessel functions, and derivatives at 0');

identities("Bessel's equation x²y'' + xy' + (±x² - n²)y = 0, differentiated up to 4 times", () => {
  const functions: [string, One, 1 | -1][] = [
    ['besselJ0', besselJ0 as One, 1],
    ['besselJ1', besselJ1 as One, 1],
    ['besselY0', besselY0 as One, 1],
    ['besselY1', besselY1 as One, 1],
    ['besselI0', besselI0 as One, -1],
    ['besselI1', besselI1 as One, -1],
  ];
  for (const [name, f, sign] of functions) {
    const order = name.endsWith('1') ? 1 : 0;
    for (const x of [0.1, 0.9, 2.4048, 3.7, 5.43, 8.01, 30, 99]) {
      for (const [way, by] of Object.entries(ways)) {
        const y = by(f, x, 6);
        for (let k = 0; k <= 4; k++) {
          // The kth derivative of x²y'' + xy' + (±x² - n²)y by Leibniz' rule.
          const at = (j: number): number => y[j] ?? 0;
          const terms = [
            x * x * at(k + 2),
            (2 * k + 1) * x * at(k + 1),
            (k * k + sign * x * x - order) * at(k),
            k > 0 ? sign * 2 * k * x * at(k - 1) : 0,
            k > 1 ? sign * k * (k - 1) * at(k - 2) : 0,
          ];
          const sum = terms.reduce((a, b) => a + b);
          const size = terms.reduce((a, b) => a + Math.abs(b), 0) + x * x;
          assert.ok(Math.abs(sum) <= 400 * U * size, `${name} at ${x}, order ${k} by ${way}: ${sum} of ${size}`);
        }
      }
    }
  }
});

identities("J₀' = -J₁, Y₀' = -Y₁, I₀' = I₁", () => {
  for (const x of [1e-300, 0.3, 2, 11.5, 70]) {
    assert.is(derivative(besselJ0 as One, x), -besselJ1(x));
    assert.is(derivative(besselY0 as One, x), -besselY1(x));
    assert.is(derivative(besselI0 as One, x), besselI1(x));
  }
});

identities('Wronskian: J₁Y₀ - J₀Y₁ = 2/(πx)', () => {
  const f: One = (x) => sub(mul(besselJ1(x), besselY0(x)), mul(besselJ0(x), besselY1(x)));
  const g: One = (x) => mul(2 / Math.PI, reciprocal(x));
  const size = (x: number, k: number): number => (1 + 1 / x) * (2 + k / x) ** k;
  same('Wronskian', f, g, [0.05, 0.7, 2, 5.5, 8, 20, 77], { orders: 4, roundings: 40, size });
});

identities('derivatives at 0 are those of the Maclaurin series, past the rows of the table', () => {
  const c = 2 / Math.sqrt(Math.PI);
  const at0: [string, One, number[]][] = [
    ['erf', erf as One, [0, c, 0, -2 * c, 0, 12 * c, 0]],
    ['besselJ0', besselJ0 as One, [1, 0, -1 / 2, 0, 3 / 8, 0, -5 / 16]],
    ['besselJ1', besselJ1 as One, [0, 1 / 2, 0, -3 / 8, 0, 5 / 16, 0]],
    ['besselI0', besselI0 as One, [1, 0, 1 / 2, 0, 3 / 8, 0, 5 / 16]],
    ['besselI1', besselI1 as One, [0, 1 / 2, 0, 3 / 8, 0, 5 / 16, 0]],
    // 1 - e^-x·(1 + x + x²/2)
    ['P(3, x)', (x) => gammaP(3, x), [0, 0, 0, 1, -3, 6, -10]],
    ['P(1, x)', (x) => gammaP(1, x), [0, 1, -1, 1, -1, 1, -1]],
    // 6x² - 8x³ + 3x⁴
    ['I_x(2, 3)', (x) => betaI(x, 2, 3), [0, 0, 12, -48, 72, 0, 0]],
    ['I_(1-x)(3, 2)', (x) => betaI(sub(1, x), 3, 2), [1, 0, -12, 48, -72, 0, 0]],
  ];
  for (const [name, f, exact] of at0) {
    for (const [way, by] of Object.entries(ways)) {
      by(f, 0, 6).forEach((d, k) => {
        assert.ok(Math.abs(d - (exact[k] as number)) <= 16 * U * 72, `${name}, derivative ${k} by ${way}: ${d}`);
      });
    }
  }
});

identities('real orders: half of an odd number, the Wronskian of I and K, the values at 0, and NaN', () => {
  const close = (a: number, due: number, label: string): void =>
    assert.ok(Math.abs(a - due) <= 16 * U * Math.abs(due), `${label}: ${a}, due ${due}`);
  for (const x of [0.3, 1, 2.5, 7, 30, 60, 500]) {
    const size = Math.sqrt(2 / (Math.PI * x));
    const bound = 64 * U * size * Math.max(1, x / 8);
    for (const [v, due] of [
      [0.5, Math.sin(x)],
      [-0.5, Math.cos(x)],
    ] as const) {
      assert.ok(Math.abs(besselJ(v, x) - size * due) <= bound, `J of order ${v} at ${x}`);
      // y' = ∓(C of the other order) - y/(2x)
      const slope = size * ((v > 0 ? Math.cos(x) : -Math.sin(x)) - due / (2 * x));
      const actual = derivative((t) => besselJ(v, t), x);
      assert.ok(Math.abs(actual - slope) <= 2 * bound * Math.max(1, 1 / x), `slope of J of order ${v} at ${x}`);
    }
    // I_v·K_(v+1) + I_(v+1)·K_v = 1/x
    for (const v of [0.1, 0.25, 0.3, 0.45, 1.7, 2, 5.3]) {
      const sum = besselI(v, x) * besselK(v + 1, x) + besselI(v + 1, x) * besselK(v, x);
      if (x < 100) close(x * sum, 1, `Wronskian of order ${v} at ${x}`);
    }
  }
  const at0 = [-1.5, -0.5, 0, 0.5, 2].map((v) => [besselJ(v, 0), besselI(v, 0), besselK(v, 0)]);
  const { POSITIVE_INFINITY: infinity } = Number;
  // (x/2)^v/Γ(v+1), with Γ(-1/2) < 0
  assert.equal(at0, [
    [-infinity, -infinity, infinity],
    [infinity, infinity, infinity],
    [1, 1, infinity],
    [0, 0, infinity],
    [0, 0, infinity],
  ]);
  for (const f of [besselJ, besselI, besselK]) {
    for (const v of [0.3, 2, -1.5]) assert.ok(Number.isNaN(f(v, Number.NaN) + derivative((t) => f(v, t), Number.NaN)));
    assert.ok(Number.isNaN(f(0.3, -1)), 'outside the domain');
  }
});

identities('the branch -1 of W beside 0, also where x is subnormal: w + log(-w) = log(-x), W′ = w/(x·(1 + w))', () => {
  for (const x of [-1e-3, -1e-20, -1e-280, -1e-291, -1e-300, -1e-305, -1e-310, -5e-324]) {
    const w = lambertW(x, -1) as number;
    const rest = w + Math.log(-w) - Math.log(-x);
    assert.ok(Math.abs(rest) <= 2 * U * Math.abs(w), `${x}: ${w}, rest ${rest}`);
    const slope = derivative((t) => lambertW(t, -1), x);
    const due = w / (1 + w) / x;
    assert.ok(slope === due || Math.abs(slope - due) <= 8 * U * Math.abs(due), `slope at ${x}: ${slope}, due ${due}`);
  }
});

identities.run();
