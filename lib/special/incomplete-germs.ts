/**
 * The incomplete functions beside the ends of their range, where no power series in x serve, and inside of it, for germs: with
 * p = a + δ and q = b + η
 *
 *     P(p, x)   = x^p/Γ(p)·Σ (-x)ⁿ/(n!·(p+n))                          (DLMF 8.7.1)
 *     I_x(p, q) = x^p/B(p, q)·Σ (1-q)ₙ·xⁿ/(n!·(p+n))                   (DLMF 8.17.7, 8.17.8)
 *
 * Each factor is a table of its terms in δ and η, and the derivative of order i by a and k by b is i!·k! times a term of the
 * product. The mth derivative by x has p·(p-1)... for x^p, of which the first factor goes with 1/(p+n).
 */
import { lt } from '../branches/branch.js';
import { log } from '../functions/exponential.js';
import { pow } from '../functions/powers.js';
import type { Active, Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { beta } from './beta.js';
import { gamma, polygamma } from './gamma.js';
import { factorial } from './truncated-series.js';

/** Below, a standard part is put in like an infinitesimal. */
const BESIDE = 1e-20;
/** Terms about a point inside. */
const INSIDE = 5;

/** [i][k] is the coefficient of δ^i·η^k. */
type Table = readonly (readonly Scalar[])[];

/** A germ, of which all orders count. */
export function isGerm(x: Scalar): x is Active {
  return typeof x !== 'number' && x.oracle?.hasOrders === true;
}

/** True for a standard part beside which power series do not serve. */
export function isBesideZero(s: number): boolean {
  return s >= 0 && s < BESIDE;
}

/** 0 with an error of the nth power of x. */
function beyond(x: Scalar, n: number): Scalar {
  const zero = (): number => 0;
  const series: UnaryRule['series'] = (x, y) => {
    while (y.length < x.length) y.push(y.length < n ? 0 : Number.NaN);
  };
  const rule: UnaryRule = { name: 'remainder', value: zero, slope: zero, curvature: zero, third: zero, series };
  return typeof x === 'number' ? 0 : x.unary(rule);
}

function tableOf(i: number, k: number, at: (p: number, q: number) => Scalar): Scalar[][] {
  return Array.from({ length: i + 1 }, (_, p) => Array.from({ length: k + 1 }, (_, q) => at(p, q)));
}

function product(a: Table, b: Table): Scalar[][] {
  return tableOf(a.length - 1, a[0].length - 1, (i, k) => {
    let sum: Scalar = 0;
    for (let p = 0; p <= i; p++) {
      for (let q = 0; q <= k; q++) {
        if (a[p][q] !== 0 && b[i - p][k - q] !== 0) sum = add(sum, mul(a[p][q], b[i - p][k - q]));
      }
    }
    return sum;
  });
}

/** e^c for a c without a constant term: i·eᵢₖ = Σ r·c_rt·e_(i-r)(k-t), or by the other variable. */
function exponential(c: Table): Scalar[][] {
  const e: Scalar[][] = c.map((row) => row.map(() => 0));
  c.forEach((row, i) => {
    row.forEach((_, k) => {
      let sum: Scalar = 0;
      for (let r = 0; r <= i; r++) {
        for (let t = 0; t <= k; t++) {
          const weight = i > 0 ? r : t;
          if (weight > 0) sum = add(sum, mul(weight, mul(c[r][t], e[i - r][k - t])));
        }
      }
      e[i][k] = i + k === 0 ? 1 : div(sum, i > 0 ? i : k);
    });
  });
  return e;
}

/** What makes a function: the factor in front, the coefficients by powers of x. */
interface Kind {
  /** 1/Γ(p) or 1/B(p, q), relative to its value at a and b. */
  readonly relative: Table;
  readonly start: Scalar;
  /** The coefficient of xⁿ over that before. */
  ratio(n: number): Table;
}

/** The derivatives at a germ x beside 0. */
function besideZero(m: number, i: number, k: number, x: Scalar, a: Scalar, { relative, start, ratio }: Kind): Scalar {
  if (m === 0 && typeof x !== 'number' && x.oracle?.isNothing?.(0) === true) return 0;
  const terms = ((x as Active).oracle?.depth ?? 0) + 2;
  let coefficient: Scalar[][] = tableOf(i, k, (p, q) => (p + q === 0 ? 1 : 0));
  let sum: Scalar[][] = tableOf(i, k, () => 0);
  let power: Scalar = 1;
  for (let n = 0; n < terms; n++) {
    if (n > 0) {
      coefficient = product(coefficient, ratio(n));
      power = mul(power, x);
      if (coefficient.every((row) => row.every((c) => c === 0))) break;
    }
    const at = add(a, n);
    let term = coefficient;
    if (m === 0) term = product(term, reciprocal(i, k, at));
    for (let l = 1; l < m; l++) term = product(term, linear(i, k, sub(at, l), 1, 0));
    sum = sum.map((row, p) => row.map((s, q) => add(s, mul(power, term[p][q]))));
  }
  const logarithm = i > 0 ? log(x) : 0;
  const powers = exponential(tableOf(i, k, (p, q) => (p === 1 && q === 0 ? logarithm : 0)));
  const whole = product(product(relative, powers), sum)[i][k];
  const y = mul(mul(factorial(i) * factorial(k), mul(start, pow(x, sub(a, m)))), whole);
  return add(y, beyond(x, terms));
}

/** 1/(z + δ). */
function reciprocal(i: number, k: number, z: Scalar): Scalar[][] {
  return tableOf(i, k, (p, q) => (q > 0 ? 0 : div(p % 2 === 0 ? 1 : -1, pow(z, p + 1))));
}

/** z + c·δ + d·η. */
function linear(i: number, k: number, z: Scalar, c: number, d: number): Scalar[][] {
  return tableOf(i, k, (p, q) => (p + q === 0 ? z : p + q > 1 ? 0 : p === 1 ? c : d));
}

/** ∂ʲ/∂aʲ ∂ᵐ/∂xᵐ of P at a germ x beside 0. */
export function gammaBeside(j: number, m: number, a: Scalar, x: Scalar): Scalar {
  if (lt(x, 0)) return notANumber(x);
  const c = tableOf(j, 0, (p) => (p === 0 ? 0 : div(neg(polygamma(p - 1, a)), factorial(p))));
  const ratio = (n: number): Table => tableOf(j, 0, (p) => (p === 0 ? -1 / n : 0));
  return besideZero(m, j, 0, x, a, { relative: exponential(c), start: div(1, gamma(a)), ratio });
}

/**
 * ∂ᵐ/∂xᵐ ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of I at a germ x.
 *
 * @param at - the same at plain numbers x.
 */
export function betaOfGerm(
  m: number,
  i: number,
  k: number,
  x: Active,
  a: Scalar,
  b: Scalar,
  at: (m: number, x: number) => Scalar,
): Scalar {
  const s = x.oracle?.standard ?? Number.NaN;
  if (isBesideZero(s)) return betaBesideZero(m, i, k, x, a, b);
  if (s === 1) {
    // I_x(a, b) = 1 - I_(1-x)(b, a)
    const mirrored = betaBesideZero(m, k, i, sub(1, x), b, a);
    return m % 2 === 1 ? mirrored : m + i + k === 0 ? sub(1, mirrored) : neg(mirrored);
  }
  if (!(s > 0 && s < 1)) return notANumber(x);
  const d = sub(x, s);
  let sum: Scalar = 0;
  for (let j = INSIDE; j >= 0; j--) sum = add(div(at(m + j, s), factorial(j)), mul(d, sum));
  return add(sum, beyond(d, INSIDE + 1));
}

function betaBesideZero(m: number, i: number, k: number, x: Scalar, a: Scalar, b: Scalar): Scalar {
  if (lt(x, 0)) return notANumber(x);
  const s = add(a, b);
  const c = tableOf(i, k, (p, q) => {
    if (p + q === 0) return 0;
    const n = p + q - 1;
    let y = polygamma(n, s);
    if (q === 0) y = sub(y, polygamma(n, a));
    if (p === 0) y = sub(y, polygamma(n, b));
    return div(y, factorial(p) * factorial(q));
  });
  const ratio = (n: number): Table => linear(i, k, div(sub(n, b), n), 0, -1 / n);
  return besideZero(m, i, k, x, a, { relative: exponential(c), start: div(1, beta(a, b)), ratio });
}

function notANumber(x: Scalar): Scalar {
  return typeof x === 'number' ? Number.NaN : (x.oracle?.constant?.(Number.NaN) ?? Number.NaN);
}
