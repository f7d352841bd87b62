/**
 * Ridders' method: a derivative from central differences, extrapolated to step 0, with an error estimate.
 *
 * The differences for steps h, h/c, h/c² ... have errors in even powers of the step, so Neville's scheme removes one power
 * after another. Two neighbours in the scheme that agree say how far it has converged; the error estimate is their
 * distance. What the method cannot see is the rounding of f itself: each difference carries noise/step of it, and the
 * scheme multiplies it by known weights, so it is followed along and added. (Ridders 1982; Numerical Recipes, section 5.7.)
 */

/** An entry of the scheme. */
interface Entry {
  readonly value: number;
  readonly noise: number;
}

export interface Differences {
  readonly derivative: number;
  /** Disagreement of neighbours in the scheme: how far extrapolation has come. */
  readonly estimate: number;
  /** What the rounding of f can contribute, at most. */
  readonly noise: number;
}

const SHRINK = 1.4;
const ROWS = 12;

/**
 * @param f - sampled at x ± step and closer.
 * @param noise - bound of the absolute error of f's values.
 * @returns the entry with the least estimate and noise, or undefined when f is not finite at all points.
 */
export function ridders(f: (x: number) => number, x: number, step: number, noise: number): Differences | undefined {
  let best: Differences | undefined;
  let above: readonly Entry[] = [];
  let h = step;
  for (let i = 0; i < ROWS; i++, h /= SHRINK) {
    const [left, right] = [x - h, x + h];
    const [a, b] = [f(left), f(right)];
    if (!Number.isFinite(a) || !Number.isFinite(b)) return undefined;
    const row: Entry[] = [{ value: (b - a) / (right - left), noise: (2 * noise) / (right - left) }];
    let factor = 1;
    for (let j = 1; j <= i; j++) {
      factor *= SHRINK * SHRINK;
      const finer = row[j - 1] as Entry;
      const coarser = above[j - 1] as Entry;
      const value = (finer.value * factor - coarser.value) / (factor - 1);
      const noise = (finer.noise * factor + coarser.noise) / (factor - 1);
      row.push({ value, noise });
      const estimate = Math.max(Math.abs(value - finer.value), Math.abs(value - coarser.value));
      if (best === undefined || estimate + noise < best.estimate + best.noise)
        best = { derivative: value, estimate, noise };
    }
    above = row;
  }
  return best;
}

/** Steps tried one after another: each 8 times finer. */
const LADDER = 6;

/**
 * The derivative at the coarsest step that the next finer step confirms, or undefined when none is.
 *
 * A difference over many periods of a sine, or over a pole, can look converged by chance, but not at two steps in a row.
 *
 * @param widest - the step to begin with: f is smooth that far.
 * @param noiseAt - bound of the error of f(x).
 * @param smooth - false when the samples since the last call crossed a kink, a jump or a pole after all.
 */
export function confirmed(
  f: (x: number) => number,
  x: number,
  widest: number,
  noiseAt: (x: number) => number,
  smooth: () => boolean,
): Differences | undefined {
  let last: Differences | undefined;
  let step = widest;
  for (let i = 0; i < LADDER; i++, step /= 8) {
    const noise = Math.max(noiseAt(x - step), noiseAt(x), noiseAt(x + step));
    const found = Number.isFinite(noise) ? ridders(f, x, step, noise) : undefined;
    const current = smooth() ? found : undefined;
    if (last !== undefined && current !== undefined) {
      const distance = Math.abs(last.derivative - current.derivative);
      if (distance <= last.estimate + last.noise + current.estimate + current.noise) {
        return last.estimate + last.noise < current.estimate + current.noise ? last : current;
      }
    }
    last = current;
  }
  return undefined;
}
