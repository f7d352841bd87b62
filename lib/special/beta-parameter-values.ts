// Derivatives of the incomplete beta function by its parameters: plain numbers in, plain numbers out. Integrals as those of
// gamma-parameter-values.ts, of polynomials in log t and log(1-t), by the logit of t.
import { exponentialOfTable, rise as polygammaRise } from './beta-partials.js';
import { belowLogarithmDrop, exponentialRest, FAR, lifted, logarithmRest, TINY } from './parameter-rests.js';
import { integral } from './quadrature.js';
import { betaPrefix } from './stdlib.js';
import { factorial, product } from './truncated-series.js';
import { betaDensity, betaI, polygamma } from './values.js';

/** Two parameters below are so beside (0, 0) that their ratio alone counts. */
const NEXT_TO_TINY = 1e-20;

/** 0 <= x <= 1 and 1 - x, and parameters of I. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
}

const mirrored = ({ x, y, a, b }: Place): Place => ({ x: y, y: x, a: b, b: a });

/** a - (a+b)·x, whose roundings are made good by splitting the product (Dekker). */
function tilt({ x, y, a, b }: Place): number {
  if (x > 0.5) return -tilt({ x: y, y: x, a: b, b: a });
  const s = a + b;
  const lost = a > b ? b - (s - a) : a - (s - b);
  const [sh, xh] = [Math.fround(s), Math.fround(x)];
  const p = s * x;
  const rest = sh * xh - p + sh * (x - xh) + (s - sh) * x;
  return a - p - rest - lost * x;
}

/** log x - (ψ(a) - ψ(a+b)). */
function logarithmAboveMean(at: Place): number {
  const { x, y, a, b } = at;
  if (a < FAR) return (x > 0.5 ? Math.log1p(-y) : Math.log(x)) + rise(a, a, b);
  const d = -tilt(at) / a;
  return (Math.abs(d) < 0.5 ? Math.log1p(d) : Math.log(x) + Math.log1p(b / a)) + belowLogarithmDrop(a, b);
}

/** ψ(a+b) - ψ(a) without the steps of the recurrence that are before `from`. */
function rise(from: number, a: number, b: number): number {
  let sum = 0;
  let z = a;
  for (; z < FAR; z++) if (z >= from) sum += b / (z * (z + b));
  return sum + Math.log1p(b / z) + belowLogarithmDrop(z, b);
}

/** The same with 1 + a for a and 1 + a + b for a + b where they are below 1. */
function logarithmAboveBase(at: Place): number {
  const { x, y, a, b } = at;
  if (a >= 1) return logarithmAboveMean(at);
  return (x > 0.5 ? Math.log1p(-y) : Math.log(x)) + rise(1 + a, a, b) - (a + b < 1 ? 0 : 1 / (a + b));
}

/** Terms of a series in two variables, [i][k]. */
type Table = readonly (readonly number[])[];

/**
 * The terms in δ and η of t^δ·(1-t)^η·B(a, b)/B(a+δ, b+η), from log t and log(1-t) relative to those at x. Where an argument
 * of Γ is below 1, by way of Γ(a) = Γ(1+a)/a as above.
 */
function tableOf(at: Place, n: number, m: number): (p: number, q: number) => number[][] {
  const { a, b } = at;
  const base = (z: number): number => (z < 1 ? 1 + z : z);
  const [baseA, baseB, baseS] = [base(a), base(b), base(a + b)];
  // From one base to that of the sum: the other parameter, or one less.
  const [fromA, fromB] = [b, a].map((z, l) => (a + b >= 1 && [a, b][l] < 1 ? z - 1 : z));
  const higher = Array.from({ length: n + 1 }, (_, i) =>
    Array.from({ length: m + 1 }, (_, k) => {
      if (i + k < 2) return 0;
      if (k === 0) return polygammaRise(i - 1, baseA, fromA) / factorial(i);
      if (i === 0) return polygammaRise(k - 1, baseB, fromB) / factorial(k);
      return polygamma(i + k - 1, baseS) / (factorial(i) * factorial(k));
    }),
  );
  const [atX, atY] = [logarithmAboveBase(at), logarithmAboveBase(mirrored(at))];
  const factor = factorOfBases(a, b, n, m);
  return (p, q) => {
    const c = (i: number, k: number): number => (i + k === 1 ? (i === 1 ? atX + p : atY + q) : higher[i][k]);
    const e = exponentialOfTable(c, n, m);
    return factor === undefined ? e : productOfTables(e, factor);
  };
}

/**
 * The terms of (1 + δ/a)·(1 + η/b)/(1 + (δ+η)/s), s = a + b, of which the parts are there whose parameter is below 1. With all of
 * them, where 1/a and 1/s cancel, it is
 *
 *     1 + (δ·b/(a·s) + η·a/(b·s) + δη/(a·b))/(1 + (δ+η)/s)
 */
