/** Two functions that are equal have equal derivatives, in nested numbers and in power series, past the rows of the table. */
import * as assert from 'uvu/assert';
import { derivative, derivatives } from '../../lib/index.js';
import type { One } from '../support/functions.js';

export const U: number = 2 ** -53;

/** Derivatives 0 ... n by one driver in another. */
export function nested(f: One, x: number, n: number): number[] {
  let g = f;
  const all: number[] = [];
  for (let k = 0; k <= n; k++) {
    all.push(g(x) as number);
    const h = g;
    g = (t) => derivative(h, t as number);
  }
  return all;
}

export const ways: Record<string, (f: One, x: number, n: number) => number[]> = {
  nested,
  series: (f, x, n) => [...derivatives(f, x, n)],
};

/** How far apart two derivatives may be: so many roundings of `size`, the size of what was added up. */
export interface Tolerance {
  readonly orders: number;
  readonly roundings: number;
  /** The size of derivative k; without it that of the derivative itself. */
  readonly size?: (x: number, k: number) => number;
}

/** f and g are the same function. */
export function same(
  label: string,
  f: One,
  g: One,
  xs: readonly number[],
  { orders, roundings, size }: Tolerance,
): void {
  for (const x of xs) {
    for (const [way, by] of Object.entries(ways)) {
      const [a, b] = [by(f, x, orders), by(g, x, orders)];
      a.forEach((ak, k) => {
        const bk = b[k] as number;
        const allowed = roundings * U * (size?.(x, k) ?? Math.max(Math.abs(ak), Math.abs(bk)));
        assert.ok(
          Math.abs(ak - bk) <= allowed,
          `${label} at ${x}, derivative ${k} by ${way}: ${ak} and ${bk}, ${Math.abs(ak - bk) / allowed} times too far apart`,
        );
      });
    }
  }
}
