/** Numbers in nested arrays, compared with a bound; and derivatives from differences to compare with. */
import { is, ok } from 'uvu/assert';

/** Lengths along the indices: [] for a number, [m, n] for a matrix. The arrays must be rectangular. */
export function shapeOf(x: unknown): number[] {
  if (!Array.isArray(x)) return [];
  const [first, ...others] = x.map(shapeOf);
  for (const other of others) is(String(other), String(first), 'a ragged array');
  return [x.length, ...(first ?? [])];
}

const flat = (x: unknown): number[] => (Array.isArray(x) ? x.flat(Number.POSITIVE_INFINITY) : [x as number]);

/**
 * Same shape, and no entry farther apart than `bound` times the largest entry expected (or 1, if that is larger).
 *
 * The derivatives of the chapter are sums of a few products of numbers of size 1: 1e-14 is some fifty roundings.
 */
export function close(actual: unknown, expected: unknown, what: string, bound = 1e-14): void {
  is(String(shapeOf(actual)), String(shapeOf(expected)), `${what}: the shape`);
  const exact = flat(expected);
  const scale = Math.max(1, ...exact.map(Math.abs));
  flat(actual).forEach((x, i) => {
    const apart = Math.abs(x - exact[i]);
    ok(apart <= bound * scale, `${what}: ${x} at ${i}, expected ${exact[i]}, ${apart / scale} apart`);
  });
}

/**
 * The derivative of f at x from differences, good to some ten digits: central ones of two steps, (4·d(h/2) - d(h))/3, have
 * an error of h⁴·f⁽⁵⁾/480 with h = 2^-9, and rounding of about 1e-13.
 */
export function byDifferences(f: (x: number) => number, x: number): number {
  const central = (h: number): number => (f(x + h) - f(x - h)) / (2 * h);
  return (4 * central(2 ** -10) - central(2 ** -9)) / 3;
}

/** The same for all inputs of a function of n numbers, a column for each. */
export function columnsByDifferences(f: (x: number[]) => number[], x: readonly number[]): number[][] {
  return x.map((at, j) => f([...x]).map((_, i) => byDifferences((t) => f(x.with(j, t))[i], at)));
}
