/**
 * Functions of two germs where they are smooth and the path of the arguments is no power series (see along-path.ts): Taylor
 * coefficients in two variables, by series whose coefficients are series.
 *
 *     f(s + δ, t + η) = Σ c_ij·δ^i·η^j
 */
import type { Scalar } from '../scalar/active.js';
import { mul } from '../scalar/arithmetic.js';
import { type Level, passingLevel } from '../scalar/level.js';
import { isOfLevel } from '../scalar/relation.js';
import { type BinaryRule, binary, type Partials, partials } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { Taylor } from '../taylor/number.js';
import { type Expansion, leadExponent, ONE, product, single, split, sum, work } from './expansion.js';
import type { Germ } from './number.js';
import { termsFor, ULPS } from './powers.js';
import { magnitude, sizeAmong, type Term, term, timesPowerOfTwo, whole } from './term.js';

/** Rows without a recurrence take a time that grows with the fifth power of this. */
const MOST = 7;
/** Coefficients that are looked at first. */
const MIDDLE = 4;

/** Value and partials to order n; undefined where the function is not smooth. */
export function regularPartials(rule: BinaryRule, x: Germ, y: Germ, n: number): Partials | undefined {
  const [a, b] = [split(x), split(y)];
  if (a.infinite.length > 0 || b.infinite.length > 0 || a.rest.order <= 0 || b.rest.order <= 0) return undefined;
  const { depth } = x.level;
  const length = Math.min(MOST, Math.max(termsFor(a.rest, depth, n), termsFor(b.rest, depth, n)));
  work.products += length ** 4;
  const c = coefficients(rule, a.standard, b.standard, length);
  if (c === undefined) return undefined;
  const end = c.length;
  const powersX = powers(a.rest, end, depth);
  const powersY = powers(b.rest, end, depth);
  const q = Math.min(leadExponent(a.rest), leadExponent(b.rest));
  const derivative = (i: number, j: number): Scalar => {
    let total: Expansion = { terms: [], order: (end - i - j) * q };
    for (let k = i; k < end; k++) {
      for (let m = j; k + m < end; m++) {
        const factor = falling(k, i) * falling(m, j);
        const t = c[k][m];
        if (factor === 0 || (t.coefficient === 0 && t.error === 0)) continue;
        const scaled = term(0, 0, mul(factor, t.coefficient), t.scale, factor * t.error, factor * t.size);
        const p = product(powersX[k - i], powersY[m - j], depth);
        total = sum(total, product(single(scaled), p, depth), depth);
      }
    }
    return x.as(total, 0);
  };
  return {
    f: derivative(0, 0),
    fx: n > 0 ? derivative(1, 0) : 0,
    fy: n > 0 ? derivative(0, 1) : 0,
    fxx: n > 1 ? derivative(2, 0) : 0,
    fxy: n > 1 ? derivative(1, 1) : 0,
    fyy: n > 1 ? derivative(0, 2) : 0,
  };
}

/** k·(k-1)·...·(k-i+1). */
function falling(k: number, i: number): number {
  let p = 1;
  for (let m = 0; m < i; m++) p *= k - m;
  return p;
}

function powers(d: Expansion, length: number, depth: number): Expansion[] {
  const all: Expansion[] = [ONE];
  for (let k = 1; k < length; k++) all[k] = k === 1 ? d : product(all[k - 1], d, depth);
  return all;
}

/** c_ij for i + j < length, fewer where they are not finite; undefined where one of the lower ones is not. */
function coefficients(
  rule: BinaryRule,
  s: Term | undefined,
  t: Term | undefined,
  length: number,
): Term[][] | undefined {
  const [x, y] = [s, t].map((u) => (u === undefined ? 0 : whole(u))) as [Scalar, Scalar];
  // One order more, for the bounds.
  const at = finite(coefficientsAt(rule, x, y, length + 1), length + 1);
  if (at.length < Math.min(length, 3)) return undefined;
  const [errorS, errorT] = [s, t].map((u) => (u === undefined ? 0 : timesPowerOfTwo(u.error, u.scale)));
  const sizeAt = (i: number, j: number): number => magnitude(at[i]?.[j] ?? 0);
  return at.slice(0, length).map((row, i) =>
    row.slice(0, length - i).map((c, j) => {
      const size = sizeAmong(magnitude(c), sizeAt(i - 1, j), sizeAt(i + 1, j));
      const moved = errorS * (i + 1) * sizeAt(i + 1, j) + errorT * (j + 1) * sizeAt(i, j + 1);
      return term(0, 0, c, 0, 2 * ULPS * size + moved, size);
    }),
  );
}

/** All orders below one where a coefficient is not finite. */
function finite(c: readonly (readonly Scalar[])[], length: number): Scalar[][] {
  let end = 0;
  const isKnown = (order: number): boolean =>
    Array.from({ length: order + 1 }, (_, i) => c[i]?.[order - i] ?? Number.NaN).every((a) =>
      Number.isFinite(value(a)),
    );
  while (end < length && isKnown(end)) end++;
  return Array.from({ length: end }, (_, i) => c[i].slice(0, end - i));
}

/** c_ij, or those of low orders where they are not finite: series of series cost too much to find that out. */
function coefficientsAt(rule: BinaryRule, x: Scalar, y: Scalar, length: number): Scalar[][] {
  const p = partials(rule, x, y, 2, true, true);
  const low: Scalar[][] = [[p.f, p.fy, mul(0.5, p.fyy)], [p.fx, p.fxy], [mul(0.5, p.fxx)]];
  if (length <= 3 || finite(low, 3).length < 3) return low;
  if (rule.partial !== undefined && typeof x === 'number' && typeof y === 'number') {
    const { partial } = rule;
    const by = (i: number, j: number): Scalar =>
      i + j < 3 ? low[i][j] : partial(i, j, x, y) / (falling(i, i) * falling(j, j));
    return Array.from({ length }, (_, i) => Array.from({ length: length - i }, (_, j) => by(i, j)));
  }
  const few = bySeries(rule, x, y, MIDDLE);
  if (length <= MIDDLE || finite(few, MIDDLE).length < MIDDLE) return few;
  return bySeries(rule, x, y, length);
}

/** By series whose coefficients are series. */
function bySeries(rule: BinaryRule, x: Scalar, y: Scalar, length: number): Scalar[][] {
  const [inner, outer] = [passingLevel('germ'), passingLevel('germ')];
  const along = (level: Level, at: Scalar): Taylor => {
    const c = new Array<Scalar>(length + 1).fill(0);
    c[0] = at;
    c[1] = 1;
    return new Taylor(level, c);
  };
  const f = binary(rule, along(inner, x), along(outer, y));
  const seriesOf = (z: Scalar, level: Level): readonly Scalar[] =>
    isOfLevel<Taylor>(z, level) ? z.coefficients.map((a) => (a as Scalar | null) ?? 0) : [z];
  const byY = seriesOf(f, outer).map((z) => seriesOf(z, inner));
  return Array.from({ length }, (_, i) => Array.from({ length: length - i }, (_, j) => byY[j]?.[i] ?? 0));
}
