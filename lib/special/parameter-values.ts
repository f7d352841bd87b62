// Derivatives of the incomplete gamma and beta functions by their parameters: plain numbers in, plain numbers out.
//
// They are integrals of a density times a polynomial in logarithms, of which the first has one root, where the whole
// integral vanishes: taken from the argument away from the root there is no cancellation. With t = x·e^-s (and in the logit
// for I) the density is that at x times e^-E(s), where E is convex.
import { integral } from './quadrature.js';
import { betaPrefix, gammaPrefix } from './stdlib.js';
import { exponentialOf, factorial, product } from './truncated-series.js';
import { polygamma } from './values.js';

/** B₂ₖ/(2k). */
const BERNOULLI = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];
const FAR = 12;

/** log z - ψ(z) for z >= 12 (Abramowitz and Stegun 6.3.18). */
function belowLogarithm(z: number): number {
  const u = 1 / (z * z);
  let sum = 0;
  for (let k = BERNOULLI.length - 1; k >= 0; k--) sum = (sum + BERNOULLI[k]) * u;
  return 0.5 / z + sum;
}

/** e^s - 1 - s. */
function exponentialRest(s: number): number {
  if (Math.abs(s) > 0.5) return Math.expm1(s) - s;
  let sum = 0;
  for (let k = 17; k >= 2; k--) sum = (sum + 1) * (s / k);
  return sum * s;
}

/** log(1 + h) - h. */
function logarithmRest(h: number): number {
  if (Math.abs(h) > 0.2) return Math.log1p(h) - h;
  // log(1 + h) = 2·artanh(u), u = h/(2 + h), and 2u - h = -u·h.
  const u = h / (2 + h);
  const u2 = u * u;
  let sum = 0;
  for (let k = 12; k >= 1; k--) sum = (sum + 1 / (2 * k + 1)) * u2;
  return u * (2 * sum - h);
}

/** log x - ψ(a). */
function logarithmAbove(a: number, x: number): number {
  if (a < FAR) return Math.log(x) - polygamma(0, a);
  const d = (x - a) / a;
  return (Math.abs(d) < 0.5 ? Math.log1p(d) : Math.log(x / a)) + belowLogarithm(a);
}

/**
 * The terms in δ of t^δ·Γ(a)/Γ(a+δ), from log t - ψ. For a < 1, where they cancel, by way of Γ(a) = Γ(1+a)/a: with 1 + a for a,
 * and a factor 1 + δ/a.
 */
interface Shape {
  /** log x - ψ, of a or of 1 + a. */
  readonly first: number;
  /** 1/a, or 0. */
  readonly shift: number;
  /** The terms of the logarithm, but the first of them. */
  readonly higher: readonly number[];
}

function shapeOf(a: number, x: number, n: number): Shape {
  const isSmall = a < 1;
  const base = isSmall ? 1 + a : a;
  const higher = Array.from({ length: n + 1 }, (_, k) => (k < 2 ? 0 : -polygamma(k - 1, base) / factorial(k)));
  return { first: logarithmAbove(base, x), shift: isSmall ? 1 / a : 0, higher };
}

/** The terms at t with log t = log x + s. */
function termsOf({ first, shift, higher }: Shape, s: number, n: number): number[] {
  const c = [...higher];
  c[1] = first + s;
  const e = exponentialOf(1, c, n);
  return shift === 0 ? e : e.map((term, k) => term + (k > 0 ? shift * e[k - 1] : 0));
}

/** ∂ʲP(a, x)/∂aʲ, j >= 1. */
export function gammaByShape(j: number, a: number, x: number): number {
  if (!(a > 0 && x >= 0 && a < Infinity)) return Number.NaN;
  const density = x > 0 && x < Infinity ? gammaPrefix(a, x) : 0;
  if (density === 0) return 0;
  const shape = shapeOf(a, x, j);
  const first = shape.first + shape.shift;
  const side = first < 0 ? -1 : 1;
  const polynomial = (s: number): number =>
    j === 1 ? first + side * s : factorial(j) * termsOf(shape, side * s, j)[j];
  // t = x·e^(±s): x·(e^(±s) - 1) ∓ a·s
  const slope = side * (x - a);
  const value = integral((s) => slope * s + x * exponentialRest(side * s), polynomial, 40 + Math.abs(Math.log(x)));
  return -side * density * value;
}

