/**
 * Derivatives of the densities whose integrals the incomplete functions are.
 *
 * With the density x^(a-1)·w(x) go the functions gₖ = x^(a-k)·w(x), which differentiation leads to. Derivatives of gₖ come from
 * its logarithmic ones, L = gₖ'/gₖ:
 *
 *     gₖ' = gₖ·L      gₖ'' = gₖ·(L² + L')      gₖ''' = gₖ·(L³ + 3LL' + L'')
 *
 * For tiny x a power of 1/x leaves the range although the derivative is in it, and for small x and c = a - k the terms
 * cancel. There derivatives come from Leibniz' formula for the product of x^c and w, which tells the terms that vanish
 * identically:
 *
 *     (x^c·w)⁽ᵐ⁾ = x^(c-m)·w·Σ binomial(m, j)·c(c-1)...(c-j+1)·x^(m-j)·w⁽ᵐ⁻ʲ⁾/w
 */
import { cases, eq, gt, lt, select } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import { DENSITY_TINY } from './values.js';

/** What makes a density: a and the factor w. */
export interface Density {
  readonly name: string;
  /** The name of its integral with all parameters. */
  readonly called: string;
  readonly a: number;
  /** factor·gₖ for a plain number x. */
  value(k: number, x: number, factor: number): number;
  /** x·L, L' and L'' of gₖ; c = a - k. */
  first(k: number, x: Scalar): Scalar;
  second(c: number, x: Scalar): Scalar;
  third(c: number, x: Scalar): Scalar;
  /** w⁽ʲ⁾/w is falling(j)·q(x)ʲ. */
  q(x: Scalar): Scalar;
  falling(j: number): number;
}

/** The mth derivative of gₖ, m = 0 ... 3. */
export type Family = (k: number, m: number, x: Scalar) => Scalar;

/** Where Leibniz' formula serves for second and third derivatives: the greatest x and c. For large c it is what cancels. */
const SMALL = { x: 0.5, c: 8 };

/** gₖ below 1e-200 are computed 2⁶⁰⁰ times as large, so that factors lift them into the range with all their digits. */
export const LIFT: number = 2 ** 600;

export function familyOf(density: Density): Family {
  const derivative = (k: number, m: number, x: Scalar, y: Scalar, lift: number): Scalar =>
    cases(
      [
        [
          lt(x, m > 1 && density.a - k < SMALL.c ? SMALL.x : DENSITY_TINY),
          () => byProduct(density, density.a - k, m, x, (j) => of(k + j, x, lift)),
        ],
        [() => lt(x, Number.POSITIVE_INFINITY), () => byLogarithm(density, k, m, x, y)],
      ],
      0,
    );
  const rows = new Map<string, UnaryRule>();
  const row = (k: number, lift: number): UnaryRule => {
    const which = `: x^(a-${k})${lift === 1 ? '' : ' lifted'}`;
    const key = `${density.name}${which}`;
    const known = rows.get(key);
    if (known !== undefined) return known;
    const rule: UnaryRule = {
      name: key,
      facts: { flops: 8, called: `${density.called}${which}` },
      value: (x) => density.value(k, x, lift),
      slope: (x, y) => derivative(k, 1, x, y, lift),
      curvature: (x, y) => derivative(k, 2, x, y, lift),
      third: (x, y) => derivative(k, 3, x, y, lift),
    };
    rows.set(key, rule);
    return rule;
  };
  const of = (k: number, x: Scalar, lift: number): Scalar =>
    typeof x === 'number' ? density.value(k, x, lift) : x.unary(row(k, lift));
  return (k, m, x) => {
    const y = of(k, x, 1);
    if (m === 0) return y;
    const plain = (): Scalar => derivative(k, m, x, y, 1);
    const lifted = (): Scalar => {
      const z = of(k, x, LIFT);
      // Far below all doubles: quotients that have left the range above do not count.
      return cases([[eq(z, 0), 0]], () => mul(1 / LIFT, derivative(k, m, x, z, LIFT)));
    };
    return cases(
      [
        [lt(x, DENSITY_TINY), plain],
        [() => gt(y, 1e-200), plain],
      ],
      lifted,
    );
  };
}

function byLogarithm(density: Density, k: number, m: number, x: Scalar, y: Scalar): Scalar {
  const c = density.a - k;
  const l = div(density.first(k, x), x);
  if (m === 1) return mul(y, l);
  const bend = density.second(c, x);
  if (m === 2) return mul(y, add(mul(l, l), bend));
  return mul(y, add(mul(l, add(mul(l, l), mul(3, bend))), density.third(c, x)));
}

function byProduct(density: Density, c: number, m: number, x: Scalar, g: (j: number) => Scalar): Scalar {
  const coefficients = leibniz(density, c, m);
  const top = coefficients.length - 1;
  // x^(c-j) stays in range for j next to c.
  const near = Math.min(top, Math.max(0, Math.round(c)));
  const q = density.q(x);
  const xq = mul(x, q);
  const polynomial = coefficients.reduce((sum: Scalar, coefficient) => add(mul(sum, xq), coefficient), 0);
  const factor = Array.from({ length: m - top }).reduce((product: Scalar) => mul(product, q), polynomial);
  const from = (base: number): Scalar => {
    let product = mul(g(base), factor);
    for (let j = base; j < top; j++) product = div(product, x);
    return product;
  };
  return select(
    eq(x, 0),
    () => from(top),
    () => from(near),
  );
}

/** binomial(m, j)·c(c-1)...(c-j+1)·falling(m-j) for j = 0 ... the last that is not 0 identically. */
function leibniz(density: Density, c: number, m: number): number[] {
  const coefficients: number[] = [];
  let term = 1;
  for (let j = 0; j <= m && term !== 0; j++) {
    coefficients.push(term * density.falling(m - j));
    term *= ((m - j) / (j + 1)) * (c - j);
  }
  return coefficients;
}
