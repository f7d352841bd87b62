/**
 * Functions of power series for rows without a recurrence of their own: special functions, functions of users.
 *
 * With y = f(x(t)), s = f'(x(t)) and c = f''(x(t)) the row is a system of differential equations,
 *
 *     y' = s·x'     s' = c·x'     c' = f'''(x)·x'
 *
 * which gives coefficient k from the lower ones. The formula of the third derivative is evaluated on the part of the
 * series that is known, anew for each coefficient: O(n³) for a formula of n-term series. It may ask for other such
 * functions of the same argument, or for this one. What is known about a series is kept with it, so each coefficient is
 * found once; without that, two functions that name each other would take 2ⁿ steps.
 */
import type { Scalar } from '../scalar/active.js';
import { type Content, over, plus, times, timesOver } from '../scalar/parts.js';
import { type BinaryRule, jets, partials, type Series, type UnaryRule } from '../scalar/rule.js';
import type { SeriesPartials } from './jets.js';
import { head, integral, lengthOf, slopeTimes } from './series.js';

/** Turns series into numbers and back, for the formulas. */
interface Numbers {
  numberOf(c: Series): Scalar;
  seriesOf(y: Scalar): Series;
}

/** Coefficients found so far, one list for each function of the system. */
interface Known {
  readonly rule: UnaryRule | BinaryRule;
  readonly args: readonly Series[];
  readonly lists: Content[][];
}

/** By the whole series: what is known about functions of it. */
const knowledge = new WeakMap<Series, Known[]>();
/** By a part of a series: the whole. */
const wholes = new WeakMap<Series, Series>();

/** Series of f, f', ..., the nth derivative, n at most 3. */
export function jetsByRows(rule: UnaryRule, x: Series, n: number, numbers: Numbers): Series[] {
  const { lists } = recall(rule, [x], () => jets(rule, head(x), 2));
  const third = (length: number): Series => {
    const [y, slope, curvature] = lists.map((list) => numbers.numberOf(list.slice(0, length)));
    return evaluated(numbers, length, rule.third(numbers.numberOf(part(x, length)), y, slope, curvature));
  };
  const [ys, slopes, curvatures] = lists;
  while (ys.length < x.length) {
    const k = ys.length;
    const t = third(k);
    ys.push(rule.ratio === undefined ? integral(x, slopes, k) : integralOfRatio(rule.ratio, x, ys, k, numbers));
    slopes.push(integral(x, curvatures, k));
    curvatures.push(integral(x, t, k));
  }
  const known = lists.map((list) => list.slice(0, x.length));
  return n < 3 ? known.slice(0, n + 1) : [...known, third(x.length)];
}

/** Coefficient k of the y with y' = factor·(x'/divisor), the slope by quotients: it may leave the range where they do not. */
function integralOfRatio(
  ratio: NonNullable<UnaryRule['ratio']>,
  x: Series,
  ys: readonly Content[],
  k: number,
  numbers: Numbers,
): Content {
  const { factor, divisor } = ratio(numbers.numberOf(part(x, k)), numbers.numberOf(ys.slice(0, k)));
  const change = x.slice(1, k + 1).map((c, i) => times(i + 1, c));
  const along = timesOver(factor, numbers.numberOf([change[0] ?? 0, ...change.slice(1)]), divisor);
  return over(numbers.seriesOf(along as Scalar)[k - 1] ?? null, k);
}

/** The same for two variables: f' = fx·x' + fy·y', fx' = fxx·x' + fxy·y', fy' = fxy·x' + fyy·y'. */
export function partialsByRows(rule: BinaryRule, x: Series, y: Series, n: number, numbers: Numbers): SeriesPartials {
  const length = lengthOf(x, y);
  const { lists } = recall(rule, [x, y], () => {
    const p = partials(rule, head(x), head(y), 1, true, true);
    return [p.f, p.fx, p.fy];
  });
  type Formula = (x: Scalar, y: Scalar, f: Scalar) => Scalar;
  const at = (m: number, formula: Formula): Series => {
    const [a, b, f] = [x, y, lists[0]].map((c) => numbers.numberOf(part(c, m)));
    return evaluated(numbers, m, formula(a, b, f));
  };
  const [fs, fxs, fys] = lists;
  const along = (fx: Series, fy: Series, k: number): Content => {
    const byX = x.length > 1 ? slopeTimes(x, fx, k) : null;
    const byY = y.length > 1 ? slopeTimes(y, fy, k) : null;
    return over(plus(byX, byY), k);
  };
  while (fs.length < length) {
    const k = fs.length;
    const fxx = at(k, rule.fxx);
    const fxy = at(k, rule.fxy);
    const fyy = at(k, rule.fyy);
    fs.push(along(fxs, fys, k));
    fxs.push(along(fxx, fxy, k));
    fys.push(along(fxy, fyy, k));
  }
  const [f, fx, fy] = lists.map((list) => list.slice(0, length));
  const second = (formula: Formula): Series | undefined => (n > 1 ? at(length, formula) : undefined);
  return { f, fx, fy, fxx: second(rule.fxx), fxy: second(rule.fxy), fyy: second(rule.fyy) };
}

/** What is known about a function of these series; to begin with, its constant coefficients. */
function recall(rule: UnaryRule | BinaryRule, series: readonly Series[], start: () => Scalar[]): Known {
  const args = series.map((c) => wholes.get(c) ?? c);
  const key = args.find((c) => c.length > 1) ?? args[0];
  const list = knowledge.get(key) ?? [];
  knowledge.set(key, list);
  let known = list.find((entry) => entry.rule === rule && entry.args.every((c, i) => sameSeries(c, args[i])));
  if (known === undefined) {
    known = { rule, args, lists: start().map((c): Content[] => [c]) };
    list.push(known);
  }
  return known;
}

function sameSeries(a: Series, b: Series): boolean {
  return a === b || (a.length === 1 && b.length === 1 && Object.is(a[0], b[0]));
}

/** The first coefficients of a series; of a constant, the constant. */
function part(c: Series, length: number): Series {
  if (length >= c.length) return c;
  const first = c.slice(0, length);
  wholes.set(first, wholes.get(c) ?? c);
  return first;
}

/** The first coefficients of a formula's result, which may be a constant. */
function evaluated(numbers: Numbers, length: number, y: Scalar): Series {
  const c = numbers.seriesOf(y);
  return c.length >= length ? c : [head(c), ...new Array<null>(length - 1).fill(null)];
}
