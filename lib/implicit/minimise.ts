/** Newton's method for a minimum, on plain numbers. */
import { cholesky } from '../linalg/cholesky.js';
import { solve } from '../linalg/elimination.js';
import { newton, type System } from './newton.js';

/** A function with its slopes: the system of equations says that these are 0. */
export interface Landscape extends System {
  height(x: readonly number[]): number;
}

type Rows = readonly (readonly number[])[];

const MOST_STEPS = 500;
/** A step that promises less than this share of the height is left to Newton's method for the slopes. */
const FLAT = 1e-9;
/** Multiples of the diagonal tried before a Hessian is given up. */
const SHIFTS: readonly number[] = [0, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e4, 1e6, 1e9];

/**
 * A local minimum.
 *
 * Where the Hessian is not positive definite, a multiple of its diagonal is added until it is; a step is halved until the
 * function falls by a ten-thousandth of what the slope promises (Nocedal and Wright, Numerical Optimization, 2006, sections 3.1
 * and 3.4). Heights tell a minimum to half of the digits only, so the last steps solve slopes = 0.
 *
 * @throws {RangeError} where the function is not finite at the start, falls without end, or its slopes have no root there.
 */
export function minimise(landscape: Landscape, start: readonly number[]): number[] {
  let x = start.slice();
  let reach = start.map(Math.abs);
  let height = landscape.height(x);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { values: slopes, rows } = landscape.linearized(x);
    const { change, shift } = descent(slopes, rows);
    const promise = change.reduce((total, d, i) => total + d * slopes[i], 0);
    if (!(promise > (shift === 0 ? FLAT * Math.abs(height) : 0))) break;
    const moved = (share: number): number[] => x.map((xi, i) => xi - share * change[i]);
    let share = 1;
    while (!(landscape.height(moved(share)) <= height - 1e-4 * share * promise) && share > 2 ** -40) share /= 2;
    const next = moved(share);
    const lower = landscape.height(next);
    if (!(lower < height)) break;
    reach = reach.map((s, i) => Math.max(s, Math.abs(next[i]), Math.abs(x[i])));
    [x, height] = [next, lower];
  }
  return newton(landscape, x, reach);
}

/** The step to be subtracted: (H + λ·D)⁻¹·slopes with the least λ tried for which that is positive definite. */
function descent(slopes: readonly number[], rows: Rows): { change: readonly number[]; shift: number } {
  const shift = SHIFTS.find((s) => isDefinite(rows, s));
  return { change: shift === undefined ? [] : solve(shifted(rows, shift), slopes), shift: shift ?? 0 };
}

/** True where H + shift·D is positive definite. */
export function isDefinite(H: Rows, shift: number): boolean {
  try {
    cholesky(shifted(H, shift));
    return true;
  } catch {
    return false;
  }
}

function shifted(H: Rows, shift: number): number[][] {
  return H.map((row, i) => row.map((h, j) => (i === j ? h + shift * (Math.abs(h) || 1) : h)));
}