function factorOfBases(a: number, b: number, n: number, m: number): number[][] | undefined {
  const s = a + b;
  if (a >= 1 && b >= 1) return undefined;
  const table = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0));
  const put = (i: number, k: number, term: number): void => {
    if (i <= n && k <= m) table[i][k] = term;
  };
  put(0, 0, 1);
  if (s >= 1) {
    if (a < 1) put(1, 0, 1 / a);
    if (b < 1) put(0, 1, 1 / b);
    if (a < 1 && b < 1) put(1, 1, 1 / a / b);
    return table;
  }
  put(1, 0, b / s / a);
  put(0, 1, a / s / b);
  put(1, 1, 1 / a / b);
  // Divided by 1 + (δ+η)/s, but for the constant 1.
  for (let i = 0; i <= n; i++) {
    for (let k = 0; k <= m; k++) {
      const before = (i > 0 && i + k > 1 ? table[i - 1][k] : 0) + (k > 0 && i + k > 1 ? table[i][k - 1] : 0);
      if (i + k > 0) table[i][k] -= before / s;
    }
  }
  return table;
}

function productOfTables(e: Table, f: Table): number[][] {
  return e.map((row, i) =>
    row.map((_, k) => {
      let sum = 0;
      for (let r = 0; r <= i; r++) for (let t = 0; t <= k; t++) sum += e[i - r][k - t] * f[r][t];
      return sum;
    }),
  );
}

/** ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of I_x(a, b), i + k >= 1. */
export function betaByShapes(i: number, k: number, x: number, a: number, b: number): number {
  if (!isInDomain(x, a, b)) return Number.NaN;
  if (x === 0 || x === 1) return 0;
  return withoutTiny(i, k, a, b, (p, q) => {
    const at: Place = { x, y: 1 - x, a: p, b: q };
    return isFromLeft(at, i, k) ? fromLeft(at, i, k) : -fromLeft(mirrored(at), k, i);
  });
}

/** The side on which the first logarithm has no root; of small parameters and higher order the one that has less of the whole. */
function isFromLeft(at: Place, i: number, k: number): boolean {
  if (i + k > 1 && at.a + at.b < 1) return betaI(at.x, at.a, at.b) < 0.5;
  return i > 0 ? logarithmAboveMean(at) < 0 : logarithmAboveMean(mirrored(at)) > 0;
}

/**
 * ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of a function that is homogeneous of degree 0 about (0, 0), and analytic in each parameter with a zero at 0: by
 * parameters that are not so tiny that reciprocals leave the range or integrals reach too far.
 */
function withoutTiny(i: number, k: number, a: number, b: number, f: (a: number, b: number) => number): number {
  const largest = Math.max(a, b);
  const scale = largest < NEXT_TO_TINY ? 2 ** Math.floor(Math.log2(NEXT_TO_TINY / largest)) : 1;
  const [p, q] = [a * scale, b * scale];
  let y = f(Math.max(p, TINY), Math.max(q, TINY));
  if (p < TINY && i === 0) y *= p / TINY;
  if (q < TINY && k === 0) y *= q / TINY;
  for (let n = 0; n < i + k; n++) y *= scale;
  return y;
}

function isInDomain(x: number, a: number, b: number): boolean {
  return a > 0 && b > 0 && a < 1e15 && b < 1e15 && x >= 0 && x <= 1;
}

/** ∫ from 0 to x, with logit t = logit x - s: t = x·e^(-s-w), 1 - t = (1 - x)·e^-w, w = log(1 - x + x·e^-s). */
function fromLeft(at: Place, i: number, k: number): number {
  const { x, y, a, b } = at;
  const density = betaPrefix(a, b, x, y, true);
  if (density === 0) return 0;
  const [atX, atY] = [logarithmAboveMean(at), logarithmAboveMean(mirrored(at))];
  const table = tableOf(at, i, k);
  const slope = tilt(at);
  const polynomial = (s: number): number => {
    const [p, q] = logarithmsOf(x, y, s);
    if (i + k === 1) return i === 1 ? atX + p : atY + q;
    return factorial(i) * factorial(k) * table(p, q)[i][k];
  };
  // a·s + (a+b)·w, as it stands where both parts are small.
  const isSmall = a + b < 1;
  const e = (s: number): number =>
    isSmall && s > 1 ? a * s - (a + b) * logarithmsOf(x, y, s)[1] : slope * s + (a + b) * mixtureRest(x, y, s);
  const tail = Math.log(x) - Math.log(y);
  return density * integral(e, polynomial, 40 + Math.max(tail, 0), tail - 42);
}