/** ∂ʲ/∂aʲ of the mth derivative of P by x, j >= 0, m >= 1: of x^(a-1)·e^-x/Γ(a), differentiated m - 1 times (Leibniz). */
export function gammaDensityByShape(j: number, m: number, a: number, x: number): number {
  if (!(a > 0 && x >= 0 && a < Infinity)) return Number.NaN;
  if (x === Infinity) return 0;
  if (x === 0) return a > m ? 0 : Number.NaN;
  const start = gammaPrefix(a, x) / x;
  const density = termsOf(shapeOf(a, x, j), 0, j).map((term) => start * term);
  const factor = new Array<number>(j + 1).fill(0);
  let falling: number[] = [1];
  let binomial = m % 2 === 0 ? -1 : 1;
  for (let i = 0; i < m; i++) {
    for (let k = 0; k <= j; k++) factor[k] += binomial * (falling[k] ?? 0);
    falling = product(falling, [(a - i - 1) / x, 1 / x], j);
    binomial *= -(m - 1 - i) / (i + 1);
  }
  return factorial(j) * product(density, factor, j)[j];
}

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
  const lost = a - s + b;
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
  return (
    (Math.abs(d) < 0.5 ? Math.log1p(d) : Math.log(x) + Math.log1p(b / a)) + belowLogarithm(a) - belowLogarithm(a + b)
  );
}

/** ψ(a+b) - ψ(a) without the steps of the recurrence that are before `from`. */
function rise(from: number, a: number, b: number): number {
  let sum = 0;
  let z = a;
  for (; z < FAR; z++) if (z >= from) sum += b / (z * (z + b));
  return sum + Math.log1p(b / z) + belowLogarithm(z) - belowLogarithm(z + b);
}

/** The same with 1 + a for a and 1 + a + b for a + b where they are below 1. */
function logarithmAboveBase(at: Place): number {
  const { x, y, a, b } = at;
  if (a >= 1) return logarithmAboveMean(at);
  return (x > 0.5 ? Math.log1p(-y) : Math.log(x)) + rise(1 + a, a, b) - (a + b < 1 ? 0 : 1 / (a + b));
}

/** Terms of a series in two variables, [i][k]. */
type Table = readonly (readonly number[])[];

/** The terms of e^c for c without a constant term. */
function exponentialOfTable(c: (i: number, k: number) => number, n: number, m: number): number[][] {
  const e: number[][] = [];
  for (let i = 0; i <= n; i++) {
    e[i] = [];
    for (let k = 0; k <= m; k++) {
      if (i === 0 && k === 0) e[i][k] = 1;
      else {
        // By the variable that is there: i·eᵢₖ = Σ r·c_rt·e_(i-r)(k-t).
        let sum = 0;
        for (let r = 0; r <= i; r++) {
          for (let t = 0; t <= k; t++) {
            const weight = i > 0 ? r : t;
            if (weight > 0) sum += weight * c(r, t) * e[i - r][k - t];
          }
        }
        e[i][k] = sum / (i > 0 ? i : k);
      }
    }
  }
  return e;
}

/**
 * The terms in δ and η of t^δ·(1-t)^η·B(a, b)/B(a+δ, b+η), from log t and log(1-t) relative to those at x. Where an argument
 * of Γ is below 1, by way of Γ(a) = Γ(1+a)/a as above.
 */
function tableOf(at: Place, n: number, m: number): (p: number, q: number) => number[][] {
  const { a, b } = at;
  const [baseA, baseB, baseS] = [a, b, a + b].map((z) => (z < 1 ? 1 + z : z));
  const higher = Array.from({ length: n + 1 }, (_, i) =>
    Array.from({ length: m + 1 }, (_, k) => {
      if (i + k < 2) return 0;
      let term = polygamma(i + k - 1, baseS) / (factorial(i) * factorial(k));
      if (k === 0) term -= polygamma(i - 1, baseA) / factorial(i);
      if (i === 0) term -= polygamma(k - 1, baseB) / factorial(k);
      return term;
    }),
  );
  const [atX, atY] = [logarithmAboveBase(at), logarithmAboveBase(mirrored(at))];
  return (p, q) => {
    const c = (i: number, k: number): number => (i + k === 1 ? (i === 1 ? atX + p : atY + q) : higher[i][k]);
    const e = exponentialOfTable(c, n, m);
    if (a < 1) times(e, (i, k) => (i > 0 ? e[i - 1][k] / a : 0));
    if (b < 1) times(e, (i, k) => (k > 0 ? e[i][k - 1] / b : 0));
    if (a + b < 1) over(e, a + b);
    return e;
  };
}

