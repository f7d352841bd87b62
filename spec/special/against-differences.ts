/** Derivatives against finite differences, by Ridders' method with its error estimate. */
import * as assert from 'uvu/assert';
import { derivative } from '../../lib/index.js';
import type { One } from '../support/functions.js';
import { confirmed } from '../support/ridders.js';

const U = 2 ** -53;

/**
 * df is the derivative of f at x, as far as differences of f tell; they must tell to 1e-6.
 *
 * @param reach - f is smooth that far on both sides.
 */
export function check(label: string, f: (x: number) => number, df: number, x: number, reach: number): void {
  const noise = (t: number): number => 64 * U * Math.max(Math.abs(f(t)), Math.abs(f(x)), reach * Math.abs(df));
  const found = confirmed(f, x, reach / 8, noise, () => true);
  assert.ok(found !== undefined, `${label} at ${x}: differences do not converge`);
  const { derivative: d, estimate, noise: rounding } = found as NonNullable<typeof found>;
  const size = Math.max(Math.abs(df), Math.abs(f(x)) / reach);
  assert.ok(estimate + rounding < 1e-6 * size, `${label} at ${x}: differences say nothing, ${estimate} + ${rounding}`);
  assert.ok(Math.abs(d - df) <= estimate + rounding + 1e-12 * size, `${label} at ${x}: ${df}, by differences ${d}`);
}

/** Three derivatives of a function of one number: the slope against values, the higher ones against the one before. */
export function checkThree(label: string, f: One, points: readonly (readonly [x: number, reach: number])[]): void {
  let lower: One = f;
  for (let order = 1; order <= 3; order++) {
    const below = lower;
    const slope: One = (x) => derivative(below, x as number);
    for (const [x, reach] of points) {
      check(`${label}, derivative ${order}`, (t) => below(t) as number, slope(x) as number, x, reach);
    }
    lower = slope;
  }
}
