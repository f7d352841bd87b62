/**
 * The oracle of the number classes: polynomials in as many infinitesimals as needed, each with ε² = 0, over plain numbers.
 * (Those of one bundle have ε_i·ε_j = 0 as well.)
 *
 * A number of the library is read as such a polynomial, whatever classes and levels it is nested from. The product is the
 * plain product term by term, the quotient a geometric series, a function its Taylor series: none is a formula of lib.
 * With small integers (and divisors whose value is a power of two) every coefficient is exact.
 */
import type { Scalar } from '../../lib/index.js';

/** Coefficients by monomial; a monomial is its infinitesimals' names, sorted, each followed by a blank. */
export type Polynomial = ReadonlyMap<string, number>;

const ONE = '';

export function constant(x: number): Polynomial {
  return new Map([[ONE, x]]);
}

/** A number of the library as a polynomial: the level's number tells the infinitesimals of two levels apart. */
export function polynomial(x: Scalar): Polynomial {
  if (typeof x === 'number') return constant(x);
  const level = `${x.level.id}`;
  return x.parts().reduce((sum, { name, part }) => {
    const monomial = infinitesimals(x.kind, level, name)
      .map((e) => `${e} `)
      .join('');
    return plus(sum, times(polynomial(part), new Map([[monomial, 1]])));
  }, constant(0));
}

/** The infinitesimals of a part. Two with the same text before # have the product 0. */
function infinitesimals(kind: string, level: string, part: string): string[] {
  if (part === 'primal') return [];
  if (kind === 'HyperDual')
    return part === 'eps12' ? [`${level}a`, `${level}b`] : [part === 'eps1' ? `${level}a` : `${level}b`];
  return [`${level}#${part.replace('tangent', '')}`];
}

export function plus(p: Polynomial, q: Polynomial): Polynomial {
  const sum = new Map(p);
  for (const [monomial, c] of q) sum.set(monomial, (sum.get(monomial) ?? 0) + c);
  return sum;
}

export function times(p: Polynomial, q: Polynomial): Polynomial {
  const product = new Map<string, number>();
  for (const [m, c] of p) {
    if (c === 0) continue;
    for (const [n, d] of q) {
      if (d === 0) continue;
      const monomial = joined(m, n);
      if (monomial !== undefined) product.set(monomial, (product.get(monomial) ?? 0) + c * d);
    }
  }
  return product;
}

/** Products of monomials that were computed before. */
const known = new Map<string, string | undefined>();

/** The product of two monomials, undefined when it is 0. */
function joined(m: string, n: string): string | undefined {
  const key = `${m}*${n}`;
  if (known.has(key)) return known.get(key);
  const names = [...m.split(' '), ...n.split(' ')].filter((name) => name !== '').sort();
  const vanishes = new Set(names.map((name) => name.replace(/#.*/, ''))).size < names.length;
  const monomial = vanishes ? undefined : names.map((name) => `${name} `).join('');
  if (known.size > 1e5) known.clear();
  known.set(key, monomial);
  return monomial;
}

export function minus(p: Polynomial, q: Polynomial): Polynomial {
  return plus(p, times(constant(-1), q));
}

export function constantTerm(p: Polynomial): number {
  return p.get(ONE) ?? 0;
}

/** p without its constant term; its powers vanish from some order on. */
function nilpotent(p: Polynomial): Polynomial {
  return new Map([...p].filter(([monomial, c]) => monomial !== ONE && c !== 0));
}

/** f(p) = Σ f⁽ᵏ⁾(p₀)/k! · (p - p₀)ᵏ, from as many derivatives at p₀ as p has infinitesimals. */
export function applied(derivative: (k: number) => number, p: Polynomial): Polynomial {
  const n = nilpotent(p);
  let power = constant(1);
  let factorial = 1;
  let total = constant(derivative(0));
  for (let k = 1; ; k++) {
    power = times(power, n);
    if (power.size === 0) return total;
    factorial *= k;
    const weight = factorial;
    const divided = new Map([...power].map(([monomial, c]) => [monomial, c / weight]));
    total = plus(total, times(constant(derivative(k)), divided));
  }
}

/** p/q = p·Σ (-1)ᵏ (q - q₀)ᵏ/q₀ᵏ⁺¹. */
export function over(p: Polynomial, q: Polynomial): Polynomial {
  const q0 = constantTerm(q);
  const inverse = applied((k) => ((k % 2 === 0 ? 1 : -1) * factorialOf(k)) / q0 ** (k + 1), q);
  return times(p, inverse);
}

export function factorialOf(k: number): number {
  return k <= 1 ? 1 : k * factorialOf(k - 1);
}

/** How many infinitesimals occur: the order to which a function of p is expanded. */
export function dimension(p: Polynomial): number {
  return new Set([...p.keys()].flatMap((monomial) => monomial.trim().split(' '))).size;
}

/** The largest difference of two coefficients, as a part of the coefficient. */
export function distance(p: Polynomial, q: Polynomial): number {
  let worst = 0;
  for (const monomial of new Set([...p.keys(), ...q.keys()])) {
    const [c, d] = [p.get(monomial) ?? 0, q.get(monomial) ?? 0];
    worst = Math.max(worst, Math.abs(c - d) / Math.max(Math.abs(d), 1));
  }
  return worst;
}

/** The terms that are not 0, in a fixed order, so that polynomials can be compared and printed. */
export function terms(p: Polynomial): string[] {
  return [...p]
    .filter(([, c]) => c !== 0)
    .map(([monomial, c]) => `${c}${monomial === ONE ? '' : `·${monomial.trim()}`}`)
    .sort();
}
