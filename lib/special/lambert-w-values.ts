// Values of Lambert's W on both real branches: plain numbers in, plain numbers out.
import { chebyshev } from './chebyshev.js';
import { LAMBERT_W } from './coefficients.js';

/** 0: W >= -1, for x >= -1/e. -1: W <= -1, for -1/e <= x <= 0. */
export type Branch = 0 | -1;

const E_REST = 1.4456468917292502e-16;

/** 1 + e·x, whose digits count beside the branch point -1/e: e in two pieces, and the first product exact (Dekker). */
function aboveBranchPoint(x: number): number {
  const high = Math.fround(x);
  const eHigh = Math.fround(Math.E);
  const p = Math.E * x;
  const rest = eHigh * high - p + eHigh * (x - high) + (Math.E - eHigh) * high + (Math.E - eHigh) * (x - high);
  return 1 + p + (rest + E_REST * x);
}

/** So far from the branch point W + 1 is by its series in p = ±√(2(1 + ex)). */
const NEAR = 0.42;

/** 1 + W(x). */
export function onePlusLambertW(x: number, branch: Branch): number {
  const q = aboveBranchPoint(x);
  if (q < 0.5 * NEAR * NEAR) {
    // The double next to -1/e lies below it.
    if (q < 0) return q > -1e-16 ? (branch === 0 ? 0 : -0) : Number.NaN;
    const p = branch === 0 ? Math.sqrt(2 * q) : -Math.sqrt(2 * q);
    return p * chebyshev(LAMBERT_W, p / NEAR);
  }
  return 1 + away(x, branch);
}

/** W(x). */
export function lambertW(x: number, branch: Branch): number {
  return aboveBranchPoint(x) < 0.5 * NEAR * NEAR ? onePlusLambertW(x, branch) - 1 : away(x, branch);
}

/** -2/e² in two pieces, and e². */
const ROOT = -0.2706705664732254;
const ROOT_REST = 2.084762846577338e-17;
const E_SQUARED = 7.38905609893065;

/** 2 + W(x): on branch -1 beside its root the d with d + (d - 2)·(e^d - 1) = e²·(x + 2/e²), by Newton's method. */
export function twoPlusLambertW(x: number, branch: Branch): number {
  let d = 1 + onePlusLambertW(x, branch);
  if (branch === 0 || !(Math.abs(d) < 0.25)) return d;
  const r = E_SQUARED * (x - ROOT - ROOT_REST);
  for (let i = 0; i < 2; i++) d -= (d + (d - 2) * Math.expm1(d) - r) / ((d - 1) * Math.exp(d));
  return d;
}

/** By w → w/(1+w)·(1 + log(x/w)), which converges quadratically (Iacono and Boyd 2017). */
function away(x: number, branch: Branch): number {
  if (branch === -1 && x >= 0) return x > 0 ? Number.NaN : -Infinity;
  if (x === 0 || !(x < Infinity)) return x;
  let w = start(x, branch);
  // The quotient may be subnormal.
  const small = x < 0 && x > -1e-290 && branch === -1;
  for (let i = 0; i < 20; i++) {
    const next = (w / (1 + w)) * (1 + (small ? Math.log(-x) - Math.log(-w) : Math.log(x / w)));
    const isDone = Math.abs(next - w) < 1e-9 * Math.abs(next);
    w = next;
    if (isDone) break;
  }
  return w;
}

function start(x: number, branch: Branch): number {
  if (branch === -1) {
    const far = Math.log(-x);
    return far < -2 ? far - Math.log(-far) : -1 - Math.sqrt(2 * (1 + Math.E * x)) * 1.2;
  }
  if (x < 0.5) return x / (1 + x);
  const l = Math.log1p(x);
  return l * (1 - Math.log1p(l) / (2 + l));
}
