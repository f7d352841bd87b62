/** Tables of singular points of functions of one number. */
import { type Derivatives, one } from '../singular/expect.js';
import type { One } from '../support/functions.js';

export const INF: number = Number.POSITIVE_INFINITY;
export const NAN: number = Number.NaN;
/** Where the value is NaN nothing is looked at, and nothing promised of the derivatives. */
export const UNDEFINED: readonly [number] = [NAN];

/** Rows [x, value, f', f'', f''']. */
export type Row = readonly [x: number, ...(Derivatives | typeof UNDEFINED)];

export function check(label: string, f: One, rows: readonly Row[], within = 0): void {
  for (const [x, ...due] of rows) one(f, x, due as unknown as Derivatives, within, label);
}
