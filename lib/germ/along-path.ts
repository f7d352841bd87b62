/**
 * Functions of two germs where they are smooth, along the path of their arguments: with all exponents multiples of a step h
 * both arguments are power series in t = ε^h, and so are the function and its partials, by the library's own series.
 */
import type { Scalar } from '../scalar/active.js';
import { passingLevel } from '../scalar/level.js';
import { isOfLevel } from '../scalar/relation.js';
import { type BinaryRule, type Partials, partials } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { Taylor } from '../taylor/number.js';
import { type Expansion, gather, split, work } from './expansion.js';
import type { Germ } from './number.js';
import { ULPS } from './powers.js';
import { magnitude, sizeAmong, type Term, term, timesPowerOfTwo, whole } from './term.js';

const STEPS = [1, 1 / 2, 1 / 3, 1 / 4, 1 / 6];
/** Rows without a recurrence take a time that grows with the cube of this. */
const LONGEST = 33;
/** Coefficients between these are put into series of doubles. */
const SMALL = 1e-150;
const LARGE = 1e150;

/** Value and partials to order n, NaN where the function is not smooth; undefined where the path is no such series. */
export function partialsAlongPath(rule: BinaryRule, x: Germ, y: Germ, n: number): Partials | undefined {
  const { depth } = x.level;
  const step = STEPS.find((h) => [x, y].every((z) => isSeriesIn(h, z)));
  if (step === undefined || depth / step >= LONGEST) return undefined;
  const end = Math.min(x.order, y.order);
  const length = Math.min(Math.floor(depth / step + 1e-6) + 1, Math.ceil(end / step - 1e-6));
  work.products += length ** (rule.series === undefined ? 3 : 2);
  const level = passingLevel('germ');
  const [a, b] = [coefficients(x, step, length), coefficients(y, step, length)];
  const p = partials(rule, new Taylor(level, a), new Taylor(level, b), n, true, true);
  const seriesOf = (z: Scalar): Scalar[] =>
    a.map((_, k) => (isOfLevel<Taylor>(z, level) ? (z.coefficients[k] ?? 0) : k === 0 ? z : 0));
  const slopes = n > 0 ? p : partials(rule, new Taylor(level, a), new Taylor(level, b), 1, true, true);
  const [fx, fy] = [seriesOf(slopes.fx), seriesOf(slopes.fy)];
  const moved = a.map((_, k) => {
    let error = 0;
    for (let j = 0; j <= k; j++) {
      error += magnitude(fx[k - j]) * errorAt(x, step, j) + magnitude(fy[k - j]) * errorAt(y, step, j);
    }
    return error;
  });
  const germOf = (z: Scalar): Scalar => {
    const c = seriesOf(z);
    if (!c.every((t) => Number.isFinite(value(t)))) return x.notANumber();
    return x.as(expansionOf(c, moved, step, Math.min(end, length * step), depth), 0);
  };
  return {
    f: germOf(p.f),
    fx: n > 0 ? germOf(p.fx) : 0,
    fy: n > 0 ? germOf(p.fy) : 0,
    fxx: n > 1 ? germOf(p.fxx) : 0,
    fxy: n > 1 ? germOf(p.fxy) : 0,
    fyy: n > 1 ? germOf(p.fyy) : 0,
  };
}

/** True where all exponents that are not passed over are multiples of h, 0 or more. */
function isSeriesIn(h: number, z: Germ): boolean {
  const { infinite, standard, rest } = split(z);
  if (infinite.length > 0 || z.order <= 0) return false;
  const all = standard === undefined ? rest.terms : [standard, ...rest.terms];
  return all.every((t) => {
    const k = t.exponent / h;
    const size = magnitude(whole(t));
    return t.logs === 0 && Math.abs(k - Math.round(k)) < 1e-9 && (size === 0 || (size > SMALL && size < LARGE));
  });
}

function termAt(z: Expansion, h: number, k: number): Term | undefined {
  return z.terms.find((t) => t.logs === 0 && Math.round(t.exponent / h) === k);
}

function coefficients(z: Expansion, h: number, length: number): Scalar[] {
  return Array.from({ length }, (_, k) => {
    const t = termAt(z, h, k);
    return t === undefined ? 0 : whole(t);
  });
}

function errorAt(z: Expansion, h: number, k: number): number {
  const t = termAt(z, h, k);
  return t === undefined ? 0 : timesPowerOfTwo(t.error, t.scale);
}

function expansionOf(
  c: readonly Scalar[],
  moved: readonly number[],
  h: number,
  order: number,
  depth: number,
): Expansion {
  const at = (k: number): number => (k < 0 || k >= c.length ? 0 : magnitude(c[k]));
  const terms = c.map((a, k) => {
    const size = sizeAmong(at(k), at(k - 1), at(k + 1));
    return term(k * h, 0, a, 0, 2 * ULPS * size + moved[k], size);
  });
  return gather(terms, order, depth);
}
