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
import { type BinaryRule, binary, type Partials } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { Taylor } from '../taylor/number.js';
import { type Expansion, leadExponent, ONE, product, single, split, sum, work } from './expansion.js';
import type { Germ } from './number.js';
import { termsFor, ULPS } from './powers.js';
import { magnitude, type Term, term, timesPowerOfTwo, whole } from './term.js';

/** Rows without a recurrence take a time that grows with the fifth power of this. */
const MOST = 7;

/** Value and partials to order n; undefined where the function is not smooth. */
export function regularPartials(rule: BinaryRule, x: Germ, y: Germ, n: number): Partials | undefined {
  const [a, b] = [split(x), split(y)];
  if (a.infinite.length > 0 || b.infinite.length > 0 || a.rest.order <= 0 || b.rest.order <= 0) return undefined;
  const { depth } = x.level;
  const length = Math.min(MOST, Math.max(termsFor(a.rest, depth, n), termsFor(b.rest, depth, n)));
  work.products += length ** 4;
  const c = coefficients(rule, a.standard, b.standard, length);
  if (c === undefined) return undefined;
  const powersX = powers(a.rest, length, depth);
  const powersY = powers(b.rest, length, depth);
  const q = Math.min(leadExponent(a.rest), leadExponent(b.rest));
  const derivative = (i: number, j: number): Scalar => {
    let total: Expansion = { terms: [], order: (length - i - j) * q };
    for (let k = i; k < length; k++) {
      for (let m = j; k + m < length; m++) {
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

/** c_ij for i + j < length; undefined where one of the lower ones is not finite. */
function coefficients(
  rule: BinaryRule,
  s: Term | undefined,
  t: Term | undefined,
  length: number,
): Term[][] | undefined {
  const [inner, outer] = [passingLevel('germ'), passingLevel('germ')];
  const along = (level: Level, at: Term | undefined): Taylor => {
    const c = new Array<Scalar>(length + 1).fill(0);
    c[0] = at === undefined ? 0 : whole(at);
    c[1] = 1;
    return new Taylor(level, c);
  };
  const f = binary(rule, along(inner, s), along(outer, t));
  const seriesOf = (y: Scalar, level: Level): readonly Scalar[] =>
    isOfLevel<Taylor>(y, level) ? y.coefficients.map((a) => (a as Scalar | null) ?? 0) : [y];
  const byY = seriesOf(f, outer).map((y) => seriesOf(y, inner));
  const at = (i: number, j: number): Scalar => byY[j]?.[i] ?? 0;
  const [errorS, errorT] = [s, t].map((u) => (u === undefined ? 0 : timesPowerOfTwo(u.error, u.scale)));
  const table: Term[][] = [];
  for (let i = 0; i < length; i++) {
    table[i] = [];
    for (let j = 0; i + j < length; j++) {
      const c = at(i, j);
      if (!Number.isFinite(value(c))) return undefined;
      const size = Math.max(magnitude(c), Math.sqrt(magnitude(at(i - 1, j))) * Math.sqrt(magnitude(at(i + 1, j))));
      const moved = errorS * (i + 1) * magnitude(at(i + 1, j)) + errorT * (j + 1) * magnitude(at(i, j + 1));
      table[i][j] = term(0, 0, c, 0, 2 * ULPS * size + moved, size);
    }
  }
  return table;
}