/** Adds to each term what is made of those before it, from the last one on. */
function times(e: number[][], more: (i: number, k: number) => number): void {
  for (let i = e.length - 1; i >= 0; i--) for (let k = e[i].length - 1; k >= 0; k--) e[i][k] += more(i, k);
}

/** Divided by 1 + (δ + η)/s. */
function over(e: number[][], s: number): void {
  for (let i = 0; i < e.length; i++) {
    for (let k = 0; k < e[i].length; k++) e[i][k] -= ((i > 0 ? e[i - 1][k] : 0) + (k > 0 ? e[i][k - 1] : 0)) / s;
  }
}

/** ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of I_x(a, b), i + k >= 1. */
export function betaByShapes(i: number, k: number, x: number, a: number, b: number): number {
  if (!isInDomain(x, a, b)) return Number.NaN;
  if (x === 0 || x === 1) return 0;
  const at: Place = { x, y: 1 - x, a, b };
  const isLeft = i > 0 ? logarithmAboveMean(at) < 0 : logarithmAboveMean(mirrored(at)) > 0;
  return isLeft ? fromLeft(at, i, k) : -fromLeft(mirrored(at), k, i);
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
    const w = logarithmOfMixture(x, y, s);
    if (i + k === 1) return i === 1 ? atX - s - w : atY - w;
    return factorial(i) * factorial(k) * table(-s - w, -w)[i][k];
  };
  // a·s + (a+b)·w
  const e = (s: number): number => slope * s + (a + b) * mixtureRest(x, y, s);
  return density * integral(e, polynomial, 40 + Math.abs(Math.log(x / y)));
}

/** w. */
function logarithmOfMixture(x: number, y: number, s: number): number {
  if (x <= 0.5) return Math.log1p(x * Math.expm1(-s));
  return s < 1 ? Math.log1p(y * Math.expm1(s)) - s : Math.log(y + x * Math.exp(-s));
}

/** w + x·s, which begins with s². */
function mixtureRest(x: number, y: number, s: number): number {
  if (x <= 0.5) return logarithmRest(x * Math.expm1(-s)) + x * exponentialRest(-s);
  if (s < 1) return logarithmRest(y * Math.expm1(s)) + y * exponentialRest(s);
  return logarithmOfMixture(x, y, s) + x * s;
}

/** ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of the mth derivative of I by x, m >= 1: of x^(a-1)·(1-x)^(b-1)/B(a, b), differentiated m - 1 times. */
export function betaDensityByShapes(m: number, i: number, k: number, x: number, a: number, b: number): number {
  if (!isInDomain(x, a, b)) return Number.NaN;
  if (x === 0) return a > m ? 0 : Number.NaN;
  if (x === 1) return b > m ? 0 : Number.NaN;
  const at: Place = { x, y: 1 - x, a, b };
  const density: Table = tableOf(at, i, k)(0, 0);
  const start = betaPrefix(a, b, x, at.y, true) / x / at.y;
  let sum = 0;
  for (let j = 0; j < m; j++) {
    const [left, right] = [fallingPowers(a, x, j, i), fallingPowers(b, at.y, m - 1 - j, k)];
    let part = 0;
    for (let r = 0; r <= i; r++) for (let t = 0; t <= k; t++) part += left[r] * right[t] * density[i - r][k - t];
    sum += binomial(m - 1, j) * ((m - 1 - j) % 2 === 0 ? part : -part);
  }
  return factorial(i) * factorial(k) * start * sum;
}

/** The terms in δ of (a+δ-1)...(a+δ-j)/xʲ, n + 1 of them. */
function fallingPowers(a: number, x: number, j: number, n: number): number[] {
  let terms: number[] = [1, ...new Array<number>(n).fill(0)];
  for (let l = 1; l <= j; l++) terms = product(terms, [(a - l) / x, 1 / x], n);
  return terms;
}

function binomial(n: number, k: number): number {
  let b = 1;
  for (let i = 0; i < k; i++) b = (b * (n - i)) / (i + 1);
  return b;
}