/** log(t/x) = -s - w and log((1-t)/(1-x)) = -w. */
function logarithmsOf(x: number, y: number, s: number): readonly [number, number] {
  if (x <= 0.5) {
    const w = Math.log1p(x * Math.expm1(-s));
    return [-s - w, -w];
  }
  if (s > FARTHEST) {
    const w = Math.log(y + x * Math.exp(-s));
    return [-s - w, -w];
  }
  // Of a t that is still beside 1 all digits count.
  const p = -Math.log1p(y * Math.expm1(s));
  return [p, s + p];
}

/** Beyond, e^s is nearly out of range. */
const FARTHEST = 700;

/** w + x·s, which begins with s². */
function mixtureRest(x: number, y: number, s: number): number {
  if (x <= 0.5) return logarithmRest(x * Math.expm1(-s)) + x * exponentialRest(-s);
  if (s > FARTHEST) return Math.log(y + x * Math.exp(-s)) + x * s;
  const h = y * Math.expm1(s);
  return h < 0.2 ? logarithmRest(h) + y * exponentialRest(s) : Math.log1p(h) - y * s;
}

/**
 * ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of the mth derivative of I by x, m >= 1: of x^(a-1)·(1-x)^(b-1)/B(a, b), differentiated m - 1 times. The factor
 * x^(a-m) is common to all terms.
 */
export function betaDensityByShapes(m: number, i: number, k: number, x: number, a: number, b: number): number {
  if (!isInDomain(x, a, b)) return Number.NaN;
  if (x === 0) return a > m ? 0 : m === 1 && i > 0 ? (i % 2 === 0 ? Infinity : -Infinity) : Number.NaN;
  if (x === 1) return b > m ? 0 : m === 1 && k > 0 ? (k % 2 === 0 ? Infinity : -Infinity) : Number.NaN;
  const at: Place = { x, y: 1 - x, a, b };
  if (i + k === 0) return betaDensityAt(m, i, k, at);
  if (Math.max(a, b) < 1e-16 && i + k <= 2 && m <= 2) return tinyDensity(m, i, k, at);
  // By a parameter derivatives have a limit at 0.
  return betaDensityAt(m, i, k, { ...at, a: i > 0 ? Math.max(a, TINY) : a, b: k > 0 ? Math.max(b, TINY) : b });
}

/**
 * The same where both parameters are nothing beside 1: of C·x^(a-1)·(1-x)^(b-1), C = ab/(a+b), with products in an order in which no
 * part leaves the range.
 */
function tinyDensity(m: number, i: number, k: number, { x, y, a, b }: Place): number {
  const [p, q] = [Math.log(x), Math.log1p(-x)];
  const s = a + b;
  const [r, t] = [b / s, a / s];
  const c = a < b ? a * r : b * t;
  const first: Table = [
    [c, t * t + c * q, ((-2 * t) / s) * t + 2 * t * t * q + c * q * q],
    [r * r + c * p, ((2 * r) / s) * t + r * r * q + t * t * p + c * p * q],
    [((-2 * r) / s) * r + 2 * r * r * p + c * p * p],
  ];
  const f = (u: number, v: number): number => (u < 0 || v < 0 ? 0 : first[u][v]);
  if (m === 1) return f(i, k) / x / y;
  // The logarithm of the density changes by (a-1)/x - (b-1)/y.
  return (f(i, k) * (1 / y - 1 / x) + (i * f(i - 1, k)) / x - (k * f(i, k - 1)) / y) / x / y;
}

function betaDensityAt(m: number, i: number, k: number, at: Place): number {
  const { x, y, a, b } = at;
  const density: Table = tableOf(at, i, k)(0, 0);
  let sum = 0;
  for (let j = 0; j < m; j++) {
    const [left, right] = [falling(a, j, i), falling(b, m - 1 - j, k)];
    let part = 0;
    for (let r = 0; r <= i; r++) for (let t = 0; t <= k; t++) part += left[r] * right[t] * density[i - r][k - t];
    part *= binomial(m - 1, j) * (x / y) ** (m - 1 - j);
    sum += (m - 1 - j) % 2 === 0 ? part : -part;
  }
  return lifted((scale) => betaDensity(a, b, m, x, scale), factorial(i) * factorial(k) * sum);
}

/** The terms in δ of (a+δ-1)...(a+δ-j), n + 1 of them. */
function falling(a: number, j: number, n: number): number[] {
  let terms: number[] = [1, ...new Array<number>(n).fill(0)];
  for (let l = 1; l <= j; l++) terms = product(terms, [a - l, 1], n);
  return terms;
}

function binomial(n: number, k: number): number {
  let b = 1;
  for (let i = 0; i < k; i++) b = (b * (n - i)) / (i + 1);
  return b;
}
