/** Tables of singular points of functions of one number. */
import { type Derivatives, one } from '../singular/expect.js';
import type { One } from '../support/functions.js';

export const INF: number = Number.POSITIVE_INFINITY;
export const NAN: number = Number.NaN;
export const NO_DERIVATIVES: Derivatives = [NAN, NAN, NAN, NAN];

/** Rows [x, value, f', f'', f''']. */
export type Row = readonly [x: number, ...Derivatives];

export function check(label: string, f: One, rows: readonly Row[], within = 0): void {
  for (const [x, ...due] of rows) one(f, x, due as unknown as Derivatives, within, label);
}
