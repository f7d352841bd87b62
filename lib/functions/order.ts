/** Lists in the order of their values. */
import { decide, decideRare, eq, isKnown, le, lt, select } from '../branches/compare.js';
import { sharedByAll } from '../branches/extremes.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul, product } from '../scalar/arithmetic.js';
import { describe, innermost, isScalar, specialised } from '../scalar/scalar.js';
import { interpolateLinear } from './interpolation.js';
import { listOf } from './reductions.js';
import type { ListFunction } from './softmax.js';

/**
 * The numbers upwards. NaN for all where one is.
 *
 * Where k of them are equal each place has the mean slope of all, as `max` has, so that symmetric functions of the places are right in all
 * orders.
 *
 * @throws {TypeError} when xs is no array of numbers and Scalars.
 * @remarks Cost: n·log n comparisons; compiled, about n·log²n choices, for all orders alike.
 * @example
 * sortByValue([3, 1, 2]); // => [1, 2, 3]
 * gradient((x) => sortByValue(x)[0], [3, 1, 1]); // => [0, 0.5, 0.5]
 */
export const sortByValue: ListFunction = ((xs: readonly Scalar[]): Scalar[] =>
  sorted(listOf('sortByValue', xs))) as ListFunction;

function sorted(list: readonly Scalar[]): Scalar[] {
  if (!list.every((x) => decide(le(x, x)))) return list.map(() => product(Number.NaN, list.reduce(add)));
  return list.every(isKnown) ? byComparison(list) : byNetwork(list);
}

function byComparison(list: readonly Scalar[]): Scalar[] {
  const upwards = list.slice().sort((x, y) => (lt(x, y) === true ? -1 : lt(y, x) === true ? 1 : 0));
  const groups: Scalar[][] = [];
  for (const x of upwards) {
    const last = groups[groups.length - 1];
    if (last !== undefined && eq(last[0], x) === true) last.push(x);
    else groups.push([x]);
  }
  return groups.flatMap((group) => {
    if (group.length === 1 || group.every((x) => innermost(x) === x && typeof x === 'number')) return group;
    const shared = sharedByAll(group);
    return group.map(() => shared);
  });
}

/**
 * By comparing pairs in an order that does not depend on the numbers (Batcher, AFIPS 32, 1968; Knuth, The Art of Computer Programming 3,
 * algorithm 5.2.2 M). Where two are equal the program asks the function itself.
 */
function byNetwork(list: readonly Scalar[]): Scalar[] {
  const all = list.slice();
  const exchange = (i: number, j: number): void => {
    const [x, y] = [all[i], all[j]];
    decideRare(eq(x, y));
    const isBelow = lt(y, x);
    const choose = (a: Scalar, b: Scalar): Scalar =>
      select(
        isBelow,
        () => a,
        () => b,
      );
    [all[i], all[j]] = [choose(y, x), choose(x, y)];
  };
  const n = all.length;
  const top = 2 ** Math.max(0, Math.ceil(Math.log2(n)) - 1);
  for (let p = top; p >= 1; p /= 2) {
    let [q, r, d] = [top, 0, p];
    for (;;) {
      for (let i = 0; i < n - d; i++) if ((i & p) === r) exchange(i, i + d);
      if (q === p) break;
      [d, q, r] = [q - p, q / 2, p];
    }
  }
  return all;
}

/**
 * The p-quantile: of the numbers in their order the one at (n - 1)·p, straight between two (type 7 of Hyndman and Fan, The American
 * Statistician 50, 1996). NaN of nothing, and where a number is NaN.
 *
 * @param p - from 0 to 1; it may carry derivatives.
 * @throws {TypeError} when xs is no array of numbers and Scalars, or p none.
 * @throws {RangeError} when p is not from 0 to 1.
 * @remarks Cost: that of `sortByValue`.
 * @example
 * quantile([4, 1, 3, 2], 0.5); // => 2.5
 * gradient((x) => quantile(x, 0.5), [4, 1, 3, 2]); // => [0, 0, 0.5, 0.5]
 */
export function quantile(xs: readonly number[], p: number): number;
export function quantile(xs: readonly Scalar[], p: Scalar): Scalar;
export function quantile(xs: readonly Scalar[], p: Scalar): Scalar {
  const list = listOf('quantile', xs);
  if (!isScalar(p))
    throw new TypeError(`quantile: expected p to be a number, got ${describe(p)}. Give it from 0 to 1.`);
  if (decide(lt(p, 0)) || decide(lt(1, p)) || !decide(le(p, p))) {
    throw new RangeError(`quantile: expected p to be from 0 to 1, got ${specialised(p)}. Divide percents by 100.`);
  }
  if (list.length === 0) return Number.NaN;
  const upwards = sorted(list);
  if (upwards.length === 1) return upwards[0];
  return interpolateLinear(
    upwards.map((_, i) => i),
    upwards,
    mul(upwards.length - 1, p),
  );
}
