/** Searching, sorting and joining lists that may hold active numbers: by value, as lists of numbers would be. */
import { eq, lt as less } from '../branches/branch.js';
import { decideAnyCourse } from '../branches/compare.js';
import type { Scalar } from '../scalar/active.js';
import { isActive } from './brand.js';
import { same, seq, truth } from './comparisons.js';
import { text, toNumber } from './operators.js';

type Any = unknown;
type List = ArrayLike<Any>;
export type Each = (value: Any, index: number, array: Any) => Any;
export type Compare = (x: Any, y: Any) => Any;

/** The index that an argument stands for, from the end where it is negative. */
export function relative(x: Any, length: number): number {
  const i = Math.trunc(Number(x)) || 0;
  return i < 0 ? Math.max(0, length + i) : Math.min(i, length);
}

export function indexOf(list: List, x: Any, from: Any = 0): number {
  for (let i = relative(from, list.length); i < list.length; i++) if (i in list && seq(list[i], x)) return i;
  return -1;
}

export function lastIndexOf(list: List, x: Any, ...from: Any[]): number {
  const last = from.length === 0 ? list.length - 1 : Math.trunc(Number(from[0])) || 0;
  const start = last < 0 ? list.length + last : Math.min(last, list.length - 1);
  for (let i = start; i >= 0; i--) if (i in list && seq(list[i], x)) return i;
  return -1;
}

export function includes(list: List, x: Any, from: Any = 0): boolean {
  for (let i = relative(from, list.length); i < list.length; i++) if (same(list[i], x)) return true;
  return false;
}

export function hasActive(list: List): boolean {
  for (let i = 0; i < list.length; i++) if (isActive(list[i])) return true;
  return false;
}

/** By the text of the value, as `sort()` compares. */
export function byText(x: Any, y: Any): number {
  const [a, b] = [`${text(x)}`, `${text(y)}`];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** From the least number to the greatest, NaN last, as a typed array sorts. */
export function upwards(x: Any, y: Any): number {
  const [a, b] = [x as Scalar, y as Scalar];
  if (decideAnyCourse(less(a, b))) return -1;
  if (decideAnyCourse(less(b, a))) return 1;
  const [isA, isB] = [decideAnyCourse(eq(a, a)), decideAnyCourse(eq(b, b))];
  if (!isA || !isB) return isA ? -1 : isB ? 1 : 0;
  // -0 before 0.
  return typeof x === 'number' && typeof y === 'number' && x === 0 && y === 0 ? Math.sign(1 / x - 1 / y) || 0 : 0;
}

/** A comparator whose answer may be active. */
export function deciding(compare: Compare): (x: Any, y: Any) => number {
  return (x, y) => {
    const order = compare(x, y);
    if (typeof order === 'number') return order;
    const a = toNumber(order) as Scalar;
    if (typeof a === 'number') return a;
    return decideAnyCourse(less(a, 0)) ? -1 : decideAnyCourse(less(0, a)) ? 1 : 0;
  };
}

/** A callback whose answer is looked at as true or false. */
export function whether(f: Each): Each {
  return function (this: Any, value, index, array) {
    return truth(f.call(this, value, index, array));
  };
}
