/** Germs with rational coefficients in exact arithmetic, for rational functions: what the library's germs must be within their bounds. */

export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function rational(n: bigint, d: bigint): Rational {
  const g = gcd(n, d < 0n ? -d : d) || 1n;
  return d < 0n ? { n: -n / g, d: -d / g } : { n: n / g, d: d / g };
}

/** The value of a double, exactly. */
export function exactly(x: number, scale: number = 0): Rational {
  let [m, e] = [x, scale];
  while (!Number.isInteger(m)) {
    m *= 2;
    e--;
  }
  return e < 0 ? rational(BigInt(m), 1n << BigInt(-e)) : rational(BigInt(m) << BigInt(e), 1n);
}

export const plus = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const minus = (a: Rational): Rational => ({ n: -a.n, d: a.d });
const over = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);

/** True for |a| <= |b|. */
export function isAtMost(a: Rational, b: Rational): boolean {
  const [x, y] = [a.n * b.d, b.n * a.d];
  return (x < 0n ? -x : x) <= (y < 0n ? -y : y);
}

/** Σ a·ε^(k/6) + O(ε^(end/6)), by k. */
export interface ExactGerm {
  readonly terms: ReadonlyMap<number, Rational>;
  readonly end: number;
}

const REACH = 48;

function gathered(list: readonly (readonly [number, Rational])[], end: number): ExactGerm {
  const terms = new Map<number, Rational>();
  for (const [k, a] of list) if (k < end) terms.set(k, plus(terms.get(k) ?? { n: 0n, d: 1n }, a));
  for (const [k, a] of terms) if (a.n === 0n) terms.delete(k);
  const lead = Math.min(...terms.keys());
  for (const k of terms.keys()) if (k >= lead + REACH) terms.delete(k);
  return { terms, end: Math.min(end, lead + REACH) };
}

export const exactGerm = (list: readonly (readonly [number, number])[]): ExactGerm =>
  gathered(
    list.map(([k, a]) => [k, exactly(a)] as const),
    Number.POSITIVE_INFINITY,
  );

export const lead = (x: ExactGerm): number => Math.min(x.end, ...x.terms.keys());

export const addExact = (x: ExactGerm, y: ExactGerm): ExactGerm =>
  gathered([...x.terms, ...y.terms], Math.min(x.end, y.end));

export const negExact = (x: ExactGerm): ExactGerm =>
  gathered(
    [...x.terms].map(([k, a]) => [k, minus(a)]),
    x.end,
  );

export function mulExact(x: ExactGerm, y: ExactGerm): ExactGerm {
  const list = [...x.terms].flatMap(([k, a]) => [...y.terms].map(([m, b]) => [k + m, times(a, b)] as const));
  return gathered(list, Math.min(x.end + lead(y), y.end + lead(x)));
}

/** x/y by the recurrence of quotients; y has a leading term. */
export function divExact(x: ExactGerm, y: ExactGerm): ExactGerm {
  const q = lead(y);
  const first = y.terms.get(q) as Rational;
  const end = Math.min(x.end - q, y.end - 2 * q + lead(x), lead(x) - q + REACH);
  const terms: [number, Rational][] = [];
  for (let k = lead(x) - q; k < end; k++) {
    let a = x.terms.get(k + q) ?? { n: 0n, d: 1n };
    for (const [m, c] of terms) {
      const b = y.terms.get(k + q - m);
      if (b !== undefined) a = plus(a, minus(times(c, b)));
    }
    if (a.n !== 0n) terms.push([k, over(a, first)]);
  }
  return gathered(terms, end);
}
